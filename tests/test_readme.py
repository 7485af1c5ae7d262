"""What README, CONTRIBUTING and Makefile name is there: keys, files, pictures, targets, settings.

That their command lines are the program's own is tested with the guide's, in ``tests/guide``.
"""

import re
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import pytest
from platformdirs.macos import MacOS
from platformdirs.unix import Unix

from tools import readme
from tui_reader import __version__
from tui_reader.config import load

ROOT: Final = Path(__file__).parents[1]
README: Final = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING: Final = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
MAKEFILE: Final = (ROOT / "Makefile").read_text("utf-8")


def test_the_tables_of_keys_are_those_of_the_program() -> None:
    assert readme.with_tables(README) == README, "run: make docs"


def test_a_stale_table_is_drawn_anew_and_nothing_else_is_touched() -> None:
    stale = README.replace("| `q` |", "| `Q` |")
    assert stale != README
    assert readme.with_tables(stale) == README


@pytest.mark.parametrize(("change", "status"), [("", 0), ("| `q` |", 1)])
def test_the_check_tells_a_stale_table_and_mends_nothing(
    change: str, status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "README.md"
    file.write_text(README.replace(change, "") if change else README, "utf-8")
    before = file.read_bytes()
    monkeypatch.setattr(readme, "README", file)
    assert readme.main(["--check"]) == status
    assert file.read_bytes() == before


@pytest.mark.parametrize("text", [README, CONTRIBUTING], ids=["README", "CONTRIBUTING"])
def test_every_file_that_is_linked_exists(text: str) -> None:
    targets = re.findall(r"\]\(([^)]+)\)", text)
    local = [target for target in targets if not target.startswith("https://")]
    assert [target for target in local if not (ROOT / target).exists()] == []
    assert not [target for target in targets if target.startswith("http:")]


def test_every_picture_says_in_words_what_it_shows() -> None:
    pictures = re.findall(r"!\[([^]]*)\]\(screenshots/(\w+\.(?:svg|png))\)", README)
    assert all(len(words) > 20 for words, _ in pictures)
    assert sorted(name for _, name in pictures) == sorted(
        file.name for file in (ROOT / "screenshots").iterdir()
    )


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.M))
    named = set(re.findall(r"(?:^|`|mktemp -d\) )make ([a-z]+)", README + CONTRIBUTING, re.M))
    assert {"run", "check", "test", "docs"} <= named <= targets


def test_every_make_target_says_what_it_does() -> None:
    phony = re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.M)
    assert phony is not None
    assert re.findall(r"^([a-z]+):.*## \S", MAKEFILE, re.M) == phony[1].split()


def can_be_started(module: str) -> bool:
    """Whether ``python -m`` finds something to run under this name."""
    found = find_spec(module)
    if found is None or found.submodule_search_locations is None:
        return found is not None
    return find_spec(f"{module}.__main__") is not None


def test_everything_that_make_starts_is_there() -> None:
    modules = re.findall(r"python -m ([\w.]+)", MAKEFILE)
    assert [module for module in modules if not can_be_started(module)] == []
    files = re.findall(r"python (\w+/\w+\.py)", MAKEFILE)
    assert [file for file in files if not (ROOT / file).is_file()] == []


def test_every_place_that_contributing_names_exists() -> None:
    named = re.findall(r"`((?:[\w-]+/)+(?:[\w.-]+)?|\w+\.py)`", CONTRIBUTING)
    assert len(named) > 15
    roots = (ROOT, ROOT / "tui_reader")
    assert [name for name in named if not any((root / name).exists() for root in roots)] == []


def test_the_settings_that_are_shown_are_understood(tmp_path: Path) -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", README, re.S)
    (tmp_path / "config.toml").write_text(block, "utf-8")
    config = load(tmp_path, {})
    assert config.problems == ()
    assert len(config.sources) == len(re.findall(r"^\w+ = ", block, re.M))


@pytest.mark.parametrize(("column", "kind"), [(1, Unix), (2, MacOS)])
def test_the_places_of_files_are_the_systems_own(
    column: int, kind: type[Unix | MacOS], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.delenv(f"XDG_{name}_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    system = kind("tui-reader", appauthor=False)
    places = {
        "settings": f"{system.user_config_dir}/config.toml",
        "store": f"{system.user_data_dir}/reader.db",
        "cache": system.user_cache_dir,
        "log": f"{system.user_log_dir}/tui-reader.log",
    }
    for name, place in places.items():
        (row,) = re.findall(rf"^\| {name} \|.*$", README, re.M)
        shown = row.split(" | ")[column].strip("`")
        assert shown == place.replace(str(tmp_path), "~")


def test_the_readme_speaks_of_this_version() -> None:
    assert set(re.findall(r"tui-reader (\d+\.\d+\.\d+)", README)) == {__version__}
