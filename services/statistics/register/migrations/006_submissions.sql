-- What submissions came to: bytes under a file name, read with options. The same submission need not be read again as long as its report is the
-- current one and the same parser and rules would read it. An index: what is lost of it is read again, so dumps leave it out.
CREATE TABLE submission (
  sha256 TEXT NOT NULL PRIMARY KEY,  -- gouji.statistics.v1.RecordItem.submission_sha256
  revision_id INTEGER NOT NULL REFERENCES revision (id),
  parser_version TEXT NOT NULL       -- that read it so last
) WITHOUT ROWID;
