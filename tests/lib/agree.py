#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""agree.py FIRST COUNT MUTATIONS VERIFIER STANDARD: stores made at random, and two checkers that must agree on them.

Seeds FIRST to FIRST + COUNT - 1 each make a store (imports, undos, issued reports, withdrawals), which `preaudit-store
check` and VERIFIER must both find whole. Then, one at a time, MUTATIONS damages of each: both find it whole, or neither.
A damage that both pass is counted too: a lost file of checkpoints/ or a proof, say, is none.
"""
import os
import random
import shutil
import subprocess
import sys

# Not looked at by the verifier: written again from the log, or no evidence.
PASSED_OVER = {"RECEIPT.txt", "SHA256SUMS", "lock"}
first, count, mutations = map(int, sys.argv[1:4])
verifier, standard = sys.argv[4:6]
done = dict.fromkeys(("stores", "records", "import", "undo", "issue", "withdraw", "refused", "mutations", "found", "passed"), 0)
faults = []


def call(*args):
    return subprocess.run(args, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


def import_some(r, n):
    kind = r.choice(("services", "training", "people"))
    with open("in.csv", "w", encoding="utf-8") as f:
        if kind == "services":
            f.write("Service ID,Service name,Service type,Status,In scope\n")
            f.writelines(f"S-{r.randrange(12)}{i},Näme {n}.{r.randrange(99)},customer facing,live,yes\n" for i in range(r.randrange(1, 9)))
        elif kind == "training":
            f.write("Training ID,Employee number,Course Title,Status\n")
            f.writelines(f"T-{r.randrange(12)}{i},00{i},\"Course, {n}\",{r.choice(('Planned', 'odd'))}\n" for i in range(r.randrange(1, 9)))
        else:
            f.write("Employee number,Name,Department\n")
            f.writelines(f"P-{r.randrange(12)}{i},Person {n},Dept {r.randrange(5)}\n" for i in range(r.randrange(1, 9)))
    options = [x for x in ("--partial", "--full", "--keep-original") if r.random() < 0.4]
    return call("preaudit-import", "--store", "store", "--quiet", "--register", kind, *options, "in.csv")


def step(r, n):
    """One random action; what it was."""
    what = r.choice(("import", "import", "import", "undo", "issue", "withdraw"))
    reports = sorted(os.listdir("store/reports")) if os.path.isdir("store/reports") else []
    if what == "undo":
        with open("store/log.jsonl", "rb") as f:
            batches = [i for i, line in enumerate(f) if b'"type":"batch"' in line]
        done_by = call("preaudit-import", "undo", str(r.choice(batches or [1])), "--store", "store", "--quiet", "--reason", f"wrong, {n}")
    elif what == "issue":
        done_by = call("preaudit-report", "--store", "store", "--quiet", "--issue", "--as-of", f"2026-0{r.randrange(1, 10)}-01")
    elif what == "withdraw":
        done_by = call("preaudit-report", "withdraw", r.choice(reports or ["R-0"]), "--store", "store", "--quiet", "--reason", f"error {n}")
    else:
        done_by = import_some(r, n)
    return what if done_by.returncode == 0 else "refused"


def make(seed):
    r = random.Random(seed)
    for name in os.listdir("."):
        shutil.rmtree(name) if os.path.isdir(name) else os.unlink(name)
    made = call("preaudit-store", "init", "--store", "store", "--origin", f"example.org/s{seed}", "--organisation", "Example Ltd",
                "--standard", standard)
    assert made.returncode == 0, made.stderr
    for n in range(r.randrange(4, 13)):
        done[step(r, n)] += 1
    with open("store/log.jsonl", "rb") as f:
        done["records"] += len(f.readlines())
    done["stores"] += 1
    return r


def write(path, data):
    mode = os.stat(path).st_mode & 0o777 if os.path.exists(path) else 0o444
    if os.path.exists(path):
        os.chmod(path, 0o600)
    with open(path, "wb") as f:
        f.write(data)
    os.chmod(path, mode)


def read(path):
    with open(path, "rb") as f:
        return f.read()


def damage(r, files):
    """Damages one file; how, which, and what undoes it."""
    path = r.choice(files)
    old, how = read(path), r.choice(("bit", "bit", "cut", "longer", "gone", "swapped", "line", "stray"))
    at = r.randrange(len(old)) if old else 0
    mode = os.stat(path).st_mode & 0o777

    def back():
        write(path, old)
        os.chmod(path, mode)
    if how == "bit":
        write(path, old[:at] + bytes([old[at] ^ 1 << r.randrange(8)]) + old[at + 1:])
    elif how == "cut":
        write(path, old[:at])
    elif how == "longer":
        write(path, old + r.choice((b"\n", b"x", old[-40:])))
    elif how == "gone":
        os.unlink(path)
    elif how == "swapped":
        write(path, read(r.choice([f for f in files if read(f) != old])))
    elif how == "line":
        lines = old.splitlines(keepends=True)
        lines.insert(r.randrange(len(lines)), r.choice(lines))
        write(path, b"".join(lines))
    else:
        path = f"store/{r.choice(('data', 'orig', 'standard', 'findings'))}/000001-stray"
        os.makedirs(os.path.dirname(path), exist_ok=True)
        write(path, b"stray\n")
        return how, path, lambda: os.unlink(path)
    return how, path, back


def agree(what):
    """Do both say the same, and what?"""
    ours, theirs = call("preaudit-store", "check", "--store", "store"), call(sys.executable, verifier, "store")
    if (ours.returncode == 0) != (theirs.returncode == 0):
        faults.append(what)
        print(f"{what}: check says {ours.returncode}, the verifier {theirs.returncode}\n"
              f"  {(ours.stdout + ours.stderr).strip()[-300:]}\n  {(theirs.stdout + theirs.stderr).strip()[-300:]}")
    return ours.returncode == 0


for seed in range(first, first + count):
    pick = make(seed)
    if not agree(f"seed {seed}"):
        faults.append(f"seed {seed}")
        print(f"seed {seed}: not whole as it was made")
    there = sorted(os.path.join(d, f) for d, _, fs in os.walk("store") for f in fs if f not in PASSED_OVER)
    for k in range(mutations):
        kind, where, undo = damage(pick, there)
        done["passed" if agree(f"seed {seed}, {k}: {kind}, {where}") else "found"] += 1
        undo()
        done["mutations"] += 1
print(", ".join(f"{n} {what}" for what, n in done.items()) + f", {len(faults)} disagreed")
sys.exit(bool(faults))
