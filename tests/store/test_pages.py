"""Static pages stand beside the posts and never among them."""

from dataclasses import replace

from tests.store.making import HOST, NOW, add_blog, make_post, save, save_pages
from tui_reader.models import Flag, PostQuery, StaticPage
from tui_reader.store import answers, blogs, calendar, marks, posts
from tui_reader.store.answers import Saved
from tui_reader.store.database import Database


def test_a_page_is_read_like_a_post_and_in_no_list(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, make_post(1))
    page = make_post(7, title="About", labels=("Asia",), comments=2)
    assert save_pages(database, blog_id, page, urls=[f"{HOST}/p/about"]) == 1
    assert database.read_now(posts.index, PostQuery()).ids.tolist() == [1]
    assert len(database.read_now(posts.index, PostQuery(label="Asia"))) == 0
    blog = database.read_now(blogs.get_blog, blog_id)
    assert blog is not None
    assert (blog.posts, blog.unread) == (1, 1)
    tree = database.read_now(calendar.tree, blog_id)
    assert tree.pages == (StaticPage(2, "About"),)
    assert (tree.labels, [month.kept for month in tree.months]) == ((), [1])
    article = database.read_now(posts.article, 2)
    assert article is not None
    assert (article.row.title, article.html, article.row.is_read) == ("About", page.html, True)
    assert article.row.published == page.published
    assert database.read_now(posts.find, f"{HOST}/p/about") == 2
    assert database.read_now(posts.find, "2") == 2


def test_a_page_that_comes_again_is_the_same_page(database: Database) -> None:
    blog_id = add_blog(database)
    page = make_post(7, title="About")
    assert save_pages(database, blog_id, page) == 1
    assert save_pages(database, blog_id, replace(page, title="About me", html="<p>New</p>")) == 0
    article = database.read_now(posts.article, 1)
    assert article is not None
    assert (article.row.title, article.html, article.row.is_changed) == (
        "About me",
        "<p>New</p>",
        False,
    )
    assert save_pages(database, blog_id, replace(page, title="About me", html="")) == 0
    article = database.read_now(posts.article, 1)
    assert article is not None
    assert article.html == "<p>New</p>"


def test_a_feed_that_lists_a_page_as_a_post_has_both(database: Database) -> None:
    blog_id = add_blog(database)
    page = make_post(7, title="About")
    save_pages(database, blog_id, page)
    known = database.read_now(
        answers.known_posts, blog_id, [page], [page.url], [f"guid:{page.guid}"]
    )
    assert known == ()
    assert save(database, blog_id, page) == Saved(new=1)
    assert database.read_now(posts.index, PostQuery()).ids.tolist() == [2]


def test_pages_of_a_removed_blog_go_but_starred_ones(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, make_post(1))
    save_pages(database, blog_id, make_post(7, title="About"), make_post(8, title="Links"))
    database.write_now(marks.set_flag, [3], Flag.STARRED, True)
    database.write_now(blogs.remove, blog_id)
    assert save_pages(database, blog_id, make_post(9)) == 0
    assert database.write_now(blogs.clear_removed, 200) == 2
    assert database.write_now(blogs.clear_removed, 200) == 0
    assert database.read_now(posts.article, 2) is None
    assert database.read_now(posts.article, 3) is not None
    assert NOW is not None
