#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Any byte of a store changed: check ends with 4 and names the file. Every byte of the signatures and keys, samples of the rest.
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
import os, subprocess, sys

def check():
    r = subprocess.run(["preaudit-store", "check", "--store", "store"],
                       stdin=subprocess.DEVNULL, capture_output=True)
    return r.returncode, r.stdout.decode("utf-8", "replace")

every = {"store/checkpoint", "store/keys.txt"}
# Named in place of the file: what hangs on it.
instead = {"store/checkpoint": ["checkpoint", "keys.txt", "log.jsonl"],
           "store/keys.txt": ["keys.txt", "checkpoint", "genesis"],
           "store/log.jsonl": ["log.jsonl", "genesis"]}
cases, bad, files = 0, 0, 0
for folder, _, names in sorted(os.walk("store")):
    for name in sorted(names):
        path = os.path.join(folder, name)
        n = os.path.getsize(path)
        if n == 0 or name == "RECEIPT.txt":
            continue
        files += 1
        if path in every:
            places = range(n)
        elif path == "store/log.jsonl":
            places = sorted({i * n // 150 for i in range(150)} | {n - 1})
        elif name in ("proof.txt", "history.txt", "SHA256SUMS") or "/checkpoints/" in path:
            places = sorted({i * n // 60 for i in range(60)} | {n - 1})
        else:
            places = sorted({0, n // 2, n - 1})
        os.chmod(path, 0o644)
        with open(path, "r+b") as f:
            for i in places:
                f.seek(i)
                old = f.read(1)[0]
                f.seek(i)
                f.write(bytes([old ^ (1 << (i % 8))]))
                f.flush()
                # Modes are judged too: only this difference is to be found.
                os.chmod(path, 0o444)
                status, out = check()
                os.chmod(path, 0o644)
                want = instead.get(path, [path[len("store/"):]])
                cases += 1
                if status != 4 or not any(w in out.split("\n")[0] for w in want):
                    bad += 1
                    if bad < 10:
                        print(f"not ok - {path} byte {i} bit {i % 8}: status {status}: {out[:300]}")
                f.seek(i)
                f.write(bytes([old]))
                f.flush()
        os.chmod(path, 0o444)
print(f"{cases} bytes of {files} files changed, {bad} not found or not named")
status, out = check()
sys.exit(bad != 0 or cases < 300 or status != 0)
PY
python3 flip.py >flips
found=$?
if [ "$found" = 0 ]; then pass "$(tail -n 1 flips)"; else fail "changed bytes" "$(cat flips)"; fi
