-- The whole archive, static pages, and what readers said.

-- Blogger and WordPress tell which blog a document is of, wherever it came from: a backup and the
-- blog's own feed are one blog. Empty where nothing tells it.
ALTER TABLE blogs ADD COLUMN origin TEXT NOT NULL DEFAULT '';
CREATE INDEX blogs_by_origin ON blogs (origin) WHERE origin <> '';
-- A label's feed, and a feed of comments, has its blog's number in its name, but is not the blog.
UPDATE blogs SET origin = 'blogger:' || substr(feed_id, 27)
WHERE feed_id GLOB 'tag:blogger.com,1999:blog-[0-9]*' AND NOT substr(feed_id, 27) GLOB '*[^0-9]*'
    AND feed_url NOT LIKE '%/-/%' AND feed_url NOT LIKE '%/comments/%';

-- 'post', or 'page' for what stands beside the posts. A page's status has no place in any list
-- (sort_at is NULL), so no list, count or mark of posts ever meets it.
ALTER TABLE posts ADD COLUMN kind TEXT NOT NULL DEFAULT 'post' CHECK (kind IN ('post', 'page'));
-- What tells the author from others on the blog; empty where the blog does not say.
ALTER TABLE posts ADD COLUMN author_key TEXT NOT NULL DEFAULT '';
CREATE INDEX pages_of_blog ON posts (blog_id, title COLLATE NOCASE) WHERE kind = 'page';
CREATE INDEX posts_by_author ON posts (blog_id, author) WHERE author <> '' AND kind = 'post';

-- ----------------------------------------------------------------------------------- archive

-- How far the walk through a blog's old posts has come. Written with each page it stores.
CREATE TABLE archives (
    blog_id INTEGER PRIMARY KEY REFERENCES blogs (id),
    strategy TEXT NOT NULL,
    cursor TEXT NOT NULL,
    posts_total INTEGER,
    since INTEGER,
    is_done INTEGER NOT NULL DEFAULT 0,
    -- Whether it was whole when this walk began, which looks only for what has come since.
    was_done INTEGER NOT NULL DEFAULT 0,
    is_wanted INTEGER NOT NULL DEFAULT 0,
    -- Posts newer than this are news that came while the walk went on: they arrive unread.
    newest_before INTEGER,
    started INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    note TEXT NOT NULL DEFAULT ''
);

-- Archive documents that never change (RFC 5005): fetched once, for ever.
CREATE TABLE archive_documents (
    blog_id INTEGER NOT NULL REFERENCES blogs (id),
    url TEXT NOT NULL,
    PRIMARY KEY (blog_id, url)
) WITHOUT ROWID;

-- Which program walks through a blog's archive: two never do at once. A holder that has not
-- refreshed its lease for a while has ended, or sleeps.
CREATE TABLE leases (
    blog_id INTEGER PRIMARY KEY REFERENCES blogs (id),
    holder TEXT NOT NULL,
    refreshed INTEGER NOT NULL
);

-- Posts by month (year * 100 + month, the blog's own calendar): kept by the triggers below, total
-- by the blog's own word.
CREATE TABLE months (
    blog_id INTEGER NOT NULL REFERENCES blogs (id),
    month INTEGER NOT NULL,
    kept INTEGER NOT NULL DEFAULT 0,
    total INTEGER,
    PRIMARY KEY (blog_id, month)
) WITHOUT ROWID;

-- Labels as each blog spells them, with how many of its kept posts have them: the writer of labels
-- makes the row, the triggers below count.
CREATE TABLE blog_labels (
    blog_id INTEGER NOT NULL REFERENCES blogs (id),
    label_id INTEGER NOT NULL REFERENCES labels (id),
    name TEXT NOT NULL,
    posts INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (blog_id, label_id)
) WITHOUT ROWID;

-- ---------------------------------------------------------------------------------- comments

-- One row for each thread that was asked for.
CREATE TABLE threads (
    post_id INTEGER PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
    -- When it was last asked for.
    fetched INTEGER,
    -- Whether that answer had all of it, and the post's comment count as it was then.
    is_whole INTEGER NOT NULL DEFAULT 0,
    counted INTEGER,
    -- Comments first seen after this are new to the person; NULL: never read.
    seen INTEGER
);

CREATE TABLE comments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    blog_id INTEGER NOT NULL REFERENCES blogs (id),
    guid TEXT NOT NULL,
    -- The guid of the comment it replies to: it may arrive later, or never.
    parent TEXT NOT NULL,
    author TEXT NOT NULL,
    author_key TEXT NOT NULL,
    author_url TEXT NOT NULL,
    -- As ISO 8601 with the offset it came with; NULL where it has none.
    published TEXT,
    sort_at INTEGER NOT NULL,
    html TEXT NOT NULL,
    base TEXT NOT NULL,
    url TEXT NOT NULL,
    removed TEXT NOT NULL,
    is_gone INTEGER NOT NULL DEFAULT 0,
    first_seen INTEGER NOT NULL,
    UNIQUE (post_id, guid)
);
-- The newest, of one blog or of all, and how many there are of a blog or a post.
CREATE INDEX comments_newest ON comments (sort_at) WHERE removed = '';
CREATE INDEX comments_newest_of_blog ON comments (blog_id, sort_at) WHERE removed = '';
CREATE INDEX comments_kept ON comments (blog_id, post_id) WHERE is_gone = 0;

