#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What an outsider kept: any receipt, proof or checkpoint of last year shows whether history was replaced, without the
# store; the check remembers what it saw; `preaudit compare` says whether files are of one history.
. "$(dirname "$0")/../lib/scenario.sh"
export XDG_STATE_HOME=$PWD/state
# grow STORE TEXT...: a batch for each text.  publish STORE DAY FOLDER: a report.
grow() {
	local store=$1 text
	shift
	for text in "$@"; do
		printf 'Training ID,Employee number,Course Title,Status\nT-1,0010,%s,Planned\n' "$text" >more.csv
		preaudit-import --store "$store" more.csv >/dev/null 2>&1 || fail "grow" "$text was not imported"
	done
}
publish() {
	rm -rf "$3"
	preaudit-report --store "$1" --as-of "$2" --issue --out "$3" >.issue 2>&1 || fail "publish" "$(cat .issue)"
}
new_store
grow store First Second
publish store 2026-09-30 year1
preaudit-store key --public --store store >keys.txt
cp -a store last-year && cp store.key.state last-year.state
grow store Third Fourth Fifth
publish store 2026-10-31 year2

verify() { run preaudit-verify --no-memory --keys keys.txt "$@"; }

old=$(sed '1,/^$/d' year1/proof.txt | sed -n 2p)
preaudit-store consistency "$old" --store store >consistency.txt
sed '1,/^$/d' year1/proof.txt >checkpoint.txt
sed 's/$/\r/' year1/RECEIPT.txt | sed '1s/^/\xef\xbb\xbf/' >mailed.txt
for kept in year1/RECEIPT.txt year1/proof.txt year1/history.txt checkpoint.txt mailed.txt consistency.txt year1; do
	verify --checkpoint "$kept" year2/readiness.xlsx
	is_status 0 "honest: $kept is extended"
	out_has "genuine" "and the report is genuine by it"
done
mkdir apart && cp year2/readiness.xlsx year2/proof.txt apart/
verify --checkpoint year1/RECEIPT.txt apart/readiness.xlsx
is_status 3 "without history.txt it could not be compared"
out_has "history not confirmed" "and that is the verdict"
out_has "history.txt" "and it says what is needed"
verify --checkpoint year1/RECEIPT.txt --store store apart/readiness.xlsx
is_status 0 "with the store it could"
run preaudit compare --keys keys.txt year1 year2
is_status 0 "compare: one history"
out_has "one history" "it says so"
run preaudit compare year1/RECEIPT.txt year2/history.txt
is_status 3 "without keys it is not known who signed"
run preaudit compare --keys keys.txt year1/RECEIPT.txt year2/proof.txt
is_status 3 "two sizes and nothing between are not comparable"
out_has "not comparable" "and it says so"
run preaudit compare --keys keys.txt --store store year1/RECEIPT.txt year2/proof.txt
is_status 0 "with the store they are"
run preaudit compare --keys keys.txt --json year1 year2
check "compare/1 lists what was compared" test "$(json '[.preaudit, .verdict, (.status|tostring), (.checkpoints | map(.history) | unique | length | tostring)] | join(" ")' "$out")" = "compare/1 one history 0 1"

run preaudit compare --keys keys.txt year1/proof.txt
out_has "nothing to compare it with" "one checkpoint alone is said to be alone"
run preaudit compare --keys keys.txt year1
out_has "one checkpoint: all" "nor is one in several files said to be more"
verify --checkpoint year2/RECEIPT.txt year2/readiness.xlsx
out_has "is this very checkpoint" "the report's own receipt shows nothing beyond it, and that is said"
verify --checkpoint year2 year1/readiness.xlsx
is_status 0 "an older report, and a newer folder that was kept"
out_has "you have seen a newer one" "and that is said"
verify --checkpoint year2/RECEIPT.txt year1/readiness.xlsx
is_status 3 "a newer receipt alone"
out_has "give the history.txt that came with what you kept" "says what is needed"
# Another key under the same name is another log, and no fork.
preaudit-store init --store twin/store --key twin/key --origin example.org/store --organisation Twin --standard "$root/shared/iso20000-1" >/dev/null 2>&1 ||
	{ mkdir -p twin; preaudit-store init --store twin/store --key twin/key --origin example.org/store --organisation Twin --standard "$root/shared/iso20000-1" >/dev/null 2>&1; }
cat keys.txt twin/store/keys.txt | grep '^log ' >both.txt
run preaudit compare --keys both.txt twin/store/checkpoint year2
is_status 3 "two logs of one name are not two histories"
out_has "different keys" "and it says why"
run preaudit-verify --no-memory --keys both.txt --checkpoint twin/store/checkpoint year2/readiness.xlsx
is_status 3 "nor does verify accuse"

