"""What is around an article rather than in it, told by the names that pages give their parts."""

import re

from lxml import html as lxml_html

_TAGS = frozenset(("nav", "footer", "aside", "form", "dialog", "menu"))
_ROLES = frozenset((
    "navigation", "banner", "complementary", "contentinfo", "search", "menu", "dialog",
    "alertdialog",
))  # fmt: skip
# Their names tell of buttons on them and of who made them, not of what they are.
_CONTENT = frozenset((
    "body", "article", "main", "figure", "picture", "img", "blockquote", "pre", "code", "td", "th",
    "tr", "tbody", "figcaption",
))  # fmt: skip
_NAMES = re.compile(
    r"\b(?:nav|navbar|navigation|menu|breadcrumbs?|footer|sidebar|side bar|widget|popup|modal"
    r"|cookies?|ads?|advert\w*|adslot|banner|sponsor\w*|promo\w*|partners?|share\w*"
    r"|sharing|newsletter\w*|subscri(?:be|ption)\w*|sign ?up|log ?in|comments?|respond|disqus"
    r"|taboola|outbrain|related\w*|recommend\w*|trending|popular|most read|read more"
    r"|more on|also|teasers?|pagination|pager|prev|next|toolbar|tags|taglist|rating|survey|print"
    r"|author (?:bio|info|box)|copyright|skip|noprint|mw editsection|editsection|vjs"
    r"|gallery overlay|control panel|jp relatedposts|follow us"
    r"|social (?:links?|icons?|buttons?|share|bar|follow))\b"
)
_LONGEST_ID = 3
_BYLINE = re.compile(
    r"\b(?:bylines?|dateline|datetime|timestamp|pub ?date|published?|publish date|post date"
    r"|entry date|post meta|entry meta|article meta|authors?|credits?|updated)\b"
)
_CROSS_REFERENCE = re.compile(
    r"^\W*(?:read (?:more|also|next)|see (?:more|also)|also read|more (?:on this|from)|related"
    r"|don'?t miss|watch|leggi anche|lees ook|lea también|lesen sie auch|mehr zum thema"
    r"|lire aussi|à lire|leia (?:mais|também)|читайте также)\b",
    re.IGNORECASE,
)
_ADVERTISEMENT = re.compile(
    r"^\W*(?:advertisement|advertising|sponsored|anzeige|publicité|publicidad(?:e)?|реклама|広告|广告"
    r"|story continues below|continue reading below|loading\W*)\W*$",
    re.IGNORECASE,
)


def is_noise(element: lxml_html.HtmlElement) -> bool:
    """True for an element that holds navigation, advertisements, comments and their like."""
    if element.tag in _TAGS or (element.get("role") or "") in _ROLES:
        return True
    if element.tag in _CONTENT:
        return False
    return bool(_NAMES.search(names_of(element)))


def is_byline(element: lxml_html.HtmlElement) -> bool:
    """True for an element that is named after author or date; both are kept as metadata."""
    return bool(_BYLINE.search(names_of(element)))


def names_of(element: lxml_html.HtmlElement) -> str:
    """Class and id of an element as lower-case words."""
    if not element.get("class") and not element.get("id"):
        return ""
    classes, own = _words(element.get("class") or ""), _words(element.get("id") or "")
    # A longer id is made of a heading's words ("sharing-with-a-single-developer").
    return f"{classes} {own}" if own.count(" ") < _LONGEST_ID else classes


def _words(names: str) -> str:
    apart = re.sub(r"([a-z])([A-Z])", r"\1 \2", names)
    return re.sub(r"[-_]+", " ", apart).lower()


def is_cross_reference(text: str) -> bool:
    """True for a line that sends to another article ("Read more: …")."""
    return bool(_CROSS_REFERENCE.match(text.strip()))


def is_advertisement(text: str) -> bool:
    """True for a line that only labels an advertisement."""
    return bool(_ADVERTISEMENT.match(text.strip()))
