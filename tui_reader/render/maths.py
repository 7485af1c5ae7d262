"""Formulas as text that can be read: MathML as one line, pictures of TeX as their TeX.

TeX itself (``$$x^2$$``) is left as it is: who writes it reads it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from tui_reader.render.elements import LOWERED, RAISED
from tui_reader.render.tokens import Token, attributes

DEPTH: Final = 40
"""Formulas nested deeper than this are read flat."""

_TEX_PICTURE: Final = re.compile(
    r"//(?:latex\.codecogs\.com/|[\w.-]*/?(?:s\d\.)?(?:wp|wordpress)\.com/latex\.php"
    r"|chart\.(?:googleapis|apis\.google)\.com/chart\?)",
    re.IGNORECASE,
)
_SIMPLE: Final = re.compile(r"[\w.,′π∞]*")
_SPACED: Final = frozenset("=<>≤≥≠≈≡→←↔⇒⇔∈∉⊂⊆∪∩∧∨+±∓∼≪≫")


@dataclass(slots=True)
class _Node:
    """An element of a formula, or a piece of its text."""

    name: str
    text: str = ""
    children: "list[_Node]" = field(default_factory=list)


def with_maths(kept: Sequence[Token]) -> Iterator[Token]:
    """The tokens of a page, each ``math`` element as text."""
    position = 0
    last = max((place for place, token in enumerate(kept) if token[0] == "/math"), default=-1)
    while position < len(kept):
        name, value = kept[position]
        end = _end(kept, position) if name == "math" and position < last else -1
        if end < 0:
            yield kept[position]
            position += 1
            continue
        is_apart = attributes(value).get("display") == "block"
        text = ("", readable(kept[position + 1 : end]))
        yield from (("p", ""), text, ("/p", "")) if is_apart else (text,)
        position = end + 1


def _end(kept: Sequence[Token], start: int) -> int:
    for index in range(start + 1, len(kept)):
        if kept[index][0] == "/math":
            return index
    return -1


def readable(inside: Sequence[Token]) -> str:
    """A formula in one line, from the tokens inside its ``math`` element."""
    root = _Node("mrow")
    opened = [root]
    for name, value in inside:
        if not name:
            if text := " ".join(value.split()):
                opened[-1].children.append(_Node("", text))
        elif name.startswith("/"):
            if len(opened) > 1 and opened[-1].name == name[1:]:
                opened.pop()
        elif len(opened) < DEPTH and not value.endswith("/"):
            opened[-1].children.append(_Node(name))
            opened.append(opened[-1].children[-1])
    return " ".join(_written(root).split())


def _written(node: _Node) -> str:
    if not node.name:
        return node.text
    parts = [_written(child) for child in node.children]
    match node.name:
        case "annotation" | "annotation-xml":
            return ""
        case "mo" if parts and parts[0] in _SPACED:
            return f" {parts[0]} "
        case "mtr" | "mlabeledtr":
            return " ".join(part.strip() for part in parts) + "; "
        case "mtable":
            return "[" + "".join(parts).removesuffix("; ") + "]"
        case "mtext":
            return " " + "".join(parts) + " "
    return _of_two(node.name, parts)


def _of_two(name: str, parts: Sequence[str]) -> str:
    """What stands above, below or under a root."""
    if name == "msqrt":
        return "√" + _grouped("".join(parts))
    if len(parts) < 2:
        return "".join(parts)
    first, second, *rest = parts
    match name:
        case "mfrac":
            return f"{_grouped(first)}/{_grouped(second)}"
        case "mroot":
            return f"{_raised(second)}√{_grouped(first)}"
        case "msup" | "mover":
            return _grouped(first) + _raised(second)
        case "msub" | "munder":
            return _grouped(first) + _lowered(second)
        case "msubsup" | "munderover":
            return _grouped(first) + _lowered(second) + _raised("".join(rest))
    return "".join(parts)


def _grouped(text: str) -> str:
    text = text.strip()
    return text if _SIMPLE.fullmatch(text) or len(text) == 1 else f"({text})"


def _raised(text: str) -> str:
    text = text.strip()
    if text and all(ord(letter) in RAISED for letter in text):
        return text.translate(RAISED)
    return f"^{_grouped(text)}" if text else ""


def _lowered(text: str) -> str:
    text = text.strip()
    if text and all(ord(letter) in LOWERED for letter in text):
        return text.translate(LOWERED)
    return f"_{_grouped(text)}" if text else ""


def tex_of_picture(given: Mapping[str, str]) -> str:
    """The TeX that a picture draws; empty for any other picture."""
    address = given.get("src", "")
    is_tex = "latex" in given.get("class", "").split() or _TEX_PICTURE.search(address)
    if not is_tex:
        return ""
    return given.get("alt", "").strip() or _tex_of_address(address)


def _tex_of_address(address: str) -> str:
    try:
        query = urlsplit(address).query
    except ValueError:
        return ""
    named = parse_qs(query)
    for name in ("latex", "chl"):
        if name in named:
            return named[name][0]
    return "" if "chart?" in address else unquote(query)
