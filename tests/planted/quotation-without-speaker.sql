DELETE FROM party WHERE role = 'speaker';
