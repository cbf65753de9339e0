#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The same check without our programs: sha256sum, openssl and the shell.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
example_store
issue_example
cd report || exit 1

# 1. The file is one the record names.
leaf=$(sed -n 's/^extra //p' proof.txt | base64 -d | head -n 1)
sum=$(sha256sum readiness.xlsx | cut -d' ' -f1)
check "the record names the workbook's SHA-256" grep -q "$sum" <<<"$leaf"

# 2. The record's leaf hash, folded with the proof, gives the checkpoint's root.
hex_of() { base64 -d | od -An -v -tx1 | tr -d ' \n'; }
bytes() { printf '%s' "$1" | sed 's/../\\x&/g' | xargs -0 printf '%b'; }
h=$({ printf '\000'; printf '%s\n' "$leaf"; } | sha256sum | cut -d' ' -f1)
index=$(sed -n 's/^index //p' proof.txt)
size=$(sed '1,/^$/d' proof.txt | sed -n 2p)
root_want=$(sed '1,/^$/d' proof.txt | sed -n 3p | hex_of)
fn=$index sn=$((size - 1))
for p in $(sed -n '4,/^$/p' proof.txt); do
	sib=$(printf '%s' "$p" | hex_of)
	if [ $((fn % 2)) -eq 1 ] || [ "$fn" -eq "$sn" ]; then
		h=$({ printf '\001'; bytes "$sib"; bytes "$h"; } | sha256sum | cut -d' ' -f1)
		while [ $((fn % 2)) -eq 0 ] && [ "$fn" -ne 0 ]; do fn=$((fn / 2)) sn=$((sn / 2)); done
	else
		h=$({ printf '\001'; bytes "$h"; bytes "$sib"; } | sha256sum | cut -d' ' -f1)
	fi
	fn=$((fn / 2)) sn=$((sn / 2))
done
if [ "$h" = "$root_want" ]; then pass "the inclusion proof leads to the signed root"; else fail "the inclusion proof leads to the signed root" "$h" "$root_want"; fi

# 3. The checkpoint's signature, with the key from the key card.
sed '1,/^$/d' proof.txt >checkpoint
sed '/^$/,$d' checkpoint >text
key=$(sed -n 's/^log //p' ../keys.txt | sed 's/^[^+]*+[^+]*+//')
{ printf '\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00'; printf '%s' "$key" | base64 -d | tail -c 32; } >pub.der
sed -n 's/^— [^ ]* //p' checkpoint | head -n 1 | base64 -d | tail -c 64 >sig
check "openssl verifies the checkpoint" openssl pkeyutl -verify -pubin -keyform DER -inkey pub.der -rawin -in text -sigfile sig
echo x >>text
run openssl pkeyutl -verify -pubin -keyform DER -inkey pub.der -rawin -in text -sigfile sig
if [ "$status" -ne 0 ]; then pass "and refuses a changed one"; else fail "and refuses a changed one"; fi
