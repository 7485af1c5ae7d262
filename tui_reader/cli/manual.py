"""Command ``man``: the manual page, made from the commands, keys and settings themselves."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

import click

from tui_reader import __version__
from tui_reader.app.commands import COMMANDS, HEADINGS, key_names
from tui_reader.config import SETTINGS
from tui_reader.config.paths import PROGRAM
from tui_reader.config.values import as_written

ENDINGS: Final = (
    ("0", "All was done."),
    ("1", "Some blog failed; each is named on standard error."),
    ("2", "Wrong usage."),
    ("3", "The store or the configuration cannot be used."),
    ("70", "A bug; a line says where the log is."),
    ("130", "Interrupted; what was done is kept."),
)
FILES: Final = (
    ("~/.config/tui-reader/config.toml", "The settings; tui-reader config --init writes it."),
    ("~/.local/share/tui-reader/", "The store: blogs, posts, marks; copies in backups/."),
    ("~/.cache/tui-reader/", "Pictures. It may be emptied at any time."),
    ("~/.local/state/tui-reader/", "The log."),
)
WORDS: Final = (
    'All words must be there; "a phrase" as it stands; her* is a beginning; -crow leaves out; OR'
    " and brackets join. Case and accents do not matter. A name and a colon say where:"
)
VARIABLES: Final = (
    ("TUI_READER_HOME", "A folder for configuration, store and cache, as --home."),
    ("NO_COLOR", "If set, nothing is told by colour."),
)


@click.command()
@click.pass_context
def man(ctx: click.Context) -> int:
    """Print the manual page: tui-reader man | man -l -."""
    click.echo(page(ctx.find_root().command), nl=False)
    return 0


def page(program: click.Command) -> str:
    """Return the manual page as roff."""
    with click.Context(program, info_name=PROGRAM) as ctx:
        return "\n".join([*_head(program, ctx), *_commands(program, ctx), *_tables()]) + "\n"


def _head(program: click.Command, ctx: click.Context) -> Iterator[str]:
    yield f'.TH TUI\\-READER 1 "" "tui\\-reader {__version__}" "User Commands"'
    yield from _section("NAME", [r"tui\-reader \- read blogs in the terminal, also offline"])
    usage = ["[OPTIONS]", *program.collect_usage_pieces(ctx)[1:]]
    yield from _section("SYNOPSIS", [f".B {PROGRAM}".replace("-", r"\-"), _text(" ".join(usage))])
    yield from _section("DESCRIPTION", [_text(_help(program))])
    yield from _section("OPTIONS", _options(program, ctx))


def _commands(program: click.Command, ctx: click.Context) -> Iterator[str]:
    assert isinstance(program, click.Group)
    yield ".SH COMMANDS"
    for name in program.list_commands(ctx):
        command = program.commands[name]
        if command.hidden:
            continue
        with click.Context(command, ctx, name) as inner:
            usage = " ".join(piece for piece in command.collect_usage_pieces(inner) if piece)
            yield ".SS " + _text(f"{PROGRAM} {name} {usage}")
            yield from _paragraphs(command.help or "")
            yield from _options(command, inner)


def _tables() -> Iterator[str]:
    yield from _section("WORDS THAT CHOOSE POSTS", [_text(WORDS), *_entries(_fields())])
    yield from _section("KEYS", _keys())
    settings = ((each.name, f"{each.help} ({as_written(each.default)})") for each in SETTINGS)
    yield from _section("SETTINGS", _entries(settings))
    yield from _section("ENVIRONMENT", _entries(VARIABLES))
    yield from _section("FILES", _entries(FILES))
    yield from _section("EXIT STATUS", _entries(ENDINGS))


def _fields() -> Iterator[tuple[str, str]]:
    from tui_reader.query.fields import CHOICES

    yield "title: text: label: author: blog: folder: tag:", 'What it says or is; blog:"What now".'
    yield "before: after: on:", "2019, 2019-05, 2019-05-03, 7d, 3m, 2y, yesterday."
    yield "comments: words: minutes:", "A number: 0, >5, <=10."
    for name, choices in CHOICES.items():
        yield f"{name}:", ", ".join(choices) + "."


def _keys() -> Iterator[str]:
    for heading in dict.fromkeys(HEADINGS.values()):
        yield f".SS {_text(heading)}"
        for each in COMMANDS:
            if each.scope.heading == heading:
                yield from _entry("  ".join(key_names(each, {})), each.help)


def _options(command: click.Command, ctx: click.Context) -> Iterator[str]:
    for parameter in command.get_params(ctx):
        record = parameter.get_help_record(ctx)
        if record is not None and record[1] and "--help" not in record[0]:
            yield from _entry(*record)


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield f".SH {title}"
    yield from lines


def _entries(entries: Iterable[tuple[str, str]]) -> Iterator[str]:
    for term, sense in entries:
        yield from _entry(term, sense)


def _entry(term: str, sense: str) -> Iterator[str]:
    yield ".TP"
    yield r"\fB" + _text(term) + r"\fR"
    yield _text(sense)


def _paragraphs(text: str) -> Iterator[str]:
    """Yield a help text; what begins with a backspace, click's sign for it, keeps its lines."""
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        yield ".PP"
        if paragraph.lstrip().startswith("\b"):
            lines = paragraph.replace("\b", "").strip("\n").splitlines()
            yield from (".nf", *map(_text, lines), ".fi")
        else:
            yield _text(" ".join(paragraph.split()))


def _help(command: click.Command) -> str:
    return " ".join((command.help or "").replace("\b", "").split())


def _text(words: str) -> str:
    """Return words with what roff reads as its own made harmless."""
    shown = words.replace("\\", r"\e").replace("-", r"\-").replace("…", "...")
    return r"\&" + shown if shown.startswith((".", "'")) else shown
