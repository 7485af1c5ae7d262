"""Pictures as lines of a text: their room, what stays when there is none, and the place in it."""

from tui_reader.render.html import to_document
from tui_reader.render.layout import Layout, Line
from tui_reader.render.pixels import PicturePlan

DOOR = "https://blog.test/door.png"
HOUSE = "https://blog.test/house.png"
HTML = (
    f'<p>Before.</p><p><img src="{DOOR}" alt="a red door"></p>'
    f'<p><a href="https://blog.test/page"><img src="{HOUSE}" alt="a house"></a></p><p>After.</p>'
)


def lines(plan: PicturePlan, width: int = 40, html: str = HTML) -> list[Line]:
    layout = Layout(to_document(html), width, pictures=plan)
    return layout.lines(0, layout.height)


def test_lines_are_kept_for_a_picture_whose_size_is_known_before_its_pixels_come() -> None:
    drawn = lines(PicturePlan({DOOR: (320, 160)}))
    rows = [line.pixels for line in drawn if line.pixels]
    assert [(row.source, row.columns, row.lines, row.row) for row in rows] == [
        (DOOR, 40, 10, number) for number in range(10)
    ]
    assert [line.text.strip() for line in drawn if not line.pixels] == [
        "Before.", "", "", "[picture: a house]", "", "After.",
    ]  # fmt: skip


def test_two_pictures_that_are_drawn_do_not_touch() -> None:
    drawn = lines(PicturePlan({DOOR: (80, 32), HOUSE: (80, 32)}))
    assert [bool(line.pixels) for line in drawn][2:7] == [True, True, False, True, True]


def test_a_picture_that_did_not_come_says_so_in_its_label() -> None:
    drawn = lines(PicturePlan({}, {DOOR: "not fetched: timeout"}), 60)
    assert "[picture: a red door, not fetched: timeout]" in [line.text for line in drawn]


def test_offsets_rise_and_the_words_said_besides_do_not_move_what_follows() -> None:
    plans = [
        PicturePlan(),
        PicturePlan({DOOR: (640, 640)}),
        PicturePlan({}, {DOOR: "not fetched: " + "word " * 60}),
    ]
    for plan in plans:
        drawn = lines(plan, 24)
        offsets = [line.offset for line in drawn]
        assert offsets == sorted(offsets)
        assert drawn[-1].offset == lines(PicturePlan(), 24)[-1].offset


def test_a_picture_is_gone_back_to_at_its_first_line() -> None:
    layout = Layout(to_document(HTML), 40, pictures=PicturePlan({DOOR: (640, 640)}))
    first = layout.lines(0, 3)[2]
    assert first.pixels
    assert first.pixels.row == 0
    assert layout.line_of_offset(first.offset) == 2


def test_a_picture_can_be_followed_from_each_of_its_lines_and_begins_once() -> None:
    layout = Layout(to_document(HTML), 40, pictures=PicturePlan({HOUSE: (320, 160)}))
    drawn = layout.lines(0, layout.height)
    first = next(number for number, line in enumerate(drawn) if line.pixels)
    assert [layout.link_at(first + row, 39) for row in (0, 9)] == [1, 1]
    assert [place.link for place in layout.links] == [0, 1]


def test_a_picture_in_a_list_and_in_a_quote_keeps_its_pixels_beside_the_sign() -> None:
    html = (
        f'<ul><li><p>Words</p><img src="{DOOR}" alt="a"></li></ul>'
        f'<blockquote><img src="{HOUSE}"></blockquote>'
    )
    drawn = lines(PicturePlan({DOOR: (64, 64), HOUSE: (64, 64)}), 40, html)
    beside = {line.pieces[0].text for line in drawn if line.pixels}
    assert beside == {"    ", "▎ "}
    assert all(line.width <= 40 and "pixels" in line.pieces[1].styles
               for line in drawn if line.pixels)  # fmt: skip


def test_a_pane_without_room_shows_nothing_and_does_not_break() -> None:
    plan = PicturePlan({DOOR: (640, 480)})
    assert lines(plan, 0) == []
    for width in (1, 2, 7):
        assert all(line.width <= 1 for line in lines(plan, width) if width == 1)
