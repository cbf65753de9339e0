#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Issuing: files, hashes, leaf, idempotence; rendering without issuing.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
example_store

before=$(tree_hash store)
run preaudit-report --store store --as-of 2026-09-30 --out draft
is_status 0 "a report can be rendered without issuing"
check "it has the three files, called DRAFT" test -s draft/readiness-DRAFT.xlsx -a -s draft/readiness-DRAFT.html -a -s draft/content-DRAFT.csv
check "it has no proof" test ! -e draft/proof.txt
if [ "$(tree_hash store)" = "$before" ]; then pass "rendering leaves the store alone"; else fail "rendering leaves the store alone"; fi

issue_example
check "the report has an id" test -n "$id"
check "the store keeps the files" test -s "store/reports/$id/readiness.xlsx"
check "SHA256SUMS fits the files" sh -c 'cd report && sha256sum -c SHA256SUMS'
check "the receipt names id, record and key" grep -q "$id" report/RECEIPT.txt
sed "s/,DRAFT: /,/; s/\"DRAFT, not issued\"/$id/" draft/content-DRAFT.csv >content
same content report/content.csv "issued, it has the content of the draft, and its id"
check "the store is whole" preaudit-store check --store store

size=$(sed -n 2p store/checkpoint)
run preaudit-report --store store --as-of 2026-09-30 --issue --out again
is_status 0 "issuing again is fine"
out_has "had been issued before" "and says that it had been issued"
check "nothing was added to the log" test "$(sed -n 2p store/checkpoint)" = "$size"
same report/readiness.xlsx again/readiness.xlsx "the files are the issued ones"

rm -rf "store/reports/$id/proof.txt"
run preaudit-report --store store --as-of 2026-09-30 --issue --out again --force
check "a lost proof is written again" test -s "store/reports/$id/proof.txt"

run preaudit-report --store store --as-of 2026-09-29 --issue --out other
is_status 0 "another day is another report"
other=$(ls store/reports | grep -v "$id")
check "it has another id" test -n "$other"

# The log has grown: the proof that is written again goes by a later head, and the history beside it must lead there.
# The size of the checkpoint that a proof or a history ends with.
leads() { awk '$0 == "" && !at { at = NR } at && NR == at + 2 { print; exit }' "$1"; }
mine=store/reports/$id
cp "$mine/history.txt" older.txt
rm -f "$mine/proof.txt"
run preaudit-report --store store --as-of 2026-09-30 --issue --out again --force
is_status 0 "the proof is written again under the head of now"
check "the history of then is of a shorter log" test "$(leads older.txt)" -lt "$(leads "$mine/history.txt")"
check "the history of now leads as far as the proof" test "$(leads "$mine/history.txt")" = "$(leads "$mine/proof.txt")"
check "the store is whole" preaudit-store check --store store
check "the other checker says so too" python3 "$root/tests/interop/verify_store.py" store
chmod u+w "$mine/history.txt"
cp older.txt "$mine/history.txt"
run preaudit-store check --store store
is_status 4 "a history that does not lead to the proof is found"
out_has "reports/$id/history.txt leads to $(leads older.txt) records, and not as far as proof.txt" "and named"
run python3 "$root/tests/interop/verify_store.py" store
is_status 4 "by the other checker too"
rm -f "$mine/history.txt"
preaudit-report --quiet --store store --as-of 2026-09-30 --issue >out 2>err
check "lost, it is written again" preaudit-store check --store store

run preaudit-report --store store
is_status 2 "without --out and --issue there is nothing to do"
err_has "--issue" "and the message says what to add"
run preaudit-report --store store --out x --format pdf
is_status 2 "an unknown format is refused"
run preaudit-report --store store --out x --as-of 31.12.2026
is_status 2 "a date in another form is refused"
err_has "2026-09-30" "with an example of the right form"
run preaudit-report --store store --out x --at 999
is_status 2 "a log size beyond the head is refused"
run preaudit-report --store store --out x --profile nosuch
is_status 2 "an unknown profile is refused"
err_has "readiness" "and the known ones are named"
run preaudit-report --store store --issue --out reports/q3
is_status 2 "no folder to make one in"
err_has "--out reports/q3: there is no folder reports to write it in; make it first" "which is named, with the remedy"
example=$(preaudit report --help | sed -n 's/.* --issue --out \([^ ]*\)$/\1/p')
run preaudit-report --store store --as-of 2026-09-30 --issue --out "$example"
check "the example of --help works as typed, --out $example" test "$status" = 0
run preaudit-report --store nowhere --out x
is_status 2 "a missing store is refused"

run preaudit-report --store store --as-of 2026-09-30 --out csvonly --format csv
check "--format chooses what --out receives" test -s csvonly/content-DRAFT.csv -a ! -e csvonly/readiness-DRAFT.xlsx
