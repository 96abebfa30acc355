-- Layout 4 of the library: where a page has other characters than the text, and why a text may not be the whole article. Articles
-- of earlier layouts get them when they are read again.
ALTER TABLE body ADD COLUMN originals TEXT NOT NULL DEFAULT '[]'; -- [[start, end, characters], …], in bytes of the text
ALTER TABLE article ADD COLUMN notice TEXT; -- a word: no-article, index, cut-short, walled
