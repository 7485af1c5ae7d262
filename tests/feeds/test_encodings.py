"""Feeds that name no encoding: the letters are guessed where that is sure, else Windows-1252."""

import pytest

from tests.feeds.documents import page
from tui_reader.feeds.parse import parse

JAPANESE = "正月はゲーム三昧でした。今年も日記を書いていきたいと思います。"
KOREAN = "새해에는 더 자주 글을 쓰려고 합니다. 모두 건강하세요."
CHINESE = "新的一年里我会写更多的文章，感谢大家的阅读和支持。"
RUSSIAN = "Как пережить новогоднюю ночь и не забыть написать об этом в блоге"
FRENCH = "L’été dernier, déjà, nous étions à la mer"


def titled(title: str, encoding: str) -> bytes:
    text = f"<rss version='2.0'><channel><title>B</title><item><title>{title}</title></item>"
    return f"{text}</channel></rss>".encode(encoding)


@pytest.mark.parametrize(
    ("title", "encoding"),
    [
        (JAPANESE, "euc-jp"),
        (JAPANESE, "shift_jis"),
        (KOREAN, "euc-kr"),
        (CHINESE, "gb2312"),
        (RUSSIAN, "koi8-r"),
        (FRENCH, "cp1252"),
        (FRENCH, "utf-8"),
    ],
)
def test_letters_of_a_feed_that_names_no_encoding(title: str, encoding: str) -> None:
    (post,) = parse(page(titled(title, encoding))).posts
    assert post.title == title


def test_a_long_feed_is_guessed_from_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    import chardet

    looked_at: list[int] = []
    detect = chardet.detect
    monkeypatch.setattr(chardet, "detect", lambda data: looked_at.append(len(data)) or detect(data))
    (post,) = parse(page(titled(JAPANESE * 20_000, "euc-jp"))).posts
    assert post.title.startswith(JAPANESE)
    assert max(looked_at) <= 32 * 1024
