"""The outline is that of the layout, without a layout."""

from tui_reader.render.html import to_document
from tui_reader.render.layout import Layout
from tui_reader.render.outline import outline, stage_at

HTML = (
    "<h2>One</h2><p>Text.</p><ul><li>a<h4>In a list</h4></li></ul>"
    "<blockquote><h3>In a quote</h3><p>said</p></blockquote><table><tr><td>1</td></tr></table>"
    "<h2>Last <em>of</em> all</h2>"
)


def test_headings_are_where_the_layout_has_them() -> None:
    document = to_document(HTML)
    layout = Layout(document, 40)
    height = layout.height
    stages = outline(document)
    assert [(stage.level, stage.text) for stage in stages] == [
        (heading.level, heading.text) for heading in layout.headings
    ]
    assert [layout.line_of_offset(stage.offset) for stage in stages] == [
        heading.line for heading in layout.headings
    ]
    assert height > len(stages) >= 2


def test_a_letter_stands_under_the_heading_before_it() -> None:
    stages = outline(to_document("<p>Before.</p><h2>One</h2><p>Text.</p><h2>Two</h2><p>More.</p>"))
    assert [stage_at(stages, offset) for offset in (0, 7, 10, 15, 18, 99)] == [0, 0, 0, 1, 1, 1]
    assert stage_at([], 5) == 0
