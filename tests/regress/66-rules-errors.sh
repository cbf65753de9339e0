#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A standard's folder with mistakes: file, line, column, suggestion; lint before adopting, and after.
. "$(dirname "$0")/../lib/scenario.sh"
std=$root/shared/iso20000-1
run preaudit-report lint "$std"
is_status 0 "the standard's own folder is right"
out_has "29 registers" "with its registers"

try() { # try WHAT FILE SED-SCRIPT EXPECTED...
	local what=$1 file=$2 script=$3
	shift 3
	rm -rf broken
	mkdir broken
	cp -r "$std"/{standard.json,clauses.json,lists.json,registers,criteria,profiles} broken/
	printf '%s\n' "$script" >script.sed
	if [ "${script:0:1}" = + ]; then printf '%s\n' "${script:1}" >"broken/$file"; else sed -i -f script.sed "broken/$file"; fi
	run preaudit-report lint broken
	is_status 2 "$what is refused"
	for t in "$@"; do err_has "$t" "the message of $what has: $t"; done
}
try "an unknown register" criteria/zz.rules '+criterion X-a "x"
  clause 4.3
  every s in servicess
    minor s.in_scope is given else "x"' "criteria/zz.rules:3:14" "did you mean" "services"
try "an unknown field" criteria/zz.rules '+criterion X-a "x"
  clause 4.3
  every s in services
    minor s.in_scop is given else "x"' "criteria/zz.rules:4:" "in_scope"
try "a type clash" criteria/zz.rules '+criterion X-a "x"
  clause 4.3
  every s in services
    minor s.requirements_agreed_on = 5 else "x"' "criteria/zz.rules:4:"
try "a word that is none" criteria/zz.rules '+criterion X-a "x"
  clause 4.3
  every s in services
    minor s.status = lively else "x"' "criteria/zz.rules:4:" "live"
try "a clause that does not exist" criteria/zz.rules '+criterion X-a "x"
  clause 4.9
  minor some s in services has s.in_scope else "x"' "criteria/zz.rules:2:"
try "a circle of definitions" criteria/zz.rules '+define ping(x) = pong(x)
define pong(x) = ping(x)' "criteria/zz.rules:2:18: definitions go in a circle through 'ping'"
try "a circle of three, and what uses it" criteria/zz.rules '+criterion X-a "x"
  clause 4.3
  minor one(as_of) else "x"
define one(x) = some s in services where two(s) has s.in_scope
define two(s in services) = three(s.cost_reviewed_on)
define three(day) = day < as_of and one(day)' "definitions go in a circle through 'one'" "criteria/zz.rules:"
try "a definition of itself" criteria/zz.rules '+define me(s in services) = s.in_scope and me(s)' "criteria/zz.rules:1:43: definitions go in a circle through 'me'"
try "a gate with one text of two" criteria/zz.rules '+milestone stage_1
  gate "g" when as_of > 2000-01-01 if declared as_of > 2000-01-01 else "a" gate "h"' "criteria/zz.rules:2:76: 'otherwise' is expected"
try "a quote that is not closed" criteria/zz.rules '+criterion X-a "x' "criteria/zz.rules:1:"
try "a register that refers to nothing" registers/services.json 's/"ref": "people"/"ref": "persons"/' "services.json"
try "JSON that is none" clauses.json '1s/\[/{/' "clauses.json"
try "a query with a mistake" profiles/readiness.json 's/"s.service_id"/"s.service_ids"/' "profiles/readiness.json" "service_id"

# Several at once: a line each, statements apart.
try "every mistake of a run" criteria/zz.rules '+criterion X-a "x"
  clause 4.3
  every s in servicess
    minor s.in_scope is given else "x"
criterion X-b "x"
  clause 4.3
  seeds S9-9
  minor some s in services has s.in_scope else "x"
define wrong(s in services) = s.statu = live' "criteria/zz.rules:3:14" "did you mean 'services'" "criteria/zz.rules:5:11" "there is no seed 'S9-9'" "criteria/zz.rules:9:" "did you mean 'status'"
try "every statement that does not parse" criteria/zz.rules '+criterion X-a "x"
  clause 4.3
  minor some s in services has s.in_scope else
criterion X-b
  clause 4.3
