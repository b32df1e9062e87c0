"""Whether cited passages stand at their positions in a text that is not published."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran

TEXT = "The club was founded. Ten states joined it — in 2001.\n"
SOURCE = Path(__file__).parents[3] / "shared" / "source" / "qiushi-2011.txt"


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def club(tmp_path: Path) -> Path:
    """Return a publication that cites two sentences by position, the second with letters beyond ASCII before its end."""
    (tmp_path / "data").mkdir()
    passages = "".join(
        f"c:p{number} oa:hasSource c:text ; schema:sha256 '{sha256(TEXT[start:end])}' ;"
        f" oa:hasSelector [ oa:start {start} ; oa:end {end} ] .\n"
        for number, (start, end) in enumerate(((0, 21), (22, 53)))
    )
    prefixes = (
        "@prefix oa: <http://www.w3.org/ns/oa#> . @prefix schema: <http://schema.org/> . @prefix c: <https://e.org/> .\n"
    )
    (tmp_path / "data" / "c.ttl").write_text(f"{prefixes}c:text schema:sha256 '{sha256(TEXT)}' .\n{passages}")
    return tmp_path


TEXTS = {  # a text, the exit code, and what is said
    "the text itself": (TEXT, 0, ["Verified: every passage stands."]),
    "a letter in the second sentence": (
        TEXT.replace("Ten", "Six"), 1, ["c:text: the text is another", "c:p1: does not stand at 22 to 53"]
    ),
    "a word before": ("Now: " + TEXT, 1, ["c:p0: does not", "c:p1: does not"]),
    "an empty text": ("", 1, ["c:p0: does not"]),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_passages(run: Callable[..., Ran], club: Path, tmp_path: Path, name: str) -> None:
    text, code, sentences = TEXTS[name]
    (tmp_path / "text.txt").write_text(text, encoding="utf-8")
    ran = run("-C", club, "verify", "--source", tmp_path / "text.txt")
    assert ran.code == code
    assert all(sentence in ran.out for sentence in sentences)


@pytest.mark.skipif(not SOURCE.exists(), reason="the seed article is not published")
def test_passages_of_the_seed_article_stand(run: Callable[..., Ran]) -> None:
    assert run("verify", "--source", SOURCE).code == 0
