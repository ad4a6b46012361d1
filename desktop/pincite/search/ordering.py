"""What the results of a search are ordered and narrowed by."""

from collections.abc import Mapping
from enum import StrEnum


class Facet(StrEnum):
    """What works can be told apart by."""

    YEAR = "year"
    AUTHOR = "author"
    TYPE = "type"
    TAG = "tag"
    COLLECTION = "collection"


class Order(StrEnum):
    """How works are ordered; within a work hits stand in reading order."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    AUTHOR = "author"


Choice = Mapping[Facet, frozenset[str]]
"""For each facet the values of which a work must have one; a facet without any lets all pass."""
