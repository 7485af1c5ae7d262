"""The words of the one language on the command line: ``posts heron -is:read``."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import click

from tui_reader.cli.bar import Bar
from tui_reader.cli.completion import WORDS
from tui_reader.cli.output import count
from tui_reader.cli.session import warn

if TYPE_CHECKING:
    from tui_reader.library.library import Library
    from tui_reader.query import Filter

_SHIELD: Final = "\0"
"""Stands before a word that begins with a minus while the options are read: no word has it."""
_NAMES: Final = ("author", "blog", "folder", "label", "tag")
_SIGNS: Final = frozenset('":()')
_LANGUAGE: Final = re.compile(r"(?:^| )(?:-\S|(?:OR|AND|NOT)(?: |$))")
"""What is of the language between words: no name of a blog or label has it."""

with_words = click.argument("words", nargs=-1, metavar="[QUERY …]", type=WORDS)
"""Words that choose posts."""


class WordsCommand(click.Command):
    """A command that takes words: ``-heron`` is a word to leave out, no options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read options and words; a minus of two letters or more is of a word."""
        rest = super().parse_args(ctx, self._shielded(ctx, args))
        ctx.params = {name: _bared(value) for name, value in ctx.params.items()}
        return rest

    def _shielded(self, ctx: click.Context, args: Sequence[str]) -> list[str]:
        takes_value = {
            name
            for each in self.get_params(ctx)
            if isinstance(each, click.Option) and not each.is_flag
            for name in each.opts
        }
        shielded: list[str] = []
        is_value = False
        for place, arg in enumerate(args):
            if arg == "--":
                return [*shielded, *args[place:]]
            is_word = not is_value and len(arg) > 2 and arg[0] == "-" != arg[1]
            shielded.append(_SHIELD + arg if is_word else arg)
            is_value = not is_value and arg in takes_value
        return shielded


def _bared(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_bared, value))
    return value.removeprefix(_SHIELD) if isinstance(value, str) else value


def joined(arguments: Sequence[str]) -> str:
    """Give the words that arguments of a shell are, with the quotes back that the shell took."""
    return " ".join(map(_quoted, arguments))


def _quoted(argument: str) -> str:
    name, colon, value = argument.partition(":")
    is_name = colon and name.removeprefix("-").casefold() in _NAMES
    if is_name and " " in value and _SIGNS.isdisjoint(value) and not _LANGUAGE.search(value):
        return f'{name}:"{value}"'
    return argument


def chosen(arguments: Sequence[str]) -> "Filter | None":
    """Read words; None where there are none. QueryError says what is wrong with them."""
    return chosen_by(joined(arguments))


def chosen_by(words: str) -> "Filter | None":
    """Do so where all stand in one argument, their quotes with them, as they do in the reader."""
    from tui_reader.query import parse

    found = parse(words)
    return None if found.is_empty else found


async def catch_up(
    library: "Library", chosen: "Filter | None", *, seconds: float | None = 10.0
) -> None:
    """Let the index learn what came since it last did, where words are looked for in it.

    Args:
        library: Whose posts.
        chosen: What is looked for.
        seconds: At most so long; what is not known then is told on standard error. None: to the
            end, where the words choose what is changed.
    """
    if chosen is None:
        return
    total = lacking = 0
    with Bar() as bar:
        async for lacking in library.choosing.learn(chosen, seconds):
            total = max(total, lacking)
            if lacking:
                bar.measure(total - lacking, total, "posts read for searching")
    if lacking:
        are = "is" if lacking == 1 else "are"
        warn(f"{count(lacking, 'post')} {are} not read for searching yet: there may be more")
