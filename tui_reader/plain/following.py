"""Links of a text: said with where they truly lead, followed to what is kept, opened outside."""

import os
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import unquote

from tui_reader.app.comment_places import page_of, place_in
from tui_reader.app.format import plural
from tui_reader.app.opening import browser_command, start
from tui_reader.errors import UsageError
from tui_reader.models import PostQuery
from tui_reader.plain.places import Choice, Choices
from tui_reader.render.blocks import Link
from tui_reader.render.links import Gate, judge

if TYPE_CHECKING:
    from tui_reader.plain.reading import Reading
    from tui_reader.plain.talk import Talk


async def follow(talk: "Talk", url: str) -> None:
    """Go where an address leads, if that is kept; else say where it leads."""
    post_id = kept(talk, url)
    if post_id is None:
        talk.say(leads_words(url))
        return
    from tui_reader.plain.article import ArticlePlace
    from tui_reader.plain.posts import PostsPlace
    from tui_reader.plain.thread import open_thread

    if place := place_in(url):
        await open_thread(talk, post_id, place=place)
        return
    rows = await talk.library.rows([post_id])
    among = PostsPlace(talk, PostQuery(blog_id=rows[0].blog_id if rows else None))
    await among.load()
    anchor = unquote(url.partition("#")[2])
    await talk.go(ArticlePlace(talk, post_id, among, anchor=anchor))


def kept(talk: "Talk", url: str) -> int | None:
    """The kept post behind an address; None: there is none."""
    for address in (url, page_of(url)):
        with suppress(UsageError):
            return talk.library.find_post(address)
    return None


def leads_words(url: str) -> str:
    """Where an address leads that is not kept, and what can be done with it."""
    verdict = judge(url)
    if verdict.gate is Gate.REFUSE:
        return f"blocked-scheme: {verdict.reason}: {url}"
    warning = f" Beware: {verdict.reason}." if verdict.reason else ""
    return f"It leads to {verdict.host}: {verdict.url}{warning}"


def link_words(talk: "Talk", link: Link) -> str:
    """A link in a list of links: its words, and where it leads."""
    words = link.text or "Without words"
    if link.url.startswith("#"):
        return f"{words}: a place in this text."
    if kept(talk, link.url) is not None:
        what = "a comment" if place_in(link.url) else "a post"
        return f"{words}: {what} that is kept here."
    verdict = judge(link.url)
    if verdict.gate is Gate.REFUSE:
        return f"{words}: cannot be opened, {verdict.reason}."
    beware = f" Beware: {verdict.reason}." if verdict.reason else ""
    return f"{words}: {verdict.url}{beware}"


async def list_links(
    talk: "Talk",
    reading: "Reading",
    act: Callable[[int], Awaitable[None]],
) -> None:
    """List the links of a text by the numbers that stand in it.

    Args:
        talk: Where they are listed.
        reading: The text.
        act: Follows the link of a number.
    """

    def opener(number: int) -> Callable[[], Awaitable[None]]:
        async def opened() -> None:
            talk.places.pop()  # following a link is something that the text does
            await act(number)

        return opened

    links = reading.all_links()
    choices = [Choice(link_words(talk, link), opener(number)) for number, link in links]
    title = f"{plural(len(choices), 'link')}:"
    await talk.go(Choices(talk, "list of links", title, choices, empty="There are no links."))


async def list_found(
    talk: "Talk", reading: "Reading", words: str, read_from: Callable[[int], Awaitable[None]]
) -> None:
    """List where words stand in a text, each place with what is around it.

    Args:
        talk: Where they are listed.
        reading: The text.
        words: What is looked for; empty: it is asked for.
        read_from: Reads on from a place.
    """
    words = words or await talk.console.ask("Words to find in the text:")
    if not words:
        return

    def opener(offset: int) -> Callable[[], Awaitable[None]]:
        async def opened() -> None:
            talk.places.pop()  # reading on is something that the text does
            await read_from(offset)

        return opened

    choices = [
        Choice(f"{reading.percent(place.offset)}%: {place.words}", opener(place.offset))
        for place in reading.find(words)
    ]
    title = f"{words} stands in {plural(len(choices), 'place')}:"
    empty = f"The text does not hold {words}."
    await talk.go(Choices(talk, "list of places", title, choices, empty=empty))


async def browse(talk: "Talk", url: str) -> None:
    """Open an address in the browser, if the gate lets it through."""
    verdict = judge(url)
    if verdict.gate is Gate.REFUSE:
        talk.say(leads_words(url))
        return
    if verdict.gate is Gate.CONFIRM:
        question = f"This leads to {verdict.host}: {verdict.reason}. Open it?"
        if not await talk.ask_whether(question):
            talk.say("Not opened.")
            return
    command = browser_command(verdict.url, talk.config.browser, os.environ)
    if command is None:
        talk.say(f"No browser can be opened from here. The address is {verdict.url}")
        return
    try:
        start(command)
    except OSError as error:
        raise UsageError(f"{command[0]} cannot be started: {error.strerror}") from None
    talk.say(f"Opened {verdict.url}")


def chosen(links: Sequence[tuple[int, Link]], text: str) -> Link | None:
    """The link whose number was typed; None where nothing was typed.

    Raises:
        UsageError: There is no such link.
    """
    if not text:
        return None
    for number, link in links:
        if str(number) == text:
            return link
    raise UsageError(f"there is no link {text!r} here")
