"""Backups as their programs write them, made of a few posts and comments."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from tui_reader.feeds.backups import Asked, read, signs
from tui_reader.models import BackupHead, BackupPart, ParsedComment, ParsedPost

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
BLOG = "tag:blogger.com,1999:blog-77"
KIND = "http://schemas.google.com/g/2005#kind"


class Held:
    """All that a backup gave, put together."""

    def __init__(self, answers: Iterable[BackupHead | BackupPart]) -> None:
        self.parts: list[BackupPart] = []
        for answer in answers:
            if isinstance(answer, BackupHead):
                self.head = answer
            else:
                self.parts.append(answer)

    @property
    def posts(self) -> list[ParsedPost]:
        return [post for part in self.parts for post in part.posts]

    @property
    def pages(self) -> list[ParsedPost]:
        return [page for part in self.parts for page in part.pages]

    @property
    def comments(self) -> list[ParsedComment]:
        return [comment for part in self.parts for comment in part.comments]

    @property
    def left_out(self) -> int:
        return sum(part.left_out for part in self.parts)

    @property
    def note(self) -> str:
        return self.parts[-1].note


def held(folder: Path, text: str | bytes) -> Held:
    """What the backup of this text holds."""
    return Held(answers(folder, text))


def answers(folder: Path, text: str | bytes) -> Iterator[BackupHead | BackupPart]:
    data = text if isinstance(text, bytes) else text.encode()
    file = folder / "backup.xml"
    file.write_bytes(data)
    kind = signs.kind_of(data[: signs.HEAD_BYTES])
    assert kind
    return read(Asked(file, kind, NOW))


# ------------------------------------------------------------------------------ Blogger, old


def export(*entries: str, head: str = "", home: str = "https://blog.test/") -> str:
    """A full backup of Blogger as it was until 2025."""
    link = f"<link rel='alternate' type='text/html' href='{home}'/>" if home else ""
    return (
        "<?xml version='1.0' encoding='UTF-8'?>"
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:gd='http://schemas.google.com/g/2005'"
        " xmlns:thr='http://purl.org/syndication/thread/1.0'>"
        f"<id>{BLOG}.archive</id><title type='text'>What Now?</title>{link}{head}"
        "<generator version='7.00' uri='http://www.blogger.com'>Blogger</generator>"
        f"{''.join(entries)}</feed>"
    )


def kind(name: str) -> str:
    term = f"http://schemas.google.com/blogger/2008/kind#{name}"
    return f"<category scheme='{KIND}' term='{term}'/>"


def setting(name: str, value: str) -> str:
    return (
        f"<entry><id>{BLOG}.settings.{name}</id>{kind('settings')}"
        f"<content type='text'>{value}</content></entry>"
    )


def post(
    number: int,
    *,
    more: str = "",
    what: str = "post",
    is_open: bool = True,
    date: str = "2014-03-01T10:00:00.000-05:00",
) -> str:
    replies = "<thr:total>0</thr:total>" if is_open else ""
    return (
        f"<entry><id>{BLOG}.post-{number}</id><published>{date}</published>"
        f"<updated>{date}</updated>{kind(what)}"
        f"<category scheme='http://www.blogger.com/atom/ns#' term='Label {number}'/>"
        f"<title type='text'>Post {number}</title>"
        f"<content type='html'>{escape(f'<p>Text of {number}.</p>')}</content>"
        f"<link rel='alternate' type='text/html' href='https://blog.test/2014/03/{number}.html'/>"
        "<author><name>Ann</name><uri>http://www.blogger.com/profile/5</uri>"
        f"<email>ann@mail.test</email></author>{replies}{more}</entry>"
    )


def comment(number: int, on: int, *, reply_to: int = 0, more: str = "") -> str:
    parent = f"https://www.blogger.com/feeds/77/{on}/comments/default/{reply_to}"
    related = f"<link rel='related' type='application/atom+xml' href='{parent}'/>"
    page = f"https://blog.test/2014/03/{on}.html"
    return (
        f"<entry><id>{BLOG}.post-{number}</id>"
        f"<published>2014-03-02T10:00:00.000-05:00</published>{kind('comment')}"
        f"<title type='text'>Comm…</title><content type='html'>Comment {number}</content>"
        f"<link rel='alternate' type='text/html' href='{page}?showComment=1#c{number}'/>"
        f"{related if reply_to else ''}"
        "<author><name>Bob</name><email>bob@mail.test</email></author>"
        f"<thr:in-reply-to href='{page}' ref='{BLOG}.post-{on}' type='text/html'/>{more}</entry>"
    )


# -------------------------------------------------------------------------- Blogger, Takeout


def takeout(*entries: str) -> str:
    """A backup as Google Takeout gives it."""
    return (
        "<?xml version='1.0' encoding='UTF-8'?>\n<feed xmlns='http://www.w3.org/2005/Atom'"
        " xmlns:blogger='http://schemas.google.com/blogger/2018'>\n"
        f"<id>{BLOG}</id>\n<title>What Now?</title>\n{''.join(entries)}</feed>"
    )


def taken(number: int, what: str = "POST", status: str = "LIVE", more: str = "") -> str:
    return (
        f"<entry><id>{BLOG}.post-{number}</id><blogger:type>{what}</blogger:type>"
        f"<blogger:status>{status}</blogger:status>"
        "<author><name>Ann</name><uri></uri><blogger:type>BLOGGER</blogger:type></author>"
        f"<title>Post {number}</title><content type='html'>Text of {number}</content>"
        "<blogger:created>2013-01-01T00:00:00Z</blogger:created>"
        "<published>2014-03-01T10:00:00.000Z</published><updated>2014-03-01T10:00:00.000Z</updated>"
        f"<category/><category scheme='{BLOG}' term='Label'/><link/><enclosure/><blogger:trashed/>"
        f"<blogger:filename>/2014/03/{number}.html</blogger:filename>{more}</entry>"
    )


def said(number: int, on: int, *, reply_to: int = 0, status: str = "LIVE") -> str:
    parent = f"{BLOG}.post-{reply_to}" if reply_to else ""
    return taken(
        number,
        "COMMENT",
        status,
        f"<blogger:parent>{BLOG}.post-{on}</blogger:parent>"
        f"<blogger:inReplyTo>{parent}</blogger:inReplyTo>",
    )


# ---------------------------------------------------------------------------------- WordPress


def wxr(*items: str, head: str = "", home: str = "https://blog.test") -> str:
    """A backup of WordPress."""
    return (
        '<?xml version="1.0" encoding="UTF-8" ?>\n<rss version="2.0"\n'
        ' xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"\n'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"\n'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"\n'
        ' xmlns:wp="http://wordpress.org/export/1.2/">\n<channel><title>What Now?</title>'
        f"<link>{home}</link><description>Notes</description><language>en</language>"
        f"<wp:wxr_version>1.2</wp:wxr_version>{head}"
        "<generator>https://wordpress.org/?v=6.5</generator>\n"
        f"{''.join(items)}</channel></rss>"
    )


def item(
    number: int,
    *,
    what: str = "post",
    status: str = "publish",
    more: str = "",
    content: str = "",
    gmt: str = "2014-03-01 15:00:00",
    comments: str = "open",
) -> str:
    return (
        f"<item><title>Post {number}</title><link>https://blog.test/{number}/</link>"
        "<pubDate>Sat, 01 Mar 2014 15:00:00 +0000</pubDate><dc:creator>ann</dc:creator>"
        f'<guid isPermaLink="false">https://blog.test/?p={number}</guid><description></description>'
        f"<content:encoded><![CDATA[{content or f'Text of {number}'}]]></content:encoded>"
        f"<excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>{number}</wp:post_id>"
        "<wp:post_date>2014-03-01 10:00:00</wp:post_date>"
        f"<wp:post_date_gmt>{gmt}</wp:post_date_gmt>"
        f"<wp:comment_status>{comments}</wp:comment_status><wp:status>{status}</wp:status>"
        f"<wp:post_type>{what}</wp:post_type><wp:post_password></wp:post_password>"
        '<category domain="category" nicename="news"><![CDATA[News]]></category>'
        f'<category domain="post_format" nicename="aside"><![CDATA[Aside]]></category>{more}</item>'
    )


def remark(
    number: int, *, parent: int = 0, approved: str = "1", what: str = "", user: int = 0
) -> str:
    return (
        f"<wp:comment><wp:comment_id>{number}</wp:comment_id>"
        "<wp:comment_author><![CDATA[Bob]]></wp:comment_author>"
        "<wp:comment_author_email>bob@mail.test</wp:comment_author_email>"
        "<wp:comment_author_url>http://bob.test/</wp:comment_author_url>"
        "<wp:comment_author_IP>192.0.2.1</wp:comment_author_IP>"
        "<wp:comment_date>2014-03-02 10:00:00</wp:comment_date>"
        "<wp:comment_date_gmt>2014-03-02 15:00:00</wp:comment_date_gmt>"
        f"<wp:comment_content><![CDATA[Comment {number}\n\nMore]]></wp:comment_content>"
        f"<wp:comment_approved>{approved}</wp:comment_approved>"
        f"<wp:comment_type>{what}</wp:comment_type><wp:comment_parent>{parent}</wp:comment_parent>"
        f"<wp:comment_user_id>{user}</wp:comment_user_id></wp:comment>"
    )
