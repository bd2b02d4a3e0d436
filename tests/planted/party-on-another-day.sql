UPDATE party SET first_day = '2021-01-01' WHERE role = 'host';
