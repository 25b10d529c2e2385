-- The register as SQLite has it after its migration 006; what the table and its columns mean stands there.

CREATE TABLE submission (
  sha256 TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  revision_id BIGINT NOT NULL REFERENCES revision (id),
  parser_version TEXT COLLATE "C" NOT NULL
);
