-- Sources that a repaired record cites, and of which no more is known: it says so, and nothing else. The newest batch is that
-- of the repair.
INSERT OR IGNORE INTO source (id, key, kind, description, batch_id)
SELECT cited.source_id, 'lost-source-' || cited.source_id, 'document',
  'A source whose particulars stood in a damaged page', (SELECT max(id) FROM batch)
FROM (SELECT source_id FROM citation UNION SELECT source_id FROM anchor) AS cited
WHERE cited.source_id NOT IN (SELECT id FROM source);
