"""Two rules of the screen that its source shows: workers have groups, remote text no markup.

Text that comes from a blog and is read as markup lets the blog draw, or crash, the screen.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

APP: Final = Path(__file__).parents[1] / "tui_reader/app"
DRAWN: Final = {"Static", "Label", "Button", "Checkbox", "Markdown", "notify", "add_row"}
"""Calls whose texts Textual would read as markup."""
TITLES: Final = {"border_title", "border_subtitle", "tooltip"}
WRAPPED: Final = {"Content", "Text"}


def called(node: ast.expr) -> str:
    """The last name of what is called: ``self.app.notify(…)`` gives ``notify``."""
    match node:
        case ast.Call(func=ast.Attribute(attr=name)) | ast.Call(func=ast.Name(id=name)):
            return name
    return ""


def is_safe(text: ast.expr) -> bool:
    """Whether text is written in the program itself, or wrapped so that nothing reads it."""
    return isinstance(text, ast.Constant) or called(text) in WRAPPED


def texts(node: ast.AST) -> tuple[str, list[ast.expr]]:
    """What draws, and the texts it is given to draw."""
    match node:
        case ast.Assign(targets=[ast.Attribute(attr=name)], value=text) if name in TITLES:
            return name, [text]
        case ast.Call(func=ast.Attribute(attr="update", value=part), args=given):
            return "update", given if called(part) == "query_one" else []
        case ast.Call(args=given) if called(node) in DRAWN:
            return called(node), given
    return "", []


def starts(node: ast.AST) -> list[ast.Call | ast.Name]:
    """Where a worker is started or declared."""
    match node:
        case ast.Call() if called(node) == "run_worker":
            return [node]
        case ast.FunctionDef(decorator_list=marks) | ast.AsyncFunctionDef(decorator_list=marks):
            bare = [mark for mark in marks if isinstance(mark, ast.Name) and mark.id == "work"]
            given = [
                mark for mark in marks if isinstance(mark, ast.Call) and called(mark) == "work"
            ]
            return [*bare, *given]
    return []


def has_group(start: ast.Call | ast.Name) -> bool:
    return isinstance(start, ast.Call) and "group" in [each.arg for each in start.keywords]


def is_false(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is False


def faults(source: str) -> Iterator[tuple[int, str]]:
    """Line and kind of every worker without a group and every text that is read as markup."""
    for node in ast.walk(ast.parse(source)):
        name, given = texts(node)
        if not all(map(is_safe, given)):
            yield node.lineno, name
        if not all(map(has_group, starts(node))):
            yield node.lineno, "no group"
        if isinstance(node, ast.Attribute) and node.attr == "from_markup":
            yield node.lineno, "markup"
        if isinstance(node, ast.keyword) and node.arg == "markup" and not is_false(node.value):
            yield node.lineno, "markup"


@pytest.mark.parametrize("file", sorted(APP.rglob("*.py")), ids=lambda file: file.name)
def test_workers_have_groups_and_no_text_from_outside_is_markup(file: Path) -> None:
    assert list(faults(file.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("self.run_worker(work, exclusive=True)", "no group"),
        ("@work\nasync def load(self): ...", "no group"),
        ("@work(exclusive=True)\nasync def load(self): ...", "no group"),
        ("yield Static(blog.title)", "Static"),
        ("yield Label(f'{title}')", "Label"),
        ("self.app.notify(message)", "notify"),
        ("self.border_title = blog.title", "border_title"),
        ("pane.tooltip = str(error)", "tooltip"),
        ("table.add_row(row.title)", "add_row"),
        ("text = Content.from_markup(title)", "markup"),
        ("yield Static(Content(title), markup=True)", "markup"),
        ("self.query_one('#foot', Static).update(words)", "update"),
    ],
)
def test_a_worker_without_group_and_a_markup_sink_are_seen(line: str, found: str) -> None:
    assert [what for _, what in faults(line)] == [found]


@pytest.mark.parametrize(
    "line",
    [
        "self.run_worker(work, group='posts', exclusive=True)",
        "@work(group='posts', exclusive=True)\nasync def load(self): ...",
        "yield Static('Follow a blog')",
        "yield Static(Content(clean(title)), id='words')",
        "self.border_title = Content(title)",
        "self.rows.update(found)",
        "self.notify(Content(words), markup=False)",
        "self.query_one('#foot', Static).update(Content(words))",
    ],
)
def test_a_worker_with_a_group_and_a_text_that_is_wrapped_are_well(line: str) -> None:
    assert list(faults(line)) == []
