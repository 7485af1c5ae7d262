"""Command ``completion``, and what a shell is told while a line is typed."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    add_completion_class,
    get_completion_class,
    shell_complete,
)
from click.types import StringParamType

from tui_reader.cli import COMPLETES
from tui_reader.config.paths import PROGRAM
from tui_reader.errors import ReaderError

if TYPE_CHECKING:
    from tui_reader.models import Blog

SHELLS: Final = ("bash", "zsh", "fish")
_DAYS: Final = ("today", "yesterday", "7d", "1m", "1y")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> int:
    r"""Print what makes a shell complete the words of tui-reader.

    \b
    bash  tui-reader completion bash > ~/.local/share/bash-completion/completions/tui-reader
    zsh   tui-reader completion zsh > _tui-reader, in a folder of $fpath
    fish  tui-reader completion fish > ~/.config/fish/completions/tui-reader.fish
    """
    kind = get_completion_class(shell)
    assert kind is not None, "click knows these three"
    click.echo(kind(ctx.find_root().command, {}, PROGRAM, COMPLETES).source())
    return 0


def answer(program: click.Command, instruction: str) -> int:
    """Tell a shell how the word that is typed may go on, and return the status for it."""
    return shell_complete(program, {}, PROGRAM, COMPLETES, instruction)


class ColonBash(BashComplete):
    """Bash parts words at colons, and puts what it is told in the place of the last part."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Give the whole words before, and the whole word that is typed."""
        words = os.environ["COMP_WORDS"].split("\n")
        before: list[str] = []
        for word in words[: int(os.environ["COMP_CWORD"]) + 1]:
            is_joined = before and (word == ":" or before[-1].endswith(":"))
            before = [*before[:-1], before[-1] + word] if is_joined else [*before, word]
        typed = before[-1]
        self._kept = typed.removesuffix(typed.rpartition(":")[2])
        return before[1:-1], typed

    def format_completion(self, item: CompletionItem) -> str:
        """Give the part behind the last colon that is typed already."""
        item.value = item.value.removeprefix(self._kept)
        return super().format_completion(item)


_GOES_ON: Final = "[[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *: ]] && compopt -o nospace"
"""No blank may follow a name with its colon."""
ColonBash.source_template = ColonBash.source_template.replace(
    "    return 0\n", f"    {_GOES_ON}\n    return 0\n", 1
)
add_completion_class(ColonBash, "bash")


class BlogName(StringParamType):
    """A blog by its number, its address or a part of its title."""

    name = "blog"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Complete a host, else a number."""
        return list(_blog_items(ctx, incomplete))


class Words(StringParamType):
    """Words of the one language of searching and choosing."""

    name = "words"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Complete a name, with its colon, or what can stand behind it."""
        typed = incomplete.removeprefix("-")
        minus = incomplete.removesuffix(typed)
        name, colon, begun = typed.partition(":")
        if name == "blog" and colon:
            return list(_blog_items(ctx, begun, f"{minus}blog:"))
        offered = _values(name) if colon else _names()
        return [CompletionItem(minus + word) for word in offered if word.startswith(typed)]


BLOG: Final = BlogName()
WORDS: Final = Words()


def _names() -> Iterator[str]:
    from tui_reader.query.fields import FIELDS

    return (f"{name}:" for name in FIELDS)


def _values(name: str) -> Iterator[str]:
    from tui_reader.query.fields import CHOICES

    values = _DAYS if name in ("after", "before") else CHOICES.get(name, ())
    return (f"{name}:{value}" for value in values)


def _blog_items(ctx: click.Context, begun: str, before: str = "") -> Iterator[CompletionItem]:
    """Yield the blogs whose word or title begins so; a title's blanks are not for a shell."""
    begun = begun.lstrip("\"'").casefold()
    for word, blog in _words_for(_blogs(ctx)):
        if any(name.casefold().startswith(begun) for name in (word, blog.title)):
            yield CompletionItem(before + word, help=blog.title)


def _words_for(blogs: "tuple[Blog, ...]") -> "Iterator[tuple[str, Blog]]":
    """Yield for each blog a word without blanks that names it alone."""
    hosts = [blog.host for blog in blogs]
    for blog in blogs:
        is_its_own = hosts.count(blog.host) == 1 and blog.url.rstrip("/").endswith(f"/{blog.host}")
        yield (blog.host if is_its_own else str(blog.id)), blog


def _blogs(ctx: click.Context) -> "tuple[Blog, ...]":
    from tui_reader.config import load
    from tui_reader.store.glance import blogs_kept

    home: Any = ctx.find_root().params.get("home")
    try:
        return blogs_kept(load(Path(home) if home else None, os.environ).paths.store_file)
    except (ReaderError, OSError):
        return ()  # a shell's line is no place for a sentence
