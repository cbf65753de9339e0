#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The vectors for other implementations (tests/vectors): our programs answer as their index says, and so does the verifier
# without our programs. The files are what their script makes; those with whole reports are made here.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
. "$root/tests/lib/whole_vectors.sh"
check "the script makes the vectors" python3 "$root/tests/vectors/make" made
check "and they are those in tests/vectors" diff -r -x make -x README.md made "$root/tests/vectors"
check "they are small: $(du -sb made | cut -f1) bytes" test "$(du -sb made | cut -f1)" -lt 1000000
check "each case has another name" test "$(jq '[.cases[].name] | length == (unique | length)' made/index.json)" = true
whole_vectors
mv whole made/
cd made || exit 1
n=$(jq '.cases | length' index.json)
run python3 "$root/tests/lib/run_vectors.py"
is_status 0 "our programs answer as the index says: $(tail -n 1 "$out")"
out_has "$n of $n" "of all cases"
run python3 "$root/tests/lib/run_vectors.py" --script "$root/tests/interop/verify_report.sh"
is_status 0 "so does the verifier of openssl and the shell, of those that it can judge: $(tail -n 1 "$out")"
# The other verifier of disclosures: those that are not about keys, a seed or what was kept.
jq -r '.cases[] | select(.name | test("^disclosed/(good|bad|signed)-")) | select(.command | index("--seed") | not)
    | [.name, .status] | @tsv' index.json >asked
while IFS=$'\t' read -r name status; do
	python3 "$root/tests/interop/verify_disclosure.py" "$name/disclosure.txt" "$(sed -n 's/^log //p' keys.txt)" >/dev/null 2>&1
	[ $? -eq 0 ] && said=0 || said=4
	[ "$said" = "$status" ] || printf '%s: %s, expected %s\n' "$name" "$said" "$status"
done <asked >other
check "the verifier of disclosures says so too: $(wc -l <asked)" test ! -s other -a "$(wc -l <asked)" -ge 25
# A runner that passes whatever it is told would pass this one too.
jq '.cases[0].status = 3' index.json >bent && mv bent index.json
run python3 "$root/tests/lib/run_vectors.py"
is_status 1 "a wrong answer is counted"
