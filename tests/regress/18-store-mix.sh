#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Every part of a store from one of two backups, in every combination: the next import goes on from the newest head that
# any part shows to be signed, or it is refused with every byte still there. LONG=1: three pairs of backups.
[ -w /dev/shm ] && export TMPDIR=${TMPDIR:-/dev/shm}
. "$(dirname "$0")/../lib/scenario.sh"
damaged mix # the last pair that was tried
new_store store
save() { cp -R store "$1" && cp store.key.state "$1.state"; }
import() {
	printf 'Service ID,Service name,Service type,Status,In scope\r\n' >services.csv
	for i in $(seq "$1"); do printf 'S-%s,Service %s,customer facing,live,yes\r\n' "$i" "$i" >>services.csv; done
	preaudit-import --quiet --store store --register services services.csv 2>import.err || fail "import" "$(cat import.err)"
}
issue() { preaudit-report --store store --as-of "$1" --issue --quiet 2>issue.err || fail "issue" "$(cat issue.err)"; }
import 2 && save 3
issue 2026-06-30 && save 4
import 3
issue 2026-09-30 && save 6
import 4 && save 7
cat >mix.py <<'PY'
import collections, glob, hashlib, itertools, os, shutil, subprocess, sys

PARTS = ["log.jsonl", "checkpoint", "checkpoints", "data", "orig", "state", "reports"]

def files(top):
    found = {}
    for folder, _, names in os.walk(top):
        for name in names:
            path = os.path.join(folder, name)
            with open(path, "rb") as f:
                found[os.path.relpath(path, top)] = f.read()
    return found

def replace(src, dst):
    if os.path.isdir(dst):
        shutil.rmtree(dst)
    elif os.path.exists(dst):
        os.remove(dst)
    (shutil.copytree if os.path.isdir(src) else shutil.copy2)(src, dst)

def size_of(note):
    return int(note.split("\n")[1])

def newest_signed():
    """The largest size of any checkpoint in the store: all of them are real here."""
    notes = [open("mix/checkpoint").read()]
    notes += [open(p).read() for p in glob.glob("mix/checkpoints/*")]
    notes += [open(p).read().split("\n\n", 1)[1] for p in glob.glob("mix/reports/*/proof.txt")]
    return max(map(size_of, notes))

def run(*command):
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True)

def one(a, b, choice):
    """What is wrong with the outcome, and how it went."""
    shutil.rmtree("mix", ignore_errors=True)
    shutil.copytree(a, "mix")
    shutil.copy2("store.key", "mix.key")
    at = dict(zip(PARTS, choice))
    for part, pick in at.items():
        if part == "state":
            replace(f"{pick}.state", "mix.key.state")
        else:
            replace(f"{pick}/{part}", f"mix/{part}")
            if part == "orig":  # findings go with the files they are of
                replace(f"{pick}/findings", "mix/findings")
    size = {part: int(pick) for part, pick in at.items()}
    before, state = files("mix"), open("mix.key.state").read()
    signed = newest_signed()
    due = max(signed, size["state"])
    reader = run("preaudit-store", "status", "--json", "--store", "mix")
    wrong = []
    if (reader.returncode == 0) != (signed <= size["log.jsonl"]):
        wrong.append(f"a reader ends with {reader.returncode}")
    r = run("preaudit-import", "--quiet", "--store", "mix", "--changes", "--register",
            "services", "new.csv")
    after = files("mix")
    # Every byte is still there: whole files anywhere, the log as a prefix and what was cut of it.
    left = collections.Counter(hashlib.sha256(v).digest() for v in after.values())
    for path, bytes_ in before.items():
        if path in ("checkpoint", "log.jsonl", "lock"):
            continue
        if left[hashlib.sha256(bytes_).digest()] == 0:
            wrong.append(f"{path} is lost")
        if path.startswith("checkpoints/") and after.get(path) != bytes_:
            wrong.append(f"{path} was replaced or moved")
    old = before["log.jsonl"]
    cut = b"".join(v for k, v in after.items() if k.startswith(".removed-") and k.endswith("/log.jsonl"))
    keep = b"".join(line + b"\n" for line in old.split(b"\n")[:min(due, size["log.jsonl"])])
    if not after["log.jsonl"].startswith(keep) or old not in (keep + cut, after["log.jsonl"][:len(old)]):
        wrong.append("records are lost")
    end = size_of(after["checkpoint"].decode())
    if due > size["log.jsonl"]:
        how = "refused"
        if r.returncode != 4 or after != before or open("mix.key.state").read() != state:
            wrong.append(f"{due} records were signed, the log has {size['log.jsonl']}: status {r.returncode}, "
                         f"changed {sorted(k for k in after if after[k] != before.get(k))}")
    elif size["data"] < due and r.returncode == 4 and end == due:
        how = "forward, but a data file is missing"
    elif min(size[k] for k in ("data", "orig", "reports")) < due and r.returncode == 4 and after == before:
        how = "refused, as a file of a record that was to be signed is missing"
        if b"which was to be signed, needs" not in r.stderr or open("mix.key.state").read() != state:
            wrong.append("it is not said why")
    else:
        how = "forward"
        if r.returncode != 0 or end != due + 1:
            wrong.append(f"status {r.returncode}, the head is {end}, not {due} and one more")
        if size["data"] >= due and size["orig"] >= due and size["reports"] >= signed_reports(due):
            check = run("preaudit-store", "check", "--store", "mix")
            if check.returncode != 0:
                wrong.append("check: " + check.stdout.decode(errors="replace")[:200])
    if wrong:
        wrong.append(r.stderr.decode(errors="replace")[:300])
    return wrong, how

def signed_reports(due):
    """The size of the first backup that has all reports below `due`."""
    return 6 if due >= 6 else 4 if due >= 4 else 3

bad, cases, hows = 0, 0, collections.Counter()
for pair in sys.argv[1:]:
    a, b = pair.split(",")
    for choice in itertools.product((a, b), repeat=len(PARTS)):
        wrong, how = one(a, b, choice)
        cases += 1
        hows[how] += 1
        if wrong:
            bad += 1
            if bad < 10:
                print("    " + " ".join(f"{p}={c}" for p, c in zip(PARTS, choice)) + ": " + "; ".join(wrong))
print(f"{cases - bad} of {cases} as they must be: " + ", ".join(f"{n} {how}" for how, n in sorted(hows.items())))
sys.exit(bad != 0 or cases != 128 * len(sys.argv[1:]) or len(hows) < 2)
PY
printf 'Service ID,Service name,Service type,Status,In scope\r\nS-9,New,customer facing,live,yes\r\n' >new.csv
pairs="4,7"
[ "${LONG:-0}" = 0 ] || pairs="4,7 3,4 3,6"
# shellcheck disable=SC2086
if python3 mix.py $pairs >mixed; then pass "$(tail -n 1 mixed)"; else fail "parts of two backups" "$(cat mixed)"; fi
