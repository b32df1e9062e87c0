"""The command `site`: a publication as a website."""

from sco_ld.commands.requests import SiteRequest
from sco_ld.publication import load
from sco_ld.runtime.atomic_files import temporary_path
from sco_ld.runtime.console import Console
from sco_ld.runtime.kept_folder import check_folder, kept_folder
from sco_ld.site import scripts
from sco_ld.site.builder import MARK, build
from sco_ld.site.content import Content, Options


def run(request: SiteRequest, console: Console) -> int:
    """Write the site, and serve it if that is asked."""
    check_folder(request.output, MARK)
    console.temporary(temporary_path(request.output.resolve()))
    if request.serve:
        from sco_ld.site.preview import preview

        root = load(request.source.directory).root
        preview(root, request.output, request.port, lambda: _write(request, console), console.note)
    _write(request, console)
    return 0


def _write(request: SiteRequest, console: Console) -> None:
    console.doing("reading the publication")
    options = Options(request.base_url or "", request.edit_url or "", request.source.day or "")
    content = Content(load(request.source.directory), options)
    with kept_folder(request.output, MARK) as folder:
        build(content, folder, console.doing)
        total, written = len(folder.names), len(folder.written)
    console.note(f"{request.output}: {total} files, {written} of them new or changed.")
    if not scripts.available():
        console.note("Without search, SPARQL and the slider of days: this installation lacks files of npm (make npm).")
