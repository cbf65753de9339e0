#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Two standards in one store: one import, a report of each, each verified.
. "$(dirname "$0")/../lib/scenario.sh"
export PREAUDIT_STORE=store
new_store

# The second folder has no register of its own, and no line of C knows it.
second=$root/shared/iso9001
run preaudit-report lint "$second"
is_status 0 "the second standard's folder is right"
check "it has about 30 criteria and more" test "$(cat "$second"/criteria/*.rules | grep -c ^criterion)" -ge 30
check "and no copy of a register" sh -c "! test -e '$second/registers' && ! test -e '$second/writing.json'"
check "no C knows its words" sh -c "! grep -rqE 'quality_|9\.1\.3' --include=*.c --include=*.h '$root/shared/model' '$root/shared/rules' '$root/importer' '$root/reports'"
run preaudit-store adopt "$second"
is_status 0 "it is adopted beside the first"
out_has "adopted ISO 9001:2015" "by its name"
out_lacks "is not the same as" "its registers are those of the first"
run preaudit-store adopt "$second"
out_has "in force already; nothing was added" "adopting it again adds nothing"
run preaudit-store status --json
check "the first stays the store's own" sh -c "jq -e '.standard.name == \"ISO/IEC 20000-1\" and ([.other_standards[].name] == [\"ISO 9001\"])' .out"

# One import.
cat >findings.csv <<'C'
finding_id,source,raised_on,clauses,standard,grade,description,status
F1,internal_audit,2026-05-01,8.6.1,,minor,Of the first,open
F2,internal_audit,2026-05-01,8.4.1,ISO 9001,minor,Of the second,open
F3,internal_audit,2026-05-01,ISO 9001/20000-1 9.2,,minor,Of both,open
F4,internal_audit,2026-05-01,ISO 27001 A.5.1,,minor,Of neither,open
C
cat >audits.csv <<'C'
audit_id,audit_type,planned_on,performed_on,clauses,standard,status
A1,internal,2026-04-01,2026-04-10,all,ISO/IEC 20000-1,completed
A2,internal,2026-04-01,2026-04-11,all,"ISO 9001, ISO 20000-1",completed
C
run preaudit-import --extracted 2026-05-02 findings.csv audits.csv
is_status 0 "one import serves both"
keys() { jq -c '[.findings[].key]' "$out"; }
run preaudit-report status --as-of 2026-05-02 --json
check "the first has its own findings" test "$(keys)" = '["F1","F3"]'
check "and knows the others as apart" sh -c "jq -e '[.other_standards[] | [.key, .standard]] == [[\"F2\", \"ISO 9001\"], [\"F4\", \"ISO/IEC 27001\"]]' .out"
run preaudit-report status --standard 9001 --as-of 2026-05-02 --json
is_status 0 "the second is chosen by how its name ends"
check "it has its own findings" test "$(keys)" = '["F2","F3"]'
check "each on its clause" sh -c "jq -e '[.findings[] | .clauses] == [\"8.4.1\", \"9.2;ISO/IEC 20000-1 9.2\"]' .out"
check "and knows the others as apart, those that name none too" sh -c "jq -e '[.other_standards[] | [.register, .key, .standard]] == [[\"audits\", \"A1\", \"ISO/IEC 20000-1\"], [\"findings\", \"F1\", \"ISO/IEC 20000-1\"], [\"findings\", \"F4\", \"ISO/IEC 27001\"]]' .out"
check "its audit covers every clause of it" sh -c "jq -e '.criteria[] | select(.id == \"9.2-b\") | .result == \"met\"' .out"
run preaudit-report status --standard "ISO 27001"
is_status 2 "one that the store does not hold is refused"
err_has 'holds no standard "ISO 27001"; it holds ISO/IEC 20000-1, ISO 9001' "with those that it holds"

# A report of each, under one log.
for s in 20000-1 9001; do
	run preaudit-report --standard $s --as-of 2026-05-02 --issue --out "report-$s"
	is_status 0 "a report of $s is issued"
done
check "each names its standard" sh -c "jq -r 'select(.type == \"report\") | .standard' store/log.jsonl | sort | tr '\n' ' ' | grep -qx 'ISO 9001:2015 ISO/IEC 20000-1:2018 '"
check "neither supersedes the other" sh -c "! grep -q supersedes store/log.jsonl"
for s in 20000-1 9001; do
	run preaudit verify --keys store/keys.txt "report-$s/readiness.html"
	is_status 0 "the report of $s is genuine"
done
run preaudit-store check
is_status 0 "the store is whole"
run python3 "$root/tests/interop/verify_store.py" store
is_status 0 "so says the verifier that has nothing of ours"

# The rest of the commands go by the chosen one too.
run preaudit-report changes --standard 9001 --since 3 --as-of 2026-05-02
is_status 0 "changes of the second"
run preaudit-report trend --standard 9001 --no-cache --json
check "its trend begins when it was adopted" sh -c "jq -e '.points | length >= 1' .out"
run preaudit-report explain --standard 9001 8.4.1-a --as-of 2026-05-02
out_has "External providers are selected and evaluated" "explain knows its criteria"
run preaudit-report explain 8.4.1-a --as-of 2026-05-02
out_lacks "External providers" "and those of the first are its own"

# A folder whose registers differ is told so.
cp -R "$root/shared/iso20000-1" "$root/shared/iso9001" .
sed -i 's/"title": "Findings"/"title": "Findings raised"/' iso20000-1/registers/findings.json
run preaudit-store adopt iso9001
out_has "registers/findings.json is not the same as that of ISO/IEC 20000-1; adopt both from one release" "registers that differ are named"
sed -i 's|"folder": "iso20000-1"|"folder": "../etc"|' iso9001/standard.json
run preaudit-report lint iso9001
is_status 2 "a folder elsewhere is not shared"
err_has '"folder" must be the name of a folder beside this one' "and the reason is said"
