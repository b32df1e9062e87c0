"""The request of each command, validated once: options that clash or have no effect raise ScoError."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sco_ld.commands import output_formats
from sco_ld.errors import ScoError
from sco_ld.rdf import formats as rdf_formats
from sco_ld.runtime.limits import NO_LIMITS, Limits
from sco_ld.text.spelling import unknown
from sco_ld.validation import engines
from sco_ld.validation import formats as report_formats

if TYPE_CHECKING:
    from sco_ld.publication import Publication

STDOUT = Path("-")
_BOM = "--bom is for csv, which Excel takes for UTF-8 by its byte order mark alone; ask for it: -f csv."


def refuse_if(clash: object, sentence: str) -> None:
    """Raise ScoError with the sentence if there is a clash."""
    if clash:
        raise ScoError(sentence)


@dataclass(frozen=True)
class Source:
    """Which publication, on which day (what certainly held, or what possibly did), and the base of its relative IRIs.

    Without a directory it is the publication that some paths, or else the working directory, are in; or the bundled one.
    """

    directory: Path | None = None
    day: str | None = None
    possible: bool = False
    base: str | None = None

    def __post_init__(self) -> None:
        refuse_if(self.possible and not self.day, "--possible is about a day; say which: --as-of DAY.")

    def indexed(self, store: Path | None, say: Callable[[str], None]) -> "Publication":
        """Return the publication, with its index if it has a folder for that."""
        return self.publication().indexed(store, say) if store else self.publication()

    def publication(self, paths: Sequence[Path] = ()) -> "Publication":
        """Return the publication, for work on some paths or on itself."""
        from sco_ld.publication import enclosing, load

        around = {enclosing(path) for path in paths or [Path()]}
        whole = load(self.directory or (around.pop() if len(around) == 1 else None), self.base)
        return whole.as_of(self.day, possible=self.possible) if self.day else whole


@dataclass(frozen=True, kw_only=True)
class Request:
    """The request of a command: the publication and the limits."""

    source: Source = Source()
    limits: Limits = NO_LIMITS

    @property
    def worker_limits(self) -> Limits:
        """The limits of the process that does the work."""
        return self.limits


def _refuse_index_of_a_day(request: "QueryRequest | ShowRequest | InfoRequest") -> None:
    refuse_if(request.store and request.source.day, "--store is an index of the whole; it goes without --as-of.")


@dataclass(frozen=True, kw_only=True)
class QueryRequest(Request):
    """A query: the text of it, a file that holds it, or the name of a named one; or a request to list those.

    `columns` is the width of the terminal that the answer goes to; None if it goes to none.
    """

    sparql: str | None = None
    file: Path | None = None
    named: str | None = None
    parameters: tuple[str, ...] = ()
    list_named: bool = False
    lang: str | None = None
    labels: str | None = None
    explain: bool = False
    limit: int | None = None
    endpoint: str | None = None
    graph: str | None = None
    format: str | None = None
    output: Path | None = None
    bom: bool = False
    columns: int | None = None
    store: Path | None = None

    def __post_init__(self) -> None:
        asked = sum(one is not None for one in (self.sparql, self.file, self.named))
        if self.list_named:
            refuse_if(asked, "--list lists the named questions; it goes without a query.")
            return
        refuse_if(asked != 1, "Say one of: a query, --file FILE, --named NAME. --list shows the names.")
        refuse_if(
            self.lang and self.named is None,
            "--lang is for --named and --list. For labels beside the IRIs of other rows: --labels LANGUAGES.",
        )
        refuse_if(self.graph and not self.endpoint, "--graph is a graph of an endpoint; say which: --endpoint URL.")
        if self.endpoint:
            refuse_if(self.source.day, "--as-of is for the publication; an endpoint answers from what it holds.")
            refuse_if(self.explain, "--explain looks into the publication; it cannot look into an endpoint.")
            refuse_if(self.store, "--store is an index of the publication; an endpoint has its own.")
        _refuse_index_of_a_day(self)
        refuse_if(self.bom and self.format_name != "csv", _BOM)

    @property
    def format_name(self) -> str | None:
        """The format that is asked for, or else that of the output's extension; None for neither."""
        return self.format or output_formats.by_extension(self.output, {**output_formats.ROWS, **output_formats.RDF}, None)

    @property
    def worker_limits(self) -> Limits:
        """The limits; the client of an endpoint keeps the time."""
        return _kept_by_client(self.limits) if self.endpoint else self.limits

    @property
    def values(self) -> dict[str, str]:
        """The parameters by name. Raise ScoError if one is not a pair, and if two have one name."""
        pairs = [parameter.partition("=") for parameter in self.parameters]
        for key, equals, value in pairs:
            refuse_if(not equals, f'"{key}{value}" is not a parameter, such as day=2017-06-09.')
        twice = [key for key, count in Counter(key for key, _, _ in pairs).items() if count > 1]
        refuse_if(twice, f'The parameter "{"".join(twice[:1])}" is given twice.')
        return {key: value for key, _, value in pairs}


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

    def __post_init__(self) -> None:
        reports = self.reports
        targets = Counter(STDOUT if target is None else target for _, target in reports)
        shared = [str(target) for target, count in targets.items() if count > 1]
        refuse_if(shared, f"Two formats cannot share one output ({', '.join(shared)}); give each its own: -f FORMAT=FILE.")
        texts = [name for name, _ in reports if name == "text"]
        refuse_if(self.max_findings is not None and not texts, "--max-findings is for the format text.")
        refuse_if(self.baseline and self.write_baseline, "Give --baseline or --write-baseline, not both.")
        refuse_if(self.update and not self.baseline, "--update takes what is mended out of a baseline: --baseline FILE.")
        refuse_if(self.update and self.changed_since, "--update needs all findings; it goes without --changed-since.")
        refuse_if(self.changed_since and self.write_baseline, "--write-baseline needs all findings, and no --changed-since.")
        refuse_if(self.write_baseline and (self.formats or self.output), "--write-baseline writes no report.")
        self._refuse_what_an_endpoint_cannot_do()
        if self.explain_plan:
            asked = (self.formats, self.fail_on, self.max_findings, self.baseline, self.write_baseline, self.watch or None)
            refuse_if(any(one not in (None, ()) for one in asked), "--explain-plan validates nothing; it prints queries.")
            refuse_if(self.engine != engines.DEFAULT, f"--explain-plan is for the engine {engines.DEFAULT}.")
        if self.watch:
            meaningless = (self.formats, self.output, self.fail_on, self.max_findings, self.baseline, self.write_baseline)
            refuse_if(
                any(one not in (None, ()) for one in meaningless),
                "--watch prints what each save changes; it goes without formats, outputs, baselines and --fail-on.",
            )

    def _refuse_what_an_endpoint_cannot_do(self) -> None:
        if not self.endpoint:
            refuse_if(self.graph, "--graph is a graph of an endpoint; say which: --endpoint URL.")
            refuse_if(self.fetch, "--fetch is for data of an endpoint; say which: --endpoint URL.")
            return
        refuse_if(self.paths or self.ontology, "--endpoint validates the data that it holds, and no files.")
        refuse_if(self.source.day, "--as-of is for the publication; an endpoint is validated as it is.")
        refuse_if(self.engine != engines.DEFAULT, f"--endpoint is for the engine {engines.DEFAULT}.")
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
        refuse_if(given, f"{given} is for files; it goes without --endpoint.")

    @property
    def worker_limits(self) -> Limits:
        """The limits; for a watch the time is that of each validation, and the client of an endpoint keeps it itself."""
        if self.endpoint:
            return _kept_by_client(self.limits)
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