criterion X-c "x
define half = ' "criteria/zz.rules:4:1" "criteria/zz.rules:5:3" "criteria/zz.rules:6:15"
try "what exceeds a default without its own message" criteria/zz.rules '+criterion X-a "x"
  clause 4.3
  every s in services
    minor s.catalogue_reviewed_on >= as_of - review_interval if declared s.in_scope else "x"' "'otherwise' is expected"
try "a run without its order" criteria/zz.rules '+criterion X-a "x"
  clause 4.3
  major (run s.in_scope for s in services) < 3 else "x"' "'by' is expected"
try "a trend without its order" criteria/zz.rules '+criterion X-a "x"
  clause 9.1
  major (trend v.value for v in measurements) < 3 else "x"' "'by' is expected"
try "a trend of something else than numbers" criteria/zz.rules '+criterion X-a "x"
  clause 9.1
  major (trend v.period_end for v in measurements by v.period_end) < 3 else "x"' "criteria/zz.rules:3:18" "a trend is one of numbers"
try "a trend in the order of texts" criteria/zz.rules '+criterion X-a "x"
  clause 9.1
  major (trend v.value for v in measurements by v.analysis) < 3 else "x"' "a trend is ordered by a date or a number"
try "a trend of words as a number" criteria/zz.rules '+criterion X-a "x"
  clause 9.1
  major (trend v.value for v in measurements by v.period_end) = rising else "x"' "criteria/zz.rules:3"
try "a concentration that is no number" criteria/zz.rules '+concentration from as_of' "takes a number or a parameter"

# What does not fit is not adopted, from the folder or beside it.
new_store store
rm -rf broken && cp -r "$std" broken && rm -rf broken/example
printf 'criterion X-a "x"\n  clause 4.3\n  every s in servicess\n    minor s.in_scope is given else "x"\n' >broken/criteria/zz.rules
run preaudit-store adopt --store store broken
is_status 2 "wrong rules are not adopted"
err_has "criteria/zz.rules:3:14" "and the place is named"
run preaudit-store init --store other --origin example.org/other --organisation X --standard broken
is_status 2 "nor does a store begin with them"
cp broken/criteria/zz.rules own.rules
run preaudit-store adopt --store store --add own.rules "$std"
is_status 2 "nor are wrong rules of one's own"
err_has "criteria/own.rules:3:14" "and the place in them is named"
sed -i 's/servicess/services/' own.rules
run preaudit-store adopt --store store --add "$std/criteria/cycle.rules" "$std"
is_status 2 "a name that the standard has is refused"
err_has "criteria/cycle.rules" "and said"
run preaudit-store adopt --store store --add own.txt "$std"
is_status 2 "a name that is no rule file's is refused"

# Of one's own, and back again.
run preaudit-store adopt --store store --add own.rules --set review_interval=6 "$std"
is_status 0 "right rules beside the standard's are adopted"
out_has "review_interval is 6 here; the folder has 12" "a parameter of one's own is said"
run preaudit-report status --store store --json
check "and they are judged" test "$(jq '[.criteria[] | select(.id == "X-a")] | length' .out)" = 1
run preaudit-store adopt --store store --add own.rules --set review_interval=6 "$std"
out_has "nothing was added" "the same again is no record"
run preaudit-store adopt --store store "$std"
is_status 0 "the folder alone can be adopted again"
out_has "review_interval returns from 6 to 12" "what returns is said"
out_has "criteria/own.rules is no longer in force" "and what is gone"
run preaudit-report status --store store --json
check "so is its criterion" test "$(jq '[.criteria[] | select(.id == "X-a")] | length' .out)" = 0

# What is never false is pointed out, and with a store what is asked of no record.
cp -r "$std" doubtful
printf '%s\n' 'criterion X-b "x"
  clause 4.3
  every s in services
    minor s.name = s.name else "x"
    minor s.name = "no such service" implies s.owner is given else "y"' >doubtful/criteria/zz.rules
run preaudit-report lint doubtful
is_status 0 "a requirement that is never false is no mistake"
err_has 'warning: criteria/zz.rules:4:5: this requirement of X-b is never false' "but it is pointed out"
err_lacks "zz.rules:5" "and without records nothing else is"
printf 'service_id,name,status,in_scope,service_type,owner\nS-1,Mail,live,yes,customer_facing,P-1\n' >services.csv
run preaudit-import --store store --extracted 2026-09-30 services.csv
run preaudit-report lint --store store doubtful
is_status 0 "the records of a store are asked"
err_has 'criteria/zz.rules:5:5: X-b asks nothing here: what stands before "implies" is false of the 1 record of Services' "and a condition of none is pointed out"
run preaudit-report lint "$std"
is_status 0 "the standard's folder"
check "has no such requirement" test ! -s .err

