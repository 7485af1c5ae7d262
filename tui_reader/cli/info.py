"""Commands about the program itself: ``keys``, ``config``, and its versions."""

import platform
import shlex
from collections.abc import Iterator
from typing import NamedTuple

import click

from tui_reader import __version__
from tui_reader.app.commands import COMMANDS, key_name, key_names
from tui_reader.app.keymap import checked_keymap, in_order, theme_problems
from tui_reader.app.setting_file import write_file
from tui_reader.clean import clean_line
from tui_reader.cli.output import print_json_array, print_table, with_json
from tui_reader.cli.session import UNUSABLE_CONFIG, Session, pass_session, warn
from tui_reader.config import SETTINGS, Config, source_of
from tui_reader.config.values import as_written
from tui_reader.errors import ReaderError


def versions() -> str:
    """The versions of the reader and of what it stands on."""
    from importlib.metadata import version  # 20 ms that only this needs
    from pyexpat import EXPAT_VERSION

    from tui_reader.store.version import SQLITE_VERSION

    return (
        f"tui-reader {__version__}\nPython {platform.python_version()}\n"
        f"SQLite {SQLITE_VERSION}\nexpat {EXPAT_VERSION.removeprefix('expat_')}\n"
        f"Textual {version('textual')}"
    )


@click.command()
@click.option("--markdown", is_flag=True, help="Print a Markdown table.")
@with_json
@pass_session
def keys(session: Session, markdown: bool, as_json: bool) -> int:
    """Show every command of the screen and its keys."""
    own, problems = checked_keymap(session.config)
    for problem in problems:
        warn(problem)
    rows = [(each.scope.heading, key_names(each, own), each.help) for each in COMMANDS]
    if as_json:
        names = (each.id for each in COMMANDS)
        print_json_array(
            {"where": where, "command": name, "keys": used, "what": what}
            for name, (where, used, what) in zip(names, rows, strict=True)
        )
    elif markdown:
        click.echo("| where | keys | what |\n| --- | --- | --- |")
        for where, used, what in rows:
            shown = " ".join(f"`{key}`" for key in used)
            click.echo(f"| {where} | {shown} | {what} |".replace("`|`", r"`\|`"))
    else:
        print_table((where, "  ".join(used), what) for where, used, what in rows)
    return 0


@click.command()
@click.option("--init", is_flag=True, help="Write a file with every setting, where none is.")
@with_json
@pass_session
def config(session: Session, init: bool, as_json: bool) -> int:
    """Show every setting, its value and where it came from."""
    if init:
        click.echo(clean_line(write_file(session.config.paths.config_file)))
        return 0
    current = session.config
    _recall(current)
    rows = [*_settings(current), *_tables(current), *_paths(current)]
    if as_json:
        print_json_array(row._asdict() for row in rows)
    else:
        print_table((row.name, _written(row.value), row.source, row.help) for row in rows)
    for problem in problems_of(current):
        warn(problem)
    return UNUSABLE_CONFIG if current.is_broken else 0


def _recall(current: Config) -> None:
    """Take what was chosen in the reader; that the store cannot be read stops nothing here."""
    from tui_reader.library.library import Library
    from tui_reader.store.database import Database

    if current.paths.store_file.exists():
        try:
            Library(Database.open(current.paths.store_file, read_only=True), current).close_now()
        except ReaderError as error:
            warn(f"{error} What was chosen in the reader is not shown.")


def problems_of(current: Config) -> tuple[str, ...]:
    """Return all that is wrong in the file, in its order."""
    wrong = (*current.problems, *checked_keymap(current)[1], *_theme_problems(current))
    return in_order(wrong)


def _theme_problems(current: Config) -> tuple[str, ...]:
    if not current.theme:
        return ()
    from tui_reader.app.themes import theme_names

    return theme_problems(current, theme_names(current.paths.theme_dir))


class _Row(NamedTuple):
    """What is shown of one setting."""

    name: str
    value: object
    source: str
    help: str
    default: object = None
    may_be: str = ""


def _settings(current: Config) -> list[_Row]:
    return [
        _Row(
            each.name,
            as_written(getattr(current, each.name)),
            source_of(current, each.name),
            each.help,
            as_written(each.default),
            each.kind,
        )
        for each in SETTINGS
    ]


def _tables(current: Config) -> Iterator[_Row]:
    by_id = {each.id: each for each in COMMANDS}
    for name, used in current.keys.items():
        command, source = by_id.get(name), source_of(current, f"keys.{name}")
        keys = ", ".join(map(key_name, used.split(",")))
        if command:
            default = ", ".join(key_names(command))
            yield _Row(f"keys.{name}", keys, source, command.help, default, "keys")
        else:
            yield _Row(f"keys.{name}", keys, source, "Names no command.")
    for pipe in current.pipes:
        name, words = f"pipe.{pipe.name}", shlex.join(pipe.command)
        yield _Row(name, words, source_of(current, name), f"Is given a post as {pipe.form}.")


def _paths(current: Config) -> list[_Row]:
    helps = {
        "config_file": "Where settings are read from.",
        "data_dir": "Where the store is.",
        "cache_dir": "What can be made again.",
        "log_file": "What went wrong.",
    }
    source = current.paths.chosen_by or "default"
    return [
        _Row(name, str(path), source, helps[name])
        for name, path in current.paths._asdict().items()
        if name in helps
    ]


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
