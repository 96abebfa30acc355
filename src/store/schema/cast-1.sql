-- Layout 1 of the cache: who is in which article. Made again when it is gone.
CREATE TABLE article (
    id INTEGER PRIMARY KEY,
    fingerprint BLOB NOT NULL UNIQUE,
    model TEXT NOT NULL -- what found its cast
) STRICT;
CREATE TABLE member (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    kind TEXT NOT NULL, -- "person" or "organization"
    name TEXT NOT NULL, -- the fullest one
    same TEXT NOT NULL, -- the name, as it is compared between articles
    mentions INTEGER NOT NULL, -- how many, in any form
    sentences TEXT NOT NULL -- [[start, end], …] of those that name it, in bytes of the text
) STRICT;
CREATE INDEX member_by_article ON member (article);
CREATE INDEX member_by_name ON member (same, kind);
-- All names of a member; its rowid is the member's id.
CREATE VIRTUAL TABLE names USING fts5(
    words, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);
INSERT INTO names (names, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER member_removed AFTER DELETE ON member BEGIN
    DELETE FROM names WHERE rowid = old.id;
END;
