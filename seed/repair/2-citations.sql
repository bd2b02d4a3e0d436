-- What a repaired record says where pages of its citations cannot be read. The newest batch is that of the repair.

-- Words of a source vouch for a record, also where the line that says so is lost.
INSERT OR IGNORE INTO citation (record_id, source_id, batch_id)
SELECT DISTINCT anchor.record_id, anchor.source_id, anchor.batch_id
FROM anchor JOIN record ON record.id = anchor.record_id;

-- Records that nobody vouches for any more.
INSERT OR IGNORE INTO source (key, kind, description, batch_id)
SELECT 'lost-citations', 'document',
  'Nothing: what vouched for these records stood in damaged pages of the file that this one was repaired from',
  (SELECT max(id) FROM batch)
WHERE EXISTS (SELECT 1 FROM record WHERE NOT EXISTS (SELECT 1 FROM citation WHERE citation.record_id = record.id))
  AND NOT EXISTS (SELECT 1 FROM source WHERE key = 'lost-citations');

INSERT INTO citation (record_id, source_id, batch_id)
SELECT record.id, source.id, (SELECT max(id) FROM batch)
FROM record JOIN source ON source.key = 'lost-citations'
WHERE NOT EXISTS (SELECT 1 FROM citation WHERE citation.record_id = record.id);
