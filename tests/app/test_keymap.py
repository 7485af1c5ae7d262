"""A person's own keys: a bad line costs only itself, is named, and quitting always remains."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.app.stage import Stage
from tests.shared import HOSTILE, needs_hostile
from tui_reader.app.commands import COMMANDS
from tui_reader.app.keymap import checked_keymap
from tui_reader.config import load


def checked(keys: dict[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """What comes of these keys, written in the lines of a file."""
    sources = {f"keys.{name}": f"line {line}" for line, name in enumerate(keys, 2)}
    config = replace(load(Path("home"), {}), keys=keys, sources=sources)
    keymap, problems = checked_keymap(config)
    return keymap, tuple(
        problem.replace(f"{config.paths.config_file}", "FILE") for problem in problems
    )


@pytest.mark.parametrize(
    ("keys", "keymap"),
    [
        ({}, {}),
        ({"star": "S"}, {"star": "S"}),
        ({"star": "*"}, {"star": "*"}),
        ({"help": "?,h"}, {}),
        ({"find": "/"}, {"find": "slash"}),
        ({"find": "/,f3"}, {"find": "slash,f3"}),
        ({"quit": "Q, ctrl+q"}, {"quit": "Q,ctrl+q"}),
        ({"fetch": "f5"}, {"fetch": "f5"}),
        ({"star": "S", "unread": "s"}, {"star": "S", "unread": "s"}),
        ({"posts_down": "Q", "line_down": "Q"}, {"posts_down": "Q", "line_down": "Q"}),
    ],
)
def test_good_keys_are_taken(keys: dict[str, str], keymap: dict[str, str]) -> None:
    assert checked(keys)[0] == keymap


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ({"fly": "ctrl+f"}, "config: FILE line 2: there is no command 'fly'."),
        ({"stra": "S"}, "config: FILE line 2: there is no command 'stra'; perhaps star."),
        ({"star": ""}, "config: FILE line 2: '' is no key; star keeps its own."),
        ({"star": "nonsense+key"}, "'nonsense+key' is no key"),
        ({"star": "S,"}, "'' is no key"),
        ({"star": "q"}, "'q' is the key of quit; star keeps its own."),
        ({"star": "j"}, "'j' is the key of"),
        ({"line_down": "q"}, "'q' is the key of quit"),
        ({"posts_down": "g"}, "'g' is the key of posts_first"),
        ({"star": "x", "unread": "x"}, "config: FILE line 3: 'x' is the key of star"),
        ({"app.quit": "x"}, "there is no command 'app.quit'"),
    ],
)
def test_a_bad_key_is_named_and_left_out(keys: dict[str, str], problem: str) -> None:
    keymap, problems = checked(keys)
    assert len(problems) == 1
    assert problem in problems[0]
    assert set(keymap) < set(keys)


def test_panes_that_never_have_the_keys_together_may_share_one() -> None:
    assert checked({"mark_all_read": "d"}) == ({"mark_all_read": "d"}, ())


KEYS = st.sampled_from([*"qjknpzQ?", "escape", "ctrl+q", "", "enter", "x,y", "nope", "q,x"])


@settings(derandomize=True, deadline=None)
@given(st.dictionaries(st.sampled_from([command.id for command in COMMANDS]), KEYS, max_size=12))
def test_a_way_to_quit_always_remains(keys: dict[str, str]) -> None:
    keymap, _ = checked(keys)
    quit_keys = keymap.get("quit", "q").split(",")
    assert all(quit_keys)
    others = [
        key
        for name, chosen in keymap.items()
        if name != "quit"
        for key in chosen.split(",")
        if key in quit_keys
    ]
    assert not others, "no other command takes the key of quit"


@needs_hostile
async def test_a_hostile_keymap_is_said_and_q_still_quits(blogs: Stage) -> None:
    bad = (HOSTILE / "keymap-bad.toml").read_bytes()
    config_file = blogs.config.paths.config_file
    config_file.parent.mkdir(parents=True, exist_ok=True)
    config_file.write_bytes(bad)
    problems = "\n".join([*blogs.config.problems, *checked_keymap(blogs.config)[1]])
    for name in ("next", "open", "fly", "prev", "app.quit", "help"):
        assert name in problems, name
    async with blogs.open() as reader:
        assert reader.is_error
        assert reader.message.startswith("config: ")
        await reader.press("q")
        assert not reader.app.is_running


async def test_a_persons_own_key_works_and_is_shown(blogs: Stage) -> None:
    blogs.settings["keys"] = {"star": "*", "help": "f3"}
    async with blogs.open() as reader:
        assert not reader.is_error
        await reader.press("s")
        assert not reader.cursor_row.is_starred
        await reader.press("asterisk")
        assert reader.cursor_row.is_starred
        await reader.press("f3")
        assert "f3" in reader.text


async def test_a_config_problem_is_seen_on_the_first_start(empty: Stage) -> None:
    empty.settings["problems"] = ("config: here line 1: wrong",)
    async with empty.open() as reader:
        assert reader.is_error
        assert "config: here line 1: wrong" in reader.text


@needs_hostile
async def test_each_bad_key_is_named_with_file_and_line(blogs: Stage) -> None:
    config_file = blogs.config.paths.config_file
    config_file.write_bytes((HOSTILE / "keymap-bad.toml").read_bytes())
    async with blogs.open() as reader:
        problems = [*blogs.config.problems, *reader.app._problems]
        assert len(problems) == 6
        assert all("line " in problem for problem in problems)
