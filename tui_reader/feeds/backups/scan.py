"""Reads XML piece by piece into small trees: one for each element that stands in the feed itself.

By expat without its namespaces (``names`` does that part) and without entities of the file's own:
a few bytes of those grow without bound. Nothing is opened, whatever the file refers to.
"""

import html
from collections.abc import Collection, Iterator
from typing import Final
from xml.parsers import expat

from tui_reader.errors import FeedError
from tui_reader.feeds.backups.names import Names
from tui_reader.feeds.comments.tree import Element
from tui_reader.limits import CONTENT_BYTES

_AROUND: Final = frozenset({"rss", "channel", "atom:feed"})
"""What stands around the elements that are given."""
_ENTRIES: Final = frozenset({"item", "atom:entry"})
_MARKUP: Final = frozenset({"atom:content", "atom:summary"})
"""Whose own elements are html."""
MOST_LETTERS: Final = 2 * CONTENT_BYTES
"""More letters than this in one element are passed over: so much is never kept."""
_CHILDREN: Final = 5_000
_DEPTH: Final = 100
_ENTITIES: Final = "it defines entities of its own, which no backup does: it is not read"
_FOREIGN: Final = "it is no backup of a blog"


class BrokenError(Exception):
    """The document is not well-formed.

    Attributes:
        line: Where, counted from where the scan began or went on.
        place: Where in the piece: 0 also for what began in an earlier one.
    """

    def __init__(self, line: int, place: int) -> None:
        super().__init__(line, place)
        self.line = line
        self.place = place


class Scan:
    """Takes a document in pieces and gives its elements as soon as they end.

    Args:
        apart: Elements that are given by themselves, before the one that they stand in.
        letters: More than so many of one element are passed over.
    """

    def __init__(self, apart: Collection[str] = (), letters: int = MOST_LETTERS) -> None:
        self._apart = frozenset(apart)
        self._letters = letters
        self._names = Names()
        self._around: list[str] = []
        self._is_over = False
        self._fed = 0
        self._path: list[Element] = []
        self._skipped = 0
        self._markup = 0
        self._found: list[Element] = []
        self._parser = _new_parser()
        self._listen(self._parser)

    def _listen(self, parser: expat.XMLParserType) -> None:
        parser.buffer_text = True
        parser.SkippedEntityHandler = self._skipped_entity
        parser.EntityDeclHandler = _refuse_entities
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data

    def feed(self, piece: bytes, *, is_last: bool = False) -> Iterator[Element]:
        """Give the elements that end in a piece; what follows the document's end is let be.

        Raises:
            BrokenError: After what could be read before.
            FeedError: It is no feed, or tries to grow.
        """
        broken = None if self._is_over else self._break_in(piece, is_last)
        self._fed += len(piece)
        found, self._found = self._found, []
        yield from found
        if broken and not self._is_over:
            raise broken

    def _break_in(self, piece: bytes, is_last: bool) -> BrokenError | None:
        try:
            self._parser.Parse(piece, is_last)
        except expat.ExpatError as error:
            place = self._parser.ErrorByteIndex - self._fed
            return BrokenError(error.lineno, min(max(0, place), len(piece)))
        except BrokenError as broken:
            return broken
        return None

    def go_on(self) -> bool:
        """Forget what is broken, to be fed from the beginning of another element of the feed on.

        Returns:
            Whether that can be: not where the feed itself never began.
        """
        if not self._around:
            return False
        self._names.close_to(len(self._around))
        self._path, self._skipped, self._markup = [], 0, 0
        around = "".join(f"<{name}>" for name in self._around).encode()
        self._parser = _new_parser()
        self._parser.Parse(around)
        self._listen(self._parser)
        self._fed = len(around)
        return True

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._names.open(attributes)
        if self._skipped:
            self._skipped += 1
            return
        name = self._names.of(tag)
        if self._path:
            self._start_inside(name, attributes)
        elif name in _AROUND:
            self._around.append(tag)
        elif not self._around:
            raise FeedError("not-a-feed", _FOREIGN)
        else:
            self._path.append(Element(name, attributes))

    def _start_inside(self, name: str, attributes: dict[str, str]) -> None:
        parent = self._path[-1]
        if name == self._path[0].name and name in _ENTRIES:  # the end of that one is missing
            place = self._parser.CurrentByteIndex - self._fed
            raise BrokenError(self._parser.CurrentLineNumber, place - 1)
        if self._markup or parent.name in _MARKUP:
            self._markup += 1
            self._add(parent, _tag(name, attributes))
        elif len(parent.children) >= _CHILDREN or len(self._path) > _DEPTH:
            self._skipped = 1
        else:
            child = Element(name, attributes)
            if name not in self._apart:
                parent.children.append(child)
            self._path.append(child)

    def _end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif self._markup:
            self._markup -= 1
            self._add(self._path[-1], f"</{self._names.of(name).rpartition(':')[2]}>")
        elif self._path:
            ended = self._path.pop()
            if not self._path or ended.name in self._apart:
                self._found.append(ended)
        else:
            self._around.pop()
            self._is_over = not self._around
        self._names.close()

    def _data(self, letters: str) -> None:
        if self._path and not self._skipped:
            self._add(
                self._path[-1], html.escape(letters, quote=False) if self._markup else letters
            )

    def _add(self, element: Element, letters: str) -> None:
        if element.letters < self._letters:
            element.parts.append(letters)
            element.letters += len(letters)

    def _skipped_entity(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self._data(html.unescape(f"&{name};"))


def _new_parser() -> expat.XMLParserType:
    parser = expat.ParserCreate("utf-8")
    parser.UseForeignDTD(True)  # so that expat passes over names like &nbsp;
    parser.ExternalEntityRefHandler = lambda *_: 1
    return parser


def _tag(name: str, attributes: dict[str, str]) -> str:
    given = (f' {key}="{html.escape(value)}"' for key, value in attributes.items())
    return f"<{name.rpartition(':')[2]}{''.join(given)}>"


def _refuse_entities(*_: object) -> None:
    raise FeedError("malformed", _ENTITIES)
