"""CSL-JSON files."""

import json
from collections.abc import Iterable

from pincite.citing.csl_json import to_csl_json
from pincite.exporting.bib_keys import bib_keys
from pincite.model.items import Item


def to_csl_json_text(items: Iterable[Item]) -> str:
    """A CSL-JSON file: a list of records sorted by key, in UTF-8."""
    every = {item.id: item for item in items}
    records = []
    for id_, key in bib_keys(every.values()).items():
        record = to_csl_json(every[id_]) | {"id": key}
        if every[id_].tags and "keyword" not in record:
            record["keyword"] = ", ".join(every[id_].tags)
        records.append(record)
    return json.dumps(records, ensure_ascii=False, indent=2) + "\n"
