#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Every system call of a commit failing, and the process killed at each of them.
# Power cuts are not simulated here, so memory will do for a disk.
[ -w /dev/shm ] && export TMPDIR=${TMPDIR:-/dev/shm}
. "$(dirname "$0")/../lib/scenario.sh"
if ! strace -o /dev/null true 2>/dev/null; then
	fail "strace works here" "$(strace true 2>&1 | tail -1)"
	exit 1
fi
mkdir template
cd template || exit 1
new_store store
cp -R "$root/shared/iso20000-1" mine
rm -rf mine/example
printf '\n' >>mine/lists.json
cd ..
if python3 "$root/tests/lib/faults.py" template 2 3 preaudit-store adopt mine --store store -- \
    preaudit-store adopt mine --store store >faults; then
	pass "adopt: $(tail -n 1 faults)"
else
	fail "adopt" "$(cat faults)"
fi
