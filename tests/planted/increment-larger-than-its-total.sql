UPDATE stage SET part_of_id = (SELECT id FROM record WHERE key = 'dam-money-given') WHERE id = (SELECT id FROM record WHERE key = 'dam-money-promised');
