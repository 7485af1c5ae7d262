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
-- that changes changes only its own. What rows of lists need stands first: they walk past no text.
CREATE TABLE page_texts (
    post_id INTEGER PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
    is_shown INTEGER NOT NULL DEFAULT 1,
    -- The feed's own text has changed since: the page's may have, too.
    is_stale INTEGER NOT NULL DEFAULT 0,
    fetched INTEGER NOT NULL,
    words INTEGER NOT NULL,
    snippet TEXT NOT NULL,
    base TEXT NOT NULL,
    html TEXT NOT NULL,
    text TEXT NOT NULL
);

-- Pages that did not come, or had no more than the feed: asked again by itself some days later.
CREATE TABLE page_text_tries (
    post_id INTEGER PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
    tried INTEGER NOT NULL,
    failures INTEGER NOT NULL
);

-- Whether each fetch of the blog brings the pages of its cut posts, too.
ALTER TABLE blogs ADD COLUMN wants_page_texts INTEGER NOT NULL DEFAULT 0;

CREATE TRIGGER page_texts_of_removed AFTER UPDATE OF standing ON blogs
WHEN NEW.standing = 'removed'
BEGIN
    UPDATE blogs SET wants_page_texts = 0 WHERE id = NEW.id;
END;

CREATE TRIGGER page_text_is_stale AFTER UPDATE OF text ON bodies WHEN OLD.text <> NEW.text
BEGIN
    UPDATE page_texts SET is_stale = 1 WHERE post_id = NEW.post_id;
    DELETE FROM page_text_tries WHERE post_id = NEW.post_id;
END;

-- A feed that begins to give the whole of a post is the better source.
CREATE TRIGGER feed_is_whole AFTER UPDATE OF is_summary ON posts
WHEN OLD.is_summary = 1 AND NEW.is_summary = 0
BEGIN
    UPDATE page_texts SET is_shown = 0 WHERE post_id = NEW.id;
END;

-- What is searched is what is shown. Each trigger writes down the words that were indexed, so it
-- comes before the change of them.
DROP VIEW searchable;
CREATE VIEW searchable (post_id, title, text, labels) AS
    SELECT posts.id, posts.title, ifnull(page_texts.text, bodies.text), posts.labels
    FROM posts JOIN bodies ON bodies.post_id = posts.id
    LEFT JOIN page_texts ON page_texts.post_id = posts.id AND page_texts.is_shown;

DROP TRIGGER search_edited_post;
CREATE TRIGGER search_edited_post BEFORE UPDATE OF title, labels ON posts
WHEN OLD.title <> NEW.title OR OLD.labels <> NEW.labels
BEGIN
    INSERT INTO search_changes
    SELECT post_id, 1, title, text, labels FROM searchable
    WHERE post_id = OLD.id
        AND NOT EXISTS (SELECT 1 FROM search_changes WHERE search_changes.post_id = OLD.id);
END;

DROP TRIGGER search_edited_body;
CREATE TRIGGER search_edited_body BEFORE UPDATE OF text ON bodies WHEN OLD.text <> NEW.text
BEGIN
    INSERT INTO search_changes
    SELECT post_id, 1, title, text, labels FROM searchable
    WHERE post_id = OLD.post_id
        AND NOT EXISTS (SELECT 1 FROM search_changes WHERE search_changes.post_id = OLD.post_id);
END;

DROP TRIGGER search_gone;
CREATE TRIGGER search_gone BEFORE DELETE ON posts
BEGIN
    INSERT INTO search_changes
    SELECT post_id, 1, title, text, labels FROM searchable
    WHERE post_id = OLD.id
        AND NOT EXISTS (SELECT 1 FROM search_changes WHERE search_changes.post_id = OLD.id);
END;

CREATE TRIGGER search_new_page_text BEFORE INSERT ON page_texts
BEGIN
    INSERT INTO search_changes
    SELECT post_id, 1, title, text, labels FROM searchable
    WHERE post_id = NEW.post_id
        AND NOT EXISTS (SELECT 1 FROM search_changes WHERE search_changes.post_id = NEW.post_id);
END;

CREATE TRIGGER search_changed_page_text BEFORE UPDATE OF text, is_shown ON page_texts
WHEN OLD.text <> NEW.text OR OLD.is_shown <> NEW.is_shown
BEGIN
    INSERT INTO search_changes
    SELECT post_id, 1, title, text, labels FROM searchable
    WHERE post_id = OLD.post_id
        AND NOT EXISTS (SELECT 1 FROM search_changes WHERE search_changes.post_id = OLD.post_id);
END;

-- When the place in a post last moved that was begun; NULL: it was not, or it was read to its end.
ALTER TABLE statuses ADD COLUMN position_at INTEGER;
CREATE INDEX posts_begun ON statuses (position_at)
    WHERE position_at IS NOT NULL AND position > 0 AND sort_at IS NOT NULL;

-- The words of Chinese and Japanese posts, which blanks do not part, were counted as one or a few.
UPDATE posts SET words = (SELECT count_words(text) FROM bodies WHERE post_id = posts.id)
WHERE id IN (SELECT post_id FROM bodies WHERE text GLOB '*[぀-𿿿]*');
