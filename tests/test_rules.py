"""The rules of the house that a program can see: who imports whom, what is never written."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = ROOT / "tui_reader"
FILES: Final = sorted(PACKAGE.rglob("*.py"))
FILE_LINES, FUNCTION_LINES = 300, 40


def names(file: Path) -> str:
    return str(file.relative_to(PACKAGE))


def outcome(*command: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=60)


# ------------------------------------------------------------------------- who imports whom

LINT_IMPORTS: Final = (str(Path(sys.executable).with_name("lint-imports")), "--no-cache")


def test_every_import_contract_holds() -> None:
    result = outcome(*LINT_IMPORTS)
    assert result.returncode == 0, result.stdout


BREACHES: Final = (
    ("Layers", "store/marks.py", "import tui_reader.library.library"),
    ("Layers", "render/text.py", "import tui_reader.feeds.urls"),
    ("Layers", "unplaced.py", '"""A module that has no place in the layers."""'),
    (
        "Widgets know models, not the library",
        "app/widgets/bars.py",
        "import tui_reader.library.library",
    ),
    ("Only the app knows Textual", "library/plan.py", "import textual.widget"),
    ("SQL only in the store", "library/plan.py", "import sqlite3"),
    ("Network and feed parser only in feeds", "cli/posts.py", "import httpx"),
    ("Network and feed parser only in feeds", "library/plan.py", "import feedparser"),
    ("Network and feed parser only in feeds", "library/plan.py", "import readability"),
    ("Network and feed parser only in feeds", "app/app.py", "import PIL.Image"),
    (
        "Strategies stand alone",
        "feeds/archive/wordpress.py",
        "import tui_reader.feeds.archive.paged",
    ),
    (
        "Strategies stand alone",
        "feeds/archive/numbered.py",
        "import tui_reader.feeds.archive.blogger",
    ),
)


@pytest.mark.parametrize(("contract", "file", "line"), BREACHES)
def test_a_planted_breach_of_a_contract_is_caught(
    contract: str, file: str, line: str, tmp_path: Path
) -> None:
    shutil.copytree(PACKAGE, tmp_path / "tui_reader", ignore=shutil.ignore_patterns("*.html"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / "tui_reader" / file).open("a", encoding="utf-8") as breached:
        breached.write(f"\n{line}\n")
    result = outcome(*LINT_IMPORTS, cwd=tmp_path)
    assert result.returncode == 1
    assert f"{contract} BROKEN" in result.stdout


SCREEN, NETWORK = ("textual",), ("httpx", "feedparser", "lxml", "readability")
LATER: Final = (
    "tui_reader.app.merging",
    "tui_reader.app.widgets.article",
    "tui_reader.app.widgets.lead",
    "tui_reader.query.tree",
    "tui_reader.store.search_forms",
)
"""What the first picture of the list does not show (docs/notes/010-first-picture.md)."""
LAZY: Final = (
    ("tui_reader.cli", (*SCREEN, *NETWORK, "click")),
    ("tui_reader.cli.program", (*SCREEN, *NETWORK)),
    ("tui_reader.app", (*SCREEN, *NETWORK)),
    ("tui_reader.app.commands", (*SCREEN, *NETWORK)),
    ("tui_reader.app.app", (*NETWORK, "click", *LATER)),
    ("tui_reader.plain.talk", (*SCREEN, *NETWORK)),
    ("tui_reader.plain.article_verbs", (*SCREEN, *NETWORK)),
    ("tui_reader.library.library", (*SCREEN, *NETWORK)),
    ("tui_reader.feeds.urls", (*SCREEN, *NETWORK)),
    ("tui_reader.feeds.archive", (*SCREEN, *NETWORK)),
    ("tui_reader.feeds.pictures", (*SCREEN, *NETWORK, "PIL")),
    ("tui_reader.library.pictures", (*SCREEN, *NETWORK, "PIL", "tui_reader.feeds.http")),
    ("tui_reader.feeds.page_text", (*SCREEN, *NETWORK)),
    ("tui_reader.guide", (*SCREEN, *NETWORK)),
)


@pytest.mark.parametrize(("module", "unwanted"), LAZY, ids=[module for module, _ in LAZY])
def test_a_module_does_not_load_what_it_does_not_need(
    module: str, unwanted: tuple[str, ...]
) -> None:
    code = f"import sys, {module}; print(*sorted(sys.modules.keys() & set({unwanted!r})))"
    result = outcome(sys.executable, "-c", code)
    assert (result.stdout.split(), result.stderr) == ([], "")


# ------------------------------------------------------------------------- sizes and words


@pytest.mark.parametrize("file", FILES, ids=names)
def test_a_file_is_short_and_so_are_its_functions(file: Path) -> None:
    source = file.read_text("utf-8")
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= FUNCTION_LINES
    ]
    assert long == []
    assert source.count("\n") <= FILE_LINES


@pytest.mark.parametrize("file", FILES, ids=names)
def test_types_are_not_talked_away(file: Path) -> None:
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        assert not re.search(r"\bcast\(", line), number
        assert "type: ignore" not in line or re.search(r"type: ignore\[[\w-]+\]  # \w", line), (
            number
        )
        assert not re.search(r"#\s*(TODO|FIXME|XXX|HACK)", line), number


CLOCKS: Final = {"library/desk.py", "feeds/http.py", "cli/posts.py"}
"""Where the time may be asked for; everywhere else it is given."""


BETWEEN_OWN_PROCESSES: Final = {"feeds/worker.py", "feeds/worker_child.py"}
"""Where objects may be pickled: nothing that is kept, and nothing that came from outside."""


@pytest.mark.parametrize("file", FILES, ids=names)
def test_the_time_is_given_and_no_shell_is_asked(file: Path) -> None:
    source = file.read_text("utf-8")
    if names(file) not in CLOCKS:
        assert not re.search(r"datetime\.(now|today|utcnow)\(|date\.today\(", source)
    assert not re.search(r"shell=True|os\.system\(|\b(eval|exec)\(", source)
    assert "import pickle" not in source or names(file) in BETWEEN_OWN_PROCESSES


@pytest.mark.parametrize("file", FILES, ids=names)
def test_a_module_says_its_duty(file: Path) -> None:
    source = file.read_text("utf-8")
    if source:
        assert ast.get_docstring(ast.parse(source))


def tracked_files() -> list[Path]:
    """What the repository keeps; outside of one (an unpacked archive), what lies there."""
    listed = outcome("git", "ls-files", "-z") if (ROOT / ".git").exists() else None
    if listed is None or listed.returncode:
        return [*FILES, *sorted((ROOT / "tests").rglob("*.py"))]
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    place = re.compile(rb"(?<![\w.~\-/])/(work|tmp|root|home/\w+|Users/\w+)/[\w.]")
    found = [
        f"{file.relative_to(ROOT)}: {hit.group().decode()}"
        for file in tracked_files()
        if file.is_file() and file != Path(__file__)
        for hit in place.finditer(file.read_bytes())
    ]
    assert found == []


def test_no_file_is_kept_that_was_only_looked_at() -> None:
    kept = {file.name for file in tracked_files() if file.suffix in {".png", ".pyc", ".orig"}}
    assert kept == {"browser.png"}, "the one picture that a browser drew"


# ------------------------------------------------------------------------- papers


def test_the_changelog_begins_with_what_is_not_released_yet() -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert headings[0] == "Unreleased"
    assert all(re.fullmatch(r"\d+\.\d+\.\d+ - \d{4}-\d\d-\d\d", each) for each in headings[1:])


def test_notes_are_numbered_without_gaps_and_have_a_heading() -> None:
    notes = sorted((ROOT / "docs/notes").iterdir())
    assert [int(note.name[:3]) for note in notes] == list(range(1, len(notes) + 1))
    for note in notes:
        assert re.fullmatch(r"\d{3}-[a-z-]+\.md", note.name)
        assert note.read_text("utf-8").startswith("# ")


def test_every_limit_has_its_reason_in_the_notes() -> None:
    limits = re.findall(r"^([A-Z_]+): Final", (PACKAGE / "limits.py").read_text("utf-8"), re.M)
    note = (ROOT / "docs/notes/003-limits.md").read_text("utf-8")
    units = {"KIB", "MIB", "SECONDS_PER_HOUR"}
    assert {name for name in limits if f"`{name}`" not in note} <= units


def test_every_dependency_has_its_reason_in_the_notes() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    note = (ROOT / "docs/notes/002-dependencies.md").read_text("utf-8")
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    for requirement in wanted:
        name = re.match(r"[\w-]+", requirement)
        assert name is not None
        assert f"`{name.group()}`" in note


def test_the_notes_name_no_file_and_nothing_else_that_is_gone() -> None:
    """A name with an underline, or a file of code, in any note and in CONTRIBUTING."""
    code = [
        file for folder in ("tui_reader", "tests", "bench", "tools") for file in code_of(folder)
    ]
    there = {*re.findall(r"\w+", " ".join(file.read_text("utf-8") for file in code)), "t3_abc"}
    files = [file.relative_to(ROOT).as_posix() for file in code]
    notes = [ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs/notes").glob("*.md"))]
    gone = [
        f"{note.name}: {name}"
        for note in notes
        for name in re.findall(r"`([\w./]+)(?:\(\))?`", note.read_text("utf-8"))
        if name.endswith((".py", ".sql"))
        if not any(f"/{file}".endswith(f"/{name}") for file in files)
    ]
    gone += [
        f"{note.name}: {name}"
        for note in notes
        for name in re.findall(r"`([\w.]*_[\w.]*)(?:\(\))?`", note.read_text("utf-8"))
        if not name.endswith((".py", ".sql"))
        and not there.issuperset(filter(None, name.split(".")))
    ]
    assert gone == []


def code_of(folder: str) -> list[Path]:
    """The files of a folder whose names and words a note may speak of."""
    kinds = {".py", ".sql", ".html"}
    return [file for file in (ROOT / folder).rglob("*") if file.suffix in kinds]
