"""WordPress's REST interface, read-only: posts, pages, comments, categories, tags, users."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from tests.replica.blog import Comment, Post
from tests.replica.web import JSON, Answer, Asked, not_found

if TYPE_CHECKING:
    from tests.replica.wordpress import WordPress

Thing = dict[str, Any]
USUAL: Final = 10
USER: Final = "user"
"""In place of an address: a comment by somebody who writes on the blog."""


class Rest:
    """The interface of one blog."""

    def __init__(self, site: WordPress) -> None:
        self.site = site
        self._cache: dict[tuple[str, int], dict[str, int]] = {}

    def answer(self, asked: Asked, route: str) -> Answer:
        """By route, e.g. ``/wp/v2/posts``."""
        if self.site.ways.rest.isdigit():
            return _error(int(self.site.ways.rest), "rest_forbidden", "Sorry, you cannot do that.")
        match route.strip("/").split("/"):
            case [""]:
                return self._index()
            case ["wp", "v2", name]:
                return self._collection(asked, name)
            case ["wp", "v2", name, number] if number.isdigit():
                found = [each for each in self._all(asked, name) or () if each["id"] == int(number)]
                return _json(found[0]) if found else _error(404, "rest_no_route", "No route")
        return _error(404, "rest_no_route", "No route was found matching the URL.")

    def _index(self) -> Answer:
        blog = self.site.blog
        return _json(
            {
                "name": blog.title,
                "description": blog.subtitle,
                "url": self.site.base,
                "home": self.site.base,
                "namespaces": ["oembed/1.0", "wp/v2"],
                "routes": {},
            }
        )

    def _all(self, asked: Asked, name: str) -> list[Thing] | None:
        """Every thing of a kind, in the order that was asked for."""
        makers: dict[str, Callable[[], list[Thing]]] = {
            "posts": lambda: [self.post(post) for post in self.site.blog.posts],
            "pages": lambda: [self.post(post, "page") for post in self.site.blog.pages],
            "comments": lambda: [self.comment(each) for each in self._comments(asked)],
            "categories": lambda: self._terms("labels"),
            "tags": lambda: self._terms("tags"),
            "users": self._users,
        }
        return makers[name]() if name in makers else None

    def _collection(self, asked: Asked, name: str) -> Answer:
        ways, size = self.site.ways, asked.number("per_page", USUAL)
        if not 1 <= size <= ways.per_page_cap:
            return _error(400, "rest_invalid_param", "Invalid parameter(s): per_page")
        lazy = self._lazy(asked, name)
        if lazy is None:
            return not_found() if name else self._index()
        things, make = lazy
        if asked.query.get("order") == "asc":
            things = list(reversed(things))
        page, pages = asked.number("page", 1), -(-len(things) // size)
        if page > max(pages, 1) and not (name == "comments" and ways.empty_past_end):
            what = {"posts": "post", "pages": "post", "comments": "comment"}.get(name, "term")
            return _error(400, f"rest_{what}_invalid_page_number", "The page number is too large.")
        first = asked.number("offset", (page - 1) * size)
        part = [_fields(asked, make(each)) for each in things[first : first + size]]
        answer = _json(part).also(X_WP_Total=str(len(things)), X_WP_TotalPages=str(pages))
        if page < pages:
            query = urlencode({**asked.query, "page": page + 1})
            answer = answer.also(Link=f'<{asked.base}{asked.path}?{query}>; rel="next"')
        return answer

    def _lazy(self, asked: Asked, name: str) -> tuple[Sequence[Any], Callable[[Any], Thing]] | None:
        """A collection, and how to write one of it: what nobody sees is not written."""
        has_all = "_embed" in asked.query
        match name:
            case "posts":
                return self._chosen(asked, self.site.blog.posts), lambda p: self.post(
                    p, embed=has_all
                )
            case "pages":
                return self.site.blog.pages, lambda p: self.post(p, "page", embed=has_all)
            case "comments":
                return self._comments(asked), self.comment
        things = self._all(asked, name)
        if things is None:
            return None
        if wanted := asked.query.get("include"):
            things = [each for each in things if str(each["id"]) in wanted.split(",")]
        return things, lambda each: each

    def _chosen(self, asked: Asked, posts: Sequence[Post]) -> list[Post]:
        before, after = asked.query.get("before"), asked.query.get("after")
        return [
            post
            for post in posts
            if (not before or _naive(post.published) < before)
            and (not after or _naive(post.published) > after)
        ]

    def _comments(self, asked: Asked) -> list[Comment]:
        """Without ``type`` only what people wrote: no pingbacks."""
        post = asked.query.get("post", "")
        blog = self.site.blog
        wanted = [each for number in post.split(",") for each in blog.thread(number)]
        kind = asked.query.get("type", "comment")
        return [
            each
            for each in (wanted if post else blog.comments)
            if kind in ("all", each.kind or "comment")
        ]

    # ------------------------------------------------------------------------- things

    def post(self, post: Post, kind: str = "post", *, embed: bool = False) -> Thing:
        """A post or page."""
        link = self.site.base + post.path
        thing: Thing = {
            "id": int(post.id),
            "date": _naive(post.published),
            "date_gmt": _naive(post.published.astimezone(UTC)),
            "guid": {"rendered": f"{self.site.base}/?p={post.id}"},
            "modified": _naive(post.updated),
            "modified_gmt": _naive(post.updated.astimezone(UTC)),
            "slug": post.path.strip("/").rpartition("/")[2],
            "status": "publish",
            "type": kind,
            "link": link,
            "title": {"rendered": _texturized(post.title)},
            "content": {"rendered": post.html, "protected": False},
            "excerpt": {"rendered": f"<p>{post.html[:50]}</p>", "protected": False},
            "author": self._user_id(post),
            "comment_status": "open" if post.is_open else "closed",
            "categories": [self._term_id("labels", each) for each in post.labels],
            "tags": [self._term_id("tags", each) for each in post.tags],
        }
        if embed:
            thing["_embedded"] = self._embedded(post)
        return thing

    def _embedded(self, post: Post) -> Thing:
        terms = [
            [
                {"id": self._term_id(kind, each), "name": each, "taxonomy": taxonomy}
                for each in getattr(post, kind)
            ]
            for kind, taxonomy in (("labels", "category"), ("tags", "post_tag"))
        ]
        return {"author": [self._user(self._user_id(post), post.author.name)], "wp:term": terms}

    def comment(self, comment: Comment) -> Thing:
        """A comment."""
        post = self.site.blog.place(comment.post)
        people = self._people()
        is_user = comment.author.uri == USER
        return {
            "id": int(comment.id),
            "post": int(comment.post),
            "parent": int(comment.parent or 0),
            "author": people.get(comment.author.name, 0) if is_user else 0,
            "author_name": comment.author.name,
            "author_url": "" if is_user else comment.author.uri,
            "date": _naive(comment.published),
            "date_gmt": _naive(comment.published.astimezone(UTC)),
            "content": {"rendered": comment.html},
            "link": f"{self.site.base}{post.path if post else '/'}#comment-{comment.id}",
            "status": "approved",
            "type": comment.kind or "comment",
        }

    def _terms(self, kind: str) -> list[Thing]:
        return [
            {"id": number, "name": name, "slug": name.lower().replace(" ", "-"), "count": 1}
            for name, number in self._numbers(kind).items()
        ]

    def _numbers(self, kind: str) -> dict[str, int]:
        blog = self.site.blog
        key = (kind, blog.version)
        if key not in self._cache:
            names = dict.fromkeys(each for post in blog.posts for each in getattr(post, kind))
            first = 1 if kind == "labels" else 100_001
            self._cache[key] = {name: first + step for step, name in enumerate(sorted(names))}
        return self._cache[key]

    def _term_id(self, kind: str, name: str) -> int:
        return self._numbers(kind).get(name, 0)

    def _people(self) -> dict[str, int]:
        blog = self.site.blog
        key = ("people", blog.version)
        if key not in self._cache:
            self._cache[key] = {who.name: step for step, who in enumerate(blog.people(), 1)}
        return self._cache[key]

    def _user_id(self, post: Post) -> int:
        return self._people()[post.author.name]

    def _users(self) -> list[Thing]:
        return [self._user(number, name) for name, number in self._people().items()]

    def _user(self, number: int, name: str) -> Thing:
        return {"id": number, "name": name, "url": "", "link": f"{self.site.base}/author/{number}/"}


def _naive(when: datetime) -> str:
    """A time without its zone, as REST gives it."""
    return when.replace(tzinfo=None, microsecond=0).isoformat()


def _texturized(title: str) -> str:
    """Titles come as HTML."""
    return title.replace("&", "&#038;").replace("<", "&lt;").replace("'", "&#8217;")


def _fields(asked: Asked, thing: Thing) -> Thing:
    wanted = asked.query.get("_fields")
    if not wanted:
        return thing
    names = {name.strip().partition(".")[0] for name in wanted.split(",")}
    return {name: value for name, value in thing.items() if name in names}


def _json(value: object, status: int = 200) -> Answer:
    return Answer(status, json.dumps(value).encode(), {"Content-Type": JSON})


def _error(status: int, code: str, message: str) -> Answer:
    return _json({"code": code, "message": message, "data": {"status": status}}, status)
