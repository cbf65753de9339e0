#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# verify.html gives the answer of the index for every vector that is marked for it, in both crypto paths.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
. "$root/tests/lib/whole_vectors.sh"
page=${bin%/bin}/share/verify.html
cp -r "$root/tests/vectors" vectors
whole_vectors
mv whole vectors/
cd vectors || exit 1
n=$(jq '[.cases[] | select(.page)] | length' index.json)
run python3 "$root/tests/lib/vector_cases.py" cases.json expected
check "all $n cases are asked" test "$(wc -l <expected)" = "$n" -a "$n" -ge 150
run python3 "$root/tests/lib/verify_page.py" "$page" cases.json "$work/.chromium"
is_status 0 "the page answers"
cp "$out" page.out
for path in '#webcrypto' '#own'; do
	awk -F'\t' -v OFS='\t' -v p="$path" '$1 == p { print $2, $3, $4 }' page.out >said
	paste said expected | awk -F'\t' '!($1 == $4 && ($2 == $5 && $3 == $6 || $2 == $7 && $3 == $8))' >other
	check "as the index says: $(wc -l <said) of $n ($path)" test ! -s other -a "$(wc -l <said)" = "$n"
	cut -f1-6 other
done
check "no request, no fault, nothing on the console" test "$(grep -cE '^(requests|faults|console)	0	' page.out)" = 3
