"""Write posts as a Blogger posts feed, letter for letter as Blogger puts one on the wire.

No files are read here, and nothing is fetched: every address is on a host that does not exist.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape
from typing import Final

from tui_reader.guide.sources import Post

TITLE: Final = "The tui-reader guide"
SUBTITLE: Final = "A small blog about the program you are reading it with"
AUTHOR: Final = "tui-reader"
HOST: Final = "https://guide.tui-reader.example"
SERVICE: Final = "https://www.blogger.com"
BLOG_ID: Final = "4108025567391207316"
MOST_POSTS: Final = 150
"""What Blogger gives at most in one answer; the guide is one answer."""

LABEL_SCHEME: Final = "http://www.blogger.com/atom/ns#"
THUMBNAIL_SCHEME: Final = "http://schemas.google.com/g/2005#thumbnail"
FEED_RELATION: Final = "http://schemas.google.com/g/2005#feed"
BLOG_TAG: Final = f"tag:blogger.com,1999:blog-{BLOG_ID}"
SERVICE_FEED: Final = f"{SERVICE}/feeds/{BLOG_ID}/posts/default"
HEAD: Final = (
    "<?xml version='1.0' encoding='UTF-8'?>"
    '<?xml-stylesheet href="http://www.blogger.com/styles/atom.css" type="text/css"?>'
    "<feed xmlns='http://www.w3.org/2005/Atom'"
    " xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/'"
    " xmlns:blogger='http://schemas.google.com/blogger/2008'"
    " xmlns:georss='http://www.georss.org/georss'"
    ' xmlns:gd="http://schemas.google.com/g/2005"'
    " xmlns:thr='http://purl.org/syndication/thread/1.0'>"
)


def posts_feed(posts: Sequence[Post]) -> str:
    """The Atom document of a whole blog.

    Args:
        posts: At least one, newest first.
    """
    return "".join((HEAD, *_feed_facts(posts), *map(_entry, posts), "</feed>"))


def _feed_facts(posts: Sequence[Post]) -> Iterable[str]:
    yield f"<id>{BLOG_TAG}</id>"
    yield f"<updated>{_time(max(post.updated for post in posts))}</updated>"
    yield from (f"<category term={_quoted(label)}/>" for label in _labels_by_use(posts))
    yield f"<title type='text'>{escape(TITLE)}</title>"
    yield f"<subtitle type='html'>{escape(SUBTITLE)}</subtitle>"
    yield _link(FEED_RELATION, "application/atom+xml", f"{HOST}/feeds/posts/default")
    yield _link("self", "application/atom+xml", SERVICE_FEED)
    yield _link("alternate", "text/html", f"{HOST}/")
    yield "<link rel='hub' href='http://pubsubhubbub.appspot.com/'/>"
    yield _author()
    yield f"<generator version='7.00' uri='{SERVICE}'>Blogger</generator>"
    yield f"<openSearch:totalResults>{len(posts)}</openSearch:totalResults>"
    yield "<openSearch:startIndex>1</openSearch:startIndex>"
    yield f"<openSearch:itemsPerPage>{MOST_POSTS}</openSearch:itemsPerPage>"


def _labels_by_use(posts: Sequence[Post]) -> list[str]:
    uses = Counter(label for post in posts for label in post.labels)
    return sorted(uses, key=lambda label: (-uses[label], label))


def _entry(post: Post) -> str:
    return "".join(("<entry>", *_entry_facts(post), "</entry>"))


def _entry_facts(post: Post) -> Iterable[str]:
    yield f"<id>{BLOG_TAG}.post-{post.id}</id>"
    yield f"<published>{_time(post.published)}</published>"
    yield f"<updated>{_time(post.updated)}</updated>"
    for label in post.labels:
        yield f'<category scheme="{LABEL_SCHEME}" term={_quoted(label)}/>'
    yield f"<title type='text'>{escape(post.title)}</title>"
    yield f"<content type='html'>{escape(post.html)}</content>"
    yield from _entry_links(post)
    yield _author()
    if post.comments is not None:
        yield f"<thr:total>{len(post.comments)}</thr:total>"


def _entry_links(post: Post) -> Iterable[str]:
    page = HOST + post.path
    if post.comments is not None:
        thread = f"{HOST}/feeds/{post.id}/comments/default"
        yield _link("replies", "application/atom+xml", thread, "Post Comments")
        count = f"{len(post.comments)} Comments"
        yield _link("replies", "text/html", f"{page}#comment-form", count)
    yield _link("edit", "application/atom+xml", f"{SERVICE_FEED}/{post.id}")
    yield _link("self", "application/atom+xml", f"{SERVICE_FEED}/{post.id}")
    yield _link("alternate", "text/html", page, post.title)


def _author() -> str:
    return (
        f"<author><name>{escape(AUTHOR)}</name><uri>{SERVICE}/profile/{BLOG_ID}</uri>"
        "<email>noreply@blogger.com</email>"
        f"<gd:image rel='{THUMBNAIL_SCHEME}' width='16' height='16'"
        " src='https://img1.blogblog.com/img/b16-rounded.gif'/></author>"
    )


def _link(relation: str, kind: str, address: str, title: str | None = None) -> str:
    named = "" if title is None else f" title='{escape(title)}'"
    return f"<link rel='{relation}' type='{kind}' href='{escape(address)}'{named}/>"


def _quoted(text: str) -> str:
    return f'"{escape(text)}"'


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
