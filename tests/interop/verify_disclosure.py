#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""verify_disclosure.py FILE VKEY [SEED]: checks a disclosure by docs/store-format.md and docs/sampling.md alone.

Uses Python's standard library and `openssl pkeyutl`; nothing of ours. Prints
what does not hold and ends with status 4, or the positions drawn.
verify_disclosure.py --draw SEED ROWS_ROOT ROWS N: the first N numbers of a draw.
"""
import base64
import hashlib
import json
import subprocess
import sys
import tempfile


def sha(data):
    return hashlib.sha256(data).digest()


def node(left, right):
    return sha(b"\1" + left + right)


def numbers(seed, rows_root, rows):
    """The draw: positions, one that came before may come again."""
    counter = 0
    while True:
        v = int.from_bytes(sha(f"preaudit-draw/1\n{seed}\n{rows_root}\n{rows}\n{counter}\n".encode())[:8], "big")
        counter += 1
        if v < (1 << 64) // rows * rows:
            yield 1 + v % rows


def need(what, why):
    if not what:
        print(why)
        sys.exit(4)


def root(shown, proof, size):
    """The root that the leaf hashes {index: hash} and the proof lead to."""
    rest = list(proof)

    def tree(start, n):
        if not any(start <= i < start + n for i in shown):
            need(rest, "the proof ends early")
            return rest.pop(0)
        if n == 1:
            return shown[start]
        k = 1
        while 2 * k < n:
            k *= 2
        left = tree(start, k)
        return node(left, tree(start + k, n - k))

    got = tree(0, size)
    need(not rest, "the proof has hashes to spare")
    return got


def check_note(note, vkey):
    name, digits, key = vkey.split("+", 2)
    text, _, lines = note.rpartition("\n\n")
    text += "\n"
    for line in lines.splitlines():
        dash, who, signature = line.split(" ")
        raw = base64.b64decode(signature, validate=True)
        if who == name and raw[:4].hex() == digits:
            with tempfile.NamedTemporaryFile() as k, tempfile.NamedTemporaryFile() as t, tempfile.NamedTemporaryFile() as s:
                for f, data in ((k, bytes.fromhex("302a300506032b6570032100") + base64.b64decode(key)[1:]),
                                (t, text.encode()), (s, raw[4:])):
                    f.write(data)
                    f.flush()
                ok = subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", k.name, "-keyform", "DER", "-rawin",
                                     "-in", t.name, "-sigfile", s.name], stdout=subprocess.DEVNULL, check=False).returncode == 0
            need(ok and dash == "—", "the signature does not verify")
            origin, size, at = text.splitlines()
            need(origin == name, "the checkpoint is of another log")
            return int(size), base64.b64decode(at)
    need(False, "the key has not signed it")


def lines_and_hashes(part):
    """The lines "NUMBER REST" of a part, and the hashes behind them."""
    shown, proof = [], []
    for line in part:
        if " " in line:
            need(not proof, "a line stands behind a hash")
            number, _, rest = line.partition(" ")
            shown.append((int(number), rest))
        else:
            proof.append(base64.b64decode(line, validate=True))
    return shown, proof


def check(path, vkey, seed):
    with open(path, newline="", encoding="utf-8") as f:
        handed, records, note = f.read().split("\n\n", 2)
    head = handed.split("\n")
    need(head[0] == "preaudit-disclosure/1", "another format")
    said = dict(line.split(" ", 1) for line in head[1:4])
    # The two records stand in the log.
    size, at = check_note(note, vkey)
    shown, proof = lines_and_hashes(records.split("\n"))
    leaves = {i: sha(b"\0" + line.encode() + b"\n") for i, line in shown}
    need(len(shown) == 2 and root(leaves, proof, size) == at, "the records are not in the log")
    batch, record = json.loads(shown[0][1]), json.loads(shown[1][1])
    need(batch["type"] == "batch" and batch["kind"] == "state" and record["type"] == "disclosure", "other records")
    need(record["digest"] == sha(handed.encode() + b"\n").hex(), "not what was logged")
    need(said["register"] == batch["register"] == record["register"] and said["seed"] == record["seed"] and
         record["size"] == shown[1][0], "the records say otherwise")
    need(seed is None or said["seed"] == seed, "another seed")
    # The lines stand in the register.
    shown, proof = lines_and_hashes(head[4:])
    text = {i: base64.b64decode(rest, validate=True) for i, rest in shown}
    need(0 in text and list(text) == sorted(text) and len(text) == len(shown), "lines out of order")
    need(root({i: sha(b"\0" + t) for i, t in text.items()}, proof, batch["rows"] + 1).hex() == batch["rows_root"],
         "the lines are not in the register")
    # They are those that the seed draws.
    drawn, put = set(), 0
    for i in numbers(said["seed"], batch["rows_root"], batch["rows"]):
        if put == int(said["size"]) or len(drawn) == batch["rows"]:
            break
        need(i in text, f"line {i} is drawn and missing")
        put += i not in drawn and text[i].startswith(b"put,")
        drawn.add(i)
    need(drawn == set(text) - {0}, "lines that are not drawn")
    need(put == record["count"], "another count")
    print(*sorted(drawn))


if sys.argv[1] == "--draw":
    draw = numbers(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    print(*(next(draw) for _ in range(int(sys.argv[5]))))
else:
    check(sys.argv[1], sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else None)
