UPDATE entity SET name = 'Nowhere' WHERE name = 'Arcadia';
