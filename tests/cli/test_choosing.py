"""Words on the command line: what they choose, and what a shell does to them."""

import click
import pytest

from tests.cli.conftest import Program
from tests.fakeblog import FakeBlog, numbered
from tui_reader.cli.choosing import WordsCommand, joined, with_words

IS_LIKE = (
    (("heron", "is:unread"), "heron is:unread"),
    (('"white stork" OR crow',), '"white stork" OR crow'),
    (("white stork",), "white stork"),
    (("blog:What now",), 'blog:"What now"'),
    (("-label:Sea birds", "x"), '-label:"Sea birds" x'),
    (("title:heron crow",), "title:heron crow"),
    (("label:birds is:unread",), "label:birds is:unread"),
    (('label:"Sea birds" crow',), 'label:"Sea birds" crow'),
    (("label:birds -crow",), "label:birds -crow"),
    (("tag:later OR tag",), "tag:later OR tag"),
    (("blog:Ann - a diary",), 'blog:"Ann - a diary"'),
)


@pytest.mark.parametrize(("arguments", "words"), IS_LIKE)
def test_a_name_has_the_quotes_back_that_the_shell_took(
    arguments: tuple[str, ...], words: str
) -> None:
    assert joined(arguments) == words


@click.command(cls=WordsCommand)
@with_words
@click.option("--label", "-l", default="")
@click.option("--flag", is_flag=True)
def given(words: tuple[str, ...], label: str, flag: bool) -> tuple[tuple[str, ...], str, bool]:
    """Give what was understood."""
    return words, label, flag


@pytest.mark.parametrize(
    ("arguments", "understood"),
    [
        (("heron", "-crow", "--flag"), (("heron", "-crow"), "", True)),
        (("-heron",), (("-heron",), "", False)),
        (("-l", "-birds", "x"), (("x",), "-birds", False)),
        (("--label", "-birds", "-x:y"), (("-x:y",), "-birds", False)),
        (("--label=-birds",), ((), "-birds", False)),
        (("--", "-crow", "--flag"), (("-crow", "--flag"), "", False)),
    ],
)
def test_a_word_with_a_minus_is_a_word(
    arguments: tuple[str, ...], understood: tuple[tuple[str, ...], str, bool]
) -> None:
    assert given.main(list(arguments), standalone_mode=False) == understood


@pytest.mark.sockets
def test_posts_are_chosen_and_ordered_by_words(program: Program, served: FakeBlog) -> None:
    served.posts = numbered(4)
    served.edit(2, comments=7)
    served.edit(3, title="Albatross", html="<p>A very much longer text of post three.</p>")
    program("add", served.home)

    def titles(*arguments: str) -> list[str]:
        return [post["title"] for post in program("posts", "--json", *arguments).json]

    assert titles("number", "-label:even") == ["Post number 1"]
    assert titles("albatross", "OR", "comments:>3", "is:unread") == ["Albatross", "Post number 2"]
    assert titles("--unread", "--limit", "1", "text", "-number") == ["Albatross"]
    assert titles("--sort", "title", "--limit", "2") == ["Albatross", "Post number 1"]
    assert titles("--sort", "oldest", "number")[0] == "Post number 1"
    assert titles("--sort", "comments")[0] == "Post number 2"
    assert titles("--sort", "length")[0] == "Albatross"
    listed = program("posts", "albatross")
    assert listed.out.split()[-1] == "Albatross"
    assert listed.err == ""


@pytest.mark.sockets
def test_posts_are_marked_by_words(program: Program, served: FakeBlog) -> None:
    program("add", served.home)
    marked = program("mark", "--read", "--where", "-label:even text")
    assert (marked.status, marked.out, marked.err) == (0, "Marked 2 posts read.\n", "")
    both = program("mark", "--star", "--where", "is:read", 2, "--json")
    assert [post["starred"] for post in both.json] == [True] * 3
    assert len(program("posts", "is:starred", "--json").json) == 3
    assert program("mark", "--unstar", "--where", "is:starred is:unread").out == (
        "Took the star from 1 post.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("posts", "titel:heron"), "usage: titel: is no name here; did you mean title:?"),
        (("posts", '"heron'), "usage: this quotation mark is never closed"),
        (("posts", "--unraed"), "usage: No such option"),
        (("mark", "--read"), "usage: say which posts"),
        (("mark", "--read", "--where", " "), "usage: --where has no words"),
        (("mark", "--read", "--where", "is:raed"), "usage: is:raed says nothing"),
        (("mark", "--where", "is:read"), "usage: say --read"),
    ],
)
def test_wrong_words_are_one_sentence(
    program: Program, arguments: tuple[str, ...], said: str
) -> None:
    ran = program(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(said)
    assert ran.err.count("\n") == 1
