-- Times are milliseconds since 1970 UTC unless a column says otherwise.
PRAGMA application_id = 0x54554952;  -- "TUIR"

CREATE TABLE blogs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    feed_url TEXT NOT NULL,
    canonical_feed_url TEXT NOT NULL UNIQUE,
    -- The host that the person typed. Only there the feed may be on the local network: a page or
    -- a move can name any other, and the name can lead elsewhere on another day.
    typed_host TEXT NOT NULL DEFAULT '',
    -- A removed blog stays as a row: its starred posts need its name, its statuses its number.
    standing TEXT NOT NULL CHECK (standing IN ('followed', 'visiting', 'removed')),
    title TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT '',
    feed_id TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '',
    subtitle TEXT NOT NULL DEFAULT '',
    author TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    generator TEXT NOT NULL DEFAULT '',
    posts_total INTEGER,
    note TEXT NOT NULL DEFAULT '',
    added INTEGER NOT NULL,
    -- Kept by the triggers below: a count at each paint would scan.
    posts INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0,
    comments INTEGER NOT NULL DEFAULT 0
);

-- What the next request to a blog's server starts from.
CREATE TABLE schedules (
    blog_id INTEGER PRIMARY KEY REFERENCES blogs (id),
    etag BLOB,
    last_modified BLOB,
    next_fetch INTEGER,
    last_attempt INTEGER,
    last_fetch INTEGER,
    retry_at INTEGER,
    failures INTEGER NOT NULL DEFAULT 0,
    failing_since INTEGER,
    is_gone INTEGER NOT NULL DEFAULT 0,
    error_class TEXT,
    error_message TEXT NOT NULL DEFAULT '',
    moved_to TEXT NOT NULL DEFAULT '',
    moved_count INTEGER NOT NULL DEFAULT 0,
    moved_since INTEGER,
    last_new_post INTEGER,
    -- How long, and in which hours (UTC) and on which weekdays, the feed wants to be left alone.
    wait_seconds INTEGER,
    skip_hours TEXT NOT NULL DEFAULT '[]',
    skip_days TEXT NOT NULL DEFAULT '[]'
);

-- Hosts that asked not to be asked (429).
CREATE TABLE host_holds (
    host TEXT PRIMARY KEY,
    until INTEGER NOT NULL
) WITHOUT ROWID;

-- What a person knows of a post. It gives the post its number and outlives it: a post that comes
-- back is not new. sort_at and own_day stand here, not in posts, so that every list is read from
-- one index of this narrow table; both are NULL while the post is not kept.
CREATE TABLE statuses (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    blog_id INTEGER NOT NULL REFERENCES blogs (id),
    identity TEXT NOT NULL,
    is_read INTEGER NOT NULL DEFAULT 0,
    is_starred INTEGER NOT NULL DEFAULT 0,
    is_changed INTEGER NOT NULL DEFAULT 0,
    position REAL NOT NULL DEFAULT 0,
    first_seen INTEGER NOT NULL,
    comments_seen INTEGER,
    sort_at INTEGER,
    own_day INTEGER,
    UNIQUE (blog_id, identity),
    CHECK ((sort_at IS NULL) = (own_day IS NULL))
);

-- One index for each list: (newest first, and the whole answer without touching the table).
CREATE INDEX list_all ON statuses (sort_at, id, own_day, blog_id) WHERE sort_at IS NOT NULL;
CREATE INDEX list_unread ON statuses (sort_at, id, own_day, blog_id)
    WHERE sort_at IS NOT NULL AND is_read = 0;
CREATE INDEX list_starred ON statuses (sort_at, id, own_day, blog_id)
    WHERE sort_at IS NOT NULL AND is_starred = 1;
CREATE INDEX list_blog_all ON statuses (blog_id, sort_at, id, own_day) WHERE sort_at IS NOT NULL;
CREATE INDEX list_blog_unread ON statuses (blog_id, sort_at, id, own_day)
    WHERE sort_at IS NOT NULL AND is_read = 0;

CREATE TABLE posts (
    id INTEGER PRIMARY KEY REFERENCES statuses (id),
    blog_id INTEGER NOT NULL REFERENCES blogs (id),
    guid TEXT NOT NULL,
    url TEXT NOT NULL,
    canonical_url TEXT NOT NULL,
    title TEXT NOT NULL,
    -- The first words of the text, for a post without a title.
    first_words TEXT NOT NULL,
    snippet TEXT NOT NULL,
    words INTEGER NOT NULL,
    author TEXT NOT NULL,
    -- As ISO 8601 with the offset the entry carries, every digit of it; NULL where it has none.
    published TEXT,
    updated TEXT,
    -- JSON array, in the post's own order: a row is read without a join.
    labels TEXT NOT NULL,
    comments INTEGER,
    comments_url TEXT NOT NULL,
    comments_feed TEXT NOT NULL,
    is_summary INTEGER NOT NULL,
    enclosures TEXT NOT NULL,
    content_hash BLOB NOT NULL
);

CREATE INDEX posts_by_guid ON posts (blog_id, guid) WHERE guid <> '';
CREATE INDEX posts_by_url ON posts (canonical_url) WHERE canonical_url <> '';

-- Apart, so that reading forty rows does not walk past forty bodies.
CREATE TABLE bodies (
    post_id INTEGER PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
    html TEXT NOT NULL,
    base TEXT NOT NULL,
    text TEXT NOT NULL
);

