"""A person's own keys: a bad line costs only itself, is named, and quitting always remains."""

import json
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


def checked(home: Path, keys: dict[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """What comes of these keys, written in the lines of a file."""
    file = home / "config.toml"
    lines = [f"{json.dumps(name)} = {json.dumps(wanted)}" for name, wanted in keys.items()]
    file.write_text("\n".join(["[keys]", *lines]), "utf-8")
    config = load(home, {})
    keymap, problems = checked_keymap(config)
    return keymap, tuple(
        problem.replace(str(file), "FILE") for problem in (*config.problems, *problems)
    )


@pytest.mark.parametrize(
    ("keys", "keymap"),
    [
        ({}, {}),
        ({"star": "f9"}, {"star": "f9"}),
        ({"star": "&"}, {"star": "ampersand"}),
        ({"star": "ampersand"}, {"star": "ampersand"}),
        ({"find": "/"}, {"find": "slash"}),
        ({"find": "/,f13"}, {"find": "slash,f13"}),
        ({"quit": "Q, ctrl+q"}, {"quit": "Q,ctrl+q"}),
        ({"fetch": "f5"}, {"fetch": "f5"}),
        ({"star": "f9", "unread": "s"}, {"star": "f9", "unread": "s"}),
        ({"posts_down": "Q", "line_down": "Q"}, {"posts_down": "Q", "line_down": "Q"}),
        ({"posts_first": "g g,home"}, {"posts_first": "g g,home"}),
        ({"star": "u", "unread": "s"}, {"star": "u", "unread": "s"}),
        ({"posts_first": "g g", "star": "g s"}, {"posts_first": "g g"}),
        (
            {"star": "g s", "article_top": "g g", "posts_first": "g g", "blogs_first": "g g"},
            {"posts_first": "g g", "article_top": "g g", "blogs_first": "g g", "star": "g s"},
        ),
    ],
)
def test_good_keys_are_taken(keys: dict[str, str], keymap: dict[str, str], tmp_path: Path) -> None:
    taken, problems = checked(tmp_path, keys)
    assert taken == keymap
    assert len(problems) == len(keys) - len(keymap)


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ({"fly": "ctrl+f"}, "config: FILE line 2: there is no command 'fly'."),
        ({"stra": "S"}, "FILE line 2: there is no command 'stra'; did you mean 'star'?"),
        ({"theme_": "S"}, "there is no command 'theme_'; did you mean 'theme'?"),
        ({"justify": "S"}, "'justify' is a setting, not a command: it stands above [keys]."),
        ({"star": ""}, "the keys of 'star' must be a key or a list of keys"),
        ({"star": "nonsense+key"}, "'nonsense+key', which is no key"),
        ({"star": "f9,"}, "the keys of 'star' must be a key or a list of keys"),
        ({"star": "q"}, "'q' is the key of quit; star keeps its own."),
        ({"star": "?"}, "'?' is the key of help; star keeps its own."),
        ({"star": "j"}, "'j' is the key of"),
        ({"line_down": "q"}, "'q' is the key of quit"),
        ({"posts_down": "g"}, "'g' is the key of posts_first"),
        ({"star": "f9", "unread": "f9"}, "config: FILE line 3: 'f9' is the key of star"),
        ({"app.quit": "f9"}, "there is no command 'app.quit'"),
        ({"star": "ctrl+q"}, "'ctrl+q' always leaves the reader; star keeps its own."),
        ({"star": "q s"}, "'q s' begins with 'q', the key of quit; star keeps its own."),
        ({"star": "f9", "unread": "f9 s"}, "line 3: 'f9 s' begins with 'f9', the key of star"),
        ({"star": "f9 s", "unread": "f9"}, "line 3: 'f9' begins 'f9 s', the keys of star"),
        ({"star": "f9 ?", "unread": "f9 ?"}, "line 3: 'f9 ?' is the key of star"),
        ({"star": "f9 escape"}, "have esc in 'f9 escape', which leaves a chord"),
    ],
)
def test_a_bad_key_is_named_and_left_out(
    keys: dict[str, str], problem: str, tmp_path: Path
) -> None:
    keymap, problems = checked(tmp_path, keys)
    assert len(problems) == 1
    assert problem in problems[0]
    assert set(keymap) < set(keys)


def test_panes_that_never_have_the_keys_together_may_share_one(tmp_path: Path) -> None:
    assert checked(tmp_path, {"mark_all_read": "d"}) == ({"mark_all_read": "d"}, ())


KEYS = st.sampled_from(
    [*"qjknpzQ?", "escape", "ctrl+q", "", "enter", "x,y", "nope", "q,x", "q q", "g q"]
)


@settings(derandomize=True, deadline=None)
@given(st.dictionaries(st.sampled_from([command.id for command in COMMANDS]), KEYS, max_size=12))
def test_a_way_to_quit_always_remains(keys: dict[str, str]) -> None:
    keymap, _ = checked_keymap(replace(load(Path("home"), {}), keys=keys))
    quit_keys = keymap.get("quit", "q").split(",")
    assert all(quit_keys)
    others = [
        key
        for name, chosen in keymap.items()
        if name != "quit"
        for key in chosen.split(",")
        if any(f"{one} ".startswith(f"{key} ") for one in quit_keys)
    ]
    assert not others, "no other command takes the key of quit, or the first of its chord"


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
    blogs.settings["keys"] = {"star": "ampersand", "help": "f13"}
    async with blogs.open() as reader:
        assert not reader.is_error
        assert "f13 Help" in reader.lines[-1], "written as help writes it"
        await reader.press("s")
        assert not reader.cursor_row.is_starred
        await reader.press("ampersand")
        assert reader.cursor_row.is_starred
        await reader.press("f13")
        assert "f13" in reader.text


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
