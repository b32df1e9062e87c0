"""The terms that the model gives a meaning to: ours, and those of the vocabularies that it builds on.

A publication uses these as they are, beside the labels of `names.LABELS` and the description of the data set that
`statistics` reads. It may replace every other term: its classes, roles and properties are its own.
"""

from sco_ld.rdf.namespaces import OA, ORG, PROV, SCHEMA

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
