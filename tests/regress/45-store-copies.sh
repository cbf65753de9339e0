#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Copies of a store taken with cp and tar while an importer runs: after one run each is whole, or that run is refused; and
# no record is lost that was acknowledged before the copy began. LONG=1: 200 copies, else 24.
[ -w /dev/shm ] && export TMPDIR=${TMPDIR:-/dev/shm}
. "$(dirname "$0")/../lib/scenario.sh"
damaged 'copy/*'
mkdir live
cd live || exit 1
new_store store
cd ..
cat >copies.py <<'PY'
import collections, json, os, shutil, subprocess, sys, threading

COPIES = 200 if os.environ.get("LONG", "0") != "0" else 24
HEADER = "Service ID,Service name,Service type,Status,In scope\r\n"
done, size = threading.Event(), [2]
bad = []

def run(*command, **kw):
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, **kw)

def import_(folder, key):
    name = f"{key}.csv"
    with open(name, "w") as f:
        f.write(HEADER + f"{key},Service {key},customer facing,live,yes\r\n")
    r = run("preaudit-import", "--store", folder + "/store", "--changes", "--register", "services", "--json", name)
    os.remove(name)
    return r

def importer():
    n = 0
    while not done.is_set():
        n += 1
        r = import_("live", f"L-{n}")
        if r.returncode != 0:
            bad.append("the importer: " + r.stderr.decode(errors="replace")[:300])
            return
        size[0] = json.loads(r.stdout)["batches"][0]["index"] + 1

def copy(i):
    """cp and tar complain of files that come and go; what they got is the copy."""
    shutil.rmtree("copy", ignore_errors=True)
    how = i % 4
    if how == 0:
        run("cp", "-a", "live", "copy")
    elif how == 1:
        os.mkdir("copy")
        run("sh", "-c", "tar -C live -cf - . | tar -C copy -xf -")
    elif how == 2:  # key and state first
        os.mkdir("copy")
        run("cp", "-a", "live/store.key", "live/store.key.state", "copy")
        run("cp", "-a", "live/store", "copy")
    else:  # in the order of the names, checkpoint before the log
        os.mkdir("copy")
        run("sh", "-c", "tar --sort=name -C live -cf - store.key store.key.state store | tar -C copy -xf -")
    return "cp" if how in (0, 2) else "tar"

def lines(path, n):
    with open(path, "rb") as f:
        return f.read().split(b"\n")[:n]

thread = threading.Thread(target=importer)
thread.start()
how = collections.Counter()
for i in range(COPIES):
    if bad:
        break
    before = size[0]  # acknowledged before the copy begins
    tool = copy(i)
    want = lines("live/store/log.jsonl", before)
    r = import_("copy", f"C-{i}")
    check = run("preaudit-store", "check", "--store", "copy/store")
    wrong = []
    if lines("copy/store/log.jsonl", before) != want:
        wrong.append("an acknowledged record is lost")
    for line in want:
        leaf = json.loads(line)
        if leaf["type"] == "batch" and not os.path.exists("copy/store/" + leaf["path"]):
            wrong.append(leaf["path"] + " is lost")
    if r.returncode == 0:
        how[tool + ": whole"] += 1
        if check.returncode != 0:
            wrong.append("check: " + check.stdout.decode(errors="replace")[:300])
        with open("copy/store/checkpoint") as f:
            if int(f.read().split("\n")[1]) <= before:
                wrong.append("the head went back")
    elif r.returncode == 4:
        how[tool + ": refused"] += 1
    else:
        wrong.append(f"status {r.returncode}")
    if wrong:
        bad.append(f"copy {i} ({tool}) of {before} records: " + "; ".join(wrong) + ": " + r.stderr.decode(errors="replace")[:300])
done.set()
thread.join()
for line in bad[:10]:
    print("    " + line)
print(f"{sum(how.values())} of {COPIES} copies, {len(bad)} wrong, of up to {size[0]} records: "
      + ", ".join(f"{k} {n}" for k, n in sorted(how.items())))
sys.exit(bool(bad) or sum(how.values()) != COPIES or size[0] < 5)
PY
if python3 copies.py >copies.txt; then pass "$(tail -n 1 copies.txt)"; else fail "copies" "$(cat copies.txt)"; fi
check "the store itself is whole" preaudit-store check --store live/store
