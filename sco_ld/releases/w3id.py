"""The redirect rules of w3id.org for a publication: each IRI leads to the page or the format that a client accepts.

https://github.com/perma-id/w3id.org, https://httpd.apache.org/docs/2.4/mod/mod_rewrite.html
"""

from collections.abc import Iterator

from sco_ld.rdf.formats import FORMATS
from sco_ld.releases.release import Release

_FORMATS = {  # by extension: what a client may call it; the first that it likes best is taken
    **{
        format_.extensions[0].removeprefix("."): format_.media_type
        for format_ in FORMATS
        if format_.name in ("turtle", "json-ld", "rdfxml", "ntriples")
    },
    "html": r"(?:text/html|application/xhtml\+xml|text/\*|\*/\*)",
}
_OTHER_PARAMETER = r"(?:\s*;\s*(?!q\s*=)[^;,]+)*"
_PAGE = "en"  # the language of the page that a browser is led to


def files(release: Release) -> dict[str, bytes]:
    """Return the files of the folder at w3id.org. The release must have a host."""
    return {".htaccess": ("\n".join(_rules(release)) + "\n").encode(), "README.md": _readme(release).encode()}


def _rules(release: Release) -> Iterator[str]:
    host, latest = release.host, f"{release.host}releases/{release.version}/"
    yield from (
        f"# {release.name}: each IRI leads to a page or, by the Accept header with its q-values (in tenths), to RDF.",
        "Options -MultiViews",
        "RewriteEngine on",
        "<IfModule mod_headers.c>",
        "    Header always merge Vary Accept",
        "</IfModule>",
        "",
        "# What the client likes best; HTML if it says nothing.",
    )
    for quality in ("1", *(f"0.{tenth}" for tenth in range(9, -1, -1))):
        for extension, media_type in _FORMATS.items():
            yield "RewriteCond %{ENV:FORMAT} ^$"
            yield f"RewriteCond %{{HTTP_ACCEPT}} {_accepted(media_type, quality)} [NC]"
            yield f"RewriteRule ^ - [E=FORMAT:{extension}]"
    yield from (
        "RewriteCond %{ENV:FORMAT} ^$",
        "RewriteRule ^ - [E=FORMAT:html]",
        "",
        "# The files of releases, and the ontology of a version.",
        f"RewriteRule ^releases/(.+[^/])$ {host}releases/$1 [R=302,L]",
        "RewriteCond %{ENV:FORMAT} !^html$",
        rf"RewriteRule ^ontology/(\d+\.\d+\.\d+)/?$ {host}releases/$1/ontology.%{{ENV:FORMAT}} [R=303,L]",
        rf"RewriteRule ^(?:ontology|releases)/(\d+\.\d+\.\d+)/?$ {host}{_PAGE}/data/ [R=303,L]",
        "",
        "# The whole.",
        "RewriteCond %{ENV:FORMAT} ^html$",
        f"RewriteRule ^$ {host}{_PAGE}/ [R=303,L]",
        f"RewriteRule ^$ {latest}{release.name}.%{{ENV:FORMAT}} [R=303,L]",
        "",
        "# Every term and thing.",
        "RewriteCond %{ENV:FORMAT} ^html$",
        f"RewriteRule ^(.+?)/?$ {host}{_PAGE}/$1/ [R=303,L]",
        f"RewriteRule ^(.+?)/?$ {host}$1.%{{ENV:FORMAT}} [R=303,L]",
    )


def _accepted(media_type: str, quality: str) -> str:
    """Return the pattern of an Accept header in which a media type has a quality. https://httpwg.org/specs/rfc9110.html#quality.values"""
    if quality == "1":
        value = rf"(?:\s*;\s*q\s*=\s*1(?:\.0*)?{_OTHER_PARAMETER})?"
    else:
        digits = r"0?\.0\d*[1-9]\d*" if quality == "0.0" else rf"0?\.{quality[-1]}\d*"
        value = rf"\s*;\s*q\s*=\s*{digits}{_OTHER_PARAMETER}"
    name = media_type if media_type.startswith("(") else media_type.replace(".", r"\.").replace("+", r"\+")
    return rf"(?:^|,)\s*{name}{_OTHER_PARAMETER}{value}\s*(?:,|$)"


def _readme(release: Release) -> str:
    return f"""# {release.name}

Redirects the IRIs of <{release.dataset}> to <{release.host}>.

- `.htaccess` leads a client to HTML, Turtle, JSON-LD, RDF/XML or N-Triples, whichever its `Accept` header likes best.
- The rules are written with each release of the data; this is that of version {release.version}.
"""
