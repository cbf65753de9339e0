#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# verify_report.sh REPORT proof.txt KEY [RECEIPT.txt history.txt]: checks one report by docs/store-format.md 4, 6 and 7,
# with openssl and coreutils. KEY: keys.txt, the key card, or the verifier key itself; RECEIPT.txt: kept of an earlier
# report; history.txt: beside this one. Status 0: genuine, as far as can be told without the store; 3: signer, history
# or file not confirmed; 4: altered, unproven or forked; 2: used wrongly.
# shellcheck disable=SC2046 # words are meant
set -u; export LC_ALL=C
report=${1-} receipt=${4-} history=${5-} dash=$(printf '\342\200\224'); d=$(mktemp -d) && trap 'rm -rf "$d"' EXIT || exit 1
say() { status=$1; shift; echo "$report: $*"; exit "$status"; }; unproven() { say 4 "unproven: $*"; }
number() { [ ${#1} -lt 17 ] && expr "x$1" : 'x\([1-9][0-9]*\|0\)$' >"$d/said"; }
hex() { od -An -v -tx1 | tr -d ' \n'; }; sha() { openssl dgst -sha256 -binary; }
node() { { printf '\001'; cat "$1" "$2"; } | sha >"$d/node" && mv "$d/node" "$3"; }
plain() { sed -e '1s/^\xef\xbb\xbf//' -e 's/\r$//' "$1"; } # as mail may have changed it
decode() { printf '%s' "$1" | base64 -d >"$2" 2>"$d/said" && [ "$(base64 -w 0 <"$2")" = "$1" ] && [ "$(wc -c <"$2")" -eq "$3" ]; }
signed() { answer=1; sed '/^$/,$d' "$1" >"$d/text" # a note, 0: by one of the keys; 1: by none; 2: a key's line does not verify
	while read -r key; do name=${key%%+*} raw=${key#*+*+}
		decode "$raw" "$d/raw" 33 && digits=$({ printf '%s\n' "$name"; cat "$d/raw"; } | sha | head -c 4 | hex) &&
		    [ "$key $(head -c 1 "$d/raw" | hex)" = "$name+$digits+$raw 01" ] || say 2 "the key is damaged: $key"
		{ printf '\060\052\060\005\006\003\053\145\160\003\041\000'; tail -c 32 "$d/raw"; } >"$d/der"
		for line in $(awk -v w="$dash $name " 'index($0, w) == 1 { print substr($0, length(w) + 1) }' "$1"); do
			decode "$line" "$d/sig" 68 || return 2; [ "$(head -c 4 "$d/sig" | hex)" = "$digits" ] || continue
			tail -c 64 "$d/sig" >"$d/sig64"; answer=0
			[ "$(sed 1q "$d/text")" = "$name" ] && openssl pkeyutl -verify -pubin -keyform DER -inkey "$d/der" -rawin \
			    -in "$d/text" -sigfile "$d/sig64" >"$d/said" 2>&1 || return 2
		done
	done <"$d/keys"
	return $answer
}
root_of() { # the root over the hashes of a history, lines of standard input, into $1
	n=0 peaks=''; while read -r line; do h=$d/h$n k=$n; decode "$line" "$h" 32 || unproven "$n is no hash"
		while [ $((k % 2)) -eq 1 ]; do node "${peaks%% *}" "$h" "$h"; peaks=${peaks#* } k=$((k / 2)); done
		peaks="$h $peaks" n=$((n + 1))
	done
	cp "${peaks%% *}" "$1"; for p in ${peaks#* }; do node "$p" "$1" "$1"; done
}
fold() { # folds $d/r, and the older root $d/old, from $1 in a tree whose last is $2, with the further arguments
	fn=$1 sn=$2; shift 2; for p in "$@"; do
		decode "$p" "$d/p" 32 && [ "$sn" -gt 0 ] || return 1
		if [ $((fn % 2)) -eq 1 ] || [ "$fn" -eq "$sn" ]; then
			node "$d/p" "$d/r" "$d/r"; node "$d/p" "$d/old" "$d/old"
			while [ $((fn % 2)) -eq 0 ] && [ "$fn" -ne 0 ]; do fn=$((fn / 2)) sn=$((sn / 2)); done
		else node "$d/r" "$d/p" "$d/r"; fi; fn=$((fn / 2)) sn=$((sn / 2))
	done; [ "$sn" -eq 0 ]
}
[ $# -eq 3 ] || [ $# -eq 5 ] && [ -f "$1" ] && [ -f "$2" ] && [ -f "${4-$1}" ] && [ -f "${5-$1}" ] ||
    say 2 "give a report, proof.txt, a key, and perhaps RECEIPT.txt and history.txt"
if [ -f "$3" ]; then plain "$3" | sed -n 's/^log \([^ ]*\).*/\1/p'; else printf '%s\n' "$3"; fi >"$d/keys"
plain "$2" >"$d/proof"; sed '1,/^$/d' "$d/proof" >"$d/note"; origin=$(sed 1q "$d/note") size=$(sed -n 2p "$d/note")
index=$(sed -n '3s/^index //p' "$d/proof"); sed -n '2s/^extra //p' "$d/proof" | base64 -d >"$d/extra" 2>"$d/said"; sed 1q "$d/extra" >"$d/leaf"
m=$(sed -n '2s/^old //p' "$d/extra"); [ "$(sed 1q "$d/proof")" = c2sp.org/tlog-proof@v1 ] && number "$index" && number "$size" && number "$m" &&
    [ "$index" -lt "$size" ] && [ "$m" -gt 0 ] && [ "$m" -le "$index" ] &&
    decode "$(sed -n 3p "$d/note")" "$d/root" 32 && grep -q "^$dash " "$d/note" || unproven "the proof is damaged"
{ printf '\000'; cat "$d/leaf"; } | sha >"$d/r"; cp "$d/r" "$d/old"
fold "$index" $((size - 1)) $(sed -n '4,/^$/p' "$d/proof") && cmp -s "$d/r" "$d/root" || unproven "the record is not under the checkpoint's root"
# The head that the report was made from is the beginning of the log.
sed -n 's/.*"head":{"root":"\([0-9a-f]*\)","size":'"$m"'}.*"type":"report".*/\1/p' "$d/leaf" | tr a-f A-F | basenc -d --base16 >"$d/head"
set -- $(sed 1,2d "$d/extra"); fn=$((m - 1)) sn=$((size - 1)); while [ $((fn % 2)) -eq 1 ]; do fn=$((fn / 2)) sn=$((sn / 2)); done
if [ "$fn" -eq 0 ]; then cp "$d/head" "$d/r"; else decode "${1-}" "$d/r" 32 && shift || unproven "the proof is damaged"; fi
cp "$d/r" "$d/old"; fold "$fn" "$sn" "$@" && cmp -s "$d/r" "$d/root" && cmp -s "$d/old" "$d/head" || unproven "head and checkpoint are not consistent"
# The record is what its id says.
get() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" "$d/leaf"; }
derived() { printf '%s\n' preaudit-report/1 "$origin" "$m" "$(base64 -w 0 <"$d/head")" "$(get as_of)" "$(get profile_sha256)" "$(get standard)" \
    "$(get lang)" "$(get program)" "$@" | sha | head -c 16 | hex; }
id=$(get id); [ "$id" = "R-$(derived)" ] || [ "$id" = "R-$(derived forecast)" ] || unproven "the record's id is not of what it names"
grep -q "\"format\":\"csv\",\"sha256\":\"$(get content_sha256)\"" "$d/leaf" || unproven "the record's content is not its csv"
signed "$d/note"; signer=$?; [ "$signer" -ne 2 ] || unproven "the checkpoint's signature does not verify"
# The file is one that the record names, or says that it is this report, or is another file.
sum=$(sha256sum <"$report"); grep -q "{\"bytes\":$(wc -c <"$report"),\"format\":\"[a-z]*\",\"sha256\":\"${sum%% *}\"}" "$d/leaf" ||
    if grep -qF -e ">$id<" -e ",Report,$id" "$report"; then say 4 "altered: it says that it is report $id"; else say 3 "not this report's file"; fi
[ "$signer" -eq 0 ] || say 3 "signer not confirmed: no line of your key"
genuine="genuine: report $id, record $index of $origin"; [ -n "$receipt" ] || say 0 "$genuine"
plain "$receipt" | awk -v o="$origin" -v w="$dash" '$0 == o, index($0, w) == 1' >"$d/kept"; old=$(sed -n 2p "$d/kept")
number "$old" && [ "$old" -gt 0 ] && [ "$old" -le "$size" ] && signed "$d/kept" ||
    say 3 "history not confirmed: no earlier checkpoint of your key in $receipt"
plain "$history" | sed -n '2,/^$/p' | head -n "$size" | sed '/^$/d' >"$d/hashes"
root_of "$d/all" <"$d/hashes"; cmp -s "$d/all" "$d/root" || say 3 "history not confirmed: $history is not of this log"
head -n "$old" "$d/hashes" | root_of "$d/first"
[ "$(base64 -w 0 <"$d/first")" = "$(sed -n 3p "$d/kept")" ] || say 4 "forked: your key signed another history than that of $receipt"
say 0 "$genuine; the log was only added to since $receipt"
