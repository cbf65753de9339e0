#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# For schedulers: could these files be imported? One line each, and a status.
. "$(dirname "$0")/../lib/scenario.sh"
export PREAUDIT_STORE=store
new_store
head='Service ID,Service name,Service type,Status,In scope,Owner'
mkdir drop
printf '%s\n' "$head" 'S-1,Mail,customer facing,live,yes,P-1' >drop/s.csv
printf 'person_id,name,sms_relevant,active\nP-1,Ann,yes,yes\n' >drop/p.csv
before=$(tree_hash store)
run preaudit-import --check drop
is_status 0 "what can be imported ends with status 0"
printf '%s\n' 'p.csv: can be imported: people, 1 read: 1 new, 0 changed, 0 unchanged, 0 refused; 0 retired' \
    's.csv: can be imported: services, 1 read: 1 new, 0 changed, 0 unchanged, 0 refused; 0 retired' >want
same want "$out" "one line per file"
check "a check writes nothing" [ "$before" = "$(tree_hash store)" ]
run preaudit-import --check --quiet drop
is_status 0 "--quiet has the same status"
check "and says nothing" [ ! -s "$out" ]
check "on neither channel" [ ! -s "$err" ]
preaudit-import --quiet drop
run preaudit-import --check drop
is_status 0 "nothing to do ends with status 0"
check "and is said per file" [ "$(grep -c ': nothing to do$' "$out")" = 2 ]
mkdir empty
run preaudit-import --check empty
is_status 0 "an empty folder is nothing to do"
run preaudit-import empty
is_status 2 "though no import"

printf '%s\n' "$head" 'S-1,Mail,customer facing,sideways,yes,P-1' 'S-2,Mail,customer facing,upwards,yes,P-1' >drop/s.csv
printf 'person_id,name,sms_relevant,active\nP-1,Anna,yes,yes\n' >drop/p.csv
run preaudit-import --check drop
is_status 3 "one refused file ends with status 3"
printf '%s\n' 'p.csv: good, but another file is refused: people, 1 read: 0 new, 1 changed, 0 unchanged, 0 refused; 0 retired' 's.csv: refused: 2 errors' >want
same want "$out" "and it is told which"
err_has "sideways" "the errors are told"
run preaudit-import --check --quiet drop
is_status 3 "--quiet has the same status"
check "and says nothing" [ ! -s "$out" ]
check "on neither channel" [ ! -s "$err" ]
run preaudit-import --check --json drop
is_status 3 "with --json too"
check "which is that of a dry run" sh -c "jq -e '.preaudit == \"import/1\" and .dry_run == true and .refused == true' .out"
printf '%s\n' "$head" >drop/s.csv
run preaudit-import --check drop
is_status 3 "a file without rows is refused"
out_has "s.csv: refused: no rows" "and said"
echo 'a,b,c' >drop/s.csv
echo '1,2,3' >>drop/s.csv
run preaudit-import --check drop
is_status 3 "a file of no known register is refused"
run preaudit-import --check nowhere
is_status 2 "a folder that is missing is an error"
run preaudit-import --check --store nowhere drop
is_status 2 "a store that is missing too"
damaged store
chmod u+w store/data/000002-people.csv
sed -i 's/Ann/Ben/' store/data/000002-people.csv
run preaudit-import --check --quiet drop
is_status 4 "a store that is not whole is neither"
run preaudit-import --help
out_has "--check" "--help has it"
out_has "status 0 it can be" "with its statuses"
