"""Leaves out of an article what its page put there: buttons for sharing, related posts, comments.

Known by the names that programs and plug-ins for blogs give. Pure.
"""

import re
from html import escape
from typing import Final

from tui_reader.feeds.page_elements import Element, Elements, attributes, names

_NOISE: Final = re.compile(
    r"(?:jp-)?related[-_]?(?:posts?|articles?|content|entries|stories)?(?:[-_]\w+)?|sharedaddy"
    r"|sd-(?:block|sharing\S*|like\S*)|sharrre-container|share-?(?:buttons?|bar|links|box|this|post"
    r"|icons|tools|container|section|wrapper)?|sharethis\S*|social(?:-?(?:share|sharing|links|icons"
    r"|buttons|media|bar))?|post-?(?:share|sharing|nav|navigation|meta|footer|tags|author|byline"
    r"|pagination|inner-meta)|entry-(?:meta|footer|utility|share)|byline|addtoany\S*|a2a_kit"
    r"|addthis\S*|yarpp\S*|comments?(?:-?(?:area|list|form|section|respond|link|wrap|wrapper))?"
    r"|respond|disqus_thread|newsletter\S*|subscri(?:be|ption)[\w-]*|blog-pager|pagination"
    r"|nav-links|navigation|breadcrumbs?|author-(?:box|bio|info)|about-author|sidebar\S*"
    r"|widget(?:-area)?|screen-reader-text|sr-only|visually-hidden|print-?only|wpcnt"
    r"|robots-nocontent|advert(?:isement)?s?|ads?|adsbygoogle|cookie-\S+|skip-link"
)
_NOISE_TAGS: Final = frozenset({"nav", "form", "button", "select", "textarea"})
_NAMED_TAGS: Final = frozenset(
    {"div", "section", "aside", "header", "footer", "ul", "ol", "p", "table", "iframe"}
)
"""What a page puts into an article; a ``span`` of the class "comment" is a remark in some code."""
_MOST_OF_ALL: Final = 0.3
"""What holds a greater share of the words is the article itself, whatever it is called."""
_LATER: Final = ("data-src", "data-lazy-src", "data-original", "data-orig-src", "data-lazy")
"""Where an address waits that a script would put into ``src`` when it comes into view."""


def tidied(html: str) -> str:
    """Give an article without what is not of it, and with the true addresses of its pictures."""
    walk = Elements(html)
    noisy, pictures = [], []
    for element in walk.closed():
        if element.tag == "img":
            pictures.append(element)
        elif _is_noise(element):
            noisy.append(element)
    most = walk.letters * _MOST_OF_ALL
    gone = [(each.outer_start, each.outer_end, "") for each in noisy if each.letters <= most]
    shown = [(each.outer_start, each.outer_end, tag) for each in pictures if (tag := _shown(each))]
    return _with_changes(html, sorted([*gone, *shown], key=lambda change: (change[0], -change[1])))


def _is_noise(element: Element) -> bool:
    if element.tag in _NOISE_TAGS:
        return True
    if element.tag not in _NAMED_TAGS or not element.given:
        return False
    return any(map(_NOISE.fullmatch, names(element.given)))


def _shown(picture: Element) -> str:
    """Give the tag of a picture whose address a script would have filled in; else nothing."""
    given = dict(attributes(picture.given))
    src = given.get("src", "")
    if src and not src.startswith("data:"):
        return ""
    address = next((given[name] for name in _LATER if given.get(name)), "")
    if not address:
        return ""
    facts = {name: given[name] for name in ("alt", "title", "width", "height") if name in given}
    written = "".join(f' {name}="{escape(value)}"' for name, value in facts.items())
    return f'<img src="{escape(address)}"{written}>'


def _with_changes(html: str, changes: list[tuple[int, int, str]]) -> str:
    """Put other words into places; one that lies within a former one goes with it."""
    pieces, at = [], 0
    for start, end, words in changes:
        if start >= at:
            pieces += [html[at:start], words]
            at = end
    return "".join([*pieces, html[at:]])