@dataclass(frozen=True, kw_only=True)
class ExportRequest(Request):
    """An export of a publication, or of files: to one file in an RDF format, or to a folder of tables."""

    paths: tuple[Path, ...] = ()
    format: str | None = None
    output: Path | None = None
    frame: Path | None = None
    lang: str | None = None
    bom: bool = False

    def __post_init__(self) -> None:
        refuse_if(self.frame and self.format not in (None, "json-ld"), f"A frame is for json-ld; {self.format} has none.")
        refuse_if(
            self.lang and self.format_name not in ("csv", "svg"), "--lang is the language of the labels in csv and svg."
        )
        refuse_if(self.paths and self.format_name == "svg", "svg is a picture of the publication; it goes without paths.")
        to_file = self.output not in (None, STDOUT)
        refuse_if(self.format == "csv" and not to_file, "csv is several files, and wants a folder: -o DIR/.")
        is_csv = self.output is not None and self.output.suffix == ".csv"
        refuse_if(is_csv and not self.format, "csv is several files, and wants a folder: -f csv -o DIR/.")
        refuse_if(self.bom and self.format_name != "csv", _BOM)

    @property
    def format_name(self) -> str:
        """The format that is asked for, or else that of the output's extension, or else turtle."""
        return (
            self.format
            or output_formats.by_extension(self.output, {**output_formats.RDF, **output_formats.PICTURES}, "turtle")
            or ""
        )


@dataclass(frozen=True, kw_only=True)
class PushRequest(Request):
    """A push of a publication to a graph of a server."""

    url: str
    graph: str | None = None

    @property
    def worker_limits(self) -> Limits:
        """The limits; the client of the server keeps the time."""
        return _kept_by_client(self.limits)


@dataclass(frozen=True, kw_only=True)
class ShowRequest(Request):
    """A page on a resource, or its triples."""

    name: str
    format: str | None = None
    lang: str | None = None
    output: Path | None = None
    store: Path | None = None

    def __post_init__(self) -> None:
        name = self.format_name
        _refuse_index_of_a_day(self)
        refuse_if(self.store and name == "svg", "--store is not for pictures, which need all data.")
        refuse_if(self.lang and name in rdf_formats.NAMES, f"--lang is for pages; {name} has every language.")

    @property
    def format_name(self) -> str:
        """The format that is asked for, or else that of the output's extension, or else text."""
        known = {**output_formats.PAGES, **output_formats.RDF, **output_formats.PICTURES}
        return self.format or output_formats.by_extension(self.output, known, "text") or ""


