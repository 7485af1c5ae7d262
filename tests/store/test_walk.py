"""Counts, history and index after random things in any order, each against the posts themselves.

``TUI_READER_TEST_WALK=3000`` takes so many steps for each seed, and as many seeds as
``TUI_READER_TEST_SEEDS`` says.
"""

import os
import random
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta

import pytest

from tests.store.indexed import check_index
from tests.store.making import (
    NOW,
    add_blog,
    make_comment,
    make_post,
    save,
)
from tests.store.ruling import ENDLESS, make_rule, remove_rule, turn
from tui_reader.app.widgets.folders import in_folders
from tui_reader.app.widgets.own_lines import named_words
from tui_reader.library import rules
from tui_reader.models import (
    BlogOwn,
    Flag,
    ParsedComments,
    ParsedPost,
    PostIndex,
    PostQuery,
    Step,
    View,
)
from tui_reader.query import parse
from tui_reader.store import (
    blogs,
    calendar,
    comments,
    folders,
    hiding,
    history,
    marks,
    names,
    new_posts,
    notes,
    page_texts,
    post_lists,
    posts,
    saved_searches,
    search,
    search_index,
    standing,
    tags,
    unhiding,
)
from tui_reader.store.changes import Change
from tui_reader.store.database import Database

STEPS = int(os.environ.get("TUI_READER_TEST_WALK", "50"))
SEEDS = int(os.environ.get("TUI_READER_TEST_SEEDS", "2"))
WORDS = ("harbour", "bridge", "lamp", "letter", "money", "日本語", "Straße")
LABELS = ("Birds", "Asia", "Ärger")
TAGS = ("later", "Best")
RULES = ("harbour", "label:birds", "title:lamp", "tag:later", "-money bridge", "author:ann")
SEARCHES = (
    "harbour",
    "is:unread bridge",
    "is:hidden",
    "-lamp",
    "has:note",
    "is:read",
    "money OR 日本",
)
MINE = {
    "statuses": "SELECT id, is_read, is_starred FROM statuses",
    "tags": "SELECT folded, post_id FROM post_tags JOIN tags ON tags.id = tag_id",
    "notes": "SELECT post_id, text FROM notes",
    "folders": "SELECT * FROM blog_folders",
    "blogs": "SELECT id, standing, own_title, is_paused, own_minutes FROM blogs",
    "searches": "SELECT * FROM saved_searches",
    "rules": "SELECT filter FROM hide_rules",
    "hidden": "SELECT post_id FROM hidden_posts",
}

Mine = dict[str, list[tuple[object, ...]]]


