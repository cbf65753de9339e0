#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Every system call of an undo failing, and the process killed at each of them; then the undo again.
. "$(dirname "$0")/../lib/faults.sh"
mkdir template
cd template || exit 1
new_store store
services_csv
preaudit-import --store store --quiet --register services services.csv 2>/dev/null
printf '%s\r\n' 'Service ID,Service name,Service type,Status,In scope' \
    'S-1,Mail,customer facing,live,yes' 'S-3,Web,customer facing,live,no' >b.csv
preaudit-import --store store --quiet --register services b.csv 2>/dev/null
# What was undone stays so: then the second undo is refused.
cat >again <<'X'
#!/bin/sh
preaudit-import --store store undo 3 --quiet
status=$?
[ $status = 0 ] || { [ $status = 3 ] && [ "$(tail -1 store/log.jsonl | jq .undoes)" = 3 ]; }
X
chmod +x again
cd ..
if python3 "$root/tests/lib/faults.py" template 4 5 preaudit-import --store store undo 3 -- ./again >faults; then
	pass "undo: $(tail -n 1 faults)"
else
	fail "undo" "$(cat faults)"
fi
