"""Lists of other readers, line by line."""

from pathlib import Path

from tests.plain.conftest import Talker


async def test_the_blogs_of_a_list_are_followed(talk: Talker, tmp_path: Path) -> None:
    file = tmp_path / "urls"
    file.write_text("https://a.test/feed ~Anna\nhttp://10.0.0.1/feed\nexec:x\n", "utf-8")
    said = await talk(f"visit {file}")
    assert f"{file} is a list of blogs: `add {file}` follows them all." in said
    said = await talk(f"add {file}")
    assert "urls: 2 blogs.\nhttp://10.0.0.1/feed is on the local network: it is asked" in said
    assert "blocked-scheme: “exec:x” would run a program, which no list may" in said
    assert {blog.title for blog in await talk.library.blogs()} >= {"Anna", "10.0.0.1"}
