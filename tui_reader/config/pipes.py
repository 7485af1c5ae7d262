"""Programs of a person's own that a post is given to. Pure: nothing is started here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tui_reader.config.nearest import suggest
from tui_reader.config.values import arguments

FORMS: Final = ("text", "markdown", "html")
_KNOWN: Final = ("run", "as")


@dataclass(frozen=True, slots=True)
class Pipe:
    """One line of the table ``[pipe]``."""

    name: str
    """What a person calls it."""
    command: tuple[str, ...]
    """Split once; ``%u`` stands for the post's address, ``%t`` for its title."""
    form: str = "text"
    """What it reads: one of FORMS."""

    def arguments(self, url: str, title: str) -> tuple[str, ...]:
        """Return the program and its arguments for one post; no shell ever sees them.

        Args:
            url: The post's address.
            title: Its title, clean; it is never taken for an option.
        """
        given = {"%u": url, "%t": title.lstrip("-")}
        return tuple(re.sub("%[ut]", lambda sign: given[sign[0]], word) for word in self.command)


def read_pipe(name: str, value: object) -> Pipe:
    """Read one line: a command, or a table with ``run`` and ``as``.

    Raises:
        ValueError: Says what is wrong, as the end of a sentence.
    """
    table = value if isinstance(value, Mapping) else {"run": value}
    for key in table:
        if key not in _KNOWN:
            raise ValueError(f"has an unknown {key!r}{suggest(key, _KNOWN).rstrip('.')}")
    command, form = arguments(table.get("run", "")), table.get("as", "text")
    if not command:
        raise ValueError('must be a command in "quotes"')
    if form not in FORMS:
        raise ValueError("can read " + " or ".join(f'"{each}"' for each in FORMS))
    return Pipe(name, command, str(form))
