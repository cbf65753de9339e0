#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Two histories signed with one key: every command that meets them ends with 4, touches nothing in the store, and leaves
# both checkpoints outside of it, on a page that proves it with openssl alone.
. "$(dirname "$0")/../lib/scenario.sh"
damaged forked
standard=$root/shared/iso20000-1
services() { # N
	printf 'Service ID,Service name,Service type,Status,In scope\r\n' >services.csv
	for i in $(seq "$1"); do printf 'S-%s,Service %s,customer facing,live,yes\r\n' "$i" "$i" >>services.csv; done
}
import() { services "$2" && preaudit-import --quiet --store "$1" --register services services.csv; }
copy() { rm -rf "$2" "$2".key*; cp -R "$1" "$2"; cp -p "$1.key" "$2.key"; cp "$1.key.state" "$2.key.state"; }
new_store store
import store 2
preaudit-report --store store --as-of 2026-09-30 --issue --quiet
copy store one
copy store two
import one 3
import two 4
import two 5
services 9
preaudit-store key --public --store store >keys.txt
# Reads a page: both checkpoints verify with openssl and the key, and no log has both.
cat >judge.py <<'PY'
import base64, hashlib, subprocess, sys
page, keys = open(sys.argv[1], encoding="utf-8").read(), open("keys.txt").read()
pub = base64.b64decode(keys.split("log ")[1].split()[0].split("+", 2)[2])[1:]
open("key.der", "wb").write(bytes.fromhex("302a300506032b6570032100") + pub)
notes = []
blocks = page.split("\n\n")
for text, signature in zip(blocks, blocks[1:]):
    if signature.startswith("— "):
        open("text", "w").write(text + "\n")
        open("sig", "wb").write(base64.b64decode(signature.split()[2])[4:])
        subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key.der", "-keyform", "DER", "-rawin",
                        "-in", "text", "-sigfile", "sig"], check=True, stdout=subprocess.DEVNULL)
        origin, size, root = text.split("\n")
        assert origin == "example.org/store"
        notes.append((int(size), base64.b64decode(root)))
(m, old), (n, new) = notes
def node(a, b):
    return hashlib.sha256(b"\1" + a + b).digest()
def consistent(m, n, path, claimed):
    """RFC 9162 2.1.4.2: do the hashes lead to `claimed` and to the new root?"""
    path = ([claimed] if m & (m - 1) == 0 else []) + path
    fn, sn = m - 1, n - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        assert sn != 0
        if fn & 1 or fn == sn:
            fr, sr = node(c, fr), node(c, sr)
            while not (fn & 1 or fn == 0):
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and fr == claimed and sr == new
if m == n:
    assert old != new
else:
    block = blocks.index(next(b for b in blocks if b.startswith(f"old {m}")))
    claimed = base64.b64decode(blocks[block - 1].strip())
    path = [base64.b64decode(h) for h in blocks[block].split("\n")[1:]]
    assert m < n and claimed != old and consistent(m, n, path, claimed)
print(f"{m} and {n}")
PY
same_size() { copy one forked; rm -f forked/checkpoints/5; cp two/checkpoints/5 forked/checkpoints/5; }
smaller() { copy two forked; rm -f forked/checkpoint forked/checkpoints/5; cp one/checkpoint forked/checkpoint; }
kept() { copy two forked; rm -f forked/checkpoints/5; cp one/checkpoints/5 forked/checkpoints/5; }
proof() { copy two forked; rm -f forked/checkpoints/5; f=$(ls forked/reports/*/proof.txt); { sed '/^$/q' "$f"; cat one/checkpoint; } >p; rm -f "$f"; cp p "$f"; chmod 444 "$f"; }
here=0 commands=0
meets() { # WHAT SIZES COMMAND...: ends with 4, and one page is written
	local what=$1 sizes=$2 before
	shift 2
	before=$(tree_hash forked)
	rm -f fork-evidence*
	run "$@"
	is_status 4 "$what: $3 $4 ends with 4"
	err_has "fork-evidence.txt" "$what: and names the page"
	check "$what: both checkpoints verify, and contradict" test "$(python3 judge.py fork-evidence.txt)" = "$sizes"
	check "$what: the store is left as it is" test "$(tree_hash forked)" = "$before"
	commands=$((commands + 1))
}
all() { # WHAT SIZES
	meets "$1" "$2" preaudit-import --store forked --register services services.csv
	meets "$1" "$2" preaudit-import --dry-run --store forked --register services services.csv
	meets "$1" "$2" preaudit-import undo 2 --store forked --reason wrong
	meets "$1" "$2" preaudit-import history services S-1 --store forked
	meets "$1" "$2" preaudit-store adopt "$standard" --store forked
	meets "$1" "$2" preaudit-store check --store forked
	meets "$1" "$2" preaudit-store check --json --store forked
	meets "$1" "$2" preaudit-store status --store forked
	meets "$1" "$2" preaudit-store log --store forked
	meets "$1" "$2" preaudit-store prove 1 --store forked
	meets "$1" "$2" preaudit-store key trust-head --yes 5 --store forked
	meets "$1" "$2" preaudit-report status --store forked
	meets "$1" "$2" preaudit-report --issue --store forked --as-of 2026-08-31
	meets "$1" "$2" preaudit-verify --store forked --keys keys.txt store/reports/R-*/readiness.html
}
same_size
all "two of one size" "5 and 5"
smaller
all "a smaller one of another history" "5 and 6"
# Readers look at no smaller one than the newest; check does.
kept
meets "a kept one of another history" "5 and 6" preaudit-store check --store forked
proof
meets "one in a proof" "5 and 6" preaudit-store check --store forked
check "$commands of 30 commands met two histories" test "$commands" = 30

# Never over a file that is there; the same again is said, not written twice.
same_size
rm -f fork-evidence*
echo mine >fork-evidence.txt
run preaudit-store status --store forked
err_has "fork-evidence-2.txt" "another name where the first is taken"
check "what was there is as it was" test "$(cat fork-evidence.txt)" = mine
run preaudit-store status --store forked
err_has "fork-evidence-2.txt" "the same again is the same page"
check "and no third" test "$(ls fork-evidence* | wc -l)" = 2
# Into --out; never into the store.
rm -f fork-evidence*
mkdir out
run preaudit-report --issue --store forked --as-of 2026-08-31 --out out
err_has "out/fork-evidence.txt" "beside what --out would have held"
check "and there it is" test "$(python3 judge.py out/fork-evidence.txt)" = "5 and 5"
before=$(tree_hash forked)
cd forked/data || exit 1
run preaudit-store status --store ..
cd ../..
is_status 4 "called inside the store"
err_has "the store" "it is said that nothing is written there"
check "and nothing is" test "$(tree_hash forked)" = "$before"

# No two histories, no page
copy one forked
echo x >forked/notes.txt
run preaudit-store check --store forked
is_status 4 "another difference"
check "leaves no page" sh -c '! ls fork-evidence* 2>/dev/null'
