"""Every command of the contract, as a person runs it (a terminal) and as a script does (a pipe).

One home from its first day to its last: each line of the table stands on what those before it did.
"""

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.e2e.servers import ATOM, Answer, Server, Site, not_found, validators
from tests.e2e.terminal import PROGRAM, Terminal, environment
from tui_reader.cli.program import program

ENTRY = """<entry><id>p{n}</id><title>Day {n}</title><link href="{home}/{n}.html"/>
<published>2026-01-{n:02}T10:00:00+01:00</published><updated>2026-01-{n:02}T10:00:00+01:00</updated>
<category term="Asia"/>
<content type="html">&lt;p&gt;A heron, and {n} crows.&lt;/p&gt;</content></entry>"""
HEAD = """<feed xmlns="http://www.w3.org/2005/Atom">
<id>b</id><title>What now</title><link href="{home}/"/>"""
OTHER = """<opml version="2.0"><body>
<outline text="Other" xmlUrl="http://127.0.0.1:9/x"/></body></opml>"""


class Blog(Site):
    """Three posts, and nothing else."""

    home = ""

    def answer(self, path: str, query: str) -> Answer:
        if path != "/feed.xml":
            return not_found()
        entries = "".join(ENTRY.format(n=n, home=self.home) for n in (3, 2, 1))
        body = f"{HEAD.format(home=self.home)}{entries}</feed>".encode()
        return Answer(200, body, {"Content-Type": ATOM, **validators(body)})


class Line(NamedTuple):
    """One command line, and what it gives."""

    words: str
    shows: str = ""
    """On standard output, of a pipe and of a terminal; FOLDER, FEED and HOME are put in."""
    has_json: bool = False
    status: int = 0


TABLE = (
    Line("--version", "tui-reader "),
    Line("--help", "doctor"),
    Line("posts"),
    Line("add FEED", "What now"),
    Line("fetch", ""),
    Line("fetch --force", "unchanged", has_json=False),
    Line("archive", "", status=0),
    Line("blogs", "What now", has_json=True),
    Line("blogs --format {title}:{unread}", "What now:3"),
    Line("blogs --sum --format {unread}/{blogs}", "3/1"),
    Line("posts", "Day 3", has_json=True),
    Line("posts crows -is:starred", "Day 1", has_json=True),
    Line("posts --unread --label asia --limit 1 --sort oldest", "Day 1", has_json=True),
    Line("posts is:nonsense", status=2),
    Line("search heron", "heron", has_json=True),
    Line("show 1", "crows", has_json=True),
    Line("show 1 --format markdown", "# Day"),
    Line("show 1 --format html", "<article>"),
    Line("comments 1", status=1),
    Line("--offline comments 1", "Day"),
    Line("mark 1 --read --star", has_json=True),
    Line("mark --read --where is:unread"),
    Line("posts --starred", "★", has_json=True),
    Line("note 1 herons"),
    Line("tags"),
    Line("history", "", has_json=True),
    Line("undo", ""),
    Line("redo", ""),
    Line("import FOLDER/list.opml", "", has_json=False),
    Line("export --opml", "xmlUrl"),
    Line("export --json", '"title"'),
    Line("export --epub -o FOLDER/BOOK.epub", ""),
    Line("export --markdown -o FOLDER/BOOK", ""),
    Line("export --html -o FOLDER/BOOK.html", ""),
    Line("backup FOLDER/BOOK.zip", ""),
    Line("restore FOLDER/BOOK.zip --yes", ""),
    Line("doctor", "SQLite finds nothing wrong", has_json=True),
    Line("doctor what", "3 posts kept", has_json=True, status=0),
    Line("keys", "Anywhere", has_json=True),
    Line("config", "theme", has_json=True),
    Line("config --init", "config.toml"),
    Line("completion bash", "complete -o nosort"),
    Line("man", ".TH TUI"),
    Line("remove what --yes", "no longer followed", has_json=False),
    Line("remove what --yes", status=2),
    Line("no-such-command", status=2),
)
ELSEWHERE = {"serve": "test_served.py"}


def test_no_command_is_left_out() -> None:
    told = {line.words.split()[0] for line in TABLE}
    shown = {name for name, command in program.commands.items() if not command.hidden}
    assert shown - told - ELSEWHERE.keys() == set()


@pytest.fixture
def fill(tmp_path: Path) -> Iterator[Callable[[str, str], list[str]]]:
    """Gives the words of a line with its places put in; the blog is there meanwhile."""
    site = Blog()
    with Server(site) as server:
        site.home = server.url
        (tmp_path / "list.opml").write_text(OTHER)

        def filled(words: str, kind: str) -> list[str]:
            places = {"FEED": f"{server.url}/feed.xml", "FOLDER": str(tmp_path), "BOOK": kind}
            for name, value in places.items():
                words = words.replace(name, value)
            return ["--home", str(tmp_path / "home"), *words.split(" ")]

        yield filled


def test_every_command_on_a_pipe(fill: Callable[[str, str], list[str]]) -> None:
    for line in TABLE:
        ran = piped(fill(line.words, "pipe") + ["--json"] * line.has_json)
        assert ran.returncode == line.status, (line, ran)
        if line.has_json:
            assert json.loads(ran.stdout) is not None, (line, ran)
        else:
            assert line.shows in ran.stdout, (line, ran)
        assert "Traceback" not in ran.stderr, ran.stderr
        if line.status:
            assert ran.stderr.split(":")[0] in ("usage", "not-a-feed"), ran.stderr


def test_every_command_on_a_terminal(fill: Callable[[str, str], list[str]]) -> None:
    for line in TABLE:
        with Terminal(*fill(line.words, "tty"), columns=100, rows=30) as terminal:
            status = terminal.end()
            assert terminal.attributes == terminal.attributes_before
        said = terminal.output.decode()
        assert status == line.status, (line, said)
        assert line.shows.split(" ")[0] in said, (line, said)
        assert "Traceback" not in said, said


def piped(words: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (PROGRAM, *words),
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
