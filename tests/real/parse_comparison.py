"""Compares the parser with feedparser's own reading (its settings as they come) of every real feed.

``python -m tests.real.parse_comparison`` prints the figures and every disagreement.
"""

import csv
import html
import io
import json
import re
import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import feedparser

from tests.shared import CORPUS
from tui_reader.clean import clean_line
from tui_reader.errors import FeedError
from tui_reader.feeds.parse import parse
from tui_reader.limits import FEED_ITEMS
from tui_reader.models import Page, ParsedFeed, ParsedPost

FEED_KINDS = re.compile(
    r"(?:hostile-)?(?:rss.*|atom.*|encoding|xml-other)|jsonfeed|cdf|wxr|blogger-(?:feed|export|take).*"
)
WEB_KINDS = re.compile(r"html|blogger-page")
_ADDRESS = "http://feed.test/dir/feed.xml"
_SUITE_HEADER = re.compile(r"^\s*Header:\s*([\w-]+):\s*(.*?)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Verdict:
    """How the two readings of one file compare."""

    file: str
    outcome: str
    """``agree``, or in one word what differs: refused, count, titles, dates."""
    detail: str = ""
    left_out: int = 0
    """Entries without anything to read, which only feedparser gives."""
    posts: int = 0
    dates: int = 0


class _Text(HTMLParser):
    """The text of a title, by another way than the parser's own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.text += " " if tag in ("br", "p", "div") else ""

    def handle_endtag(self, tag: str) -> None:
        self.handle_starttag(tag, ())


def files(kinds: re.Pattern[str]) -> Iterator[str]:
    """Every file of the corpus of these kinds, relative to it."""
    with (CORPUS / "INDEX.tsv").open(encoding="utf-8", newline="") as index:
        for row in csv.DictReader(index, delimiter="\t", quoting=csv.QUOTE_NONE):
            if kinds.fullmatch(row["kind"]):
                yield row["file"]


def page_of(file: str | Path) -> Page:
    """A file of the corpus as an answer, with the headers that feedparser's suite writes in it."""
    body = (CORPUS / file).read_bytes()
    comment = re.search(rb"<!--(.*?)-->", body[:4000].replace(b"\0", b""), re.DOTALL)
    written = comment[1].decode("latin-1") if comment else ""
    headers = {name.lower(): value for name, value in _SUITE_HEADER.findall(written)}
    address = headers.get("content-location", _ADDRESS)
    return Page(address, address, 200, body, headers.get("content-type", "").lower())


def compare(file: str) -> Verdict:
    """Read one file both ways."""
    page = page_of(file)
    try:
        ours = parse(page)
    except FeedError as error:
        return Verdict(file, "refused", str(error))
    if ours.kind.startswith("json"):
        return _compare_json(file, page, ours)
    return _compare_xml(file, page, ours)


def _compare_json(file: str, page: Page, ours: ParsedFeed) -> Verdict:
    items = [item for item in json.loads(page.body)["items"] if isinstance(item, dict) and item]
    titles = [clean_line(t) if isinstance(t := item.get("title"), str) else "" for item in items]
    same = [post.title for post in ours.posts] == titles
    return Verdict(file, "agree" if same else "titles", posts=len(ours.posts))


def _compare_xml(file: str, page: Page, ours: ParsedFeed) -> Verdict:
    theirs = _feedparser(page)
    entries = [entry for entry in theirs.entries if _says_something(entry)]
    left_out = len(theirs.entries) - len(entries)
    count = f"{len(ours.posts)} posts, feedparser {len(entries)}"
    if len(ours.posts) != min(len(entries), FEED_ITEMS):
        return Verdict(file, "count", count, left_out)
    for post, entry in zip(ours.posts, entries, strict=True):
        if post.title != (title := _title(entry, theirs)):
            return Verdict(file, "titles", f"{post.title!r}, feedparser {title!r}", left_out)
        if _instant(post) != (told := _told(entry)):
            return Verdict(file, "dates", f"{post.published}, feedparser {told}", left_out)
    dated = sum(post.published is not None for post in ours.posts)
    return Verdict(file, "agree", count, left_out, len(entries), dated)


def _instant(post: ParsedPost) -> datetime | None:
    return post.published.replace(microsecond=0) if post.published else None


def _feedparser(page: Page) -> Any:
    headers = {"content-location": page.final_url}
    if page.content_type:
        headers["content-type"] = page.content_type
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return feedparser.parse(io.BytesIO(page.body), response_headers=headers)


def _says_something(entry: Any) -> bool:
    names = ("id", "link", "title", "summary", "content")
    return any(dict.get(entry, name) for name in names)


def _title(entry: Any, feed: Any) -> str:
    written = dict.get(entry, "title") or ""
    kind = (dict.get(entry, "title_detail") or {}).get("type", "text/plain")
    if kind != "text/plain":
        reader = _Text()
        reader.feed(written)
        reader.close()
        return clean_line(reader.text)
    return clean_line(written if feed.version.startswith("atom") else html.unescape(written))


def _told(entry: Any) -> datetime | None:
    for name in ("published_parsed", "created_parsed", "updated_parsed"):
        if told := dict.get(entry, name):
            return datetime(*told[:6], tzinfo=UTC)
    return None


def main() -> None:
    """Print the figures."""
    verdicts = [compare(file) for file in files(FEED_KINDS)]
    outcomes = Counter(verdict.outcome for verdict in verdicts)
    say = sys.stdout.write
    say(f"{len(verdicts)} files: {dict(outcomes)}\n")
    say(f"posts compared: {sum(verdict.posts for verdict in verdicts)}, ")
    say(f"with a date: {sum(verdict.dates for verdict in verdicts)}; ")
    say(f"entries with nothing to read: {sum(verdict.left_out for verdict in verdicts)} ")
    say(f"in {sum(verdict.left_out > 0 for verdict in verdicts)} files\n")
    for verdict in verdicts:
        if verdict.outcome != "agree":
            say(f"{verdict.outcome:8} {verdict.file}: {verdict.detail}\n")


if __name__ == "__main__":
    main()
