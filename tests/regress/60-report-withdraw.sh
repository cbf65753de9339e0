#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Withdrawing: what is withdrawn, superseded, or stands again, said alike by everything that reads the log; what is not
# withdrawn is refused with the remedy; a report can be issued again.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
. "$root/tests/lib/clock.sh"
example_store
verifier=$root/tests/interop/verify_store.py
keys=(--keys keys.txt --no-memory)
issue_as() { # NAME ARGS...: issues into ./NAME and prints the id
	local name=$1
	shift
	"$@" preaudit-report --store store --as-of 2026-09-30 --issue --out "$name" 2>&1 | sed -n 's/^issued \(R-[0-9a-f]*\),.*/\1/p'
	chmod -R u+w "$name"
}
change() { printf 'course_code,title\r\n%s,Something new\r\n' "$1" >more.csv && preaudit-import --quiet --store store --register courses --changes more.csv 2>/dev/null; }
run preaudit-report list --store store
is_status 0 "the list without a report"
out_has "no report was issued yet" "says so"
first=$(issue_as first)
change X-1 && second=$(issue_as second)
change X-2 && third=$(issue_as third)

# stands NAME DIR STATE: the matrix, with and without the store: issued, superseded, withdrawn.
cells=0
stands() {
	local dir=$1 want=$2 status_store verdict id
	case $want in
		stands) status_store=0 verdict=genuine ;;
		superseded) status_store=0 verdict="genuine and superseded" ;;
		withdrawn) status_store=3 verdict=withdrawn ;;
	esac
	id=$(sed -n 's/^extra //p' "$dir/proof.txt" | base64 -d | head -n 1 | json .id -)
	run preaudit-verify "${keys[@]}" --json "$dir/readiness.html"
	[ "$(json '"\(.status) \(.files[0].verdict) \(.files[0].withdrawn) \(.files[0].superseded)"' "$out")" = "0 genuine null null" ] || fail_run "$dir without the store" "not unknown"
	run preaudit-verify "${keys[@]}" --store store --json "$dir/readiness.html"
	[ "$(json '"\(.status) \(.files[0].verdict)"' "$out")" = "$status_store $verdict" ] || fail_run "$dir with the store" "not $verdict"
	run preaudit-report list --store store --json
	[ "$(json "[.reports[]|select(.id == \"$id\")][0] | if .withdrawn then \"withdrawn\" elif .superseded_by then \"superseded\" else \"stands\" end" "$out")" = "$want" ] || fail_run "$dir in the list" "not $want"
	cells=$((cells + 3))
}
matrix() { # WHAT STATE...: of first, second, third
	local what=$1 dir before=$failures
	shift
	for dir in first second third; do
		stands "$dir" "$1"
		shift
	done
	check "$what: with and without the store, and in the list" test "$failures" = "$before"
}
matrix "three reports of one day" superseded superseded stands

# Refused, with the store as it was.
before=$(tree_hash store)
refused() { # STATUS TEXT WHAT ARGS...
	local want=$1 text=$2 what=$3
	shift 3
	run preaudit-report withdraw --store store "$@"
	is_status "$want" "$what is refused"
	err_has "$text" "with what to do"
	check "and the store is as it was" test "$(tree_hash store)" = "$before"
}
refused 2 "--reason TEXT" "no reason" "$third"
refused 2 "--reason is empty" "an empty reason" "$third" --reason " "
refused 2 "--reason" "a reason that is no text" "$third" --reason $'\xff'
refused 2 "withdraw takes one ID" "no id" --reason wrong
refused 2 "did you mean $third?" "an id that is nearly one" "${third%?}x" --reason wrong
refused 2 "report list names those" "another" R-1 --reason wrong
run on 2020-01-01 preaudit-report withdraw --store store "$third" --reason wrong
is_status 3 "a clock set back is refused"
err_has "--clock-was-wrong" "with what to do"
check "and the store is as it was" test "$(tree_hash store)" = "$before"

# A person is pointed out before anything is written: when nothing is, too.
run preaudit-report withdraw --store store R-nosuch --reason "told by Erika Mustermann"
is_status 2 "a report that there is not"
check "a person in the reason is pointed out first" grep -q 'if "Erika Mustermann" names a person' <(head -n 1 "$err")
run preaudit-report withdraw --store store R-nosuch --reason "Falsche Daten"
err_lacks "names a person" "an ordinary phrase is not"

# Withdrawn.
run preaudit-report withdraw --store store "$third" --reason "made from the wrong export by Erika Mustermann"
is_status 0 "a report is withdrawn"
out_has "withdrawn $third" "which is named"
out_has "$second stands for that day" "and what stands again"
err_has "Erika Mustermann" "a reason that names a person is pointed out"
matrix "the newest withdrawn" superseded stands withdrawn
run preaudit-verify "${keys[@]}" --store store --current second/readiness.html
is_status 0 "what it superseded is current again"
run preaudit-verify "${keys[@]}" --store store third/readiness.html
out_has "made from the wrong export" "verify says why"
before=$(tree_hash store)
refused 3 "was withdrawn already" "a second time" "$third" --reason wrong
run preaudit-store check --store store
is_status 0 "the store is whole"
out_has "$third, record" "and check says what was withdrawn"
run preaudit-store log --store store
out_has "withdrawn by record" "log says it of the report"
out_has "withdraws record" "and of the record that withdraws it"
run preaudit-store status --store store
out_has "3 issued, 1 withdrawn" "status counts it"
check "the receipt in the store says it" grep -q "^Withdrawn .*made from the wrong export" "store/reports/$third/RECEIPT.txt"
check "and a copy made of it is checked like any other" preaudit-verify "${keys[@]}" --store store "store/reports/$second"
check "another program agrees" /usr/bin/python3 "$verifier" store

# In the middle, and all.
preaudit-report withdraw --quiet --store store "$first" --reason "for tests"
matrix "the oldest too" withdrawn stands withdrawn
run preaudit-report withdraw --store store "$second" --reason "for tests" --json
is_status 0 "and the last one"
check "no report stands" test "$(json '"\(.preaudit) \(.id) \(.current)"' "$out")" = "withdraw/1 $second null"
matrix "all withdrawn" withdrawn withdrawn withdrawn

# Issued again: the same report, in a record of its own.
run preaudit-report --store store --as-of 2026-09-30 --issue --out again
is_status 0 "a withdrawn report can be issued again"
out_has "issued $third" "it is the same report"
out_has "again: it had been withdrawn" "which is said"
same third/readiness.xlsx again/readiness.xlsx "with the same bytes"
check "it stands" preaudit-verify "${keys[@]}" --store store --current again/readiness.html
run preaudit-verify "${keys[@]}" --store store third/readiness.html
is_status 0 "also with the proof of before"
out_has "issued the same report again" "which is said"
check "its receipt no longer says that it is withdrawn" sh -c "! grep -q '^Withdrawn' again/RECEIPT.txt"
run preaudit-report --store store --as-of 2026-09-30 --issue --out more
out_has "nothing was added" "once more it is there already"
matrix "issued again" withdrawn withdrawn stands
change X-3 && fourth=$(issue_as fourth)
preaudit-report withdraw --quiet --store store "$third" --reason "for tests"
preaudit-report --quiet --store store --as-of 2026-09-30 --at "$(json .head.size - < <(sed -n 's/^extra //p' third/proof.txt | base64 -d | head -n 1))" --issue
run preaudit-verify "${keys[@]}" --store store --current fourth/readiness.html
is_status 3 "what is issued again supersedes what was issued meanwhile"
check "the store is whole" preaudit-store check --store store
check "another program agrees" /usr/bin/python3 "$verifier" store
run preaudit-report list --store store
check "the list has every record" test "$(wc -l <"$out")" = 6
check "$cells cells of the matrix were looked at" test "$cells" = 45
