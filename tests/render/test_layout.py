import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.render.blocks import Document, Heading, Paragraph, Span
from tui_reader.render.html import to_document
from tui_reader.render.layout import Layout
from tui_reader.render.lines import Line
from tui_reader.render.text import wrapped

ARTICLE = """<h2>First</h2><p>Some words with <a href="https://a.test/">a link that is long enough
to go on in the next line</a> and <a href="https://b.test/">another</a>.</p><blockquote>quoted
words</blockquote><ul><li>one<li>two</ul><pre>code</pre><h3>Second</h3>
<table><tr><th>a<th>b<tr><td>c<td>d</table><hr><img src="red-door.jpg"><p>The end.</p>"""
DOCUMENT = to_document(ARTICLE, "https://blog.test/")
LONG = to_document("".join(f"<h3>Part {n}</h3><p>{'word ' * 200}</p>" for n in range(200)))


def shown(lines: list[Line]) -> list[str]:
    return [line.text for line in lines]


def test_lines_are_the_same_however_they_are_asked_for() -> None:
    whole = Layout(LONG, 60).lines(0, 10**6)
    bit_by_bit = Layout(LONG, 60)
    assert [bit_by_bit.lines(number, 1)[0] for number in range(len(whole))] == whole
    assert bit_by_bit.lines(len(whole), 5) == []


def test_only_what_is_asked_for_is_drawn() -> None:
    layout = Layout(LONG, 80)
    layout.lines(0, 40)
    assert layout.known_height == 40
    assert not layout.is_whole
    assert layout.lay_more(10)
    assert layout.known_height == 50
    estimate = layout.estimated_height
    assert abs(estimate - layout.height) < layout.height / 4
    assert layout.is_whole
    assert not layout.lay_more()
    assert layout.estimated_height == layout.height == layout.known_height


@pytest.mark.parametrize("width", [0, -3])
def test_no_width_gives_no_lines_and_does_not_raise(width: int) -> None:
    layout = Layout(DOCUMENT, width)
    assert layout.lines(0, 10) == []
    assert layout.height == 0
    assert layout.line_of_offset(5) == 0
    assert layout.offset_of_line(0) == 0


def test_an_empty_document_has_no_lines() -> None:
    layout = Layout(Document(), 80)
    assert layout.height == 0
    assert layout.headings == layout.links == []


@pytest.mark.parametrize("width", [1, 5, 20, 40, 80, 200])
def test_the_reading_position_survives_a_change_of_width(width: int) -> None:
    old, new = Layout(LONG, 80), Layout(LONG, width)
    for line in (0, 1, 7, 200, 900):
        offset = old.offset_of_line(line)
        found = new.line_of_offset(offset)
        assert new.offset_of_line(found) <= offset
        assert found + 1 >= new.height or new.offset_of_line(found + 1) > offset


@given(st.integers(1, 60))
def test_offsets_never_fall(width: int) -> None:
    offsets = [line.offset for line in Layout(DOCUMENT, width).lines(0, 10**4)]
    assert offsets == sorted(offsets)
    assert offsets[-1] <= DOCUMENT.letters


def test_headings_have_their_lines() -> None:
    layout = Layout(DOCUMENT, 80)
    layout.lines(0, layout.height)
    places = layout.headings
    assert [(place.level, place.text) for place in places] == [(2, "First"), (3, "Second")]
    for place in places:
        assert place.text in layout.lines(place.line, 1)[0].text


def test_links_begin_once_and_are_found_under_the_mouse() -> None:
    layout = Layout(DOCUMENT, 40)
    layout.lines(0, layout.height)
    places = layout.links
    assert [place.link for place in places] == [0, 1, 2]
    for place in places:
        assert layout.link_at(place.line, place.column) == place.link
        assert layout.link_at(place.line, place.column - 1) is None
    assert layout.link_at(places[0].line + 1, 0) == 0
    assert layout.link_at(10**6, 0) is None


def test_text_stands_in_the_middle_and_is_never_wider_than_asked() -> None:
    layout = Layout(LONG, 120, text_width=88)
    assert {line.margin for line in layout.lines(0, 100)} == {16}
    assert max(line.width for line in layout.lines(0, 100)) <= 88


