-- Layout 1 of the library. Released: never changed; a later layout is a step of its own.
CREATE TABLE article (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice
    fingerprint BLOB NOT NULL UNIQUE CHECK (length(fingerprint) = 32), -- SHA-256 of the text
    name TEXT NOT NULL, -- what lists call it
    title TEXT,
    author TEXT,
    published TEXT,
    site TEXT,
    source TEXT, -- path or address that it was last read from
    opened INTEGER NOT NULL, -- when last, in seconds since 1970, UTC
    length INTEGER NOT NULL, -- of the text, in bytes
    top INTEGER NOT NULL DEFAULT 0, -- the byte that the first word on the screen begins with
    bottom INTEGER NOT NULL DEFAULT 0 -- the byte after the last word on the screen
) STRICT;
CREATE INDEX article_by_opened ON article (opened DESC, id DESC);

-- Apart, so that a list of articles does not read their texts.
CREATE TABLE body (
    article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    blocks TEXT NOT NULL -- [[start, end, "h1" | "p" | "l0" | "q" | "c"], …], in bytes of the text
) STRICT;

-- What the reader did to an article, in order. Rows are added and never changed.
CREATE TABLE edit (
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    number INTEGER NOT NULL, -- from 1 on
    made INTEGER NOT NULL, -- seconds since 1970, UTC
    payload TEXT NOT NULL CHECK (json_valid(payload)),
    PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER edit_stays BEFORE UPDATE ON edit BEGIN
    SELECT raise(ABORT, 'the log of edits is only added to');
END;

CREATE VIEW searchable AS
SELECT article.id, article.name, body.text FROM article JOIN body ON body.article = article.id;
CREATE VIRTUAL TABLE search USING fts5(
    name, text, content = 'searchable', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2"
);
-- A hit in the title counts five times one in the text.
INSERT INTO search (search, rank) VALUES ('rank', 'bm25(5.0, 1.0)');
-- What is removed leaves no trace in the index.
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER body_kept AFTER INSERT ON body BEGIN
    INSERT INTO search (rowid, name, text) SELECT id, name, text FROM searchable WHERE id = new.article;
END;
CREATE TRIGGER article_renamed AFTER UPDATE OF name ON article WHEN new.name <> old.name BEGIN
    INSERT INTO search (search, rowid, name, text)
    SELECT 'delete', article, old.name, text FROM body WHERE article = new.id;
    INSERT INTO search (rowid, name, text) SELECT article, new.name, text FROM body WHERE article = new.id;
END;
CREATE TRIGGER article_removed BEFORE DELETE ON article BEGIN
    INSERT INTO search (search, rowid, name, text)
    SELECT 'delete', article, old.name, text FROM body WHERE article = old.id;
END;
