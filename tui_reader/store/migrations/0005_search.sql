-- Searching everything: author, notes and comments too, whatever the accents; the parts of words.

-- Without case, accents and kinds of letters, and in pairs of letters where no blanks part words
-- (``search_forms``). It keeps no texts: they stand in the posts. The index of two letters answers
-- what is being typed.
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5 (
    title, text, labels, author, note, comments,
    content = '',
    prefix = '2',
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);

-- Every word that was ever indexed, once, by all its three letters in a row: to find a word by a
-- part of it, this is asked, and not the texts.
CREATE TABLE search_words (
    id INTEGER PRIMARY KEY,
    word TEXT NOT NULL UNIQUE
);
CREATE VIRTUAL TABLE search_parts USING fts5 (
    word,
    content = 'search_words', content_rowid = 'id',
    tokenize = 'trigram', detail = none
);

-- The words of a comment, without its HTML; NULL: not made yet, the index makes them.
ALTER TABLE comments ADD COLUMN text TEXT;

DROP TRIGGER search_edited_post;
DROP TRIGGER search_edited_body;
DROP TRIGGER search_gone;
DROP TRIGGER search_new_page_text;
DROP TRIGGER search_changed_page_text;
DROP TRIGGER search_new;
DROP VIEW searchable;
CREATE VIEW searchable (post_id, title, text, labels, author, note, comments) AS
    SELECT posts.id, posts.title, ifnull(page_texts.text, bodies.text), posts.labels, posts.author,
        ifnull(notes.text, ''),
        ifnull((
            SELECT group_concat(comments.author || char(10) || ifnull(comments.text, ''), char(10))
            FROM comments WHERE comments.post_id = posts.id AND removed = ''
        ), '')
    FROM posts JOIN bodies ON bodies.post_id = posts.id
    LEFT JOIN page_texts ON page_texts.post_id = posts.id AND page_texts.is_shown
    LEFT JOIN notes ON notes.post_id = posts.id;

-- What the index does not know yet, one row a post: written with the post, taken away with the
-- entry in the index. The index forgets an entry only when it is told the very words it was given,
-- so the row keeps them from the first change on.
DROP TABLE search_changes;
CREATE TABLE search_changes (
    post_id INTEGER PRIMARY KEY,
    is_indexed INTEGER NOT NULL,
    title TEXT,
    text TEXT,
    labels TEXT,
    author TEXT,
    note TEXT,
    comments TEXT,
    CHECK (is_indexed = (title IS NOT NULL))
);
INSERT INTO search_changes (post_id, is_indexed) SELECT id, 0 FROM posts;

CREATE TRIGGER search_new AFTER INSERT ON posts
BEGIN
    INSERT INTO search_changes (post_id, is_indexed)
    SELECT NEW.id, 0
    WHERE NOT EXISTS (SELECT 1 FROM search_changes WHERE post_id = NEW.id);
END;

-- Each writes down the words that were indexed, so it comes before the change of them.
CREATE TRIGGER search_edited_post BEFORE UPDATE OF title, labels, author ON posts
WHEN OLD.title <> NEW.title OR OLD.labels <> NEW.labels OR OLD.author <> NEW.author
BEGIN
    INSERT INTO search_changes
    SELECT post_id, 1, title, text, labels, author, note, comments FROM searchable
    WHERE post_id = OLD.id
        AND NOT EXISTS (SELECT 1 FROM search_changes WHERE search_changes.post_id = OLD.id);
END;

CREATE TRIGGER search_edited_body BEFORE UPDATE OF text ON bodies
WHEN OLD.text <> NEW.text
BEGIN
    INSERT INTO search_changes
    SELECT post_id, 1, title, text, labels, author, note, comments FROM searchable
    WHERE post_id = OLD.post_id
        AND NOT EXISTS (SELECT 1 FROM search_changes WHERE search_changes.post_id = OLD.post_id);
END;

