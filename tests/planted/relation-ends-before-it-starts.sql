UPDATE relation SET since = '2021', since_first = '2021-01-01', since_last = '2021-12-31', until = '2020', until_first = '2020-01-01', until_last = '2020-12-31';
