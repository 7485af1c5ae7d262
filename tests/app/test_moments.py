"""Texts and keys that meet at odd moments: what comes late changes nothing that is read by then."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.app import App

from tests.app.stage import Stage, settle
from tests.app.test_article_pictures import HOST, POST, WORDS, asked, gallery, stage
from tests.app.test_long_posts import LONG, Held, holding, laid_out, top_line
from tui_reader.app.widgets.article import ArticleView
from tui_reader.render.html import to_document
from tui_reader.render.pixels import PicturePlan


class Gate:
    """Holds one method back, each time it is called, until it is told to go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, where: object, name: str) -> None:
        self.opened = asyncio.Event()
        self.came = asyncio.Event()
        self._real: Callable[..., Awaitable[Any]] = getattr(where, name)
        monkeypatch.setattr(where, name, self._held)

    async def _held(self, *values: Any, **named: Any) -> Any:
        self.came.set()
        await self.opened.wait()
        return await self._real(*values, **named)


async def test_after_going_back_in_a_text_the_place_one_jumps_from_is_the_one_one_is_at(
    blogs: Stage,
) -> None:
    text = "<p>" + "Words and words. " * 400
    notes = "".join(f'{text}<a href="#n{n}">note {n}</a>' for n in range(3))
    html = notes + "".join(f'<p id="n{n}">The note {n}.{text}' for n in range(3))
    async with holding(blogs, html) as reader:
        await reader.press("enter", "tab", "tab")
        view = reader.screen.article
        trailing = reader.screen.desk.trailing
        assert trailing.jump(lambda: view.go_to_anchor("n0"))
        trailing.back()
        await settle(reader.pilot)
        view._go(40)
        await settle(reader.pilot)
        here = view.share
        assert 0.02 < here < 0.1
        assert trailing.jump(lambda: view.go_to_anchor("n2"))
        await settle(reader.pilot)
        trailing.back()
        await settle(reader.pilot)
        assert abs(view.share - here) < 0.002


