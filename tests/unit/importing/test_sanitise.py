"""Nothing in foreign HTML may run, load or reach outside."""

import json
import re
from pathlib import Path

import pytest
from lxml import html as lxml_html

from pincite.importing.articles.draft import Facts, make_article
from pincite.importing.sanitise import TAGS, sanitise

_HOSTILE = next(
    (p / "shared/data/xss" for p in Path(__file__).parents if (p / "shared/data/xss").exists()),
    Path("shared/data/xss"),
)
_URLS = {"href", "src"}


def _faults(html: str) -> list[str]:
    """What in a cleaned fragment could run or load, found by parsing it again."""
    faults = []
    for element in lxml_html.fragment_fromstring(html, create_parent="div").iter():
        if not isinstance(element.tag, str) or element.tag not in TAGS | {"div"}:
            faults.append(str(element.tag))
            continue
        for name, value in element.attrib.items():
            squeezed = re.sub(r"[\x00-\x20]", "", value).lower()
            if name.startswith("on") or name in ("style", "srcset", "class", "name", "cite"):
                faults.append(name)
            elif (
                (name == "src" and not squeezed.startswith("data:image/"))
                or (name == "href" and not squeezed.startswith(("http", "mailto:", "#u-")))
                or (name == "id" and not value.startswith("u-"))
            ):
                faults.append(value)
    return faults


def _payloads() -> list[str]:
    payloads = []
    for name in ("xss_dompurify.json", "xss_h5sc.json"):
        path = _HOSTILE / name
        if path.exists():
            entries = json.loads(path.read_text(encoding="utf-8"))
            payloads += [entry["payload"] for entry in entries if entry.get("payload")]
    lines = _HOSTILE / "payloadbox-xss-payload-list.txt"
    if lines.exists():
        payloads += lines.read_text(encoding="utf-8", errors="replace").splitlines()
    return payloads


def test_nothing_hostile_is_left_of_known_attacks() -> None:
    payloads = _payloads()
    if not payloads:
        pytest.skip("no list of attacks at hand")
    left = [(p[:80], f) for p in payloads if (f := _faults(sanitise(p)))]
    assert left == []


def test_cleaning_twice_is_cleaning_once() -> None:
    payloads = _payloads() or ["<b id=a><a href='#a'>x</a>"]
    cleaned = [sanitise(p) for p in payloads]
    assert [sanitise(c) for c in cleaned] == cleaned


def test_nothing_hostile_is_left_in_a_whole_article() -> None:
    # What is done after cleaning must not bring anything back.
    prose = "<p>A paragraph before it, long enough to be one.</p>"
    left = []
    for payload in [*_payloads(), "<b id=a onclick=x()><a href='javascript:x()'>x</a>"]:
        facts = Facts(title=payload)
        html = make_article(prose + payload, facts, type="webpage", name="a").html
        own = re.sub(r' (?:class="byline"|id="para-\d+")', "", html)
        left += [(payload[:80], fault) for fault in _faults(own)]
    assert left == []


def test_images_kept_beside_the_article_stay_and_no_other_assets() -> None:
    kept = '<img src="asset:image-0123456789abcdef.png">'
    assert sanitise(kept) == kept
    for source in ("asset:../a.png", "asset:image-0.png", "asset:image-0123456789abcdef.svg"):
        assert sanitise(f'<img src="{source}">') == ""


@pytest.mark.parametrize(
    ("foreign", "clean"),
    [
        ("<script>alert(1)</script>text", "text"),
        ('<p onclick="x()">text</p>', "<p>text</p>"),
        ('<p style="background:url(http://x/)">text</p>', "<p>text</p>"),
        ('<img src="http://example.org/pixel.gif">', ""),
        ('<img src="//example.org/pixel.gif">', ""),
        ('<img src="file:///etc/passwd">', ""),
        (r'<img src="\\server\share\a.png">', ""),
        ('<img src="data:image/svg+xml;base64,PHN2Zz4=">', ""),
        ("<svg><script>1</script></svg>a", "a"),
        ("<math><mtext>1</mtext></math>a", "a"),
        ("<iframe src=http://x></iframe>a", "a"),
        ('<form action="http://x"><input></form>a', "a"),
        ("<noscript><p>x</p></noscript>a", "a"),
        ("<!--[if IE]><script>1</script><![endif]-->a", "a"),
        ("<title>x</title>a", "a"),
    ],
)
def test_what_could_act_vanishes(foreign: str, clean: str) -> None:
    assert sanitise(foreign) == clean


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>1</script>",
        "data:image/png;base64,AAAA",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org/",
        "relative.html",
    ],
)
def test_links_lead_only_to_the_web_and_to_mail(address: str) -> None:
    assert "href" not in sanitise(f'<a href="{address}">x</a>')


def test_images_contained_as_data_stay() -> None:
    html = '<img src="data:image/png;base64,iVBORw0KGgo=" alt="Figure 1">'
    assert 'src="data:image/png;base64,iVBORw0KGgo="' in sanitise(html)


def test_ids_get_a_prefix_and_links_follow() -> None:
    html = sanitise('<a href="#fn1">1</a><p id="fn1">Note</p><p id="para-3">x</p>')
    assert 'href="#u-fn1"' in html
    assert 'id="u-fn1"' in html
    assert 'id="u-para-3"' in html
