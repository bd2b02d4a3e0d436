-- finds arcadia: the name `Ruritania` is not its preferred name
-- finds rita-of-ruritania: the name `Queen Rita` is not its preferred name
-- finds port-arc: the name `Nowhere` is not its preferred name
-- A name that is none of its own, one that is another's, and one that is only an alias.
UPDATE entity SET name = 'Nowhere' WHERE name = 'Port Arc';
UPDATE entity SET name = 'Ruritania' WHERE name = 'Arcadia';
UPDATE entity SET name = 'Queen Rita' WHERE name = 'Rita of Ruritania';
