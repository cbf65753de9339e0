#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# "concentration from N": clauses with N or more suggested minors are named in
# status, its JSON and the report, at the edge and never; no grade changes.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
example_store
std=$root/shared/iso20000-1
as_of=2026-09-30

# Counted here from the grades of the criteria: "CLAUSE NUMBER", by clause.
counted() { # counted N FILE
	jq -r --argjson n "$1" '[.clauses[].clause] as $order | [.criteria[] | select(.grade == "minor" and (.own | not)) | .clause] | group_by(.)
	    | map({clause: .[0], minors: length} | select(.minors >= $n and .clause != "cycle" and .clause != "data"))
	    | sort_by(.clause as $c | $order | index($c))[] | "\(.clause) \(.minors)"' "$2"
}
# named N HOW: status, JSON and report say what was counted.
named() {
	local n=$1 how=$2 list
	run preaudit-report status --store store --as-of $as_of --json
	is_status 0 "$how: a status"
	cp "$out" s.json
	counted "$n" s.json >want
	check "$how: from $n" test "$(json .concentration.from s.json)" = "$n"
	json '.concentration.clauses[]|"\(.clause) \(.minors)"' s.json >is
	same want is "$how: status/1 has what the criteria add up to"
	rm -rf r
	run preaudit-report --store store --as-of $as_of --out r --format html,csv
	is_status 0 "$how: a report"
	run preaudit-report status --store store --as-of $as_of
	is_status 0 "$how: a status in text"
	list=$(sed 's/ \(.*\)/ (\1)/' want | paste -sd, | sed 's/,/, /g')
	if [ -s want ]; then
		sentence="A possible systemic failure, for the auditor to judge: $n or more criteria with a suggested minor in clause$([ "$(wc -l <want)" = 1 ] || echo s) $list. This informs; it changes no grade."
		check "$how: the text says so" grep -qxF "$sentence" "$out"
	else
		sentence="No clause has $n or more criteria with a suggested minor, which would point to a possible systemic failure."
		out_lacks "systemic" "$how: the text names nothing"
	fi
	check "$how: the report has the sentence" grep -qF "$sentence" r/content-DRAFT.csv
	check "$how: so has its page" grep -qF "$sentence" r/readiness-DRAFT.html
}
results() { jq -S '[.milestones, .clauses, .criteria]' "$1"; }

named 3 "as shipped"
check "the example has clauses at the edge" test "$(jq -r '[.concentration.clauses[].minors]|unique|join(" ")' s.json)" = 3
results s.json >results
for n in 4 2; do
	run preaudit-store adopt --store store --set concentration_from=$n "$std"
	is_status 0 "concentration_from is $n"
	named $n "the parameter"
	results s.json >now
	same results now "no result changes with $n"
done
check "two are found below the edge" grep -q ' 2$' want

# Never.
run preaudit-store adopt --store store --set concentration_from=0 "$std"
is_status 0 "concentration_from is 0"
run preaudit-report status --store store --as-of $as_of --json
cp "$out" s.json
check "0: nothing is named" test "$(jq -c .concentration s.json)" = '{"from":0,"clauses":[]}'
results s.json >now
same results now "nor does a result change"
run preaudit-report status --store store --as-of $as_of
out_lacks "systemic" "0: the text does not mention it"
rm -rf r
run preaudit-report --store store --as-of $as_of --out r --format html,csv
is_status 0 "a report is made"
check "0: the report does not mention it" bash -c '! grep -qi "or more criteria with a suggested minor" r/content-DRAFT.csv r/readiness-DRAFT.html && grep -q "^method," r/content-DRAFT.csv'

# Rules of one's own come behind the standard's: their number holds.
printf 'concentration from 4\n' >own.rules
run preaudit-store adopt --store store --add own.rules "$std"
is_status 0 "a number in rules of one's own is adopted"
named 4 "own rules"
check "which is above every clause" test ! -s want
# One criterion of one's own in the same clause counts in no figure of the standard's.
cat >own.rules <<'X'
concentration from 4
criterion X-a "Nobody is in scope"
  clause 7.2
  no breadth
  every s in services minor not s.in_scope else "in scope"
X
run preaudit-store adopt --store store --add own.rules "$std"
is_status 0 "and a criterion beside it"
named 4 "own criterion"
check "clause 7.2 has no more" test ! -s want

for n in -1 many 1.5.1; do
	printf 'concentration from %s\n' "$n" >own.rules
	run preaudit-store adopt --store store --add own.rules "$std"
	is_status 2 "concentration from $n is refused"
	err_has "own.rules:1:" "with its place"
done
run preaudit-store adopt --store store --set concentration_from=-1 "$std"
is_status 2 "so is a parameter below 0"
