-- Sketches of prose (gouji.validate.v1.CopySketch), by which reports that may be copies of each other are found. Bands of earlier revisions
-- stay: what they lead to is compared exactly before anything is said.
CREATE TABLE copy_report (
  id INTEGER PRIMARY KEY,
  year INTEGER NOT NULL,
  unit TEXT NOT NULL,
  UNIQUE (year, unit)
);

CREATE TABLE copy_band (
  band INTEGER NOT NULL,
  report_id INTEGER NOT NULL REFERENCES copy_report (id),
  PRIMARY KEY (band, report_id)
) WITHOUT ROWID;
