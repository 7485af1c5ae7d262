"""Links of a text: said with where they truly lead, followed to what is kept, opened outside."""

import os
from collections.abc import Awaitable, Callable, Container, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from tui_reader.app.format import plural
from tui_reader.app.link_targets import (
    GUIDE_SITE,
    GUIDE_WORDS,
    Target,
    Way,
    kept_behind,
    outward,
    target_of,
)
from tui_reader.app.opening import browser_command, start
from tui_reader.errors import UsageError
from tui_reader.models import PostQuery
from tui_reader.plain.places import Choice, Choices
from tui_reader.render.blocks import Link
from tui_reader.render.links import Gate, judge

if TYPE_CHECKING:
    from tui_reader.plain.reading import Reading
    from tui_reader.plain.talk import Talk


GUIDE_SAID: Final = "The guide is built in: it has no page on the web."
KEPT_WORDS: Final = {
    Way.PLACE: "a place in this text",
    Way.POST: "a post that is kept here",
    Way.COMMENT: "a comment on a post that is kept here",
    Way.COMMENTS: "the comments on a post that is kept here",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where links stand: what is meant by an address can depend on it."""

    post_id: int
    hosts: Container[str]
    """The hosts of blogs that are kept."""
    anchors: Container[str] = ()
    """The names of places in the text."""


def standing_in(talk: "Talk", post_id: int, anchors: Container[str] = ()) -> Standing:
    """Where the links of a post, or of its comments, stand."""
    hosts = {blog.host.removeprefix("www.") for blog in talk.library.blogs_now()} - {""}
    return Standing(post_id, hosts, anchors)


def target(talk: "Talk", link: Link, standing: Standing) -> Target:
    """Where a link leads, and what following it does."""
    return target_of(
        link.url,
        link.text,
        partial(_kept, talk),
        standing.hosts,
        here=standing.post_id,
        anchors=standing.anchors,
    )


def kept(talk: "Talk", url: str) -> int | None:
    """The kept post behind an address; None: there is none."""
    return kept_behind(url, partial(_kept, talk))


def _kept(talk: "Talk", address: str) -> int | None:
    with suppress(UsageError):
        return talk.library.find_post(address)
    return None


async def follow(talk: "Talk", to: Target, number: int) -> None:
    """Go where a link leads, if that is kept; else say where it leads, and what can be done.

    Args:
        talk: Where one goes.
        to: Where it leads; no place within the text it stands in.
        number: Its number there.
    """
    from tui_reader.plain.thread import open_thread

    match to:
        case Target(Way.POST, post_id=int(post_id)):
            await open_post(talk, post_id, to.place)
        case Target(Way.COMMENT | Way.COMMENTS, post_id=int(post_id)):
            await open_thread(talk, post_id, place=to.place)
        case _:
            talk.say(leads_words(to))
            if to.way is Way.BLOG:
                talk.say(f"visit {number} reads that blog here, browser {number} opens the page.")
            elif to.way is Way.PAGE:
                talk.say(f"browser {number} opens it.")


async def open_post(talk: "Talk", post_id: int, anchor: str = "") -> None:
    """Read a kept post among those of its blog; back leads here again."""
    from tui_reader.plain.article import ArticlePlace
    from tui_reader.plain.posts import PostsPlace

    rows = await talk.library.rows([post_id])
    among = PostsPlace(talk, PostQuery(blog_id=rows[0].blog_id if rows else None))
    await among.load()
    await talk.go(ArticlePlace(talk, post_id, among, anchor=anchor))


def leads_words(to: Target) -> str:
    """Where an address leads that is not kept."""
    if to.way is Way.REFUSED:
        return f"blocked-scheme: {to.reason}: {to.url}" if to.reason != GUIDE_WORDS else GUIDE_SAID
    beware = f" Beware: {to.reason}." if to.reason else ""
    return f"It leads to {to.host}: {to.url}{beware}"


def link_words(link: Link, to: Target) -> str:
    """A link in a list of links: its words, and where it leads."""
    words = link.text or "Without words"
    if to.way in KEPT_WORDS:
        return f"{words}: {KEPT_WORDS[to.way]}."
    if to.way is Way.REFUSED:
        return f"{words}: cannot be opened, {to.reason}."
    beware = f" Beware: {to.reason}." if to.reason else ""
    return f"{words}: {to.url}{beware}"


async def list_links(
    talk: "Talk", reading: "Reading", standing: Standing, act: Callable[[int], Awaitable[None]]
) -> None:
    """List the links of a text by the numbers that stand in it.

    Args:
        talk: Where they are listed.
        reading: The text.
        standing: Whose text it is.
        act: Follows the link of a number.
    """

    def opener(number: int) -> Callable[[], Awaitable[None]]:
        async def opened() -> None:
            talk.places.pop()  # following a link is something that the text does
            await act(number)

        return opened

    links = reading.all_links()
    choices = [
        Choice(link_words(link, target(talk, link, standing)), opener(number))
        for number, link in links
    ]
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
    if verdict.gate is Gate.REFUSE or url.startswith(GUIDE_SITE):
        talk.say(leads_words(outward(url)))
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
