#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A store that is not what was signed: rewritten, cut, rolled back, forked, or with files added, lost or exchanged.
. "$(dirname "$0")/../lib/scenario.sh"
standard=$root/shared/iso20000-1
new_store clean
parameter=$(jq -r 'select(.type=="standard").parameters|keys[0]' clean/log.jsonl)
adopt() { preaudit-store adopt "$standard" --set "$parameter=$2" --store "$1" --quiet; }
adopt clean 41 && adopt clean 42 || exit 1
cp clean.key.state state4

fresh() { # a copy of the clean store under its own name
	rm -rf store store.key*
	cp -R clean store
	cp -p clean.key store.key
	cp clean.key.state store.key.state
	before=$(tree_hash store)
}
found() { # WHAT TEXT: check and a writer both refuse
	run preaudit-store check --store store
	is_status 4 "$1: check"
	if grep -qF -- "$2" "$out"; then pass "$1: check names $2"; else fail "$1: check names $2" "$(show_run)"; fi
}
left() { # WHAT TEXT: check says that a run left it
	run preaudit-store check --store store
	is_status 1 "$1: check"
	if grep -qF -- "unfinished: $2" "$out"; then pass "$1: unfinished: $2"; else fail "$1: unfinished: $2" "$(show_run)"; fi
	out_has "the next one that writes completes or clears" "$1: and what becomes of it"
}
refused() { # WHAT [TEXT]
	before=$(tree_hash store)
	run preaudit-store adopt "$standard" --set "$parameter=50" --store store
	is_status 4 "$1: nothing more is signed"
	[ $# -lt 2 ] || err_has "$2" "$1: and says $2"
	check "$1: the store is left as it is" test "$(tree_hash store)" = "$before"
}

# The log
fresh
chmod u+w store/log.jsonl
sed -i '3s/41/40/' store/log.jsonl
found "a record rewritten" log.jsonl
refused "a record rewritten"
head -n 1 store/log.jsonl >line
out_before=$(wc -l <store/log.jsonl)
sed -n 4p store/log.jsonl | sed 's/42/43/' >>store/log.jsonl
check "(one was appended)" test "$(wc -l <store/log.jsonl)" = $((out_before + 1))
found "a record rewritten, one appended" log.jsonl
refused "a record rewritten, one appended"
fresh
sed -i 3d store/log.jsonl
found "a record removed" log.jsonl
refused "a record removed"
fresh
sed -i '$d' store/log.jsonl
found "the last record removed" log.jsonl
refused "the last record removed"
fresh
sed -i '3{h;d};4G' store/log.jsonl
found "two records exchanged" log.jsonl
run preaudit-store check --store store
out_has "records 2 to" "the kept checkpoints tell where the first difference is"
fresh
truncate -s -1 store/log.jsonl
found "the last byte cut" log.jsonl
fresh
rm store/log.jsonl
found "the log removed" log.jsonl
refused "the log removed"

# Checkpoints
fresh
rm store/checkpoint
run preaudit-store check --store store
is_status 4 "the checkpoint removed: check"
out_has "checkpoint is missing" "and named"
run preaudit-store adopt "$standard" --set "$parameter=42" --store store
is_status 0 "the checkpoint removed: the next writer writes it again"
err_has "checkpoint forward to the 4 records that checkpoints/4" "and says from what"
check "the checkpoint removed: it is the one it was" cmp store/checkpoint clean/checkpoint
fresh
rm store/checkpoints/4
found "a kept checkpoint removed" checkpoints/4
fresh
rm -f store/checkpoint
cp store/checkpoints/3 store/checkpoint
left "an older checkpoint put back" "checkpoint is older than checkpoints/4"
refused_junk() { # FILE: `checkpoint` or a kept one that nobody signed
	chmod u+w "store/$1" 2>/dev/null
	echo x >"store/$1"
	refused "$1 that is no checkpoint" "store/$1"
	err_has "move the file out of the store" "$1: and the remedy"
}
refused_junk checkpoint
mv store/checkpoint aside
check "the remedy helps" adopt store 42
refused_junk checkpoints/9
mv store/checkpoints/9 aside
check "so it does there" adopt store 43
fresh
rm -f store/checkpoints/3
cp store/checkpoints/4 store/checkpoints/3
found "a kept checkpoint exchanged" checkpoints/3

# Rolled back: an older copy, the key's state is newer
fresh
rm -f store/checkpoint store/checkpoints/4
cp store/checkpoints/3 store/checkpoint
sed -i '$d' store/log.jsonl
check "rolled back whole, the store alone cannot tell" preaudit-store check --store store
refused "rolled back" "4 records"
run preaudit-store key trust-head --store store
is_status 4 "trust-head does not help a roll-back"
err_has "older copy" "and says what it is"
# ... and forked: two histories of one key
fresh
cp -R clean fork && cp clean.key fork.key && cp state4 fork.key.state
adopt fork 60 && adopt store 61 || exit 1
rm -rf store
cp -R fork store
echo x >store/data/x
refused "another history, with a file too many" "history was changed"
rm store/data/x
check "the other history is whole by itself" preaudit-store check --store store
refused "another history of the same length" "history was changed"
adopt fork 62
rm -rf store
cp -R fork store
refused "a longer history that is not ours" "history was changed"
run preaudit-store key trust-head --store store
is_status 4 "trust-head does not take it"
rm -rf fork fork.key*

# The signer's state
fresh
rm store.key.state
refused "the signer's state missing" trust-head
run preaudit-store key trust-head --store store --yes 4
is_status 0 "trust-head writes it"
out_has "4 records" "and says what is trusted"
check "as it was" cmp store.key.state state4
check "then the store goes on" adopt store 51
fresh
head -c 20 state4 >store.key.state
refused "the signer's state damaged" trust-head
check "trust-head mends that too" preaudit-store key trust-head --store store --yes 4
check "then the store goes on" adopt store 51
fresh
rm store.key.state
cp state4 other
new_store foreign
run preaudit-store key trust-head --store store --key foreign.key
is_status 2 "trust-head with another key is refused"
err_has "not the key of store" "and says so"

# Keys
fresh
chmod u+w store/keys.txt
sed -n 's/^log //p' foreign/keys.txt >>store/keys.txt
found "a key added to keys.txt" keys.txt
fresh
chmod u+w store/keys.txt
echo "# trust me" >>store/keys.txt
found "a comment added to keys.txt" keys.txt
fresh
cp foreign/keys.txt store/keys.txt
found "keys.txt exchanged" store
refused "keys.txt exchanged"
# A forger has a key of his own for the same origin: he rewrites a record, signs that log and adds his key to keys.txt.
preaudit-store init --standard "$standard" --store forged --origin example.org/clean --organisation "Example Ltd" >/dev/null 2>&1
unhex() { perl -0777 -ne 's/\s//g; print pack "H*", $_'; }
leaf() { { printf '\000'; sed -n "$1p" store/log.jsonl; } | sha256sum | cut -c1-64; }
node() { { printf '\001'; printf '%s%s' "$1" "$2" | unhex; } | sha256sum | cut -c1-64; }
forge() { # signs the four records of store/log.jsonl with forged.key
	printf 'example.org/clean\n4\n%s\n' "$(node "$(node "$(leaf 1)" "$(leaf 2)")" "$(node "$(leaf 3)" "$(leaf 4)")" | unhex | base64)" >text
	openssl pkeyutl -sign -inkey forged.key -rawin -in text -out sig || return 1
	rm -f store/checkpoint store/checkpoints/4
	{
		cat text
		echo
		printf '— example.org/clean '
		{ sed -n 's/^log [^+]*+\([0-9a-f]*\)+.*/\1/p' forged/keys.txt | unhex; cat sig; } | base64 -w 0
		echo
	} >store/checkpoint
	cp store/checkpoint store/checkpoints/4
}
for order in "clean forged" "forged clean" "forged forged"; do
	fresh
	sed -i '4s/42/40/' store/log.jsonl
	check "(a forger signs)" forge
	{ grep ^log "${order% *}/keys.txt"; grep -v "^$(grep ^log "${order% *}/keys.txt" | cut -c1-60)" "${order#* }/keys.txt"; } >keys
	cp keys store/keys.txt
	found "a forger's key beside the store's ($order)" store
	refused "a forger's key beside the store's ($order)"
done
# With his own first record it is another store: whole by itself, but not for the key, nor for whoever has the card.
rm -rf store
cp -R forged store
check "a store of the same name made by a forger is whole by itself" preaudit-store check --store store
refused "its record is not extended by the true key"

# Files
fresh
file=$(ls store/standard | head -1)
rm -f "store/standard/$file"
found "an adopted file removed" "standard/$file"
fresh
rm -f "store/standard/$file"
mkdir "store/standard/$file"
found "an adopted file replaced by a folder" "standard/$file"
fresh
rm -f "store/standard/$file"
mkfifo "store/standard/$file"
found "an adopted file replaced by a pipe" "standard/$file"
fresh
mv "store/standard/$file" aside
ln -s "$PWD/aside" "store/standard/$file"
found "an adopted file replaced by a link" "standard/$file"
blob=$(printf %064d 0)
# What a run may have left behind the head's four records, and what none can have.
for stray in data/000004-people.csv data/000009-people.csv orig/000004-x.csv findings/000009.csv "standard/$blob" reports/R-0123456789abcdef0123 reports/R-0123456789abcdef0123456789abcdef .tmp-1 data/.tmp-1 checkpoints/.tmp-1 reports/.new-0123456789abcdef; do
	fresh
	echo x >"store/$stray"
	chmod 444 "store/$stray"
	left "a file added" "$stray"
done
for stray in data/000003-people.csv data/00009-people.csv orig/000000-x.csv findings/x findings/000001.csv standard/abc reports/R-x reports/x .new-1 notes.txt checkpoints/x checkpoints/9; do
	fresh
	echo x >"store/$stray"
	chmod 444 "store/$stray"
	found "a file added" "$stray"
done
fresh
chmod 666 "store/standard/$file"
found "a file that may be written" "standard/$file"
fresh
chmod 777 store/data
found "a folder that others may change" data
fresh
rmdir store/orig
found "a folder removed" orig
fresh
run preaudit-store check --store store --json
check "check --json of a whole store has no difference" test "$(jq '.differences|length' "$out")" = 0
echo x >store/data/x
run preaudit-store check --store store --json
check "check --json names differences" test "$(jq -r '.differences[0]' "$out" | grep -c data/x)" = 1
# Stray files are removed by the next writer, and said.
run preaudit-store adopt "$standard" --set "$parameter=42" --store store
is_status 0 "the next writer clears what no record names"
err_has "data/x" "and says what"
check "then the store is whole" preaudit-store check --store store
