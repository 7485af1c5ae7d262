-- What a person makes of blogs and posts: tags, notes, folders, names, searches, rules, history.

-- The person's own name of a blog; empty: the feed's.
ALTER TABLE blogs ADD COLUMN own_title TEXT NOT NULL DEFAULT '';
-- Never asked by itself: switched off by the person, or because a list from elsewhere named an
-- address on the local network.
ALTER TABLE blogs ADD COLUMN is_paused INTEGER NOT NULL DEFAULT 0;
-- When it was removed: its posts go some days later, so that this can be taken back. NULL: not.
ALTER TABLE blogs ADD COLUMN removed_at INTEGER;
-- Settings of this blog alone; empty or NULL: as everywhere.
ALTER TABLE blogs ADD COLUMN own_sort TEXT NOT NULL DEFAULT '';
ALTER TABLE blogs ADD COLUMN own_mark_read TEXT NOT NULL DEFAULT '';
ALTER TABLE blogs ADD COLUMN own_pictures TEXT NOT NULL DEFAULT '';
ALTER TABLE blogs ADD COLUMN own_minutes INTEGER;

-- A blog can lie in several folders. A path is a JSON array of names, the outermost first.
CREATE TABLE blog_folders (
    blog_id INTEGER NOT NULL REFERENCES blogs (id),
    path TEXT NOT NULL,
    PRIMARY KEY (blog_id, path)
) WITHOUT ROWID;
CREATE INDEX blogs_by_folder ON blog_folders (path);

-- Tags and notes belong to the status: they outlive the post, as stars do.
CREATE TABLE tags (
    id INTEGER PRIMARY KEY,
    folded TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL
);
CREATE TABLE post_tags (
    tag_id INTEGER NOT NULL REFERENCES tags (id),
    post_id INTEGER NOT NULL REFERENCES statuses (id),
    PRIMARY KEY (tag_id, post_id)
) WITHOUT ROWID;
CREATE INDEX post_tags_by_post ON post_tags (post_id);

CREATE TABLE notes (
    post_id INTEGER PRIMARY KEY REFERENCES statuses (id),
    -- Markdown.
    text TEXT NOT NULL,
    changed INTEGER NOT NULL
);

CREATE TABLE saved_searches (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    filter TEXT NOT NULL,
    sort TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL
);

-- What is new since the last time: first seen since then, and not read.
CREATE INDEX list_new ON statuses (first_seen, blog_id) WHERE sort_at IS NOT NULL AND is_read = 0;

-- Posts that a rule speaks of are in no list, and are not counted as unread: hiding one marks it
-- read and remembers that it was not.
CREATE TABLE hide_rules (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    filter TEXT NOT NULL UNIQUE,
    added INTEGER NOT NULL
);
CREATE TABLE hidden_posts (
    post_id INTEGER PRIMARY KEY REFERENCES statuses (id),
    rule_id INTEGER NOT NULL REFERENCES hide_rules (id) ON DELETE CASCADE,
    was_unread INTEGER NOT NULL
);
CREATE INDEX hidden_by_rule ON hidden_posts (rule_id);

-- What was done, newest last, and what takes it back.
CREATE TABLE history (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    -- One sentence: "Marked 12 posts read."
    words TEXT NOT NULL,
    -- NULL: it stands. Else its place in the order in which steps were taken back, from 1 on; 0 once
    -- something new was done: it can still be done again, but not by "redo".
    undone INTEGER
);
-- Each is what has to be done next: what takes a standing step back, what does an undone one again.
-- A great step has several, so that no other program waits long for the store.
CREATE TABLE history_changes (
    step_id INTEGER NOT NULL REFERENCES history (id) ON DELETE CASCADE,
    part INTEGER NOT NULL,
    is_undone INTEGER NOT NULL DEFAULT 0,
    changes TEXT NOT NULL,
    UNIQUE (step_id, part)
);
