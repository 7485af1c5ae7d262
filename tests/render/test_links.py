import pytest

from tests.shared import HOSTILE, needs_hostile
from tui_reader.render.links import Gate, host_shown, judge, resolve, true_host

BASE = "https://blog.example/2020/01/post.html"


@needs_hostile
def test_each_hostile_link_is_judged_as_its_list_says() -> None:
    lines = (HOSTILE / "links.tsv").read_text("utf-8").splitlines()[1:]
    wrong = []
    for line in lines:
        written, verdict, why = line.split("\t")
        address = written.encode().decode("unicode_escape")
        if judge(address, BASE).gate != verdict:
            wrong.append((address, verdict, why))
    assert wrong == []


@pytest.mark.parametrize(
    ("address", "gate", "url", "host"),
    [
        ("https://example.test/a b", "open", "https://example.test/a%20b", "example.test"),
        ("//example.test/x", "open", "https://example.test/x", "example.test"),
        ("../02/", "open", "https://blog.example/2020/02/", "blog.example"),
        ("HTTP://EXAMPLE.test:8080/", "open", "http://example.test:8080/", "example.test"),
        ("https://bücher.example/ü", "open", "https://xn--bcher-kva.example/%C3%BC", None),
        ("https://a@b.test/", "confirm", "https://a@b.test/", "b.test"),
        ("http://[::1]:80/x", "confirm", "http://[::1]:80/x", "::1"),
        ("http://2130706433/", "confirm", "http://2130706433/", "2130706433"),
        ("http://printer.local/", "confirm", "http://printer.local/", "printer.local"),
        ("http://8.8.8.8/", "open", "http://8.8.8.8/", "8.8.8.8"),
        ("mailto:a@b.test", "refuse", "", ""),
        ("http://a..b/", "refuse", "", ""),
        ("http://[zz]/", "refuse", "", ""),
    ],
)
def test_only_web_addresses_with_a_host_are_opened(
    address: str, gate: str, url: str, host: str | None
) -> None:
    verdict = judge(address, BASE)
    assert (verdict.gate, verdict.url) == (gate, url)
    assert bool(verdict.reason) == (verdict.gate is not Gate.OPEN)
    assert host is None or verdict.host == host


def test_an_address_handed_on_is_printable_ascii() -> None:
    url = judge("https://example.test/\u202egpj.exe?q=‘x’#日").url
    assert all("\x21" <= letter <= "\x7e" for letter in url)


@pytest.mark.parametrize(
    ("text", "address", "host"),
    [
        ("https://apple.com/", "https://xn--80ak6aa92e.com/", "xn--80ak6aa92e.com"),
        ("www.bank.test", "https://bank.test/login", ""),
        ("bank.test", "https://shop.bank.test/", ""),
        ("bank.test/…", "http://t.test/x", "t.test"),
        ("words about bank.test", "http://evil.test/", ""),
        ("paypal.test", "https://pаypal.test/", "xn--pypal-4ve.test"),
        ("bank.test", "mailto:a@evil.test", ""),
        ("reveal.js", "https://code.test/someone/reveal.js/", ""),
        ("eyesight.zip", "http://forum.test/?act=attach&id=1", ""),
        ("bank.test", "https://evil.test/bank.test", "evil.test"),
        ("http://bank.test/a.zip", "https://evil.test/a.zip", "evil.test"),
        ("www.bank.zip/login", "https://evil.test/", "evil.test"),
    ],
)
def test_a_text_that_names_another_host_is_found_out(text: str, address: str, host: str) -> None:
    assert true_host(text, address) == host


def test_hosts_are_shown_in_punycode() -> None:
    assert host_shown("https://pаypal.test/") == "xn--pypal-4ve.test"
    assert host_shown("http://[") == ""


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("  /x\n ", "https://blog.example/x"),
        ("#note", "https://blog.example/2020/01/post.html#note"),
        ("mailto:a@b.test", "mailto:a@b.test"),
        ("http://[bad", "http://[bad"),
    ],
)
def test_relative_addresses_are_made_absolute(address: str, expected: str) -> None:
    assert resolve(address, BASE) == expected
