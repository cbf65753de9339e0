#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""sign_log.py STORE KEY RECORD...: appends records and signs the head.

RECORD is a JSON object; it is written in canonical form. This is what whoever
holds the key can do without our programs: a later version, or a forger.
"""
import base64
import hashlib
import json
import os
import subprocess
import sys
import tempfile


def sha(data):
    return hashlib.sha256(data).digest()


def root_of(leaves):
    if len(leaves) < 2:
        return leaves[0]
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    return sha(b"\1" + root_of(leaves[:k]) + root_of(leaves[k:]))


def replace(path, data):
    if os.path.exists(path):
        os.chmod(path, 0o644)
    with open(path, "wb") as f:
        f.write(data)


store, key, *records = sys.argv[1:]
log = os.path.join(store, "log.jsonl")
with open(log, "rb") as f:
    lines = f.read().splitlines(keepends=True)
for record in records:
    lines.append(json.dumps(json.loads(record), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() + b"\n")
genesis = json.loads(lines[0])
root = base64.b64encode(root_of([sha(b"\0" + x) for x in lines])).decode()
text = f"{genesis['origin']}\n{len(lines)}\n{root}\n".encode()
with tempfile.NamedTemporaryFile() as f:
    f.write(text)
    f.flush()
    signature = subprocess.run(["openssl", "pkeyutl", "-sign", "-inkey", key, "-rawin", "-in", f.name],
                               stdout=subprocess.PIPE, check=True).stdout
digits = bytes.fromhex(genesis["log_key"].split("+")[1])
line = f"\n— {genesis['origin']} {base64.b64encode(digits + signature).decode()}\n"
replace(log, b"".join(lines))
replace(os.path.join(store, "checkpoint"), text + line.encode())
replace(os.path.join(store, "checkpoints", str(len(lines))), text + line.encode())
for path in (os.path.join(store, "checkpoint"), os.path.join(store, "checkpoints", str(len(lines)))):
    os.chmod(path, 0o444)
replace(key + ".state", text)
