"""The terms that the model gives a meaning to: ours, and those of the vocabularies that it builds on.

Of these a publication may replace the REPLACEABLE ones by properties of its own, as `standard_terms` reads them from its
ontology. It uses the others as they are, beside the labels of `names.LABELS` and the description of the data set that
`statistics` reads. Its classes, roles and all other properties are its own.
"""

from sco_ld.rdf.namespaces import OA, ORG, PROV, SCHEMA, SKOS

SCO = "https://w3id.org/sco-ld/ontology#"

SUPPORTED_BY = f"{SCO}supportedBy"
CONFLICTS_WITH = f"{SCO}conflictsWith"
CONFIDENCE = f"{SCO}confidence"
CONFIDENCE_LEVELS = tuple(f"{SCO}{name}" for name in ("Low", "Medium", "High"))

# https://schema.org/startDate; the bounds stand in the place of a date that is not known to the day
START, END = f"{SCHEMA}startDate", f"{SCHEMA}endDate"
STARTS = (START, f"{SCO}startsNotBefore", f"{SCO}startsNotAfter")
ENDS = (END, f"{SCO}endsNotBefore", f"{SCO}endsNotAfter")
EVENTS = (f"{PROV}Activity", f"{SCHEMA}Event", f"{ORG}ChangeEvent")

HAS_SOURCE, HAS_SELECTOR = f"{OA}hasSource", f"{OA}hasSelector"
MEMBERSHIP = tuple(f"{ORG}{name}" for name in ("member", "organization", "role"))

REPLACEABLE = (
    *(SUPPORTED_BY, HAS_SOURCE, HAS_SELECTOR, CONFLICTS_WITH, CONFIDENCE, *STARTS, *ENDS, *MEMBERSHIP),
    f"{SKOS}prefLabel",
)
