#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Imports every file of the corpus of make.py, and compares with expected.tsv.

usage: run.py [--update] CORPUS STORE [NAME...]

A line of expected.tsv is a case: its name, options, what it is, the exit
status, and what is said. Of a file that is refused that is every error, of one
that is imported its records, then the warnings and remarks; ` // ` stands
between them, FILE for the file's name. STORE (its key is STORE.key) must come
out of a refused call as it went in; files that are to be imported get a copy.
--update writes expected.tsv anew, for people to look through.
"""
import concurrent.futures
import hashlib
import os
import re
import shutil
import subprocess
import sys
import threading

EXPECTED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "expected.tsv")
WORKERS = 6        # they wait for the disk more than they compute
SHOWN = 4          # errors, records and remarks each
CUT = 300          # characters of one
# Processor seconds of what is imported and what is refused, its reader among them.
CPU = (10.0, 2.0) if os.environ.get("MODE") != "asan" else (100.0, 20.0)
RECORD = re.compile(r'(?:[^"\r\n]|"[^"]*")+')
SAID = re.compile("error: |warning: |preaudit-import: |shown ")
COUNTS = re.compile(r"^  [\d,]+ rows? read: ")


def tree(store, thorough):
    """What a store holds: all of it, or what any import would touch."""
    h = hashlib.sha256()
    for folder, folders, files in sorted(os.walk(store)):
        folders.sort()
        for name in sorted(files):
            path = os.path.join(folder, name)
            if name == "lock":
                continue
            h.update(("%s %o\n" % (path[len(store):], os.lstat(path).st_mode)).encode())
            if thorough or name in ("log.jsonl", "checkpoint"):
                with open(path, "rb") as f:
                    h.update(hashlib.sha256(f.read()).digest())
    return h.hexdigest()


class Worker:
    """A store of one's own, and copies of it."""

    def __init__(self, corpus, store, at):
        self.corpus, self.origin, self.at, self.refused = corpus, store, at, 0
        self.store = os.path.join(at, "store")
        self.renew()
        self.before = tree(self.store, False), tree(self.store, True)

    def renew(self):
        shutil.rmtree(self.at, ignore_errors=True)
        os.makedirs(self.at)
        shutil.copytree(self.origin, self.store)
        for end in ".key", ".key.state":
            shutil.copy(self.origin + end, self.store + end)

    def call(self, name, options):
        args = options.split()
        args = [name if a == "FILE" else a for a in args] if "FILE" in args else args + [name]
        p = subprocess.Popen(["preaudit-import", "--store", self.store] + args, cwd=self.corpus,
                             stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        lines = {}
        reader = threading.Thread(target=lambda: lines.update(err=p.stderr.read()))
        reader.start()
        out = p.stdout.read()
        reader.join()
        _, status, used = os.wait4(p.pid, 0)
        p.returncode = os.waitstatus_to_exitcode(status)
        p.stdout.close()
        p.stderr.close()
        return p.returncode, out, lines["err"], used.ru_utime + used.ru_stime

    def records(self):
        """What the newest batches of the store hold, without salt."""
        new = sorted(set(os.listdir(os.path.join(self.store, "data"))) - set(os.listdir(os.path.join(self.origin, "data"))))
        for name in new:
            with open(os.path.join(self.store, "data", name), encoding="utf-8", newline="") as f:
                head, *lines = RECORD.findall(f.read())
            for line in lines:
                if head.endswith(",salt"):
                    line = line.rpartition(",")[0]
                yield line.split(",", 2)[2].rstrip(",")

    def said(self, name, status, out, err):
        """In one line, as expected.tsv has it."""
        def clean(s):
            s = s.replace(name, "FILE").replace(self.store, "STORE").replace("\\", "\\\\")
            s = "".join(c if c.isprintable() else "\\u%04x" % ord(c) for c in s)
            return s if len(s) <= CUT else "%s... (%d characters)" % (s[:CUT], len(s))

        def some(lines):
            lines = list(lines)
            more = ["and %d more" % (len(lines) - SHOWN)] if len(lines) > SHOWN else []
            return [clean(s) for s in lines[:SHOWN]] + more
        err = [s for s in err.decode("utf-8", "backslashreplace").split("\n") if SAID.match(s)]
        remarks = [s for s in out.decode("utf-8", "backslashreplace").split("\n") if
                   (s.startswith("  ") and not COUNTS.match(s)) or ": not imported: " in s]
        if status != 0:
            return " // ".join(some(s for s in err if not s.startswith("warning: ")))
        return " // ".join(some(self.records()) + some(err) + some(s.strip() for s in remarks))

    def case(self, line, expected, update):
        """(what is found, the reasons why it is wrong)."""
        name, options, what = line
        status, out, err, cpu = self.call(name, options)
        found = "\t".join((name, options, what, str(status), self.said(name, status, out, err)))
        wrong = [] if cpu <= CPU[status != 0] else ["it took %.1f s of processor time" % cpu]
        if found != expected and not update:
            wrong += ["expected: %s" % expected, "found:    %s" % found]
        if status == 0:
            self.renew()
        else:
            self.refused += 1
            thorough = self.refused % 50 == 0
            if tree(self.store, thorough) != self.before[thorough]:
                wrong.append("the store has changed")
                self.renew()
        return found, wrong

    def close(self):
        same = tree(self.store, True) == self.before[True]
        shutil.rmtree(self.at)
        return same


def main():
    args = [a for a in sys.argv[1:] if a != "--update"]
    update = len(args) < len(sys.argv) - 1
    corpus, store = map(os.path.abspath, args[:2])
    with open(os.path.join(corpus, "cases.tsv"), encoding="utf-8") as f:
        cases = [line.rstrip("\n").split("\t") for line in f]
    expected = {}
    if os.path.exists(EXPECTED):
        with open(EXPECTED, encoding="utf-8") as f:
            expected = {s.split("\t")[0]: s.rstrip("\n") for s in f}
    gone = set(expected) - {c[0] for c in cases}
    cases = [c for c in cases if not args[2:] or c[0] in args[2:]]
    workers = [Worker(corpus, store, "%s.%d" % (store, i)) for i in range(WORKERS)]
    todo, lock, found = iter(enumerate(cases)), threading.Lock(), {}

    def run(worker):
        while True:
            with lock:
                i, line = next(todo, (None, None))
            if line is None:
                return
            found[i] = worker.case(line, expected.get(line[0]), update)

    with concurrent.futures.ThreadPoolExecutor(len(workers)) as pool:
        for f in [pool.submit(run, w) for w in workers]:
            f.result()
    bad = not all([w.close() for w in workers])
    if bad:
        print("not ok - the store after all refused files is the one before")
    if gone and not update:
        bad = True
        print("not ok - expected.tsv has cases that are no more: " + " ".join(sorted(gone)))
    for i, (name, _, what) in enumerate(cases):
        line, wrong = found[i]
        bad = bad or bool(wrong)
        print("%s - %s: %s" % ("not ok" if wrong else "ok", name, what))
        for why in wrong:
            print("    " + why)
    if update and not args[2:]:
        with open(EXPECTED, "w", encoding="utf-8") as f:
            f.writelines(found[i][0] + "\n" for i in range(len(cases)))
    return 1 if bad or not cases else 0


sys.exit(main())
