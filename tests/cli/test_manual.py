import shutil
import subprocess
from pathlib import Path

import pytest

from tui_reader.app.commands import COMMANDS
from tui_reader.cli.manual import page
from tui_reader.cli.program import program
from tui_reader.config import SETTINGS

PAGE = Path(__file__).parents[2] / "docs" / "tui-reader.1"
MAN = shutil.which("man")


def test_the_page_that_is_shipped_is_the_one_that_the_program_prints() -> None:
    assert PAGE.read_text("utf-8") == page(program), "make docs writes it"


def test_every_command_key_and_setting_is_on_the_page() -> None:
    text = page(program).replace(r"\-", "-")
    for name, command in program.commands.items():
        assert command.hidden or f".SS tui-reader {name} " in text, name
    assert [each.id for each in COMMANDS if each.help.replace("…", "...") not in text] == []
    assert [each.name for each in SETTINGS if f"\\fB{each.name}\\fR" not in text] == []


@pytest.mark.skipif(MAN is None, reason="there is no man here to draw the page")
def test_man_draws_the_page_without_a_complaint() -> None:
    drawn = subprocess.run(
        ["man", "--warnings=all", "-l", "-"],
        input=page(program).encode(),
        capture_output=True,
        env={"LC_ALL": "C.UTF-8", "MANWIDTH": "80", "MANPAGER": "cat", "PATH": "/usr/bin:/bin"},
        check=True,
    )
    assert drawn.stderr == b""
    text = drawn.stdout.decode()
    assert "tui-reader search" in text
    assert r"\f" not in text
