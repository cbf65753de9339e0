#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Any byte of a store changed: check ends with 4 and names the file. Files of up to 64 KiB: a thousand bytes drawn with a
# seed (FLIPS=N: so many), and the ends of each; LONG=1: all of them.
[ -w /dev/shm ] && export TMPDIR=${TMPDIR:-/dev/shm}
. "$(dirname "$0")/../lib/scenario.sh"
new_store store
printf 'Service ID,Service name,Service type,Status,In scope\r\nS-1,"Mail, hosted",customer facing,live,yes\r\nS-2,Backup,customer facing,live,no\r\n' >services.csv
run preaudit-import --store store --register services --dates dmy services.csv
[ "$status" = 0 ] || show_run
is_status 0 "a register is imported"
run preaudit-report --store store --issue --out report
check "a report is issued" test -e report/proof.txt
check "the store is whole" preaudit-store check --store store
cat >flip.py <<'PY'
import os, random, subprocess, sys

SEED, DRAWN, MOST = 14, int(os.environ.get("FLIPS", "1000")), 65536
every = os.environ.get("LONG", "0") != "0"

def check():
    r = subprocess.run(["preaudit-store", "check", "--store", "store"],
                       stdin=subprocess.DEVNULL, capture_output=True)
    return r.returncode, r.stdout.decode("utf-8", "replace")

def flip(path, i):
    """One bit; only that difference is to be found: modes are judged too."""
    mode = os.stat(path).st_mode & 0o777
    os.chmod(path, 0o644)
    with open(path, "r+b") as f:
        f.seek(i)
        old = f.read(1)[0]
        f.seek(i)
        f.write(bytes([old ^ (1 << (i % 8))]))
    os.chmod(path, mode)

# Named in place of the file: what hangs on it.
instead = {"store/checkpoint": ["checkpoint", "keys.txt", "log.jsonl"],
           "store/keys.txt": ["keys.txt", "checkpoint", "genesis"],
           "store/log.jsonl": ["log.jsonl", "genesis"]}
places, ends, names = [], [], set()
for folder, _, files in sorted(os.walk("store")):
    for name in sorted(files):
        path = os.path.join(folder, name)
        n = os.path.getsize(path)
        if 0 < n <= MOST:
            names.add(name)
            places += [(path, i) for i in range(n)]
            ends += [(path, 0), (path, n // 2), (path, n - 1)]
        elif n > 0:
            ends += [(path, 0), (path, n // 2), (path, n - 1)]
if not every:
    small = [p for p in places if p[0] in ("store/checkpoint", "store/keys.txt") or p[0].endswith("RECEIPT.txt")]
    draw = random.Random(SEED)
    places = draw.sample(small, min(len(small), DRAWN // 4)) + draw.sample(places, min(len(places), DRAWN - DRAWN // 4))
bad, cases = 0, sorted(set(places + ends))
for path, i in cases:
    flip(path, i)
    status, out = check()
    flip(path, i)
    want = instead.get(path, [path[len("store/"):]])
    if status != 4 or not any(w in out.split("\n")[0] for w in want):
        bad += 1
        if bad < 10:
            print(f"not ok - {path} byte {i} bit {i % 8}: status {status}: {out[:300]}")
print(f"{len(cases) - bad} of {len(cases)} changed bytes of {len(names)} small files found and named")
status, out = check()
need = {"log.jsonl", "checkpoint", "keys.txt", "RECEIPT.txt", "proof.txt", "history.txt", "SHA256SUMS"}
sys.exit(bad != 0 or len(cases) < DRAWN or not need <= names or status != 0)
PY
python3 flip.py >flips
found=$?
if [ "$found" = 0 ]; then pass "$(tail -n 1 flips)"; else fail "changed bytes" "$(cat flips)"; fi
