"""The compiled engine with what it found last, for data that are validated again and again."""

from collections.abc import Sequence

import pyoxigraph as ox

from sco_ld.validation.engines import DEFAULT, Engine
from sco_ld.validation.engines.compiled.report import report_quads
from sco_ld.validation.engines.compiled.session import Session
from sco_ld.validation.engines.isolation import raising_sco_error


class KeptEngine:
    """The session of the last validation, which another one continues if the shapes are the same."""

    def __init__(self) -> None:
        self._session: Session | None = None

    def engine_of(self, name: str) -> Engine | None:
        """Return the engine that takes the place of the one of that name, if there is one."""
        return self.validate if name == DEFAULT else None

    def validate(self, data: Sequence[ox.Quad], shapes: Sequence[ox.Quad]) -> list[ox.Quad]:
        """Return the report of the compiled shapes. Raise ScoError if they cannot be used."""
        session, self._session = self._session, None  # an exception leaves none behind
        with raising_sco_error():
            if session is None or session.shapes != shapes:
                session = Session(set(data), shapes)
            else:
                session.become(data)
            found = report_quads(session.results, shapes)
        self._session = session
        return found
