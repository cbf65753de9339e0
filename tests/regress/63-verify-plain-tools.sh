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

# All of it as one short script, which also says what is wrong.
cd "$work" || exit 1
script=$root/tests/interop/verify_report.sh
check "the script has at most 80 lines" test "$(wc -l <"$script")" -le 80
says() { # STATUS WORD WHAT ARGS...
	local want=$1 word=$2 what=$3
	shift 3
	run sh "$script" "$@"
	is_status "$want" "$what: status $want"
	out_has ": $word" "$what: $word"
}
vkey=$(sed -n 's/^log //p' keys.txt)
for f in readiness.xlsx readiness.html content.csv; do says 0 genuine "$f" "report/$f" report/proof.txt keys.txt; done
says 0 genuine "with the key card" report/content.csv report/proof.txt store.key.card.html
says 0 genuine "with the key as text" report/content.csv report/proof.txt "$vkey"
says 3 "not this report's file" "another file" keys.txt report/proof.txt keys.txt
sed 's/not ready/ready/' report/readiness.html >altered.html
says 4 altered "an altered page" altered.html report/proof.txt keys.txt
says 3 "signer not confirmed" "another's key" report/content.csv report/proof.txt \
    PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW
says 2 "the key is damaged" "a key with other digits" report/content.csv report/proof.txt "${vkey/+?/+x}"
cp -a store before && cp store.key.state before.state
damaged before
printf 'course_code,title\r\nX-1,Something new\r\n' >more.csv
next() { # DAY FOLDER
	preaudit-import --store store --register courses --changes more.csv >.import 2>&1
	preaudit-report --store store --as-of "$1" --issue --out "$2" >.next 2>&1 || fail "next" "$(cat .next)"
}
next 2026-10-01 later
says 0 "genuine" "next to an earlier receipt" later/content.csv later/proof.txt keys.txt report/RECEIPT.txt later/history.txt
out_has "only added to" "and the log was only added to"
says 3 "history not confirmed" "an earlier report next to a later receipt" report/content.csv report/proof.txt keys.txt later/RECEIPT.txt report/history.txt
says 3 "history not confirmed" "with another report's history" later/content.csv later/proof.txt keys.txt report/RECEIPT.txt report/history.txt
# A backup with its signer's state, put back, goes another way.
chmod -R u+w store && rm -rf store && cp -a before store && cp before.state store.key.state
printf 'course_code,title\r\nX-2,Something else\r\n' >more.csv
next 2026-10-01 other
next 2026-10-02 third
says 0 genuine "a report of another history, by itself" third/content.csv third/proof.txt keys.txt
says 4 forked "next to the receipt of the first" third/content.csv third/proof.txt keys.txt later/RECEIPT.txt third/history.txt
# No character of a proof can be another one.
noticed=0 tried=0
size=$(wc -c <report/proof.txt)
for at in $(seq 1 $((size / 40)) "$size"); do
	with=x
	[ "$(tail -c +"$at" report/proof.txt | head -c 1 | tr -d '\0')" != x ] || with=y
	{ head -c $((at - 1)) report/proof.txt; printf %s $with; tail -c +$((at + 1)) report/proof.txt; } >bent.txt
	tried=$((tried + 1))
	run sh "$script" report/content.csv bent.txt keys.txt
	if [ "$status" -ge 3 ]; then noticed=$((noticed + 1)); else show_run; fi
done
check "a changed character of the proof: $noticed of $tried noticed" test "$noticed" = "$tried"
