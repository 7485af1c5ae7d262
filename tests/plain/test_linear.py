"""A document in words: no boxes, no signs but bullets, links with numbers, nothing lost."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shared import CORPUS, needs_corpus
from tui_reader.plain.linear import Linear
from tui_reader.plain.reading import Reading
from tui_reader.render.blocks import Document, Table, leaves, spans_of, text_of
from tui_reader.render.html import to_document

DATA = sorted((Path(__file__).parents[1] / "render/data").rglob("*.html"))
BOXES = set("│┌┐└┘├┤┬┴┼─━▎|")


def said(html: str, width: int = 80) -> str:
    return "\n".join(Reading(to_document(html, "https://blog.test/1.html"), width).part(0))


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<h2>Head</h2><p>a</p>", "Heading: Head\n\na"),
        ("<blockquote>Short.</blockquote>", "Quote: Short."),
        (
            "<blockquote><p>One.</p><p>Two.</p></blockquote><p>Out.</p>",
            "Quote:\n\nOne.\n\nTwo.\n\nEnd of the quote.\n\nOut.",
        ),
        ("<pre>x = 1</pre>", "Code:\n\nx = 1"),
        (
            "<pre><code class=language-python>if x:\n    y</code></pre>",
            "Code (python):\n\nif x:\n    y\n\nEnd of the code.",
        ),
        ("<p>a</p><hr><p>b</p>", "a\n\n* * *\n\nb"),
        ("<p>It was <del>red</del> blue.</p>", "It was [deleted: red] blue."),
        ("<p>It was <del>dark <b>red</b></del>.</p>", "It was [deleted: dark red]."),
        ("<ul><li>a<li>b</ul>", "  • a\n  • b"),
        ("<ol start=3><li>a<li>b</ol>", "  3. a\n  4. b"),
        ("<img src=/a.jpg alt='a door'>", "[picture: a door] [1]"),
        (
            "<figure><img src=/a.jpg alt='a door'><figcaption>Red.</figcaption></figure>",
            "[picture: a door] [1]\n\nCaption: Red.",
        ),
        ("<dl><dt>Term<dd>Meaning</dl>", "Term\n    Meaning"),
    ],
)
def test_signs_become_words(html: str, words: str) -> None:
    assert said(html) == words


def test_a_table_is_read_row_by_row_with_the_heads_of_its_columns() -> None:
    html = (
        "<table><tr><th>Year</th><th>Boats</th></tr><tr><td>2013</td><td>4</td></tr>"
        "<tr><td>2014</td><td>5</td></tr></table>"
    )
    assert said(html) == (
        "Table, 2 rows, 2 columns:\nColumns: Year; Boats\nYear: 2013; Boats: 4\n"
        "Year: 2014; Boats: 5\nEnd of the table."
    )


def test_a_table_without_heads_is_read_by_its_cells() -> None:
    html = "<table><tr><td>a</td><td>b<br>c</td></tr><tr><td></td><td>d</td></tr></table>"
    lines = ("Table, 2 rows, 2 columns:", "a; b, c", "d", "End of the table.")
    assert said(html) == "\n".join(lines)


def test_links_are_numbered_as_they_are_met_and_one_address_has_one_number() -> None:
    html = (
        "<p><a href=/a>One</a>, <a href=/b>two <b>words</b></a> and <a href=/a>one</a> again.</p>"
    )
    assert said(html) == "One [1], two words [2] and one [1] again."


def test_the_number_of_a_link_leads_to_it() -> None:
    reading = Reading(to_document("<p><a href=https://a.test/>a</a> <a href=https://b.test/>b"), 80)
    link = reading.link(2)
    assert link is not None
    assert link.url == "https://b.test/"
    assert reading.link(3) is None


@pytest.mark.parametrize("source", DATA, ids=lambda path: path.stem)
def test_no_word_of_a_post_is_lost_and_no_box_is_drawn(source: Path) -> None:
    html = source.read_text("utf-8")
    assert_all_said(html)
    added = set(said(html)) - set(html)
    assert not added & BOXES


@needs_corpus
def test_no_word_of_a_real_post_is_lost() -> None:
    from tests.real.bodies import posts_of

    for path in sorted((CORPUS / "blogger-mirror").rglob("default"))[:6]:
        for post in posts_of(path):
            assert_all_said(post.html)


def assert_all_said(html: str) -> None:
    """Each letter of the document stands in its linear form, in order, and few others."""
    document = to_document(html, "https://blog.test/1.html")
    linear = Linear(document.links).document(document)
    wanted, found = (
        "".join(re.findall(r"\w", "".join(texts(each)))) for each in (document, linear)
    )
    letters = iter(found)
    missing = next((at for at, letter in enumerate(wanted) if letter not in letters), None)
    assert missing is None, wanted[missing : missing + 40]


def texts(document: Document) -> Iterator[str]:
    """The texts of a document, those of each cell of a table by themselves."""
    for leaf in leaves(document.blocks):
        if isinstance(leaf, Table):
            yield from (text_of(cell.spans) for row in leaf.rows for cell in row)
        else:
            yield text_of(spans_of(leaf))


def test_a_place_kept_by_the_screen_is_found_in_the_linear_form_and_back() -> None:
    html = "<h2>Head</h2>" + "".join(
        f"<p>Paragraph {n} of the text.</p><blockquote>Quoted.</blockquote>" for n in range(50)
    )
    reading = Reading(to_document(html), 80)
    reading.go_to_share(0.5)
    assert abs(reading.share - 0.5) < 0.02
    assert "Paragraph 25" in " ".join(list(reading.part(8))[:3])


def test_a_name_within_the_text_is_a_place_to_read_from() -> None:
    html = "<p><a href=#n>1</a></p>" + "<p>Words.</p>" * 20 + "<p id=n>The note.</p>"
    reading = Reading(to_document(html), 80)
    place = reading.anchor("n")
    assert place is not None
    reading.go_to(place)
    assert list(reading.part(0)) == ["The note."]
    assert reading.anchor("m") is None


def test_a_part_ends_between_two_paragraphs_and_the_next_begins_with_words() -> None:
    reading = Reading(to_document("".join(f"<p>{'word ' * 40}{n}</p>" for n in range(20))), 40)
    parts = []
    while not reading.is_over:
        parts.append(list(reading.part(16)))
    assert all(8 <= len(part) <= 17 for part in parts[:-1])
    assert all(part[0] and part[-1] for part in parts)
    assert " ".join(" ".join(part) for part in parts).split() == (
        " ".join(f"{'word ' * 40}{n}" for n in range(20)).split()
    )


def test_words_are_found_whatever_their_case_with_what_stands_around_them() -> None:
    reading = Reading(to_document("<p>Once the Páct was signed.</p><p>A pact, again.</p>"), 80)
    found = reading.find("PACT")
    assert [place.words for place in found] == ["Once the Páct was signed.", "A pact, again."]
    reading.go_to(found[1].offset)
    assert list(reading.part(0)) == ["A pact, again."]
    assert reading.find("treaty") == []


def test_no_part_ends_below_a_headline() -> None:
    html = "".join(f"<p>Words {n}.</p><p>More.</p><h2>Head {n}</h2>" for n in range(30)) + "End."
    reading = Reading(to_document(html), 40)
    for height in (10, 11, 12, 13, 14):
        part = list(reading.part(height))
        assert not part[-1].startswith("Heading: ")


def test_bullets_are_ascii_where_that_is_wanted() -> None:
    document = to_document("<ul><li>a</ul>")
    assert list(Reading(document, 40, ascii_signs=True).part(0)) == ["  * a"]
