"""Posts of hostile sizes: what is done before they are seen, and what is only done beside it."""

import gc
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.app.stage import Reader, Stage, settle
from tui_reader.app.desk import texts
from tui_reader.app.widgets.article_lines import in_view
from tui_reader.app.widgets.laid_view import LINES_WAITED_FOR
from tui_reader.render.blocks import Document
from tui_reader.render.html import to_document
from tui_reader.render.layout import Layout

SENTENCE = "lorem ipsum dolor sit amet, consectetur adipiscing elit"
LONG = "<p>FIRST WORDS" + "".join(f"<p>{number} {SENTENCE}</p>" for number in range(7_000))
TABLE = "<table>" + ("<tr>" + "<td>cell of it" * 300) * 6 + "</table>"
CODE = "<pre>" + "abcdefghij" * 20_000 + "</pre>"


@asynccontextmanager
async def holding(
    blogs: Stage, html: str, size: tuple[int, int] = (120, 36)
) -> AsyncIterator[Reader]:
    """A reader whose newest post says something else."""
    async with blogs.open(size=size) as reader:
        post_id = reader.cursor_row.id
        await reader.database.write(
            lambda connection: connection.execute(
                "UPDATE bodies SET html = ? WHERE post_id = ?", (html, post_id)
            )
        )
        yield reader


class Held:
    """Lets the whole of a text be read only when it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.gate = threading.Event()
        monkeypatch.setattr(texts, "to_document", self._read)

    def _read(self, html: str, base: str) -> Document:
        assert self.gate.wait(60)
        return to_document(html, base)


async def laid_out(reader: Reader) -> None:
    """Wait until every line of the article is laid out."""
    view = reader.screen.article
    while view._coming or view._laid is None or not view._laid.is_whole:
        await reader.pilot.pause(0.01)
    await settle(reader.pilot)


def top_line(reader: Reader) -> str:
    view = reader.screen.article
    line = view.line_at(round(view.scroll_offset.y))
    return line.text if line else ""


async def test_the_beginning_is_read_while_the_rest_is_not_there(
    blogs: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(monkeypatch)
    async with holding(blogs, LONG) as reader:
        view = reader.screen.article
        await reader.pilot.press("enter")
        while "FIRST WORDS" not in reader.text:
            await reader.pilot.pause(0.01)
        await reader.pilot.press("space", "j", "d")
        await reader.pilot.pause()
        before = top_line(reader)
        assert before
        assert not view.is_at_end
        await reader.pilot.press("G")
        held.gate.set()
        await settle(reader.pilot)
        await laid_out(reader)
        assert view.is_at_end
        assert f"6999 {SENTENCE}"[:20] in reader.text


async def test_the_rest_comes_without_moving_what_is_read(
    blogs: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(monkeypatch)
    async with holding(blogs, LONG) as reader:
        await reader.pilot.press("enter")
        while "FIRST WORDS" not in reader.text:
            await reader.pilot.pause(0.01)
        await reader.pilot.press("space", "j", "space")
        await reader.pilot.pause()
        before = top_line(reader)
        held.gate.set()
        await settle(reader.pilot)
        await laid_out(reader)
        assert top_line(reader) == before
        assert reader.screen.article.document
        assert reader.screen.article.document.letters > len(LONG) // 2


async def test_a_change_of_width_keeps_the_paragraph_at_the_top(blogs: Stage) -> None:
    async with holding(blogs, LONG, size=(120, 36)) as reader:
        await reader.press("enter")
        await laid_out(reader)
        view = reader.screen.article
        assert view._laid
        view._go(view._laid.line_of_offset(200_000))
        await settle(reader.pilot)
        number = top_line(reader).split()[0]
        offset = view._top_offset()
        for columns in (60, 90, 45, 160, 120):
            await reader.resize(columns, 36)
            await laid_out(reader)
            assert view._top_offset() == offset
        assert top_line(reader).split()[0] == number


async def test_a_place_far_down_is_laid_out_in_steps(blogs: Stage) -> None:
    async with holding(blogs, LONG) as reader:
        await reader.press("enter")
        await laid_out(reader)
        view = reader.screen.article
        view._go(10 * LINES_WAITED_FOR)
        before = view._laid
        view._offset = view._top_offset()
        view._begin()
        assert view._coming is not None
        assert view._coming.known_height <= LINES_WAITED_FOR + 10
        assert view._laid is before
        await laid_out(reader)
        assert view._laid is not before


async def test_the_collector_rests_while_a_long_text_is_laid_out_and_only_then(
    blogs: Stage,
) -> None:
    async with holding(blogs, LONG * 2) as reader:
        await reader.pilot.press("enter")
        await settle(reader.pilot)
        await laid_out(reader)
        assert gc.isenabled()
        assert gc.get_freeze_count() > 1_000
        await reader.press("n")
        assert gc.isenabled()
        assert gc.get_freeze_count() == 0


@pytest.mark.parametrize("html", [LONG, TABLE, CODE], ids=["long", "table", "code"])
def test_no_more_lines_are_laid_out_than_are_asked_for(html: str) -> None:
    layout = Layout(to_document(html), 80)
    layout.lines(0, 5)
    assert layout.known_height == 5


@pytest.mark.parametrize("html", [TABLE, CODE], ids=["table", "code"])
def test_of_a_wide_line_only_what_is_in_view_is_painted(html: str) -> None:
    line = Layout(to_document(html), 80).lines(1, 1)[0]
    assert line.width >= 1_000
    for first in (0, 8, 400, line.width - 40):
        pieces, start = in_view(line.pieces, first, first + 80)
        assert len(pieces) <= 80
        assert start <= first
        text = "".join(piece.text for piece in pieces)
        assert text[first - start :][:40] == line.text[first:][:40]


async def test_a_wide_table_is_moved_sideways_and_says_that_it_goes_on(blogs: Stage) -> None:
    async with holding(blogs, TABLE) as reader:
        await reader.press("enter")
        await laid_out(reader)
        assert "›" in reader.text
        assert "‹" not in reader.text
        await reader.press("l", "l")
        assert "‹" in reader.text
        await reader.press("left", "left")
        assert "‹" not in reader.text
        assert reader.focused == "article"


PROSE = (
    "<p>"
    + (
        "It was a bright cold day in April, and the clocks were striking, as they always did; "
        "the rain of the night had left its pools and the extraordinary constellations their "
        "reflections. "
    )
    * 6
)


def shown_lines(reader: Reader) -> list[str]:
    view = reader.screen.article
    assert view._laid
    return [line.text for line in view._laid.lines(0, 40) if line.text and line.margin >= 0]


async def test_lines_are_justified_and_words_parted_where_the_settings_say_so(
    blogs: Stage,
) -> None:
    blogs.settings.update(justify=True, hyphenate=True)
    async with holding(blogs, PROSE) as reader:
        await reader.press("enter")
        await laid_out(reader)
        lines = [line for line in shown_lines(reader) if "  " in line]
        assert len({len(line) for line in lines}) == 1
        assert any(line.endswith("-") for line in shown_lines(reader))
        await reader.press("slash")
        await reader.type("extraordinary constellations")
        assert "1 of 6" in reader.text
