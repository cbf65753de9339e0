#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A form on a full disk, and with each of its writes failing: a whole one or none, and nothing else is left.
. "$(dirname "$0")/../lib/faults.sh"
. "$root/tests/lib/disk.sh"
small_disk 256k
form() { preaudit-import template training --standard "$root/shared/iso20000-1" --quiet --force --out "$1"; }
run form whole.xlsx
is_status 0 "with room there is a form"

# outcome FILE STATUS: what is wrong with it, or nothing. That a name could not be made durable is known only
# when it stands there.
outcome() {
	if [ "$2" -eq 0 ]; then
		cmp -s "$1" whole.xlsx || echo "says 0, but the form is another"
	elif [ "$2" -ne 1 ]; then
		echo "status $2"
	elif [ -e "$1" ] && ! { [ "${call:-}" = fsync ] && cmp -s "$1" whole.xlsx; }; then
		echo "status 1, but there is a file"
	fi
	[ -z "$(find "${1%/*}" -name '.tmp*')" ] || echo "a temporary folder is left"
}

stopped=0 went=0 wrong=''
for ((left = 0; left <= 160; left += 4)); do
	rm -f disk/*
	fill_disk "$left"
	rc=0
	form disk/t.xlsx >/dev/null 2>said || rc=$?
	if [ "$rc" -eq 0 ]; then went=$((went + 1)); else stopped=$((stopped + 1)); fi
	[ "$rc" -eq 0 ] || [ -s said ] || wrong+=" $left: nothing said"
	why=$(outcome disk/t.xlsx "$rc")
	[ -z "$why" ] || wrong+=" $left: $why"
done
check "a full disk: stopped $stopped times, went $went times, nothing between" test -z "$wrong"
check "both are seen" test "$stopped" -gt 0 -a "$went" -gt 0

# The library hides most of these from its caller.
mkdir here
for call in write fsync rename; do
	n=0 hit=0 wrong=''
	while :; do
		n=$((n + 1))
		rm -f here/*
		rc=0
		strace -f -q -o trace -e trace=$call -e inject=$call:error=ENOSPC:when=$n \
		    preaudit-import template training --standard "$root/shared/iso20000-1" --quiet --out here/t.xlsx >/dev/null 2>&1 || rc=$?
		grep -q INJECTED trace || break
		hit=$((hit + 1))
		why=$(outcome here/t.xlsx "$rc")
		[ -z "$why" ] || wrong+=" $call $n: $why"
	done
	check "each $call failing in turn ($hit): a whole form or none" test -z "$wrong"
	check "$call was met" test "$hit" -gt 0
done
