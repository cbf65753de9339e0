#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A disk that is full, with every few KiB left: adopt, import and issuing stop with the reason, and go on once there is room.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/disk.sh"
small_disk 4m

mkdir template
cd template || exit 1
cp -R "$root/shared/iso20000-1" mine
rm -rf mine/example
new_store store
printf '\n' >>mine/lists.json
printf 'Service ID,Service name,Service type,Status,In scope\r\nS-1,"Mail, hosted",customer facing,live,yes\r\nS-2,Backup,customer facing,live,no\r\n' >services.csv
cd ..

size() { sed -n 2p disk/store/checkpoint; }
# Two more commands may follow a full disk: what they left must be whole.
again() {
	[ "$(size)" = 2 ] || [ "$(size)" = 3 ] || { echo "the head is $(size)"; return 1; }
	"$@" >again.out 2>&1 || { echo "with room again: $(cat again.out)"; return 1; }
	[ "$(size)" = 3 ] || { echo "afterwards the head is $(size)"; return 1; }
	preaudit-store check --store disk/store >again.out 2>&1 || { echo "check: $(cat again.out)"; return 1; }
}
# full WHAT STEP LAST COMMAND...: with 0, STEP, 2 STEP ... LAST KiB left.
full() {
	local what=$1 step=$2 last=$3 left=0 stopped=0 went=0 why rc
	shift 3
	while [ "$left" -le "$last" ]; do
		rm -rf disk/*
		cp -a template/. disk/
		fill_disk "$left"
		rc=0
		"$@" >first.out 2>first.err </dev/null || rc=$?
		rm -f disk/filler
		if [ "$rc" -eq 0 ]; then
			went=$((went + 1))
			[ "$(size)" = 3 ] || { fail "$what with $left KiB left" "says 0, but the head is $(size)"; return; }
		elif [ "$rc" -eq 1 ] && grep -q 'No space left\|is the disk full?' first.err; then
			stopped=$((stopped + 1))
		else
			fail "$what with $left KiB left" "status $rc: $(head -c 600 first.err)"
			return
		fi
		why=$(again "$@") || { fail "$what with $left KiB left, status $rc" "$why"; return; }
		left=$((left + step))
	done
	if [ "$stopped" -gt 0 ] && [ "$went" -gt 0 ]; then
		pass "$what: stopped $stopped times, went through $went times"
	else
		fail "$what" "stopped $stopped times, went through $went times: both are wanted"
	fi
}
full adopt 4 64 preaudit-store adopt disk/mine --store disk/store
full import 4 64 preaudit-import --store disk/store --register services disk/services.csv
full issue 60 1200 preaudit-report --store disk/store --as-of 2026-09-30 --issue
