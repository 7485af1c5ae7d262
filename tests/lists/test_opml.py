"""Lists as OPML: what real readers write, what is broken, what is meant to harm."""

import sys
from contextlib import suppress
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.shared import CORPUS, HOSTILE, needs_corpus, needs_hostile
from tui_reader.clean import clean_line
from tui_reader.errors import FeedError
from tui_reader.limits import LIST_BYTES, LIST_FEEDS, LIST_LEVELS
from tui_reader.lists import opml
from tui_reader.lists.signs import OPML, list_kind
from tui_reader.models import Subscription, SubscriptionList


def outline(inner: str, **facts: str) -> str:
    written = " ".join(f'{name}="{value}"' for name, value in facts.items())
    return f"<outline {written}>{inner}</outline>" if inner else f"<outline {written}/>"


def listed(body: str, *, declaration: str = "") -> SubscriptionList:
    return opml.parse(f"{declaration}<opml><head/><body>{body}</body></opml>".encode())


def facts_of(found: SubscriptionList) -> list[tuple[object, ...]]:
    """What a list says, without its order: folders give it another one."""
    return sorted(
        (each.feed_url, each.title, each.url, sorted(each.folders)) for each in found.subscriptions
    )


FEED = outline("", text="A blog", xmlUrl="https://a.test/feed")


@pytest.mark.parametrize(
    ("body", "folders"),
    [
        (FEED, ()),
        (outline(FEED, text="One"), (("One",),)),
        (outline(outline(FEED, text="Two"), title="One"), (("One", "Two"),)),
        (outline(FEED, text="Shown", title="Other"), (("Shown",),)),
        (outline(FEED, text=" "), ()),
        (outline(FEED, text="One") + outline(FEED, text="Two"), (("One",), ("Two",))),
        (FEED + outline(FEED, text="One"), (("One",),)),
        (
            outline("", xmlUrl="https://a.test/feed", category="tag one,tag/three, /a/b ,,/"),
            (("tag one",), ("tag/three",), ("a", "b")),
        ),
    ],
)
def test_a_blog_lies_in_the_folders_around_it(
    body: str, folders: tuple[tuple[str, ...], ...]
) -> None:
    [found] = listed(body).subscriptions
    assert (found.feed_url, found.folders) == ("https://a.test/feed", folders)


@pytest.mark.parametrize(
    ("facts", "title"),
    [
        ({"xmlUrl": "https://a.test/feed"}, ""),
        ({"XMLURL": "feed://a.test/feed", "text": " A\n blog ", "filtercmd": "rm"}, "A blog"),
        ({"xmlurl": "feed:https://a.test/feed", "title": "A &lt;blog&gt;"}, "A <blog>"),
        ({"url": "http://a.test/feed", "type": "rss", "text": "A &amp; b"}, "A & b"),
        ({"xmlUrl": "https://a.test/feed", "text": "a\u202eb\x9b"}, "ab"),
    ],
)
def test_names_of_attributes_and_prefixes_of_readers_are_all_the_same(
    facts: dict[str, str], title: str
) -> None:
    [found] = listed(outline("", **facts)).subscriptions
    assert found.feed_url.removeprefix("https").removeprefix("http") == "://a.test/feed"
    assert found.title == title


@pytest.mark.parametrize(
    ("document", "titles", "left_out"),
    [
        (b'<opml><outline text="A & B" xmlUrl="http://a.b/?a=1&b=2"/></opml>', ["A & B"], 0),
        (b'<opml><outline text="Caf&eacute; &nosuch;" xmlUrl="http://a.b/"/></opml>', None, 0),
        ('\ufeff \n<opml><outline text="Café" xmlUrl="http://a.b/"/></opml>'.encode(), None, 0),
        (b'<opml><outline text="caf\xe9" xmlUrl="http://a.b/"/></opml>', ["café"], 0),
        (
            b'<?xml version="1.0" encoding="shift_jis"?><opml>'
            b'<outline text="\x93\xfa\x96\x7b" xmlUrl="http://a.b/"/></opml>',
            ["日本"],
            0,
        ),
        ('<opml><outline text="é" xmlUrl="http://a.b/"/></opml>'.encode("utf-16"), ["é"], 0),
        (b'<opml><outline text="A" xmlUrl="http://a.b/"/><outline', ["A"], 1),
        (b'<opml>\x01<outline text="A\x02" xmlUrl="http://a.b/"/></opml>', ["A"], 0),
        (b'<!DOCTYPE o SYSTEM "file:///a"><opml><outline xmlUrl="http://a.b/"/></opml>', [""], 0),
    ],
)
def test_what_is_not_well_formed_is_mended(
    document: bytes, titles: list[str] | None, left_out: int
) -> None:
    found = opml.parse(document)
    assert len(found.subscriptions) == 1
    if titles is not None:
        assert [each.title for each in found.subscriptions] == titles
    assert len(found.left_out) == left_out


