"""Reads the words that a person types to search, to filter, or to choose posts. Pure."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final

from tui_reader.clean import clean_line, with_single_blanks
from tui_reader.errors import QueryError
from tui_reader.limits import FILTER_LETTERS
from tui_reader.query.fields import In, Value, known_name, meant_name, read_value
from tui_reader.query.tree import All, AnyOf, Filter, Node, Not, Place, Word, mapped

TERMS: Final = 64
DEPTH: Final = 16
"""Of brackets in brackets."""

_QUOTES: Final = '"“”„'
_WORD: Final = re.compile(rf"[^\s(){_QUOTES}]+")
_NAME: Final = re.compile(r"([A-Za-z]+):")
_JOINT: Final = re.compile(r"(OR|AND|NOT)(?=[\s()]|$)")
_MUTE: Final = frozenset({"P", "Z", "C"})
_MUTE_SIGNS: Final = frozenset({"Sm", "Sc", "Sk"})


def parse(text: str, *, is_typing: bool = False) -> Filter:
    """Read words.

    Args:
        text: What was typed, whatever it is.
        is_typing: More may follow: what is only begun at the end asks for nothing yet, and the last
            word is the beginning of one.

    Raises:
        QueryError: With a sentence that says what is wrong, and the letter where it is.
    """
    if len(text) > FILTER_LETTERS:
        raise QueryError(f"the words are longer than {FILTER_LETTERS:,} letters", FILTER_LETTERS)
    line = clean_line(text, FILTER_LETTERS)
    # What is kept is read again, so nothing that is not kept may have a meaning.
    is_plain = line == with_single_blanks(text)
    return Filter(line, _Reader(text if is_plain else line, is_typing).read_all())


@dataclass(slots=True)
class _Sequence:
    """What stands side by side, at one depth of brackets."""

    nodes: list[Node] = field(default_factory=list)
    ins: list[In] = field(default_factory=list)
    or_at: int | None = None
    """Where an OR stands that waits for what comes after it."""

    def add(self, node: Node | In) -> None:
        if isinstance(node, In):
            self.ins.append(node)
        elif self.or_at is None:
            self.nodes.append(node)
        else:
            self.nodes[-1] = _any_of(self.nodes[-1], node)
            self.or_at = None

    def whole(self) -> Node | None:
        nodes = self.nodes
        if self.ins:
            places = tuple(dict.fromkeys(each.place for each in self.ins))
            nodes = [_looked_for_in(node, places) for node in nodes]
        return _all_of(nodes)


class _Reader:
    """Walks through the words once."""

    def __init__(self, text: str, is_typing: bool) -> None:
        self._text = text
        self._is_typing = is_typing
        self._at = 0
        self._depth = 0
        self._terms = 0

    def read_all(self) -> Node | None:
        node = self._sequence("")
        if self._at < len(self._text):
            raise QueryError("a ) stands here without its (", self._at)
        return node

    def _sequence(self, name: str) -> Node | None:
        """Read up to the end, or to a closing bracket that is left standing."""
        sequence = _Sequence()
        while self._skip_blanks() and self._text[self._at] != ")":
            joint = _JOINT.match(self._text, self._at)
            if joint is not None and joint[1] != "NOT":
                self._join(sequence, joint[1])
                continue
            node = self._unary(name)
            if node is not None:
                sequence.add(node)
        if sequence.or_at is not None:
            self._miss("OR needs something after it", sequence.or_at)
        self._check_ins(sequence)
        return sequence.whole()

    def _join(self, sequence: _Sequence, joint: str) -> None:
        if joint == "OR":
            if sequence.nodes:
                sequence.or_at = self._at
            else:
                self._miss("OR needs something before it", self._at)
        self._at += len(joint)

    def _check_ins(self, sequence: _Sequence) -> None:
        if not sequence.ins or self._is_typing or any(map(_has_free_word, sequence.nodes)):
            return
        place, at = sequence.ins[0]
        raise QueryError(f"in:{place} needs words beside it to look for", at)

    def _unary(self, name: str) -> Node | In | None:
        start, is_wanted = self._at, True
        while length := self._negation():
            self._at += length
            is_wanted = not is_wanted
            if not self._skip_blanks() or self._text[self._at] == ")":
                self._miss("NOT needs something after it", start)
                return None
        node = self._primary(name)
        if node is None or is_wanted:
            return node
        if isinstance(node, In):
            raise QueryError(f"in:{node.place} cannot be left out; leave out words", start)
        return node.node if isinstance(node, Not) else Not(node)

    def _negation(self) -> int:
        """Give how many letters here say "not"."""
        joint = _JOINT.match(self._text, self._at)
        if joint is not None:
            return 3 if joint[1] == "NOT" else 0
        after = self._text[self._at + 1 : self._at + 2]
        is_so = self._text[self._at] == "-" and after not in ("", ")") and not after.isspace()
        return int(is_so)

    def _miss(self, message: str, place: int) -> None:
        """Refuse what lacks something, unless it may still be typed."""
        if not self._is_typing:
            raise QueryError(message, place)

    def _primary(self, name: str) -> Node | In | None:
        self._terms += 1
        if self._terms > TERMS:
            raise QueryError(f"more than {TERMS} words are too many", self._at)
        letter = self._text[self._at]
        if letter == "(":
            return self._group(name)
        if letter in _QUOTES:
            return self._value(name, self._at)
        found = _NAME.match(self._text, self._at)
        return self._field(found, name) if found else self._value(name, self._at)

    def _group(self, name: str) -> Node | None:
        place = self._at
        self._depth += 1
        if self._depth > DEPTH:
            raise QueryError(f"brackets stand more than {DEPTH} deep", place)
        self._at += 1
        node = self._sequence(name)
        if self._at < len(self._text):
            self._at += 1
        else:
            self._miss("this ( is never closed by a )", place)
        self._depth -= 1
        return node

    def _field(self, found: re.Match[str], outer: str) -> Node | In | None:
        """Read a name with a colon, or find that it is a word with one in it."""
        name, place, after = known_name(found[1]), self._at, found.end()
        if not name:
            self._need_text(found)
            return self._value(outer, place)
        self._at = after
        if self._text[after : after + 1] == "(":
            return self._group(name)
        is_empty = not self._text[after : after + 1].strip(")")
        if not is_empty and not self._text[after].isspace():
            return self._value(name, place)
        if self._is_typing and not self._text[after:].strip():
            return None
        raise QueryError(f"{name}: has nothing after it; in quotes it is text", place)

    def _need_text(self, found: re.Match[str]) -> None:
        """Refuse a name that was meant to be one of the language's."""
        rest = self._text[found.end() :]
        is_text = not rest.strip()[:1] or rest[0].isspace() or rest.startswith(("//", ":", ")"))
        if is_text or self._is_unfinished(found.end() + len(rest.split()[0])):
            return
        meant = meant_name(found[1])
        if meant:
            said = f"{found[1]}: is no name here; did you mean {meant}:?"
            raise QueryError(f"{said} In quotes it is text", found.start())

    def _value(self, name: str, place: int) -> Node | In | None:
        """Read one word or quoted words: what is looked for, or what stands after a name."""
        value = self._quoted(place) if self._text[self._at] in _QUOTES else self._bare(place)
        if name and name not in ("title", "text"):
            return read_value(name, value) if value.text or value.is_prefix else None
        if not _says_something(value.text):
            return None
        if value.is_unfinished and len(value.text) == 1 and value.text.isascii():
            return None
        if name:
            return read_value(name, value)
        return Word(value.text, value.is_phrase, value.is_prefix)

    def _quoted(self, place: int) -> Value:
        start = self._at + 1
        end = start
        while end < len(self._text) and self._text[end] not in _QUOTES:
            end += 1
        is_closed = end < len(self._text)
        if not is_closed:
            self._miss("this quotation mark is never closed", self._at)
        is_prefix = not is_closed or self._text[end + 1 : end + 2] == "*"
        self._at = min(end + 1 + (is_closed and is_prefix), len(self._text))
        text = clean_line(self._text[start:end], FILTER_LETTERS)
        return Value(text, place, " " in text, is_prefix, not is_closed)

    def _bare(self, place: int) -> Value:
        found = _WORD.match(self._text, self._at)
        assert found is not None  # blanks, brackets and quotes were looked at before
        self._at = found.end()
        is_unfinished = self._is_unfinished(found.end())
        text = clean_line(found.group().rstrip("*"), FILTER_LETTERS)
        is_prefix = is_unfinished or found.group().endswith("*")
        return Value(text, place, False, is_prefix, is_unfinished)

    def _is_unfinished(self, end: int) -> bool:
        return self._is_typing and end == len(self._text)

    def _skip_blanks(self) -> bool:
        """Go to the next letter; False: there is none."""
        while self._at < len(self._text) and self._text[self._at].isspace():
            self._at += 1
        return self._at < len(self._text)


