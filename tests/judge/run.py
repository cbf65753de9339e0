#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""run.py FIRST COUNT STORE STANDARD [CRITERION...]: a second judge of organisations that were damaged at random.

The second judge is written from the sentences of docs/criteria.md and shares nothing with the programs. Seeds FIRST to
FIRST + COUNT - 1 each damage a copy of STORE's registers, which is imported and judged by both on three days: that of
its extraction, one before and one after. They must agree in result, grade, members, failing and unknown.
"""
import datetime
import glob
import importlib
import json
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import damage
from org import Org

EXTRACTED = datetime.date(2026, 9, 30)
DAYS = [EXTRACTED, datetime.date(2026, 6, 30), datetime.date(2027, 3, 15)]
MODULES = ["rules04", "rules05", "rules06", "rules07", "rules08", "rules09", "rules10", "rules_cycle"]


def criteria():
    """{id: function of an Org}, of the modules that are there."""
    found = {}
    for name in MODULES:
        if os.path.exists(os.path.join(os.path.dirname(os.path.abspath(__file__)), name + ".py")):
            found.update(importlib.import_module(name).CRITERIA)
    return found


def call(*args):
    r = subprocess.run(args, capture_output=True, text=True, check=False)
    if r.returncode not in (0, 3):
        raise SystemExit(f"{' '.join(args)}: {r.returncode}\n{r.stderr[-2000:]}")
    return r.stdout


def program(store, day):
    """What our program says, in the form of judge.Criterion.judged()."""
    answer = {}
    for c in json.loads(call("preaudit-report", "status", "--store", store, "--as-of", day.isoformat(), "--json"))["criteria"]:
        answer[c["id"]] = {"result": c["result"].replace("nothing to assess", "nothing to judge"), "grade": c.get("grade", ""), "of": c["of"], "failing": c["failing"], "unknown": c["unknown"],
                           "failing_keys": sorted({v["key"] for v in c["violations"] if v["register"]})}
    return answer


def differences(store, standard, day, wanted):
    said, count = program(store, day), 0
    org = Org(store, standard, day)
    for ident, judge in criteria().items():
        if wanted and ident not in wanted:
            continue
        mine = judge(org).judged()
        count += 1
        diff = {k: (mine[k], said[ident][k]) for k in said[ident] if mine[k] != said[ident][k]}
        if diff:
            yield count, ident, diff
    yield count, None, None


def main():
    first, number, source, standard, *wanted = sys.argv[1:]
    schemas = {}
    for path in glob.glob(os.path.join(standard, "registers", "*.json")):
        with open(path, encoding="utf-8") as f:
            schema = json.load(f)
        schemas[schema["name"]] = schema
    tables = damage.rows_of(source, standard, EXTRACTED)
    judged = differ = 0
    for seed in range(int(first), int(first) + int(number)):
        with tempfile.TemporaryDirectory() as d:
            os.chdir(d)
            damaged, done = damage.damage(tables, schemas, seed) if seed else (tables, ["nothing"])
            damage.write(damaged, "in")
            call("preaudit-store", "init", "--store", "store", "--organisation", "Damaged", "--standard", standard, "--origin", "damaged.example/log")
            for name in damaged:
                call("preaudit-import", "--quiet", "--store", "store", "--extracted", EXTRACTED.isoformat(), "--register", name, f"in/{name}.csv")
            for day in DAYS:
                for count, ident, diff in differences("store", standard, day, wanted):
                    if ident is None:
                        judged += count
                        continue
                    differ += 1
                    print(f"seed {seed}, {day}, {ident}: " + "; ".join(f"{k}: judge {a}, program {b}" for k, (a, b) in diff.items()))
            if differ and os.environ.get("KEEP"):
                shutil.copytree("store", os.path.join(os.environ["KEEP"], f"store-{seed}"), dirs_exist_ok=True)
                print(f"seed {seed}: " + "; ".join(done))
            os.chdir("/")
    print(f"{judged} judgements of {len(wanted) or len(criteria())} criteria, {differ} differ")
    sys.exit(differ != 0 or judged == 0)


if __name__ == "__main__":
    main()
