#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The newest signed head counts, wherever its signature stands, and only the store's own key signs on: a backup whose
# parts are of different ages, two histories, and a key that was exchanged.
. "$(dirname "$0")/../lib/scenario.sh"
standard=$root/shared/iso20000-1
services() { # N: services.csv with N rows, as nobody imported it before
	printf 'Service ID,Service name,Service type,Status,In scope\r\n' >services.csv
	for i in $(seq "$1"); do printf 'S-%s,Service %s,customer facing,live,yes\r\n' "$i" "$i" >>services.csv; done
}
import() { services "$2" && run preaudit-import --store "$1" --register services services.csv; }
head_of() { sed -n 2p "$1/checkpoint"; }
# copy FROM TO: store, key and state
copy() { rm -rf "$2" "$2".key*; cp -R "$1" "$2"; cp -p "$1.key" "$2.key"; cp "$1.key.state" "$2.key.state"; }
kept() { # WHAT FROM IN: every file of one store but the pointer stands in the other, at its place and unchanged
	(cd "$2" && find . -type f ! -name lock ! -name checkpoint ! -name log.jsonl -print0 | xargs -0 sha256sum) >"$work/.sums"
	check "$1: no file is lost or changed" sh -c "cd '$3' && sha256sum --quiet -c '$work/.sums'"
	check "$1: nor a record" cmp -n "$(stat -c %s "$2/log.jsonl")" "$2/log.jsonl" "$3/log.jsonl"
}
new_store store
import store 2
copy store early # 3 records
import store 3
copy store late # 4 records
check "(the store has 4 records)" test "$(head_of store)" = 4

# A backup that copies `checkpoint`, key and state first, and the rest after one more import
copy late backup
rm -f backup/checkpoint
cp early/checkpoint backup/checkpoint
cp early.key.state backup.key.state
run preaudit-store status --json --store backup
check "readers see the newest signed head" test "$(jq -r .head.size "$out")" = 4
check "and write nothing" cmp early/checkpoint backup/checkpoint
run preaudit-store check --store backup
is_status 1 "check says that checkpoint is behind"
out_has "checkpoint is older than checkpoints/4" "and behind what"
import backup 4
is_status 0 "the next import goes on from there"
err_has "put checkpoint forward to the 4 records that checkpoints/4" "and says so"
check "it is record 4, not 3" test "$(head_of backup)" = 5
kept "copied checkpoint first" late backup
check "nothing was taken away" sh -c '! ls -d backup/.removed-* 2>/dev/null'
check "the store is whole" preaudit-store check --store backup

