"""The plain mode of the installed program: on a terminal, on a pipe, interrupted, and left."""

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.e2e.servers import Answer, Mirror, Server, Site, not_found
from tests.e2e.terminal import PROGRAM, Terminal, environment
from tests.shared import CORPUS, needs_corpus

FOLDER = CORPUS / "blogger-mirror" / "lafuiteautourdumonde.com"
SIZES = [(120, 36), (80, 24), (40, 10)]


def piped(home: Path, *lines: str, words: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """A talk over pipes, as a script has it."""
    return subprocess.run(
        (PROGRAM, "--home", str(home), "--plain", *words),
        env=environment(),
        input="".join(f"{line}\n" for line in lines),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def wait_for_prompts(terminal: Terminal, number: int) -> None:
    """Read until so many lines were asked for."""
    terminal.wait(lambda: terminal.output.count(b"command: ") == number, f"prompt {number}")


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_a_post_is_read_on_a_terminal_without_one_escape_code(
    columns: int, rows: int, tmp_path: Path
) -> None:
    words = ("--home", str(tmp_path), "--plain")
    with Terminal(*words, columns=columns, rows=rows) as terminal:
        terminal.wait_for("or command:")
        terminal.press("1\r")
        wait_for_prompts(terminal, 2)
        assert b"Welcome. This is a small" in terminal.output
        for asked in range(3, 20):
            if b"End. Enter for" in terminal.output:
                break
            terminal.press("\r")
            wait_for_prompts(terminal, asked)
        assert b"End. Enter for" in terminal.output
        terminal.press("quit\r")
        assert terminal.end() == 0
        assert b"\x1b" not in terminal.output
        assert terminal.attributes == terminal.attributes_before
        lines = bytes(terminal.output).decode().replace("\r", "").split("\n")
        assert max(map(len, lines)) <= columns + len("quit")


def interrupt(terminal: Terminal) -> None:
    """What ctrl+C does on the terminal that a person sits at."""
    terminal.process.send_signal(signal.SIGINT)


def test_ctrl_d_ends_it_cleanly(tmp_path: Path) -> None:
    with Terminal("--home", str(tmp_path), "--plain") as terminal:
        terminal.wait_for("or command:")
        terminal.press("\x04")
        assert terminal.end() == 0
        assert terminal.attributes == terminal.attributes_before


def test_ctrl_c_ends_it_cleanly(tmp_path: Path) -> None:
    with Terminal("--home", str(tmp_path), "--plain") as terminal:
        terminal.wait_for("or command:")
        interrupt(terminal)
        assert terminal.end() == 130
        assert terminal.text.rstrip().endswith("Stopped; what was done is kept.")
        assert terminal.attributes == terminal.attributes_before


class Silent(Site):
    """Takes every question and answers none until it is let go."""

    def __init__(self) -> None:
        self.is_over = threading.Event()

    def answer(self, path: str, query: str) -> Answer:
        """Nothing, for as long as the test takes."""
        self.is_over.wait(30)
        return not_found()


def test_ctrl_c_stops_what_is_being_done_and_the_talk_goes_on(tmp_path: Path) -> None:
    site = Silent()
    with Server(site) as server, Terminal("--home", str(tmp_path), "--plain") as terminal:
        terminal.wait_for("or command:")
        terminal.press(f"add {server.url}/\r")
        terminal.wait_for("Looking for the blog at")
        interrupt(terminal)
        terminal.wait_for("Stopped; what was done is kept.")
        terminal.press("1\r")
        terminal.wait_for("Welcome. This is a small")
        terminal.press("q\r")
        site.is_over.set()
        assert terminal.end() == 0


def test_a_window_that_is_lost_ends_it(tmp_path: Path) -> None:
    with Terminal("--home", str(tmp_path), "--plain") as terminal:
        terminal.wait_for("or command:")
        assert terminal.lose_window() is not None


def test_a_pipe_is_talked_to_until_it_ends(tmp_path: Path) -> None:
    ran = piped(tmp_path, "1", "star", "back", "starred", "nonsense")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Number, Enter for 17 more, or command: 1\n" in ran.stdout
    assert "command: star\nStarred 1 post.\n" in ran.stdout
    assert "The tui-reader guide: starred. 1 post." in ran.stdout
    assert "usage: there is no command 'nonsense' here." in ran.stdout
    assert ran.stdout.endswith("Number, or command: \n")
    assert "\x1b" not in ran.stdout
    body = ran.stdout.partition("Welcome.")[2].partition("[1]")[0]
    assert 60 < max(map(len, body.splitlines())) <= 80


def test_whoever_has_read_enough_of_a_pipe_is_no_failure(tmp_path: Path) -> None:
    script = f"yes help | {PROGRAM} --home {tmp_path} --plain | head -n 3; echo ${{PIPESTATUS[1]}}"
    ran = subprocess.run(
        ("bash", "-c", script),
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.stderr == ""
    assert ran.stdout.splitlines()[0].startswith("This is the reader in its plain mode")
    assert ran.stdout.splitlines()[-1] == "0"


@needs_corpus
def test_a_real_blog_is_followed_and_read_again_without_its_server(
    tmp_path: Path,
) -> None:
    with Server(Mirror(FOLDER)) as server:
        ran = piped(tmp_path, f"add {server.url}/", "1", "older", "comments", "quit")
        assert (ran.returncode, ran.stderr) == (0, "")
        assert "You follow La fuite (autour du monde) now: 25 posts kept." in ran.stdout
        assert "\nLe premier chapitre est achevé!\n" in ran.stdout
        assert "\nhttp-status: 127.0.0.1 has nothing at this address (404).\n" in ran.stdout
    ran = piped(tmp_path, "fetch", "1", "1", "network", "quit", words=())
    assert "Le premier chapitre est achevé!" in ran.stdout
    assert ran.returncode == 0


@needs_corpus
def test_an_address_after_plain_is_visited(tmp_path: Path) -> None:
    with Server(Mirror(FOLDER)) as server:
        ran = piped(tmp_path, "1", "quit", "no", words=(f"{server.url}/",))
    assert "La fuite (autour du monde). 25 posts." in ran.stdout
    assert "You visited La fuite (autour du monde). Follow it, so that it stays? yes or no: no" in (
        ran.stdout
    )


SEEN = """
import sys
from tui_reader.cli.program import run
status = run(["--home", sys.argv[1], "--offline", "--plain"])
unwanted = {"textual", "httpx", "feedparser", "PIL", "lxml", "textual_image", "pygments"}
print("loaded:", status, *sorted(unwanted & sys.modules.keys()))
"""


def test_a_whole_talk_loads_nothing_of_the_screen(tmp_path: Path) -> None:
    piped(tmp_path, "quit")  # the guide is read by the parser, once
    lines = ("1", "links", "back", "pictures", "back", "find reader", "1", "older", "comments")
    more = ("back", "back", "months", "1", "blogs", "posts", "network", "star 1", "undo", "quit")
    ran = subprocess.run(
        (sys.executable, "-c", SEEN, str(tmp_path)),
        env=environment(),
        input="\n".join((*lines, *more)) + "\n",
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.stderr == ""
    assert ran.stdout.splitlines()[-1].startswith("loaded: 0")
    assert ran.stdout.splitlines()[-1].split()[2:] == []


def test_a_terminal_that_can_draw_nothing_gets_the_plain_mode(tmp_path: Path) -> None:
    with Terminal("--home", str(tmp_path), environ={"TERM": "dumb"}) as terminal:
        terminal.wait_for("or command:")
        terminal.press("quit\r")
        assert terminal.end() == 0
        assert b"\x1b" not in terminal.output
