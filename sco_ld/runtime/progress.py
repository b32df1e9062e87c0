"""Progress of long writing."""

import io
from collections.abc import Callable
from time import monotonic
from typing import IO, Any

_EVERY = 0.2  # seconds


class ProgressStream(io.RawIOBase):
    """A stream that shows, after some seconds and then five times a second, how many megabytes were written to it."""

    def __init__(self, stream: IO[bytes], say: Callable[[str], None], after: float = 2) -> None:
        self.stream, self.say = stream, say
        self.next, self.bytes, self.shown = monotonic() + after, 0, False

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, content: Any) -> int:
        """Write to the stream, and show how far it is."""
        self.bytes += len(content)
        if monotonic() >= self.next:
            self.say(f"{self.bytes / 1e6:.0f} MB written")
            self.next, self.shown = monotonic() + _EVERY, True
        return self.stream.write(content)
