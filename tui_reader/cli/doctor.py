"""Command ``doctor``: what works and what does not, and why."""

import os
import platform
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from click.formatting import wrap_text

from tui_reader import __version__
from tui_reader.app.graphics import cell_pixels, graphics_of
from tui_reader.app.opening import browser_command
from tui_reader.clean import clean_line
from tui_reader.cli.completion import BLOG
from tui_reader.cli.info import problems_of
from tui_reader.cli.output import print_json_array, with_json
from tui_reader.cli.session import Session, pass_session
from tui_reader.config import Config
from tui_reader.errors import StoreError
from tui_reader.export.wording import count
from tui_reader.models.doctor import Finding, StoreHealth

if TYPE_CHECKING:
    from tui_reader.library.library import Library

OLDEST_EXPAT: Final = (2, 4, 1)
"""Older ones let a few lines of XML grow without bound."""
MIB: Final = 1024 * 1024


@click.command()
@click.argument("blog", required=False, type=BLOG)
@with_json
@pass_session
def doctor(session: Session, blog: str | None, as_json: bool) -> int:
    """Tell what works and what does not, and why: of one blog, or of this machine.

    A blog is asked once, and nothing of what comes is kept; with --offline it is not asked. The
    status is 1 where something is wrong.
    """
    findings = _machine(session) if blog is None else _blog(session, blog)
    if as_json:
        print_json_array(
            {"topic": each.topic, "words": each.words, "wrong": each.is_wrong} for each in findings
        )
    else:
        for finding in findings:
            click.echo(_line(finding))
    return int(any(each.is_wrong for each in findings))


def _line(finding: Finding) -> str:
    """What was found, wrapped where a terminal is: a sentence is never cut."""
    head = f"{'!' if finding.is_wrong else ' '} {finding.topic:<9} "
    words = clean_line(finding.words)
    if not sys.stdout.isatty():
        return head + words
    columns = max(shutil.get_terminal_size().columns, len(head) + 20)
    return wrap_text(words, columns, head, " " * len(head))


def _blog(session: Session, blog: str) -> list[Finding]:
    async def work(library: "Library") -> list[Finding]:
        return [found async for found in library.doctor.blog(library.find_blog(blog))]

    return session.run(work)


def _machine(session: Session) -> list[Finding]:
    return [*_program(), *_terminal(session.config), *_settings(session.config), *_store(session)]


def _program() -> Iterator[Finding]:
    from importlib.metadata import version
    from pyexpat import version_info as expat

    from tui_reader.store.version import SQLITE_VERSION

    names = ("textual", "httpx", "feedparser")
    parts = ", ".join(f"{name} {version(name)}" for name in names)
    yield Finding("program", f"tui-reader {__version__}, Python {platform.python_version()}.")
    yield Finding("program", f"{parts}, SQLite {SQLITE_VERSION}.")
    number = ".".join(map(str, expat))
    if expat < OLDEST_EXPAT:
        words = f"expat {number} is too old to be safe with feeds; 2.4.1 or newer is wanted."
        yield Finding("program", words, is_wrong=True)


def _terminal(config: Config) -> Iterator[Finding]:
    environ = os.environ
    size = shutil.get_terminal_size((0, 0))
    where = environ.get("TERM", "") or "unknown"
    inside = " in tmux" if "TMUX" in environ else " in screen" if "STY" in environ else ""
    is_there = sys.stdin.isatty() and sys.stdout.isatty()
    seen = f"{size.columns} columns, {size.lines} lines" if is_there else "this is no terminal"
    yield Finding("terminal", f"{where}{inside}: {seen}.")
    yield Finding("terminal", f"Colours: {_colours(environ.get('COLORTERM', ''), where)}.")
    encoding = (sys.stdout.encoding or "").lower()
    if "utf" not in encoding:
        words = f"Its letters are {encoding or 'unknown'}: signs may be lost; ascii_signs helps."
        yield Finding("terminal", words, is_wrong=True)
    way = graphics_of(config.picture_graphics, environ, cell_pixels() if is_there else None)
    yield Finding("pictures", f"On the whole screen: {way.value}.")
    command = browser_command("https://example.org/", config.browser, environ)
    opens = f"{command[0]} opens pages" if command else "no browser can be opened; `y` copies"
    yield Finding("browser", f"{opens}.", is_wrong=bool(command and not shutil.which(command[0])))


def _colours(told: str, term: str) -> str:
    if "NO_COLOR" in os.environ:
        return "none, as NO_COLOR wants"
    if told in ("truecolor", "24bit"):
        return "all"
    return "256" if "256" in term else "as few as 16"


def _settings(config: Config) -> Iterator[Finding]:
    paths = config.paths
    is_there = paths.config_file.exists()
    words = str(paths.config_file) if is_there else f"{paths.config_file} is not there: defaults."
    yield Finding("settings", words)
    for problem in problems_of(config):
        yield Finding("settings", problem, is_wrong=True)
    for name, folder in (("pictures", paths.cache_dir), ("log", paths.log_file.parent)):
        yield from _writable(name, folder)


def _writable(name: str, folder: Path) -> Iterator[Finding]:
    nearest = next(each for each in (folder, *folder.parents) if each.exists())
    if not os.access(nearest, os.W_OK):
        yield Finding(name, f"{folder} cannot be written.", is_wrong=True)


def _store(session: Session) -> Iterable[Finding]:
    file = session.config.paths.store_file
    try:
        found = session.run(lambda library: library.doctor.store(), checks=False)
    except StoreError as error:
        return [Finding("store", str(error), is_wrong=True)]
    return _health(file, found)


def _health(file: Path, found: StoreHealth) -> Iterator[Finding]:
    yield Finding("store", f"{file}: version {found.version}, {found.bytes / MIB:,.1f} MiB.")
    yield Finding(
        "store",
        f"{count(found.blogs, 'blog')}, {count(found.posts, 'post')},"
        f" {count(found.comments, 'comment')}, {count(found.pictures, 'picture')}"
        f" ({found.picture_bytes / MIB:,.1f} MiB).",
    )
    if found.fault:
        yield Finding("store", f"storage-corrupt: {found.fault}", is_wrong=True)
    else:
        yield Finding("store", "SQLite finds nothing wrong with it.")
    if found.pending:
        words = f"The index still has {count(found.pending, 'post')} to read; `search` reads on."
        yield Finding("search", words)
    free = shutil.disk_usage(file.parent).free
    is_little = free < found.bytes
    words = f"{free / MIB:,.0f} MiB free beside it" + (", too little for a copy" * is_little)
    yield Finding("store", f"{words}.", is_wrong=is_little)
    copies = sorted(file.parent.glob("backups/*.db"))
    if copies:
        yield Finding("store", f"Newest copy: {copies[-1].name}.")
