"""Build hook: a wheel carries citeproc-js, which is fetched when the wheel is made."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Build back ends load this file by its path, without its folder.
sys.path.insert(0, str(Path(__file__).resolve().parent))

from devtools import citeproc


class CiteprocHook(BuildHookInterface[Any]):
    """Fetch citeproc-js before the wheel is packed; without it the wheel is made all the same."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the fetched file to the wheel."""
        if version == "editable":
            return
        self._scratch = tempfile.TemporaryDirectory()
        try:
            file = citeproc.fetch(Path(self._scratch.name))
        except citeproc.CannotFetchError as error:
            self.app.display_warning(f"The wheel is made without citeproc-js: {error}.")
            return
        build_data["force_include"][str(file)] = f"pincite/resources/citeproc/{citeproc.FILE}"

    def finalize(
        self,
        version: str,
        build_data: dict[str, Any],  # noqa: ARG002 - the hook's interface
        artifact_path: str,  # noqa: ARG002
    ) -> None:
        """Remove the fetched file."""
        if version != "editable":
            self._scratch.cleanup()
