"""What we rely on in Whoosh 2.7.4 that it does not promise."""

import inspect
from pathlib import Path

import numpy as np
import pytest
import whoosh
from whoosh import collectors, index, query, scoring, searching
from whoosh.codec import base
from whoosh.reading import SegmentReader
from whoosh.util.numeric import length_to_byte

from pincite.search.engine.index import SegmentedIndex
from pincite.search.engine.lengths import length_codes
from pincite.search.engine.scoring import K1, B
from pincite.search.engine.store import SegmentStore
from pincite.search.schema import PAGE_LAYOUT


def test_the_version_is_the_one_that_was_studied() -> None:
    assert whoosh.versionstring() == "2.7.4"


@pytest.mark.parametrize("name", ["reader", "_segments", "_current_schema"])
def test_an_index_asks_for_its_segments_in_one_place(name: str) -> None:
    assert "self._read_toc()" in inspect.getsource(getattr(index.FileIndex, name))


def test_a_table_of_contents_has_what_a_reader_asks_for() -> None:
    source = inspect.getsource(index.FileIndex.reader)
    assert all(f"info.{name}" in source for name in ("schema", "segments", "generation"))
    assert list(inspect.signature(index.TOC).parameters)[:3] == ["schema", "segments", "generation"]


def test_readers_of_a_segment_come_from_its_codec() -> None:
    source = inspect.getsource(SegmentReader.__init__)
    assert "codec if codec else segment.codec()" in source
    assert "terms_reader(self._storage, segment)" in source
    assert "per_document_reader(self._storage, segment)" in source
    assert not base.Segment("MAIN").is_compound()


def test_a_collector_gets_the_searcher_and_the_query() -> None:
    source = inspect.getsource(collectors.Collector.prepare)
    assert "self.top_searcher = top_searcher" in source
    assert "self.q = q" in source
    assert "collector.run()" in inspect.getsource(searching.Searcher.search_with_collector)


def test_scores_are_made_as_ours() -> None:
    weighting = scoring.BM25F()
    assert (weighting.B, weighting.K1) == (B, K1)
    assert "weighting=scoring.BM25F" in inspect.getsource(searching.Searcher.__init__)
    codes = length_codes(np.array([*range(3000), 106_373, 106_374, 10**6]))
    assert codes.tolist() == [length_to_byte(n) for n in (*range(3000), 106_373, 106_374, 10**6)]


def test_queries_have_the_parts_that_are_taken_apart() -> None:
    term, phrase = query.Term("text", "a"), query.Phrase("text", ["a", "b"])
    assert (term.fieldname, term.text, term.boost) == ("text", "a", 1.0)
    assert (phrase.words, phrase.slop, phrase.boost) == (["a", "b"], 1, 1.0)
    both, either = query.And([term, phrase]), query.Or([term, phrase])
    assert both.subqueries == either.subqueries == [term, phrase]
    assert (either.minmatch, either.scale) == (0, None)
    assert (query.AndNot(term, phrase).a, query.AndNot(term, phrase).b) == (term, phrase)


def test_an_index_without_segments_answers(tmp_path: Path) -> None:
    with SegmentedIndex(SegmentStore(tmp_path), PAGE_LAYOUT, (), 0).searcher() as searcher:
        assert searcher.doc_count_all() == 0
