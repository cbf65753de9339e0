#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs a command once for every system call it makes, with that call failing
or the process killed at it, each time over a fresh copy of a folder.

  faults.py TEMPLATE OLD NEW COMMAND -- AGAIN

TEMPLATE is the folder, the store in it is "store". OLD and NEW are the sizes
of its log without and with the command's work ("-" for OLD: no store yet).
After each fault: a reader must open the store and see OLD or NEW; a command
that said 0 must have left NEW, one that failed by itself must say why; check
must not find anything altered (status 4); then
AGAIN must succeed, leave NEW and a store that check finds whole.
"""
import collections
import os
import re
import shutil
import subprocess
import sys

WHAT = [("openat", "EMFILE"), ("openat", "EIO"), ("read", "EIO"), ("write", "ENOSPC"), ("write", "EIO"),
        ("fsync", "EIO"), ("rename", "EIO"), ("rename", "ENOSPC"), ("renameat2", "EIO"), ("fchmod", "EPERM"), ("ftruncate", "EIO"),
        ("mkdir", "ENOSPC"), ("unlink", "EACCES"), ("mmap", "ENOMEM"), ("fcntl", "EIO")]
KILL = ["openat", "write", "fsync", "rename", "renameat2", "mkdir", "unlink", "close", "fchmod"]
# How a command says that it failed, but its records are signed.
DONE = re.compile(rb"signed|not known to be|the next run|is issued as record|is made")
LIMIT = int(os.environ.get("FAULT_LIMIT", "28"))  # calls of one kind at most


def run(cmd, **kw):
    return subprocess.run(cmd, stdin=subprocess.DEVNULL, capture_output=True, timeout=1800, **kw)


def fresh(template):
    shutil.rmtree("work", ignore_errors=True)
    shutil.copytree(template, "work", symlinks=True)


def size():
    r = run(["preaudit-store", "status", "--json", "--store", "store"], cwd="work")
    m = re.search(rb'"size":(\d+)', r.stdout)
    if r.returncode == 0 and m:
        return m.group(1).decode()
    if r.returncode == 2 and not os.path.exists("work/store"):
        return "-"
    return f"status {r.returncode}: {r.stderr.decode(errors='replace').strip()}"


def calls(template, command):
    """How often each call is made, and which of them come before main."""
    fresh(template)
    names = sorted({w for w, _ in WHAT} | set(KILL))
    r = run(["strace", "-f", "-qq", "-o", "../trace", "-e", "trace=" + ",".join(names)] + command, cwd="work")
    if r.returncode != 0:
        sys.exit(f"not ok - the command fails without faults: {r.stderr.decode(errors='replace')}")
    count, early, loading = {}, {}, True
    for line in open("trace", errors="replace"):
        m = re.match(r"\d+ +(\w+)\(", line)
        if not m:
            continue
        call = m.group(1)
        count[call] = count.get(call, 0) + 1
        if loading and call in ("openat", "read", "close", "mmap", "fcntl"):
            if call == "openat" and not re.search(r'"(/etc/ld|/lib|/usr/lib)', line):
                loading = False
            else:
                early[call] = count[call]
    return count, early


def choose(n, skip):
    """Every one of n calls, or a spread of LIMIT of them."""
    all_of = list(range(skip + 1, n + 1))
    if len(all_of) <= LIMIT:
        return all_of
    # The last ones matter most: that is where a commit is.
    tail = all_of[-LIMIT // 2:]
    head = all_of[:-LIMIT // 2]
    step = max(1, len(head) // (LIMIT - len(tail)))
    return head[::step][:LIMIT - len(tail)] + tail


def main():
    template, old, new = sys.argv[1:4]
    rest = sys.argv[4:]
    command, again = rest[:rest.index("--")], rest[rest.index("--") + 1:]
    count, early = calls(template, command)
    fresh(template)
    old_left = run(["preaudit-store", "check", "--store", "store"], cwd="work").returncode == 1
    cases = [(c, f"error={e}", k) for c, e in WHAT for k in choose(count.get(c, 0), early.get(c, 0))]
    cases += [(c, "signal=KILL", k) for c in KILL for k in choose(count.get(c, 0), early.get(c, 0))]
    bad = killed = failed = unharmed = 0
    seen_old = seen_new = 0
    checked = collections.Counter()
    for call, how, k in cases:
        fresh(template)
        r = run(["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e",
                 f"inject={call}:{how}:when={k}"] + command, cwd="work")
        if r.returncode == 127:
            # The loader failed: it maps more in one run than in another, so
            # that this call came before main after all.
            continue
        why = []
        after = size()
        # What a run leaves is unfinished, never altered.
        r1 = run(["preaudit-store", "check", "--store", "store"], cwd="work")
        checked[r1.returncode] += 1
        if r1.returncode not in ((2,) if after == "-" else (0, 1)):
            why.append(f"check before the next run: {r1.returncode} "
                       + r1.stdout.decode(errors="replace").strip()[:300])
        # What failed by itself takes back what it made, unless that is what fails.
        if (r1.returncode == 1 and r.returncode > 0 and how != "signal=KILL" and not old_left
                and call in ("fsync", "rename", "renameat2", "write", "fchmod", "mkdir")
                and b"the next run" not in r.stderr):
            why.append("it left something: " + r1.stdout.decode(errors="replace").strip()[:300])
        seen_old += after == old
        seen_new += after == new
        if after not in (old, new):
            why.append(f"a reader sees {after}")
        if r.returncode == 0 and after != new:
            why.append("it said 0, but its work is not there")
        if r.returncode == 0:
            unharmed += 1
        elif how == "signal=KILL":
            killed += 1
        else:
            failed += 1
            if not r.stderr.strip():
                why.append("it failed without a word")
            elif after == new and not DONE.search(r.stderr):
                why.append("its work is signed, and it did not say so")
            if r.returncode not in (1, 2, 4):
                why.append(f"it ended with {r.returncode}")
        r2 = run(again, cwd="work")
        if r2.returncode != 0 and not (old == "-" and after == new and r2.returncode == 2):
            why.append(f"the next run: {r2.returncode} {r2.stderr.decode(errors='replace').strip()}")
        end = size()
        if end != new:
            why.append(f"after the next run a reader sees {end}")
        r3 = run(["preaudit-store", "check", "--store", "store"], cwd="work")
        if r3.returncode != 0:
            why.append("check: " + r3.stdout.decode(errors="replace").strip()[:300])
        if os.path.exists("work/store.new"):
            why.append("store.new is still there")
        if why:
            bad += 1
            if bad <= 12:
                print(f"    {call} {k} of {count[call]} {how}: status {r.returncode} "
                      f"{r.stderr.decode(errors='replace').strip()[:200]!r}: " + "; ".join(why))
    print(f"{len(cases)} faults ({failed} failed, {killed} killed, {unharmed} unharmed; "
          f"{seen_old} left the old head, {seen_new} the new one; check before the next run: "
          + ", ".join(f"{n} with status {s}" for s, n in sorted(checked.items())) + f"), {bad} wrong")
    sys.exit(bad != 0 or 0 in (killed, failed, seen_old, seen_new))


main()
