"""Posts in memory in place of a store, and books read back by Python's own XML parser."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from io import BytesIO
from urllib.parse import unquote, urljoin
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

from tui_reader.export.sources import Head, PictureFile, Tally, Whole
from tui_reader.models import Article, Blog, Comment, PostRow, Removed, Thread

START = datetime(2019, 5, 3, 9, tzinfo=UTC)
XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"


def row(number: int, title: str = "", **facts: object) -> PostRow:
    made = PostRow(
        id=number,
        blog_id=1,
        blog_title="What Now?",
        title=title or f"Post {number}",
        published=START.replace(day=number % 28 + 1),
        labels=("Asia",),
        comments=0,
        comments_new=0,
        words=100,
        is_read=True,
        is_starred=False,
        is_changed=False,
    )
    return made._replace(**facts)


def article(of: PostRow, html: str, **facts: object) -> Article:
    made = Article(
        row=of,
        guid=f"tag:{of.id}",
        url=f"https://blog.test/{of.id}.html",
        author="A. Writer",
        html=html,
        base="https://blog.test/",
        updated=None,
        first_seen=START,
        comments_url="",
        comments_feed="",
        is_summary=False,
        enclosures=(),
        position=0.0,
    )
    return replace(made, **facts)


def comment(number: int, html: str, depth: int = 0, **facts: object) -> Comment:
    made = Comment(
        id=number,
        parent_id=None,
        depth=depth,
        replies=0,
        author="Reader",
        author_url="",
        is_author=False,
        published=START,
        html=html,
        base="https://blog.test/",
        url="",
        removed=Removed.NO,
        is_gone=False,
        is_new=False,
    )
    return replace(made, **facts)


@dataclass
class Shelf:
    """``export.sources.Sources`` over a few posts."""

    articles: dict[int, Article] = field(default_factory=dict)
    threads: dict[int, Thread] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)
    files: dict[str, PictureFile] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    """Posts that vanish before they are written."""

    def add(self, number: int, html: str, title: str = "", **facts: object) -> None:
        self.articles[number] = article(row(number, title, **facts), html)

    def talk(self, number: int, *comments: Comment) -> None:
        self.threads[number] = Thread(number, "", comments, len(comments), START, True)

    def rows(self, ids: Sequence[int]) -> list[PostRow]:
        return [self.articles[number].row for number in ids]

    def whole(self, post_id: int) -> Whole | None:
        if post_id in self.gone:
            return None
        note = self.notes.get(post_id, "")
        noted = replace(self.articles[post_id], note=note)
        return Whole(noted, self.threads.get(post_id), note)

    def numbers(self, addresses: Sequence[str]) -> Mapping[str, int]:
        known = {article.url: number for number, article in self.articles.items()}
        bare = {address: address.partition("#")[0] for address in addresses}
        return {address: known[url] for address, url in bare.items() if url in known}

    def have_pictures(self, post_id: int, sources: Sequence[str]) -> None:
        """They are there."""

    def picture(self, source: str) -> PictureFile | None:
        return self.files.get(source)


def blog(number: int) -> Blog:
    return Blog(
        id=number,
        title=f"Blog {number}",
        url="",
        feed_url=f"https://blog-{number}.test/feed",
        posts=1,
        posts_total=None,
        unread=0,
        starred=0,
        is_followed=True,
        last_fetch=None,
        next_fetch=None,
        error=None,
    )


def head(title: str = "What Now?", *, with_pictures: bool = True) -> Head:
    return Head(title, (), with_comments=True, with_pictures=with_pictures)


@dataclass
class ReadBook:
    """An EPUB, its files by their names."""

    files: dict[str, bytes]
    names: list[str]
    first_is_plain: bool

    def page(self, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.files[f"EPUB/{name}"])

    @property
    def pages(self) -> dict[str, ElementTree.Element]:
        names = [name.removeprefix("EPUB/") for name in self.names if name.endswith(".xhtml")]
        return {name: self.page(name) for name in names}

    @property
    def manifest(self) -> dict[str, str]:
        items = self.page("package.opf").iter(f"{OPF}item")
        return {item.attrib["href"]: item.attrib["media-type"] for item in items}


def read_book(data: bytes) -> ReadBook:
    with ZipFile(BytesIO(data)) as archive:
        entries = archive.infolist()
        files = {entry.filename: archive.read(entry) for entry in entries}
        first = entries[0]
        is_plain = first.compress_type == ZIP_STORED and not first.extra
        return ReadBook(files, [entry.filename for entry in entries], is_plain)


def faults(book: ReadBook) -> Iterator[str]:
    """What a checker of books would find first: names twice, links to nowhere, files untold."""
    places = set(book.manifest)
    for name, page in book.pages.items():
        ids = [element.attrib["id"] for element in page.iter() if "id" in element.attrib]
        if len(ids) != len(set(ids)):
            yield f"{name}: an id twice"
        places |= {f"{name}#{each}" for each in ids}
    for name, page in book.pages.items():
        yield from lost(name, page, places)
    told = {f"EPUB/{name}" for name in book.manifest}
    beside = {"mimetype", "META-INF/container.xml", "EPUB/package.opf"}
    if missing := set(book.names) ^ told ^ beside:
        yield f"not in the manifest, or not there: {missing}"


def lost(name: str, page: ElementTree.Element, places: set[str]) -> Iterator[str]:
    """Links and pictures that are not in the book."""
    for element in page.iter():
        target = element.attrib.get("href") or element.attrib.get("src") or "mailto:"
        if "://" in target or target.startswith("mailto:"):
            if element.tag == f"{XHTML}img":
                yield f"{name}: {target} is not in the book"
        elif unquote(urljoin(name, target)) not in places:
            yield f"{name}: {target} leads nowhere"


def tally() -> Tally:
    return Tally()
