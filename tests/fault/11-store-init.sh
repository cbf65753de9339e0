#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Every system call of making a store failing, and the process killed at each of them; then init again.
# Power cuts are not simulated here, so memory will do for a disk.
[ -w /dev/shm ] && export TMPDIR=${TMPDIR:-/dev/shm}
. "$(dirname "$0")/../lib/scenario.sh"
if ! strace -o /dev/null true 2>/dev/null; then
	fail "strace works here" "$(strace true 2>&1 | tail -1)"
	exit 1
fi
mkdir template
cp -R "$root/shared/iso20000-1" template/mine
rm -rf template/mine/example
set -- preaudit-store init --store store --origin example.org/store --organisation "Example Ltd" --standard mine
if FAULT_LIMIT=${FAULT_LIMIT:-16} python3 "$root/tests/lib/faults.py" template - 2 "$@" -- "$@" >faults; then
	pass "init: $(tail -n 1 faults)"
else
	fail "init" "$(cat faults)"
fi
