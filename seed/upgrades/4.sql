-- From version 3 to version 4: what was taken back can be put back; words behind a date know their
-- source, and words in which sentence they end; a figure can be a part of another.
--
-- @restate batch, change
ALTER TABLE batch ADD COLUMN with_id INTEGER REFERENCES batch (id);
ALTER TABLE batch ADD COLUMN undone_id INTEGER REFERENCES batch (id);
ALTER TABLE dating ADD COLUMN source_id INTEGER REFERENCES source (id);
ALTER TABLE anchor ADD COLUMN last_sentence INTEGER CHECK (last_sentence > sentence);
ALTER TABLE figure ADD COLUMN part_of_id INTEGER REFERENCES figure (id) CHECK (part_of_id <> id);
CREATE INDEX figure_by_part_of ON figure (part_of_id) WHERE part_of_id IS NOT NULL;

-- Words stand in the one source of their record; of several, in the one whose citation came in with them.
UPDATE dating SET source_id = coalesce(
  (SELECT min(source_id) FROM citation WHERE citation.record_id = dating.record_id HAVING count(*) = 1),
  (SELECT min(source_id) FROM citation
    WHERE citation.record_id = dating.record_id AND citation.batch_id = dating.batch_id)
);
