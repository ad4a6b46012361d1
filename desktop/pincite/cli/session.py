"""The objects that subcommands work with, made when first needed.

Search and formatting are also imported only then: most subcommands do without.
"""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pincite.library.queries import Reader
from pincite.model.changes import Changes
from pincite.model.items import Collection
from pincite.services.commands.collections import AddCollection
from pincite.services.errors import NothingFoundError
from pincite.services.workspace import Workspace

if TYPE_CHECKING:
    from pincite.services.bibliographies import BibliographyService
    from pincite.services.checks import Checks
    from pincite.services.finding import Finder
    from pincite.services.kept_exports import KeptExports


class Session:
    """A library opened for one subcommand.

    Args:
        folder: the library's folder.
        is_quiet: no progress on stderr.
    """

    def __init__(self, folder: Path, *, is_quiet: bool = False) -> None:
        self.folder = folder
        self.is_quiet = is_quiet
        self._has_written = False

    @cached_property
    def workspace(self) -> Workspace:
        """The library, opened or made."""
        workspace = Workspace.open(self.folder)
        workspace.subscribe(self._on_changed)
        return workspace

    @property
    def read(self) -> Reader:
        """Queries on the library."""
        return self.workspace.read

    @cached_property
    def bibliographies(self) -> "BibliographyService":
        """Bibliographies and formatting."""
        from pincite.citing.csl_engine import CslEngine
        from pincite.services.bibliographies import BibliographyService

        return BibliographyService(self.workspace, CslEngine)

    @cached_property
    def checks(self) -> "Checks":
        """Checks of quotations."""
        from pincite.services.checks import Checks
        from pincite.services.text_indexes import TextIndexes

        return Checks(self.workspace, TextIndexes(self.workspace.library))

    @cached_property
    def kept_exports(self) -> "KeptExports":
        """The files that are kept up to date."""
        from pincite.services.kept_exports import KeptExports

        return KeptExports(self.workspace, self.bibliographies)

    @cached_property
    def finder(self) -> "Finder":
        """Search."""
        from pincite.services.finding import Finder

        return Finder(self.workspace)

    def collection(self, name: str, *, make: bool = False) -> Collection:
        """The collection of this name; "Grain trade/Prices" names one inside another.

        Args:
            make: create what is missing.

        Raises:
            NothingFoundError: there is none and it is not to be made.
        """
        parent: Collection | None = None
        for part in (p.strip() for p in name.split("/") if p.strip()):
            above = parent.id if parent else None
            found = _child(self.read.collections(), part, above)
            if found is None and make:
                command = AddCollection(part, above)
                self.workspace.run_now(command)
                found = self.read.get(Collection, command.id)
            if found is None:
                raise NothingFoundError(f"There is no collection “{name}” in this library.")
            parent = found
        if parent is None:
            raise NothingFoundError("A collection needs a name.")
        return parent

    def keep_exports(self) -> list[str]:
        """Write the files that are kept up to date, if the subcommand has changed the library.

        Returns:
            What could not be written and why, a sentence each.
        """
        if not self._has_written:
            return []
        exports = self.read.kept_exports()
        return [s.problem for s in self.kept_exports.write(exports) if s.problem] if exports else []

    def _on_changed(self, _changes: Changes, _origin: object) -> None:
        self._has_written = True

    def close(self) -> None:
        """Close what was opened."""
        opened = vars(self)
        for name in ("finder", "bibliographies", "workspace"):
            if name in opened:
                opened[name].close()


def _child(collections: list[Collection], name: str, parent: str | None) -> Collection | None:
    here = [c for c in collections if c.parent == parent]
    exact = next((c for c in here if c.name == name), None)
    return exact or next((c for c in here if c.name.casefold() == name.casefold()), None)