async def test_a_post_that_is_opened_twice_in_a_hurry_is_the_one_keys_mean(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("enter", "escape", "j")
        reading = reader.screen.desk.reading
        row = reader.cursor_row
        async with reader.waiting():
            reading.open(row)
            await reader.pilot.pause()
            reading.open(row)
            await reader.pilot.pause()
            assert reading.post_id == row.id
        assert reading.post_id == row.id


async def test_a_text_that_is_read_anew_does_not_take_the_place_of_another_post(
    blogs: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with blogs.open() as reader:
        await reader.press("enter")
        first = reader.cursor_row
        gate = Gate(monkeypatch, reader.screen.desk.reading, "_read")
        reader.screen.start(lambda: reader.screen.desk.reading.reread(first.id), "text")
        await gate.came.wait()
        monkeypatch.undo()
        await reader.pilot.press("n")
        await reader.until(lambda: reader.open_title != first.title)
        second = reader.open_title
        gate.opened.set()
        await reader.settle()
        assert reader.open_title == second


async def test_comments_that_come_when_no_post_is_shown_any_more_do_no_harm(
    blogs: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with blogs.open() as reader:
        await reader.press("enter")
        row = reader.cursor_row
        gate = Gate(monkeypatch, reader.library.discussions, "thread")
        reading = reader.screen.desk.reading
        reader.screen.start(lambda: reading.reread_thread(row.id), "thread")
        await gate.came.wait()
        reading.forget()
        gate.opened.set()
        await reader.settle()
        assert reader.open_title == ""


async def test_the_rest_of_a_text_that_comes_when_its_blog_is_gone_does_no_harm(
    blogs: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(monkeypatch)
    async with holding(blogs, LONG) as reader:
        await reader.pilot.press("enter")
        while "FIRST WORDS" not in reader.text:
            await reader.pilot.pause(0.01)
        reader.screen.desk.reading.forget()
        held.gate.set()
        await reader.settle()
        assert reader.screen.article.document is None


async def test_a_place_in_the_beginning_of_a_long_post_is_gone_back_to(blogs: Stage) -> None:
    async with holding(blogs, LONG) as reader:
        await reader.press("enter")
        await laid_out(reader)
        view = reader.screen.article
        view._go(60)
        await reader.settle()
        before = top_line(reader)
        await reader.screen.places.save_everything()
    async with blogs.open() as reader:
        view = reader.screen.article
        await laid_out(reader)
        assert top_line(reader) == before


async def test_a_list_of_links_follows_none_of_a_text_that_came_meanwhile(
    blogs: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with blogs.open() as reader:
        await reader.press("enter", "L")
        view = reader.screen.article
        links = "".join(f'<p><a href="https://evil.test/{n}">link {n}</a>' for n in range(9))
        view.show(to_document(links))
        followed: list[str] = []
        following = reader.screen.desk.following
        monkeypatch.setattr(following, "follow", lambda url, *_, **__: followed.append(url))
        await reader.press("enter")
        assert followed == []


async def test_what_is_selected_goes_when_lines_move(blogs: Stage) -> None:
    picture = '<p>above<p><img src="https://news.test/a.png" alt="a">'
    html = picture + "".join(f"<p>paragraph {n} of words" for n in range(20))
    async with holding(blogs, html) as reader:
        await reader.press("enter", "V", *"jjjjjjjjjj", "v", "j")
        view = reader.screen.article
        chosen = view._chosen()
        assert chosen
        before = view._copy_of(chosen)
        view.show_pictures(PicturePlan({"https://news.test/a.png": (320, 160)}))
        await reader.settle()
        after = view._chosen()
        assert after is None or view._copy_of(after) == before
        assert view.is_selecting == (after is not None)


async def test_a_link_below_a_text_that_is_laid_out_anew_is_the_one_that_is_seen(
    blogs: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "".join(f"<p>paragraph {n} of words" for n in range(9_000))
    feet = "".join(f'<p><a href="https://foot.test/{n}">foot {n}</a>' for n in range(5))
    async with holding(blogs, text + feet) as reader:
        await reader.press("enter")
        view = reader.screen.article
        view.show(to_document(text + feet))
        await laid_out(reader)
        view.go_to_end()
        await reader.settle()
        view.action_previous_link()
        followed: list[str] = []
        following = reader.screen.desk.following
        monkeypatch.setattr(following, "follow", lambda url, *_, **__: followed.append(url))
        view.grow(to_document(text + '<p><a href="https://evil.test/">one</a>'))
        assert view._coming
        view.action_follow_link()
        await reader.settle()
        assert followed in (["https://foot.test/4"], [])


async def test_pictures_that_were_asked_for_come_though_the_rest_of_the_text_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    held = Held(monkeypatch)
    blogs = await stage(tmp_path, gallery(POST + WORDS * 200))
    async with blogs.open(size=(160, 60)) as reader:
        row = reader.cursor_row
        await reader.pilot.press("enter")
        await reader.until(lambda: "First words" in reader.text)
        picturing = reader.screen.desk.picturing
        picturing.toggle()
        await picturing.look(row.id, to_document(POST + WORDS * 200, HOST))
        picturing.begin(row.id)
        is_coming = picturing._is_coming
        held.gate.set()
        await reader.settle()
        assert is_coming
        assert "/flag.png" in asked(blogs)


async def test_a_text_is_drawn_though_its_pane_was_never_told_of_its_size() -> None:
    async with App[None]().run_test(size=(60, 10)) as pilot:
        view = ArticleView(text_width=40, ascii_signs=False)
        await pilot.app.mount(view)
        view.show(to_document("<p>Words of a post."))
        assert view.size.width == 0
        # What a scroll of another pane leaves behind when somebody asks where a widget is.
        compositor = pilot.app.screen._compositor
        compositor._full_map_invalidated = True
        assert view in compositor.full_map
        await settle(pilot)
        strips = [view.render_line(number).text for number in range(view.size.height)]
        assert any("Words of a post." in strip for strip in strips)
