#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# verify.html says of a disclosed sample what the program says, altered or not, in both crypto paths.
. "$(dirname "$0")/../lib/scenario.sh"
page=${bin%/bin}/share/verify.html
new_store
{
	printf 'Service ID,Service name,Service type,Status,In scope\r\n'
	for i in $(seq 60); do printf 'S-%03d,"Mail, %d",customer facing,live,yes\r\n' "$i" "$i"; done
} >services.csv
preaudit-import --quiet --store store --register services services.csv
cp store/checkpoint kept
run preaudit-report sample --store store --register services --size 5 --seed "audit 7" --disclose d
is_status 0 "a sample is disclosed"
cp store/keys.txt keys.txt
new_store other
# NAME|KEYS|SEED|sed script over the file|file kept
n=0
while IFS='|' read -r name keys seed script kept; do
	n=$((n + 1)) files=("$PWD/case$n/disclosure.txt" "$PWD/case$n/history.txt") given=()
	mkdir "case$n" && cp d/history.txt "case$n/" && sed "$script" d/disclosure.txt >"case$n/disclosure.txt"
	[ -z "$keys" ] || given+=(--keys "$keys")
	[ -z "$seed" ] || given+=(--seed "$seed")
	[ -z "$kept" ] || { cp "$kept" "case$n/kept.txt"; given+=(--checkpoint "case$n/kept.txt"); files+=("$PWD/case$n/kept.txt"); }
	preaudit-verify --no-memory --json "${given[@]}" --disclosed "case$n" >said.json
	printf '%s\t%s\n' "$name" "$(jq -r '"\(.verdict)\t\(.status)\t\(.proof)\t\(.signature)\t\(.history)"' said.json)" >>said
	jq -nc --arg name "$name" --arg key "$([ -z "$keys" ] || cat "$keys")" --arg seed "$seed" \
	    '{$name, $key, $seed, files: $ARGS.positional}' --args "${files[@]}" >>cases.json
done <<'T'
as it is|keys.txt|||
with one's own seed|keys.txt|audit 7||
with another seed|keys.txt|audit 8||
without a key||||
key of another log|other/keys.txt|||
kept before|keys.txt|||kept
kept of another log|keys.txt|||other/checkpoint
line left out|keys.txt||7d|
line twice|keys.txt||7p|
lines changed|keys.txt||6s/ c/ d/|
header changed|keys.txt||5s/b3A/b3B/|
another seed in it|keys.txt||3s/7/8/|
another size|keys.txt||4s/5/4/|
record changed|keys.txt||s/"count":5/"count":6/|
signature cut|keys.txt||$s/=$//|
another format|keys.txt||1s/1/2/|
T
run python3 "$root/tests/lib/verify_page.py" "$page" cases.json "$PWD/.chromium"
is_status 0 "the page answers"
cp "$out" page.out
for path in '#webcrypto' '#own'; do
	awk -F'\t' -v OFS='\t' -v p="$path" '$1 == p { print $2, $3, $4, $6, $7, $8 }' page.out >page.said
	same said page.said "as the program: $n of $n ($path)"
done
check "six verdicts among them" test "$(cut -f2 said | sort -u | wc -l)" -ge 5
check "no request, no fault, nothing on the console" test "$(grep -cE '^(requests|faults|console)	0	' page.out)" = 3