# The page of the criteria is printed by the program.
run preaudit-report lint --markdown "$std"
is_status 0 "the page of the criteria is printed"
same .out "$root/docs/criteria.md" "docs/criteria.md is this very page"
check "each criterion has its row" test "$(grep -c '^| [0-9CD][^|]*-[a-g] |' .out)" = "$(cat "$std"/criteria/*.rules | grep -c '^criterion ')"

# The manual page is the language's page: clean, and made of it as it is now.
mandoc -Tlint "$root/docs/preaudit-criteria.5" >lint.txt 2>&1
check "the manual page is clean" test ! -s lint.txt
"$root/tests/lint/man" "$root/docs/criteria-language.md" >made.5
same made.5 "$root/docs/preaudit-criteria.5" "it is made of the language's page (make files)"

# Both name all that the language knows: what stands in the tables of the parser and of the checker.
rules=$root/shared/rules
quoted() { grep -oE '"[a-z_]+"' | tr -d '"'; }
{
	sed -n '/^} functions\[\]/,/^};/p' "$rules/check/check_call.c" | grep -oE '\{ "[a-z_]+"' | quoted
	sed -n '/^} members\[\]/,/^};/p; /^} builtins\[\]/,/^};/p' "$rules/check/check_pop.c" | quoted
	grep -hoE 'str_is\(a->text, "[a-z_]+"\)' "$rules"/check/*.c | quoted
} | sort -u >names.txt
{
	grep -hoE 'parser_(is|accept|expect)\([^"()]*"[a-z]+"' "$rules"/syntax/parse*.c | quoted
	sed -n '/^} parts\[\]/,/^};/p; /^} statements\[\]/,/^};/p' "$rules/syntax/parse.c" | grep -oE '"[a-z]+"' | quoted
	sed -n '/^} aggregates\[\]/,/^};/p; /^} operators\[\]/,/^};/p; /^} comparisons\[\]/,/^};/p' "$rules/syntax/parse_expr.c" | quoted
	sed -n '/unit\[\] = {/,/};/p' "$rules/syntax/parse_expr.c" | quoted
} | sort -u >keywords.txt
check "the tables have functions, populations and fixed names" test "$(grep -cxE 'covers|within|clauses|registers|twins|months|values|as_of|data_as_of' names.txt)" = 9
check "and keywords" test "$(grep -cxE 'criterion|recorded|against|implies|contains|latest|trend|declared|otherwise|weeks' keywords.txt)" = 10
mandoc -Tascii -Owidth=200 "$root/docs/preaudit-criteria.5" | sed 's/.\x08//g' >man.txt
for page in "$root/docs/criteria-language.md" man.txt; do
	sort -u names.txt keywords.txt | while read -r word; do grep -qw -- "$word" "$page" || echo "$word"; done >lacking.txt
	check "$(basename "$page") names every word of the language; it lacks: $(tr '\n' ' ' <lacking.txt)" test ! -s lacking.txt
done
# A function has its own row, a keyword its place in the grammar.
sed -n '/^} functions\[\]/,/^};/p' "$rules/check/check_call.c" | grep -oE '\{ "[a-z_]+"' | quoted |
    while read -r word; do grep -qE "^\|.*\`$word\(" "$root/docs/criteria-language.md" || echo "$word"; done >lacking.txt
check "every function has its row; lacking: $(tr '\n' ' ' <lacking.txt)" test ! -s lacking.txt
sed -n '/^## Grammar/,$p' "$root/docs/criteria-language.md" | quoted >grammar.txt
grep -vxF -f grammar.txt keywords.txt >lacking.txt
check "every keyword stands in the grammar; lacking: $(tr '\n' ' ' <lacking.txt)" test ! -s lacking.txt

# The rule that the page begins with is one.
cp -R "$std" shown
awk '/^## A rule of one/ { on = 1 } on && /^```/ { if (++n == 2) exit; next } on && n == 1' "$root/docs/criteria-language.md" >shown/criteria/own.rules
run preaudit-report lint shown
is_status 0 "the page's own example is right"