def _any_of(one: Node, other: Node) -> Node:
    nodes: list[Node] = []
    for node in (one, other):
        nodes.extend(node.nodes if isinstance(node, AnyOf) else (node,))
    return AnyOf(tuple(nodes))


def _all_of(nodes: list[Node]) -> Node | None:
    flat: list[Node] = []
    for node in nodes:
        flat.extend(node.nodes if isinstance(node, All) else (node,))
    if len(flat) > 1:
        return All(tuple(flat))
    return flat[0] if flat else None


def _looked_for_in(node: Node, places: tuple[Place, ...]) -> Node:
    def placed(leaf: Node) -> Node:
        if isinstance(leaf, Word) and leaf.places == (Place.ANYWHERE,):
            return Word(leaf.text, leaf.is_phrase, leaf.is_prefix, places)
        return leaf

    return mapped(node, placed)


def _has_free_word(node: Node) -> bool:
    if isinstance(node, Not):
        return _has_free_word(node.node)
    if isinstance(node, All | AnyOf):
        return any(map(_has_free_word, node.nodes))
    return isinstance(node, Word) and node.places == (Place.ANYWHERE,)


def _says_something(text: str) -> bool:
    """Whether there is a letter, a number or an emoji in it."""
    categories = map(unicodedata.category, text)
    return any(each[0] not in _MUTE and each not in _MUTE_SIGNS for each in categories)
