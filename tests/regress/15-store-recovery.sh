#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What a writer that died left behind: readers do not see it, the next writer signs it or removes it, and says so.
. "$(dirname "$0")/../lib/scenario.sh"
standard=$root/shared/iso20000-1
new_store old
parameter=$(jq -r 'select(.type=="standard").parameters|keys[0]' old/log.jsonl)
adopt() { run preaudit-store adopt "$standard" --set "$parameter=$1" --store store; }
# "new" is old with one record more.
cp -R old store && cp -p old.key store.key && cp old.key.state store.key.state
adopt 41
is_status 0 "a record more"
mv store new
mv store.key.state new.state
fresh() {
	rm -rf store
	cp -R old store
	cp old.key.state store.key.state
}
seen() { # SIZE WHAT
	run preaudit-store status --json --store store
	check "$2" test "$(jq -r .head.size "$out")" = "$1"
}

fresh
printf '{"adopted":"2026' >>store/log.jsonl
seen 2 "a line that was not finished is not seen"
run preaudit-store check --store store
is_status 1 "check says it"
out_has "log.jsonl has 16 bytes behind its 2 signed records" "with place and size"
adopt 42
is_status 0 "the next writer goes on"
err_has "log.jsonl" "and says what it removed"
check "its record is the third" test "$(jq -s -r ".[2].parameters.$parameter" store/log.jsonl)" = 42
check "the store is whole" preaudit-store check --store store

fresh
sed -n 3p new/log.jsonl >>store/log.jsonl
seen 2 "a whole line that was not signed is not seen"
adopt 42
check "it is cut, as the signer's state does not have it" test "$(jq -s -r ".[2].parameters.$parameter" store/log.jsonl)" = 42
check "the store is whole" preaudit-store check --store store

fresh
cp new/log.jsonl store/log.jsonl
cp new.state store.key.state
seen 2 "between state and signature readers see the old head"
adopt 41
is_status 0 "the next writer"
err_has "signed the records of a run that was not finished" "signs what was meant to be signed"
out_has "nothing was added" "and finds its own work done"
check "the checkpoint is the one it would have been" cmp store/checkpoint new/checkpoint
check "also the kept one" cmp store/checkpoints/3 new/checkpoints/3
check "the store is whole" preaudit-store check --store store

fresh
cp new/log.jsonl store/log.jsonl
cp new.state store.key.state
cp new/checkpoints/3 store/checkpoints/3
printf '{"half' >>store/log.jsonl
adopt 41
is_status 0 "behind the meant record stands half a line"
check "it is gone" cmp store/log.jsonl new/log.jsonl
check "the store is whole" preaudit-store check --store store

fresh
sed 's/:41,/:43,/' new/log.jsonl >changed
cp changed store/log.jsonl
cp new.state store.key.state
adopt 41
is_status 4 "a record that is not the meant one is not signed"
check "and not cut either" cmp store/log.jsonl changed
cp new/log.jsonl store/log.jsonl
adopt 41
is_status 0 "with the right one it goes on"

fresh
cp new.state store.key.state
adopt 41
is_status 4 "a state ahead of the log is refused"
err_has "3 records" "with the number"
err_has "succeeds" "and the remedy"

fresh
printf x >>store/log.jsonl
rm store.key.state
before=$(tree_hash store)
adopt 41
is_status 4 "without the signer's state"
check "nothing is cut or removed" test "$(tree_hash store)" = "$before"

# Left-over files
fresh
mkdir store/reports/R-0123456789abcdef0123456789abcdef store/reports/.new-0000000000000001 store/reports/.new-0000000000000002
echo x >store/reports/R-0123456789abcdef0123456789abcdef/content.csv
echo x >store/data/000002-services.csv
echo x >store/orig/000002-services.csv
echo x >store/findings/000002.csv
echo x >store/standard/0000
echo x >store/.tmp-1
echo x >store/checkpoints/.tmp-2
echo x >store/data/.tmp-3
exec 8<store/reports/.new-0000000000000002
flock -n 8
adopt 41
is_status 0 "the next writer clears up"
for f in reports/R-0123456789abcdef0123456789abcdef reports/.new-0000000000000001 data/000002-services.csv orig/000002-services.csv findings/000002.csv standard/0000 .tmp-1 checkpoints/.tmp-2 data/.tmp-3; do
	check "$f is removed" test ! -e "store/$f"
	err_has "$f" "$f is named"
done
check "a report that is being made is left alone" test -d store/reports/.new-0000000000000002
exec 8<&-
adopt 40
check "until nobody makes it any more" test ! -e store/reports/.new-0000000000000002
check "the store is whole" preaudit-store check --store store

# A link put where a left-over might be is removed, not followed.
mkdir precious
echo x >precious/file
ln -s "$PWD/precious" store/reports/R-0123456789abcdef0123456789abcdee
ln -s "$PWD/precious" store/data/link
adopt 39
check "links are removed, not followed" test ! -e store/reports/R-0123456789abcdef0123456789abcdee -a ! -e store/data/link -a -e precious/file

# A copy made while a run wrote: the log and the key's memory are newer than the data. Nothing is signed that is not there.
fresh
printf 'Service ID,Service name,Service type,Status,In scope\nS-1,Mail,customer facing,live,yes\n' >services.csv
preaudit-import --quiet --store store --register services services.csv 2>/dev/null
cp store/log.jsonl newer.jsonl && cp store.key.state newer.state && data=$(cd store && echo data/*-services.csv)
cp "store/$data" kept.csv
fresh
cp newer.jsonl store/log.jsonl && cp newer.state store.key.state
before=$(tree_hash store)
run preaudit-import --store store --register services services.csv
is_status 4 "a record whose data file is not there is not signed"
err_has "record 2, which was to be signed, needs $data, which is not there: the store was copied while a run wrote into it, or the file was lost" "the file is named"
check "nothing was changed" test "$(tree_hash store)" = "$before"
damaged store
