#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A store that follows a lost one names it: origin, size, root and reason are in its first record.
. "$(dirname "$0")/../lib/scenario.sh"
new_store old
new_store other
cp old/checkpoint kept
cp old/keys.txt old.keys
init() { run preaudit-store init --store new --origin example.org/new --organisation "Example Ltd" --standard "$root/shared/iso20000-1" --succeeds "$@"; }
nothing() {
	err_has "$1" "the message says: $1"
	check "nothing was made" test ! -e new -a ! -e new.new -a ! -e new.key
}
init kept --succeeds-keys old.keys
is_status 2 "a successor needs a reason"
nothing "--reason TEXT"
init kept --reason "disk failed"
is_status 2 "and the keys of the store it follows"
nothing "--succeeds-keys FILE"
init kept --succeeds-keys other/keys.txt --reason "disk failed"
is_status 3 "a checkpoint of another key is refused"
nothing "the checkpoint of example.org/old over 2 records is not signed by a key of other/keys.txt"
sed '2s/2/999/' kept >forged
init forged --succeeds-keys old.keys --reason "disk failed"
is_status 4 "a checkpoint that was changed is refused"
nothing "is not signed by a key of old.keys"
head -n 3 kept >unsigned
init unsigned --succeeds-keys old.keys --reason "disk failed"
is_status 2 "one without a signature is none"
nothing "unsigned"
init kept --succeeds-keys old.key.card.txt --reason "told by Erika Mustermann"
is_status 0 "the key card will do"
err_has '--reason: if "Erika Mustermann" names a person' "a name in the reason is pointed out"
rm -rf new new.key*
init kept --succeeds-keys old.keys --reason "disk failed, backup of Tuesday"
is_status 0 "a successor is made"
head -n 1 new/log.jsonl >first
check "its first record names the old store" test "$(jq -r '.succeeds | .origin + " " + (.size|tostring) + " " + .reason' first)" = "example.org/old 2 disk failed, backup of Tuesday"
want=$(sed -n 3p kept | base64 -d | od -An -v -tx1 | tr -d ' \n')
check "and its root" test "$(jq -r .succeeds.root first)" = "$want"
run preaudit-store status --store new
out_has "Succeeds" "status says so"
check "the new store is whole" preaudit-store check --store new
run preaudit-store init --store third --key old.key --origin example.org/third --organisation X --standard "$root/shared/iso20000-1"
is_status 2 "a key that belongs to another store is refused"
err_has "example.org/old" "and the store is named"
run preaudit-store init --store bad --origin "has blank" --organisation X --standard "$root/shared/iso20000-1"
is_status 2 "an origin with a blank is refused"
run preaudit-store init --store bad --origin example.org/bad --organisation X --timezone Mars/Olympus --standard "$root/shared/iso20000-1"
is_status 2 "a time zone that does not exist is refused"
run preaudit-store init --store old --origin example.org/old --organisation X --standard "$root/shared/iso20000-1"
is_status 2 "a store is not made over another"