CREATE TRIGGER search_gone BEFORE DELETE ON posts
BEGIN
    INSERT INTO search_changes
    SELECT post_id, 1, title, text, labels, author, note, comments FROM searchable
    WHERE post_id = OLD.id
        AND NOT EXISTS (SELECT 1 FROM search_changes WHERE search_changes.post_id = OLD.id);
END;

CREATE TRIGGER search_new_page_text BEFORE INSERT ON page_texts
BEGIN
    INSERT INTO search_changes
    SELECT post_id, 1, title, text, labels, author, note, comments FROM searchable
    WHERE post_id = NEW.post_id
        AND NOT EXISTS (SELECT 1 FROM search_changes WHERE search_changes.post_id = NEW.post_id);
END;

CREATE TRIGGER search_changed_page_text BEFORE UPDATE OF text, is_shown ON page_texts
WHEN OLD.text <> NEW.text OR OLD.is_shown <> NEW.is_shown
BEGIN
    INSERT INTO search_changes
    SELECT post_id, 1, title, text, labels, author, note, comments FROM searchable
    WHERE post_id = OLD.post_id
        AND NOT EXISTS (SELECT 1 FROM search_changes WHERE search_changes.post_id = OLD.post_id);
END;

CREATE TRIGGER search_new_note BEFORE INSERT ON notes
BEGIN
    INSERT INTO search_changes
    SELECT post_id, 1, title, text, labels, author, note, comments FROM searchable
    WHERE post_id = NEW.post_id
        AND NOT EXISTS (SELECT 1 FROM search_changes WHERE search_changes.post_id = NEW.post_id);
END;

CREATE TRIGGER search_changed_note BEFORE UPDATE OF text ON notes
WHEN OLD.text <> NEW.text
BEGIN
    INSERT INTO search_changes
    SELECT post_id, 1, title, text, labels, author, note, comments FROM searchable
    WHERE post_id = OLD.post_id
        AND NOT EXISTS (SELECT 1 FROM search_changes WHERE search_changes.post_id = OLD.post_id);
END;

CREATE TRIGGER search_lost_note BEFORE DELETE ON notes
BEGIN
    INSERT INTO search_changes
    SELECT post_id, 1, title, text, labels, author, note, comments FROM searchable
    WHERE post_id = OLD.post_id
        AND NOT EXISTS (SELECT 1 FROM search_changes WHERE search_changes.post_id = OLD.post_id);
END;

CREATE TRIGGER search_new_comment BEFORE INSERT ON comments
BEGIN
    INSERT INTO search_changes
    SELECT post_id, 1, title, text, labels, author, note, comments FROM searchable
    WHERE post_id = NEW.post_id
        AND NOT EXISTS (SELECT 1 FROM search_changes WHERE search_changes.post_id = NEW.post_id);
END;

CREATE TRIGGER search_edited_comment BEFORE UPDATE OF html, author, removed ON comments
WHEN OLD.html <> NEW.html OR OLD.author <> NEW.author OR OLD.removed <> NEW.removed
BEGIN
    INSERT INTO search_changes
    SELECT post_id, 1, title, text, labels, author, note, comments FROM searchable
    WHERE post_id = OLD.post_id
        AND NOT EXISTS (SELECT 1 FROM search_changes WHERE search_changes.post_id = OLD.post_id);
END;

CREATE TRIGGER search_lost_comment BEFORE DELETE ON comments
BEGIN
    INSERT INTO search_changes
    SELECT post_id, 1, title, text, labels, author, note, comments FROM searchable
    WHERE post_id = OLD.post_id
        AND NOT EXISTS (SELECT 1 FROM search_changes WHERE search_changes.post_id = OLD.post_id);
END;

CREATE TRIGGER search_comment_words AFTER UPDATE OF html ON comments WHEN OLD.html <> NEW.html
BEGIN
    UPDATE comments SET text = NULL WHERE id = OLD.id;
END;
