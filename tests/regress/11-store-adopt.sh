#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Adopting a standard again, changed, wrong; while the store is locked; and looking at what is there.
. "$(dirname "$0")/../lib/scenario.sh"
standard=$root/shared/iso20000-1
new_store store
export PREAUDIT_STORE=store
before=$(tree_hash store)
run preaudit-store adopt "$standard"
is_status 0 "adopting what is in force succeeds"
out_has "nothing was added" "and says that nothing was added"
check "the store is as before" test "$(tree_hash store)" = "$before"

parameter=$(jq -r 'select(.type=="standard").parameters|keys[0]' store/log.jsonl)
old=$(jq -r "select(.type==\"standard\").parameters.$parameter" store/log.jsonl)
run preaudit-store adopt "$standard" --set "$parameter=$((old + 1))"
is_status 0 "a changed parameter is adopted"
check "as record 2" test "$(jq -s -r ".[2].parameters.$parameter" store/log.jsonl)" = $((old + 1))
check "the record has the complete rule set" test "$(jq -s -c '.[2].files' store/log.jsonl)" = "$(jq -s -c '.[1].files' store/log.jsonl)"
check "a checkpoint for it is kept" cmp store/checkpoint store/checkpoints/3
check "it is whole" preaudit-store check

cp -R "$standard" mine
printf '\n' >>mine/clauses.json
run preaudit-store adopt mine
is_status 0 "a changed file is adopted"
check "and stored by its hash" test -e "store/standard/$(sha256sum <mine/clauses.json | cut -d' ' -f1)"
check "it is whole" preaudit-store check

size=$(sed -n 2p store/checkpoint)
for set in nosuch=1 "$parameter" "$parameter=" "$parameter=x" "$parameter=-1" "$parameter=1.5" "=1"; do
	run preaudit-store adopt mine --set "$set"
	is_status 2 "--set $set is refused"
done
printf '{' >mine/clauses.json
run preaudit-store adopt mine
is_status 2 "a folder that is wrong is refused"
err_has "clauses.json" "and the file is named"
run preaudit-store adopt nowhere
is_status 2 "a folder that does not exist is refused"
check "none of that was recorded" test "$(sed -n 2p store/checkpoint)" = "$size"

# Locked by somebody else
cat >hold.py <<'PY'
import fcntl, struct, sys
f = open(sys.argv[1], "r+")
fcntl.fcntl(f, 37, struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 0, 0, 0))
print("held", flush=True)
sys.stdin.read()
PY
mkfifo go
exec 7<>go
python3 hold.py store/lock <go >held &
holder=$!
wait_for test -s held
check "the lock is held by another process" grep -q held held
run preaudit-store adopt "$standard" --wait 0
is_status 1 "a locked store is not waited for with --wait 0"
err_has "store/lock" "the lock is named"
run preaudit-store check
is_status 0 "readers need no lock"
kill "$holder"
wait "$holder" 2>/dev/null
exec 7>&-
run preaudit-store adopt "$standard" --wait 0
is_status 0 "when it is let go, the next one writes"
run preaudit-store adopt "$standard" --wait never
is_status 2 "--wait wants seconds"

# Looking
run preaudit-store log
is_status 0 "log"
check "has one line a record" test "$(wc -l <"$out")" = "$(wc -l <store/log.jsonl)"
run preaudit-store log --json
check "log --json has the records themselves" cmp <(jq -c '.records[]' "$out") store/log.jsonl
run preaudit-store status --json
check "status --json has the head" test "$(jq -r .head.size "$out")" = "$(sed -n 2p store/checkpoint)"
check "and its root" test "$(jq -r .head.root "$out")" = "$(sed -n 3p store/checkpoint | base64 -d | od -An -v -tx1 | tr -d ' \n')"
check "and the standard in force" test "$(jq -r '.standard | .name + ":" + .edition + " " + (.index|tostring)' "$out")" = "$(jq -s -r '.[-1] | .name + ":" + .edition' store/log.jsonl) $(($(wc -l <store/log.jsonl) - 1))"
run preaudit-store status --store nowhere
is_status 2 "a store that is not there"
err_has "preaudit store init" "with the remedy"
run preaudit-store check --store nowhere --json
is_status 2 "check of a store that is not there"
