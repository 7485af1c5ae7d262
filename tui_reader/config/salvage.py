"""What a broken file still says: each statement is read by itself, and a wrong one is named."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

HEADING: Final = re.compile(r"\s*\[+\s*([^\[\]=,]+?)\s*(?:\]+\s*)?(?:#.*)?$")
"""That of a table, also where its bracket is never closed."""
NAME: Final = re.compile(r"""\s*(?:"([^"]+)"|'([^']+)'|([\w.-]+))\s*=""")

LINES_TRIED: Final = 200
"""Of one statement: each is one more reading of all before it."""


def salvage(text: str, blame: Callable[[int, str], None]) -> dict[str, Any]:
    """Return the tables of all statements that can be read.

    Args:
        text: A file in which something breaks the syntax.
        blame: Is told of the line of each statement that does, and what is wrong with it.
    """
    tables: dict[str, Any] = {}
    for number, heading, lines in _statements(text.split("\n")):
        length, trouble = _readable(heading, lines)
        if trouble:
            blame(number + length, f"{trouble}; this is left out.")
        if length and (twice := _merge(tables, _tables(heading, lines[:length]))):
            blame(number, f"{twice} stands here once more; the first holds.")
    return tables


def _readable(heading: str, lines: Sequence[str]) -> tuple[int, str]:
    """Return how many of the lines can be read, and what is wrong with what follows them."""
    troubles = [""]
    shorter = range(min(len(lines) - 1, LINES_TRIED), 0, -1)
    for length in (len(lines), *shorter):
        try:
            _tables(heading, lines[:length])
        except RecursionError:
            troubles.append("it is nested too deeply")
        except tomllib.TOMLDecodeError as error:
            what = str(error).partition(" (at ")[0]
            troubles.append(what[:1].lower() + what[1:])
        else:
            return length, troubles[-1]
    return 0, troubles[1]


def _tables(heading: str, lines: Sequence[str]) -> dict[str, Any]:
    return tomllib.loads("\n".join((heading, *lines)))


def _statements(lines: Sequence[str]) -> Iterator[tuple[int, str, list[str]]]:
    """Yield each statement: the number of its line, the heading above it, its lines.

    Nobody can say where a statement ends whose syntax is wrong; where a name or a heading begins
    a line, the next one begins.
    """
    heading, number = "", 1
    part: list[str] = []
    for at, line in enumerate(lines, 1):
        table = HEADING.match(line)
        if (table or NAME.match(line)) and part:
            yield number, heading, part
            number, part = at, []
        if table:
            yield at, "", [line]
            heading, number = f"[{table[1]}]", at + 1
        else:
            part.append(line)
    if part:
        yield number, heading, part


def _merge(tables: dict[str, Any], more: Mapping[str, Any], above: str = "") -> str:
    """Put more into the tables; return the name of what was there already, else nothing."""
    for name, value in more.items():
        kept = tables.setdefault(name, {} if isinstance(value, dict) else value)
        if isinstance(kept, dict) and isinstance(value, dict):
            if twice := _merge(kept, value, f"{above}{name}."):
                return twice
        elif kept is not value:
            return f"{above}{name}"
    return ""
