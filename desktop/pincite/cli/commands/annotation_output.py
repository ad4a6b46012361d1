"""Annotations and notes in formats for other programs, to stdout, a file or a folder of notes."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pincite.cli.progress import shown_progress
from pincite.cli.result import InputError, Result
from pincite.cli.session import Session
from pincite.cli.words import plural
from pincite.exporting.annotations import AnnotatedWork, Reading, note_rows
from pincite.model.items import Item
from pincite.services.annotation_export import (
    READING_FORMATS,
    AnnotationChoice,
    export_reading,
    reading_of,
    write_notes,
    write_reading,
)
from pincite.services.errors import ServiceError
from pincite.services.settings import (
    SettingsFile,
    default_settings_path,
    named_colours,
)
from pincite.services.writing import write_whole


def write_annotations(
    session: Session,
    items: list[Item],
    choice: AnnotationChoice,
    arguments: argparse.Namespace,
    data: dict[str, Any],
) -> Result:
    """Write them in the format asked for, markdown unless one is named.

    Args:
        data: what is known of the annotations already, for `--json` and the format "json".
    """
    name, output = arguments.format or "markdown", arguments.output
    settings = SettingsFile(default_settings_path()).load()
    collection = session.collection(arguments.collection) if arguments.collection else None
    reading = reading_of(
        session.read,
        items,
        choice,
        named_colours(settings),
        title=collection.name if collection else arguments.search or "",
        collection=collection,
        settings=settings,
    )
    made: str | bytes
    if name == "json":
        notes = note_rows(reading.works)
        data = {**data, "notes": notes} if notes else data
        made = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    elif output is not None and READING_FORMATS[name].merge and _is_folder(output, reading.works):
        return _write_notes(session, reading, name, output)
    elif output is not None:
        write_reading(reading, name, output)
        return Result({**data, "file": str(output)}, f"Written to {output}")
    else:
        made = export_reading(reading, name)
    if output is not None:
        write_whole(output, made)
        return Result({**data, "file": str(output)}, f"Written to {output}")
    if isinstance(made, bytes):
        raise ServiceError(f"“{name}” is no text; name the file to write it to with `-o FILE`.")
    return Result({**data, "text": made}, made.rstrip("\n"))


def _is_folder(path: Path, works: Sequence[AnnotatedWork]) -> bool:
    return path.is_dir() or len(works) != 1 or not path.suffix


def _write_notes(session: Session, reading: Reading, name: str, folder: Path) -> Result:
    with shown_progress("Writing notes", is_quiet=session.is_quiet) as context:
        done = write_notes(reading, name, folder, context)
    data = {
        "folder": str(folder),
        "files": [str(path) for path in done.changed],
        "unchanged": done.unchanged,
    }
    count = len(done.changed)
    words = f"{plural(count, 'note')} written to {folder}"
    more = f"; {done.unchanged} unchanged" if done.unchanged else ""
    errors = tuple(InputError("", problem) for problem in done.problems)
    return Result(data, f"{words}{more}.", errors)
