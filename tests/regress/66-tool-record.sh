#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Which page checks reports stands in the log: installed with the programs, recorded when a report is issued.
. "$(dirname "$0")/../lib/scenario.sh"
make -s -C "$root" MODE="${MODE:-release}" ${BUILD:+"B=$BUILD"} DESTDIR="$work/dest" PREFIX=/usr install >install.log 2>&1
check "make install installs the page" test -s dest/usr/share/preaudit/verify.html
page=$work/dest/usr/share/preaudit/verify.html
hash=$(sha256sum <"$page" | cut -c 1-64)

# Where none is installed, nothing is said.
new_store plain
preaudit-report --store plain --as-of 2026-09-30 --issue --out report >/dev/null 2>&1
check "without the page a report is one record" test "$(sed -n 2p plain/checkpoint)" = 3
run preaudit-store key --store plain
is_status 0 "key alone"
out_has "$(sed -n 's/^Fingerprint *//p' plain.key.card.txt)" "prints the fingerprint that the card has"
out_has "$(sed -n 's/^log //p' plain/keys.txt)" "and the key"
out_lacks verify.html "and of no page"

PATH=$work/dest/usr/bin:$PATH
new_store
run preaudit-store key --store store
out_has "verify.html  SHA-256 $hash, not in the log" "key prints the page's SHA-256, and that no record has it"
issue() {
	rm -rf report
	run preaudit-report --store store --as-of "$1" --issue --out report
	is_status 0 "the report as of $1 is issued"
}
issue 2026-09-30
check "two records more, the page's before the report's" \
    test "$(jq -r .type store/log.jsonl | tail -n 2 | tr '\n' ' ')" = "tool report "
check "the record names the page's very bytes" \
    test "$(jq -r 'select(.type == "tool") | "\(.name) \(.sha256)"' store/log.jsonl)" = "verify.html $hash"
check "under one signature" test "$(ls store/checkpoints | sort -n | tail -n 1)" = 4 -a ! -e store/checkpoints/3
run preaudit-store key --store store
out_has "verify.html  SHA-256 $hash, record 2 of the log" "key says which record has it"
run preaudit-store log --store store
out_has "verify.html" "so does the log"
run preaudit-verify --keys store/keys.txt report/readiness.html
is_status 0 "the report is genuine"
issue 2026-09-29
check "the same page is not recorded again" test "$(grep -c '"type":"tool"' store/log.jsonl)" = 1
chmod u+w "$page" && echo '<!-- -->' >>"$page"
run preaudit-store key --store store
out_has "not in the log" "a page that was changed is not the one in the log"
issue 2026-09-28
check "and another one is recorded when a report is issued" test "$(grep -c '"type":"tool"' store/log.jsonl)" = 2
check "the independent checker takes it" python3 "$root/tests/interop/verify_store.py" store
