"""Real blogs as books and folders: epubcheck finds no fault, and every word comes back."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import aclosing
from pathlib import Path
from typing import Final

import pytest

from tests.export.papers import faults, read_book
from tests.render.outputs import words_of, words_of_markdown
from tests.shared import CORPUS, needs_corpus
from tui_reader.config import load
from tui_reader.library.library import Library
from tui_reader.models import ExportForm, ExportOrder, PostQuery
from tui_reader.render.html import to_document
from tui_reader.store.database import Database

pytestmark = needs_corpus

CHECKER: Final = Path("/usr/share/java/epubcheck.jar")
IS_WHOLE: Final = bool(os.environ.get("TUI_READER_TEST_ALL"))
SOME: Final = (
    CORPUS / "wordpress/everet-zh.wxr.xml",
    CORPUS / "wordpress/wordpress-importer/theme-unit-test-data.xml",
)
ALL: Final = (
    *SOME,
    *sorted(CORPUS.glob("blogger-export/*.xml")),
    *sorted({*CORPUS.glob("wordpress/*.xml")} - {*SOME}),
    CORPUS / "blogger-takeout/ajedrez-alcala/Blogs/feed.atom",
)
BACKUPS, POSTS = (ALL, 537) if IS_WHOLE else (SOME, 152)
"""What is read, and how many posts are in it."""
OWN_PICTURE: Final = re.compile(r"!\[\]\((?:\.\./)?pictures/[^)]*\)")
"""A picture that stood in its post, and is a file now."""


async def make(folder: Path) -> None:
    """Import all backups, and write them as a book, a folder and lines."""
    config = load(folder, {})
    library = Library(Database.open(config.paths.store_file), config, offline=True)
    try:
        for file in BACKUPS:
            async with aclosing(library.backups.read(file)) as events:
                async for _ in events:
                    pass
        ids = (await library.post_index(PostQuery())).ids
        for form in (ExportForm.EPUB, ExportForm.MARKDOWN, ExportForm.JSON):
            path = folder / f"out{form.ending}"
            order = ExportOrder(form, ids, "All", path, with_comments=True)
            async with aclosing(library.exporting.run(order)) as steps:
                async for _ in steps:
                    pass
    finally:
        await library.close()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import asyncio

    folder = tmp_path_factory.mktemp("exports")
    asyncio.run(make(folder))
    return folder


def test_a_book_of_500_real_posts_has_no_fault(made: Path) -> None:
    book = read_book((made / "out.epub").read_bytes())
    assert list(faults(book)) == []
    posts = sum(page.count(b'class="post"') for page in book.files.values())
    assert posts == POSTS


@pytest.mark.skipif(
    not CHECKER.is_file() or shutil.which("java") is None, reason="epubcheck is not installed"
)
def test_epubcheck_says_the_same(made: Path) -> None:
    command = ["java", "-XX:TieredStopAtLevel=1", "-jar", str(CHECKER), str(made / "out.epub")]
    found = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert "0 fatals / 0 errors / 0 warnings" in found.stdout + found.stderr
    assert found.returncode == 0


def test_markdown_that_is_read_again_has_the_words_of_its_post(made: Path) -> None:
    lines = (made / "out.jsonl").read_text("utf-8").splitlines()
    posts = {(each["published"], each["title"]): each for each in map(json.loads, lines)}
    assert len(lines) == POSTS
    seen = 0
    for file in (made / "out").rglob("*.md"):
        if file.name == "contents.md":
            continue
        known, body = parted(file.read_text("utf-8"))
        post = posts[known["date"], known["title"]]
        title, text = body.split("\n\n", 1) if "\n\n" in body else (body, "")
        assert words_of_markdown(title) == known["title"].split()
        wanted = words_of(to_document(post["html"], post["url"]), as_markdown=True)
        assert begins(words_of_markdown(OWN_PICTURE.sub("[picture]", text)), wanted), file.name
        seen += 1
    assert seen == POSTS


def parted(text: str) -> tuple[dict[str, str], str]:
    """What is known of a post, and what it says."""
    front, body = text.removeprefix("---\n").split("\n---\n", 1)
    pairs = (line.partition(": ") for line in front.splitlines())
    return {name: json.loads(value) for name, _, value in pairs}, body.strip("\n")


def begins(found: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether a text has these words, with its comments below them or nothing."""
    below = found[len(wanted) :]
    is_thread = below[1:2] in (["comment"], ["comments"]) or not below
    return list(found[: len(wanted)]) == list(wanted) and is_thread
