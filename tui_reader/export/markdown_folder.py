"""A folder of Markdown: a file a post with what is known of it in front, pictures beside.

Links between its posts are relative, so that the folder can be moved.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from tui_reader.clean import clean
from tui_reader.export.book import BATCH, MONTHS
from tui_reader.export.drawn import Drawn, draw
from tui_reader.export.names import Names, file_name
from tui_reader.export.pictures import with_pictures
from tui_reader.export.sources import Head, Sources, Tally, Whole
from tui_reader.export.targets import write_in
from tui_reader.export.threads import LEVELS, prefixed
from tui_reader.export.wording import byline, heading, time_text
from tui_reader.models import PostRow, Thread
from tui_reader.render.blocks import Document
from tui_reader.render.markdown import MarkdownWriter
from tui_reader.render.marks import escaped

CONTENTS: Final = "contents.md"
_BREAKS_IN_YAML: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What JSON lets stand and YAML takes for an end of line, or does not take at all."""


def write_folder(
    folder: Path, head: Head, ids: Sequence[int], sources: Sources, tally: Tally
) -> Iterator[None]:
    """Fill a folder; it goes on after each post.

    Args:
        folder: It is there, and empty.
        head: What goes into it.
        ids: The posts, in the order of their list.
        sources: Where they come from.
        tally: Counts what is written.

    Raises:
        OSError: It cannot be written.
    """
    names = _named(sources, ids, has_several=len(head.blogs) > 1)
    for post_id in ids:
        whole = sources.whole(post_id)
        if whole is not None and post_id in names:
            drawn = draw(whole)
            up = "../" * names[post_id].count("/")
            links = {
                address: up + names[found]
                for address, found in sources.numbers(drawn.addresses).items()
                if found in names
            }
            pictures = with_pictures(
                drawn, head, sources, tally, lambda name, data: write_in(folder, name, data)
            )
            pictures = {source: up + name for source, name in pictures.items()}
            text = post_text(drawn, _same_folder(links, names[post_id]), pictures)
            write_in(folder, names[post_id], text.encode("utf-8", "replace"))
            tally.count(whole)
        yield
    write_in(folder, CONTENTS, "".join(_contents(head, sources, ids, names)).encode())


def _named(sources: Sources, ids: Sequence[int], *, has_several: bool) -> dict[int, str]:
    """Name the file of every post: its day and its title; in a folder for each of several blogs."""
    folders: dict[int, str] = {}
    of_folders, of_files = Names(), dict[int, Names]()
    of_folders.new("pictures")
    names: dict[int, str] = {}
    for row in _rows(sources, ids):
        if row.blog_id not in folders:
            name = of_folders.new(row.blog_title, nameless="blog")
            folders[row.blog_id] = f"{name}/" if has_several else ""
            of_files[row.blog_id] = Names()
            of_files[row.blog_id].new(CONTENTS)
        day = f"{row.published:%Y-%m-%d}"
        name = of_files[row.blog_id].new(f"{day}-{file_name(row.title)}", ".md")
        names[row.id] = folders[row.blog_id] + name
    return names


def _rows(sources: Sources, ids: Sequence[int]) -> Iterator[PostRow]:
    for start in range(0, len(ids), BATCH):
        yield from sources.rows(ids[start : start + BATCH])


def _same_folder(links: Mapping[str, str], own: str) -> dict[str, str]:
    """Write links to files beside this one without the way out of the folder and back."""
    here = own.rpartition("/")[0]
    way = f"../{here}/" if here else ""
    return {address: name.removeprefix(way) for address, name in links.items()}


def _contents(
    head: Head, sources: Sources, ids: Sequence[int], names: Mapping[int, str]
) -> Iterator[str]:
    yield f"# {escaped(head.title)}\n"
    rows = (row for row in _rows(sources, ids) if row.id in names)
    for month, group in groupby(rows, key=lambda row: (row.published.year, row.published.month)):
        yield f"\n## {MONTHS[month[1] - 1]} {month[0]}\n\n"
        for row in group:
            yield f"- [{escaped(clean(row.title))}]({names[row.id]})\n"


def post_text(drawn: Drawn, links: Mapping[str, str], pictures: Mapping[str, str]) -> str:
    """Write one post: what is known of it, its title, its text, its comments.

    Args:
        drawn: The post.
        links: Where posts lie that are in the export, by the addresses in post and comments.
        pictures: Where the pictures lie that are there, by their addresses.
    """
    whole = drawn.whole
    writer = _Writer(drawn.document, links, pictures)
    parts = [
        front_matter(whole),
        f"# {escaped(whole.article.row.title)}",
        writer.text(drawn.document.blocks).rstrip("\n"),
    ]
    thread = whole.thread
    if thread is not None and (thread.comments or thread.count):
        parts.append(_thread(thread, drawn.comments, links))
    return clean("\n\n".join(part for part in parts if part)) + "\n"


def front_matter(whole: Whole) -> str:
    """What is known of a post, as YAML that has one meaning in all its versions."""
    article, row = whole.article, whole.article.row
    known: dict[str, Any] = {
        "title": row.title,
        "date": time_text(row.published),
        "updated": time_text(article.updated),
        "author": article.author,
        "blog": row.blog_title,
        "url": article.url,
        "labels": list(row.labels),
        "comments": row.comments,
        "read": row.is_read,
        "starred": row.is_starred,
        "tags": list(row.tags),
        "note": whole.note,
    }
    lines = [
        f"{key}: {_yaml(value)}" for key, value in known.items() if value not in (None, "", [])
    ]
    return "\n".join(["---", *lines, "---"])


def _yaml(value: object) -> str:
    """JSON is YAML, but for some signs that end a line there."""
    written = json.dumps(value, ensure_ascii=False)
    return _BREAKS_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def _thread(thread: Thread, documents: Sequence[Document], links: Mapping[str, str]) -> str:
    """Write a thread: each reply in a quotation within what it replies to, to some depth."""
    parts = [f"## {heading(thread)}"]
    for comment, document in zip(thread.comments, documents, strict=True):
        text = _Writer(document, links, {}).text(document.blocks)
        said = f"### {escaped(byline(comment))}\n\n{text}".rstrip("\n")
        parts.append(prefixed(said, "> " * min(comment.depth, LEVELS)))
    return "\n\n".join(parts)


class _Writer(MarkdownWriter):
    def __init__(
        self, document: Document, links: Mapping[str, str], pictures: Mapping[str, str]
    ) -> None:
        super().__init__(document.links)
        self._elsewhere = links
        self._pictures = pictures

    def address(self, url: str) -> str:
        return self._elsewhere.get(url) or super().address(url)

    def picture(self, source: str) -> str:
        return self._pictures.get(source) or super().picture(source)
