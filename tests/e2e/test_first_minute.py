"""The first minute: nothing is set up, there is no network, and nobody has read anything."""

from pathlib import Path

import pytest

from tests.e2e.terminal import Terminal

SIZES = [(120, 36), (80, 24), (40, 10)]
ALTERNATE_SCREEN, CURSOR, PASTE, FOCUS = 1049, 25, 2004, 1004
MOUSE = (1000, 1002, 1003, 1006, 1015)


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_the_guide_opens_help_is_searched_and_q_leaves_the_terminal_as_it_was(
    columns: int, rows: int, tmp_path: Path
) -> None:
    with Terminal("--home", str(tmp_path), columns=columns, rows=rows) as terminal:
        terminal.wait_for("Welcome. This is a small blog")
        assert "The tui-reader guide" in terminal.lines[0]
        terminal.press("?")
        terminal.wait_for("Every key.")
        terminal.press("unread")
        terminal.wait_without("Every key.")
        terminal.wait_for("next older unread post" if rows > 10 else "unread")
        terminal.press("\x1b")
        terminal.wait_without("esc closes")
        terminal.wait_for("Welcome. This is a small blog")
        assert terminal.modes[ALTERNATE_SCREEN]
        terminal.press("q")
        assert terminal.end() == 0
        modes = terminal.modes
        assert modes[CURSOR]
        assert not any(modes.get(mode) for mode in (ALTERNATE_SCREEN, PASTE, FOCUS, *MOUSE))
        assert terminal.attributes == terminal.attributes_before


def test_every_lesson_is_reached_with_the_one_key_that_the_first_names(tmp_path: Path) -> None:
    with Terminal("--home", str(tmp_path)) as terminal:
        terminal.wait_for("Next lesson: n")
        for title in ("Moving about", "Reading a post to its end", "Your first blog"):
            terminal.press("n")
            terminal.wait_for(title, line=2)


def test_the_place_is_found_again_at_the_next_start(tmp_path: Path) -> None:
    with Terminal("--home", str(tmp_path)) as terminal:
        terminal.wait_for("Next lesson: n")
        terminal.press("n", "n")
        terminal.wait_for("Reading a post to its end", line=2)
        terminal.press("q")
        assert terminal.end() == 0
    with Terminal("--home", str(tmp_path)) as terminal:
        terminal.wait_for("Reading a post to its end", line=2)


def test_a_window_may_be_made_smaller_and_larger_at_any_time(tmp_path: Path) -> None:
    with Terminal("--home", str(tmp_path)) as terminal:
        terminal.wait_for("Next lesson: n")
        for columns, rows in ((40, 10), (80, 24), (200, 50), (10, 3), (120, 36)):
            terminal.resize(columns, rows)
            terminal.wait_for("Help", line=-1)
        terminal.wait_for("Next lesson: n")
        terminal.press("q")
        assert terminal.end() == 0