# Damage, in words, and never a crash.
for cut in 1 100 700; do
	head -c $cut year1/proof.txt >cut.txt
	verify --checkpoint cut.txt year2/readiness.xlsx
	is_status 2 "a proof of $cut bytes is no checkpoint"
	err_has cut.txt "and the file is named"
done
verify --checkpoint more.csv year2/readiness.xlsx
is_status 2 "a file without a checkpoint"
err_has "holds no checkpoint" "is said to hold none"

# The three ways to replace history; the auditor has only last year's receipt, and no store.
mv year2 honest
forged() { # WHAT: the report in year2 is whole by itself, and contradicts the receipt
	rm -f fork-evidence*.txt
	sed 's/$/\r/' year1/RECEIPT.txt | sed '1s/^/\xef\xbb\xbf/' >mailed.txt
	verify year2/readiness.xlsx
	is_status 0 "$1: by itself the report is genuine"
	verify --checkpoint year1/RECEIPT.txt year2/readiness.xlsx
	is_status 4 "$1: last year's receipt shows it"
	out_has "forked" "$1: and the verdict is forked"
	check "$1: both notes are kept" test "$(grep -c '^— ' fork-evidence.txt)" = 2
	verify --checkpoint mailed.txt year2/readiness.xlsx
	is_status 4 "$1: so does the receipt as mail brought it"
	run preaudit compare --keys keys.txt fork-evidence.txt
	is_status 4 "$1: the evidence alone is understood by compare"
	sed 's/$/\r/' fork-evidence.txt >mailed-evidence.txt
	run preaudit compare --keys keys.txt mailed-evidence.txt
	is_status 4 "$1: also as mail brings it"
	run preaudit compare --keys keys.txt year1/RECEIPT.txt year2
	is_status 4 "$1: compare says two histories"
	out_has "TWO HISTORIES" "in capitals"
	run preaudit compare year1/RECEIPT.txt year2
	is_status 3 "$1: without keys that is no evidence yet"
}
# 1: the owner writes everything anew, with the same key and origin.
rm -rf store store.key.state store.key.card.*
new_store
grow store First Altered Third Fourth Fifth Sixth
publish store 2026-10-31 year2
forged "written anew"
# 9: two halves of a split log; the auditor was shown the one, the report is from the other.
rm -rf store && cp -a last-year store && cp last-year.state store.key.state
grow store Third
publish store 2026-10-01 year1
rm -rf store && cp -a last-year store && cp last-year.state store.key.state
grow store Other Others More
publish store 2026-10-31 year2
forged "split"
# 10: a backup of store and signer's state is restored, and goes on from there.
rm -rf store && cp -a last-year store && cp last-year.state store.key.state
grow store Instead Of What Was
publish store 2026-10-31 year2
forged "rolled back"

# The evidence goes where it is told to, and never over a file that is there.
mkdir out && echo mine >out/fork-evidence.txt
verify --checkpoint year1/RECEIPT.txt --out out year2/readiness.xlsx
is_status 4 "with --out"
check "a file of that name stays" test "$(cat out/fork-evidence.txt)" = mine
check "and the evidence stands beside it" test "$(grep -c '^— ' out/fork-evidence-2.txt)" = 2
verify --checkpoint year1/RECEIPT.txt --out last-year year2/readiness.xlsx
check "not even into a store" test ! -e last-year/fork-evidence.txt

# The check remembers by itself: whoever checks each year needs no file.
run preaudit-verify --keys keys.txt year1/readiness.xlsx
is_status 0 "the first check"
check "is remembered" test "$(find state -type f | wc -l)" = 1
run preaudit-verify --keys keys.txt year2/readiness.xlsx
is_status 4 "next year's forged report contradicts what was seen"
out_has "forked" "and is forked"
check "what was seen is still there" test "$(find state -type f | wc -l)" = 1
verify year2/readiness.xlsx
is_status 0 "--no-memory asks and keeps nothing"
rm -rf state
run preaudit-verify --keys keys.txt honest/readiness.xlsx
is_status 0 "the honest one, seen first"
run preaudit-verify --keys keys.txt year2/readiness.xlsx
is_status 4 "shows the forged one too"
rm -rf state
run preaudit-verify year1/readiness.xlsx
check "what no key confirms is not remembered" test ! -e state
run preaudit-verify --keys keys.txt year1/readiness.xlsx
for f in state/preaudit/*/*; do echo damaged >"$f"; done
run preaudit-verify --keys keys.txt year1/readiness.xlsx
is_status 0 "a damaged memory does not accuse anybody"
out_has "what earlier checks saw cannot be read" "but it is said"
