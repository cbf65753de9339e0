#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A retirement leaves references that lead nowhere: the import says how many
# records name what was retired, and where, before anything is written.
. "$(dirname "$0")/../lib/scenario.sh"

printf 'Person ID,Name,Active\nP1,Ann,yes\nP2,Bob,yes\nP3,Cid,yes\n' >people.csv
printf 'Ref,Service name,State,Owner\nS1,Mail,live,P1\nS2,Web,live,P2\nS3,Fax,live,Bob\n' >services.csv
printf 'Audit ID,Audit type,Auditors,Status\nA1,internal,P2;P3,completed\nA2,internal,P1,completed\n' >audits.csv
new_store
run preaudit-import --store store --extracted 2026-10-01 people.csv services.csv audits.csv
is_status 0 "three registers"
err_lacks "retired" "nothing is retired by a first import"

# Bob leaves the list.
sed -i '/^P2/d' people.csv
run preaudit-import --store store --extracted 2026-10-02 --dry-run people.csv
err_has "1 retired record of People is named by 3 records: Audits (Auditors) 1, Services (Owner) 2" "a dry run says who names it, by key or by name"
run preaudit-import --store store --extracted 2026-10-02 people.csv
err_has "1 retired record of People is named by 3 records" "and so does the import"

# A register of the same call that names another person counts as it is then.
sed -i '/^P3/d' people.csv
sed -i 's/P2;P3/P1/' audits.csv
run preaudit-import --store store --extracted 2026-10-03 people.csv audits.csv
is_status 0 "Cid leaves, and the audit is corrected with it"
err_lacks "retired record" "so nobody names Cid any more"

# Nobody named it.
sed -i '/^S3/d' services.csv
run preaudit-import --store store --extracted 2026-10-03 services.csv
is_status 0 "a service that nothing names"
err_lacks "retired record" "goes without a word"

# No day that is to come.
run preaudit-import --store store --extracted 2999-01-01 people.csv
is_status 2 "an export of a day in the future"
err_has "--extracted 2999-01-01 is in the future; today is " "is refused, with today's date"
run preaudit-import diff --store store --extracted 2999-01-01 people.csv
is_status 2 "also where nothing is written"
