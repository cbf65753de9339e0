-- The questions of questions.rules, for sqlite3 and DuckDB.
SELECT p."Job title", count(DISTINCT p."Person ID") FROM people p JOIN training t ON t."Employee number" = p."Person ID" WHERE t."Expiry Date" <> '' AND t."Expiry Date" < '2026-09-30' GROUP BY 1;
SELECT max("Expiry Date") >= '2026-09-30' FROM training WHERE "Course Code" = 'C-007' AND "Expiry Date" <> '';
SELECT count(*) FROM people p LEFT JOIN (SELECT DISTINCT "Employee number" AS e FROM training WHERE "Course Code" = 'C-007' AND "Status" = 'Completed' AND "Expiry Date" >= '2026-09-30') v ON v.e = p."Person ID" WHERE v.e IS NULL;
