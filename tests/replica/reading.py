"""How the replica's own tests ask it and read its answers."""

from xml.etree import ElementTree

from tests.replica.loaders import A
from tests.replica.web import Answer, Asked, Site

OS = "{http://a9.com/-/spec/opensearchrss/1.0/}"
BASE = "https://blog.test"


def get(site: Site, target: str, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    base = getattr(site, "base", BASE)
    return site.answer(Asked(base, target, named))


def tree(answer: Answer) -> ElementTree.Element:
    assert answer.status == 200
    return ElementTree.fromstring(answer.body)


def ids(answer: Answer) -> list[str]:
    found = [each.findtext(f"{A}id") or "" for each in tree(answer).findall(f"{A}entry")]
    return [each.rpartition("-")[2] for each in found]


def number(answer: Answer, name: str) -> int:
    return int(tree(answer).findtext(OS + name) or "-1")
