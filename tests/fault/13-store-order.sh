#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The order of durable writes in a commit: nothing is named before it is on the disk.
. "$(dirname "$0")/../lib/faults.sh"
new_store store
services_csv
strace -f -qq -y -o trace -e trace=write,fsync,fdatasync,rename,renameat2,unlink preaudit-import --store store --register services services.csv >/dev/null 2>&1
check "the import wrote" test "$(sed -n 2p store/checkpoint)" = 3
cat >order.py <<'PY'
import os, re, sys
here = os.getcwd() + "/"
steps, written, dirty = [], {}, set()
faults = []
for line in open("trace", errors="replace"):
    m = re.match(r"\d+ +(\w+)\((.*)\) += (-?\d+)", line)
    if not m or m.group(3).startswith("-"):
        continue
    call, args = m.group(1), m.group(2)
    if call in ("write", "fsync", "fdatasync"):
        path = re.match(r"\d+<([^>]*)>", args)
        if not path:
            continue
        path = path.group(1).replace(here, "")
        if call == "write":
            written[path] = True
            if path.endswith("log.jsonl"):
                steps.append("append")
                if dirty:
                    faults.append(f"the log is appended while {dirty} is not synced")
        else:
            written.pop(path, None)
            dirty.discard(path)
            if path.endswith("log.jsonl"):
                steps.append("sync log")
    elif call in ("rename", "renameat2"):
        a, b = re.findall(r'"([^"]*)"', args)
        if any(p.endswith(os.path.basename(a)) for p in written):
            faults.append(f"{b} is renamed before its bytes are synced")
        if dirty:
            faults.append(f"{b} is renamed while the folder {dirty} is not synced")
        folder = os.path.dirname(b)
        dirty.add(folder if folder not in ("", ".") else here[:-1])
        steps.append({"store.key.state": "state", "store/checkpoint": "checkpoint"}.get(
            b, "kept" if "/checkpoints/" in b else "file"))
    elif call == "unlink":
        steps.append("unlink")
if dirty:
    faults.append(f"{dirty} is not synced at the end")
if written and any("store" in p for p in written):
    faults.append(f"not synced at the end: {sorted(written)}")
print(" ".join(steps))
want = ["append", "sync log", "state", "kept", "checkpoint"]
tail = [s for s in steps if s != "file"]
if tail != want:
    faults.append(f"steps {steps}")
if "file" not in steps or steps.index("append") < max(i for i, s in enumerate(steps) if s == "file"):
    faults.append("a data file comes behind the log line that names it")
for f in faults:
    print("    " + f)
sys.exit(bool(faults))
PY
if python3 order.py >order; then pass "files, log, state, checkpoint, each on the disk before the next: $(cat order)"; else fail "order of writes" "$(cat order)" "$(cat trace)"; fi
