"""`cite`, `export`, `exports`."""

import argparse
from pathlib import Path
from typing import Any

from pincite.cli.result import InputError, Result
from pincite.cli.session import Session
from pincite.library.queries import ItemQuery
from pincite.model.bib_options import BibOptions, names_of_fields
from pincite.model.ids import fresh_id
from pincite.model.items import Item
from pincite.model.kept_exports import KeptExport
from pincite.model.locators import Locator, parse_locator
from pincite.services.bibliographies import ItemCite
from pincite.services.commands.kept_exports import KeepExport, LetGoOfExport
from pincite.services.errors import ServiceError
from pincite.services.exporting import (
    CITE_FORMATS,
    EXPORT_FORMATS,
    cite_items,
    export_bibliography,
    export_items,
)
from pincite.services.kept_bib import BIB_FORMATS, encoded_as_kept
from pincite.services.kept_exports import KeptState, state_of
from pincite.services.lookup import bibliography_named, item_named
from pincite.services.settings import SettingsFile, default_settings_path, own_name


def add_parsers(commands: Any) -> None:
    """Add the subcommands."""
    cite = commands.add_parser("cite", help="format citations: ITEM or ITEM@PAGE")
    cite.add_argument("items", nargs="+", metavar="ITEM[@LOCATOR]")
    cite.add_argument("--style", default="apa", metavar="S")
    cite.add_argument("--locale", default="en-US", metavar="L")
    cite.add_argument("--as", dest="format", choices=sorted(CITE_FORMATS), default="text")
    export = commands.add_parser("export", help="write items or a bibliography in another format")
    export.add_argument("items", nargs="*", metavar="ITEM")
    export.add_argument("--format", choices=sorted(EXPORT_FORMATS), default="biblatex")
    export.add_argument("--bibliography", metavar="NAME")
    export.add_argument("--collection", metavar="NAME")
    export.add_argument("--style", default="", metavar="S")
    export.add_argument("-o", dest="output", type=Path, metavar="FILE")
    export.add_argument(
        "--keep", action="store_true", help="write the file again whenever what it holds changes"
    )
    export.add_argument(
        "--anew",
        action="store_true",
        help="write every entry of a .bib anew, not as in the file that it came in with",
    )
    _add_bib_options(export)
    export.set_defaults(run=export_library)
    cite.set_defaults(run=cite_on_the_spot)
    kept = commands.add_parser("exports", help="the files that are kept up to date")
    acts = kept.add_subparsers(metavar="ACT", required=True)
    listing = acts.add_parser("list", help="list them, with how the last writing went")
    listing.set_defaults(run=list_kept)
    write = acts.add_parser("write", help="write them now")
    write.set_defaults(run=write_kept)
    forget = acts.add_parser("forget", help="write a file no more; it stays as it is")
    forget.add_argument("file", type=Path, metavar="FILE")
    forget.set_defaults(run=forget_kept)


def _add_bib_options(export: argparse.ArgumentParser) -> None:
    group = export.add_argument_group("how a .bib is written; these write it anew")
    spelling = group.add_mutually_exclusive_group()
    spelling.add_argument(
        "--ascii", action="store_const", const=True, help="letters as LaTeX commands"
    )
    spelling.add_argument("--unicode", action="store_const", const=False, dest="ascii")
    group.add_argument("--no-braces", action="store_true", help="no braces around names in titles")
    group.add_argument("--no-pages", action="store_true", help="no field with the pages cited")
    group.add_argument("--annotations", action="store_true", help="quotations in `annotation`")
    group.add_argument("--files", action="store_true", help="paths of the documents in `file`")
    group.add_argument(
        "--plain", action="store_true", help="no fields that only Pincite reads back"
    )
    group.add_argument("--omit", default="", metavar="FIELD,…", help="fields to leave out")


def bib_options(arguments: argparse.Namespace) -> BibOptions:
    """What was said of .bib files."""
    return BibOptions(
        arguments.ascii,
        protects_case=not arguments.no_braces,
        pages=not arguments.no_pages,
        annotations=arguments.annotations,
        files=arguments.files,
        remainder=not arguments.plain,
        omitted=names_of_fields(arguments.omit.split(",")),
    )


def cite_on_the_spot(session: Session, arguments: argparse.Namespace) -> Result:
    """Citations that are in no bibliography, in one go."""
    cites = [_cite_named(session, text) for text in arguments.items]
    made = cite_items(
        session.bibliographies, cites, arguments.format, arguments.style, arguments.locale
    )
    shapes = [
        {"item": c.item.key, "locator": c.locator.described, "text": t}
        for c, t in zip(cites, made.citations, strict=True)
    ]
    data = {"citations": shapes, "bibliography": list(made.entries), "remark": made.remark}
    lines = [*made.citations, *([""] if made.entries else []), *made.entries]
    return Result(data, "\n".join(lines))


