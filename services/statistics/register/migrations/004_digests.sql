-- What statistics load of every report, so that they decode neither reports nor findings. NULL in rows of older programs: then it is read from
-- the report and the assessment.
ALTER TABLE revision ADD COLUMN issue_date TEXT;  -- as in gouji.report.v1.Report; empty when not printed
ALTER TABLE assessment ADD COLUMN digest BLOB;    -- services/statistics/register/digest.h
