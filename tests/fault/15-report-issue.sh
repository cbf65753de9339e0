#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Every system call of issuing a report failing, and the process killed at each of them; then the issuing again.
# Power cuts are not simulated here, so memory will do for a disk.
[ -w /dev/shm ] && export TMPDIR=${TMPDIR:-/dev/shm}
export FAULT_LIMIT=${FAULT_LIMIT:-12}
. "$(dirname "$0")/../lib/scenario.sh"
if ! strace -o /dev/null true 2>/dev/null; then
	fail "strace works here" "$(strace true 2>&1 | tail -1)"
	exit 1
fi
mkdir template
cd template || exit 1
new_store store
printf 'Service ID,Service name,Service type,Status,In scope\r\nS-1,"Mail, hosted",customer facing,live,yes\r\nS-2,Backup,customer facing,live,no\r\n' >services.csv
run preaudit-import --store store --register services --extracted 2026-09-30 services.csv
is_status 0 "a register to report on"
cd ..
set -- preaudit-report --store store --as-of 2026-09-30 --issue
if python3 "$root/tests/lib/faults.py" template 3 4 "$@" -- "$@" >faults; then
	pass "issue: $(tail -n 1 faults)"
else
	fail "issue" "$(cat faults)"
fi
