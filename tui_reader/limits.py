"""Every bound the reader keeps, in one table. No logic.

Past a bound the named error class is raised, or the value is cut with a mark. Each has its reason
in ``docs/notes/003-limits.md``.
"""

from typing import Final

KIB: Final = 1024
MIB: Final = 1024 * KIB

# On the wire
BODY_BYTES: Final = 10 * MIB
"""Bytes of one answer's body, as sent and after gzip; past it: too-large."""
HEADER_BYTES: Final = 64 * KIB
"""Bytes of all response headers together; past it: network."""
CONNECT_SECONDS: Final = 10.0
FIRST_BYTE_SECONDS: Final = 15.0
SILENCE_SECONDS: Final = 10.0
FEED_SECONDS: Final = 30.0
"""One feed in all, redirects included; past it: timeout."""
REDIRECTS: Final = 5
CONNECTIONS: Final = 8
SLOW_SECONDS: Final = 2.0
SLOW_CONNECTIONS: Final = 16
CONNECTIONS_PER_HOST: Final = 2
HOST_GAP_SECONDS: Final = 1.0
WALK_GAP_SECONDS: Final = 0.1
"""Least gap of a walk through an archive; more where the server takes more than twice as long."""

ARCHIVE_POSTS: Final = 500_000
"""Posts of one archive; past it the walk ends with a note."""
ARCHIVE_COMMENTS: Final = 500_000
"""Comments of one walk through a blog's list of them; past it, posts are asked one by one."""
THREAD_COMMENTS: Final = 20_000
THREAD_LETTERS: Final = 32 * MIB
"""Comments of one post, and letters in them; past either, no more are asked for."""

# In the parse worker
PARSE_SECONDS: Final = 10.0
PARSE_MEMORY_BYTES: Final = 512 * MIB
FEED_ITEMS: Final = 2_000
"""Items taken from one answer, newest first; more get a note on the feed."""
BACKUP_BYTES: Final = 2_048 * MIB
"""Bytes of a blog's backup that is read from a file, piece by piece; past it: too-large."""

# Pictures
PICTURE_BYTES: Final = 5 * MIB
"""Bytes of one picture as its server sends it; past it: too-large."""
PICTURE_PIXELS: Final = 20_000_000
"""Pixels of one picture; past it: too-large."""
PICTURE_SECONDS: Final = 5.0
"""For drawing one picture; past it: timeout."""
PICTURE_SIDE: Final = 1_600
"""Pixels of a picture's longer side, asked for where its host can be asked for a size."""
PICTURES_OF_POST: Final = 200
"""Pictures of one post that are brought at once; past it: too-large."""
PICTURES_AT_ONCE: Final = 2
POSTS_WITH_PICTURES: Final = 50
"""New posts of one blog whose pictures are brought with a fetch; others' come when opened."""
PAGES_AT_A_FETCH: Final = 50
"""Cut posts of one blog whose pages are asked for after one fetch; the others after the next."""
PICTURES_IN_MEMORY: Final = 32 * MIB
"""Bytes of pictures held where the cache folder takes none; the oldest go."""
DRAWN_BYTES: Final = 8 * MIB
"""Bytes of pictures drawn as cells that are held for the next look; the oldest go."""

# What is kept of a post
TITLE_LETTERS: Final = 1_000
AUTHOR_LETTERS: Final = 300
ADDRESS_BYTES: Final = 2_048
COPIED_LETTERS: Final = 100_000
LABELS: Final = 50
LABEL_LETTERS: Final = 100
CONTENT_BYTES: Final = 6 * MIB
COMMENT_BYTES: Final = 64 * KIB
NESTING_LEVELS: Final = 64
COMBINING_MARKS: Final = 8
CUT_MARK: Final = "…"

# Lists of other readers
LIST_BYTES: Final = 10 * MIB
"""Bytes of a list of blogs (OPML, urls); past it: too-large."""
LIST_FEEDS: Final = 20_000
"""Blogs that one list names; past it: too-large."""
LIST_LEVELS: Final = 50
"""Folders in folders; deeper ones are passed over, what lies in them is not."""

# What is exported
FILE_NAME_BYTES: Final = 120
"""Of one file's name, its ending included; a longer one is cut and told apart by a sum."""
CHAPTER_WORDS: Final = 20_000
"""Words of one file of a book; a month with more of them is several."""

# In the store
BUSY_SECONDS: Final = 5.0
BATCH_POSTS: Final = 200
BATCH_COMMENTS: Final = 10_000
BACKUPS_KEPT: Final = 3
TREE_NAMES: Final = 5_000
"""Labels, or authors, that the sidebar shows of one blog."""

# What a person makes of it
TAG_LETTERS: Final = 100
NAME_LETTERS: Final = 200
"""Of a blog, a folder or a search."""
FOLDER_LEVELS: Final = 50
NOTE_LETTERS: Final = 100_000
OWN_FILE_BYTES: Final = 256 * KIB
"""Of the configuration, or a theme: more is another file."""
FILTER_LETTERS: Final = 2_000
STEPS_KEPT: Final = 1_000
STEPS_LETTERS: Final = 16 * MIB
"""Steps of the history, and letters in what takes them back; past either, the oldest go."""
BATCH_MARKS: Final = 5_000
"""Posts marked while others wait for the store."""
BATCH_BLOGS: Final = 1_000
"""Blogs of a list that are followed while others wait for the store."""
BATCH_HIDDEN: Final = 2_000
"""Posts that a rule hides, or shows again, while others wait; a part of it where rules are many."""
BREATH_SECONDS: Final = 0.02
"""Between two such batches: another program looks only now and then whether it can write."""
DAYS_UNTIL_GONE: Final = 7
"""So long the posts of a removed blog are kept, so that it can be taken back."""

# The schedule
SECONDS_PER_HOUR: Final = 3_600
MIN_POLL_SECONDS: Final = 60 * 60
MAX_POLL_SECONDS: Final = 24 * SECONDS_PER_HOUR
NO_VALIDATOR_POLL_SECONDS: Final = 3 * SECONDS_PER_HOUR
MANUAL_POLL_SECONDS: Final = 15 * 60
MIN_RETRY_AFTER_SECONDS: Final = 10 * 60
MAX_RETRY_AFTER_SECONDS: Final = 7 * 24 * SECONDS_PER_HOUR
