-- Layout 3 of the library: which texts are one page whose file has changed, and how far each was read.
ALTER TABLE article ADD COLUMN page INTEGER; -- the same for all texts of a page; NULL while there is one only
ALTER TABLE article ADD COLUMN furthest INTEGER NOT NULL DEFAULT 0; -- the byte after the last word that was read
-- Until now a page that fits the screen counted as read to its end when it was opened.
UPDATE article SET furthest = CASE WHEN top > 0 AND bottom >= length THEN length ELSE top END;
CREATE INDEX article_by_page ON article (page, opened DESC, id DESC) WHERE page IS NOT NULL;
CREATE INDEX article_by_source ON article (source) WHERE source IS NOT NULL;
