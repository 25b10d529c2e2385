-- The bytes that reports were read from, each once.
CREATE TABLE document (
  sha256 TEXT NOT NULL PRIMARY KEY,  -- 64 hexadecimal digits
  byte_count INTEGER NOT NULL,
  zstd BLOB NOT NULL
);

-- What was read. Rows are only added; only moved_to is ever set later.
CREATE TABLE revision (
  id INTEGER PRIMARY KEY,  -- in the order of commits
  year INTEGER NOT NULL,
  unit TEXT NOT NULL,
  revision INTEGER NOT NULL,  -- from 1 within (year, unit)
  placed INTEGER NOT NULL,
  form TEXT NOT NULL,
  scope INTEGER NOT NULL,           -- gouji.report.v1.ReportScope
  recorded_at INTEGER NOT NULL,     -- microseconds since 1970, UTC; never decreases with id
  document_sha256 TEXT REFERENCES document (sha256),  -- NULL for figures that came without a document
  reading_sha256 TEXT NOT NULL,     -- of the report without evidence and parser version
  parser_version TEXT NOT NULL,
  file_name TEXT NOT NULL,
  agency BLOB NOT NULL,             -- gouji.report.v1.Agency
  cells BLOB NOT NULL,              -- services/statistics/register/cell_blob.h
  -- A newer parser read the same file as a report of another unit or year: the id of that revision.
  moved_to INTEGER REFERENCES revision (id),
  report BLOB NOT NULL,             -- zstd of gouji.report.v1.Report without evidence
  UNIQUE (year, unit, revision)
);
CREATE INDEX revision_document ON revision (document_sha256);

-- What the checks made of a revision, by one rule set after the other. Rows are only added.
CREATE TABLE assessment (
  revision_id INTEGER NOT NULL REFERENCES revision (id),
  number INTEGER NOT NULL,  -- from 1 within the revision
  assessed_at INTEGER NOT NULL,
  verdict INTEGER NOT NULL,  -- gouji.validate.v1.Verdict
  error_count INTEGER NOT NULL,
  warning_count INTEGER NOT NULL,
  rule_set_version TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  content BLOB NOT NULL,  -- zstd of gouji.statistics.v1.RecordedReport with findings and assessment only
  UNIQUE (revision_id, number)
);

-- The current revision of each key and the last assessment of it.
CREATE TABLE current_report (
  year INTEGER NOT NULL,
  unit TEXT NOT NULL,
  revision_id INTEGER NOT NULL REFERENCES revision (id),
  assessment_number INTEGER NOT NULL,
  verdict INTEGER NOT NULL,
  error_count INTEGER NOT NULL,
  PRIMARY KEY (year, unit)
) WITHOUT ROWID;
