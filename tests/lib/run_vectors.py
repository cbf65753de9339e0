#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""run_vectors.py [--script VERIFY_REPORT.SH]: every case of ./index.json, by its command; counts those that answer as it says.

With --script the cases that check a report go through that verifier instead, where it has what it needs. Cases with
whole reports are left out where their files were not made.
"""
import json
import os
import subprocess
import sys


def by_program(case):
    command = case["command"]
    r = subprocess.run([*command[:2], "--json", *command[2:]], capture_output=True, check=False)
    if case["verdict"] in ("refused", "signature failed"):
        return r.returncode, case["verdict"] if r.stderr and not r.stdout else "an answer"
    answer = json.loads(r.stdout)
    return r.returncode, answer["verdict"] if "verdict" in answer else answer["files"][-1]["verdict"]


def script_arguments(case):
    """REPORT proof.txt KEY [RECEIPT.txt history.txt], or None where the script cannot be asked."""
    words = case["command"][2:]
    options = {words[i]: words[i + 1] for i in range(len(words) - 1) if words[i].startswith("--") and words[i] != "--no-memory"}
    proof = options.get("--proof", os.path.join(os.path.dirname(words[-1]), "proof.txt"))
    if case["command"][1] != "verify" or not os.path.exists(proof) or "--keys" not in options:
        return None
    if "--checkpoint" not in options:
        return [words[-1], proof, options["--keys"]]
    history = os.path.join(os.path.dirname(words[-1]), "history.txt")
    return [words[-1], proof, options["--keys"], options["--checkpoint"], history] if os.path.exists(history) else None


def by_script(case, script):
    r = subprocess.run(["sh", script, *script_arguments(case)], capture_output=True, check=False)
    return r.returncode, r.stdout.decode().split(": ", 1)[-1].split(":")[0].strip()


script = sys.argv[2] if len(sys.argv) == 3 else None
with open("index.json", encoding="utf-8") as f:
    cases = [c for c in json.load(f)["cases"] if all(map(os.path.exists, c["files"])) or "made" not in c]
if script:
    cases = [c for c in cases if "made" not in c and script_arguments(c)]
good = 0
for c in cases:
    status, verdict = by_script(c, script) if script else by_program(c)
    fits = {"status": status, "verdict": verdict} in ({k: c[k] for k in ("status", "verdict")}, c.get("or"))
    # The script refuses nothing that was kept, it is then not confirmed, and does not know which members a record has.
    fits |= script is not None and (c["verdict"] == "refused" and status == 3 or c["name"] == "proofs/signed-unknown-member")
    good += fits
    if not fits:
        print(f"{c['name']}: {status} {verdict}, expected {c['status']} {c['verdict']}: {c['why']}")
print(f"{good} of {len(cases)}")
sys.exit(good != len(cases))
