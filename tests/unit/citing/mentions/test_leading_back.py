"""Notes of whole articles: the work of each "ibid.", and names that stand for known works."""

import pytest
from tests.unit.citing.mentions.footnotes import Back, aliases, read_all

BACKS = [(f"{name}: {back.words[-24:]!r}", back) for name, found in read_all() for back in found]


@pytest.mark.parametrize("back", [b for _, b in BACKS], ids=[name for name, _ in BACKS])
def test_it_leads_to_its_work_and_is_open_where_it_could_be_two(back: Back) -> None:
    assert back.is_right, back


@pytest.mark.parametrize(("name", "wanted", "found"), list(aliases()))
def test_a_short_name_suggests_its_work(name: str, wanted: str, found: str) -> None:
    assert found == wanted, name
