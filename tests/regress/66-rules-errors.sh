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
define pong(x) = ping(x)' "criteria/zz.rules"
try "a quote that is not closed" criteria/zz.rules '+criterion X-a "x' "criteria/zz.rules:1:"
try "a register that refers to nothing" registers/services.json 's/"ref": "people"/"ref": "persons"/' "services.json"
try "JSON that is none" clauses.json '1s/\[/{/' "clauses.json"
try "a query with a mistake" profiles/readiness.json 's/"s.service_id"/"s.service_ids"/' "profiles/readiness.json" "service_id"

# Adopted all the same: reports refuse to work, and say where; adopting the right one mends it.
new_store store
rm -rf broken && mkdir broken && cp -r "$std"/{standard.json,clauses.json,lists.json,registers,criteria,profiles} broken/
printf 'criterion X-a "x"\n  clause 4.3\n  every s in servicess\n    minor s.in_scope is given else "x"\n' >broken/criteria/zz.rules
run preaudit-store adopt --store store broken
run preaudit-report status --store store
is_status 2 "a store with wrong rules gives no report"
err_has "criteria/zz.rules:3:14" "and the place is named"
run preaudit-store adopt --store store "$std"
is_status 0 "the right folder can be adopted"
run preaudit-report status --store store
is_status 3 "and reports work again"
