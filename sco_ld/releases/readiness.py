"""How ready a publication is for others: the rules that it keeps, with what shows that and what would mend it."""

import json
from dataclasses import dataclass

from sco_ld.text.markdown import escape
from sco_ld.text.printable import printable


@dataclass(frozen=True)
class Check:
    """A rule, whether the publication keeps it, what shows that, and what would mend it in one line."""

    rule: str
    link: str
    passed: bool
    evidence: str
    repair: str


@dataclass(frozen=True)
class Readiness:
    """The checks of a publication, in the order of the rules."""

    checks: tuple[Check, ...]

    @property
    def score(self) -> tuple[int, int]:
        """How many rules are kept, and how many there are."""
        return sum(check.passed for check in self.checks), len(self.checks)

    def render(self, name: str = "text") -> str:
        """Return the checks as text, json or markdown, which begins with a badge."""
        kept, total = self.score
        if name == "json":
            checks = [vars(check) for check in self.checks]
            return json.dumps({"kept": kept, "of": total, "checks": checks}, ensure_ascii=False, indent=2)
        if name == "markdown":
            colour = "brightgreen" if kept == total else "yellow"
            badge = f"![readiness {kept} of {total}](https://img.shields.io/badge/readiness-{kept}%20of%20{total}-{colour})"
            rows = (
                f"| [{escape(one.rule)}]({one.link}) | {'yes' if one.passed else 'no'} | {escape(one.evidence)} | "
                f"{'' if one.passed else escape(one.repair)} |"
                for one in self.checks
            )
            return "\n".join([badge, "", "| rule | kept | evidence | repair |", "| --- | --- | --- | --- |", *rows])
        lines = [f"{kept} of {total} rules are kept."]
        for one in self.checks:
            lines += ["", f"{'✓' if one.passed else '✗'} {one.rule}", f"    {printable(one.evidence)}"]
            lines += [] if one.passed else [f"    Repair: {one.repair}"]
        return "\n".join(lines)
