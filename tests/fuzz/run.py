"""Fuzz a target with atheris, guided by coverage: `python -m tests.fuzz.run TARGET SECONDS`, after `pip install atheris`.

An input that fails is written to `crash-…` in the working directory, and the run ends.
"""

import gc
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["sco_ld"]):
    from tests.fuzz.targets import TARGETS
from tests.fuzz.words import WORDS


def main(name: str, seconds: str, *options: str) -> None:
    """Fuzz a target for some seconds; other options go to libFuzzer."""
    target = TARGETS[name]
    if name.startswith("rows"):  # the solutions of a query may not be collected in the thread of a server
        gc.disable()
    with tempfile.TemporaryDirectory() as folder:
        corpus, files, words = Path(folder, "corpus"), Path(folder, "files"), Path(folder, "words")
        corpus.mkdir()
        files.mkdir()
        for number, seed in enumerate(target.seeds):
            (corpus / str(number)).write_bytes(seed)
        quoted = ("".join(map("\\x{:02X}".format, word)) for word in WORDS)
        words.write_text("".join(f'"{word}"\n' for word in quoted), encoding="ascii")
        settings = [f"-max_total_time={seconds}", f"-dict={words}", "-max_len=2000", "-timeout=20", "-rss_limit_mb=4096"]
        atheris.Setup([sys.argv[0], *settings, *options, str(corpus)], lambda content: target.check(content, files))
        atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
