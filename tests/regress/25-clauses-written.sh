#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Clauses as people write them, through the importer into data and status.
. "$(dirname "$0")/../lib/scenario.sh"
export PREAUDIT_STORE=store
new_store

# Each spelling of the table is a finding; what is kept of it is the table's.
cat >spellings.py <<'P'
"""spellings.py TSV: findings.csv, and what is expected of it."""
import csv, sys
rows = [l.rstrip("\n").split("\t") for l in open(sys.argv[1], encoding="utf-8", newline="\n")]
rows = [r for r in rows if len(r) == 2 and not r[0].startswith("#")]
with open("findings.csv", "w", newline="", encoding="utf-8") as f:
    w = csv.writer(f)
    w.writerow("finding_id source raised_on clauses grade description status".split())
    for n, (written, _) in enumerate(rows):
        text = written.encode("latin-1", "backslashreplace").decode("unicode_escape")
        w.writerow([f"F{n:03}", "external_audit", "2026-05-01", text, "observation", "x", "open"])
with open("expected", "w", encoding="utf-8") as kept, open("unknown", "w") as unknown:
    for n, (_, want) in enumerate(rows):
        items = want.split(" ; ")
        kept.write(f"F{n:03} " + ";".join(i.lstrip(">") if i[0] == ">" else i[1:] if i[0] == "?" else i for i in items) + "\n")
        unknown.write("".join(f"F{n:03}\n" for i in items if i[0] == "?"))
P
cat >kept.py <<'P'
"""kept.py DATA FINDINGS: what the store has of them."""
import csv, sys
keys = {}
with open("kept", "w", encoding="utf-8") as f:
    for r in csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")):
        keys[r["row"]] = r["finding_id"]
        f.write(r["finding_id"] + " " + r["clauses"] + "\n")
with open("warned", "w") as f:
    for r in csv.DictReader(open(sys.argv[2], encoding="utf-8", newline="")):
        if r["code"] == "clause-unknown":
            f.write(keys[r["row"]] + "\n")
P
check "the table" python3 spellings.py "$root/tests/data/clauses.tsv"
check "has 150 spellings and more" test "$(wc -l <expected)" -ge 150
run preaudit-import --quiet findings.csv
is_status 0 "every row goes in"
check "what the store has" python3 kept.py store/data/*-findings.csv store/findings/*.csv
same expected kept "each spelling is kept as the table says"
same unknown warned "and what is not known is said, item by item"
sed 's/,observation,/,minor,/' findings.csv >graded.csv
run preaudit-import --dry-run --json graded.csv
check "other standards are counted" sh -c "jq -e 'any(.batches[0].notes[]; test(\"^Clauses: [0-9]+ entries are of another standard; kept\"))' .out"

# What is read counts against its clause, letters and all.
new_store audited
cat >audited.csv <<'C'
finding_id,source,raised_on,raised_by,clauses,grade,description,status
X1,external_audit,2026-05-01,CB,8.5.1 a),major,No policy,open
X2,external_audit,2026-05-01,CB,ISO 20001 8.6.1,major,No records,open
X3,external_audit,2026-05-01,CB,8.2 - 8.4,major,Nothing,open
X4,external_audit,2026-05-01,CB,9.2 (ISO 9001),major,Another standard,open
C
run preaudit-import --store audited --quiet audited.csv
run preaudit-report status --store audited --as-of 2026-05-02 --json
for clause in 8.5.1.1 8.5.1.2 8.5.1.3 8.6.1 8.2.1 8.3.4.1 8.4.3; do
	check "a finding counts against $clause" sh -c "jq -e '[.. | objects | select(.clause? == \"$clause\") | .findings_counting?] | max >= 1' .out"
done
for clause in 9.2 8.5.2.1 8.6.2 8.7.1; do
	check "none against $clause" sh -c "jq -e '[.. | objects | select(.clause? == \"$clause\") | .findings_counting?] | (max // 0) == 0' .out"
done

# A record of another standard is kept, shown apart and counted nowhere.
new_store several
cat >several.csv <<'C'
finding_id,source,raised_on,clauses,standard,grade,description,status
S1,external_audit,2026-05-01,9.2,ISO 9001,major,By its column,open
S2,external_audit,2026-05-01,9.2,,major,Of the store,open
S3,external_audit,2026-05-01,ISO 9001 9.3,,major,By its clause,open
S4,external_audit,2026-05-01,9.3,"DIN EN ISO 9001:2015, ISO 20000-1",major,Both by column,open
S5,external_audit,2026-05-01,ISO 9001/20000-1 9.1,,major,Both by clause,open
S6,external_audit,2026-05-01,10.1,Handbook,major,No standard,open
S7,external_audit,2026-05-01,ISO 20000-1 9.4,ISO 9001,major,Its clause says otherwise,open
C
run preaudit-import --store several several.csv
is_status 0 "records of several standards go in"
err_has '"Handbook": is no standard that is known; kept as written, and the record counts for ISO/IEC 20000-1' "an unknown one is said"
run preaudit-report status --store several --as-of 2026-05-02 --json
check "two are of another standard" sh -c "jq -e '.other_standards == [{register: \"findings\", key: \"S1\", standard: \"ISO 9001\"}, {register: \"findings\", key: \"S3\", standard: \"ISO 9001\"}]' .out"
check "the others count, each for what it names" sh -c "jq -e '[.findings[].key] == [\"S2\", \"S4\", \"S5\", \"S6\", \"S7\"] and all(.findings[]; .clauses_covered == 1)' .out"
run preaudit-report status --store several --as-of 2026-05-02
out_has "2 records belong to other standards; not counted here" "status says how many are left out"
run preaudit-report --store several --as-of 2026-05-02 --out draft
check "the report lists them" grep -rq "S3.*ISO 9001" draft