CREATE TABLE labels (
    id INTEGER PRIMARY KEY,
    folded TEXT NOT NULL UNIQUE
);

CREATE TABLE post_labels (
    label_id INTEGER NOT NULL REFERENCES labels (id),
    sort_at INTEGER NOT NULL,
    post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    own_day INTEGER NOT NULL,
    blog_id INTEGER NOT NULL,
    PRIMARY KEY (label_id, sort_at, post_id)
) WITHOUT ROWID;

CREATE INDEX post_labels_by_post ON post_labels (post_id);

CREATE TABLE state (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- ------------------------------------------------------------------------------------- counts

CREATE TRIGGER count_new_status AFTER INSERT ON statuses WHEN NEW.sort_at IS NOT NULL
BEGIN
    UPDATE blogs SET
        posts = posts + 1,
        unread = unread + (NEW.is_read = 0),
        starred = starred + NEW.is_starred
    WHERE id = NEW.blog_id;
END;

CREATE TRIGGER count_changed_status AFTER UPDATE OF is_read, is_starred, sort_at ON statuses
WHEN OLD.is_read <> NEW.is_read OR OLD.is_starred <> NEW.is_starred
    OR (OLD.sort_at IS NULL) <> (NEW.sort_at IS NULL)
BEGIN
    UPDATE blogs SET
        posts = posts + (NEW.sort_at IS NOT NULL) - (OLD.sort_at IS NOT NULL),
        unread = unread
            + (NEW.is_read = 0 AND NEW.sort_at IS NOT NULL)
            - (OLD.is_read = 0 AND OLD.sort_at IS NOT NULL),
        starred = starred
            + (NEW.is_starred = 1 AND NEW.sort_at IS NOT NULL)
            - (OLD.is_starred = 1 AND OLD.sort_at IS NOT NULL)
    WHERE id = NEW.blog_id;
END;

CREATE TRIGGER count_new_comments AFTER INSERT ON posts WHEN NEW.comments > 0
BEGIN
    UPDATE blogs SET comments = comments + NEW.comments WHERE id = NEW.blog_id;
END;

CREATE TRIGGER count_changed_comments AFTER UPDATE OF comments ON posts
WHEN OLD.comments IS NOT NEW.comments
BEGIN
    UPDATE blogs SET comments = comments + ifnull(NEW.comments, 0) - ifnull(OLD.comments, 0)
    WHERE id = NEW.blog_id;
END;

-- A post goes only when a person removed its blog.
CREATE TRIGGER forget_post AFTER DELETE ON posts
BEGIN
    UPDATE statuses SET sort_at = NULL, own_day = NULL WHERE id = OLD.id;
    UPDATE blogs SET comments = comments - ifnull(OLD.comments, 0) WHERE id = OLD.blog_id;
END;

-- ------------------------------------------------------------------------------------- search

CREATE VIEW searchable (post_id, title, text, labels) AS
    SELECT posts.id, posts.title, bodies.text, posts.labels
    FROM posts JOIN bodies ON bodies.post_id = posts.id;

CREATE VIRTUAL TABLE search USING fts5 (
    title, text, labels,
    content = 'searchable', content_rowid = 'post_id',
    tokenize = 'unicode61 remove_diacritics 2'
);

-- What the index does not know yet, one row a post: written with the post, taken away with the
-- entry in the index. An external-content index forgets an entry only when it is told the very
-- words it was given, so the row keeps them from the first change on.
CREATE TABLE search_changes (
    post_id INTEGER PRIMARY KEY,
    is_indexed INTEGER NOT NULL,
    title TEXT,
    text TEXT,
    labels TEXT,
    CHECK (is_indexed = (title IS NOT NULL))
);

CREATE TRIGGER search_new AFTER INSERT ON posts
BEGIN
    INSERT INTO search_changes (post_id, is_indexed)
    SELECT NEW.id, 0
    WHERE NOT EXISTS (SELECT 1 FROM search_changes WHERE post_id = NEW.id);
END;

CREATE TRIGGER search_edited_post BEFORE UPDATE OF title, labels ON posts
WHEN OLD.title <> NEW.title OR OLD.labels <> NEW.labels
BEGIN
    INSERT INTO search_changes
    SELECT OLD.id, 1, OLD.title, text, OLD.labels
    FROM bodies
    WHERE post_id = OLD.id
        AND NOT EXISTS (SELECT 1 FROM search_changes WHERE search_changes.post_id = OLD.id);
END;

CREATE TRIGGER search_edited_body BEFORE UPDATE OF text ON bodies WHEN OLD.text <> NEW.text
BEGIN
    INSERT INTO search_changes
    SELECT OLD.post_id, 1, title, OLD.text, labels
    FROM posts
    WHERE id = OLD.post_id
        AND NOT EXISTS (SELECT 1 FROM search_changes WHERE search_changes.post_id = OLD.post_id);
END;

CREATE TRIGGER search_gone BEFORE DELETE ON posts
BEGIN
    INSERT INTO search_changes
    SELECT OLD.id, 1, OLD.title, text, OLD.labels
    FROM bodies
    WHERE post_id = OLD.id
        AND NOT EXISTS (SELECT 1 FROM search_changes WHERE search_changes.post_id = OLD.id);
END;
