"""Wounds: the bundled data broken in one place each, with the rule that must fire, the node, and the line that is wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Wound:
    """An edit of one file: in the block of a node, old words give way to new ones; the first of the new ones are wrong."""

    name: str
    rule: str
    node: str
    file: str
    block: str
    old: str
    new: str
    wrong: str  # the words at which the finding points, in the block of the node
    where: str = ""  # the file of that block, if it is another

    @contextmanager
    def inflicted(self, root: Path) -> Iterator[None]:
        """Break the file below that folder, and mend it afterwards."""
        path = root / "data" / self.file
        text = path.read_text(encoding="utf-8")
        at = text.index(self.old, text.index(f"\n{self.block}\n"))
        path.write_text(text[:at] + self.new + text[at + len(self.old) :], encoding="utf-8")
        try:
            yield
        finally:
            path.write_text(text, encoding="utf-8")

    def line(self, root: Path) -> tuple[str, int]:
        """Return the file and the line number that a finding should have once the wound is inflicted."""
        file = self.where or self.file
        text = (root / "data" / file).read_text(encoding="utf-8")
        return file, text.count("\n", 0, text.index(self.wrong, text.index(f"\n{self.node.split()[0]}\n"))) + 1


WOUNDS = (
    Wound("a swapped date", "Dated-order", "id:council-of-heads-of-state-18", "meetings.ttl", "id:council-of-heads-of-state-18",
          '"2018-06-09"', '"2018-06-19"', '"2018-06-19"'),
    Wound("a date that is no date", "Dated-type", "id:india-accession-started", "memberships.ttl", "id:india-accession-started",
          '"2015-07-10"^^xsd:date', '"2015"^^xsd:gYear', '"2015"'),
    Wound("a day and a bound", "Dated-start-form", "id:council-of-heads-of-state-18", "meetings.ttl",
          "id:council-of-heads-of-state-18", '    sco:confidence', '    sco:startsNotBefore "2018-06-01"^^xsd:date ;\n    sco:confidence',
          "id:council-of-heads-of-state-18"),
    Wound("bounds the wrong way round", "Dated-start-bounds", "id:saudi-arabia-dialogue-partner", "memberships.ttl",
          "id:saudi-arabia-dialogue-partner", 'sco:startsNotBefore "2022-09-01"', 'sco:startsNotBefore "2022-10-01"',
          '"2022-10-01"'),
    Wound("a removed passage", "Node-passage", "id:arab-league", "partners.ttl", "id:arab-league",
          ' ;\n    sco:supportedBy src:supraverden-2026-page .', " .", "id:arab-league"),
    Wound("a passage nobody describes", "Node-passage", "id:secretariat-seat", "organs.ttl", "id:secretariat-seat",
          "src:rapsi-2024-secretariat-page", "src:rapsi-2042", "src:rapsi-2042"),
    Wound("a second Secretary-General", "Membership-one-holder", "id:vladimir-norov-secretary-general", "people.ttl",
          "id:vladimir-norov-secretary-general", '"2019-01-01"', '"2017-12-01"', "id:vladimir-norov-secretary-general"),
    Wound("an observer that never ends", "Membership-one-status", "id:mongolia-partner", "memberships.ttl",
          "id:mongolia-observer", '    schema:endDate "2025-08-31"^^xsd:date ;\n', "", "id:mongolia-partner"),
    Wound("a status before the organization", "Membership-organization-exists", "id:china-member", "memberships.ttl",
          "id:china-member", '"2001-06-15"', '"2001-06-14"', '"2001-06-14"'),
    Wound("a role that is none", "Membership-role", "id:laos-partner", "memberships.ttl", "id:laos-partner",
          "sco:Partner", "sco:Parnter", "sco:Parnter"),
    Wound("a membership of nobody", "Membership-member", "id:laos-partner", "memberships.ttl", "id:laos-partner",
          "    org:member id:laos ;\n", "", "id:laos-partner"),
    Wound("an observer until the day on which it is a member", "Membership-one-status", "id:india-member", "memberships.ttl",
          "id:india-observer", '"2017-06-08"', '"2017-06-09"', "id:india-member"),
    Wound("a director who leaves on the day the next one comes", "Membership-one-holder", "id:yevgeny-sysoev-rats-director",
          "people.ttl", "id:zhang-xinfeng-rats-director", '"2015-12-31"', '"2016-01-01"', "id:yevgeny-sysoev-rats-director"),
    Wound("a label without language", "Named-label", "id:tianjin", "places.ttl", "id:tianjin",
          '"Tianjin"@en', '"Tianjin"', '"Tianjin"'),
    Wound("a conflict stated one way", "Conflict-both-ways", "id:sco-founding", "organization.ttl", "id:claim-founded-2001-06-21",
          "    sco:conflictsWith id:sco-founding ;\n", "", "id:claim-founded-2001-06-21"),
    Wound("a code of the wrong length", "State-codes", "id:china", "states.ttl", "id:china",
          '"CHN"^^sco:Alpha3Code', '"CH"^^sco:Alpha3Code', '"CH"'),
    Wound("a code used twice", "State-codes-unique", "id:kazakhstan id:russia", "states.ttl", "id:kazakhstan",
          '"398"^^sco:M49Code', '"643"^^sco:M49Code', "skos:notation"),
    Wound("a chair from a non-member", "Meeting-chair-member", "id:council-of-heads-of-state-19", "people.ttl", "id:sooronbay-jeenbekov",
          "id:kyrgyzstan", "id:nepal", "id:sooronbay-jeenbekov", "meetings.ttl"),
    Wound("a passage beyond the end of its source", "Passage-inside-source", "src:qiushi-2011-p9s2", "sources.ttl",
          "src:qiushi-2011-p9s2-position", "5533", "55330", "src:qiushi-2011-p9s2"),
    Wound("a selector that ends before it starts", "Selector-start", "src:qiushi-2011-p9s2-position", "sources.ttl",
          "src:qiushi-2011-p9s2-position", "5382", "5582", "5582"),
    Wound("a meeting number twice", "Meeting-sequence", "id:council-of-heads-of-state-18", "meetings.ttl",
          "id:council-of-heads-of-state-18", "schema:position 18", "schema:position 19", "schema:position"),
    Wound("in force before it was signed", "Instrument-in-force", "id:sco-charter", "instruments.ttl", "id:sco-charter",
          '"2003-09-19"', '"2001-09-19"', '"2002-06-07"'),
    Wound("a plain date that is still to come", "Past-dates", "id:secretariat-seat", "organs.ttl", "id:secretariat-seat",
          '    sco:confidence', '    schema:endDate "2028-01-01"^^xsd:date ;\n    sco:confidence',
          '"2028-01-01"'),
    Wound("a claim without modality", "Claim-modality", "id:claim-p1s2-new-model", "claims.ttl", "id:claim-p1s2-new-model",
          "    sco:modality sco:Evaluation ;\n", "", "id:claim-p1s2-new-model"),
    Wound("a wish stated as a fact", "Statement-not-asserted", "id:claim-p17s10-uphold-transparency", "organization.ttl", "id:sco",
          "sco:upholds sco:Equality", "sco:upholds sco:Transparency , sco:Equality", "sco:Transparency", "claims.ttl"),
    Wound("a confidence that is none", "Stated-confidence", "id:sco-charter", "instruments.ttl", "id:sco-charter",
          "sco:High", "sco:Sure", "sco:Sure"),
    Wound("a kind of instrument that is none", "Instrument-kind", "id:sco-charter", "instruments.ttl", "id:sco-charter",
          "sco:Charter", "sco:Terrorism", "sco:Terrorism"),
    Wound("a document of which nothing tells who signed it", "Advice-signatories", "id:convention-on-countering-extremism",
          "instruments.ttl", "id:signatories-not-all-known", "        id:convention-on-countering-extremism ,\n", "",
          "id:convention-on-countering-extremism"),
    Wound("a quote of a whole sentence", "Quote-exact", "src:qiushi-2011-p9s2-quote", "sources.ttl", "src:qiushi-2011-p9s2-quote",
          'oa:exact "', 'oa:exact "one two three four five six seven eight nine ten eleven twelve ', "one two three"),
    Wound("a latitude with a comma for a point", "City-latitude", "id:tianjin", "places.ttl", "id:tianjin",
          "39.14222", '"39,14222"', '"39,14222"'),
)  # fmt: skip
