"""What a terminal draws with is told by its environment, and by nothing that it is asked."""

from random import Random

import pytest

from tui_reader.app.full_pictures import (
    CHUNK,
    MOST_ROWS,
    PLACEHOLDER,
    kitty_codes,
    kitty_sends,
    sixel_codes,
)
from tui_reader.app.graphics import Graphics, cell_pixels, graphics_of
from tui_reader.models import FullPicture

CELL = (10, 20)
KITTY, SIXEL, BLOCKS = Graphics.KITTY, Graphics.SIXEL, Graphics.BLOCKS
TERMINALS = [
    ({"TERM": "xterm-kitty"}, KITTY),
    ({"TERM": "xterm-ghostty"}, KITTY),
    ({"TERM": "foot"}, SIXEL),
    ({"TERM": "foot-extra"}, SIXEL),
    ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, SIXEL),
    ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, SIXEL),
    ({"TERM": "xterm-256color", "LC_TERMINAL": "iTerm2"}, SIXEL),
    ({"TERM": "xterm-256color", "KONSOLE_VERSION": "230804"}, SIXEL),
    ({"TERM": "xterm-256color"}, BLOCKS),
    ({}, BLOCKS),
    ({"TERM": "linux", "TERM_PROGRAM": "WezTerm"}, BLOCKS),
    ({"TERM": "dumb"}, BLOCKS),
    # Started from another terminal, whose name goes on in the environment.
    ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm", "VTE_VERSION": "7402"}, BLOCKS),
    ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1", "VTE_VERSION": "7402"}, BLOCKS),
    ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm", "XTERM_VERSION": "XTerm(390)"}, BLOCKS),
    # A program between: it shows only what it knows.
    ({"TERM": "tmux-256color", "TERM_PROGRAM": "tmux", "TMUX": "1"}, BLOCKS),
    ({"TERM": "xterm-kitty", "TMUX": "1"}, BLOCKS),
    ({"TERM": "screen-256color", "LC_TERMINAL": "iTerm2"}, BLOCKS),
    ({"TERM": "foot", "STY": "1.tty"}, BLOCKS),
]


@pytest.mark.parametrize(("environ", "way"), TERMINALS)
def test_a_terminal_is_known_by_what_it_says_of_itself(
    environ: dict[str, str], way: Graphics
) -> None:
    assert graphics_of("auto", environ, CELL) is way


@pytest.mark.parametrize("way", list(Graphics))
def test_a_person_may_know_better(way: Graphics) -> None:
    assert graphics_of(way.value, {"TERM": "xterm", "TMUX": "1"}, CELL) is way


def test_without_the_size_of_a_cell_sixel_could_push_the_screen_up_and_is_not_used() -> None:
    assert graphics_of("auto", {"TERM": "foot"}, None) is BLOCKS
    assert graphics_of("sixel", {}, None) is BLOCKS
    assert graphics_of("auto", {"TERM": "xterm-kitty"}, None) is KITTY


def test_where_there_is_no_terminal_no_cell_has_a_size() -> None:
    assert cell_pixels() is None


PICTURE = FullPicture(40, 20, bytes(range(240)) * 10)


def test_a_sixel_picture_stands_at_its_cell_and_gives_the_cursor_back() -> None:
    codes = sixel_codes(PICTURE, column=4, line=2)
    assert codes.startswith("\x1b7\x1b[3;5H\x1bP")
    assert '"1;1;40;20' in codes
    assert codes.endswith("\x1b\\\x1b8")


def test_kitty_is_sent_a_picture_in_pieces_and_answers_nothing() -> None:
    noise = Random(4).randbytes(3 * 200 * 100)
    codes = kitty_sends(FullPicture(200, 100, noise), 77)
    first, *rest = codes.split("\x1b_G")[1:]
    assert first.startswith("a=t,f=24,o=z,s=200,v=100,i=77,q=2,m=1;")
    assert all(piece.startswith(("m=1;", "m=0;")) for piece in rest)
    assert rest[-1].startswith("m=0;")
    assert all(len(piece) <= CHUNK + 64 and piece.endswith("\x1b\\") for piece in rest)


def test_kitty_draws_where_letters_stand_so_that_nothing_stays_when_they_go() -> None:
    codes = kitty_codes(0x010203, (4, 3), column=2, line=1)
    assert codes.startswith("\x1b7\x1b_Ga=p,U=1,i=66051,c=4,r=3,q=2\x1b\\\x1b[2;3H\x1b[38;2;1;2;3m")
    assert codes.count(PLACEHOLDER) == 12
    assert codes.count("\x1b[38;2;1;2;3m") == 3
    assert codes.endswith("\x1b8")
    assert kitty_codes(1, (1, 400), 0, 0).count(PLACEHOLDER) == MOST_ROWS
