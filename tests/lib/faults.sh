# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Sourced instead of scenario.sh by scenarios that run programs under strace.
#
#   every_fault WHAT OLD NEW COMMAND...   COMMAND over ./template, each of its
#                   system calls failing and the process killed at each of
#                   them, then COMMAND again: faults.py says what must hold
#   services_csv    writes ./services.csv, two rows
#
# Power cuts are not simulated here, so memory will do for a disk.
[ -w /dev/shm ] && export TMPDIR=${TMPDIR:-/dev/shm}
. "$(dirname "${BASH_SOURCE[0]}")/scenario.sh"
if ! strace -o /dev/null true 2>/dev/null; then
	fail "strace works here" "$(strace true 2>&1 | tail -1)"
	exit 1
fi
every_fault() {
	local what=$1 old=$2 new=$3
	shift 3
	if python3 "$root/tests/lib/faults.py" template "$old" "$new" "$@" -- "$@" >faults; then
		pass "$what: $(tail -n 1 faults)"
	else
		fail "$what" "$(cat faults)"
	fi
}
services_csv() {
	printf '%s\r\n' 'Service ID,Service name,Service type,Status,In scope' \
	    'S-1,"Mail, hosted",customer facing,live,yes' 'S-2,Backup,customer facing,live,no' >services.csv
}
