#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A nil return is held against the records: who states it, of which part of the
# register, and whether there is something on record for its period.
. "$(dirname "$0")/../lib/scenario.sh"

nil() { run preaudit-import nil --store store "$@"; }
printf 'Person ID,Name,Active\nP1,Ann,yes\n' >people.csv
printf 'NC No,Source,Raised on,Clause,Grade,Description,Status\nN1,internal audit,2026-07-05,8.1,minor,x,open\nN2,internal audit,2026-08-01,8.1,minor,y,closed\nN3,self,2026-10-01,8.1,ofi,z,open\n' >findings.csv
new_store
run preaudit-import --store store --extracted 2026-10-02 people.csv findings.csv
is_status 0 "people and findings"

nil findings --from 2026-07-01 --to 2026-09-30 --by P1 --reason "none was raised"
is_status 3 "that no finding was raised while two were is refused"
err_has "Findings has 2 records of this period (Raised on: N1, N2)" "and they are named"
nil findings --from 2026-10-01 --to 2026-10-31 --by P1 --reason "none was raised"
is_status 3 "the first day of the period counts"
nil findings --from 2026-08-02 --to 2026-09-30 --by P1 --reason "none was raised" --dry-run
is_status 0 "between them there was none"
nil findings --from 2026-07-01 --to 2026-09-30 --subset source=complaint --by P1 --reason "no complaint"
is_status 0 "nor of another kind"
nil findings --from 2026-07-01 --to 2026-09-30 --subset source=internal_audit --by P1 --reason "no audit"
is_status 3 "but of that kind there was"

nil findings --from 2026-01-01 --to 2026-03-31 --subset kind=banana --by P1 --reason x
is_status 2 "a part by a field that the register has not"
err_has "Findings has no field kind" "is named"
nil findings --from 2026-01-01 --to 2026-03-31 --subset source=banana --by P1 --reason x
is_status 2 "a word that the field has not"
err_has "banana is no word of Source" "is named"
nil findings --from 2026-01-01 --to 2026-03-31 --subset banana --by P1 --reason x
is_status 2 "a part that is none"
nil findings --from 2026-01-01 --to 2026-03-31 --by NOBODY-99 --reason x
is_status 3 "a declarer whom nobody knows"
err_has "NOBODY-99 is no record of People" "is named"
nil findings --from 2026-01-01 --to 2026-03-31 --by Ann --reason x --dry-run
is_status 0 "a person may be named by name"
nil findings --from 2026-01-01 --to 2999-03-31 --by P1 --reason x
is_status 2 "a period that is not over"
err_has "--to 2999-03-31 is in the future" "is refused"
new_store bare
run preaudit-import nil --store bare transitions --from 2026-01-01 --to 2026-03-31 --by "P-001" --reason "nothing changed"
is_status 0 "where no persons were supplied, a name stands as it is written"
