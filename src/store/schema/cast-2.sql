-- Layout 2 of the cache: whole analyses, so that an article that comes back needs none.
CREATE TABLE analysis (
    id INTEGER PRIMARY KEY,
    fingerprint BLOB NOT NULL,
    blocks BLOB NOT NULL, -- SHA-256 of how the text is laid out
    model TEXT NOT NULL, -- what made it
    opened INTEGER NOT NULL, -- a number that is greatest for what was opened last
    size INTEGER NOT NULL, -- of the tables, in bytes
    tables BLOB NOT NULL,
    UNIQUE (fingerprint, blocks)
) STRICT;
CREATE INDEX analysis_by_opened ON analysis (opened, size);
