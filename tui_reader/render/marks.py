"""Spans with the marks of Markdown around them, so that each is read as it is meant. Pure.

CommonMark takes a mark for one only beside the right letters; where they are others, the tag of
HTML that means the same stands in its place.
"""

import re
import unicodedata
from collections.abc import Callable, Collection
from html import escape
from typing import Final

from tui_reader.render.blocks import Span, Spans
from tui_reader.render.nesting import Nest, Node, nested

_MARKS: Final = {"strong": ("**", "strong"), "emphasis": ("*", "em"), "strike": ("~~", "del")}
NEAR: Final = 16
"""So many elements are looked at for the letter after a mark: empty ones are few."""
_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>~|]|&(?=#?\w+;))")


class Marks:
    """Writes spans.

    Args:
        address: The address behind the number of a link; empty: it is written as its words.
        code: Letters as code.
        targets: The names of places that a link leads to.
    """

    def __init__(
        self,
        address: Callable[[int], str],
        code: Callable[[str], str],
        targets: Collection[str] = (),
    ) -> None:
        self._address = address
        self._code = code
        self._targets = targets

    def written(self, spans: Spans) -> str:
        """Spans as one text, with line breaks where they have them."""
        return self._nodes(nested(spans), "", "")

    def _nodes(self, nodes: tuple[Node, ...], before: str, after: str) -> str:
        """Elements in a row; ``before`` and ``after`` are the letters that stand beside them."""
        out: list[str] = []
        for at, node in enumerate(nodes):
            following = _first_letter(nodes, at + 1) or after
            text = self._node(node, before, following)
            if before == "!" and text.startswith("[") and out:
                out[-1] = f"{out[-1][:-1]}\\!"  # else the link would be a picture
            if text:
                out.append(text)
                before = text[-1]
        return "".join(out)

    def _node(self, node: Node, before: str, after: str) -> str:
        if isinstance(node, Span):
            places = (name for name in node.anchors if name in self._targets)
            return "".join(f'<a id="{escape(name)}"></a>' for name in places) + escaped(node.text)
        if node.style == "code":
            return self._code_lines(node)
        if node.style == "link":
            return self._link(node, before, after)
        if node.style not in _MARKS:
            return self._nodes(node.inside, before, after)
        mark, tag = _MARKS[node.style]
        inside = self._nodes(node.inside, mark[0], mark[0])
        if _opens(before, inside[:1], mark) and _closes(inside[-1:], after, mark):
            return f"{mark}{inside}{mark}"
        return f"<{tag}>{inside}</{tag}>"

    def _link(self, node: Nest, before: str, after: str) -> str:
        if address := self._address(node.link):
            return f"[{self._nodes(node.inside, '[', ']')}]({address})"
        return self._nodes(node.inside, before, after)

    def _code_lines(self, node: Nest) -> str:
        lines = _letters(node).split("\n")
        return "\n".join(self._code(line) if line.strip() else line for line in lines)


def _letters(node: Node) -> str:
    return node.text if isinstance(node, Span) else "".join(map(_letters, node.inside))


def escaped(text: str) -> str:
    """Letters that mean themselves."""
    return _SPECIAL.sub(r"\\\1", text)


def _first_letter(nodes: tuple[Node, ...], first: int) -> str:
    """The first letter that will be written of elements; empty where nothing will be."""
    for node in nodes[first : first + NEAR]:
        if isinstance(node, Span):
            if node.text:
                return escaped(node.text)[0]
            continue
        return {"code": "`", "link": "["}.get(node.style, "") or _MARKS.get(node.style, ("<",))[0][
            0
        ]
    return ""


def _opens(before: str, inside: str, mark: str) -> bool:
    """Whether a mark between two letters begins something (left-flanking)."""
    if before == mark[0] or inside == mark[0]:
        return False
    return not _is_sign(inside) or not before or before.isspace() or _is_sign(before)


def _closes(inside: str, after: str, mark: str) -> bool:
    """Whether a mark between two letters ends something (right-flanking)."""
    if after == mark[0] or inside == mark[0]:
        return False
    return not _is_sign(inside) or not after or after.isspace() or _is_sign(after)


def _is_sign(letter: str) -> bool:
    """Whether CommonMark takes a letter for punctuation."""
    return bool(letter) and unicodedata.category(letter)[0] in "PS"