# Checkpoint and state are much older: a report was issued and more imported since
run preaudit-report --store store --as-of 2026-09-30 --issue --quiet
is_status 0 "a report is issued"
for n in 4 5 6; do import store "$n"; done
copy store late # 8 records
old() { # a copy of the late store with checkpoint and state of 3 records
	copy late backup
	rm -f backup/checkpoint
	cp early/checkpoint backup/checkpoint
	cp early.key.state backup.key.state
}
old
import backup 7
is_status 0 "checkpoint and state five records behind: the import goes on"
check "from the newest" test "$(head_of backup)" = 9
kept "five records behind" late backup
check "the store is whole" preaudit-store check --store backup
preaudit-store key --public --store backup >keys.txt
run preaudit-verify --keys keys.txt --store backup late/reports/*/readiness.html
is_status 0 "the issued report is still one"

# No state: trust-head shows the newest, and writes what it is told
old
rm backup.key.state
before=$(tree_hash backup)
import backup 7
is_status 4 "without the signer's state nothing is signed"
err_has "trust-head" "and the remedy is named"
run preaudit-store key trust-head --store backup
is_status 2 "trust-head wants its size said"
err_has "--yes 8" "and says which"
out_has "records  8" "it shows the size"
out_has "root     $(sed -n 3p late/checkpoint | base64 -d | od -An -tx1 | tr -d ' \n')" "the root"
out_has "newest   $(tail -n 1 late/log.jsonl | jq -r .imported)" "and when the newest record is of"
run preaudit-store key trust-head --store backup --yes 3
is_status 3 "another size is refused"
run preaudit-store key trust-head --store backup --yes all
is_status 2 "a word is no size"
check "nothing was written" test ! -e backup.key.state -a "$(tree_hash backup)" = "$before"
run preaudit-store key trust-head --store backup --yes 8
is_status 0 "with the right one it is written"
check "and is as it was" cmp backup.key.state late.key.state
import backup 7
is_status 0 "then the store goes on"
check "from the newest" test "$(head_of backup)" = 9
kept "without a state" late backup

# The newest signature stands in a report's proof alone
copy early backup
run preaudit-report --store backup --as-of 2026-09-30 --issue --quiet
copy backup issued # 4 records
rm -f backup/checkpoint backup/checkpoints/4
cp early/checkpoint backup/checkpoint
cp early.key.state backup.key.state
import backup 7
is_status 0 "the newest signature is in a proof"
err_has "forward to the 4 records that reports/" "that is where it is found"
kept "in a proof" issued backup
check "the store is whole" preaudit-store check --store backup
rm -f backup/checkpoints/5
import backup 8
is_status 0 "a kept checkpoint was lost"
check "it is written again" test -e backup/checkpoints/5
check "the store is whole" preaudit-store check --store backup

# Refused: WHAT TEXT...: a writer and a reader, nothing touched, each text said
refused() {
	local what=$1 before state
	shift
	before=$(tree_hash backup) state=$(sha256sum <backup.key.state)
	import backup 9
	is_status 4 "$what: refused"
	for text in "$@"; do err_has "$text" "$what: and $text named"; done
	check "$what: store and state are as they were" test "$(tree_hash backup)" = "$before" -a "$(sha256sum <backup.key.state)" = "$state"
	run preaudit-store status --store backup
	is_status 4 "$what: for a reader, too"
	run preaudit-store check --store backup
	is_status 4 "$what: for check, too"
}
copy late backup
cp early/log.jsonl backup/log.jsonl
refused "the log is older than what is signed" log.jsonl backup/checkpoint "restore a copy"
rm -f backup/checkpoint
cp early/checkpoint backup/checkpoint
refused "only a kept checkpoint shows it" log.jsonl backup/checkpoints/8
rm -f backup/checkpoints/[4-8]
refused "only a proof shows it" log.jsonl "backup/reports/"
# Two histories of one key
copy early one
copy early two
import one 4
import two 5
import two 6
copy one backup
rm -f backup/checkpoints/4
cp two/checkpoints/4 backup/checkpoints/4
refused "two checkpoints of one size" backup/checkpoint backup/checkpoints/4 contradict
copy one backup
cp two/checkpoints/5 backup/checkpoints/5
refused "a larger one of another history" log.jsonl backup/checkpoints/5
copy two backup
rm -f backup/checkpoint
cp one/checkpoint backup/checkpoint
refused "a smaller one of another history" backup/checkpoint backup/checkpoints/5 contradict

# What recovery takes away stays in the store
copy late backup
echo '{"half' >>backup/log.jsonl
echo stray >backup/data/000099-x.csv
import backup 7
is_status 0 "leftovers are taken away"
err_has .removed- "and it is said where to"
check "the unsigned tail is there" test "$(cat backup/.removed-*/log.jsonl)" = '{"half'
check "and the file that no record names" test "$(cat backup/.removed-*/data/000099-x.csv)" = stray
check "the store is whole" preaudit-store check --store backup
echo again >backup/data/000099-x.csv
echo more >backup/orig/000099-x.csv
import backup 8
check "a later run has a folder of its own" test "$(cat backup/.removed-*/data/000099-x.csv | sort | tr '\n' ' ')" = "again stray "

# Another key, with the store's state kept beside it
new_store foreign
copy late backup
cp -p foreign.key backup.key
before=$(tree_hash backup) state=$(sha256sum <backup.key.state)
services 9
wrong_key() { # WHAT COMMAND...
	local what=$1
	shift
	run "$@"
	is_status 2 "another key: $what is refused"
	err_has "is not the key of store backup" "another key: $what says why"
	err_has "restore it from its backup" "another key: $what names the remedy"
	check "another key: $what leaves store and state as they are" test "$(tree_hash backup)" = "$before" -a "$(sha256sum <backup.key.state)" = "$state"
}
wrong_key import preaudit-import --store backup --register services services.csv
printf 'no,such\r\nregister,x\r\n' >bad.csv
wrong_key "import of a bad file" preaudit-import --store backup bad.csv
wrong_key undo preaudit-import undo 7 --store backup --reason wrong
wrong_key nil preaudit-import nil findings --store backup --from 2026-01-01 --to 2026-06-30 --by P-001 --reason none
wrong_key adopt preaudit-store adopt "$standard" --store backup
changed=$(stat -c %z backup/reports)
wrong_key issue preaudit-report --store backup --as-of 2026-08-31 --issue
check "another key: issue begins no folder for the report" test "$(stat -c %z backup/reports)" = "$changed"
wrong_key trust-head preaudit-store key trust-head --store backup --yes 8
rm backup.key.state
state=$(sha256sum </dev/null)
touch backup.key.state
wrong_key "trust-head with a damaged state" preaudit-store key trust-head --store backup --yes 8
cp -p late.key backup.key
cp late.key.state backup.key.state
import backup 9
is_status 0 "with its own key the store goes on"

# A wrong passphrase, before the work
echo right >pass && echo wrong >other && chmod 600 pass other
preaudit-store init --store sealed --origin example.org/sealed --organisation "Example Ltd" --standard "$standard" --passphrase-file pass >/dev/null 2>&1
before=$(tree_hash sealed)
run preaudit-import --store sealed --passphrase-file other bad.csv
is_status 2 "a wrong passphrase is refused"
err_has "the passphrase in other does not open" "before a bad file is"
check "the store is as it was" test "$(tree_hash sealed)" = "$before"
run preaudit-import --store sealed --passphrase-file pass --register services services.csv
is_status 0 "with the right one it goes on"
