#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Drafts say that they are drafts, and a folder holds one report: never the proof of another beside a report's files.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
example_store
text_of() { unzip -p "$1" xl/sharedStrings.xml xl/worksheets/sheet1.xml 2>/dev/null; }

# A draft says so in every output, and has no id.
run preaudit-report --store store --as-of 2026-09-30 --out draft
is_status 0 "a draft"
out_has "DRAFT" "is called so when it is made"
out_lacks "R-" "and no id is named"
check "its files are called so" test "$(cd draft && echo *)" = "content-DRAFT.csv readiness-DRAFT.html readiness-DRAFT.xlsx"
check "the page's title says it" grep -q "<title>DRAFT: " draft/readiness-DRAFT.html
check "the page's heading says it" grep -q "<h1>DRAFT: " draft/readiness-DRAFT.html
check "the page does not send its reader for a proof" sh -c '! grep -q "The seal is detached" draft/readiness-DRAFT.html'
text_of draft/readiness-DRAFT.xlsx >first-sheet
check "the first sheet of the workbook says it" grep -q "DRAFT: " first-sheet
check "the text says it" grep -q "^identification,identification,[0-9]*,Report,\"DRAFT, not issued\"" draft/content-DRAFT.csv
unzip -p draft/readiness-DRAFT.xlsx >workbook
check "none has an id" sh -c '! grep -aqE "R-[0-9a-f]{32}" draft/readiness-DRAFT.html workbook && ! grep -qE "(Report|report),R-[0-9a-f]{32}" draft/content-DRAFT.csv'
run preaudit-verify --keys keys.txt --store store draft/readiness-DRAFT.html
check "a draft is no genuine report" test "$status" -ge 3
out_has "it is a draft" "which is said"
run preaudit-verify --keys keys.txt --store store draft/readiness-DRAFT.xlsx
out_has "it is a draft" "of the workbook too"

# A draft over an issued report is refused, and nothing of the folder is changed.
issue_example
preaudit-report --store store --as-of 2026-09-29 --issue --out other >.issue 2>&1
other=$(sed -n 's/^issued \(R-[0-9a-f]*\),.*/\1/p' .issue)
chmod -R u+w other
is_whole() { preaudit-verify --keys keys.txt "$1" >.verify 2>&1 && (cd "$1" && sha256sum --quiet -c SHA256SUMS); }
check "the issued folder is genuine as a whole" is_whole report
n=0
for only in proof.txt history.txt SHA256SUMS RECEIPT.txt all; do
	rm -rf mix && cp -a report mix
	[ "$only" = all ] || find mix -type f ! -name "$only" -delete
	before=$(tree_hash mix)
	run preaudit-report --store store --as-of 2026-09-30 --out mix
	[ "$status" = 2 ] && [ "$(tree_hash mix)" = "$before" ] && n=$((n + 1))
	grep -q -- "another folder" "$err" && grep -q -- "--force" "$err" || fail_run "$only" "no remedy"
done
check "a draft beside any of an issued report's companions is refused: $n of 5" test "$n" = 5
err_has "$id" "the report that lies there is named"
run preaudit-report --store store --as-of 2026-09-30 --out mix --force
is_status 0 "with --force"
check "only the draft is there then" test "$(cd mix && echo *)" = "content-DRAFT.csv readiness-DRAFT.html readiness-DRAFT.xlsx"
run preaudit-report --store store --as-of 2026-09-30 --out mix --format csv --force
check "a draft over a draft leaves none of the one before" test "$(cd mix && echo *)" = content-DRAFT.csv

# Issuing over a draft, and over another report.
before=$(tree_hash draft)
run preaudit-report --store store --as-of 2026-09-30 --issue --out draft
is_status 2 "issuing into a folder with a draft is refused"
err_has "content-DRAFT.csv" "which is named"
check "and nothing is changed" test "$(tree_hash draft)" = "$before"
touch draft/notes.txt
run preaudit-report --store store --as-of 2026-09-30 --issue --out draft --force
is_status 0 "with --force"
check "the draft is gone" sh -c '! ls draft | grep -q DRAFT'
check "a file that is none of a report's stays" rm draft/notes.txt
check "and the folder is genuine as a whole" is_whole draft
rm -rf mix && cp -a other mix
before=$(tree_hash mix)
run preaudit-report --store store --as-of 2026-09-30 --issue --out mix
is_status 2 "issuing over another report is refused"
check "and nothing is changed" test "$(tree_hash mix)" = "$before"
run preaudit-report --store store --as-of 2026-09-30 --issue --out mix --format csv --force
is_status 0 "with --force"
check "nothing of the other report is there" sh -c "! grep -rq $other mix"
check "and the proof is that of the one file" test "$(cd mix && echo *)" = "RECEIPT.txt SHA256SUMS content.csv history.txt proof.txt"
check "which is genuine" preaudit-verify --keys keys.txt mix/content.csv
rm -rf mix && cp -a report mix
run preaudit-report --store store --as-of 2026-09-30 --issue --out mix --format csv --force
check "over the very same report its other files stay" is_whole mix

# A proof that is damaged, or a stranger's, names nothing outside the folder.
rm -rf mix && mkdir mix && echo nonsense >mix/proof.txt && echo mine >kept.html
run preaudit-report --store store --as-of 2026-09-30 --out mix
is_status 2 "beside a damaged proof a draft is refused"
leaf=$(sed -n 's/^extra //p' report/proof.txt | base64 -d)
{ echo c2sp.org/tlog-proof@v1; printf 'extra %s\n' "$(sed 's/"profile":"readiness"/"profile":"..\/kept"/' <<<"$leaf" | base64 -w0)"; sed 1,2d report/proof.txt; } >mix/proof.txt
run preaudit-report --store store --as-of 2026-09-30 --out mix --force
is_status 0 "over a stranger's proof with --force"
check "its names lead nowhere outside" test -s kept.html -a ! -e mix/proof.txt
