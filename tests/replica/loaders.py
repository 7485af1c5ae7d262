"""Blogs out of the corpus, by a reading of our own: not the program's parsers."""

import re
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from html import unescape
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from tests.replica.blog import ANONYMOUS, Blog, Comment, Person, Post
from tests.replica.rest import USER
from tests.shared import CORPUS

A: Final = "{http://www.w3.org/2005/Atom}"
B: Final = "{http://schemas.google.com/blogger/2018}"
THR: Final = "{http://purl.org/syndication/thread/1.0}"
GD: Final = "{http://schemas.google.com/g/2005}"
KIND: Final = "http://schemas.google.com/blogger/2008/kind#"
KNOWN: Final = {"app": "http://purl.org/atom/app#", "atom": "http://www.w3.org/2005/Atom"}
EXPORTS: Final = sorted((CORPUS / "blogger-export").glob("*.xml"))
TAKEOUTS: Final = (
    CORPUS / "blogger-takeout/ajedrez-alcala/Blogs/feed.atom",
    CORPUS / "blogger-takeout/cheonkam/feed.atom",
)
WXRS: Final = tuple(
    CORPUS / "wordpress" / name
    for name in (
        "charleso.wxr.xml",
        "everet-zh.wxr.xml",
        "hakyll-convert.wxr.xml",
        "pelican-wordpressexport.xml",
        "sdcom-zh.xml",
        "wordpress-importer/theme-unit-test-data.xml",
    )
)


def repaired(path: Path) -> Element:
    """A document as a tree: without control characters, with every prefix declared."""
    text = path.read_text("utf-8", errors="replace")
    text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)
    bare = re.sub(r"<!\[CDATA\[.*?\]\]>", "", text, flags=re.DOTALL)
    used = set(re.findall(r"</?([A-Za-z][\w.-]*):", bare))
    missing = used - set(re.findall(r"xmlns:([\w.-]+)\s*=", bare))
    extra = "".join(f' xmlns:{name}="{KNOWN.get(name, "urn:" + name)}"' for name in missing)
    text = re.sub(r"(<(?:\w+:)?(?:feed|rss)\b)", rf"\1{extra}", text, count=1)
    return ElementTree.fromstring(text)


def text_of(element: Element, name: str) -> str:
    """The text of a child; empty if there is none."""
    return element.findtext(name) or ""


def _number(text: str) -> str:
    """The last number of an id or address."""
    return re.findall(r"\d+", text)[-1]


def _links(entry: Element, rel: str) -> list[str]:
    return [each.get("href", "") for each in entry.findall(f"{A}link") if each.get("rel") == rel]


