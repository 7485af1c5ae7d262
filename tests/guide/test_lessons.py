"""What guide and README teach is true: keys, settings and commands are the program's own."""

import re
import shlex
import tomllib
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from tools.guide import POST, with_tables
from tui_reader.app.commands import COMMANDS, Command, key_name
from tui_reader.app.keymap import checked_keymap
from tui_reader.cli.program import program
from tui_reader.config import load
from tui_reader.guide.sources import Post, read_posts

POSTS = read_posts()
README = Path(__file__).parents[2] / "README.md"
KEYS_PAGE = "/2026/07/every-key-on-one-page.html"
KEYS = {key_name(key): command for command in COMMANDS for key in command.key_list}


def taught(post: Post) -> list[str]:
    return [unescape(key) for key in re.findall(r"<kbd>(.*?)</kbd>", post.html)]


def code_of(post: Post) -> list[str]:
    return [
        unescape(text) for text in re.findall(r"<pre><code>(.*?)</code></pre>", post.html, re.S)
    ]


SETTINGS = [code for post in POSTS for code in code_of(post) if re.match(r"#|\[|\w+ = ", code)]


@pytest.mark.parametrize("post", POSTS, ids=lambda post: post.path)
def test_every_key_that_is_taught_exists(post: Post) -> None:
    assert set(taught(post)) <= set(KEYS)


def test_the_page_of_all_keys_is_the_table_of_commands() -> None:
    text = POST.read_text("utf-8")
    assert with_tables(text) == text, "run: make docs"


LESSONS = {key for post in POSTS if post.path != KEYS_PAGE for key in taught(post)}
PLAIN_KEYS = {"pgdn", "pgup", "f1"}
"""Taught by their names in words, not one by one."""


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_is_explained_in_a_lesson_too(command: Command) -> None:
    keys = {key_name(key) for key in command.key_list}
    assert keys & (LESSONS | PLAIN_KEYS)


def test_the_first_post_teaches_how_to_go_on() -> None:
    assert {"j", "k", "enter", "esc", "space", "n", "a", "?", "q"} <= set(taught(POSTS[0]))


@pytest.mark.parametrize("code", SETTINGS)
def test_every_setting_that_is_shown_is_understood(code: str, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(code, "utf-8")
    config = load(tmp_path, {})
    assert config.problems == ()
    named = {name.partition(".")[0] for name in config.sources}
    assert named >= set(tomllib.loads(code)) - {"keys"}
    assert checked_keymap(config)[1] == ()


def test_the_guide_shows_settings() -> None:
    assert len(SETTINGS) >= 6


def command_lines() -> set[str]:
    """Every ``tui-reader …`` of guide and README, as a shell would get it."""
    texts = [
        unescape(code)
        for post in POSTS
        for code in re.findall(r"<code>(.*?)</code>", post.html, re.S)
    ]
    readme = README.read_text("utf-8")
    texts += re.findall(r"```sh\n(.*?)```", readme, re.S) + re.findall(r"`([^`\n]+)`", readme)
    found = {hit for text in texts for hit in re.findall(r"tui-reader(?: [^\n>]*)?$", text, re.M)}
    return {line.replace("ADDRESS", "example.org") for line in found}


@pytest.mark.parametrize("line", sorted(command_lines()))
def test_every_command_line_that_is_shown_is_understood(line: str) -> None:
    _, *words = shlex.split(line, comments=True)
    # --help after the rest: names and options are judged, nothing is done.
    result = CliRunner().invoke(program, [*words, "--help"])
    assert result.exit_code == 0, result.output
