"""Commands about the program itself: ``keys``, ``config``, and its versions."""

import platform
from dataclasses import fields

import click

from tui_reader import __version__
from tui_reader.app.commands import COMMANDS, keys_for
from tui_reader.app.keymap import checked_keymap
from tui_reader.cli.output import print_json_array, print_table, with_json
from tui_reader.cli.session import Session, pass_session, warn
from tui_reader.config import SETTINGS, Config


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
    rows = [(each.scope.heading, keys_for(each, own), each.help) for each in COMMANDS]
    if as_json:
        names = (each.id for each in COMMANDS)
        print_json_array(
            {"where": where, "command": name, "keys": used.split(), "what": what}
            for name, (where, used, what) in zip(names, rows, strict=True)
        )
    elif markdown:
        click.echo("| where | keys | what |\n| --- | --- | --- |")
        for where, used, what in rows:
            shown = " ".join(f"`{key}`" for key in used.split())
            click.echo(f"| {where} | {shown} | {what} |".replace("`|`", r"`\|`"))
    else:
        print_table(rows)
    return 0


@click.command()
@with_json
@pass_session
def config(session: Session, as_json: bool) -> int:
    """Show every setting, its value and where it came from."""
    current = session.config
    rows = [*_settings(current), *_paths(current)]
    if as_json:
        print_json_array(
            {"name": name, "value": value, "source": source, "help": sentence}
            for name, value, source, sentence in rows
        )
    else:
        print_table(
            (name, _written(value), source, sentence) for name, value, source, sentence in rows
        )
    for problem in (*current.problems, *checked_keymap(current)[1]):
        warn(problem)
    return 2 if current.is_broken else 0


def _settings(current: Config) -> list[tuple[str, object, str, str]]:
    rows = [
        (each.name, getattr(current, each.name), _source(current, each.name), each.help)
        for each in SETTINGS
    ]
    helps = {each.id: each.help for each in COMMANDS}
    for name, used in current.keys.items():
        source = _source(current, f"keys.{name}")
        rows.append((f"keys.{name}", used, source, helps.get(name, "Names no command.")))
    return rows


def _source(current: Config, name: str) -> str:
    line = current.sources.get(name)
    return f"{current.paths.config_file} {line}" if line else "default"


def _paths(current: Config) -> list[tuple[str, object, str, str]]:
    helps = {
        "config_file": "Where settings are read from.",
        "data_dir": "Where the store is.",
        "cache_dir": "What can be made again.",
        "log_file": "What went wrong.",
    }
    source = "--home or TUI_READER_HOME" if current.paths.is_own_home else "default"
    return [
        (each.name, str(getattr(current.paths, each.name)), source, helps[each.name])
        for each in fields(current.paths)
        if each.name in helps
    ]


def _written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return " ".join(value) if isinstance(value, tuple) else str(value)
