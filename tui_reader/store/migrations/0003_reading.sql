-- Pictures, the whole text of cut posts, and where reading stopped.

-- Files of the cache folder, as their server gave them. The folder may be emptied at any time: a
-- row without its file is a picture that is not kept.
CREATE TABLE pictures (
    url TEXT PRIMARY KEY,
    file TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    -- When it was last looked at: the budget takes away what nobody looked at for longest.
    used INTEGER NOT NULL,
    -- The post it was brought for: while that is starred, it goes last.
    post_id INTEGER
) WITHOUT ROWID;
CREATE INDEX pictures_by_use ON pictures (used);

-- A post's text as its own page has it, beside the one of the feed, which stays as it is: a feed
-- that changes changes only its own.
CREATE TABLE page_texts (
    post_id INTEGER PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
    html TEXT NOT NULL,
    base TEXT NOT NULL,
    text TEXT NOT NULL,
    words INTEGER NOT NULL,
    fetched INTEGER NOT NULL,
    is_shown INTEGER NOT NULL DEFAULT 1
);

-- Whether each fetch of the blog brings the pages of its cut posts, too.
ALTER TABLE blogs ADD COLUMN wants_page_texts INTEGER NOT NULL DEFAULT 0;

-- When the place in a post last moved that was begun; NULL: it was not, or it was read to its end.
ALTER TABLE statuses ADD COLUMN position_at INTEGER;
CREATE INDEX posts_begun ON statuses (position_at)
    WHERE position_at IS NOT NULL AND position > 0 AND sort_at IS NOT NULL;
