-- Lists of units that must report, as they were imported. Rows are only added; the last one holds.
CREATE TABLE roster (
  version INTEGER NOT NULL PRIMARY KEY,  -- from 1, in the order of commits
  recorded_at INTEGER NOT NULL,          -- microseconds since 1970, UTC
  author TEXT NOT NULL,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,                  -- of the file
  unit_count INTEGER NOT NULL,
  row_count INTEGER NOT NULL,
  zstd BLOB NOT NULL                     -- the file
);

-- Where people placed documents: the last word on each.
CREATE TABLE placement (
  document TEXT NOT NULL PRIMARY KEY,  -- "document:" and the hash of the bytes, or of the reading of figures without any
  unit TEXT NOT NULL,                  -- as the person said it: an id of the roster, or an agency's name
  author TEXT NOT NULL,
  reason TEXT NOT NULL,
  placed_at INTEGER NOT NULL
);

-- When a person withdrew it; NULL for others.
ALTER TABLE revision ADD COLUMN withdrawn_at INTEGER;
-- Whether level, kind, scope and division in agency are those of a roster's unit or of where a person placed it; the report keeps its own.
ALTER TABLE revision ADD COLUMN refined INTEGER NOT NULL DEFAULT 0;
-- Of a copy that was made because the report is another unit's: the id of the revision that it is a copy of, through all copies. It tells which of
-- two reports came later.
ALTER TABLE revision ADD COLUMN origin_id INTEGER;
