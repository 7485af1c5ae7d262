"""File names: every system takes them, and no two files have the same one."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.export.names import Names, file_name
from tui_reader.limits import FILE_NAME_BYTES

HOSTILE = (
    "../../etc/passwd",
    "..",
    ".",
    "",
    ".hidden",
    "-rf",
    "~root",
    "CON",
    "con.txt",
    "nul.",
    "AUX ",
    "com1",
    "LPT¹",
    'a/b\\c:d*e?f"g<h>i|j',
    "line\nend\x00nul\x1b[31m",
    "gnp.\u202eexe",
    "a" * 500,
    "日本語" * 100,
    "e\u0301" * 200,
    "🤷‍♀️",
    "   ",
)
RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)")


def assert_fit(name: str) -> None:
    assert 0 < len(name.encode()) <= FILE_NAME_BYTES
    assert name[0] not in ".-~ "
    assert not RESERVED.match(name)
    for letter in name:
        assert letter in "._-" or unicodedata.category(letter)[0] in "LMN"


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_become_names_that_every_system_takes(title: str) -> None:
    assert_fit(file_name(title, ".md"))


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.text(st.characters(), max_size=200))
def test_so_does_any_title(title: str) -> None:
    assert_fit(file_name(title, ".xhtml"))


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["A pact", "a pact", "A PACT"], ["A-pact.md", "a-pact-2.md", "A-PACT-2.md"]),
        (["é", "e\u0301"], ["é.md", "é-2.md"]),
        (["", "?", "..."], ["post.md", "post-2.md", "post-3.md"]),
    ],
)
def test_files_of_one_folder_differ_for_every_system(titles: list[str], names: list[str]) -> None:
    folder = Names()
    found = [folder.new(title, ".md") for title in titles]
    assert len({name.casefold() for name in found}) == len(found)
    assert found[0] == names[0]


def test_long_titles_that_begin_alike_stay_apart() -> None:
    one, other = file_name("x" * 300 + "1"), file_name("x" * 300 + "2")
    assert one != other
    folder = Names()
    assert len({folder.new("x" * 300, ".md") for _ in range(50)}) == 50
