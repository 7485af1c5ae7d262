"""Archives that are neither Blogger's nor WordPress's arrive whole, or it is said why not."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.e2e.homes import ask
from tests.replica import faults, synthetic
from tests.replica.archives import Archive, ArchiveWays
from tests.replica.blog import Blog
from tests.replica.drive import drive
from tests.replica.faults import Faulty, Rule
from tests.replica.judge import judge
from tests.replica.server import Net

BASE = "https://blog.test"
INVENTED = synthetic.invented(137, 0)
WHOLE: dict[str, ArchiveWays] = {
    "rfc5005 archives": ArchiveWays("archived"),
    "rfc5005 archives as rss": ArchiveWays("archived", is_rss=True),
    "rfc5005 pages": ArchiveWays("paged"),
    "rfc5005 pages as rss": ArchiveWays("paged", is_rss=True),
    "rfc5005 pages that begin anew": ArchiveWays("paged", next_loops=True),
    "rfc5005 complete": ArchiveWays("complete"),
    "json feed": ArchiveWays("json"),
    "json feed that begins anew": ArchiveWays("json", next_loops=True),
    "?page=N": ArchiveWays("page"),
    "?paged=N": ArchiveWays("paged-query"),
}


def blog() -> Blog:
    """One of its own for each test."""
    return Blog("77", INVENTED.title, INVENTED.author, list(INVENTED.posts))


@pytest.mark.parametrize("name", WHOLE)
async def test_an_archive_arrives_whole_and_no_document_is_asked_for_twice(
    name: str, tmp_path: Path
) -> None:
    site = Archive(blog(), WHOLE[name], BASE)
    driven = await drive(tmp_path, Net(site), BASE + site.feed_path)
    assert driven.is_done
    faults_found = judge(tmp_path, site.blog, comments=False, has_counts=False).faults()
    assert faults_found == {}
    if WHOLE[name].next_loops:
        assert "lead in a circle" in driven.sentence
    elif WHOLE[name].kind == "complete":
        assert driven.sentence == "the feed holds the whole blog: there is nothing older to bring"
    else:
        assert driven.sentence == ""
    pages = -(-137 // site.ways.size) if WHOLE[name].kind != "complete" else 1
    assert len(driven.urls) <= pages + 9, driven.urls
    beyond = Counter(url for url in driven.urls if url != BASE + site.feed_path)
    assert max(beyond.values(), default=0) <= 2


async def test_archive_documents_are_never_fetched_again(tmp_path: Path) -> None:
    site = Archive(blog(), ArchiveWays("archived"), BASE)
    net = Net(site)
    await drive(tmp_path, net, BASE + site.feed_path)
    site.blog.publish(*(site.blog.renew(number) for number in range(1, 16)))
    again = await drive(tmp_path, net, BASE + site.feed_path)
    assert again.sentence == ""
    verdict = judge(tmp_path, site.blog, comments=False, has_counts=False)
    assert verdict.faults() == {}
    documents = Counter(url for url in net.log.urls if "/archive/" in url)
    assert documents
    assert set(documents.values()) == {1}


@pytest.mark.parametrize("kind", ["substack", "sitemap"])
async def test_what_has_only_titles_gives_them_all_and_says_so(kind: str, tmp_path: Path) -> None:
    site = Archive(blog(), ArchiveWays(kind), BASE)
    driven = await drive(tmp_path, Net(site), BASE + site.feed_path)
    assert driven.is_done
    assert ask(tmp_path, "SELECT count(*) FROM posts WHERE kind = 'post'") == [(137,)]
    assert re.search(r"title|text|bod", driven.found.note + driven.sentence), driven


@pytest.mark.parametrize(
    "ways",
    [
        ArchiveWays("page", ignores_page=True),
        ArchiveWays("paged", in_header=True),  # RFC 5005 wants links in the document
    ],
)
async def test_a_feed_that_leads_nowhere_says_so(ways: ArchiveWays, tmp_path: Path) -> None:
    site = Archive(blog(), ways, BASE)
    driven = await drive(tmp_path, Net(site), BASE + site.feed_path)
    assert driven.is_done
    assert "its feed gives only the newest 10 posts" in driven.sentence
    assert len(driven.urls) <= 20


@pytest.mark.parametrize("kind", ["archived", "paged", "json", "page"])
async def test_trouble_in_the_middle_is_waited_for_there_too(kind: str, tmp_path: Path) -> None:
    site = Archive(blog(), ArchiveWays(kind), BASE)
    match = r"archive/|\?p=|offset=|page="
    rules = (
        Rule(faults.refuse(429, "5"), match, first=5),
        Rule(faults.cut(0.5), match, first=8),
        Rule(faults.refuse(503), match, first=10, times=2),
    )
    driven = await drive(tmp_path, Net(Faulty(site, *rules)), BASE + site.feed_path)
    assert driven.sentence == ""
    assert judge(tmp_path, site.blog, comments=False, has_counts=False).faults() == {}
    assert sum(driven.waits) >= 5


@pytest.mark.parametrize("kind", ["paged", "json", "page"])
async def test_a_post_published_in_the_middle_costs_none(kind: str, tmp_path: Path) -> None:
    changing = blog()
    rule = Rule(
        faults.hook(lambda: changing.publish(changing.renew(1))),
        match=r"\?p=|offset=|page=",
        first=5,
    )
    site = Faulty(Archive(changing, ArchiveWays(kind), BASE), rule)
    driven = await drive(tmp_path, Net(site), BASE + site.site.feed_path)
    assert driven.is_done
    verdict = judge(tmp_path, changing, comments=False, has_counts=False)
    missing = [each for each in verdict.missing_posts if not each.startswith("9000000")]
    assert missing == []
    assert verdict.doubled_posts == []