-- How far the walk through a blog's comments, newest first, has come; and what the feed of the
-- newest ones gave to ask again with.
CREATE TABLE comment_walks (
    blog_id INTEGER PRIMARY KEY REFERENCES blogs (id),
    cursor TEXT NOT NULL DEFAULT '',
    -- When such a walk last came to its end; NULL: never.
    finished INTEGER,
    etag BLOB,
    last_modified BLOB
);

-- ------------------------------------------------------------------------------------ counts

CREATE TRIGGER month_of_new_status AFTER INSERT ON statuses WHEN NEW.own_day IS NOT NULL
BEGIN
    INSERT INTO months (blog_id, month, kept)
    VALUES (NEW.blog_id, CAST(strftime('%Y%m', NEW.own_day + 1721424.5) AS INTEGER), 1)
    ON CONFLICT (blog_id, month) DO UPDATE SET kept = kept + 1;
END;

CREATE TRIGGER month_of_moved_status AFTER UPDATE OF own_day ON statuses
WHEN OLD.own_day IS NOT NEW.own_day
BEGIN
    UPDATE months SET kept = kept - 1
    WHERE blog_id = OLD.blog_id
        AND month = CAST(strftime('%Y%m', OLD.own_day + 1721424.5) AS INTEGER);
    INSERT INTO months (blog_id, month, kept)
    SELECT NEW.blog_id, CAST(strftime('%Y%m', NEW.own_day + 1721424.5) AS INTEGER), 1
    WHERE NEW.own_day IS NOT NULL
    ON CONFLICT (blog_id, month) DO UPDATE SET kept = kept + 1;
END;

CREATE TRIGGER count_new_label AFTER INSERT ON post_labels
BEGIN
    UPDATE blog_labels SET posts = posts + 1
    WHERE blog_id = NEW.blog_id AND label_id = NEW.label_id;
END;

CREATE TRIGGER count_lost_label AFTER DELETE ON post_labels
BEGIN
    UPDATE blog_labels SET posts = posts - 1
    WHERE blog_id = OLD.blog_id AND label_id = OLD.label_id;
END;

-- What was kept before this version.
INSERT INTO months (blog_id, month, kept)
SELECT blog_id, CAST(strftime('%Y%m', own_day + 1721424.5) AS INTEGER), count(*)
FROM statuses WHERE own_day IS NOT NULL GROUP BY 1, 2;

INSERT INTO blog_labels (blog_id, label_id, name, posts)
SELECT blog_id, label_id, folded, count(*)
FROM post_labels JOIN labels ON labels.id = label_id GROUP BY 1, 2;

-- The spelling that most posts have. lower() knows ASCII only: other labels are spelled anew when
-- their blog next names them.
INSERT INTO blog_labels (blog_id, label_id, name)
SELECT blog_id, label_id, value FROM (
    SELECT blog_id, label_id, value, max(posts) FROM (
        SELECT posts.blog_id, labels.id AS label_id, value, count(*) AS posts
        FROM posts, json_each(posts.labels) JOIN labels ON folded = lower(value)
        GROUP BY 1, 2, 3
    ) GROUP BY 1, 2
) WHERE true
ON CONFLICT (blog_id, label_id) DO UPDATE SET name = excluded.name;
