"""The other forms: a folder of Markdown, one page of HTML, JSON Lines."""

import json
import re
from base64 import b64encode
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from tests.export.papers import Shelf, blog, comment, head, tally
from tests.gallery import png
from tests.render.outputs import words_of_markdown
from tui_reader.export.json_lines import write_lines
from tui_reader.export.markdown_folder import write_folder
from tui_reader.export.one_page import write_page
from tui_reader.export.sources import PictureFile
from tui_reader.export.targets import new_folder

DOOR = "https://pictures.test/door.png"


def some() -> Shelf:
    shelf = Shelf(files={DOOR: PictureFile(png(), "png")})
    shelf.add(1, "<p>See <a href='https://blog.test/2.html'>the next</a>.</p>", "First: a *start*")
    shelf.add(2, f"<img src='{DOOR}' alt='a door'><p>Text</p><img src='https://x.test/b.png'>")
    shelf.talk(2, comment(1, "<p>Said of <a href='https://blog.test/1.html'>it</a></p>"))
    shelf.notes[2] = "mine: a note"
    return shelf


def folder_of(shelf: Shelf, tmp_path: Path) -> dict[str, str]:
    counted = tally()
    with new_folder(tmp_path / "out", replaces=False) as folder:
        for _ in write_folder(folder, head(), list(shelf.articles), shelf, counted):
            pass
    files = [file for file in (tmp_path / "out").rglob("*") if file.is_file()]
    return {
        str(file.relative_to(tmp_path / "out")): file.read_text("utf-8")
        for file in files
        if file.suffix == ".md"
    }


def front(text: str) -> dict[str, object]:
    """Front matter, each of whose values is JSON."""
    lines = text.split("---\n")[1].splitlines()
    return {line.partition(": ")[0]: json.loads(line.partition(": ")[2]) for line in lines}


def test_a_folder_has_a_file_a_post_and_what_is_known_in_front(tmp_path: Path) -> None:
    files = folder_of(some(), tmp_path)
    assert set(files) == {"2019-05-02-First-a-start.md", "2019-05-03-Post-2.md", "contents.md"}
    known = front(files["2019-05-03-Post-2.md"])
    assert known["title"] == "Post 2"
    assert known["date"] == "2019-05-03T09:00:00+00:00"
    assert known["labels"] == ["Asia"]
    assert known["note"] == "mine: a note"
    assert "2019-05-03-Post-2.md" in files["contents.md"]


def test_links_between_posts_and_to_pictures_are_relative(tmp_path: Path) -> None:
    files = folder_of(some(), tmp_path)
    assert "[the next](2019-05-03-Post-2.md)" in files["2019-05-02-First-a-start.md"]
    text = files["2019-05-03-Post-2.md"]
    [picture] = re.findall(r"!\[a door\]\((pictures/\w+\.png)\)", text)
    assert (tmp_path / "out" / picture).read_bytes() == png()
    assert "![](https://x.test/b.png)" in text  # one that is not kept
    assert "[it](2019-05-02-First-a-start.md)" in text


def test_two_blogs_have_a_folder_each_and_lead_to_each_other(tmp_path: Path) -> None:
    shelf = some()
    shelf.add(3, "<p><a href='https://blog.test/1.html'>there</a></p>", blog_id=2,
              blog_title="../Other")  # fmt: skip
    both = replace(head(), blogs=(blog(1), blog(2)))
    with new_folder(tmp_path / "out", replaces=False) as folder:
        for _ in write_folder(folder, both, [1, 2, 3], shelf, tally()):
            pass
    assert (tmp_path / "out/What-Now").is_dir()
    text = (tmp_path / "out/Other/2019-05-04-Post-3.md").read_text("utf-8")
    assert "[there](../What-Now/2019-05-02-First-a-start.md)" in text


@pytest.mark.parametrize(
    "title",
    [
        'a: b # c "d" \\e',
        "--- !!python/object",
        "\x85\u2028 line \u2029 ends",
        "- [x]",
        "'",
        "&a *b",
    ],
)
def test_front_matter_has_one_meaning(tmp_path: Path, title: str) -> None:
    shelf = Shelf()
    shelf.add(1, "<p>Text</p>", title)
    [text] = [text for name, text in folder_of(shelf, tmp_path).items() if name != "contents.md"]
    matter = text.split("\n---\n")[0]
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]", matter)
    assert all(re.match(r"\w+: \S", line) for line in matter.splitlines()[1:])
    assert front(text)["author"] == "A. Writer"
    assert words_of_markdown(text.split("\n---\n", 1)[1])[-1] == "Text"


def page_of(shelf: Shelf) -> str:
    out = BytesIO()
    for _ in write_page(out, head("<b>What</b>"), list(shelf.articles), shelf, tally()):
        pass
    return out.getvalue().decode()


def test_one_page_needs_nothing_else() -> None:
    shelf = some()
    shelf.add(3, "<script>x</script><p onclick='x'>picture-0- </p>")
    page = page_of(shelf)
    assert f'src="data:image/png;base64,{b64encode(png()).decode()}" alt="a door"' in page
    assert not re.search(r'(?:src|srcset)="(?!data:)|<script|<link|@import|url\(|onclick', page)
    assert '<a href="#p2" rel="noopener">the next</a>' in page
    assert '<li><a href="#p1">First: a *start*</a></li>' in page
    assert "prefers-color-scheme: dark" in page
    assert "<title>&lt;b&gt;What&lt;/b&gt;</title>" in page


def test_json_lines_have_the_objects_of_the_command_line() -> None:
    out = BytesIO()
    shelf = some()
    for _ in write_lines(out, head(), [2, 1], shelf, tally()):
        pass
    first, second = map(json.loads, out.getvalue().splitlines())
    assert (first["id"], second["id"]) == (2, 1)
    assert first["text"].split("\n\n")[:2] == ["[picture: a door]", "Text"]
    assert first["note"] == "mine: a note"
    assert [each["text"] for each in first["thread"]] == ["Said of it"]
    assert "thread" not in second
    assert second["html"].startswith("<p>See")
