"""What real shells offer while a line is typed, with the scripts that the program prints."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tui_reader.cli.completion import COMPLETES

BIN = Path(sys.executable).parent


def needs(shell: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(shell) is None, reason=f"there is no {shell} here")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that keeps one blog: the guide, opened as a feed of its own."""
    folder = tmp_path_factory.mktemp("home")
    feed = folder / "what now.xml"
    feed.write_text(
        "<rss version='2.0'><channel><title>What now</title><link>http://what.test/</link>"
        "<item><title>One</title><guid>1</guid></item></channel></rss>"
    )
    run(folder, "posts", str(feed))
    subprocess.run(
        [sys.executable, "-m", "tui_reader", "--home", str(folder), str(feed)],
        check=True,
        capture_output=True,
        stdin=subprocess.DEVNULL,
    )
    return folder


def run(home: Path, *words: str) -> str:
    command = [sys.executable, "-m", "tui_reader", "--home", str(home), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}", "TUI_READER_HOME": str(home)}


@needs("bash")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["sea"], ["search"]),
        (["posts", "is"], ["is:"]),
        (["posts", "is", ":"], ["unread", "read", "starred", "new"]),
        (["posts", "is", ":", "st"], ["starred"]),
        (["posts", "blog", ":", "Wh"], ["what.test"]),
        (["search", "after", ":", ""], ["today", "yesterday"]),
        (["fetch", ""], ["what.test"]),
        (["fetch", "Wh"], ["what.test"]),
        (["show", "--format", ""], ["text", "html", "markdown"]),
        (["posts", "--no-such"], []),
    ],
)
def test_bash_is_told_how_a_line_may_go_on(
    home: Path, words: list[str], offered: list[str]
) -> None:
    line = " ".join(f"'{word}'" for word in ["tui-reader", *words])
    script = f"""
        compopt() {{ :; }}
        source <(tui-reader completion bash)
        COMP_WORDS=({line}); COMP_CWORD={len(words)}; COMPREPLY=()
        _tui_reader_completion tui-reader; printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    told = subprocess.run(
        ["bash", "-c", script], env=environment(home), capture_output=True, text=True, check=True
    )
    assert told.stderr == ""
    assert told.stdout.split()[: len(offered) or 1] == offered


@needs("zsh")
def test_zsh_takes_the_script_and_offers_what_fits(home: Path, tmp_path: Path) -> None:
    (tmp_path / "_tui-reader").write_text(run(home, "completion", "zsh"))
    script = f"""
        fpath=({tmp_path} $fpath); autoload -Uz compinit; compinit -D -d {tmp_path}/dump
        print -r -- $_comps[tui-reader]
        compadd() {{ print -rl -- $completions }}
        _describe() {{ print -rl -- $completions_with_descriptions }}
        words=(tui-reader posts is:st); CURRENT=3; _tui-reader
        words=(tui-reader fetch ''); CURRENT=3; _tui_reader_completion
    """
    told = subprocess.run(
        ["zsh", "-f", "-c", script],
        env=environment(home),
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.splitlines() == ["_tui-reader", "is:starred", "what.test:What now"]


@needs("fish")
def test_fish_is_told_how_a_line_may_go_on(home: Path) -> None:
    script = "tui-reader completion fish | source; complete -C 'tui-reader posts is:st'"
    told = subprocess.run(
        ["fish", "-c", script], env=environment(home), capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["is:starred"]


def test_a_store_that_cannot_be_read_completes_nothing_and_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for file in (tmp_path / "data" / "store.db", tmp_path / "store.db"):
        file.write_bytes(b"no store at all" * 100)
    asked = subprocess.run(
        [sys.executable, "-m", "tui_reader"],
        env={
            **environment(tmp_path),
            COMPLETES: "fish_complete",
            "COMP_WORDS": "tui-reader fetch ",
            "COMP_CWORD": "",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert (asked.returncode, asked.stdout.strip(), asked.stderr) == (0, "", "")
