#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What recovery took out is shown with its size, and removed when that is asked for; what a valid checkpoint covers stays.
. "$(dirname "$0")/../lib/scenario.sh"
services() { # N
	printf 'Service ID,Service name,Service type,Status,In scope\r\n' >services.csv
	for i in $(seq "$1"); do printf 'S-%s,Service %s,customer facing,live,yes\r\n' "$i" "$i" >>services.csv; done
}
import() { services "$2" && preaudit-import --quiet --store "$1" --register services services.csv 2>/dev/null; }
new_store clean
import clean 2
preaudit-report --quiet --store clean --issue --as-of 2026-09-30
import clean 3
fresh() { # a store with what a run left, cleared by the next
	chmod -R u+w store 2>/dev/null
	rm -rf store store.key*
	cp -R clean store
	cp -p clean.key store.key
	cp clean.key.state store.key.state
}
fresh
run preaudit-store tidy --store store
is_status 0 "a store that nothing was taken out of"
out_has "nothing was taken out of store" "is said to be that"
before=$(tree_hash store)
run preaudit-store tidy --store store --yes 0
is_status 0 "and there is nothing to remove"
check "the store is as it was" test "$(tree_hash store)" = "$before"

printf '{"half' >>store/log.jsonl
echo stray >store/data/000099-x.csv
mkdir store/reports/R-0123456789abcdef0123456789abcdef
mkdir precious && echo x >precious/file
ln -s "$PWD/precious" store/data/000098-link
import store 4
before=$(tree_hash store)
removed=$(cd store && ls -d .removed-*)
run preaudit-store tidy --store store
is_status 0 "what was taken out is shown"
out_has "$removed/log.jsonl  6 bytes" "the tail of the log, with its size"
out_has "$removed/data/000099-x.csv  6 bytes" "a file that no record named"
out_has "$removed/data/000098-link  0 bytes" "a link"
out_has "$removed/reports/R-0123456789abcdef0123456789abcdef  0 bytes" "an empty folder"
out_has "preaudit store tidy --yes 4" "and how to remove them"
run preaudit-store tidy --store store --json
check "as JSON" test "$(jq -c '[.preaudit, .removed, (.files|length), (.files|map(.bytes)|add)]' "$out")" = '["tidy/1",false,4,12]'
for n in 0 3 5; do
	run preaudit-store tidy --store store --yes "$n"
	is_status 3 "another number is refused"
done
run preaudit-store tidy --store store --yes all
is_status 2 "a word is no number"
check "nothing was removed" test "$(tree_hash store)" = "$before"
run preaudit-store tidy --store store --yes 4
is_status 0 "with the right number they go"
out_has "removed: 4 files with 12 bytes" "and it is said"
check "nothing is left of them" sh -c '! ls -d store/.removed-* 2>/dev/null'
check "the store is whole" preaudit-store check --store store
check "a link is not followed" test -e precious/file

# What a valid checkpoint covers: taken out by somebody, or a lost file that recovery happens to have
other() { # another history of the same key
	chmod -R u+w other 2>/dev/null
	rm -rf other other.key*
	cp -R clean other && cp -p clean.key other.key && cp clean.key.state other.key.state
	import other 7
}
other
report=$(basename clean/reports/R-*)
cases=0
stays() { # WHAT TEXT
	local before
	before=$(tree_hash store)
	run preaudit-store tidy --store store
	is_status 0 "$1: shown"
	out_has "stays: $2" "$1: stays, and why"
	out_has "while one must stay" "$1: and the others with it"
	run preaudit-store tidy --store store --yes 2
	is_status 3 "$1: not removed"
	err_has "$2" "$1: and why"
	check "$1: the store is as it was" test "$(tree_hash store)" = "$before"
	cases=$((cases + 1))
}
taken=.removed-20260101T000000Z
put() { # FROM TO
	fresh
	mkdir -p "store/$taken/$(dirname "$2")"
	cp "$1" "store/$taken/$2"
	echo x >"store/$taken/stray"
}
for file in data/000002-services.csv orig/000004-services.csv "standard/$(ls clean/standard | head -1)" "reports/$report/content.csv"; do
	put "clean/$file" "$file"
	run preaudit-store tidy --store store --yes 2
	is_status 0 "a copy of $file goes, where the store has it"
	put "clean/$file" "some/name"
	rm -f "store/$file"
	stays "the lost $file" "it is the file that record"
	chmod -R u+w store
	cp "store/$taken/some/name" "store/$file" && chmod 444 "store/$file"
	run preaudit-store tidy --store store --yes 2
	is_status 0 "$file put back: the copy may go"
done
put clean/checkpoints/3 checkpoints/3
run preaudit-store tidy --store store --yes 2
is_status 0 "a kept checkpoint's copy goes"
put clean/checkpoints/3 checkpoints/3
rm -f store/checkpoints/3
stays "a lost kept checkpoint" "it is signed with the store's key, over 3 records"
cp store/$taken/checkpoints/3 store/checkpoints/3
put other/checkpoints/6 checkpoints/6
stays "a newer checkpoint" "it is signed with the store's key, over 6 records"
put "clean/reports/$report/proof.txt" proof.txt
rm -f store/checkpoints/4
stays "a checkpoint in a proof" "it is signed with the store's key, over 4 records"
cp clean/checkpoints/4 store/checkpoints/4
check "$cases of 7 kinds stayed" test "$cases" = 7

# Nothing goes from a store that is not what was signed, or while a run is at work
put clean/checkpoints/3 checkpoints/3
chmod u+w store/log.jsonl && sed -i '3s/services/servicex/' store/log.jsonl
before=$(tree_hash store)
run preaudit-store tidy --store store --yes 2
is_status 4 "a store that was changed"
check "is left as it is" test "$(tree_hash store)" = "$before"
put clean/checkpoints/3 checkpoints/3
python3 - <<'PY' &
import fcntl, struct, time
f = open("store/lock", "r+")
fcntl.fcntl(f, 37, struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 0, 0, 0))
open("held", "w").close()
time.sleep(600)
PY
holder=$!
cleanup+=("kill $holder 2>/dev/null")
wait_for test -e held
run preaudit-store tidy --store store --yes 2 --wait 0
is_status 1 "while a run holds the store"
check "nothing goes" test -e "store/$taken/stray"
kill $holder
