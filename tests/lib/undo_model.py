#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Random sequences of imports and undos against a model.

  undo_model.py SEED STEPS REGISTER

The model: a register is what its imports that count made of it, in the order
of the log; an undo takes its batch out, an undone undo puts it back. After
every step the store must hold the model's records, each with the batch that
gave it its value, and refuse a second undo of the same batch.
"""
import json
import os
import random
import subprocess
import sys

sys.path.insert(0, os.path.dirname(__file__))
import fold  # noqa: E402

HEADER = {
    "services": "Service ID,Service name,Service type,Status,In scope",
    "training": "Training ID,Employee number,Course Code,Completion Date,Status",
}
ROW = {
    "services": lambda k, v: f"{k},Name {v},customer facing,live,yes",
    "training": lambda k, v: f"{k},P-1,Course {v},2026-01-15,Completed",
}
FIELD = {"services": ("name", "Name %d"), "training": ("course_code", "Course %d")}


def call(*args):
    return subprocess.run(["preaudit-import", *args, "--store", "store", "--json"], stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=1800)


class Model:
    def __init__(self):
        self.imports = {}  # index -> {key: value or None}
        self.undo = {}     # index -> the batch it undoes

    def undone(self):
        gone = set()
        for i in sorted(self.undo, reverse=True):
            if i not in gone:
                gone.add(self.undo[i])
        return gone

    def state(self):
        """key -> (value, batch)"""
        state, gone = {}, self.undone()
        for i in sorted(self.imports):
            if i in gone:
                continue
            for key, value in self.imports[i].items():
                if value is None:
                    state.pop(key, None)
                else:
                    state[key] = (value, i)
        return state


def fail(trace, why):
    print("\n".join("    " + t for t in trace))
    print("    " + why)
    sys.exit(1)


def main():
    seed, steps, register = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    rng, model, trace = random.Random(seed), Model(), []
    size, seen = 2, {"import": 0, "undo": 0, "redo": 0, "refused": 0, "kept": 0, "state": 0}
    name, form = FIELD[register]
    for step in range(steps):
        before = model.state()
        known = sorted(model.imports) + sorted(model.undo)
        if known and rng.random() < 0.45:
            batch = rng.choice(known)
            twice = batch in model.undone()
            look = call("undo", str(batch), "--dry-run")
            r = call("undo", str(batch))
            trace.append(f"{size}: undo {batch} -> {r.returncode} {r.stderr.strip()}")
            if twice:
                seen["refused"] += 1
                if r.returncode != 3 or "undone already" not in r.stderr:
                    fail(trace, f"status {r.returncode}, a second undo must be refused")
                continue
            if r.returncode != 0:
                fail(trace, "the undo failed")
            told, planned = json.loads(r.stdout), json.loads(look.stdout)
            if told["records"] != planned["records"] or told["kept"] != planned["kept"]:
                fail(trace, f"planned {planned}, done {told}")
            model.undo[size] = batch
            after = model.state()
            counts = {"retired": len(before.keys() - after.keys()), "returned": len(after.keys() - before.keys()),
                      "changed": sum(before[k] != after[k] for k in before.keys() & after.keys())}
            if {k: told["records"][k] for k in counts} != counts:
                fail(trace, f"{told['records']}, expected {counts}")
            seen["redo" if batch in model.undo and batch != size else "undo"] += 1
            seen["kept"] += told["records"]["kept"] > 0
        else:
            keys = rng.sample([f"K{i}" for i in range(6)], rng.randint(1, 6))
            rows = {k: rng.randint(1, 3) for k in keys}
            full = rng.random() < 0.4
            with open("f.csv", "w", encoding="utf-8") as f:
                print(HEADER[register], *(ROW[register](k, v) for k, v in rows.items()), sep="\n", file=f)
            gone = sorted(before.keys() - rows.keys()) if full else []
            r = call("--full" if full else "--changes", "--register", register, "--retire", str(len(gone)), "f.csv")
            trace.append(f"{size}: import {'full' if full else 'changes'} {rows} -> {r.returncode} {r.stderr.strip()[:200]}")
            if r.returncode != 0:
                fail(trace, "the import failed")
            if json.loads(r.stdout)["batches"][0]["outcome"] == "same":
                continue
            touched = {k: form % v for k, v in rows.items() if k not in before or before[k][0] != form % v}
            touched.update({k: None for k in gone})
            model.imports[size] = touched
            seen["import"] += 1
        leaf = json.loads(open("store/log.jsonl", encoding="utf-8").read().splitlines()[size])
        seen["state"] += "undoes" in leaf and leaf["kind"] == "state"
        size += 1
        have = {k: (v[name], int(v["batch"])) for k, (_, v) in fold.fold("store", register).items()}
        if have != model.state():
            fail(trace, f"the store holds {have}\n    the model {model.state()}")
    check = subprocess.run(["preaudit-store", "check", "--store", "store"], capture_output=True, text=True)
    if check.returncode != 0:
        fail(trace, check.stdout)
    print(" ".join(f"{n} {k}" for k, n in seen.items()))


main()
