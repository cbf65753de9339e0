#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A report over a store that is not what was signed: none; and the two times.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
example_store

flip() { # flip FILE OFFSET
	chmod u+w "$1"
	printf "\\x$(printf %02x $(($(od -An -tu1 -j "$2" -N 1 "$1") ^ 1)))" | dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}
data=$(ls store/data/*services.csv | tail -n 1)
cp -a store whole
flip "$data" 200
run preaudit-report status --store store
is_status 4 "a changed data file stops the report"
err_has "$(basename "$data")" "which names it"
run preaudit-report --store store --issue --out r
is_status 4 "nothing is issued over it"
chmod -R u+w store && rm -rf store && cp -a whole store
blob=$(ls store/standard | head -n 1)
flip "store/standard/$blob" 50
run preaudit-report status --store store
is_status 4 "so does a changed rule or schema"
chmod -R u+w store && rm -rf store && cp -a whole store
rm -f "store/data/$(ls store/data | head -n 1)"
run preaudit-report status --store store --at 99
is_status 2 "a size beyond the log is a usage error"

# True when, known when: a record dated before the as-of date, recorded later.
chmod -R u+w store && rm -rf store && cp -a whole store
size=$(sed -n 2p store/checkpoint)
printf 'Finding ID,Source,Date Raised,Clause,Severity,Description,Status,Due Date\r\nNC-LATE,internal audit,2026-01-10,9.2,Major NC,Recorded late,Open,2026-02-10\r\n' >late.csv
run preaudit-import --store store --register findings late.csv
is_status 0 "a finding of January is recorded today"
run preaudit-report gaps --store store --as-of 2026-09-30
out_has "NC-LATE" "as of September it is seen"
run preaudit-report gaps --store store --as-of 2026-09-30 --at "$size"
out_lacks "NC-LATE" "as known before it is not"
