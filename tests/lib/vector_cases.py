# SPDX-License-Identifier: Apache-2.0
"""vector_cases.py CASES EXPECTED: the cases of ./index.json that are marked for verify.html, for verify_page.py.

Writes a JSON line per case whose files are here to CASES, and a line of name, verdict and status parted by tabs to
EXPECTED; the answer in `or`, where a case has one, stands behind them.
"""
import json
import os
import sys


def options(words):
    """What stands behind each option that takes a value, and the words that are left."""
    given, rest, words = {}, [], list(words)
    while words:
        word = words.pop(0)
        if word.startswith("--") and word != "--no-memory":
            given[word] = words.pop(0)
        elif not word.startswith("--"):
            rest.append(word)
    return given, rest


def files(case):
    """The report, what lies beside it, and what was kept."""
    given, rest = options(case["command"][2:])
    if "--disclosed" in given:
        folder = given["--disclosed"]
        return [os.path.join(folder, f) for f in sorted(os.listdir(folder))]
    beside = [os.path.join(os.path.dirname(rest[0]), f) for f in ("proof.txt", "history.txt")]
    proof = [given["--proof"]] if "--proof" in given else []
    return rest + (proof or [f for f in beside if os.path.exists(f)]) + [given[x] for x in ("--checkpoint",) if x in given]


with open("index.json", encoding="utf-8") as f:
    cases = [c for c in json.load(f)["cases"] if c["page"] and (all(map(os.path.exists, c["files"])) or "made" not in c)]
with open(sys.argv[1], "w", encoding="utf-8") as put, open(sys.argv[2], "w", encoding="utf-8") as expected:
    for c in cases:
        given, _ = options(c["command"][2:])
        key = ""
        if "--keys" in given:
            with open(given["--keys"], encoding="utf-8") as f:
                key = f.read()
        print(json.dumps({"name": c["name"], "key": key, "print": "", "seed": given.get("--seed", ""),
                          "files": [os.path.abspath(f) for f in files(c)]}), file=put)
        print(c["name"], c["verdict"], c["status"], *(str(x) for x in c.get("or", {}).values()), sep="\t", file=expected)
