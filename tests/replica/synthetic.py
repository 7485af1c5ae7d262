"""Blogs that are too large to be kept in the corpus: an invented one, and one by its index."""

import json
import random
from datetime import UTC, datetime, timedelta, timezone
from typing import Final
from zoneinfo import ZoneInfo

from tests.replica.blog import ANONYMOUS, Blog, Comment, Person, Post
from tests.shared import CORPUS

ZONE: Final = ZoneInfo("America/New_York")
START: Final = datetime(2011, 3, 1, 12, tzinfo=UTC)
YEARS: Final = 15
SCALE: Final = CORPUS / "scale/tranpedia-17461-posts.jsonl"
TEXT: Final = (
    "and then the weather turned so we walked along the river past the old mill where nobody has "
    "lived for years and talked about bread mathematics ferries the price of paper a dog named "
    "after a king and what the neighbours would say if they knew how little of it was true "
)
WORDS: Final = TEXT.split()
LABELS: Final = ("Travel", "Bread", "Maths", "Été", "日記", "Links & more", "Ferries", "Dogs")
AUTHORS: Final = tuple(
    Person(name, f"http://www.blogger.com/profile/{number}")
    for number, name in ((14678283276719974259, "Marie-Claude"), (2, "André"), (3, "O'Farrell"))
)
READERS: Final = tuple(
    Person(f"Reader {number}", f"http://www.blogger.com/profile/{10**18 + number}")
    for number in range(300)
)


def invented(posts: int = 6000, comments: int = 20_000, seed: int = 3) -> Blog:
    """A blog of 15 years: closed posts, replies, removed and anonymous comments, three authors."""
    dice = random.Random(seed)
    minutes = sorted(dice.sample(range(YEARS * 365 * 24 * 60), posts))
    ids = dice.sample(range(10**15, 2**63 - 1), posts + comments)
    made = [
        _post(dice, str(number), START + timedelta(minutes=minute), step)
        for step, (number, minute) in enumerate(zip(ids, minutes, strict=False))
    ]
    blog = Blog("2960778330733091697", "Invented & whole", AUTHORS[0], made, subtitle="15 years")
    opened = [post for post in made if post.is_open]
    weights = [dice.paretovariate(1.1) for _ in opened]
    said: dict[str, list[Comment]] = {}
    for number, post in zip(ids[posts:], dice.choices(opened, weights, k=comments), strict=True):
        thread = said.setdefault(post.id, [])
        thread.append(_comment(dice, str(number), post, thread))
    blog.say(comment for thread in said.values() for comment in thread)
    return blog


def _post(dice: random.Random, number: str, when: datetime, step: int) -> Post:
    local = when.astimezone(ZONE)
    title = "" if dice.random() < 0.02 else f"Post {step}: {' '.join(dice.choices(WORDS, k=5))}"
    chosen = dice.choices(LABELS, [8, 5, 4, 3, 2, 2, 1, 1], k=dice.randrange(4))
    return Post(
        id=number,
        title=title,
        html=f"<p>{words(dice, dice.randrange(200, 3000))}</p>",
        published=local.replace(tzinfo=_fixed(local)),
        updated=local.replace(tzinfo=_fixed(local)),
        path=f"/{local:%Y/%m}/post-{step}.html",
        author=dice.choices(AUTHORS, [6, 3, 1])[0],
        labels=tuple(dict.fromkeys(chosen)),
        is_open=dice.random() > 0.1,
    )


def _fixed(local: datetime) -> timezone:
    """The offset of that day, as a zone: what is left of a zone on the wire."""
    offset = local.utcoffset()
    assert offset is not None
    return timezone(offset)


def _comment(dice: random.Random, number: str, post: Post, thread: list[Comment]) -> Comment:
    last = thread[-1].published if thread else post.published
    when = last + timedelta(seconds=dice.randrange(30, 90_000), milliseconds=dice.randrange(1000))
    tops = [each for each in thread if not each.parent]
    is_reply = bool(tops) and dice.random() < 0.3
    removed = dice.choices(("", "author", "blog"), [96, 3, 1])[0]
    author = ANONYMOUS if dice.random() < 0.2 else dice.choice(READERS)
    return Comment(
        id=number,
        post=post.id,
        published=when,
        html="" if removed else words(dice, dice.randrange(20, 400)),
        author=post.author if dice.random() < 0.1 else author,
        parent=dice.choice(tops).id if is_reply else "",
        removed=removed,
    )


def words(dice: random.Random, letters: int) -> str:
    """Text of about so many letters."""
    return " ".join(dice.choices(WORDS, k=max(1, letters // 5)))[:letters]


def scale(limit: int = 0) -> Blog:
    """Titles, dates and lengths of a real blog of 17,461 posts; the bodies are made."""
    dice = random.Random(17)
    text = words(dice, 2_000_000)
    author = Person("nalaga", "http://www.blogger.com/profile/1")
    posts = []
    for step, line in enumerate(SCALE.read_text("utf-8").splitlines()):
        row = json.loads(line)
        day = datetime.fromisoformat(row["date"]).replace(tzinfo=UTC)
        # The index knows days only; within one, what stands first was published last.
        when = day + timedelta(hours=23) - timedelta(seconds=step % 80_000)
        first = dice.randrange(1_900_000)
        posts.append(
            Post(
                id=row["id"],
                title=row["title"],
                html=f"<p>{text[first : first + row['bytes']]}</p>",
                published=when,
                updated=when,
                path=row["url"].partition(".com")[2],
                author=author,
                is_open=False,
            )
        )
    posts.sort(key=lambda post: post.published, reverse=True)
    return Blog("5081456734522345771", "Tranpedia", author, posts[:limit] if limit else posts)
