"""What answers the queries of a plan: an embedded store, or a server."""

from typing import Any, Protocol

from sco_ld.validation.engines.compiled.plan import Query
from sco_ld.validation.engines.compiled.scope import Functions


class Answering(Protocol):
    """An engine of SPARQL with the data to validate."""

    def rows(self, query: Query, functions: Functions) -> list[dict[str, Any]]:
        """Return the solutions of a query by name of variable, None where one is unbound."""
