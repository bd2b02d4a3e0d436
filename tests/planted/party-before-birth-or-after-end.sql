UPDATE entity SET began = '2021', began_first = '2021-01-01', began_last = '2021-12-31' WHERE name = 'Ada Arc';
