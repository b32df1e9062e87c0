"""The request of the command `validate`."""

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from sco_ld.commands import output_formats
from sco_ld.commands.requests.request import STDOUT, Request, kept_by_client, refuse_if
from sco_ld.runtime.limits import Limits
from sco_ld.text.spelling import unknown
from sco_ld.validation import engines
from sco_ld.validation import formats as report_formats


@dataclass(frozen=True, kw_only=True)
class ValidateRequest(Request):
    """A validation: what to validate by which shapes and engine, and where the report goes in which formats."""

    paths: tuple[Path, ...] = ()
    shapes: tuple[Path, ...] = ()
    ontology: tuple[Path, ...] = ()
    engine: str = engines.DEFAULT
    fail_on: str | None = None
    formats: tuple[str, ...] = ()
    output: Path | None = None
    max_findings: int | None = None
    baseline: Path | None = None
    write_baseline: Path | None = None
    update: bool = False
    changed_since: str | None = None
    explain_plan: str | None = None
    watch: bool = False
    colour: bool = False
    lenient_shapes: bool = False
    inference: str = "none"
    focus: tuple[str, ...] = ()
    only_shapes: tuple[str, ...] = ()
    imports: tuple[str, ...] = ()
    allow_empty: bool = False
    endpoint: str | None = None
    graph: str | None = None
    fetch: bool = False
    store: Path | None = None

    def __post_init__(self) -> None:
        reports = self.reports
        targets = Counter(STDOUT if target is None else target for _, target in reports)
        shared = [str(target) for target, count in targets.items() if count > 1]
        refuse_if(shared, f"Two formats cannot share one output ({', '.join(shared)}); give each its own: -f FORMAT=FILE.")
        texts = [name for name, _ in reports if name == "text"]
        refuse_if(self.max_findings is not None and not texts, "--max-findings is for the format text.")
        refuse_if(self.baseline and self.write_baseline, "Give --baseline or --write-baseline, not both.")
        refuse_if(self.update and not self.baseline, "--update takes what is fixed out of a baseline: --baseline FILE.")
        refuse_if(self.update and self.changed_since, "--update needs all findings; leave out --changed-since.")
        refuse_if(self.changed_since and self.write_baseline, "--write-baseline needs all findings, and no --changed-since.")
        refuse_if(self.write_baseline and (self.formats or self.output), "--write-baseline writes no report.")
        if self.store:
            refuse_if(self.source.day, "--store is an index of the whole publication; leave out --as-of.")
            refuse_if(self.endpoint, "--store is an index of the publication; an endpoint has its own.")
            refuse_if(self.paths or self.ontology, "--store is an index of the publication; leave out the files.")
            self._refuse_what_is_for_files("--store")
        self._refuse_what_an_endpoint_cannot_do()
        if self.explain_plan:
            asked = (self.formats, self.fail_on, self.max_findings, self.baseline, self.write_baseline, self.watch or None)
            refuse_if(any(one not in (None, ()) for one in asked), "--explain-plan validates nothing; it prints queries.")
            refuse_if(self.engine != engines.DEFAULT, f"--explain-plan is for the engine {engines.DEFAULT}.")
        if self.watch:
            meaningless = (self.formats, self.output, self.fail_on, self.max_findings, self.baseline, self.write_baseline)
            refuse_if(
                any(one not in (None, ()) for one in meaningless),
                "--watch prints what each save changes; leave out formats, outputs, baselines and --fail-on.",
            )

    def _refuse_what_an_endpoint_cannot_do(self) -> None:
        if not self.endpoint:
            refuse_if(self.graph, "--graph is a graph of an endpoint; say which: --endpoint URL.")
            refuse_if(self.fetch, "--fetch is for data of an endpoint; say which: --endpoint URL.")
            return
        refuse_if(self.paths or self.ontology, "--endpoint validates the data that it holds, and no files.")
        refuse_if(self.source.day, "--as-of is for the publication; an endpoint is validated as it is.")
        self._refuse_what_is_for_files("--endpoint")

    def _refuse_what_is_for_files(self, option: str) -> None:
        refuse_if(self.engine != engines.DEFAULT, f"{option} is for the engine {engines.DEFAULT}.")
        local = {
            "--watch": self.watch,
            "--changed-since": self.changed_since,
            "--explain-plan": self.explain_plan,
            "--focus": self.focus,
            "--shape": self.only_shapes,
            "--lenient-shapes": self.lenient_shapes,
            "--inference": self.inference != "none",
        }
        given = next((name for name, value in local.items() if value), None)
        refuse_if(given, f"{given} is for files; leave out {option}.")

    @property
    def worker_limits(self) -> Limits:
        """The limits; for a watch the time is that of each validation, and the client of an endpoint keeps it itself."""
        if self.endpoint:
            return kept_by_client(self.limits)
        return replace(self.limits, seconds=None) if self.watch else self.limits

    @property
    def reports(self) -> list[tuple[str, Path | None]]:
        """The name and the target of each report; None is standard output. Raise ScoError if a format is unknown."""
        found = []
        default = "text" if self.formats else output_formats.by_extension(self.output, output_formats.REPORTS, "text")
        for one in self.formats or (default or "",):
            name, equals, file = one.partition("=")
            refuse_if(name not in report_formats.NAMES, unknown("report format", name, report_formats.NAMES))
            found.append((name, Path(file) if equals else self.output))
        return found
