"""Real blogs in four languages, searched: titles come first, and every word is found."""

import asyncio
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shared import CORPUS, needs_corpus
from tui_reader.config import load
from tui_reader.library.library import Library
from tui_reader.models import PostQuery, PostRow
from tui_reader.query import parse
from tui_reader.query.folding import folded
from tui_reader.store import posts, search
from tui_reader.store.database import Database

pytestmark = needs_corpus

FILES = {
    "Japanese": "blogger-export/tnrbeat-ja.xml",
    "Korean": "blogger-export/yms9654-ko.xml",
    "Chinese": "wordpress/everet-zh.wxr.xml",
    "English": "blogger-export/jeffhandley.xml",
    "Spanish": "blogger-takeout/ajedrez-alcala/Blogs/feed.atom",
}
LETTERS = {
    "Japanese": "[\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff]",
    "Korean": "[\uac00-\ud7a3]",
    "Chinese": "[\u4e00-\u9fff]",
}
TITLES = 30
WORDS = 12


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The posts of all these blogs, indexed."""
    home = tmp_path_factory.mktemp("home")
    asyncio.run(_bring(home))
    database = Database.open(load(home, {}).paths.store_file)
    yield database
    database.close_now()


async def _bring(home: Path) -> None:
    config = load(home, {})
    library = Library(Database.open(config.paths.store_file), config, offline=True)
    for file in FILES.values():
        await library.backups.bring(CORPUS / file, follow=True)
    while await library.index_some():
        pass
    await library.close()


def rows(database: Database) -> list[PostRow]:
    ids = database.read_now(posts.index, PostQuery()).ids
    return database.read_now(posts.rows, ids)


def texts(database: Database) -> dict[int, str]:
    """Everything that is said in and of each post."""
    return database.read_now(
        lambda connection: {
            post_id: folded("\n".join(words))
            for post_id, *words in connection.execute(
                "SELECT post_id, title, text, labels, author, comments FROM searchable"
            )
        }
    )


def test_the_words_of_a_title_find_its_post_first(database: Database) -> None:
    listed = [row for row in rows(database) if len(re.findall(r"\w+", row.title)) > 1]
    chosen = listed[:: len(listed) // TITLES][:TITLES]
    assert len(chosen) == TITLES
    missed = []
    for row in chosen:
        words = " ".join(re.findall(r"\w+", row.title))
        hits = database.read_now(search.search, parse(words)).hits
        if not hits or hits[0].row.title != row.title:
            missed.append((row.title, hits[0].row.title if hits else None))
    assert missed == []


@pytest.mark.parametrize("language", list(LETTERS))
@pytest.mark.parametrize("length", [1, 2, 3, 5])
def test_any_letters_of_a_text_without_blanks_are_found(
    database: Database, language: str, length: int
) -> None:
    kept = texts(database)
    parts = sorted(
        {
            run[at : at + length]
            for text in kept.values()
            for run in re.findall(f"{LETTERS[language]}+", text)
            for at in range(len(run) - length + 1)
        }
    )
    for words in random.Random(length).sample(parts, WORDS):
        hits = database.read_now(search.search, parse(f'"{words}"'), limit=1_000)
        assert {hit.row.id for hit in hits.hits} == {
            post_id for post_id, text in kept.items() if words in text
        }, words
