UPDATE event SET part_of_id = (SELECT id FROM record WHERE key = 'flood') WHERE id = (SELECT id FROM record WHERE key = 'river-summit');
