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

-- Hidden posts are in no month and under no label: these counts are of what lists show. What is
-- hidden stays out of them whatever else changes, and goes with its post.
CREATE TRIGGER hide_from_counts AFTER INSERT ON hidden_posts
BEGIN
    UPDATE months SET kept = kept - 1
    WHERE (blog_id, month) = (
        SELECT blog_id, CAST(strftime('%Y%m', own_day + 1721424.5) AS INTEGER)
        FROM statuses WHERE id = NEW.post_id
    );
    UPDATE blog_labels SET posts = posts - 1
    WHERE (blog_id, label_id) IN (
        SELECT blog_id, label_id FROM post_labels WHERE post_id = NEW.post_id
    );
END;

CREATE TRIGGER show_in_counts AFTER DELETE ON hidden_posts
BEGIN
    UPDATE months SET kept = kept + 1
    WHERE (blog_id, month) = (
        SELECT blog_id, CAST(strftime('%Y%m', own_day + 1721424.5) AS INTEGER)
        FROM statuses WHERE id = OLD.post_id
    );
    UPDATE blog_labels SET posts = posts + 1
    WHERE (blog_id, label_id) IN (
        SELECT blog_id, label_id FROM post_labels WHERE post_id = OLD.post_id
    );
END;

CREATE TRIGGER forget_hidden BEFORE DELETE ON posts
BEGIN
    -- A rule has read it, not the person: it comes back unread.
    UPDATE statuses SET is_read = 0
    WHERE id = (SELECT post_id FROM hidden_posts WHERE post_id = OLD.id AND was_unread);
    DELETE FROM hidden_posts WHERE post_id = OLD.id;
END;

DROP TRIGGER month_of_moved_status;
CREATE TRIGGER month_of_moved_status AFTER UPDATE OF own_day ON statuses
WHEN OLD.own_day IS NOT NEW.own_day
    AND NOT EXISTS (SELECT 1 FROM hidden_posts WHERE post_id = OLD.id)
BEGIN
    UPDATE months SET kept = kept - 1
    WHERE blog_id = OLD.blog_id
        AND month = CAST(strftime('%Y%m', OLD.own_day + 1721424.5) AS INTEGER);
    INSERT INTO months (blog_id, month, kept)
    SELECT NEW.blog_id, CAST(strftime('%Y%m', NEW.own_day + 1721424.5) AS INTEGER), 1
    WHERE NEW.own_day IS NOT NULL
    ON CONFLICT (blog_id, month) DO UPDATE SET kept = kept + 1;
END;

-- A hidden post may come to a month that has no other.
CREATE TRIGGER month_of_moved_hidden AFTER UPDATE OF own_day ON statuses
WHEN NEW.own_day IS NOT NULL AND EXISTS (SELECT 1 FROM hidden_posts WHERE post_id = OLD.id)
BEGIN
    INSERT INTO months (blog_id, month, kept)
    VALUES (NEW.blog_id, CAST(strftime('%Y%m', NEW.own_day + 1721424.5) AS INTEGER), 0)
    ON CONFLICT (blog_id, month) DO NOTHING;
END;

DROP TRIGGER count_new_label;
CREATE TRIGGER count_new_label AFTER INSERT ON post_labels
WHEN NOT EXISTS (SELECT 1 FROM hidden_posts WHERE post_id = NEW.post_id)
BEGIN
    UPDATE blog_labels SET posts = posts + 1
    WHERE blog_id = NEW.blog_id AND label_id = NEW.label_id;
END;

DROP TRIGGER count_lost_label;
CREATE TRIGGER count_lost_label AFTER DELETE ON post_labels
WHEN NOT EXISTS (SELECT 1 FROM hidden_posts WHERE post_id = OLD.post_id)
BEGIN
    UPDATE blog_labels SET posts = posts - 1
    WHERE blog_id = OLD.blog_id AND label_id = OLD.label_id;
END;

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

-- What lists are narrowed and ordered by, without walking past titles and texts.
CREATE INDEX posts_measures ON posts (id, comments, words);
CREATE INDEX bodies_with_picture ON bodies (post_id) WHERE instr(lower(html), '<img') > 0;
