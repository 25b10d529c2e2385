-- What became of a report: its revisions and the decisions of people, in the order of commits. Rows are only added.
CREATE TABLE event (
  id INTEGER PRIMARY KEY,  -- in the order of commits
  year INTEGER NOT NULL,
  unit TEXT NOT NULL,
  kind INTEGER NOT NULL,         -- gouji.statistics.v1.HistoryEvent
  recorded_at INTEGER NOT NULL,  -- microseconds since 1970, UTC; never decreases with id
  revision INTEGER NOT NULL,     -- that it made or is about
  verdict INTEGER NOT NULL,      -- gouji.validate.v1.Verdict after it; 0 when there was no current report any more
  fingerprint TEXT NOT NULL,     -- of the finding that was decided on; else empty
  content BLOB NOT NULL          -- gouji.statistics.v1.HistoryEntry: what has no column
);
CREATE INDEX event_key ON event (year, unit, id);

-- The acknowledgements that hold.
CREATE TABLE acknowledgement (
  year INTEGER NOT NULL,
  unit TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  rule_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  author TEXT NOT NULL,
  acknowledged_at INTEGER NOT NULL,
  PRIMARY KEY (year, unit, fingerprint)
) WITHOUT ROWID;

-- A person's reading: the revision of the same key that it corrects, and reading_sha256 of what a program read, to
-- which all corrections go back. NULL for what a program read.
ALTER TABLE revision ADD COLUMN corrected_revision INTEGER;
ALTER TABLE revision ADD COLUMN program_reading_sha256 TEXT;

-- Given the acknowledgements; so is verdict from now on.
ALTER TABLE current_report ADD COLUMN warning_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE current_report ADD COLUMN acknowledged_count INTEGER NOT NULL DEFAULT 0;
UPDATE current_report SET warning_count = (
  SELECT a.warning_count FROM assessment a
  WHERE a.revision_id = current_report.revision_id AND a.number = current_report.assessment_number);

-- What is known of the time before.
INSERT INTO event (year, unit, kind, recorded_at, revision, verdict, fingerprint, content)
SELECT r.year, r.unit,
       CASE WHEN r.document_sha256 IS NOT NULL AND (
              EXISTS (SELECT 1 FROM revision b WHERE b.year = r.year AND b.unit = r.unit
                      AND b.revision = r.revision - 1 AND b.document_sha256 = r.document_sha256)
              OR EXISTS (SELECT 1 FROM revision m WHERE m.moved_to = r.id))
            THEN 2 ELSE 1 END,
       r.recorded_at, r.revision, a.verdict, '', x''
FROM revision r JOIN assessment a ON a.revision_id = r.id AND a.number = 1
ORDER BY r.id;
