"""One picture on the whole screen of a real terminal: nothing is asked, nothing stays behind."""

import re
from pathlib import Path

import pytest

from tests.e2e.terminal import Terminal

QUESTIONS = (rb"\x1b\[0?c", rb"a=q", rb"\x1b\[1[468]t", rb"\x1b\[>0?q")
"""What textual-image asks a terminal, and what others do: the answer would come among the keys."""
CODE = re.compile(rb"\x1b_G[^\x1b]*\x1b\\")


def open_the_heron(terminal: Terminal) -> None:
    """Open the guide's lesson with a picture of its own."""
    terminal.wait_for("Welcome.")
    terminal.press("G")
    terminal.wait_for("A picture and its words")
    (last,) = re.findall(r"(\d+) of \1 ", terminal.text)
    at = int(last)
    while "▌● A picture and its words" not in terminal.text:
        at -= 1
        terminal.press("k")
        terminal.wait_for(f" {at} of {last} ")
    terminal.press("\r")
    terminal.wait_for("A blog may have pictures.")


@pytest.mark.parametrize("term", ["xterm-kitty", "xterm-256color"])
def test_a_picture_is_shown_and_gone_again_and_no_terminal_is_asked(
    term: str, tmp_path: Path
) -> None:
    with Terminal("--home", str(tmp_path), environ={"TERM": term}) as terminal:
        open_the_heron(terminal)
        shown = len(terminal.output)
        terminal.press("i")
        sign = b"\x1b_Ga=p" if term == "xterm-kitty" else "▀".encode() * 8
        terminal.wait(lambda: sign in terminal.output[shown:], "the picture")
        terminal.wait(lambda: b"Close" in terminal.output[shown:], "the keys of the picture")
        closed = len(terminal.output)
        terminal.press("\x1b")
        terminal.wait(lambda: b"A blog may have" in terminal.output[closed:], "the text")
        terminal.press("q")
        assert terminal.end() == 0
        output = bytes(terminal.output)
    assert not [question for question in QUESTIONS if re.search(question, output)]
    assert output.count(b"\x1b_G") == len(CODE.findall(output)), "a code is broken in two"
    sent = re.findall(rb"a=t,[^;]*i=(\d+)", output)
    forgotten = re.findall(rb"a=d,d=I,i=(\d+)", output)
    assert sent == forgotten
    assert bool(sent) == (term == "xterm-kitty")
