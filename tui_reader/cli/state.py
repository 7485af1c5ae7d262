"""The commands ``backup`` and ``restore``: all that is kept, in one file, and back again."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui_reader.clean import clean_line
from tui_reader.cli.bar import Bar
from tui_reader.cli.output import count, print_json, time_text, with_json
from tui_reader.cli.session import Session, pass_session, warn
from tui_reader.errors import UsageError
from tui_reader.limits import MIB

if TYPE_CHECKING:
    from tui_reader.library.saving import Saved


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--pictures", is_flag=True, help="Kept pictures, too.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@with_json
@pass_session
def backup(session: Session, file: Path, pictures: bool, force: bool, as_json: bool) -> int:
    """Write all that is kept into one file: blogs, posts, marks, tags, notes, configuration.

    FILE may be a folder: then the file is named by the time. A reader may be open meanwhile.
    Addresses of blogs are written with their passwords, so only you may read the file.

    --json prints {"file", "bytes", "made", "blogs", "posts", "pictures", "config"}.
    """
    from tui_reader.library.desk import clock
    from tui_reader.library.saving import back_up

    paths = session.config.paths  # what is wrong in it is no reason to refuse
    with Bar() as bar:
        saved = back_up(
            paths,
            file,
            clock(),
            with_pictures=pictures,
            replaces=force,
            tell=lambda done, total: _show(bar, "Writing", done, total),
        )
    if as_json:
        print_json(_saved_json(saved))
    else:
        click.echo(clean_line(f"Wrote {saved.path}: {_what(saved)}."))
    return 0


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--yes", "-y", is_flag=True, help="Do not ask first.")
@with_json
@pass_session
def restore(session: Session, file: Path, yes: bool, as_json: bool) -> int:
    """Put back what `backup` wrote, in place of what is kept now.

    The file is looked through first. The store that is here now is set aside beside the new one;
    a configuration that is here stays, and that of the backup is laid beside it. No reader may be
    open meanwhile.

    --json prints {"file", "bytes", "made", "blogs", "posts", "pictures", "config", "set_aside",
    "config_file"}.
    """
    from tui_reader.library.restoring import look_into
    from tui_reader.library.restoring import restore as put_back

    paths = session.config.paths  # what is wrong in it is no reason to refuse
    saved = look_into(file)
    if paths.store_file.exists() and not yes and not _is_sure(saved):
        warn("Nothing was restored.")
        return 0
    with Bar() as bar:
        restored = put_back(
            paths, file, tell=lambda done, total: _show(bar, "Reading", done, total)
        )
    if as_json:
        aside, config = restored.aside, restored.config
        print_json(
            _saved_json(saved)
            | {"set_aside": aside and str(aside), "config_file": config and str(config)}
        )
        return 0
    click.echo(clean_line(f"Restored {_what(saved)}, as of {_time(saved)}."))
    if restored.aside:
        warn(f"What was kept before is in {restored.aside}")
    if restored.config:
        warn(f"The configuration of the backup is in {restored.config}")
    return 0


def _is_sure(saved: "Saved") -> bool:
    if not sys.stdin.isatty():
        raise UsageError("nobody is there to confirm; say --yes")
    question = f"Put {_what(saved)}, as of {_time(saved)}, in place of what is kept now?"
    return click.confirm(clean_line(question), err=True)


def _what(saved: "Saved") -> str:
    parts = [count(saved.facts.blogs, "blog"), count(saved.facts.posts, "post")]
    parts += [count(saved.pictures, "picture")] if saved.pictures else []
    parts += ["the configuration"] if saved.has_config else []
    return ", ".join(parts)


def _time(saved: "Saved") -> str:
    return f"{saved.made.astimezone():%Y-%m-%d %H:%M}"


def _show(bar: Bar, verb: str, done: int, total: int) -> None:
    bar.measure(done, total, f"{verb} {done // MIB:,} of {total // MIB:,} MiB")


def _saved_json(saved: "Saved") -> dict[str, Any]:
    return {
        "file": str(saved.path),
        "bytes": saved.bytes,
        "made": time_text(saved.made),
        "blogs": saved.facts.blogs,
        "posts": saved.facts.posts,
        "pictures": saved.pictures,
        "config": saved.has_config,
    }