@pytest.mark.parametrize(
    ("cells", "margin"),
    [(50, 16), (88, 16), (104, 16), (105, 15), (119, 1), (120, 0), (200, 0)],
)
def test_code_begins_where_text_does_and_moves_left_only_as_far_as_it_must(
    cells: int, margin: int
) -> None:
    layout = Layout(to_document(f"<p>text</p><pre>{'x' * cells}</pre>"), 120)
    text, _, code = layout.lines(0, 3)
    assert text.margin == 16
    assert (code.width, code.margin) == (cells, margin)


def test_a_table_wider_than_text_begins_where_text_does_while_it_fits() -> None:
    row = "".join(f"<td>{'x' * 28}" for _ in range(3))
    layout = Layout(to_document(f"<p>text</p><table><tr><th>a<th>b<th>c<tr>{row}</table>"), 120)
    margins = {(line.width, line.margin) for line in layout.lines(2, 5)}
    assert margins == {(94, 16)}


SHORT_ROWS = "<tr><td>a<td>b" * 3
TALL_ROW = "<tr><td>c<td>d<br>e"


@pytest.mark.parametrize(
    ("table", "drawn"),
    [
        (SHORT_ROWS, "┌│││└"),
        ("<tr><th>a<th>b" + SHORT_ROWS, "┌│├│││└"),
        ("<tr><th>a<th>b<tr><th>a<th>b" + SHORT_ROWS, "┌││├│││└"),
        (SHORT_ROWS + TALL_ROW + SHORT_ROWS, "┌│││├││├│││└"),
        (TALL_ROW + TALL_ROW + SHORT_ROWS, "┌││├││├│││└"),
    ],
)
def test_rules_stand_under_the_head_and_beside_rows_of_several_lines(
    table: str, drawn: str
) -> None:
    layout = Layout(to_document(f"<table>{table}</table>"), 80)
    assert "".join(line.text[0] for line in layout.lines(0, 99)) == drawn


@pytest.mark.parametrize(
    "below",
    [
        "<p>text</p>", "<ul><li>text</ul>", "<pre>text</pre>", "<blockquote>text</blockquote>",
        '<img alt="text">', "<table><tr><td>a<td>text<tr><td>b<td>c</table>", "<dl><dd>text</dl>",
    ],
)  # fmt: skip
def test_what_a_headline_is_about_follows_it_at_once(below: str) -> None:
    layout = Layout(to_document(f"<p>Before.</p><h2>Head</h2>{below}"), 60)
    assert [bool(line.text) for line in layout.lines(0, 4)] == [True, False, True, True]


def test_a_frame_is_laid_out_with_the_document() -> None:
    title = Heading((Span("A title"),), 1, ("title",))
    foot = Paragraph((Span("Older", link=len(DOCUMENT.links)),), ("muted",))
    layout = Layout(DOCUMENT.with_frame([title], [foot]), 60)
    lines = layout.lines(0, layout.height)
    assert lines[0].text == "A title"
    assert lines[0].pieces[0].styles == ("heading1", "title")
    assert lines[-1].pieces[0].styles == ("muted", "link")
    assert [place.text for place in layout.headings] == ["First", "Second"]


def test_ascii_draws_no_sign_outside_of_ascii() -> None:
    assert wrapped(DOCUMENT, 60, ascii=True).isascii()


def test_pieces_carry_style_names() -> None:
    html = "<b>b</b> <i>i</i> <code>c</code> x<blockquote>q</blockquote><ul><li>l</ul><hr>"
    layout = Layout(to_document(html), 40)
    names = {style for line in layout.lines(0, 99) for piece in line.pieces for style in piece[1]}
    assert names == {"strong", "emphasis", "code", "quote", "list-sign", "rule"}


def test_signs_are_left_out_where_they_would_leave_no_room() -> None:
    deep = "<blockquote>" * 30 + "words"
    layout = Layout(to_document(deep), 12)
    assert all(line.width <= 12 for line in layout.lines(0, layout.height))
    assert "words" in layout.lines(0, 1)[0].text


@pytest.mark.parametrize("tags", ["<p>{}</p>", "<blockquote>{}</blockquote>", "<ul><li>{}</ul>"])
@pytest.mark.parametrize("depth", [1, 2])
def test_a_link_that_goes_on_in_the_next_lines_begins_once(tags: str, depth: int) -> None:
    html = f'<a href="https://a.test/">{"many words of a link " * 8}</a> and words'
    for _ in range(depth):
        html = tags.format(html)
    layout = Layout(to_document(html), 40)
    assert layout.height > 4
    assert len(layout.links) == 1
