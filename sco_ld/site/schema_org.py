"""What search engines read in the head of a page: schema.org as JSON-LD. https://schema.org/docs/gs.html"""

import json
from collections.abc import Sequence
from typing import Any

import pyoxigraph as ox
from markupsafe import Markup

from sco_ld.model.vocabulary import END, START
from sco_ld.rdf.namespaces import FOAF, ORG, RDF, RDFS, SCHEMA, SKOS
from sco_ld.rdf.terms import text
from sco_ld.site.content import Content
from sco_ld.site.files import RdfFile
from sco_ld.site.texts import Texts, clean, is_safe

_KINDS = {f"{ORG}Organization": "Organization", f"{FOAF}Person": "Person", f"{FOAF}Group": "Organization"}
_KINDS |= {f"{ORG}{name}": "Organization" for name in ("FormalOrganization", "OrganizationalUnit")}
_KINDS |= {f"{SKOS}Concept": "DefinedTerm", f"{SKOS}ConceptScheme": "DefinedTermSet"}


def of_resource(texts: Texts, iri: str, name: str) -> Markup:
    """Return a resource: its kind, names, dates and what it is the same as."""
    content = texts.content
    same = [text(value) for value in content.values(iri, f"{SCHEMA}sameAs") if isinstance(value, ox.NamedNode)]
    labels = {clean(literal.value) for tag, literal in content.names.labels.get(iri, {}).items() if tag in content.languages}
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _kind(content, iri),
        "@id": iri,
        "name": name,
        "alternateName": sorted(labels - {name}),
        "sameAs": [one for one in same if is_safe(one)],
    }
    for key, predicate in (("startDate", START), ("endDate", END)):
        found[key] = next((text(value) for value in content.values(iri, predicate)), "")
    return _script(found)


def of_data_set(texts: Texts, files: Sequence[RdfFile]) -> Markup:
    """Return the data set: its title, description, version, licence and files."""
    content, base = texts.content, texts.content.base_url
    description = content.description(texts.lang)
    return _script(
        {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "name": content.title(texts.lang).value,
            "description": description.value if description else "",
            "version": content.version,
            "license": content.licence,
            "dateModified": content.day,
            "inLanguage": content.languages,
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": one.type, "contentUrl": f"{base}{one.href}"} for one in files
            ],
        }
    )


def _kind(content: Content, iri: str) -> str:
    """Return the schema.org class of a resource, by its classes and those above them."""
    classes = [text(value) for value in content.values(iri, f"{RDF}type")]
    for class_ in classes:
        classes += [above for value in content.values(class_, f"{RDFS}subClassOf") if (above := text(value)) not in classes]
    own = (one.removeprefix(SCHEMA) for one in classes if one.startswith(SCHEMA))
    return next(own, None) or next((_KINDS[one] for one in classes if one in _KINDS), "Thing")


def _script(value: dict[str, Any]) -> Markup:
    """Return JSON that may stand in a script element: no character of it can end the element."""
    kept = {key: one for key, one in value.items() if one not in ("", [])}
    content = json.dumps(kept, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        content = content.replace(character, f"\\u{ord(character):04x}")
    return Markup(content)  # noqa: S704  the characters that HTML knows are escaped above
