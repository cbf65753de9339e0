#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The log, its checkpoints and its proofs in the eyes of Go's checksum database (golang.org/x/mod/sumdb), where Debian's
# golang-go and golang-golang-x-mod-dev are installed.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
export GO111MODULE=off GOPATH=${GOPATH:-/usr/share/gocode} GOCACHE=$work/.go-cache GOTMPDIR=$work
command -v go >/dev/null || skip "golang-go is not installed"
[ -d "$GOPATH/src/golang.org/x/mod/sumdb/tlog" ] || skip "golang-golang-x-mod-dev is not installed"
check "the program builds" go build -o verify "$root/tests/interop/main.go"
example_store
issue_example
run ./verify store
is_status 0 "Go's note and tlog find checkpoints, log and proof in order"
out_has "1 proofs" "the proof was looked at: $(cat "$out")"
# One character of each, and it is noticed.
damaged bent
cp -a store bent
chmod -R u+w bent
noticed=0 tried=0
for file in log.jsonl checkpoint checkpoints/53 "reports/$id/proof.txt"; do
	size=$(wc -c <"store/$file")
	for part in 1 3 5 7 9; do
		at=$((size * part / 10))
		printf '~' | dd of="bent/$file" bs=1 seek="$at" conv=notrunc status=none
		run ./verify bent
		tried=$((tried + 1))
		if [ "$status" = 4 ]; then noticed=$((noticed + 1)); else show_run; fi
		cp "store/$file" bent/.whole && mv -f bent/.whole "bent/$file" && chmod u+w "bent/$file"
	done
done
check "a changed character: $noticed of $tried noticed" test "$noticed" = "$tried"
