"""CSL-YAML, as Pandoc reads and writes it: CSL-JSON by other means."""

import re
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
_FIELD = re.compile(rb"^\s+(?:container-title|issued|author|title|DOI|publisher)\s*:", re.MULTILINE)


def read_csl_yaml(data: bytes) -> ReferenceFile:
    """The works in a list, or under "references" as in the front matter of a manuscript."""
    if len(data) > _LARGEST:
        return ReferenceFile(_NAME, (), ((0, "The file is larger than 50 MB; save it as JSON."),))
    try:
        documents = list(yaml.load_all(decoded(data), Loader=PlainLoader))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 0
        return ReferenceFile(_NAME, (), ((line, "From here on this is not YAML."),))
    loaded: Any = next((document for document in documents if document), [])
    return references_of(loaded, _NAME)


def is_csl_yaml(head: bytes, suffix: str) -> bool:
    """True for how such a file looks."""
    return suffix in (".yaml", ".yml", ".txt", "") and bool(
        _RECORD.search(head) and _FIELD.search(head)
    )
