#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# preaudit-verify: what was asked and could not be told, or told no, is never a pass; a file that merely lies beside
# another report's proof is not accused; every answer as verify/1.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
example_store
damaged 'fork*' 'rolled*'
cp store/checkpoint before
issue_example
cp -a store rolled-later && cp -a store.key rolled-later.key && cp -a store.key.state rolled-later.key.state
cp -a report first
record=$(sed -n 's/^index //p' first/proof.txt)

mkdir answers
# asks N VERDICT WHAT ARGS...: status and verdict, as text, as JSON and quietly.
n=0
asks() {
	local want=$1 verdict=$2 what=$3
	shift 3
	n=$((n + 1))
	run preaudit-verify --quiet "$@"
	is_status "$want" "$what: status $want"
	out_lacks " " "and quietly nothing is printed"
	run preaudit-verify "$@"
	out_has ": $verdict" "$what: $verdict"
	cp "$out" answer
	run preaudit-verify --json "$@"
	cp "$out" "answers/$n.json"
	check "and verify/1 says so" test "$(json '"\(.status) \(.files[-1].status) \(.files[-1].verdict)"' "answers/$n.json")" = "$want $want $verdict"
}
says() { check "$2" grep -qF -- "$1" answer; }
member() { check "$3" test "$(json ".files[-1].$1" "answers/$n.json")" = "$2"; }
keys=(--keys keys.txt --no-memory)

asks 0 genuine "as issued" "${keys[@]}" first/readiness.xlsx
says "not known without the store" "what only the store knows is not known"
member withdrawn null "withdrawn is null, not false"
member superseded null "superseded is null"
member output xlsx "the output is named"
member index "$record" "and the record"
member origin example.org/store "and the log"
says "only a checkpoint that was kept outside" "what only an outsider's checkpoint shows is said"
check "the keys' file is named by its hash" test "$(json .keys_file.sha256 "answers/$n.json")" = "$(sha256sum keys.txt | cut -d' ' -f1)"
asks 0 genuine "with the store" "${keys[@]}" --store store first/readiness.xlsx
member withdrawn false "withdrawn is false now"
member organisation "Northlight Ltd" "the organisation is known"

# Asked, and not told.
asks 0 genuine "a kept checkpoint, with the history beside the report" "${keys[@]}" --checkpoint before first/readiness.html
mkdir alone && cp first/readiness.html first/proof.txt alone/
asks 3 "history not confirmed" "a kept checkpoint that nothing compares with" "${keys[@]}" --checkpoint before alone/readiness.html
says "NOT COMPARED" "it says that it was not compared"
asks 0 genuine "with the store it is compared" "${keys[@]}" --store store --checkpoint before alone/readiness.html
asks 3 "history not confirmed" "--current without a store" "${keys[@]}" --current first/readiness.html
asks 3 "signer not confirmed" "no key" first/readiness.html
says "these are bytes that the proof names" "without a key nothing is called exact"

# Stores that cannot answer for the proof.
printf 'course_code,title\r\nX-1,Something new\r\n' >more.csv
preaudit-import --store store --register courses --changes more.csv >/dev/null 2>&1
preaudit-report --store store --as-of 2026-09-30 --issue --out second >/dev/null 2>&1
chmod -R u+w second
asks 4 unproven "a store older than the proof" "${keys[@]}" --store rolled-later second/readiness.html
says "LACKS what was signed" "it is said that it lacks what was signed"
says "the store at hand is older than what was signed" "and what that means"
check "but not that nothing shows anything" sh -c '! grep -qF "Nothing shows" answer'
member withdrawn null "and withdrawn stays unknown"
preaudit-store init --store other --origin example.org/other --organisation X --standard "$root/shared/iso20000-1" >/dev/null 2>&1
run preaudit-verify "${keys[@]}" --store other first/readiness.html
is_status 2 "the store of another log is a usage error"
err_has "wrong store: other is the store of example.org/other" "and says so"
preaudit-store init --store mine --origin example.org/store --organisation X --standard "$root/shared/iso20000-1" >/dev/null 2>&1
run preaudit-verify "${keys[@]}" --store mine first/readiness.html
is_status 2 "a stranger's store of the same name too"
err_has "another key" "and says why"
# A fork: the old copy with its own state goes on.
printf 'course_code,title\r\nX-2,Something else\r\n' >less.csv
preaudit-import --store rolled-later --key rolled-later.key --register courses --changes less.csv >/dev/null 2>&1
preaudit-import --store rolled-later --key rolled-later.key --register courses --changes more.csv >/dev/null 2>&1
mkdir evidence
asks 4 forked "a store that went another way" "${keys[@]}" --out evidence --store rolled-later second/readiness.html
says "another history" "the store is said to have another history"
check "both checkpoints are written out" test "$(grep -c '^example.org/store$' evidence/fork-evidence.txt)" -ge 2
check "the same evidence is written once" test "$(find evidence -type f | wc -l)" -eq 1

# Superseded and withdrawn.
asks 0 "genuine and superseded" "a report with a successor" "${keys[@]}" --store store first/readiness.html
member superseded true "superseded is true"
asks 3 "genuine and superseded" "with --current it is refused" "${keys[@]}" --store store --current first/readiness.html
asks 0 genuine "the newest passes --current" "${keys[@]}" --store store --current second/readiness.html
later=$(sed -n 's/^extra //p' second/proof.txt | base64 -d | head -n 1 | json .id -)
preaudit-report withdraw --quiet --store store "$later" --reason "wrong data"
asks 3 withdrawn "a withdrawn report" "${keys[@]}" --store store second/readiness.html
says "YES: the organisation has withdrawn" "it says so"
member withdrawn true "and in verify/1"
asks 0 genuine "what it superseded stands again" "${keys[@]}" --store store --current first/readiness.html
member superseded false "and is not superseded"

