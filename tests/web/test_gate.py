import pytest

from tui_reader.web.gate import refusal
from tui_reader.web.service import page_environment

OWN = {"Host": "127.0.0.1:8123", "Origin": "http://127.0.0.1:8123"}
NAMED = {"Host": "localhost:8123", "Origin": "http://localhost:8123"}
KEY = "a-key"


@pytest.mark.parametrize("headers", [OWN, NAMED, {"Host": "127.0.0.1:8123"}])
def test_the_browser_with_the_key_is_let_in(headers: dict[str, str]) -> None:
    assert refusal(headers, KEY, key=KEY, port=8123, needs_origin=False) == ""


@pytest.mark.parametrize(
    ("headers", "given", "why"),
    [
        (OWN, None, "key"),
        (OWN, "", "key"),
        (OWN, "another", "key"),
        (OWN, "é", "key"),
        ({**OWN, "Host": "evil.test:8123"}, KEY, "address"),
        ({**OWN, "Host": "127.0.0.1:9000"}, KEY, "address"),
        ({"Origin": OWN["Origin"]}, KEY, "address"),
        ({**OWN, "Origin": "http://evil.test"}, KEY, "page"),
        ({**OWN, "Origin": "null"}, KEY, "page"),
        ({**OWN, "Origin": "http://127.0.0.1:9000"}, KEY, "page"),
        ({**OWN, "Origin": "https://127.0.0.1:8123"}, KEY, "page"),
        ({"Host": OWN["Host"]}, KEY, "page"),
    ],
)
def test_nobody_else_reaches_the_socket(
    headers: dict[str, str], given: str | None, why: str
) -> None:
    assert why in refusal(headers, given, key=KEY, port=8123, needs_origin=True)


def test_a_page_is_not_the_terminal_that_the_server_was_started_from() -> None:
    environ = page_environment({"TERM": "xterm-kitty", "TMUX": "1", "NO_COLOR": "1"})
    assert environ["TERM"] == "xterm-256color"
    assert "TMUX" not in environ
    assert environ["NO_COLOR"] == "1", "what a person wants holds on a page, too"
