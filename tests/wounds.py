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
        path = file_in(root, self.file)
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
        text = file_in(root, file).read_text(encoding="utf-8")
        node = f"\n{self.node.split()[0]}\n"  # a term that is unknown has no block of its own
        block = text.index(node if node in text else f"\n{self.block}\n")
        return file, text.count("\n", 0, text.index(self.wrong, block)) + 1

    @property
    def in_shapes(self) -> bool:
        """Whether the edit is one of the shapes."""
        return self.file.startswith("shapes/")


def file_in(root: Path, file: str) -> Path:
    """Return the path of a file, which is one of the data unless its folder is named."""
    return root / file if "/" in file else root / "data" / file


WOUNDS = (
    Wound("a swapped date", "Dated-order", "id:council-of-heads-of-state-18", "meetings.ttl", "id:council-of-heads-of-state-18",
          '"2018-06-09"', '"2018-06-19"', '"2018-06-19"'),
    Wound("a date that is no date", "Dated-type", "id:india-accession-started", "memberships.ttl", "id:india-accession-started",
          '"2015-07-10"^^xsd:date', '"2015"^^xsd:gYear', '"2015"'),
    Wound("a day and a bound", "Dated-one-start", "id:council-of-heads-of-state-18", "meetings.ttl",
          "id:council-of-heads-of-state-18", '    sco:confidence', '    sco:startsNotBefore "2018-06-01"^^xsd:date ;\n    sco:confidence',
          '"2018-06-01"'),
    Wound("bounds the wrong way round", "Dated-start-bounds", "id:saudi-arabia-dialogue-partner", "memberships.ttl",
          "id:saudi-arabia-dialogue-partner", 'sco:startsNotBefore "2022-09-01"', 'sco:startsNotBefore "2022-10-01"',
          '"2022-10-01"'),
    Wound("a removed passage", "Node-passage", "id:arab-league", "partners.ttl", "id:arab-league",
          ' ;\n    sco:supportedBy src:supraverden-2026-page .', " .", "id:arab-league"),
    Wound("a passage nobody describes", "Node-passage", "id:secretariat-seat", "organs.ttl", "id:secretariat-seat",
          "src:rapsi-2024-secretariat-page", "src:rapsi-2042", "src:rapsi-2042"),
    Wound("a second Secretary-General", "Membership-one-holder", "id:vladimir-norov-secretary-general", "people.ttl",
          "id:vladimir-norov-secretary-general", '"2019-01-01"', '"2017-12-01"', '"2017-12-01"'),
    Wound("an observer that never ends", "Membership-one-status", "id:mongolia-partner", "memberships.ttl",
          "id:mongolia-observer", '    schema:endDate "2025-08-31"^^xsd:date ;\n', "", '"2025-09-01"'),
    Wound("a status before the organization", "Membership-organization-exists", "id:china-member", "memberships.ttl",
          "id:china-member", '"2001-06-15"', '"2001-06-14"', '"2001-06-14"'),
    Wound("a role that is none", "Membership-role", "id:laos-partner", "memberships.ttl", "id:laos-partner",
          "sco:Partner", "sco:Parnter", "sco:Parnter"),
    Wound("a membership of nobody", "Membership-member", "id:laos-partner", "memberships.ttl", "id:laos-partner",
          "    org:member id:laos ;\n", "", "id:laos-partner"),
    Wound("an observer until the day on which it is a member", "Membership-one-status", "id:india-member", "memberships.ttl",
          "id:india-observer", '"2017-06-08"', '"2017-06-09"', '"2017-06-09"'),
    Wound("a director who leaves on the day the next one comes", "Membership-one-holder", "id:yevgeny-sysoev-rats-director",
          "people.ttl", "id:zhang-xinfeng-rats-director", '"2015-12-31"', '"2016-01-01"', '"2016-01-01"'),
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
    Wound("a second date below the first", "Dated-start-once", "id:council-of-heads-of-state-17", "meetings.ttl",
          "id:council-of-heads-of-state-17", '    schema:endDate', '    schema:startDate "2017-06-07"^^xsd:date ;\n    schema:endDate',
          'schema:startDate "2017-06-07"'),
    Wound("two letters of another state", "Coded-together", "id:india", "states.ttl", "id:india",
          '"IN"^^sco:Alpha2Code', '"ID"^^sco:Alpha2Code', '"ID"'),
    Wound("an organ that starts in the future", "Past-dates", "id:secretariat", "organs.ttl", "id:secretariat",
          '"2004-01-15"', '"2044-01-15"', '"2044-01-15"'),
    Wound("a founding a day early", "Founded-day", "id:sco", "organization.ttl", "id:sco",
          '"2001-06-15"', '"2001-06-14"', '"2001-06-14"'),
    Wound("an English word in a Russian name", "Text-alphabet", "id:secretariat", "organs.ttl", "id:secretariat",
          "Секретариат", "Secretariat ШОС", '"Secretariat ШОС"'),
    Wound("another beginning of IRIs", "Dataset-own-space", "id:sco-ld", "dataset.ttl", "id:sco-ld",
          'uriSpace "https://w3id.org/sco-ld/"', 'uriSpace "https://w3id.org/scold/"', "https://w3id.org/scold/"),
    Wound("an organization that resulted from itself", "Leading-resulted-from", "id:sco", "organization.ttl", "id:sco",
          "org:resultedFrom id:sco-founding", "org:resultedFrom id:sco", "id:sco ;"),
    Wound("a founding in a state", "Leading-founding-city", "id:sco", "organization.ttl", "id:sco",
          "schema:foundingLocation id:shanghai", "schema:foundingLocation id:china", "id:china"),
    Wound("a fact of high confidence without its triple", "Statement-asserted", "id:claim-cow-number", "organization.ttl", "id:sco",
          '    org:identifier "4115" ;\n', "", '"4115"'),
    Wound("a tenure of another person", "Membership-name-member", "id:rashid-alimov-secretary-general", "people.ttl",
          "id:rashid-alimov-secretary-general", "org:member id:rashid-alimov", "org:member id:vladimir-norov", "id:vladimir-norov"),
    Wound("a role that is not that of the name", "Membership-name-role", "id:iran-member", "memberships.ttl", "id:iran-member",
          "sco:MemberState", "sco:ObserverState", "sco:ObserverState"),
    Wound("a status from a day on which nothing happened", "Membership-known-day", "id:sri-lanka-dialogue-partner",
          "memberships.ttl", "id:sri-lanka-dialogue-partner", '"2010-05-06"', '"2010-05-07"', '"2010-05-07"'),
    Wound("a bound that is off by a year", "Claim-known-day", "id:claim-two-permanent-organs", "claims.ttl",
          "id:claim-two-permanent-organs", 'startsNotAfter "2011-06-15"', 'startsNotAfter "2010-06-15"', '"2010-06-15"'),
    Wound("a host of another state", "Hosted-by-chair", "id:mikhail-mishustin", "people.ttl", "id:mikhail-mishustin",
          "id:russia", "id:uzbekistan", "id:uzbekistan"),
    Wound("a passage that does not speak of a city", "Cited-passage", "id:ufa", "places.ttl", "id:ufa",
          "src:geonames-2026-page", "src:tass-2025-centres-page", "src:tass-2025-centres-page"),
    Wound("a sentence that ends a character early", "Selector-space", "src:qiushi-2011-p9s2-position", "sources.ttl",
          "src:qiushi-2011-p9s2-position", "5533", "5532", "5532"),
    Wound("a source of another year", "Source-year", "src:tass-2017-accession", "sources.ttl", "src:tass-2017-accession",
          '"2017-06-09"', '"2018-06-09"', '"2018-06-09"'),
    Wound("a year that differs between languages", "Year", "id:sco-linked-to-un", "partners.ttl", "id:sco-linked-to-un",
          "с 5 апреля 2010 года", "с 5 апреля 2011 года", "с 5 апреля 2011 года"),
    Wound("a range that the data do not keep", "Property-range-kept", "sco:chairedBy", "ontology/sco.ttl", "sco:chairedBy",
          "rdfs:range foaf:Person", "rdfs:range skos:Concept", "skos:Concept"),
    Wound("an end before its start", "Dated-order", "id:council-of-heads-of-government-16", "meetings.ttl",
          "id:council-of-heads-of-government-16", 'schema:endDate "2017-12-01"', 'schema:endDate "2017-01-12"', '"2017-01-12"'),
    Wound("a director from a state that is no member", "Person-of-member", "id:ruslan-mirzaev", "people.ttl", "id:ruslan-mirzaev",
          "schema:nationality id:uzbekistan", "schema:nationality id:egypt", "id:egypt"),
    Wound("a country of a state that is none", "Hosted-by-chair", "id:uzbekistan", "states.ttl", "id:uzbekistan",
          "sws.geonames.org/1512440/", "sws.geonames.org/15124440/", "15124440"),
    Wound("a distribution that no data set names", "Distribution-of-dataset", "id:sco-ld-json-ld", "dataset.ttl", "id:sco-ld",
          "id:sco-ld-turtle , id:sco-ld-json-ld", "id:sco-ld-turtle", "id:sco-ld-json-ld"),
    Wound("a concept of another scheme than its broader one", "Narrower-scheme", "sco:MemberState", "ontology/concepts.ttl",
          "sco:MemberState", "skos:broader sco:Status", "skos:broader sco:Treaty", "skos:broader"),
    Wound("a target class that is none", "UnknownName", "shape:Meeting", "shapes/meetings.ttl", "shape:Meeting",
          "sh:targetClass sco:Meeting", "sh:targetClass sco:Meting", "sco:Meting"),
    Wound("a path that no vocabulary has", "UnknownTerm", "shape:Meeting-organ", "shapes/meetings.ttl", "shape:Meeting-organ",
          "sh:path schema:organizer", "sh:path schema:organiser", "schema:organiser"),
    Wound("a misspelt count", "WellFormed", "sh:minCoutn", "shapes/meetings.ttl", "shape:Meeting-organ",
          "sh:minCount 1", "sh:minCoutn 1", "sh:minCoutn"),
    Wound("a count that is a string", "WellFormed", "shape:Meeting-organ", "shapes/meetings.ttl", "shape:Meeting-organ",
          "sh:minCount 1", 'sh:minCount "1"', '"1"'),
    Wound("a property shape without a path", "WellFormed", "shape:Meeting-organ", "shapes/meetings.ttl", "shape:Meeting-organ",
          "    sh:path schema:organizer ;\n", "", "shape:Meeting-organ"),
    Wound("a property shape that no file describes", "UnknownName", "shape:Meeting", "shapes/meetings.ttl", "shape:Meeting",
          "shape:Meeting-organ ,", "shape:Meeting-organs ,", "shape:Meeting-organs"),
    Wound("a severity that is none", "WellFormed", "sh:Warnning", "shapes/memberships.ttl", "shape:Membership-no-gap",
          "sh:message", "sh:severity sh:Warnning ;\n    sh:message", "sh:Warnning"),
    Wound("a kind of node that is none", "WellFormed", "shape:Meeting-organ", "shapes/meetings.ttl", "shape:Meeting-organ",
          "sh:nodeKind sh:IRI", "sh:nodeKind sh:Iri", "sh:Iri"),
    Wound("a class of values that is none", "UnknownTerm", "shape:Instrument-city", "shapes/instruments.ttl", "shape:Instrument-city",
          "sh:class schema:City", "sh:class schema:Citty", "schema:Citty"),
    Wound("a term without its Russian label", "Term-label", "sco:Meeting", "ontology/sco.ttl", "sco:Meeting",
          ' , "заседание"@ru', "", "rdfs:label"),
    Wound("a domain that the data do not keep", "Property-domain-kept", "sco:chairedBy", "ontology/sco.ttl", "sco:chairedBy",
          "rdfs:domain sco:Meeting", "rdfs:domain sco:Instrument", "sco:Instrument"),
    Wound("a property of literals that leads to nodes", "Property-kind", "sco:chairedBy", "ontology/sco.ttl", "sco:chairedBy",
          "owl:ObjectProperty", "owl:DatatypeProperty", "owl:DatatypeProperty"),
    Wound("a definition without its full stop", "Term-definition", "sco:Meeting", "ontology/sco.ttl", "sco:Meeting",
          "by video.", "by video", "skos:definition"),
    Wound("a version that is not that of the IRI", "Ontology-version-number", "<https://w3id.org/sco-ld/ontology>", "ontology/sco.ttl", "<https://w3id.org/sco-ld/ontology>",
          'owl:versionInfo "0.2.0"', 'owl:versionInfo "0.3.0"', "owl:versionIRI"),
    Wound("a concept that is broader than itself", "Concept-no-cycle", "sco:MemberState", "ontology/concepts.ttl", "sco:MemberState",
          "skos:broader sco:Status", "skos:broader sco:MemberState", "skos:broader"),
    Wound("a second broader concept", "Concept-place", "sco:MemberState", "ontology/concepts.ttl", "sco:MemberState",
          "skos:broader sco:Status", "skos:broader sco:Status , sco:Partner", "sco:MemberState"),
    Wound("a scheme that nothing describes", "Concept-scheme", "sco:MemberState", "ontology/concepts.ttl", "sco:MemberState",
          "skos:inScheme sco:Roles", "skos:inScheme sco:Role", "skos:inScheme"),
    Wound("a name of two concepts", "Concept-label-once", "sco:ObserverState", "ontology/concepts.ttl", "sco:ObserverState",
          '"observer state"@en', '"member state"@en', '"member state"@en'),
    Wound("a number that differs between languages", "Instrument-name-number", "id:un-resolution-64-183", "partners.ttl",
          "id:un-resolution-64-183", "Resolution 64/183", "Resolution 64/138", "Resolution 64/138"),
)  # fmt: skip
