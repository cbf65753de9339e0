#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What the README promises of make demo, step by step.
. "$(dirname "$0")/../lib/scenario.sh"
run "$root/nginx/demo"
is_status 0 "the demo runs to its end"
out_has "made store" "a store is made"
out_has "2026-Q3" "the quarters are imported"
out_has "issued R-" "a report is issued"
out_has "readiness.xlsx: genuine" "it is genuine"
out_has "readiness.html: altered" "the tampered copy is refused"
out_has "is whole" "the store is whole"
out_has "make serve" "it says how to open the service"
out_has "Open the report in a browser:   build/demo/report/readiness.html" "and the report"
check "in few lines" test "$(wc -l <"$out")" -le 100
for f in readiness.html readiness.xlsx content.csv proof.txt history.txt SHA256SUMS RECEIPT.txt; do
	check "the report has $f" test -s "$root/build/demo/report/$f"
done
