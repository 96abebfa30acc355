-- Layout 2 of the library: where the words of an article lead, and where it was published itself. What was kept before has
-- no links until it is read again.
ALTER TABLE article ADD COLUMN address TEXT;
ALTER TABLE body ADD COLUMN links TEXT NOT NULL DEFAULT '[]'; -- [[start, end, address], …], in bytes of the text
