"""The nodes that a change in git touched, so that a report can be limited to them."""

import gzip
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from os.path import commonpath
from pathlib import Path, PurePosixPath
from typing import Any

import pyoxigraph as ox

from sco_ld.errors import ParseError
from sco_ld.rdf import formats
from sco_ld.rdf.difference import difference
from sco_ld.rdf.namespaces import RDF
from sco_ld.rdf.quad_stream import read_all
from sco_ld.runtime.git import Repository, repository
from sco_ld.validation.job import Job
from sco_ld.validation.paths import term_text
from sco_ld.validation.report import Report

_TYPE = f"{RDF}type"


def limited(report: Report, job: Job, revision: str) -> tuple[Report, str]:
    """Return a report with the findings on nodes that changed since a revision, and a sentence on the others.

    A change touches subject and object of each triple that was added or removed, but for classes. Where shapes or ontology
    have changed, every finding stays. Raise ScoError if the data are in no git repository or if the revision is not known.
    """
    old = _Revision(repository(job.data[0].resolve().parent), revision)
    if any(old.has_changed(file) for file in (*job.shapes, *job.ontology)):
        return report, f"Shapes or ontology have changed since {revision}: all findings are reported."
    new = read_all(job.data, base=job.base, contexts=job.catalogue.contexts)
    changed = difference(_old_quads(job, old), new)
    touched = _touched([*changed.removed, *changed.added], new)
    names = {term_text(node, report.prefixes) for node in touched}
    kept = tuple(finding for finding in report if {finding.focus, finding.value} & names)
    count = len(report) - len(kept)
    findings = f"{count} finding{'s' * (count != 1)}"
    return replace(report, findings=kept), f"{findings} on nodes that have not changed since {revision} left out."


@dataclass(frozen=True)
class _Revision:
    """The files of a repository in a revision."""

    repository: Repository
    name: str

    def contents(self, files: Sequence[Path]) -> dict[Path, bytes]:
        """Return the contents of files, as far as the revision has them, and of the RDF files beside them that are gone."""
        top = self.repository.top
        inside = {file.resolve(): file for file in files if file.resolve().is_relative_to(top)}
        if not inside:
            return {}
        folder = Path(commonpath([path.parent for path in inside]))
        folders = {path.parent for path in inside}

        def is_wanted(name: PurePosixPath) -> bool:
            path = folder / name
            is_gone = path.parent in folders and formats.of_path(path) is not None and not path.exists()
            return path in inside or is_gone

        found = self.repository.files(self.name, folder, is_wanted)
        return {inside.get(folder / name, folder / name): content for name, content in found.items()}

    def has_changed(self, file: Path) -> bool:
        """Return whether a file of the repository is another now; a file elsewhere is not."""
        if not file.resolve().is_relative_to(self.repository.top):
            return False
        return self.contents([file]).get(file) != file.read_bytes()


def _old_quads(job: Job, old: _Revision) -> list[ox.Quad]:
    """Return the quads of the data in a revision; a file that did not parse had none."""
    found: list[ox.Quad] = []
    for number, (path, content) in enumerate(sorted(old.contents(job.data).items())):
        text = gzip.decompress(content) if path.suffix == ".gz" else content
        try:
            found += read_all([path], f"o{number}-", job.base, {path: text}, job.catalogue.contexts)
        except ParseError:
            continue
    return found


def _touched(changed: Iterable[ox.Quad], quads: Iterable[ox.Quad]) -> set[Any]:
    """Return the nodes that changed quads touch, and the blank nodes below them or below nothing that has a name."""
    touched: set[Any] = set()
    for quad in changed:
        touched |= {quad.subject} | (set() if quad.predicate.value == _TYPE else {quad.object})
    holders = {quad.object: quad.subject for quad in quads if isinstance(quad.object, ox.BlankNode)}
    nodes = {quad.subject for quad in quads if isinstance(quad.subject, ox.BlankNode)} | set(holders)
    return touched | {node for node in nodes if (holder := _named_holder(node, holders)) is None or holder in touched}


def _named_holder(node: Any, holders: Mapping[Any, Any]) -> Any:
    """Return the node with a name that holds a blank node, or holds what holds it; None if there is none."""
    seen = set()
    while isinstance(node, ox.BlankNode) and node not in seen:
        seen.add(node)
        node = holders.get(node)
    return None if isinstance(node, ox.BlankNode) else node
