-- Done at the station: nobody sets out to the resident, and nobody is told that somebody has.
ALTER TABLE job ADD COLUMN at_station boolean NOT NULL DEFAULT false;
