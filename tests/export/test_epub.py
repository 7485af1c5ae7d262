"""Books: well-formed whatever is in the posts, oldest first, the same bytes each time."""

import warnings
from io import BytesIO
from pathlib import Path

import pytest

from tests.export.papers import START, XHTML, Shelf, comment, faults, head, read_book, tally
from tests.gallery import png
from tests.shared import HOSTILE
from tui_reader.export.epub import write_epub
from tui_reader.export.language import language_of_all
from tui_reader.export.sources import PictureFile
from tui_reader.limits import CHAPTER_WORDS
from tui_reader.render.html import to_document

DOOR = "https://pictures.test/door.png"
NASTY = (
    "</title><script>alert(1)</script>",
    "]]>&amp;<!--",
    "\x00\x0b\ufffe\uffff\ud800 letters that XML has not",
    "日本語 \u202e عربي",
)


def book_of(shelf: Shelf, ids: list[int] | None = None, title: str = "What Now?") -> bytes:
    out = BytesIO()
    numbers = list(shelf.articles) if ids is None else ids
    for _ in write_epub(out, head(title), numbers, shelf, tally()):
        pass
    return out.getvalue()


def some() -> Shelf:
    shelf = Shelf(files={DOOR: PictureFile(png(), "png")})
    shelf.add(1, "<p>The first, see <a href='https://blog.test/2.html#more'>the next</a>.</p>")
    noted = "<a href='#note'>note</a><p id='note'>Here.</p><p id='note'>Again.</p>"
    shelf.add(2, f"<p>A {noted}</p><img src='{DOOR}' alt='a door'><img src='https://x.test/b.png'>")
    terms = "<dl><dt>Term</dt><dd>Its meaning</dd></dl><hr><p>one<br>two</p>"
    shelf.add(3, terms, published=START.replace(month=7))
    shelf.talk(2, comment(1, "<p>Well said</p>"), comment(2, "<p>No &lt;b&gt;</p>", depth=9))
    shelf.notes[1] = "*Mine*, and\n\n- a list"
    return shelf


def test_a_book_is_whole_and_names_all_it_has() -> None:
    book = read_book(book_of(some(), [3, 1, 2]))
    assert list(faults(book)) == []
    assert (book.names[0], book.first_is_plain) == ("mimetype", True)
    assert book.files["mimetype"] == b"application/epub+zip"
    chapters = [name for name in book.pages if name[0].isdigit()]
    assert chapters == ["2019-05.xhtml", "2019-07.xhtml"]
    assert sorted(kind for name, kind in book.manifest.items() if name.startswith("pictures/")) == [
        "image/png"
    ]


def test_posts_stand_oldest_first_with_note_and_comments() -> None:
    page = read_book(book_of(some(), [2, 1])).page("2019-05.xhtml")
    titles = [each.text for each in page.iter(f"{XHTML}h2")]
    assert titles == ["Post 1", "Post 2"]
    text = " ".join("".join(page.itertext()).split())
    assert "Note Mine, and a list" in text
    assert "2 comments Reader · 2019-05-03 09:00 Well said" in text
    assert "No <b>" in text
    links = [each.attrib.get("href", "") for each in page.iter(f"{XHTML}a")]
    assert "2019-05.xhtml#p2" in links
    assert "[picture" in text  # the one that is not kept, as words
    assert [each.attrib["alt"] for each in page.iter(f"{XHTML}img")] == ["a door"]


def test_the_same_posts_give_the_same_bytes() -> None:
    assert book_of(some()) == book_of(some())


@pytest.mark.parametrize("words", NASTY)
def test_nothing_that_a_blog_writes_breaks_a_book(words: str) -> None:
    shelf = Shelf()
    shelf.add(1, f"<p>{words}</p><a href='javascript:x'>x</a><script>y</script>", words)
    shelf.talk(1, comment(1, words, author=words))
    shelf.notes[1] = words
    book = read_book(book_of(shelf, title=words))
    assert list(faults(book)) == []
    assert b"<script" not in b"".join(book.files.values()).replace(b"&lt;script", b"")


def test_a_post_that_vanished_is_in_no_list() -> None:
    shelf = some()
    shelf.gone = {2}
    shelf.add(1, "<p>Alone</p>")
    book = read_book(book_of(shelf))
    assert list(faults(book)) == []
    assert b"Post 2" not in book.files["EPUB/nav.xhtml"]


def test_a_long_month_is_several_files_and_few_months_have_no_years() -> None:
    shelf = Shelf()
    for number in range(1, 8):
        shelf.add(number, "<p>Words</p>", words=CHAPTER_WORDS // 2)
    book = read_book(book_of(shelf))
    assert list(faults(book)) == []
    assert len([name for name in book.pages if name.startswith("2019-05")]) == 4
    assert b"May 2019 (continued)" in book.files["EPUB/nav.xhtml"]
    assert b">2019</a>" not in book.files["EPUB/nav.xhtml"]


@pytest.mark.parametrize(
    ("words", "language", "direction"),
    [
        ("The bank said that it was the end of the talks and that is all there is", "en", ""),
        ("これは本のことばです。ひらがなが多い。", "ja", ""),
        ("这是一本书里面的文字没有假名", "zh", ""),
        ("هذا كتاب فيه كلام كثير", "ar", "rtl"),
        ("12345", "und", ""),
        ("ఇది ఒక పుస్తకం, అందులో చాలా మాటలు ఉన్నాయి", "te", ""),
    ],
)
def test_a_book_says_its_language(words: str, language: str, direction: str) -> None:
    shelf = Shelf()
    shelf.add(1, f"<p>{words}</p>")
    package = read_book(book_of(shelf)).files["EPUB/package.opf"].decode()
    assert f"<dc:language>{language}</dc:language>" in package
    assert ('page-progression-direction="rtl"' in package) == (direction == "rtl")


def test_many_posts_of_two_words_do_not_outvote_a_text() -> None:
    short, long = (to_document(f"<p>{words}</p>", "") for words in ("y la", "これは本のことばです"))
    assert language_of_all([short, short, long]) == "ja"


def test_an_independent_reader_opens_it(tmp_path: Path) -> None:
    file = tmp_path / "book.epub"
    file.write_bytes(book_of(some()))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # those of the reader's own
        from ebooklib import ITEM_DOCUMENT, ITEM_IMAGE, epub

        book = epub.read_epub(str(file), {"ignore_ncx": False})
    assert (book.title, book.language) == ("What Now?", "en")
    assert len(list(book.get_items_of_type(ITEM_IMAGE))) == 1
    assert len(list(book.get_items_of_type(ITEM_DOCUMENT))) == 4
    assert [section.title for section, _ in book.toc] == ["May 2019", "July 2019"]


@pytest.mark.skipif(not HOSTILE.is_dir(), reason="../shared/hostile is not beside this project")
def test_hostile_pages_make_whole_books() -> None:
    shelf = Shelf()
    files = [file for file in sorted(HOSTILE.rglob("*.html")) if file.stat().st_size < 200_000]
    for number, file in enumerate(files, 1):
        shelf.add(number, file.read_text("utf-8", errors="replace"), file.name)
    assert list(faults(read_book(book_of(shelf)))) == []