def _cite_named(session: Session, text: str) -> ItemCite:
    name, _, place = text.rpartition("@")
    if not name:
        return ItemCite(item_named(session.read, text), Locator())
    return ItemCite(item_named(session.read, name), parse_locator(place))


def export_library(session: Session, arguments: argparse.Namespace) -> Result:
    """Items named, a bibliography's, or all; to a file or to stdout."""
    if sum(map(bool, (arguments.items, arguments.bibliography, arguments.collection))) > 1:
        raise ServiceError("Name items, a collection or a bibliography, one of the three.")
    if arguments.keep:
        return _keep(session, arguments)
    made: str | bytes
    if arguments.bibliography:
        bibliography = bibliography_named(session.read, arguments.bibliography)
        made = export_bibliography(
            session.bibliographies,
            bibliography,
            arguments.format,
            style=arguments.style,
            author=own_name(SettingsFile(default_settings_path()).load().author),
            keeps_file=not arguments.anew,
            bib=bib_options(arguments),
        )
        items = [row.item for row in session.bibliographies.cited(bibliography.id)]
    else:
        items = _items(session, arguments.items, arguments.collection)
        made = export_items(
            session.bibliographies,
            items,
            arguments.format,
            style=arguments.style or "apa",
            keeps_file=not arguments.anew,
            bib=bib_options(arguments),
        )
    if arguments.output is None:
        if isinstance(made, bytes):
            raise ServiceError(
                f"“{arguments.format}” is no text; name the file to write it to with `-o FILE`."
            )
        return Result({"format": arguments.format, "text": made}, made.rstrip("\n"))
    if isinstance(made, str):
        is_kept = arguments.format in BIB_FORMATS and not arguments.anew
        made = encoded_as_kept(session.read, items, made) if is_kept else made.encode()
    arguments.output.write_bytes(made)
    said = {"format": arguments.format, "file": str(arguments.output)}
    return Result(said, f"Written to {arguments.output}")


def _keep(session: Session, arguments: argparse.Namespace) -> Result:
    if arguments.output is None or arguments.items:
        raise ServiceError(
            "--keep needs a file (-o FILE) and follows a bibliography, a collection or the library."
        )
    named = arguments.bibliography
    collection = arguments.collection
    export = KeptExport(
        fresh_id(),
        str(arguments.output.absolute()),
        arguments.format,
        bibliography_named(session.read, named).id if named else None,
        session.collection(collection).id if collection else None,
        arguments.style,
        bib_options(arguments),
    )
    (state,) = session.kept_exports.write([export])
    if state.problem:
        raise ServiceError(state.problem)
    session.workspace.run_now(KeepExport(export))
    made = {"format": export.format, "file": export.path, "kept": True}
    return Result(made, f"Written to {arguments.output}, and kept up to date")


def list_kept(session: Session, _arguments: argparse.Namespace) -> Result:
    """The files that are kept up to date."""
    found = [(export, state_of(session.read, export)) for export in session.read.kept_exports()]
    lines = [
        "  ".join(part for part in (e.path, e.format, s.written, s.problem or s.remark) if part)
        for e, s in found
    ]
    return Result({"exports": [_kept_shape(e, s) for e, s in found]}, "\n".join(lines))


def write_kept(session: Session, _arguments: argparse.Namespace) -> Result:
    """Write them now; what cannot be written is told and the others go on."""
    exports = session.read.kept_exports()
    states = session.kept_exports.write(exports)
    pairs = list(zip(exports, states, strict=True))
    errors = tuple(InputError(e.path, s.problem) for e, s in pairs if s.problem)
    lines = [f"{e.path} is up to date" for e, s in pairs if not s.problem]
    data = {"exports": [_kept_shape(e, s) for e, s in pairs]}
    return Result(data, "\n".join(lines), errors)


def forget_kept(session: Session, arguments: argparse.Namespace) -> Result:
    """Let go of a file."""
    path = str(arguments.file.absolute())
    found = next((e for e in session.read.kept_exports() if e.path == path), None)
    if found is None:
        raise ServiceError(f"{path} is not kept up to date; `pincite exports list` shows what is.")
    session.workspace.run_now(LetGoOfExport(found.id))
    return Result({"file": path}, f"{path} is written no more")


def _kept_shape(export: KeptExport, state: KeptState) -> dict[str, Any]:
    return {
        "file": export.path,
        "format": export.format,
        "bibliography": export.bibliography,
        "collection": export.collection,
        "written": state.written,
        "problem": state.problem,
        "remark": state.remark,
    }


def _items(session: Session, names: list[str], collection: str | None) -> list[Item]:
    if names:
        return [item_named(session.read, name) for name in names]
    query = ItemQuery(collection=session.collection(collection).id if collection else None)
    return session.read.items(session.read.item_ids(query, sort="key", descending=False))
