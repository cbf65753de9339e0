#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Columns that no file ever had: no violation comes of them, what asks for them
# is not evidenced, and it is said once which they are and who waits for them.
. "$(dirname "$0")/../lib/scenario.sh"

result() { preaudit-report status --store "$1" --as-of 2026-11-01 --json | jq -r --arg c "$2" '.criteria[] | select(.id == $c) | .result'; }
lacking() { preaudit-report status --store "$1" --as-of 2026-11-01 --json | jq -r '.supply_next_columns[] | "\(.register).\(.field)"'; }

# A first user's catalogue, in an order and under headers of its own.
cat >catalogue.csv <<'END'
Service owner,Service name,Ref,In scope (Y/N),State,Service category
Ann Able,Mail,S-1,yes,live,customer
Ann Able,Network,S-2,yes,live,support
Bob Best,Web shop,S-3,yes,live,customer
Bob Best,Payroll,S-4,yes,live,customer
Bob Best,Backup,S-5,yes,live,support
END
new_store
run preaudit-import --store store --extracted 2026-10-31 --register services catalogue.csv
is_status 0 "a catalogue of six columns"
for c in 8.2.2-a 8.2.4-a 4.3-b 8.3.2-a; do
	check "$c is not evidenced by what the catalogue lacks" test "$(result store "$c")" = "not evidenced"
done
check "nothing is violated" test "$(preaudit-report status --store store --as-of 2026-11-01 --json | jq '[.criteria[] | select(.result == "not met")] | length')" = 0
run preaudit-report status --store store --as-of 2026-11-01
out_has "Services has no column Service unit: " "a column is named as people know it"
run preaudit-report explain --store store --as-of 2026-11-01 8.2.4-a
out_has "Services has no columns Description, " "and in the reason of a criterion"
check "once for each field" test -z "$(lacking store | sort | uniq -d)"
check "the catalogue column is among them" grep -qx services.catalogue_published <(lacking store)
run preaudit-report --store store --as-of 2026-11-01 --out draft
check "the report lists them" grep -q 'supply_next,supply_columns,.*,Services,Catalogue published,catalogue_published,5,5,' draft/content-DRAFT.csv

# An empty cell of a column that was supplied says no.
sed '1s/$/,Catalogue published/; 2,$s/$/,yes/; 3s/,yes$/,/' catalogue.csv >more.csv
run preaudit-import --store store --extracted 2026-10-31 --register services more.csv
is_status 0 "the same with one column more"
check "S-2 is known not to be published" test "$(result store 8.2.4-a)" = "not met"
check "the column is lacked no more" bash -c "! grep -qx services.catalogue_published" < <(lacking store)

# What was undone was never supplied.
run preaudit-import undo 3 --store store
is_status 0 "the second import is taken back"
check "and with it the column" grep -qx services.catalogue_published <(lacking store)
check "and what it showed" test "$(result store 8.2.4-a)" = "not evidenced"

# A value for all rows supplies a field as a column does.
run preaudit-import --store store --extracted 2026-10-31 --register services --set catalogue_published=no catalogue.csv
is_status 0 "a value for every row"
check "is a decision on each" test "$(result store 8.2.4-a)" = "not met"

# Two systems of one register are judged apart.
new_store two
printf 'Ref,Service name,State,In scope,Type,Catalogue published\nA1,Mail,live,yes,customer,yes\nA2,Web,live,yes,customer,\n' >cmdb.csv
printf 'Ref,Service name,State,In scope,Type\nB1,Fax,live,yes,customer\n' >list.csv
run preaudit-import --store two --extracted 2026-10-31 --system CMDB --register services cmdb.csv
run preaudit-import --store two --extracted 2026-10-31 --system Wiki --register services list.csv
is_status 0 "a second system without the column"
run preaudit-report explain --store two --as-of 2026-11-01 8.2.4-a
out_has "Services A2: " "violated where the column was empty"
out_lacks "Services B1" "and not where there was none"
check "of so many records" test "$(preaudit-report status --store two --as-of 2026-11-01 --json |
    jq -r '.supply_next_columns[] | select(.field == "catalogue_published") | "\(.records) of \(.of)"')" = "1 of 3"

# Training of six columns: no expiry is not "valid for ever".
new_store t
printf 'User,Course code,Completed,State\nP1,C1,2020-01-01,completed\n' >training.csv
printf 'Role ID,Role,Holder,Required courses\nR1,Internal auditor,P1,C1\n' >roles.csv
printf 'Person ID,Name,Active\nP1,Ann,yes\n' >people.csv
run preaudit-import --store t --extracted 2026-10-31 people.csv training.csv roles.csv
is_status 0 "people, roles and training"
check "a role that nobody ended is held" test "$(result t 7.2-b)" = met
check "whether the training is valid is not known" test "$(result t 7.2-c)" = "not evidenced"
run preaudit-report explain --store t --as-of 2026-11-01 7.2-c
out_has "the register Courses was never supplied" "and what would tell is said"
printf 'Course code,Title,Validity in months\nC1,Auditing,\n' >courses.csv
run preaudit-import --store t --extracted 2026-10-31 courses.csv
is_status 0 "a catalogue of courses"
check "a course without an end says that it has none" test "$(result t 7.2-c)" = met
