-- The register as SQLite has it after its migration 004; what columns mean stands there. Integers have 64 bits, texts are ordered by their bytes,
-- and what is compressed already is stored as it is. Numbers are given under the lock that all that write hold, so they are in the order of commits.

CREATE TABLE document (
  sha256 TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  byte_count BIGINT NOT NULL,
  zstd BYTEA NOT NULL
);
ALTER TABLE document ALTER COLUMN zstd SET STORAGE EXTERNAL;

CREATE TABLE revision (
  id BIGINT NOT NULL PRIMARY KEY,
  year BIGINT NOT NULL,
  unit TEXT COLLATE "C" NOT NULL,
  revision BIGINT NOT NULL,
  placed BIGINT NOT NULL,
  form TEXT COLLATE "C" NOT NULL,
  scope BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  document_sha256 TEXT COLLATE "C" REFERENCES document (sha256),
  reading_sha256 TEXT COLLATE "C" NOT NULL,
  parser_version TEXT COLLATE "C" NOT NULL,
  file_name TEXT COLLATE "C" NOT NULL,
  moved_to BIGINT REFERENCES revision (id),
  corrected_revision BIGINT,
  program_reading_sha256 TEXT COLLATE "C",
  issue_date TEXT COLLATE "C",
  agency BYTEA NOT NULL,
  cells BYTEA NOT NULL,
  report BYTEA NOT NULL,
  UNIQUE (year, unit, revision)
);
ALTER TABLE revision ALTER COLUMN report SET STORAGE EXTERNAL;
CREATE INDEX revision_document ON revision (document_sha256);

CREATE TABLE assessment (
  revision_id BIGINT NOT NULL REFERENCES revision (id),
  number BIGINT NOT NULL,
  assessed_at BIGINT NOT NULL,
  verdict BIGINT NOT NULL,
  error_count BIGINT NOT NULL,
  warning_count BIGINT NOT NULL,
  rule_set_version TEXT COLLATE "C" NOT NULL,
  sha256 TEXT COLLATE "C" NOT NULL,
  digest BYTEA,
  content BYTEA NOT NULL,
  PRIMARY KEY (revision_id, number)
);
ALTER TABLE assessment ALTER COLUMN content SET STORAGE EXTERNAL;

CREATE TABLE current_report (
  year BIGINT NOT NULL,
  unit TEXT COLLATE "C" NOT NULL,
  revision_id BIGINT NOT NULL REFERENCES revision (id),
  assessment_number BIGINT NOT NULL,
  verdict BIGINT NOT NULL,
  error_count BIGINT NOT NULL,
  warning_count BIGINT NOT NULL,
  acknowledged_count BIGINT NOT NULL,
  PRIMARY KEY (year, unit)
);

CREATE TABLE event (
  id BIGINT NOT NULL PRIMARY KEY,
  year BIGINT NOT NULL,
  unit TEXT COLLATE "C" NOT NULL,
  kind BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  verdict BIGINT NOT NULL,
  fingerprint TEXT COLLATE "C" NOT NULL,
  content BYTEA NOT NULL
);
CREATE INDEX event_key ON event (year, unit, id);

CREATE TABLE acknowledgement (
  year BIGINT NOT NULL,
  unit TEXT COLLATE "C" NOT NULL,
  fingerprint TEXT COLLATE "C" NOT NULL,
  rule_id TEXT COLLATE "C" NOT NULL,
  reason TEXT COLLATE "C" NOT NULL,
  author TEXT COLLATE "C" NOT NULL,
  acknowledged_at BIGINT NOT NULL,
  PRIMARY KEY (year, unit, fingerprint)
);

CREATE TABLE copy_report (
  id BIGINT NOT NULL PRIMARY KEY,
  year BIGINT NOT NULL,
  unit TEXT COLLATE "C" NOT NULL,
  UNIQUE (year, unit)
);

-- Without a reference to copy_report: a report has 40 bands, and each would be looked up once more.
CREATE TABLE copy_band (
  band BIGINT NOT NULL,
  report_id BIGINT NOT NULL,
  PRIMARY KEY (band, report_id)
);
