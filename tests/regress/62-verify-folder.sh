#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A folder as it was handed over: every file in it is named, what accompanies the report is held against what it
# follows from, and the worst decides.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
example_store
issue_example
keys=(--keys keys.txt --no-memory)
mkdir answers
n=0
# handed N WHAT [ARGS]: the folder ./handed has status N; the answer is in $out and answers/$n.json.
handed() {
	local want=$1 what=$2
	shift 2
	n=$((n + 1))
	run preaudit-verify "${keys[@]}" --json "$@" handed
	cp "$out" "answers/$n.json"
	check "$what: verify/1 has $want" test "$(json '"\(.status) \(.folders[0].status)"' "answers/$n.json")" = "$want $want"
	check "and names every file of it" test "$(json '[.files[].file, .folders[0].companions[].file] | sort | join(" ")' "answers/$n.json")" = "$(find handed -mindepth 1 -maxdepth 1 | LC_ALL=C sort | paste -sd' ')"
	run preaudit-verify "${keys[@]}" "$@" handed
	is_status "$want" "$what: status $want"
}
state() { check "$1 is $2" test "$(json ".folders[0].companions[] | select(.file == \"handed/$1\") | .state" "answers/$n.json")" = "$2"; }
fresh() { rm -rf handed && cp -a report handed; }

fresh
handed 0 "as it was issued"
out_has "handed: every file in it is accounted for" "and the whole is said"
out_has "RECEIPT.txt: ok: it is as the record has it; the organisation's name on it is no part of the record" "and what was not looked at"
for f in proof.txt RECEIPT.txt SHA256SUMS history.txt; do state $f ok; done
check "it says of which report" test "$(json '.folders[0].report' answers/1.json)" = "$id"
handed 0 "with the store" --store store
out_lacks "no part of the record" "which knows the organisation"
run preaudit-verify "${keys[@]}" handed/
is_status 0 "a slash behind the name changes nothing"

# What accompanies it, each byte kind of damage.
for f in RECEIPT.txt SHA256SUMS history.txt; do
	fresh
	awk -v f="$f" 'NR == 8 || (f == "SHA256SUMS" && NR == 2) { sub(/[0-9a-zA-Z]/, /^[^0-9a-zA-Z]*Q/ ? "R" : "Q") } { print }' "report/$f" >"handed/$f"
	[ $f != SHA256SUMS ] || sed -i '2s/ readiness/ readyness/' handed/$f
	handed 4 "an altered $f"
	state $f differs
	out_has "handed/$f: DIFFERS" "it is said of $f"
	fresh
	sed -i 's/$/\r/' handed/$f
	handed 0 "a $f with line ends of mail"
done
fresh
sed -i 's/Northlight Ltd/Southlight Ltd/' handed/RECEIPT.txt
handed 4 "a receipt of another organisation, with the store" --store store
fresh
sed -i "s/$id/R-00000000000000000000000000000000/" handed/RECEIPT.txt
handed 4 "a receipt that names another report over this one's checkpoint"
fresh
sed -i '/^This\|^The seal/d' handed/RECEIPT.txt
handed 4 "a receipt without its caution"

# The proof by another name, drafts, and what says that it was withdrawn.
for f in "proof (1).txt" proof.txt.txt; do
	fresh
	mv handed/proof.txt "handed/$f"
	run preaudit-verify "${keys[@]}" handed
	is_status 0 "a proof called $f is found"
	out_has "every file in it is accounted for" "and all is checked by it"
done
rm -rf handed
preaudit-report --store store --as-of 2026-09-30 --out handed >/dev/null 2>&1
run preaudit-verify "${keys[@]}" handed
is_status 4 "drafts"
out_has "handed: it holds drafts, which were never issued" "are called so"
out_lacks "NOT what was issued" "and not an issued report that was changed"
fresh
cp -a store later && cp -a store.key later.key && cp -a store.key.state later.key.state
preaudit-report withdraw --quiet --store later --key later.key "$id" --reason "wrong data"
cp later/reports/"$id"/* handed/
handed 3 "a receipt that says withdrawn"
out_has "it says that the report was WITHDRAWN, which only the store can confirm" "it is said"
handed 3 "with the store" --store later
state RECEIPT.txt ok

# What was kept of another report of the log.
printf 'course_code,title\r\nX-1,Something new\r\n' >more.csv
preaudit-import --store store --register courses --changes more.csv >/dev/null 2>&1
preaudit-report --store store --as-of 2026-10-01 --issue --out next >/dev/null 2>&1
chmod -R u+w next
rm -rf handed && cp -a next handed && cp report/RECEIPT.txt handed/RECEIPT-before.txt && cp report/proof.txt handed/proof-before.txt
handed 3 "receipt and proof of another report of the log"
out_has "handed/RECEIPT-before.txt: not checked: it belongs to another report ($id)" "the receipt is told to be its"
out_has "handed/proof-before.txt: not checked: it belongs to another report ($id)" "and the proof"
state RECEIPT.txt ok
sed -i 's/^index .*/index 1/' handed/proof-before.txt
handed 4 "another report's proof that does not hold"

# Strangers, other reports, folders, keys.
fresh
echo hello >handed/letter.txt
handed 3 "a stranger in it"
out_has "handed/letter.txt: not this report's file" "it is named"
fresh
mkdir handed/more
handed 3 "a folder in it"
out_has "it is a folder" "it is named"
fresh
mkfifo handed/pipe
handed 3 "a pipe in it"
fresh
cp keys.txt handed/
handed 0 "keys in it"
state keys.txt "not used"
out_has "one that arrives with a report proves nothing" "they are not used, and it is said why"
fresh
cp keys.txt handed/
run preaudit-verify --keys handed/keys.txt --no-memory handed
is_status 3 "keys of the folder that is checked confirm no signer"
out_has "the key came from the folder that is checked: it shows nothing about who signed" "and it is said why"
fresh
cp "${bin%/bin}/share/verify.html" handed/
handed 0 "the page in it"
state verify.html "not used"
fresh
rm handed/readiness.html
handed 0 "an output left out"
out_has "the html of the report is not in it" "it is said which"
fresh
sed -i 's/not ready/ready/' handed/readiness.html
handed 4 "an altered output in it"
out_has "handed/readiness.html: altered" "it is named"
out_has "something in it is NOT what was issued" "and the whole is said"
fresh
rm handed/proof.txt
handed 4 "no proof in it"
out_has "there is no proof in it, and nothing could be checked" "it is said"
out_lacks "NOT what was issued" "and nobody is accused"
for f in RECEIPT.txt SHA256SUMS history.txt; do state $f "not checked"; done
handed 3 "the store proves the outputs, and nothing in it what accompanies them" --store store
fresh
rm handed/readiness.* handed/content.csv
handed 3 "no output in it"
out_has "no file of a report is in it" "it is said"
rm -rf handed && mkdir handed
run preaudit-verify "${keys[@]}" handed
is_status 3 "an empty folder shows nothing"
mkdir -p 'handed/a'$'\n''b: genuine'
run preaudit-verify "${keys[@]}" handed
if grep -q '^b: genuine' "$out"; then fail "a name adds no line" "$(cat "$out")"; else pass "a name adds no line"; fi

check "verify/1 is as its page describes it: $n of $n" /usr/bin/python3 "$root/tests/lib/verify_schema.py" "$root/docs/verify-json.md" answers/*.json
