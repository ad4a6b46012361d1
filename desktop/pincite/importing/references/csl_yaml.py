"""CSL-YAML, as Pandoc reads and writes it: CSL-JSON by other means."""

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import yaml

from pincite.importing.references.csl_json import references_of
from pincite.importing.references.plain_yaml import PlainLoader
from pincite.importing.references.reference import ReferenceFile
from pincite.importing.references.text import decoded

_NAME = "CSL-YAML"
_LARGEST = 50_000_000
_RECORD = re.compile(
    rb"^(?:references|items)\s*:\s*$|^\s*- +(?:id|type|citation-key)\s*:", re.MULTILINE
)
_ITEM = re.compile(r"^(\s*)- +(?:id|type|citation-key|title|author|DOI)\s*:")
_FIELD = re.compile(rb"^\s+(?:container-title|issued|author|title|DOI|publisher)\s*:", re.MULTILINE)


def read_csl_yaml(data: bytes) -> ReferenceFile:
    """The works in a list, or under "references" as in the front matter of a manuscript."""
    if len(data) > _LARGEST:
        return ReferenceFile(_NAME, (), ((0, "The file is larger than 50 MB; save it as JSON."),))
    text = decoded(data)
    try:
        documents = list(yaml.load_all(text, Loader=PlainLoader))
    except (yaml.YAMLError, ValueError, RecursionError):
        return _one_by_one(text)
    loaded: Any = next((document for document in documents if document), [])
    return references_of(loaded, _NAME)


def _one_by_one(text: str) -> ReferenceFile:
    """The records of a broken file, each read by itself."""
    lines = re.split(r"\r\n|\r|\n", text)
    first = next((match for line in lines if (match := _ITEM.match(line))), None)
    indent = first[1] if first else ""
    starts = [i for i, line in enumerate(lines) if line.startswith(f"{indent}- ")] if first else []
    records: list[Any] = []
    problems = []
    for start, end in pairwise([*starts, len(lines)]):
        try:
            records += yaml.load("\n".join(lines[start:end]), Loader=PlainLoader) or []
        except (yaml.YAMLError, ValueError, RecursionError, TypeError) as error:
            mark = getattr(error, "problem_mark", None)
            line = start + 1 + (mark.line if mark is not None else 0)
            problems.append((line, "Here this is not YAML; the record was left out."))
    if not starts:
        problems.append((0, "This is not YAML."))
    found = references_of(records, _NAME)
    return replace(found, problems=(*found.problems, *problems))


def is_csl_yaml(head: bytes, suffix: str) -> bool:
    """True for how such a file looks."""
    return suffix in (".yaml", ".yml", ".txt", "") and bool(
        _RECORD.search(head) and _FIELD.search(head)
    )
