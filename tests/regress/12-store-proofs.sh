#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Proofs checked with sed, sha256sum, base64 and openssl alone.
. "$(dirname "$0")/../lib/scenario.sh"
standard=$root/shared/iso20000-1
new_store store
export PREAUDIT_STORE=store
parameter=$(jq -r 'select(.type=="standard").parameters|keys[0]' store/log.jsonl)
for v in 31 32 33 34 35; do
	preaudit-store adopt "$standard" --set "$parameter=$v" --quiet || exit 1
done
check "seven records" test "$(sed -n 2p store/checkpoint)" = 7

unhex() { perl -0777 -ne 's/\s//g; print pack "H*", $_'; }
leaf_hash() { { printf '\000'; sed -n "$(($1 + 1))p" store/log.jsonl; } | sha256sum | cut -c1-64; }
node() { { printf '\001'; printf '%s%s' "$1" "$2" | unhex; } | sha256sum | cut -c1-64; }
hex() { base64 -d | od -An -v -tx1 | tr -d ' \n'; }

# The signature: openssl over the text above the last empty line.
check_signature() { # checkpoint file
	sed '/^$/,$d' "$1" >text
	sed -n '/^$/,$p' "$1" | sed -n 's/^— [^ ]* //p' | base64 -d | tail -c 64 >sig
	sed -n 's/^log [^+]*+[0-9a-f]*+//p' store/keys.txt | base64 -d | tail -c 32 >pub
	{ printf '302a300506032b6570032100' | unhex; cat pub; } >key.der
	openssl pkeyutl -verify -pubin -inkey key.der -keyform DER -rawin -in text -sigfile sig
}
for f in store/checkpoint store/checkpoints/*; do
	check "openssl verifies $f" check_signature "$f"
done
sed 's/^7$/8/' store/checkpoint >forged
if check_signature forged >/dev/null 2>&1; then fail "openssl refuses a changed size"; else pass "openssl refuses a changed size"; fi
id=$({ printf 'example.org/store\n\001'; cat pub; } | sha256sum | cut -c1-8)
check "the key id in the signature line is the key's" test "$(sed -n 's/^— [^ ]* //p' store/checkpoint | hex | cut -c1-8)" = "$id"
fingerprint=$(sed -n 's/^log //p' store/keys.txt | tr -d '\n' | sha256sum | cut -c1-32 | sed 's/..../& /g; s/ $//')
check "the fingerprint is sha256sum's" test "$(preaudit-store status | sed -n 's/^Key  *//p')" = "$fingerprint"

# The root, from all leaf hashes (a tree of 7).
for i in 0 1 2 3 4 5 6; do h[i]=$(leaf_hash "$i"); done
h01=$(node "${h[0]}" "${h[1]}") h23=$(node "${h[2]}" "${h[3]}") h45=$(node "${h[4]}" "${h[5]}")
h0123=$(node "$h01" "$h23")
root7=$(node "$h0123" "$(node "$h45" "${h[6]}")")
check "sha256sum gives the signed root" test "$(sed -n 3p store/checkpoint | hex)" = "$root7"

# Inclusion of every record, RFC 9162 2.1.3.2 in shell.
included() { # proof file, index, size, root
	local fn=$2 sn=$(($3 - 1)) r p
	r=$(leaf_hash "$2")
	for p in $(sed -n '/^index /,/^$/p' "$1" | sed '1d;/^$/d'); do
		p=$(printf %s "$p" | hex)
		[ "$sn" -ne 0 ] || return 1
		if [ $((fn & 1)) = 1 ] || [ "$fn" = "$sn" ]; then
			r=$(node "$p" "$r")
			while [ $((fn & 1)) = 0 ] && [ "$fn" != 0 ]; do fn=$((fn >> 1)) sn=$((sn >> 1)); done
		else
			r=$(node "$r" "$p")
		fi
		fn=$((fn >> 1)) sn=$((sn >> 1))
	done
	[ "$sn" = 0 ] && [ "$r" = "$4" ]
}
for i in 0 1 2 3 4 5 6; do
	run preaudit-store prove "$i"
	cp "$out" proof
	check "record $i is included, by sha256sum" included proof "$i" 7 "$root7"
	check "proof $i ends with the checkpoint" cmp <(sed -n '/^index /,$p' proof | sed '1,/^$/d') store/checkpoint
	check "proof $i begins as a tlog-proof" test "$(head -n 1 proof)" = c2sp.org/tlog-proof@v1
	check "proof $i carries the record" cmp -n "$(sed -n "$((i + 1))p" store/log.jsonl | wc -c)" <(sed -n 's/^extra //p' proof | base64 -d) <(sed -n "$((i + 1))p" store/log.jsonl)
done
if included proof 5 7 "$root7"; then fail "a proof is of one record only"; else pass "a proof is of one record only"; fi
# The proof of the last leaf folds to the root of the tree before it (docs/store-format.md 4).
fold=""
for p in $(sed -n '/^index /,/^$/p' proof | sed '1d;/^$/d'); do
	p=$(printf %s "$p" | hex)
	if [ -z "$fold" ]; then fold=$p; else fold=$(node "$p" "$fold"); fi
done
check "the last record's proof gives the root before it" test "$fold" = "$(sed -n 3p store/checkpoints/6 | hex)"

# Consistency receipts: the 4 -> 7 proof is one hash and both roots.
run preaudit-store consistency 4
check "4 -> 7: one hash, the right subtree" test "$(sed -n '2,/^$/p' "$out" | sed '/^$/d' | hex)" = "$(node "$h45" "${h[6]}")"
check "the old root and it make the new root" test "$(node "$(sed -n 3p store/checkpoints/4 | hex)" "$(node "$h45" "${h[6]}")")" = "$root7"
check "it begins with the old size" test "$(head -n 1 "$out")" = "old 4"
check "and ends with the checkpoint" cmp <(sed '1,/^$/d' "$out") store/checkpoint
run preaudit-store consistency 7
check "7 -> 7: no hash" test "$(sed -n 2p "$out")" = ""
for n in 0 8 x 04 -1 ""; do
	run preaudit-store consistency "$n"
	is_status 2 "consistency \"$n\" is refused"
done
for n in 7 x 00 -1 ""; do
	run preaudit-store prove "$n"
	is_status 2 "prove \"$n\" is refused"
done
