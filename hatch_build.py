"""A step of the wheel build: the files of npm that a site is made with are fetched into the wheel."""

import importlib.util
import os
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class NpmFiles(BuildHookInterface[Any]):
    """Adds `sco_ld/site/npm/` to the wheel.

    If the registry is not reached the wheel is built without them, with a warning; with SCO_LD_NPM=required, as for a
    release, the build fails. A package with another checksum always fails it.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetch the files and declare them, since git ignores them."""
        if version == "editable":
            return
        fetching = _module(Path(self.root, "npm", "fetch.py"))
        try:
            fetching.fetch()
        except fetching.UnreachableError as error:
            if os.environ.get("SCO_LD_NPM") == "required":
                raise
            self.app.display_warning(f"{error} The wheel has no files of npm: a site has no search and no SPARQL.")
            return
        build_data["artifacts"].append("sco_ld/site/npm/*")


def _module(path: Path) -> Any:
    specification = importlib.util.spec_from_file_location(path.stem, path)
    if specification is None or specification.loader is None:
        raise ImportError(f"{path} cannot be imported.")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module
