"""The files of a revision, read from a git repository without touching its checkout.

Only commands that read objects are run, and no transport is allowed, so that nothing in the repository's configuration is
run. https://git-scm.com/docs/git-ls-tree, https://git-scm.com/docs/git-cat-file
"""

import os
import re
import subprocess
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sco_ld.errors import ScoError
from sco_ld.text.printable import excerpt

_OPTIONS = ("--no-pager", "--no-replace-objects", "--no-optional-locks", "--literal-pathspecs", "-c", "core.fsmonitor=false")
_SAFE = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
_KEPT = "GIT_CONFIG"  # other variables GIT_* are about the repository of a hook, or change what git writes
_HASH = re.compile(rb"[0-9a-f]{40,64}\n")
_LINK, _SUBMODULE = b"120000", b"160000"


@dataclass(frozen=True)
class Repository:
    """The git repository that a folder is in."""

    top: Path

    def commit(self, revision: str) -> str:
        """Return the hash of the commit that a revision names; `A...B` names the last one that A and B have in common.

        Raise ScoError if it names none.
        """
        if found := self.find(revision):
            return found
        shallow = _git(self.top, ("rev-parse", "--is-shallow-repository")) == b"true\n"
        hint = " It is a shallow clone; `git fetch --unshallow` gets the rest." if shallow else ""
        raise ScoError(f'{self.top}: git knows no commit "{revision}".{hint}')

    def find(self, revision: str) -> str:
        """Return the hash of the commit that a revision names, as `commit` does; empty if it names none."""
        first, dots, second = revision.partition("...")
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        found = _git(self.top, ("merge-base", self.commit(first), self.commit(second)) if dots else asked)
        return found.decode().strip() if found and _HASH.fullmatch(found) else ""

    def is_empty(self) -> bool:
        """Return whether nothing is committed yet on the branch that is checked out."""
        return not self.find("HEAD")

    def files(
        self, revision: str, folder: Path, is_wanted: Callable[[PurePosixPath], bool] = lambda _: True
    ) -> dict[PurePosixPath, bytes]:
        """Return the contents of the wanted files below a folder, in a revision, by their paths below that folder.

        Raise ScoError if there is no such commit, and if a link or a submodule is among them.
        """
        commit = self.commit(revision)
        below = PurePosixPath(folder.resolve().relative_to(self.top).as_posix())
        listed = _git(self.top, ("ls-tree", "-r", "-z", "--full-tree", commit, "--", f"{below}/" if below.name else "."))
        if listed is None:
            raise ScoError(f"{self.top}: git lacks objects of {revision}.")
        entries = [entry.partition(b"\t")[::2] for entry in listed.split(b"\0") if entry]
        hashes: dict[PurePosixPath, bytes] = {}
        for what, name in entries:
            mode, _, number = what.split(b" ")
            path = PurePosixPath(os.fsdecode(name)).relative_to(below)
            if not is_wanted(path):
                continue
            if mode in (_LINK, _SUBMODULE):
                raise ScoError(f"{revision}:{path}: is a link or a submodule, which is not read from git.")
            hashes[path] = number
        return dict(zip(hashes, self._contents(hashes.values()), strict=True))

    def tags(self) -> list[str]:
        """Return the names of the tags."""
        found = _git(self.top, ("for-each-ref", "--format=%(refname:strip=2)", "refs/tags"))
        return os.fsdecode(found or b"").split("\n")[:-1]

    def _contents(self, hashes: Iterable[bytes]) -> list[bytes]:
        """Return the contents of blobs."""
        numbers = list(hashes)
        answer = _git(self.top, ("cat-file", "--batch"), b"".join(number + b"\n" for number in numbers)) or b""
        contents, position = [], 0
        for number in numbers:
            header = answer[position : answer.find(b"\n", position)]
            if not header.startswith(number + b" blob "):
                raise ScoError(f"{self.top}: git lacks the object {number.decode()}.")
            start = position + len(header) + 1
            position = start + int(header.rpartition(b" ")[2])
            contents.append(answer[start:position])
            position += 1
        return contents


def repository(folder: Path) -> Repository:
    """Return the repository that a folder is in. Raise ScoError if it is in none, or if git is not installed."""
    if found := enclosing_repository(folder):
        return found
    raise ScoError(f"{folder}: is in no git repository.")


def enclosing_repository(folder: Path) -> Repository | None:
    """Return the repository that a folder is in; None if it is in none.

    Raise ScoError if git cannot read the one that is there, as when it belongs to another user, or is not installed.
    """
    here = folder.resolve()
    top = next((one for one in (here, *here.parents) if os.path.lexists(one / ".git")), None)
    if top is None:
        return None
    done = _run(top, ("rev-parse", "--git-dir"))
    if done.returncode:
        reason = excerpt(os.fsdecode(done.stderr).partition("\n")[0].removeprefix("fatal: "))
        raise ScoError(f"{folder}: git cannot read its repository: {reason}.")
    return Repository(top)


def _git(folder: Path, arguments: Sequence[str], content: bytes = b"") -> bytes | None:
    """Return what git writes; None if it fails."""
    done = _run(folder, arguments, content)
    return done.stdout if done.returncode == 0 else None


def _run(folder: Path, arguments: Sequence[str], content: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder, with nothing of the caller's repository in its environment."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name.startswith(_KEPT)}
    environment = {**inherited, **_SAFE, "GIT_CEILING_DIRECTORIES": str(folder.parent)}
    command = ["git", *_OPTIONS, "-C", str(folder), *arguments]
    try:
        return subprocess.run(command, input=content, capture_output=True, env=environment, check=False)  # noqa: S603
    except OSError as error:
        raise ScoError("git is not installed, or cannot be run; it reads revisions.") from error