# A later day's report: said, and refused only by --current; one that was withdrawn counts for nothing.
preaudit-report --store store --as-of 2026-10-31 --issue --out day >/dev/null 2>&1
day=$(sed -n 's/^extra //p' day/proof.txt | base64 -d | head -n 1 | json .id -)
asks 0 genuine "a report with one of a later day" "${keys[@]}" --store store first/readiness.html
says "a report of 2026-10-31, $day, stands since" "the later one is said"
member later "$day" "and in verify/1"
asks 3 "genuine and superseded" "with --current the later day counts" "${keys[@]}" --store store --current first/readiness.html
says "a report of 2026-10-31, $day, stands since" "and is said"
asks 0 genuine "the later one passes --current" "${keys[@]}" --store store --current day/readiness.html
preaudit-report withdraw --quiet --store store "$day" --reason "wrong data"
asks 0 genuine "withdrawn it stands no longer" "${keys[@]}" --store store --current first/readiness.html
member later null "and is not said"

# Not accused: files that are not this report's.
asks 3 "not this report's file" "a report beside another report's proof" "${keys[@]}" --proof second/proof.txt first/readiness.html
says "it says that it is report $id" "it is said which report it says it is"
asks 3 "not this report's file" "also its workbook" "${keys[@]}" --proof second/proof.txt first/readiness.xlsx
asks 3 "not this report's file" "also with the store, which knows the bytes" "${keys[@]}" --store store --proof second/proof.txt first/content.csv
says "it is the csv of report $id" "the store says whose it is"
for f in RECEIPT.txt proof.txt SHA256SUMS history.txt; do
	asks 3 "not this report's file" "$f" "${keys[@]}" "first/$f"
	says "it is not a report file: it is" "it is said what $f is"
done
cp first/content.csv first/content.xlsx
asks 0 genuine "a csv by another name" "${keys[@]}" first/content.xlsx
says "it is the csv of the report, though its name ends in .xlsx" "it is said which output it is"
rm first/content.xlsx

# Changed on the way: line ends and a byte order mark are mail's, a changed byte is not.
mkdir mail
cp first/readiness.html mail/
sed 's/$/\r/' first/proof.txt >mail/proof.txt
asks 0 genuine "a proof with CR LF" "${keys[@]}" mail/readiness.html
{ printf '\357\273\277'; cat first/proof.txt; } >mail/proof.txt
asks 0 genuine "a proof with a byte order mark" "${keys[@]}" mail/readiness.html
sed 's/^extra ./extra Z/' first/proof.txt >mail/proof.txt
asks 4 unproven "a proof that was changed" "${keys[@]}" mail/readiness.html
says "mail/proof.txt cannot be read" "the proof is named"

# What is missing is named.
mkdir none
cp first/readiness.html none/
asks 4 unproven "without a proof" "${keys[@]}" none/readiness.html
says "there is no none/proof.txt" "the proof that was looked for is named"
run preaudit-verify "${keys[@]}" first/readiness.html none/nothing.xlsx
is_status 2 "a file that is not there"
err_has "there is no none/nothing.xlsx" "is named"
out_lacks "genuine" "before anything is answered"

# An altered report says that it is this one.
mkdir altered
cp first/proof.txt altered/
sed 's/not ready/ready/' first/readiness.html >altered/readiness.html
asks 4 altered "an altered page" "${keys[@]}" altered/readiness.html
says "ALTERED" "it is called so"
run preaudit-verify altered/readiness.html
is_status 4 "without a key it is no better"
out_lacks "ALTERED" "but nothing is said of what was issued"
sed 's/,not ready/,ready/' first/content.csv >altered/content.csv
asks 4 altered "an altered content.csv, which names the report too" "${keys[@]}" altered/content.csv
asks 4 altered "by the store alone" "${keys[@]}" --store store altered/readiness.html
mkdir claim && cp altered/readiness.html claim/
asks 4 altered "the store knows which report it says it is" "${keys[@]}" --store store claim/readiness.html

check "verify/1 is as its page describes it: $n of $n" /usr/bin/python3 "$root/tests/lib/verify_schema.py" "$root/docs/verify-json.md" answers/*.json
check "and an answer that is not, is found" sh -c "jq '.files[0].withdrawn = \"no\"' answers/1.json >bad && ! /usr/bin/python3 '$root/tests/lib/verify_schema.py' '$root/docs/verify-json.md' bad"
# The table that the build prints is what the page and its schema say.
table=${bin%/bin}/verdicts.json
jq -r '.verdicts[].name' "$table" >names
check "the table has every verdict" test "$(wc -l <names)" -eq 12
while read -r v; do
	check "the page has \"$v\"" grep -qF "| \`$v\` |" "$root/docs/verify-json.md"
	check "the schema too" grep -qF "\"$v\"" "$root/docs/verify-json.md"
done <names
check "each row's status is one of 0, 3 and 4" test "$(jq -c '[.rows[].status] | unique' "$table")" = "[0,3,4]"