@pytest.mark.parametrize(
    ("document", "error_class"),
    [
        (b"", "malformed"),
        (b"<opml></opml>", "malformed"),
        (b"<not-opml><outline xmlUrl='http://a.b/'/></not-opml>", "not-a-feed"),
        (
            b"<!DOCTYPE o [<!ENTITY a 'x'>]><opml><outline xmlUrl='http://a.b/'/></opml>",
            "malformed",
        ),
        (b" " * (LIST_BYTES + 1), "too-large"),
        (
            b"<opml>"
            + b"".join(b'<outline xmlUrl="http://a.b/%d"/>' % n for n in range(LIST_FEEDS + 1))
            + b"</opml>",
            "too-large",
        ),
    ],
)
def test_what_is_no_list_is_said_with_its_class(document: bytes, error_class: str) -> None:
    with pytest.raises(FeedError) as caught:
        opml.parse(document)
    assert caught.value.error_class == error_class


OUTSIDE: Final = (
    b'<!DOCTYPE opml SYSTEM "file:///etc/passwd"><opml><outline text="&x;" xmlUrl="http://a.b/"/>'
    b"</opml>",
    b'<!DOCTYPE opml SYSTEM "http://dtd.test:9/evil.dtd"><opml><outline xmlUrl="http://a.b/"/>'
    b"</opml>",
    b'<?xml-stylesheet href="http://dtd.test:9/x.xsl"?><opml><outline xmlUrl="http://a.b/"/></opml>',
    b'<!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><outline text="&x;"/></opml>',
)


def test_nothing_outside_the_list_is_opened() -> None:
    seen: list[str] = []
    is_watched = True

    def watch(event: str, _: tuple[object, ...]) -> None:
        if is_watched and event in ("open", "socket.connect", "subprocess.Popen", "os.exec"):
            seen.append(event)

    sys.addaudithook(watch)  # it stays for as long as the program runs
    for document in OUTSIDE:
        with suppress(FeedError):
            opml.parse(document)
    is_watched = False
    assert seen == []


def test_folders_past_the_fiftieth_are_passed_over() -> None:
    deep = FEED
    for level in reversed(range(2_000)):
        deep = outline(deep, text=str(level))
    [found] = listed(deep).subscriptions
    assert found.folders == (tuple(map(str, range(LIST_LEVELS))),)
    assert facts_of(opml.parse(opml.write(listed(deep)).encode())) == facts_of(listed(deep))


@needs_hostile
def test_a_list_that_wants_programs_run_names_what_is_left_out() -> None:
    found = opml.parse((HOSTILE / "opml-exec.opml").read_bytes())
    assert [each.feed_url for each in found.subscriptions] == [
        "http://feed.test/ok",
        "http://feed.test/good",
    ]
    assert len(found.left_out) == 6
    assert {sentence.split(": ")[0] for sentence in found.left_out} == {"blocked-scheme"}
    with pytest.raises(FeedError, match="no feeds found"):
        opml.parse((HOSTILE / "opml-no-body.opml").read_bytes())


_NAMES = st.text(max_size=12).map(clean_line)
_BLOGS = st.builds(
    Subscription,
    feed_url=st.sampled_from([f"https://{n}.test/feed?a=1&b={n}" for n in range(6)]),
    title=_NAMES,
    folders=st.lists(
        st.lists(_NAMES.filter(bool), min_size=1, max_size=3).map(tuple), max_size=2, unique=True
    ).map(tuple),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(_BLOGS, min_size=1, max_size=6, unique_by=lambda each: each.feed_url))
def test_what_was_written_is_read_again(blogs: list[Subscription]) -> None:
    written = opml.write(SubscriptionList("", tuple(blogs)))
    again = opml.parse(written.encode())
    assert again.left_out == ()
    assert facts_of(opml.parse(opml.write(again).encode())) == facts_of(again)
    if not any("\ufffe" in written_as or "\uffff" in written_as for written_as in map(repr, blogs)):
        assert {each.feed_url for each in again.subscriptions} == {each.feed_url for each in blogs}
    assert list_kind(written.encode()) == OPML


@needs_corpus
def test_real_lists_come_back_as_they_went() -> None:
    rows = [line.split("\t") for line in (CORPUS / "INDEX.tsv").read_text("utf-8").splitlines()]
    tried = 0
    for file, kind, *rest in rows:
        if kind != "opml":
            continue
        document = (CORPUS / file).read_bytes()
        if file.endswith(("body-element-missing.opml", "opml-element-missing.opml")):
            with pytest.raises(FeedError):
                opml.parse(document)
            continue
        found = opml.parse(document)
        assert len(found.subscriptions) + len(found.left_out) == int(rest[5]), file
        written = opml.write(found)
        again = opml.parse(written.encode())
        assert (again.title, facts_of(again)) == (found.title, facts_of(found)), file
        assert opml.write(again) == written
        tried += 1
    assert tried == 10
