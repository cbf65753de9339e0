#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Imports that are killed, starved of disk or locked out leave the store whole.
. "$(dirname "$0")/../lib/scenario.sh"
new_store
awk 'BEGIN { print "training_id,person,course_code,completed_on,status"; for (i = 1; i <= 60000; i++) printf "K-%d,P%d,C1,2026-01-01,completed\n", i, i % 300 }' >big.csv
awk 'BEGIN { print "training_id,person,course_code,completed_on,status"; for (i = 1; i <= 60000; i++) printf "K-%d,P%d,C1,2026-01-%02d,completed\n", i, i % 300, i % 3 + 1 }' >big2.csv
preaudit-import --store store --quiet big.csv 2>/dev/null
preaudit-store status --store store >/dev/null 2>&1

# kill -9 at many moments: the old head or the new one, nothing between.
whole=0 tries=0
for ms in 1 3 6 10 15 20 25 30 40 50 60 70 80 100 120 150 200; do
	rm -rf try && cp -a store try && cp store.key try.key && cp store.key.state try.key.state
	preaudit-import --store try --quiet big2.csv >/dev/null 2>&1 &
	pid=$!
	sleep "$(awk -v m="$ms" 'BEGIN { print m / 1000 }')"
	kill -9 "$pid" 2>/dev/null
	wait "$pid" 2>/dev/null
	tries=$((tries + 1))
	preaudit-import --store try --quiet big2.csv >/dev/null 2>.kill-err || { cat .kill-err; continue; }
	preaudit-store check --store try >/dev/null 2>&1 || { echo "check failed after ${ms} ms"; continue; }
	[ "$(grep -c '"type":"batch"' try/log.jsonl)" = 2 ] && [ "$(ls try/data | wc -l)" = 2 ] &&
	    [ -z "$(find try -name '.tmp-*')" ] && whole=$((whole + 1))
done
check "killed at $tries moments, whole and complete after the next run each time ($whole)" [ "$whole" = "$tries" ]

# Every system call that writes: killed there, the next run completes.
if command -v strace >/dev/null && strace -o /dev/null true 2>/dev/null; then
	head -50 big2.csv >small.csv
	# A small store: what is read and written there is the same, but for its length.
	new_store base
	head -200 big.csv >base.csv
	preaudit-import --store base --quiet base.csv 2>/dev/null
	again() {
		chmod -R u+w try 2>/dev/null
		rm -rf try && cp -a base try && cp base.key try.key && cp base.key.state try.key.state
	}
	ok=0 all=0
	for call in openat write fsync rename fchmod chmod unlink; do
		n=0
		while [ "$n" -lt 60 ]; do
			n=$((n + 1))
			again
			( strace -f -o .trace -e "inject=$call:signal=KILL:when=$n" preaudit-import --store try --quiet small.csv; true ) >/dev/null 2>&1
			grep -q 'killed by SIGKILL' .trace || break
			[ "$call" = openat ] && [ "$n" -lt 55 ] && [ $((n % 6)) -ne 0 ] && continue
			all=$((all + 1))
			preaudit-import --store try --quiet small.csv >/dev/null 2>&1 &&
			    preaudit-store check --store try >/dev/null 2>&1 &&
			    [ "$(grep -c '"type":"batch"' try/log.jsonl)" = 2 ] && ok=$((ok + 1)) ||
			    echo "after $call number $n"
		done
	done
	check "killed at $all system calls, complete after the next run each time" [ "$ok" = "$all" ] && [ "$all" -gt 10 ]
	# The disk is full at each write.
	ok=0 all=0
	for call in write fsync rename; do
		n=0
		while [ "$n" -lt 60 ]; do
			n=$((n + 1))
			again
			strace -f -o .trace -e "inject=$call:error=ENOSPC:when=$n" \
			    preaudit-import --store try --quiet small.csv >/dev/null 2>.full-err
			code=$?
			grep -q 'ENOSPC.*INJECTED' .trace || break
			all=$((all + 1))
			if [ "$code" -ne 0 ] && { [ "$code" -ne 1 ] || [ ! -s .full-err ]; }; then
				echo "status $code when $call number $n fails: $(cat .full-err)"
				continue
			fi
			preaudit-import --store try --quiet small.csv >/dev/null 2>&1 &&
			    preaudit-store check --store try >/dev/null 2>&1 &&
			    [ "$(grep -c '"type":"batch"' try/log.jsonl)" = 2 ] && ok=$((ok + 1)) ||
			    echo "after $call number $n failed"
		done
	done
	check "a full disk at $all calls: said, and complete after the next run" [ "$ok" = "$all" ]
else
	echo "skip - no strace here: faults at system calls are not injected"
fi

# A disk that really is full.
if mkdir tiny && mount -t tmpfs -o size=1m tmpfs tiny 2>/dev/null; then
	cleanup+=("umount '$work/tiny'")
	preaudit-store init --store tiny/store --key "$work/tiny.key" --origin example.org/tiny \
	    --organisation X --standard "$root/shared/iso20000-1" >.init 2>&1
	if [ -e tiny/store/checkpoint ]; then
		before=$(tree_hash tiny/store)
		run preaudit-import --store tiny/store --key tiny.key big.csv
		is_status 1 "a full disk ends with status 1"
		err_has "No space left" "and is said"
		check "the store is as before" [ "$before" = "$(tree_hash tiny/store)" ]
		check "and whole" preaudit-store check --store tiny/store
	else
		echo "skip - the small file system holds no store: $(cat .init)"
	fi
else
	echo "skip - no file system can be mounted here"
fi

# Another writer, which holds the lock as ours do.
python3 -c "
import fcntl, os, signal, struct
fd = os.open('store/lock', os.O_RDWR | os.O_CREAT)
fcntl.fcntl(fd, 37, struct.pack('hhqqi4x', fcntl.F_WRLCK, 0, 0, 0, 0))
open('.held', 'w').close()
signal.pause()
" &
holder=$!
wait_for test -e .held
run preaudit-import --store store --wait soon big2.csv
is_status 2 "--wait wants seconds"
run preaudit-import --store store --wait 0 big2.csv
is_status 1 "a locked store ends with status 1"
run preaudit-import --store store --dry-run big2.csv
is_status 0 "a dry run takes no lock"
kill "$holder"
wait "$holder" 2>/dev/null
run preaudit-import --store store --wait 0 big2.csv
is_status 0 "a lock ends with its holder"
check "the store is whole" preaudit-store check --store store

# Two imports at once: one waits for the other, both are recorded.
head -100 big.csv >a.csv
head -100 big2.csv >b.csv
new_store two
preaudit-import --store two --quiet a.csv 2>/dev/null &
preaudit-import --store two --quiet b.csv 2>/dev/null &
wait
check "two writers: both batches" [ "$(grep -c '"type":"batch"' two/log.jsonl)" = 2 ]
check "two writers: whole" preaudit-store check --store two

damaged two # by hand, below
# A data file that was changed behind our back.
chmod u+w two/data/000002-training.csv
sed -i '2s/C1/C2/' two/data/000002-training.csv
head -100 big.csv | tac >c.csv
{ head -1 big.csv; tail -n +2 a.csv | tac; } >c.csv
run preaudit-import --store two c.csv
is_status 4 "a changed data file is an integrity error"
err_has "000002-training.csv" "and named"
