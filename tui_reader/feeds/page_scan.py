"""Finds in a web page what may be its post: by the names that programs for blogs give, its title.

Decides nothing (``page_text``).
"""

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from tui_reader.feeds.markup import line_of_html
from tui_reader.feeds.page_elements import Element, Elements, attributes, names

_KNOWN: Final = (
    "post-body", "entry-content", "post-content", "article-content", "article-body",
    "articlebody", "post__content", "blog-post-content", "available-content", "gh-content",
    "post-full-content", "e-content", "td-post-content", "single-post-content", "article__body",
    "article-entry", "post-entry", "entry-inner", "entrytext", "storycontent", "post_content",
    "postcontent", "post-text", "content-body", "blog-content",
)  # fmt: skip
"""Names that programs for blogs give to the post's own text, the surest first."""
ARTICLE, MAIN, DENSEST = len(_KNOWN), len(_KNOWN) + 1, len(_KNOWN) + 2
"""The ranks after them: elements that only say they are the page's own part; and the one with most
text in paragraphs."""
_TITLES: Final = frozenset({"post-title", "entry-title", "p-name"})
_BETWEEN: Final = " :|-–—·»/"
"""What stands between a blog's name and a post's title."""
_MOST_OF_A_RANK: Final = 16
"""A page of many posts, as a month's: so many are looked at."""


class Candidate(NamedTuple):
    """A part of a page that may be its post."""

    rank: int
    """How sure its name is, 0 the surest."""
    letters: int
    start: int
    end: int


@dataclass(slots=True)
class Scan:
    """What was found in a page."""

    text: str
    letters: int = 0
    """Of all its text."""
    base: str = ""
    """What its relative addresses are relative to, where it says so."""
    _ranked: dict[int, list[Candidate]] = field(default_factory=dict)
    _meta_title: str = ""
    _post_title: tuple[int, int] | None = None
    _heading: tuple[int, int] | None = None
    _title: tuple[int, int] | None = None

    def candidates(self) -> list[Candidate]:
        """Give what may be the post, the surest first, of the same name the longest first."""
        return [
            candidate
            for rank in sorted(self._ranked)
            for candidate in sorted(self._ranked[rank], key=lambda each: -each.letters)
        ]

    def title(self) -> str:
        """Tell the post's title; where the first heading is the blog's name, without that."""
        meta, post, heading, title = self.titles()
        rest = title.removeprefix(heading).strip(_BETWEEN) if heading else ""
        if rest and rest != title:
            heading = rest
        return meta or post or heading or title

    def titles(self) -> list[str]:
        """Give all that the page may be called; each one line, empty where there is none.

        For those who link to it, by the post's own title, by the first heading, by its head.
        """
        places = (self._post_title, self._heading, self._title)
        own = (line_of_html(self.text[slice(*place)]) if place else "" for place in places)
        return [line_of_html(self._meta_title), *own]

    def _look_at(self, element: Element) -> None:
        where = (element.start, element.end)
        if element.tag in ("meta", "base"):
            self._take_head(element)
        elif element.tag == "title":
            self._title = self._title or where
        elif element.tag == "h1":
            self._heading = self._heading or where
        known = names(element.given) if element.given else frozenset()
        if known & _TITLES:
            self._post_title = self._post_title or where
        elif (rank := _rank(element.tag, known)) is not None:
            self._note(Candidate(rank, element.letters, *where))
        if element.in_paragraphs:
            self._note_densest(Candidate(DENSEST, element.in_paragraphs, *where))

    def _take_head(self, element: Element) -> None:
        given = dict(attributes(element.given))
        if element.tag == "base":
            href = given.get("href", "")
            self.base = self.base or (href if href.startswith(("http://", "https://")) else "")
        elif given.get("property") == "og:title":
            self._meta_title = self._meta_title or given.get("content", "")

    def _note(self, candidate: Candidate) -> None:
        known = self._ranked.setdefault(candidate.rank, [])
        if len(known) < _MOST_OF_A_RANK:
            known.append(candidate)
        else:
            shortest = min(range(len(known)), key=lambda at: known[at].letters)
            if known[shortest].letters < candidate.letters:
                known[shortest] = candidate

    def _note_densest(self, candidate: Candidate) -> None:
        former = self._ranked.get(DENSEST)
        if not former or former[0].letters < candidate.letters:
            self._ranked[DENSEST] = [candidate]


def scan(text: str) -> Scan:
    """Look through a page."""
    found, walk = Scan(text), Elements(text)
    for element in walk.closed():
        found._look_at(element)
    found.letters = walk.letters
    return found


def _rank(tag: str, known: frozenset[str]) -> int | None:
    ranks = (rank for rank, name in enumerate(_KNOWN) if name in known)
    return next(ranks, {"article": ARTICLE, "main": MAIN}.get(tag))
