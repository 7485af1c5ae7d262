"""The article of a web page: found by the names that programs give it, else where the text is."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.feeds.archive.servers import page
from tests.growth import is_linear
from tests.shared import CORPUS, needs_corpus
from tui_reader.errors import FeedError
from tui_reader.feeds import page_text
from tui_reader.feeds.page_text import PageText, PageToRead
from tui_reader.limits import CONTENT_BYTES
from tui_reader.models import Page
from tui_reader.render.text import plain_of

URL = "https://blog.test/2014/03/a.html"
WORDS = "<p>" + "This is what the post says, and a little more of it. " * 3 + "</p>"
NOISE = "<p>" + "Subscribe, share, follow, and read another one of ours. " * 20 + "</p>"


def read(body: str | bytes, content_type: str = "text/html; charset=utf-8") -> PageText:
    return page_text.read(PageToRead(page(URL, body, content_type=content_type)))


def words(html: str) -> list[str]:
    return plain_of(html).split()


@pytest.mark.parametrize(
    "start",
    [
        "<div class='post-body entry-content' id='p'>",
        '<div class="entry-content">',
        "<section CLASS=post-content>",
        "<div itemprop='articleBody'>",
        "<div class='available-content'>",
        "<article>",
    ],
)
def test_the_article_is_known_by_its_name(start: str) -> None:
    tag = start[1:].partition(" ")[0].rstrip(">")
    body = f"<body><div>{NOISE}</div>{start}{WORDS}</{tag}><footer>{NOISE}</footer></body>"
    assert read(body).html == WORDS


@pytest.mark.parametrize("name", ["main", "div"])
def test_without_a_name_it_is_looked_for_where_most_text_is(name: str) -> None:
    body = f"<body><nav><p>Home</p></nav><{name}><div>{WORDS}{WORDS}</div></{name}><p>Us</p></body>"
    found = words(read(body).html)
    assert found == words(WORDS + WORDS)


def test_what_a_page_calls_its_own_part_holds_the_post() -> None:
    found = words(read(f"<body><div>{NOISE}</div><main><div>{WORDS}</div></main></body>").html)
    assert found == words(WORDS)


def test_an_inner_name_is_surer_than_the_element_around_it() -> None:
    body = f"<article><h1>T</h1><div class='entry-content'>{WORDS}</div>{NOISE}</article>"
    assert read(body).html == WORDS


def test_of_two_with_the_same_name_the_longer_is_the_article() -> None:
    short = "<div class='post-body'><p>A related post, in one line of words.</p></div>"
    assert read(f"{short}<div class='post-body'>{WORDS}</div>{short}").html == WORDS


def test_scripts_comments_and_unclosed_tags_do_not_lead_astray() -> None:
    body = (
        "<script>'<div class=post-body>'</script><!-- <div class='post-body'> -->"
        f"<div class='post-body'><p>One<p>Two<br>{WORDS}<b></div><p>After</p>"
    )
    assert read(body).html == f"<p>One<p>Two<br>{WORDS}<b>"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<meta property='og:title' content='A &amp; B'><h1>Blog</h1>", "A & B"),
        ("<title>Blog: x</title><h3 class='post-title entry-title'><a href='/'>C</a></h3>", "C"),
        ("<title>Blog: The post</title><h1>Blog</h1>", "The post"),
        ("<title>The post | Blog</title><h1>The post</h1>", "Blog"),
        ("<title>Only &#8220;this&#8221;</title>", "Only “this”"),
        ("<h1>\x1b[31mRed\u202e</h1>", "[31mRed"),
        ("", ""),
    ],
)
def test_the_title_is_the_posts_own(head: str, title: str) -> None:
    assert read(f"{head}<article>{WORDS}</article>").title == title


@pytest.mark.parametrize(
    ("start", "kept"),
    [
        ("<header><h1 class=x><a href='/'>The post</a></h1></header>", "<header></header>"),
        ("<h2>The  post</h2>", ""),
        ("<h2>Another thing</h2>", "<h2>Another thing</h2>"),
        ("<p>Words</p><h2>The post</h2>", "<p>Words</p><h2>The post</h2>"),
    ],
)
def test_a_first_heading_that_says_the_title_again_is_left_out(start: str, kept: str) -> None:
    found = read(f"<meta property=og:title content='The post'><article>{start}{WORDS}</article>")
    assert found.html == kept + WORDS


def test_relative_addresses_start_from_the_page_or_from_what_it_says() -> None:
    assert read(f"<article>{WORDS}</article>").base == URL
    assert (
        read(f"<base href='https://cdn.test/x/'><article>{WORDS}</article>").base
        == "https://cdn.test/x/"
    )


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (f"<article>Größe{WORDS}</article>".encode(), "text/html"),
        (f"<article>Größe{WORDS}</article>".encode("latin-1"), "text/html; charset=iso-8859-1"),
        (f"<meta charset=latin-1><article>Größe{WORDS}</article>".encode("latin-1"), ""),
        (f"<article>Größe{WORDS}</article>".encode("cp1252"), "text/html; charset=nonsense"),
    ],
)
def test_letters_are_read_as_the_page_says(body: bytes, content_type: str) -> None:
    assert "Größe" in read(body, content_type).html


QUOTED = "“Café” – it’s what the post says, word by word. " * 3
CHINESE = "朱镕基说的话，" * 20
JAPANESE = "①日本語の文章です。" * 20
KOREAN = "똠방각하의 말，" * 20


@pytest.mark.parametrize(
    ("text", "codec", "named"),
    [
        (QUOTED, "utf-8", "iso-8859-1"),
        (QUOTED, "cp1252", "iso-8859-1"),
        (CHINESE, "gbk", "gb2312"),
        (JAPANESE, "cp932", "Shift_JIS"),
        (KOREAN, "cp949", "euc-kr"),
    ],
)
@pytest.mark.parametrize("where", ["header", "page"])
def test_letters_are_read_as_programs_wrote_them(
    text: str, codec: str, named: str, where: str
) -> None:
    meta = f"<meta charset={named}>" if where == "page" else ""
    body = f"{meta}<article><p>{text}</p></article>".encode(codec)
    kind = f"text/html; charset={named}" if where == "header" else "text/html"
    assert read(body, kind).html == f"<p>{text}</p>"


@pytest.mark.parametrize(("text", "codec"), [(QUOTED, "utf-8"), (CHINESE, "gb2312")])
def test_a_letter_cut_in_two_spoils_no_others(text: str, codec: str) -> None:
    text = text.replace("镕", "容")
    start, end = f"<article><p>{text}</p>".encode(codec), f"<p>{text}</p></article>".encode(codec)
    found = read(start + "朱".encode(codec)[:1] + end, f"text/html; charset={codec}").html
    assert found.startswith(f"<p>{text}</p>")
    assert text[-40:] in found[-50:]


@pytest.mark.parametrize("depth", [100, 199, 200, 5_000])
@pytest.mark.parametrize("tag", ["div", "blockquote", "span"])
def test_what_comes_after_elements_that_lie_very_deep_is_of_the_post(depth: int, tag: str) -> None:
    deep = f"{WORDS}{f'<{tag}>' * depth}<p>inner</p>{f'</{tag}>' * depth}<p>After</p>"
    assert read(f"<div><div class='post-body'>{deep}</div><p>Foot</p></div>").html == deep


def test_a_page_without_text_is_no_article() -> None:
    with pytest.raises(FeedError) as caught:
        read("<html><body><img src=x></body></html>")
    assert caught.value.error_class == "not-a-feed"


def test_a_long_article_is_cut_with_a_mark() -> None:
    found = read(f"<article>{'<p>words</p>' * 600_000}</article>")
    assert len(found.html.encode()) <= CONTENT_BYTES


@pytest.mark.parametrize(
    ("start", "piece", "size"),
    [("", "<", 1_600_000), ("", "<div>", 200_000), ("", "<p>", 200_000),
     ("<div>" * 300, "</p>", 200_000), ("", '<a "', 200_000), ("", "<script ", 100_000),
     ("", "<!--", 200_000), ("<a ", "x=", 500_000)],
    ids=["lt", "div", "p", "close", "quote", "script", "comment", "attributes"],
)  # fmt: skip
def test_a_hostile_page_is_read_in_linear_time(start: str, piece: str, size: int) -> None:
    def refuse(size: int) -> None:
        with pytest.raises(FeedError):
            read(start + piece * size)

    assert is_linear(refuse, size)


@needs_corpus
def test_real_pages_of_blogger_give_their_posts() -> None:
    folder = CORPUS / "blogger-mirror/lafuiteautourdumonde.com"
    for file in sorted(folder.glob("20*/*/*.html")):
        if file.name == "index.html":
            continue
        body = file.read_bytes()
        found = page_text.read(PageToRead(Page(URL, URL, 200, body, "text/html")))
        assert 500 < len(found.html) < len(body) / 3
        assert found.title
        assert "comment-form" not in found.html


@pytest.mark.parametrize("charset", ["idna", "punycode", "hex", "undefined", "nosuch"])
def test_a_page_whose_charset_is_none_is_read_all_the_same(charset: str) -> None:
    body = f"<article>{WORDS}Grüße</article>"
    assert "Grüße" in read(body, f"text/html; charset={charset}").html


# ------------------------------------------------------------------------- which of several


BEGINNING = "Nobody else went down to the harbour"
OF_ITS_OWN = "A few lines that somebody wrote about this post and that are nowhere in it"
POST = f"<p>{BEGINNING} so late in the year.</p>" + WORDS


def read_knowing(
    body: str, beginning: str = BEGINNING, pictures: int = 0, title: str = ""
) -> PageText:
    return page_text.read(PageToRead(page(URL, body), beginning, pictures, title))


def test_of_several_posts_on_a_page_the_one_that_begins_as_in_the_feed_is_taken() -> None:
    other = f"<div class='post-body'>{WORDS * 4}</div>"
    body = f"{other}<div class='post-body'>{POST}</div>{other}"
    assert read_knowing(body).html == POST


def test_where_a_name_holds_something_else_the_feeds_words_lead_to_the_post() -> None:
    teaser = f"<div class='post-text'>{NOISE}</div>"
    body = f"<body>{teaser}<div><div>{POST * 9}</div></div></body>"
    assert words(read_knowing(body).html) == words(POST * 9)


def test_a_beginning_written_for_the_feed_alone_is_no_hindrance() -> None:
    head = "<title>The Harbour in Winter | A Blog</title>"
    body = f"{head}<article>{POST}</article>"
    assert read_knowing(body, OF_ITS_OWN, title="The harbour, in winter").html == POST


@pytest.mark.parametrize(
    "body",
    [
        f"<title>Hotel Wifi</title><div>{NOISE}</div>",
        f"<title>Log in</title><main>{NOISE}</main>",
        f"<title>A Blog</title><h1>A Blog</h1><div class='post-body'>{NOISE * 3}</div>" * 2,
    ],
)
@pytest.mark.parametrize("beginning", [BEGINNING, OF_ITS_OWN, ""])
def test_what_comes_in_place_of_the_post_is_not_taken_for_it(body: str, beginning: str) -> None:
    with pytest.raises(FeedError, match="cannot be told") as caught:
        read_knowing(body, beginning, title="The harbour, in winter")
    assert caught.value.error_class == "not-a-feed"


@pytest.mark.parametrize("title", ["冬の港", "冬の港について"])
def test_a_title_without_blanks_between_its_words_is_found(title: str) -> None:
    body = f"<title>私のブログ 冬の港についての話</title><article>{POST}</article>"
    assert read_knowing(body, OF_ITS_OWN, title=title).html == POST


@pytest.mark.parametrize("cut", [BEGINNING, f"{BEGINNING} so la", f"{BEGINNING} so late [...]"])
def test_a_beginning_may_be_cut_within_a_word(cut: str) -> None:
    body = f"<div class='post-body'>{NOISE}</div><div class='post-body'>{POST}</div>"
    assert read_knowing(body, cut).html == POST


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (f"<article><p>{BEGINNING}</p></article>", page_text.NO_MORE),
        ("<article><p>Subscribe to read on, it is cheap.</p></article>", page_text.NO_MORE),
        ("<body><p>Log in</p></body>", page_text.NO_MORE),
        ("<body>Log in</body>", page_text.UNKNOWN),
    ],
)
def test_a_page_with_no_more_than_the_feed_is_refused(body: str, sentence: str) -> None:
    with pytest.raises(FeedError) as caught:
        read_knowing(body)
    assert (caught.value.error_class, caught.value.message) == ("not-a-feed", sentence)


def test_pictures_are_more_than_the_same_words_without() -> None:
    body = f"<article><p>{BEGINNING}</p><img src='a.jpg'></article>"
    assert read_knowing(body).html.endswith("<img src='a.jpg'>")
    with pytest.raises(FeedError, match="no more"):
        read_knowing(body, pictures=1)


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "video/mp4; codecs=x"])
def test_a_file_is_no_page(kind: str) -> None:
    with pytest.raises(FeedError, match=f"leads to a file .{kind.partition(';')[0]}., not to"):
        page_text.read(PageToRead(page(URL, b"%PDF-1.4", content_type=kind)))


# ------------------------------------------------------------------------- what is not of it


@pytest.mark.parametrize(
    "noise",
    [
        "<div class='sharedaddy sd-sharing-enabled'><ul><li>Tweet</li></ul></div>",
        "<div id='jp-relatedposts' class='jp-relatedposts'><h3>Related</h3></div>",
        "<div class=yarpp-related><p>Similar posts</p></div>",
        "<p class='screen-reader-text'>Skip</p>",
        "<form action=/s><p>Your address <input></p></form>",
        "<nav><a href=/>Home</a></nav>",
        "<section id=comments><p>First!</p></section>",
        "<div class='subscription-widget-wrap'><p>Thanks for reading</p></div>",
        "<button>Like</button>",
        "<aside class='author-box'><p>About me</p><div><div>x</div></div></aside>",
    ],
)
def test_what_the_page_put_into_the_article_is_left_out(noise: str) -> None:
    body = f"<div class='entry-content'>{WORDS}{noise}{WORDS}</div>"
    assert read(body).html == WORDS + WORDS


@pytest.mark.parametrize(
    "kept",
    [
        "<pre><code>x = 1 <span class='comment'># one</span></code></pre>",
        "<aside><p>A remark beside the text</p></aside>",
        "<div class='footnotes'><ol><li>A note</li></ol></div>",
        "<figure><img src=a.jpg><figcaption>A red door</figcaption></figure>",
        "<p class='shared-memory'>Words</p>",
    ],
)
def test_what_is_of_the_article_stays(kept: str) -> None:
    body = f"<div class='entry-content'>{WORDS}{kept}{WORDS}</div>"
    assert read(body).html == WORDS + kept + WORDS


def test_what_holds_most_of_the_words_is_the_article_whatever_its_name() -> None:
    body = f"<article><div class='share'>{WORDS}</div></article>"
    assert read(body).html == f"<div class='share'>{WORDS}</div>"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<img data-src='/a.jpg'>", '<img src="/a.jpg">'),
        (
            "<img src='data:image/gif;base64,R' data-lazy-src='b.png' alt='A &amp; \"B\"' width=9>",
            '<img src="b.png" alt="A &amp; &quot;B&quot;" width="9">',
        ),
        ("<img src='data:image/png;base64,x'>", "<img src='data:image/png;base64,x'>"),
        ("<img src=c.jpg data-src=d.jpg>", "<img src=c.jpg data-src=d.jpg>"),
    ],
)
def test_a_picture_that_a_script_would_fill_in_has_its_true_address(
    written: str, shown: str
) -> None:
    assert read(f"<article>{WORDS}{written}</article>").html == WORDS + shown


# ------------------------------------------------------------------------- anything at all


PIECES = st.lists(
    st.sampled_from(
        ["<div class='post-body'>", "</div>", "<article>", "<main>", "<p>", WORDS, "<table><td>",
         "<div class=share>", "<!--", "-->", "<script>", "</script>", "<h1>T</h1>", "<img src>",
         "<img data-src=a>", "<base href='http://[/'>", "\x00", "\x1b[31m", "<a href=x>", "<form>",
         '"', "<", "&#xD800;"]
    ),
    max_size=40,
)  # fmt: skip


@given(PIECES.map("".join), st.sampled_from(["", BEGINNING]))
def test_any_page_gives_a_post_or_a_refusal(body: str, beginning: str) -> None:
    with suppress(FeedError):
        found = read_knowing(body, beginning)
        assert len(found.html) <= len(body) + 200
