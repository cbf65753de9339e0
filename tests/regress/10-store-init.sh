#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Making a store: what is made, with which modes, and everything that is refused.
. "$(dirname "$0")/../lib/scenario.sh"
standard=$root/shared/iso20000-1
init() { run preaudit-store init --standard "$standard" "$@"; }

init --store store --origin example.org/store --organisation "Müller & Söhne <GmbH>"
is_status 0 "a store is made"
err_has "not encrypted" "a plain key is called plain"
out_has "Back up three things" "store, key and state are to be kept apart"
check "the key is its owner's alone" test "$(stat -c %a store.key)" = 600
check "the state stands beside the key" test -s store.key.state
check "nothing half built stays" test ! -e store.new
check "files written once are read-only" test -z "$(find store/standard store/checkpoints store/checkpoint -type f -perm /222)"
check "folders are open to readers, closed to other writers" test -z "$(find store -type d ! -perm 755)"
check "it is whole" preaudit-store check --store store
check "the card names the fingerprint that status shows" grep -qF "$(preaudit-store status --store store | sed -n 's/^Key  *//p')" store.key.card.txt
check "the card as a page is escaped" grep -qF "Müller &amp; Söhne &lt;GmbH&gt;" store.key.card.html
check "the log is two lines of JSON" test "$(jq -s length store/log.jsonl)" = 2
check "each line has its members in order, without white space" cmp store/log.jsonl <(jq -cS . store/log.jsonl)
check "keys.txt is what key --public prints" cmp store/keys.txt <(preaudit-store key --public --store store)

before=$(tree_hash store)
init --store store --origin example.org/store --organisation Other
is_status 2 "init over a store is refused"
err_has "exists already" "and says why"
check "the store is as before" test "$(tree_hash store)" = "$before"
init --store other --key store.key --origin example.org/other --organisation Other
is_status 2 "a key belongs to one store"
err_has "example.org/store" "and the store is named"
check "nothing was made" test ! -e other -a ! -e other.new

# Names
for origin in "" "a b" "a+b" $'a\tb' "ä"; do
	init --store bad --origin "$origin" --organisation X
	is_status 2 "origin \"$origin\" is refused"
done
init --store bad --origin example.org/bad --organisation $'Gr\xfc\xdfe'
is_status 2 "an organisation that is not UTF-8 is refused"
init --store bad --origin example.org/bad --organisation $'A\nFingerprint 1'
is_status 2 "an organisation of two lines is refused"
init --store bad --origin example.org/bad --organisation ""
is_status 2 "an empty organisation is refused"
init --store bad --origin example.org/bad
is_status 2 "organisation is demanded"
err_has "--organisation" "and named"
init --store bad --origin example.org/bad --organisation X --succeeds store/checkpoint --reason $'\xff'
is_status 2 "a reason that is not UTF-8 is refused"
init --store no/such/folder/s --origin example.org/bad --organisation X
is_status 2 "a folder that does not exist is refused"
check "no key is left of all that" test ! -e bad.key -a ! -e bad.new -a ! -e bad.key.state

# A key that was made before
preaudit-store init --standard "$standard" --store first --origin example.org/first --organisation X >/dev/null 2>&1
rm -rf first first.key.state
init --store first --origin example.org/second --organisation X
is_status 0 "a key without a state is used"
err_has "using key first.key" "and said"

# Encrypted
printf 'correct horse\nsecond line\n' >pass
chmod 600 pass
init --store locked --passphrase-file pass --origin example.org/locked --organisation X
is_status 0 "an encrypted key is made"
err_lacks "not encrypted" "and not called plain"
check "the key file says so itself" grep -q "BEGIN ENCRYPTED PRIVATE KEY" locked.key
check "reading needs no passphrase" preaudit-store check --store locked
parameter=$(jq -r 'select(.type=="standard").parameters|keys[0]' store/log.jsonl)
run preaudit-store adopt "$standard" --set "$parameter=77" --store locked
is_status 2 "without the passphrase nothing is signed"
err_has "locked.key" "and the key is named"
check "the store is whole" preaudit-store check --store locked
printf 'wrong\n' >wrong
chmod 600 wrong
run preaudit-store adopt "$standard" --set "$parameter=77" --store locked --passphrase-file wrong
is_status 2 "a wrong passphrase is refused"
err_has "passphrase" "and said"
run preaudit-store adopt "$standard" --set "$parameter=77" --store locked --passphrase-file pass
is_status 0 "the right one signs"
PREAUDIT_PASSPHRASE_FILE=pass run preaudit-store adopt "$standard" --set "$parameter=78" --store locked
is_status 0 "also from the environment"
chmod 644 pass
run preaudit-store adopt "$standard" --set "$parameter=79" --store locked --passphrase-file pass
is_status 2 "a passphrase file that others can read is refused"
err_has "pass" "and named"

# Missing, open and foreign keys
mv store.key away
run preaudit-store adopt "$standard" --set "$parameter=77" --store store
is_status 2 "a missing key"
err_has "store.key" "is named"
mv away store.key
chmod 644 store.key
run preaudit-store adopt "$standard" --set "$parameter=77" --store store
is_status 2 "a key that others can read is refused"
err_has "chmod 600" "with the remedy"
chmod 600 store.key
run preaudit-store adopt "$standard" --set "$parameter=77" --store store --key locked.key --passphrase-file pass
is_status 4 "the key of another store is refused"
err_has "example.org/locked" "and that store is named"
check "the store is as before" test "$(tree_hash store)" = "$before"

# An init that was cut off between its signature and the store's name
init --store late --origin example.org/late --organisation X
mv late late.new
rm -f late.new/checkpoint
cp late.key.state state
init --store late --origin example.org/late --organisation Y
is_status 2 "another organisation does not finish it"
err_has "late.new" "the half-built store is named"
err_has '"X"' "and what it was for"
init --store late --origin example.org/late --organisation X --set "$parameter=77"
is_status 2 "nor other parameters"
init --store late --origin example.org/late --organisation X --timezone Europe/Berlin
is_status 2 "nor another time zone"
check "it is left as it was" test ! -e late -a -e late.new/log.jsonl
init --store late --origin example.org/late --organisation X
is_status 0 "the same init finishes it"
err_has "finished" "and says so"
check "the state is the same" cmp late.key.state state
check "the store is whole" preaudit-store check --store late
check "nothing half built stays" test ! -e late.new
run preaudit-store init --store own --origin example.org/own --organisation X --standard "$standard" --set "$parameter=77"
is_status 0 "a store with a parameter of its own"
out_has "$parameter is 77 here; the folder has" "says which, as adopting does"
# ... and one that was cut off before it signed begins anew
mkdir -p early.new/data
echo x >early.new/log.jsonl
init --store early --origin example.org/early --organisation X
is_status 0 "what was not signed is begun anew"
check "the store is whole" preaudit-store check --store early
# A half-built store that was changed is not finished
damaged odd.new
init --store odd --origin example.org/odd --organisation X
mv odd odd.new
sed -i 's/"X"/"Z"/' odd.new/log.jsonl
init --store odd --origin example.org/odd --organisation Z
is_status 2 "a half-built store that was changed is not signed"
check "and not put in place" test ! -e odd
