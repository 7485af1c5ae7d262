"""How facts are worded on the screen: counts, days, times, sizes. Pure.

English words are fixed here, not taken from the locale, so that a picture is the same everywhere.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from tui_reader.clean import minutes_to_read

if TYPE_CHECKING:
    from tui_reader.models import Blog, Connection, ImportEvent

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
NO_BREAK = "\N{NO-BREAK SPACE}"


def count(number: int) -> str:
    """Return a number with its thousands parted: ``1,204``."""
    return f"{number:,}"


def plural(number: int, one: str, many: str = "") -> str:
    """Return ``1 post`` or ``1,204 posts``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def comments_words(comments: int | None, new: int = 0) -> str:
    """Return a comment count in the blog page's own words; nothing where it is not known.

    Source: the heading of Blogger's comments block, without its colon.
    """
    if comments is None:
        return ""
    words = "No comments" if comments == 0 else plural(comments, "comment")
    return f"{words} ({count(new)} new)" if new > 0 else words


def day_words(day: date) -> str:
    """Return a day as a blog page heads it: ``Thursday, January 30, 2020``."""
    return f"{WEEKDAYS[day.weekday()]}, {MONTHS[day.month - 1]} {day.day}, {day.year}"


def short_day(day: date) -> str:
    """Return ``Thu, Jan 30, 2020``, where the day has little room."""
    return f"{WEEKDAYS[day.weekday()][:3]}, {MONTHS[day.month - 1][:3]} {day.day}, {day.year}"


def date_words(day: date) -> str:
    """Return ``Jan 30, 2020``: a day beside other facts."""
    return f"{MONTHS[day.month - 1][:3]} {day.day}, {day.year}"


def time_words(moment: datetime, now: datetime) -> str:
    """Return a moment in the reader's own time: the time today, else the day as well."""
    local = moment.astimezone(now.tzinfo)
    clock = f"{local:%H:%M}"
    if local.date() == now.date():
        return clock
    if local.year == now.year:
        return f"{MONTHS[local.month - 1][:3]} {local.day} {clock}"
    return f"{MONTHS[local.month - 1][:3]} {local.day}, {local.year} {clock}"


def moment_words(moment: datetime) -> str:
    """Return a moment with its day, in the reader's own time: ``May 4, 2026 09:30``."""
    local = moment.astimezone()
    return f"{MONTHS[local.month - 1][:3]} {local.day}, {local.year} {local:%H:%M}"


def reading_time(words: int) -> str:
    """Return about how long a text takes: ``4 min``; nothing for a text without words."""
    return f"{minutes_to_read(words)}{NO_BREAK}min" if words else ""


def left_words(words: int, begun: float) -> str:
    """Return how long a text takes; once a share of it was read, how long the rest takes."""
    time_left = reading_time(round(words * (1 - begun)))
    return f"{time_left}{NO_BREAK}left" if time_left and begun else time_left


def connection_words(connection: "Connection", now: datetime) -> str:
    """Return what the header says of the network; nothing while it answers."""
    if not connection.is_offline:
        return ""
    fetched = connection.last_fetch
    last = f"last fetch {time_words(fetched, now)}" if fetched else "nothing fetched yet"
    if connection.asked_for:
        return f"offline as asked · {last}"
    since = f" since {time_words(connection.since, now)}" if connection.since else ""
    return f"offline{since} · {last}"


def no_server_words(blog: "Blog") -> str:
    """Return why a blog cannot be asked for anything; nothing where it has a server."""
    if blog.feed_url.startswith(("http://", "https://")):
        return ""
    if blog.is_guide:
        return "The guide is built in: there is no server to ask."
    return f"“{blog.title}” came from a file: there is no server to ask."


def backup_words(event: "ImportEvent") -> str:
    """Return how far the reading of a backup is, or what came of it."""
    from tui_reader.models import Imported  # wanted by few starts

    posts, comments = plural(event.posts, "post"), plural(event.comments, "comment")
    if isinstance(event, Imported):
        return f"Reading the backup of “{event.title}”: {posts}, {comments} ({event.share:.0%}) …"
    return f"“{event.title}”: {posts}, {comments}. {event.note}".strip()


def bar(done: int, total: int, width: int, *, ascii_signs: bool = False) -> str:
    """Return a progress bar of ``width`` cells."""
    full, empty = ("#", "-") if ascii_signs else ("▓", "░")
    filled = width if total <= 0 else min(width, done * width // total)
    return full * filled + empty * (width - filled)


def cut(text: str, width: int, mark: str = "…") -> str:
    """Return ``text`` in at most ``width`` cells, its end replaced by ``mark`` where it is cut."""
    if len(text) * 2 <= width or cell_len(text) <= width:
        return text
    if width <= cell_len(mark):
        return mark[: max(0, width)]
    return set_cell_size(text, width - cell_len(mark)).rstrip() + mark


def local_days(instants: Iterable[int]) -> list[int]:
    """Return the reader's own calendar day (an ordinal) of each instant (ms since 1970 UTC).

    One conversion a day of posts, not one a post: 100,000 posts are listed at once.
    """
    days: list[int] = []
    start = end = ordinal = 0
    for instant in instants:
        if not start <= instant < end:
            day = datetime.fromtimestamp(instant / 1000).astimezone().date()
            start, end = _midnight(day), _midnight(day + timedelta(days=1))
            ordinal = day.toordinal()
        days.append(ordinal)
    return days


def _midnight(day: date) -> int:
    """Return when the reader's own day begins, in ms since 1970 UTC; days have 23 to 25 hours."""
    return round(datetime.combine(day, time()).astimezone().timestamp() * 1000)