class Walk:
    """Does one thing after another to a store with three blogs."""

    def __init__(self, database: Database, seed: int) -> None:
        self.database = database
        self.chance = random.Random(seed)
        self.now = NOW
        self.blogs = [add_blog(database, name) for name in ("one", "two", "three")]
        self.numbers = dict.fromkeys(self.blogs, 0)
        for blog_id in self.blogs:
            self.arrive(blog_id, 5)

    # ------------------------------------------------------------------------ what is done

    def step(self) -> None:
        self.now += timedelta(hours=1)
        do = self.chance.choices(
            (self.post, self.edit, self.mark, self.mine, self.rule, self.turn, self.blog,
             self.talk, self.page, self.index, self.tidy),
            (3, 3, 5, 6, 3, 5, 2, 2, 2, 2, 1),
        )[0]  # fmt: skip
        do()

    def post(self) -> None:
        self.arrive(self.chance.choice(self.blogs), self.chance.randrange(1, 4))

    def arrive(self, blog_id: int, many: int) -> None:
        first = self.numbers[blog_id] + 1
        self.numbers[blog_id] += many
        made = [self.made(blog_id, number) for number in range(first, first + many)]
        save(self.database, blog_id, *made, now=self.now)

    def made(self, blog_id: int, number: int) -> ParsedPost:
        pick = self.chance.choice
        words = " ".join(pick(WORDS) for _ in range(3))
        return make_post(
            number + 1000 * blog_id,
            title=f"{pick(WORDS)} {number}",
            html=f"<p>{words}</p>",
            labels=tuple(self.chance.sample(LABELS, self.chance.randrange(3))),
            author=pick(("Ann", "Bob", "")),
            comments=pick((None, 0, 3)),
            published=NOW - timedelta(days=self.chance.randrange(200)),
        )

    def edit(self) -> None:
        blog_id = self.chance.choice(self.blogs)
        number = self.chance.randrange(1, self.numbers[blog_id] + 1)
        save(self.database, blog_id, self.made(blog_id, number), now=self.now)

    def some(self) -> list[int]:
        ids = [each for (each,) in self.rows("SELECT id FROM statuses")]
        return self.chance.sample(ids, min(len(ids), self.chance.randrange(1, 6)))

    def mark(self) -> None:
        flag, value, ids = self.chance.choice(list(Flag)), self.chance.random() < 0.6, self.some()

        def change(connection: sqlite3.Connection) -> Sequence[Change]:
            made = marks.set_flag(connection, ids, flag, value, sees=False)
            return [made] if made.post_ids else []

        self.perform(change)

    def mine(self) -> None:
        pick, ids = self.chance.choice, self.some()
        blog_id, name, on = pick(self.blogs), pick(TAGS), self.chance.random() < 0.6
        text = pick(("", *WORDS))
        self.perform(
            pick((
                lambda c: tags.set_tag(c, ids, name, on),
                lambda c: tags.set_tag(c, ids, name, on),
                lambda c: notes.set_note(c, ids[0], text, self.now),
                lambda c: tags.retag(c, tags.tagged(c, name), name, text),
                lambda c: names.set_own_title(c, blog_id, text),
                lambda c: names.set_paused(c, blog_id, on),
                lambda c: names.set_own(c, blog_id, BlogOwn(minutes=len(ids))),
                lambda c: folders.set_folders(c, blog_id, [(text,), ("News", name)]),
                lambda c: folders.rename_folder(c, ("News",), (text,)),
                lambda c: saved_searches.save_search(c, name, text or "lamp"),
            ))
        )  # fmt: skip

    def rule(self) -> None:
        before = self.mine_now()
        there = [each.id for each in self.database.read_now(hiding.list_rules)]
        if there and self.chance.random() < 0.5:
            rule = self.chance.choice(there)
            step = remove_rule(self.database, rule, self.now)
        else:
            step = make_rule(self.database, self.chance.choice(RULES), self.now)
        self.turn_round(before, step, is_rule=True)

    def blog(self) -> None:
        blog_id = self.chance.choice(self.blogs)
        stands = self.chance.choice((standing.REMOVED, standing.FOLLOWED))
        self.perform(lambda c: standing.set_standing(c, blog_id, stands, self.now))

    def turn(self) -> None:
        steps = self.database.read_now(history.list_steps, 20)
        if steps:
            step = self.chance.choice(steps[:5] if self.chance.random() < 0.7 else steps)
            breaths = self.chance.choice((0, 1, ENDLESS, ENDLESS))
            turn(self.database, step, self.now, back=not step.is_undone, breaths=breaths)

    def talk(self) -> None:
        given = [make_comment(n, html=f"<p>{self.chance.choice(WORDS)}</p>") for n in (1, 2)]
        post_id = self.some()[0]
        if self.rows(f"SELECT 1 FROM posts WHERE id = {post_id}"):
            some = tuple(self.chance.sample(given, self.chance.randrange(3)))
            self.database.write_now(
                comments.save_thread, post_id, ParsedComments(some, None), self.now, is_whole=True
            )

    def page(self) -> None:
        post_id, words = self.some()[0], f"{self.chance.choice(WORDS)} whole"
        if self.chance.random() < 0.5:
            html = f"<p>{words}</p>"
            self.database.write_now(page_texts.save, post_id, html, "", words, self.now)
        else:
            self.database.write_now(page_texts.show, post_id, self.chance.random() < 0.5)

    def index(self) -> None:
        self.database.write_now(search_index.feed, lambda html: html, self.chance.choice((3, 1000)))

    def tidy(self) -> None:
        self.now += timedelta(days=self.chance.choice((1, 8)))
        self.database.write_now(blogs.clear_removed, before=self.now - timedelta(days=7))
        if self.chance.random() < 0.5:
            self.database.write_now(new_posts.leave, self.now)

    def perform(self, change: Callable[[sqlite3.Connection], Sequence[Change]]) -> None:
        before = self.mine_now()
        step = self.database.write_now(history.perform, self.now, "mark", lambda _: "Done.", change)
        self.turn_round(before, step)

    def turn_round(self, before: Mine, step: Step | None, *, is_rule: bool = False) -> None:
        """Take back what was done and do it again: both exactly."""
        after = self.mine_now()
        if step is None:
            assert after == before
            return
        turn(self.database, step, self.now, back=True)
        if is_rule and self.mine_now()["hidden"] != before["hidden"]:
            hidden = set(self.mine_now()["hidden"])
            assert before["rules"]
            assert hidden >= set(before["hidden"])  # another rule has taken some over
            return
        assert self.mine_now() == before
        turn(self.database, step, self.now, back=False)
        assert self.mine_now() == after

    # ------------------------------------------------------------------------ what must be so

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        return self.database.read_now(lambda c: c.execute(sql).fetchall())

    def mine_now(self) -> Mine:
        return {name: sorted(self.rows(sql), key=str) for name, sql in MINE.items()}

    def listed(self, text: str = "", **query: object) -> list[int]:
        if text:
            query["filter"] = parse(text).at(self.now.date())
        asked = PostQuery(**query)  # type: ignore[arg-type]  # told by name
        found: PostIndex = self.database.read_now(posts.index, asked)
        unread = sum(not row.is_read for row in self.database.read_now(posts.rows, found.ids))
        assert self.database.read_now(post_lists.count, asked) == (len(found.ids), unread), asked
        return list(found.ids)

    def check(self) -> None:
        self._blogs()
        self._kept()
        self._calendar()
        self._rules()
        for text in SEARCHES:
            self.listed(text)

    def _blogs(self) -> None:
        for blog_id in self.blogs:
            blog = self.database.read_now(blogs.get_blog, blog_id)
            assert blog is not None
            assert blog.unread == len(self.listed(view=View.UNREAD, blog_id=blog_id))
            hidden = self.listed("is:hidden", blog_id=blog_id)
            assert blog.posts == len({*self.listed(blog_id=blog_id), *hidden})
            starred = self.listed(view=View.STARRED, blog_id=blog_id)
            assert blog.starred == len(starred)
        folder = in_folders(self.database.read_now(blogs.list_blogs))
        for each in folder.folders.values():
            words = named_words("folder", f"/{each.path[0]}")
            assert each.unread == len(self.listed(words, view=View.UNREAD)), each.path

    def _kept(self) -> None:
        starred = self.listed(view=View.STARRED)
        assert self.database.read_now(blogs.count_stars) == len(starred)
        assert self.database.read_now(new_posts.count_new) == len(self.listed("is:new"))
        for tag in self.database.read_now(tags.list_tags):
            assert tag.posts == len(self.listed(f'tag:"{tag.name}"')), tag
            assert tag.unread == len(self.listed(f'tag:"{tag.name}" is:unread')), tag
        held = "SELECT post_id FROM {} JOIN posts ON posts.id = post_id"
        assert set(self.listed("has:note")) == {row[0] for row in self.rows(held.format("notes"))}

    def _calendar(self) -> None:
        for blog_id in self.blogs:
            tree = self.database.read_now(calendar.tree, blog_id)
            for label in tree.labels:
                assert label.posts == len(self.listed(blog_id=blog_id, label=label.name)), label
            found = self.database.read_now(posts.index, PostQuery(blog_id=blog_id))
            months = Counter(date.fromordinal(day).timetuple()[:2] for day in found.days)
            kept = {(m.year, m.month): m.kept for m in tree.months if m.kept}
            assert kept == dict(months)

    def check_search(self) -> None:
        """Compare what is found with what is listed: but for what was kept of blogs that went."""
        kept = {*self.listed("is:starred"), *self.listed("has:tag"), *self.listed("has:note")}
        for text in SEARCHES:
            hits = self.database.read_now(search.search, parse(text), limit=1_000).hits
            found, listed = {hit.row.id for hit in hits}, set(self.listed(text))
            assert listed <= found, text
            assert found - listed <= kept, text

    def _rules(self) -> None:
        untrue = "SELECT id FROM hidden_posts JOIN statuses ON id = post_id WHERE NOT is_read"
        assert not self.rows(untrue)
        there = self.database.read_now(hiding.list_rules)
        hidden = self.rows("SELECT post_id FROM hidden_posts")
        assert sum(rule.posts for rule in there) == len(hidden)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_counts_and_history_are_true_after_anything(
    database: Database, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (rules, unhiding):
        monkeypatch.setattr(module, "BATCH_HIDDEN", 3)
    walk = Walk(database, seed)
    for _ in range(STEPS):
        walk.step()
        walk.check()
    while database.write_now(search_index.feed, lambda html: html):
        pass
    database.write_now(check_index)
    walk.check_search()
