UPDATE figure SET measure = 'dead', best = 20 - best;
