"""The replica of Blogger: it writes and pages as Blogger does."""

import json
import re
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.replica import loaders, synthetic
from tests.replica.blog import Blog
from tests.replica.blogger import Blogger, Ways
from tests.replica.loaders import A
from tests.replica.mirror import FOLDER, HOST, SERVICE, Mirrored, feeds, lafuite
from tests.replica.reading import BASE, OS, get, ids, number, tree
from tests.replica.web import Asked
from tests.shared import CORPUS, needs_corpus

THR = "{http://purl.org/syndication/thread/1.0}"


# ------------------------------------------------------------------------- as Blogger writes


def skeleton(text: str) -> list[str]:
    """Every tag in order, its attributes by name and kind of quote, but for what differs freely."""
    tags = re.findall(r"<[^!>]+>", text)
    return [re.sub(r"""=(['"]).*?\1""", r"=\1\1", tag) for tag in tags if "gd:image" not in tag]


@needs_corpus
def test_a_posts_feed_has_the_skeleton_of_the_real_one() -> None:
    real = (FOLDER / "posts/default").read_text("utf-8")
    made = get(Mirrored(Ways(service=SERVICE)), "/feeds/posts/default").body.decode()
    assert skeleton(made) == skeleton(real)


@needs_corpus
def test_an_rss_feed_has_the_skeleton_of_the_real_one() -> None:
    real = (FOLDER / "posts/default@alt=rss").read_text("utf-8")
    real = re.sub(r"<style type='text/css'>.*?</style>", "", real)  # came with its template
    made = get(Mirrored(), "/feeds/posts/default?alt=rss").body.decode()
    assert skeleton(made) == skeleton(real)


@needs_corpus
@pytest.mark.parametrize("post_id", ["1483524393455590231", "1241400511925403436"])
def test_a_comments_feed_has_the_skeleton_of_the_real_one(post_id: str) -> None:
    real = (FOLDER / post_id / "comments/default").read_text("utf-8")
    site = Blogger(lafuite(), Ways(service=SERVICE), HOST)
    made = get(site, f"/feeds/{post_id}/comments/default").body.decode()
    assert skeleton(made) == skeleton(real)
    assert re.findall(r"<title[^>]*>[^<]*", made) == re.findall(r"<title[^>]*>[^<]*", real)


@needs_corpus
@pytest.mark.parametrize(
    "path",
    ["tylkobezcukru/feeds/posts/default", "rbrazioli-andando/feeds/posts/default"],
)
def test_feeds_of_other_blogs_have_their_skeletons_too(path: str) -> None:
    real = (CORPUS / "blogger-mirror" / path).read_text("utf-8")
    root = ElementTree.fromstring(real)
    posts = [loaders.exported(entry) for entry in root.findall(f"{A}entry")]
    total = int(root.findtext(f"{OS}totalResults") or 0)
    hidden = [
        synthetic.invented(1, 0).posts[0].__class__(**{**vars(posts[-1]), "id": str(n)})
        for n in range(total - len(posts))
    ]
    blog = Blog("1", "A", posts[0].author, [*posts, *hidden])
    made = get(Blogger(blog, base=BASE), "/feeds/posts/default").body.decode()
    after = re.compile(r"(?s)^.*?<title|<media:thumbnail[^>]*>")  # labels of what is not here
    assert skeleton(after.sub("", made)) == skeleton(after.sub("", real))


@needs_corpus
def test_the_mirror_has_51_posts_and_180_comments() -> None:
    blog = lafuite()
    assert (len(blog.posts), len(blog.comments), len(feeds())) == (51, 180, 51)
    assert sum(feed.total for feed in feeds().values()) == 180


@needs_corpus
@pytest.mark.parametrize(
    ("path", "posts", "pages", "comments"),
    [
        ("blogger-export/jeffhandley.xml", 92, 0, 112),
        ("blogger-export/nexusdecode.xml", 8, 1, 1),
        ("blogger-export/pelican-bloggerexport.xml", 1, 1, 1),
        ("blogger-takeout/ajedrez-alcala/Blogs/feed.atom", 137, 6, 2),
        ("wordpress/charleso.wxr.xml", 20, 0, 33),
        ("wordpress/everet-zh.wxr.xml", 97, 4, 163),
    ],
)
def test_backups_are_loaded(path: str, posts: int, pages: int, comments: int) -> None:
    file = CORPUS / path
    by_folder = {"export": loaders.export, "takeout": loaders.takeout, "wordpress": loaders.wxr}
    blog = by_folder[path.partition("/")[0].removeprefix("blogger-")](Path(file))
    assert (len(blog.posts), len(blog.pages), len(blog.comments)) == (posts, pages, comments)


# ------------------------------------------------------------------------- paging


@pytest.mark.parametrize("cap", [25, 100, 150, 500])
def test_no_page_is_longer_than_the_cap_and_received_entries_lead_through_all(
    cap: int, small: Blog
) -> None:
    site = Blogger(small, Ways(cap=cap), BASE)
    found: list[str] = []
    while len(found) < 310:
        page = get(site, f"/feeds/posts/default?start-index={len(found) + 1}&max-results=500")
        assert number(page, "itemsPerPage") == cap
        assert len(ids(page)) == min(cap, 310 - len(found))
        found += ids(page)
    assert found == [post.id for post in small.posts]


