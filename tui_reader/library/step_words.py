"""Tells steps of the history as sentences. Pure."""

from collections.abc import Sequence
from typing import Final

from tui_reader.models import BlogOwn, Flag, Mark, Step
from tui_reader.store.changes import Changes, HidingChange, RuleChange, TagChange, posts_of

TAKING_BACK: Final = "Taking back …"
DOING_AGAIN: Final = "Doing it again …"
HIDING: Final = "Hiding posts …"
"""What is said of steps while they last, where that is long."""
BY_ANOTHER: Final = "Another program had done that already."


def posts(many: int) -> str:
    """Tell a number of posts."""
    return "1 post" if many == 1 else f"{many:,} posts"


def of_mark(flag: Flag, value: bool, many: int) -> str:
    """Tell a mark that so many posts got."""
    match flag, value:
        case Flag.READ, True:
            return f"Marked {posts(many)} read."
        case Flag.READ, False:
            return f"Marked {posts(many)} unread."
        case _, True:
            return f"Starred {posts(many)}."
        case _:
            return f"Took the star from {posts(many)}."


def of_marks(changes: Changes) -> str:
    """Tell marks of one kind as one."""
    first = next(each for each in changes if isinstance(each, Mark))
    return of_mark(first.flag, first.value, posts_of(changes))


def of_tags(changes: Changes) -> str:
    """Tell a tag that posts were given, or lost."""
    first = next(each for each in changes if isinstance(each, TagChange))
    many = posts(posts_of(changes))
    if first.value:
        return f"Tagged {many} “{first.name}”."
    return f"Took the tag “{first.name}” from {many}."


def of_note(title: str, had: bool, has: bool) -> str:
    """Tell what became of the note on a post."""
    if not has:
        return f"Took the note from “{title}”."
    return f"Changed the note on “{title}”." if had else f"Wrote a note on “{title}”."


def of_name(former: str, name: str) -> str:
    """Tell a blog's new name; empty: the feed's again."""
    return f"Named “{former}” “{name}”." if name else f"Gave “{former}” the name of its feed."


def of_folders(title: str, paths: Sequence[Sequence[str]]) -> str:
    """Tell which folders a blog lies in now."""
    if not paths:
        return f"Took “{title}” out of its folders."
    if len(paths) == 1:
        return f"Put “{title}” into “{' / '.join(paths[0])}”."
    return f"Put “{title}” into {len(paths)} folders."


def of_folder(path: Sequence[str], new: Sequence[str]) -> str:
    """Tell a folder's new path."""
    if not new:
        return f"Took the folder “{' / '.join(path)}” away."
    return f"Named the folder “{' / '.join(path)}” “{' / '.join(new)}”."


def of_own(title: str, own: BlogOwn) -> str:
    """Tell that a blog has settings of its own."""
    if own == BlogOwn():
        return f"Took the own settings from “{title}”."
    return f"Changed the settings of “{title}”."


def of_pause(title: str, paused: bool) -> str:
    """Tell whether a blog is asked."""
    return f"Paused “{title}”." if paused else f"“{title}” is asked for new posts again."


def of_page_texts(title: str, wanted: bool) -> str:
    """Tell whether whole posts are brought."""
    if wanted:
        return f"Each fetch brings the whole posts of “{title}”."
    return f"The posts of “{title}” come as their feed has them."


def of_rules(changes: Changes) -> str:
    """Tell a rule that was taken away, or how far that has come."""
    many = posts(posts_of(changes))
    for each in changes:
        if isinstance(each, RuleChange):
            return f"Took a rule away, {many} came back: {each.filter}"
    first = next(each for each in changes if isinstance(each, HidingChange))
    return f"Showed {many} again that a rule hid: {first.filter}"


def of_hidden(words: str, many: int) -> str:
    """Tell a rule that was made, and how many posts it hides."""
    return f"Hid {posts(many)} by a rule: {words}"


def left_words(done: int, left: int) -> str:
    """Tell what was changed since and stays as it is; empty: nothing."""
    if not left:
        return ""
    if not done:
        return "It was changed since and stays as it is."
    return f"{left:,} of {done + left:,} were changed since and stay as they are."


def undone_words(step: Step) -> str:
    """Tell that a step was taken back, and what of it was not."""
    if step.note == BY_ANOTHER:
        return f"Already taken back, by another program: {step.words}"
    return f"Taken back: {step.words} {step.note}".rstrip()


def redone_words(step: Step) -> str:
    """Tell that a step was done again, and what of it was not."""
    if step.note == BY_ANOTHER:
        return f"Already done again, by another program: {step.words}"
    return f"Done again: {step.words} {step.note}".rstrip()
