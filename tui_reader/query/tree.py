"""What a person's words ask for, as a tree. Pure data: no SQL, no clock."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple, TypeAlias


class Place(StrEnum):
    """Where a word is looked for."""

    ANYWHERE = ""
    """Title, text, labels, author, comments that are kept, notes."""
    TITLE = "title"
    TEXT = "text"
    COMMENTS = "comments"
    NOTES = "notes"


class Kind(StrEnum):
    """What a name can be of."""

    LABEL = "label"
    AUTHOR = "author"
    BLOG = "blog"
    FOLDER = "folder"
    TAG = "tag"


class State(StrEnum):
    """What a post can be: ``is:unread``."""

    UNREAD = "unread"
    READ = "read"
    STARRED = "starred"
    NEW = "new"
    BEGUN = "begun"
    CHANGED = "changed"
    HIDDEN = "hidden"
    PAGE = "page"
    PAUSED = "paused"


class Thing(StrEnum):
    """What a post can have: ``has:note``."""

    COMMENTS = "comments"
    NOTE = "note"
    TAG = "tag"
    PICTURE = "picture"


class Measure(StrEnum):
    """What can be counted of a post."""

    COMMENTS = "comments"
    WORDS = "words"
    MINUTES = "minutes"


class Unit(StrEnum):
    """Of a time ago."""

    DAYS = "d"
    WEEKS = "w"
    MONTHS = "m"
    YEARS = "y"


@dataclass(frozen=True, slots=True)
class Word:
    """A word, the beginning of one, or words that stand together."""

    text: str
    is_phrase: bool = False
    is_prefix: bool = False
    places: tuple[Place, ...] = (Place.ANYWHERE,)


@dataclass(frozen=True, slots=True)
class Named:
    """Posts with a label, by an author, of a blog, in a folder, with a tag."""

    kind: Kind
    name: str
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Ago:
    """A day that is so far back from the one on which it is asked."""

    amount: int
    unit: Unit

    def day(self, today: date) -> date:
        """Give the day it is, seen from ``today``; the calendar's first where there is none."""
        if self.unit in (Unit.DAYS, Unit.WEEKS):
            days = self.amount * (7 if self.unit is Unit.WEEKS else 1)
            return today - timedelta(min(days, today.toordinal() - 1))
        months = self.amount * (12 if self.unit is Unit.YEARS else 1)
        month = today.year * 12 + today.month - 1 - months
        return date.min if month < 12 else _day_of_month(*divmod(month, 12), today.day)


@dataclass(frozen=True, slots=True)
class Since:
    """``after:``: posts of this day, by the blog's own calendar, and of later ones."""

    day: date | Ago


@dataclass(frozen=True, slots=True)
class Until:
    """``before:``: posts of earlier days than this one, by the blog's own calendar."""

    day: date | Ago


@dataclass(frozen=True, slots=True)
class Is:
    """Posts in a state."""

    state: State


@dataclass(frozen=True, slots=True)
class Has:
    """Posts that have something."""

    thing: Thing


@dataclass(frozen=True, slots=True)
class Count:
    """Posts of which so much is counted; one whose number is not known is never among them."""

    measure: Measure
    sign: str
    """``<  <=  =  >=  >``."""
    number: int


@dataclass(frozen=True, slots=True)
class Not:
    """All posts but those."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class All:
    """Posts that all of these choose: two or more."""

    nodes: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Posts that one of these chooses: two or more."""

    nodes: "tuple[Node, ...]"


Leaf: TypeAlias = Word | Named | Since | Until | Is | Has | Count
Node: TypeAlias = Leaf | Not | All | AnyOf


class Needle(NamedTuple):
    """What to light up in an article that was found."""

    text: str
    is_phrase: bool
    is_prefix: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """Words that choose posts, and what they mean."""

    text: str
    """As they were typed, on one line: it is kept, shown, and read again."""
    root: Node | None = None
    """None: nothing is asked, every post is chosen."""

    @property
    def is_empty(self) -> bool:
        """Whether every post is chosen."""
        return self.root is None

    @property
    def needles(self) -> tuple[Needle, ...]:
        """The words that a post is found by, to be lit up in it; each once."""
        words = [node for node in self.wanted() if isinstance(node, Word)]
        needles = [Needle(word.text, word.is_phrase, word.is_prefix) for word in words]
        return tuple(dict.fromkeys(needles))

    @property
    def has_words(self) -> bool:
        """Whether words are looked for, also such as are left out."""
        found = leaves(self.root) if self.root is not None else ()
        return any(isinstance(leaf, Word) for leaf in found)

    def wanted(self) -> "Iterator[Leaf]":
        """Give every leaf that is asked for, and not only left out, in the order typed."""
        return _wanted(self.root, is_wanted=True) if self.root is not None else iter(())

    def asks(self, state: State) -> bool:
        """Whether posts in this state are asked for."""
        return Is(state) in self.wanted()

    @property
    def needs_today(self) -> bool:
        """Whether it has days that depend on the one on which it is asked."""
        return self.at(date.min) != self

    def at(self, today: date) -> "Filter":
        """Give the same with every day that is told as so long ago, seen from ``today``."""
        if self.root is None:
            return self
        return replace(self, root=mapped(self.root, lambda leaf: _dated(leaf, today)))


def mapped(node: Node, change: Callable[[Leaf], Node]) -> Node:
    """Give a tree with every leaf changed."""
    if isinstance(node, Not):
        return Not(mapped(node.node, change))
    if isinstance(node, All):
        return All(tuple(mapped(each, change) for each in node.nodes))
    if isinstance(node, AnyOf):
        return AnyOf(tuple(mapped(each, change) for each in node.nodes))
    return change(node)


def leaves(node: Node) -> Iterator[Leaf]:
    """Give every leaf, also of what is left out."""
    if isinstance(node, Not):
        yield from leaves(node.node)
    elif isinstance(node, All | AnyOf):
        for each in node.nodes:
            yield from leaves(each)
    else:
        yield node


def _wanted(node: Node, *, is_wanted: bool) -> Iterator[Leaf]:
    if isinstance(node, Not):
        yield from _wanted(node.node, is_wanted=not is_wanted)
    elif isinstance(node, All | AnyOf):
        for each in node.nodes:
            yield from _wanted(each, is_wanted=is_wanted)
    elif is_wanted:
        yield node


def _dated(leaf: Leaf, today: date) -> Leaf:
    if isinstance(leaf, Since | Until) and isinstance(leaf.day, Ago):
        return replace(leaf, day=leaf.day.day(today))
    return leaf


_LAST_DAYS: Final = (31, 30, 29, 28)


def _day_of_month(year: int, month: int, day: int) -> date:
    """Give a day of a month (0 to 11), or the last one where the month is shorter."""
    for last in (day, *_LAST_DAYS):
        try:
            return date(year, month + 1, min(day, last))
        except ValueError:
            continue
    return date(year, month + 1, 1)