def test_a_byte_cap_makes_pages_of_many_sizes_and_next_goes_on_by_what_came(small: Blog) -> None:
    site = Blogger(small, Ways(byte_cap=60_000, service="http://service.test"), BASE)
    found, target, sizes = [], "/feeds/posts/default?max-results=150", set()
    for _ in range(310):
        page = get(site, target)
        found += ids(page)
        sizes.add(len(ids(page)))
        links = [e for e in tree(page).findall(f"{A}link") if e.get("rel") == "next"]
        if not links:
            break
        target = links[0].get("href", "").replace("http://service.test", "")
        target = target.replace(f"/feeds/{small.id}/", "/feeds/")
    assert found == [post.id for post in small.posts]
    assert len(sizes) > 3


def test_the_service_answers_where_next_leads_and_nothing_else(small: Blog) -> None:
    site = Blogger(small, base=BASE)
    asked = Asked("http://www.blogger.com", f"/feeds/{small.id}/posts/default?start-index=26")
    assert ids(site.answer(asked)) == [post.id for post in small.posts[25:50]]
    assert site.answer(Asked("http://www.blogger.com", "/feeds/posts/default")).status == 404


def test_comments_come_newest_first_with_parents_and_removed_marks(small: Blog) -> None:
    site = Blogger(small, base=BASE)
    post = max(small.posts, key=lambda post: len(small.thread(post.id)))
    page = get(site, f"/feeds/{post.id}/comments/default")
    thread = small.thread(post.id)
    assert ids(page) == [comment.id for comment in thread[:25]]
    assert number(page, "totalResults") == len(thread)
    read = [loaders.comment_of(entry) for entry in tree(page).findall(f"{A}entry")]
    assert [(c.parent, c.removed, c.post) for c in read] == [
        (c.parent, c.removed, c.post) for c in thread[:25]
    ]
    whole = get(site, "/feeds/comments/default?max-results=150")
    assert number(whole, "totalResults") == 900
    assert len(ids(whole)) == 150


def test_a_closed_post_tells_no_count_and_json_and_rss_tell_the_same_posts(small: Blog) -> None:
    site = Blogger(small, base=BASE)
    entries = tree(get(site, "/feeds/posts/default?max-results=150")).findall(f"{A}entry")
    told = [entry.find(f"{THR}total") is not None for entry in entries]
    assert told == [post.is_open for post in small.posts[:150]]
    feed = json.loads(get(site, "/feeds/posts/default?alt=json").body)["feed"]
    assert feed["openSearch$totalResults"] == {"$t": "310"}
    assert len(feed["entry"]) == 25
    rss = tree(get(site, "/feeds/posts/default?alt=rss&start-index=301"))
    assert len(rss.findall("channel/item")) == 10


def test_labels_are_and_ed_and_the_archive_widget_adds_up(small: Blog) -> None:
    site = Blogger(small, base=BASE)
    both = [post for post in small.posts if {"Travel", "Été"} <= set(post.labels)]
    asked = "/feeds/posts/default/-/Travel/%C3%89t%C3%A9?max-results=150"
    assert ids(get(site, asked)) == [post.id for post in both]
    counts = re.findall(r"/\d{4}/\d\d/'>[^<]*</a>\s*<span[^>]*>\((\d+)\)", html_of(site, "/"))
    assert sum(map(int, counts)) == 310
    assert "sitemap.xml?page=3" in html_of(site, "/sitemap.xml")


def html_of(site: Blogger, target: str) -> str:
    return get(site, target).body.decode()


# ------------------------------------------------------------------------- validators, redirects


def test_validators_hold_until_a_post_comes_but_for_the_stuck_one(small: Blog) -> None:
    blog = Blog("1", "A", small.author, small.posts[:3])
    site = Blogger(blog, base=BASE)
    first = get(site, "/feeds/posts/default")
    sent = {"If_None_Match": first.headers["ETag"]}
    assert get(site, "/feeds/posts/default", **sent).status == 304
    dated = {"If_Modified_Since": first.headers["Last-Modified"]}
    assert get(site, "/feeds/posts/default", **dated).status == 304
    blog.publish(blog.renew(1))
    assert get(site, "/feeds/posts/default", **sent).status == 200
    site.ways.etag = "stuck"
    stuck = {"If_None_Match": get(site, "/feeds/posts/default").headers["ETag"]}
    blog.publish(blog.renew(2))
    assert get(site, "/feeds/posts/default", **stuck).status == 304


def test_a_feed_redirect_is_stopped_by_its_parameter(small: Blog) -> None:
    site = Blogger(small, Ways(redirected_to="https://feeds.test/x"), BASE)
    answer = get(site, "/feeds/posts/default")
    assert (answer.status, answer.headers["Location"]) == (302, "https://feeds.test/x")
    assert get(site, "/feeds/posts/default?redirect=false").status == 200
    assert get(site, "/feeds/comments/default").status == 200
    old = Blogger(small, Ways(old_host="old.blogspot.com"), BASE)
    moved = old.answer(Asked("http://old.blogspot.com", "/feeds/posts/default?alt=rss"))
    assert moved.headers["Location"] == f"{BASE}/feeds/posts/default?alt=rss"


def test_posts_move_go_and_come(small: Blog) -> None:
    blog = Blog("1", "A", small.author, list(small.posts[:5]))
    second = blog.posts[1]
    blog.redate(second.id, blog.posts[-1].published - timedelta(days=1))
    assert blog.posts[-1].id == second.id
    blog.delete(second.id)
    assert [post.id for post in blog.posts] == [
        post.id for post in small.posts[:5] if post.id != second.id
    ]
    blog.publish(blog.renew(1))
    assert blog.posts[0].title == "Published meanwhile 1"
    site = Blogger(blog, base=BASE)
    assert number(get(site, "/feeds/posts/default"), "totalResults") == 5