@dataclass(frozen=True, kw_only=True)
class InfoRequest(Request):
    """The statistics of a publication, its digest alone, or its readiness."""

    digest: bool = False
    readiness: bool = False
    format: str | None = None
    output: Path | None = None
    store: Path | None = None

    def __post_init__(self) -> None:
        _refuse_index_of_a_day(self)
        refuse_if(self.store and (self.digest or self.readiness), "--store is for the statistics; the others need all data.")
        refuse_if(self.digest and self.readiness, "Give --digest or --readiness, not both.")
        refuse_if(self.format and not self.readiness, "--format is for --readiness.")


@dataclass(frozen=True, kw_only=True)
class DiffRequest(Request):
    """A comparison of two states: paths or revisions, or two days of the publication."""

    old: str | None = None
    new: str | None = None
    days: tuple[str, ...] = ()
    possible: bool = False
    data_only: bool = False
    ontology_only: bool = False
    bump: bool = False
    lang: str = "en"
    format: str = "text"
    output: Path | None = None

    def __post_init__(self) -> None:
        if self.old and not self.new and re.search(r"\.\.(?!/|$)|[^/]\.\.$", self.old) and not Path(self.old).exists():
            old, _, new = self.old.partition("..")
            object.__setattr__(self, "old", old or "HEAD")
            object.__setattr__(self, "new", new.removeprefix(".") or "HEAD")
        one, both = len(self.days) == 1, len(self.days) == len(("old", "new"))
        refuse_if(not self.old and not both, "Say what to compare: OLD and NEW, or two days, --as-of DAY --as-of DAY.")
        refuse_if(self.old and self.days and not one, "OLD and NEW are compared as of one day; two days need no OLD.")
        refuse_if(self.possible and not self.days, "--possible is about a day; say which: --as-of DAY.")
        refuse_if(self.data_only and self.ontology_only, "Give --data-only or --ontology-only, not both.")
        refuse_if(self.bump and self.days, "--bump is about two versions, not about days.")
        refuse_if(self.bump and self.format != "text", "--bump is told as text; leave out --format.")


@dataclass(frozen=True, kw_only=True)
class SiteRequest(Request):
    """A website: its folder, the address it will have, and where its files can be edited."""

    output: Path
    base_url: str | None = None
    edit_url: str | None = None
    serve: bool = False
    port: int = 8000

    @property
    def worker_limits(self) -> Limits:
        """The limits; a preview goes on, and has no end of time."""
        return replace(self.limits, seconds=None) if self.serve else self.limits

    def __post_init__(self) -> None:
        refuse_if(
            self.source.possible, "A site shows what certainly held and what possibly did; it goes without --possible."
        )
        refuse_if(self.output == STDOUT, "A site is a folder of files: -o DIR.")
        for url in (self.base_url, self.edit_url):
            refuse_if(
                url and not url.startswith(("https://", "http://")),
                f'"{url}" is not an address, such as https://example.org/.',
            )


@dataclass(frozen=True, kw_only=True)
class ReleaseRequest(Request):
    """A release of a publication, in a folder."""

    output: Path
    host: str | None = None
    site: bool = False
    allow_dirty: bool = False

    def __post_init__(self) -> None:
        refuse_if(self.output == STDOUT, "A release is a folder of files: -o DIR.")
        web = (self.host or "https://").startswith(("https://", "http://"))
        refuse_if(not web or re.search(r"\s", self.host or ""), f"--host is a web address, not {self.host}.")


@dataclass(frozen=True, kw_only=True)
class VerifyRequest(Request):
    """A check of a release, of one file of it, or of the passages that a publication cites of a text."""

    path: Path | None = None
    text: Path | None = None

    def __post_init__(self) -> None:
        nothing = self.path is None and self.text is None
        refuse_if(nothing, "Say what to verify: the folder of a release, one of its files, or --source FILE.")


@dataclass(frozen=True, kw_only=True)
class InitRequest(Request):
    """A new publication in a folder, on an organization of that title in a language, with IRIs that begin like that."""

    directory: Path
    title: str | None = None
    lang: str = "en"
    namespace: str | None = None


def _kept_by_client(limits: Limits) -> Limits:
    """Return the limits with a second more: the client of a server ends in time, and can say what the server did."""
    return replace(limits, seconds=limits.seconds + 1) if limits.seconds else limits


BY_COMMAND: dict[str, type[Request]] = {
    "query": QueryRequest,
    "validate": ValidateRequest,
    "export": ExportRequest,
    "push": PushRequest,
    "show": ShowRequest,
    "info": InfoRequest,
    "diff": DiffRequest,
    "release": ReleaseRequest,
    "verify": VerifyRequest,
    "init": InitRequest,
    "site": SiteRequest,
}
