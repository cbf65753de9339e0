#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Writers and a report at once, with a checker in a loop: no false alarm, no acknowledged record lost. LONG=1: 16 writers
# with 40 batches each; else 6 with 5.
[ -w /dev/shm ] && export TMPDIR=${TMPDIR:-/dev/shm}
. "$(dirname "$0")/../lib/scenario.sh"
new_store store
cat >busy.py <<'PY'
import collections, json, os, subprocess, sys, threading

WRITERS, BATCHES = (16, 40) if os.environ.get("LONG", "0") != "0" else (6, 5)
HEADER = "Service ID,Service name,Service type,Status,In scope\r\n"
lock, done, bad = threading.Lock(), threading.Event(), []
acknowledged, checks, ends = [], collections.Counter(), collections.Counter()

def run(*command):
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True)

def say(what, r):
    with lock:
        bad.append(f"{what}: status {r.returncode}: {(r.stdout + r.stderr).decode(errors='replace')[:300]}")

def write(k):
    for i in range(BATCHES):
        name = f"w{k}.csv"
        with open(name, "w") as f:
            f.write(HEADER + f"S-{k}-{i},Service {k} {i},customer facing,live,yes\r\n")
        r = run("preaudit-import", "--store", "store", "--changes", "--register", "services", "--wait", "3000", "--json", name)
        ends[r.returncode] += 1
        if r.returncode == 0:
            with lock:
                acknowledged.append((json.loads(r.stdout)["batches"][0]["index"], f"S-{k}-{i}"))
        else:
            say("import", r)

def issue():
    for i in range(BATCHES):
        r = run("preaudit-report", "--store", "store", "--issue", "--quiet", "--wait", "3000", "--as-of", f"2026-01-{1 + i % 28:02d}")
        if r.returncode != 0:
            say("issue", r)

def check():
    while not done.is_set():
        r = run("preaudit-store", "check", "--store", "store")
        checks[r.returncode] += 1
        if r.returncode != 0:
            say("check", r)
        r = run("preaudit-store", "status", "--store", "store")
        if r.returncode != 0:
            say("status", r)

writers = [threading.Thread(target=write, args=(k,)) for k in range(WRITERS)] + [threading.Thread(target=issue)]
checker = threading.Thread(target=check)
for t in writers + [checker]:
    t.start()
for t in writers:
    t.join()
done.set()
checker.join()
with open("store/log.jsonl") as f:
    log = [json.loads(line) for line in f]
lost = 0
for index, key in acknowledged:
    leaf = log[index]
    with open("store/" + leaf["path"]) as f:
        lost += key + "," not in f.read()
for line in bad[:10]:
    print("    " + line)
n = sum(checks.values())
print(f"{WRITERS} writers with {BATCHES} batches each: {len(acknowledged)} of {WRITERS * BATCHES} acknowledged, {lost} lost; "
      f"{n} checks meanwhile, {n - checks[0]} false alarms")
sys.exit(bool(bad) or lost != 0 or len(acknowledged) != WRITERS * BATCHES or n < 2)
PY
if python3 busy.py >busy.txt; then pass "$(tail -n 1 busy.txt)"; else fail "writers and a checker" "$(cat busy.txt)"; fi
check "as many records as were acknowledged" test "$(grep -c '"type":"batch"' store/log.jsonl)" = "$(sed -n 's/.*: \([0-9]*\) of .* acknowledged.*/\1/p' busy.txt)"
