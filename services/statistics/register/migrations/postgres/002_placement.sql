-- The register as SQLite has it after its migration 005; what tables and columns mean stands there.

CREATE TABLE roster (
  version BIGINT NOT NULL PRIMARY KEY,
  recorded_at BIGINT NOT NULL,
  author TEXT COLLATE "C" NOT NULL,
  file_name TEXT COLLATE "C" NOT NULL,
  sha256 TEXT COLLATE "C" NOT NULL,
  unit_count BIGINT NOT NULL,
  row_count BIGINT NOT NULL,
  zstd BYTEA NOT NULL
);
ALTER TABLE roster ALTER COLUMN zstd SET STORAGE EXTERNAL;

CREATE TABLE placement (
  document TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  unit TEXT COLLATE "C" NOT NULL,
  author TEXT COLLATE "C" NOT NULL,
  reason TEXT COLLATE "C" NOT NULL,
  placed_at BIGINT NOT NULL
);

ALTER TABLE revision ADD COLUMN withdrawn_at BIGINT;
ALTER TABLE revision ADD COLUMN refined BIGINT NOT NULL DEFAULT 0;
ALTER TABLE revision ADD COLUMN origin_id BIGINT;
