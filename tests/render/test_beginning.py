"""The beginning of a long post: the same as the whole's, and nothing that the whole hides."""

import pytest

from tui_reader.render.beginning import BEGINNING_LETTERS, beginning
from tui_reader.render.blocks import leaves, spans_of, text_of
from tui_reader.render.html import to_document
from tui_reader.render.text import plain

PARAGRAPHS = "".join(
    f"<p>{n} lorem ipsum <b>dolor</b> sit amet, consectetur</p>" for n in range(9_000)
)


def test_it_is_the_first_part_of_the_whole() -> None:
    first = beginning(PARAGRAPHS)
    assert first is not None
    whole = to_document(PARAGRAPHS)
    assert first.blocks[:-2] == whole.blocks[: len(first.blocks) - 2]  # but the one that is cut
    assert text_of(spans_of(next(iter(leaves(first.blocks[-1:]))))) == "…"
    assert abs(first.all_letters - whole.letters) < whole.letters / 10


def test_no_more_is_read_than_a_few_screens() -> None:
    first = beginning(PARAGRAPHS)
    assert first is not None
    assert first.letters < BEGINNING_LETTERS


@pytest.mark.parametrize(
    ("opened", "closed"),
    [
        ("<!--", "-->"),
        ("<script>", "</script>"),
        ("<STYLE type=x>", "</STYLE>"),
        ("<svg>", "</svg>"),
        ('<div style="display: none">', "</div>"),
        ("<div hidden>", "</div>"),
    ],
)
def test_what_the_whole_hides_is_not_shown(opened: str, closed: str) -> None:
    seen = "<p>" + "seen words " * 500
    html = f"{seen}{opened}{'SECRET words ' * 30_000}{closed}<p>after</p>"
    assert "SECRET" not in plain(to_document(html))
    first = beginning(html)
    assert first is None or "SECRET" not in plain(first)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + "deep" + "</div>" * 100_000,
        "<!-- never closed " + "x " * 60_000,
        '<img src="data:image/png;base64,' + "A" * 900_000 + '">' + "words " * 100,
        "<" * 100_000,
    ],
)
def test_where_it_cannot_be_told_there_is_none(html: str) -> None:
    first = beginning(html)
    assert first is None or plain(first).rstrip("…\n") in plain(to_document(html))


def test_text_without_any_markup_is_cut_between_words() -> None:
    first = beginning("words of a text " * 20_000)
    assert first is not None
    assert plain(first).removesuffix("\n\n…").split()[-1] in ("words", "of", "a", "text")
