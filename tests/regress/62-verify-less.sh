#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Giving less never makes an answer better: over every set of inputs, in every state of file, store and log, an input
# whose answer is ok may be left out, and the status is then the same or worse.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
example_store
damaged 'fork*'
preaudit-store key --public --store store >keys.txt
cp store/checkpoint kept
cp -a store fork && cp -a store.key fork.key && cp -a store.key.state fork.key.state
issue_example
mkdir genuine altered other
cp report/readiness.html genuine/
sed 's/not ready/ready/' report/readiness.html >altered/readiness.html
echo hello >other/readiness.html
cp report/proof.txt proof
cp -a store withdrawn && cp -a store.key withdrawn.key && cp -a store.key.state withdrawn.key.state
preaudit-report withdraw --quiet --store withdrawn --key withdrawn.key "$id" --reason "wrong data"
printf 'course_code,title\r\nX-1,Something new\r\n' >more.csv
cp -a store later && cp -a store.key later.key && cp -a store.key.state later.key.state
preaudit-import --store later --key later.key --register courses --changes more.csv >/dev/null 2>&1
preaudit-report --store later --key later.key --as-of 2026-09-30 --issue --out second >/dev/null 2>&1
for i in 1 2; do
	printf 'course_code,title\r\nX-2,Something else %s\r\n' $i >less.csv
	preaudit-import --store fork --key fork.key --register courses --changes less.csv >/dev/null 2>&1
done
cp fork/checkpoints/"$(sed '1,/^$/d' proof | sed -n 2p)" other-history 2>/dev/null || cp fork/checkpoint other-history
preaudit-store init --store stranger --origin example.org/stranger --organisation X --standard "$root/shared/iso20000-1" >/dev/null 2>&1
preaudit-store key --public --store stranger >stranger.txt
sed 's/^extra ./extra Z/' proof >broken

/usr/bin/python3 - <<'END' >result
import itertools, json, subprocess, sys

FILES = ["genuine", "altered", "other"]
# Each input: the ways to give it, and whether its answer in verify/1 is ok.
INPUTS = {
    "proof": (["proof", "broken"], lambda a: a["proof"] == "ok"),
    "keys": (["keys.txt", "stranger.txt"], lambda a: a["signature"] == "ok"),
    "store": (["store", "withdrawn", "later", "fork"],
              lambda a: a["store"] == "ok" and a["withdrawn"] is False and a["superseded"] is False),
    "checkpoint": (["kept", "other-history"], lambda a: a["history"] == "ok"),
}
asked = {}


def ask(file, given, current):
    key = (file, given, current)
    if key not in asked:
        args = ["preaudit-verify", "--json", "--no-memory", "--out", "evidence"]
        for name, value in zip(INPUTS, given):
            if value is not None:
                args += ["--" + name, value]
        args += ["--current"] if current else []
        run = subprocess.run(args + [file + "/readiness.html"], capture_output=True, text=True)
        answer = json.loads(run.stdout)["files"][0] if run.stdout else None
        if run.returncode not in (0, 3, 4) or answer is None or answer["status"] != run.returncode:
            print("no answer", args, run.returncode, run.stderr)
            sys.exit(1)
        asked[key] = answer
    return asked[key]


compared = against = better = 0
for file in FILES:
    for given in itertools.product(*[[None] + ways for ways, ok in INPUTS.values()]):
        for current in (False, True):
            full = ask(file, given, current)
            for i, (ways, ok) in enumerate(INPUTS.values()):
                if given[i] is None:
                    continue
                if not ok(full):
                    against += 1
                    continue
                less = ask(file, given[:i] + (None,) + given[i + 1:], current)
                compared += 1
                if less["status"] < full["status"]:
                    better += 1
                    print("better without", list(INPUTS)[i], file, given, current, full["verdict"], less["verdict"])
statuses = {}
for answer in asked.values():
    statuses[answer["verdict"]] = statuses.get(answer["verdict"], 0) + 1
print("calls", len(asked), "compared", compared, "spoke against", against, "better", better)
print("verdicts", ", ".join(f"{v} {n}" for v, n in sorted(statuses.items())))
passing = [(k, a["verdict"]) for k, a in asked.items() if a["status"] == 0]
wrong = [k for k, v in passing if k[0] != "genuine" or k[1][1] != "keys.txt" or k[1][0] == "broken" or
         k[1][2] in ("withdrawn", "fork") or k[1][3] == "other-history" or
         (k[1][0] is None and k[1][2] is None)]
print("passed", len(passing), "wrongly", len(wrong), wrong[:5])
END
check "every call has an answer" grep -q '^calls ' result
sed 's/^/# /' result
check "left out, no input made it better: $(sed -n 's/^calls [0-9]* compared \([0-9]*\).*/\1/p' result) times" grep -q ' better 0$' result
check "over many sets of inputs" test "$(sed -n 's/^calls \([0-9]*\) .*/\1/p' result)" -ge 700
check "only what deserves it passed" grep -q '^passed [1-9][0-9]* wrongly 0 ' result
for v in genuine "genuine and superseded" withdrawn "history not confirmed" "signer not confirmed" "not this report's file" altered unproven forked; do
	check "\"$v\" is among the answers" grep -q "^verdicts.*$v [0-9]" result
done