def _path(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _person(entry: Element) -> Person:
    author = entry.find(f"{A}author")
    if author is None:
        return ANONYMOUS
    return Person(text_of(author, f"{A}name"), text_of(author, f"{A}uri"))


def _when(text: str) -> datetime:
    return datetime.fromisoformat(text.strip())


# ------------------------------------------------------------------------- Blogger


def export(path: Path) -> Blog:
    """The old full backup: told apart by their #kind, without drafts and what is in the future."""
    root = repaired(path)
    # A file that another program made has no id of a blog.
    blog_id = ([*re.findall(r"blog-(\d+)", text_of(root, f"{A}id")), "7"])[0]
    written = _when(text_of(root, f"{A}updated"))
    blog = Blog(blog_id, text_of(root, f"{A}title").strip(), _person(root))
    for entry in root.findall(f"{A}entry"):
        terms = {each.get("term", "") for each in entry.findall(f"{A}category")}
        is_draft = entry.find(".//{http://purl.org/atom/app#}draft") is not None
        is_future = _when(text_of(entry, f"{A}published")) > written
        if KIND + "comment" in terms:
            blog.comments.append(comment_of(entry))
        elif is_draft or is_future:
            continue
        elif KIND + "post" in terms:
            blog.posts.append(exported(entry))
        elif KIND + "page" in terms:
            blog.pages.append(exported(entry))
    said = {comment.post for comment in blog.comments}
    blog.posts = [replace(post, is_open=post.is_open or post.id in said) for post in blog.posts]
    return settled(blog)


def exported(entry: Element) -> Post:
    """A post of a backup or of a posts feed."""
    links = _links(entry, "alternate")
    published = text_of(entry, f"{A}published")
    return Post(
        id=_number(text_of(entry, f"{A}id")),
        title=text_of(entry, f"{A}title"),
        html=text_of(entry, f"{A}content"),
        published=_when(published),
        updated=_when(text_of(entry, f"{A}updated") or published),
        path=_path(links[0]) if links else f"/p/{_number(text_of(entry, f'{A}id'))}.html",
        author=_person(entry),
        labels=tuple(
            each.get("term", "")
            for each in entry.findall(f"{A}category")
            if each.get("scheme", "").endswith("/atom/ns#")
        ),
        is_open=entry.find(f"{THR}total") is not None,
        related=(_links(entry, "related") or [""])[0],
    )


def comment_of(entry: Element) -> Comment:
    """A comment of a backup or of a comments feed; both have the same form."""
    marks = {each.get("name"): each.get("value") for each in entry.findall(f"{GD}extendedProperty")}
    html = text_of(entry, f"{A}content") or text_of(entry, f"{A}summary")
    removed = ""
    if marks.get("blogger.contentRemoved") == "true":
        removed = "blog" if "administrator" in html else "author"
    reply = entry.find(f"{THR}in-reply-to")
    parents = [_number(each) for each in _links(entry, "related")]
    return Comment(
        id=_number(text_of(entry, f"{A}id")),
        post=_number(reply.get("ref", "")) if reply is not None else "",
        published=_when(text_of(entry, f"{A}published")),
        html=html,
        author=_person(entry),
        parent=parents[0] if parents else "",
        removed=removed,
    )


def takeout(path: Path) -> Blog:
    """The form of Takeout: only what is LIVE."""
    root = repaired(path)
    blog_id = re.findall(r"blog-(\d+)", text_of(root, f"{A}id"))[0]
    blog = Blog(blog_id, text_of(root, f"{A}title"), ANONYMOUS)
    for entry in root.findall(f"{A}entry"):
        if text_of(entry, f"{B}status") != "LIVE":
            continue
        match text_of(entry, f"{B}type"):
            case "COMMENT":
                blog.comments.append(_taken_comment(entry))
            case "POST":
                blog.posts.append(_taken(entry))
            case "PAGE":
                blog.pages.append(_taken(entry))
    return settled(blog)


def _taken(entry: Element) -> Post:
    labels = [each.get("term", "") for each in entry.findall(f"{A}category")]
    return Post(
        id=_number(text_of(entry, f"{A}id")),
        title=text_of(entry, f"{A}title"),
        html=text_of(entry, f"{A}content"),
        published=_when(text_of(entry, f"{A}published")),
        updated=_when(text_of(entry, f"{A}updated")),
        path=text_of(entry, f"{B}filename"),
        author=_person(entry),
        labels=tuple(label for label in labels if label),
    )


def _taken_comment(entry: Element) -> Comment:
    parent = text_of(entry, f"{B}inReplyTo")
    return Comment(
        id=_number(text_of(entry, f"{A}id")),
        post=_number(text_of(entry, f"{B}parent")),
        published=_when(text_of(entry, f"{A}published")),
        html=text_of(entry, f"{A}content"),
        author=_person(entry),
        parent=_number(parent) if parent else "",
    )


def settled(blog: Blog) -> Blog:
    """Comments of what is shown, everything in order."""
    blog.posts = list({post.id: post for post in blog.posts}.values())
    shown = {post.id for post in (*blog.posts, *blog.pages)}
    blog.comments = [comment for comment in blog.comments if comment.post in shown]
    blog.say(())
    return blog


# ------------------------------------------------------------------------- WordPress


def wxr(path: Path) -> Blog:
    """WordPress's export: published posts and pages, approved comments."""
    channel = repaired(path).find("channel")
    assert channel is not None
    blog = Blog(
        "1", text_of(channel, "title"), ANONYMOUS, language=text_of(channel, "language") or "en"
    )
    for item in channel.findall("item"):
        fields = _wp(item)
        kind = fields.get("post_type", "post")
        if fields.get("status", "publish") != "publish" or kind not in ("post", "page"):
            continue
        post = _wp_post(item, fields)
        (blog.posts if kind == "post" else blog.pages).append(post)
        for element in item:
            if element.tag.endswith("}comment"):
                comment = _wp_comment(element, post.id)
                blog.comments.extend([comment] if comment else [])
    return settled(blog)


def _wp(element: Element) -> dict[str, str]:
    """Fields of the ``wp:`` spaces, of whatever version."""
    return {
        each.tag.rpartition("}")[2]: (each.text or "").strip()
        for each in element
        if "wordpress.org/export" in each.tag
    }


def _wp_when(local: str, utc: str) -> datetime:
    """A time with the offset that its two forms show."""
    here = datetime.fromisoformat(local).replace(tzinfo=UTC)
    there = here if utc.startswith("0000") or not utc else datetime.fromisoformat(utc + "+00:00")
    offset = timedelta(minutes=round((here - there).total_seconds() / 60))
    return there.astimezone(timezone(offset))


def _wp_post(item: Element, fields: dict[str, str]) -> Post:
    published = _wp_when(fields["post_date"], fields.get("post_date_gmt", ""))
    creator = text_of(item, "{http://purl.org/dc/elements/1.1/}creator")
    terms: dict[str, list[str]] = defaultdict(list)
    for each in item.findall("category"):
        terms[each.get("domain", "")].append(each.text or "")
    return Post(
        id=fields["post_id"],
        title=unescape(text_of(item, "title")),
        html=text_of(item, "{http://purl.org/rss/1.0/modules/content/}encoded"),
        published=published,
        updated=published,
        path=_path(text_of(item, "link")) or f"/?p={fields['post_id']}",
        author=Person(creator),
        labels=tuple(dict.fromkeys(terms["category"])),
        is_open=fields.get("comment_status", "open") == "open",
        tags=tuple(dict.fromkeys(terms["post_tag"])),
    )


def _wp_comment(element: Element, post_id: str) -> Comment | None:
    fields = _wp(element)
    if fields.get("comment_approved") != "1":
        return None
    is_user = fields.get("comment_user_id", "0") not in ("", "0")
    parent = fields.get("comment_parent", "0")
    return Comment(
        id=fields["comment_id"],
        post=post_id,
        published=_wp_when(fields["comment_date"], fields.get("comment_date_gmt", "")),
        html=fields.get("comment_content", ""),
        author=Person(
            fields.get("comment_author", ""),
            USER if is_user else fields.get("comment_author_url", ""),
        ),
        parent="" if parent == "0" else parent,
        kind=fields.get("comment_type", "").replace("comment", ""),
    )
