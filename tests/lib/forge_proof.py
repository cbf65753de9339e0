# SPDX-License-Identifier: Apache-2.0
"""forge_proof.py PROOF VKEY KEY: proofs that whoever holds the key can make, each wrong in one place but "sound".

Of a log of four records: three of no meaning, and the report of PROOF on them. Writes forged-NAME/proof.txt for each.
"""
import base64
import hashlib
import json
import os
import re
import subprocess
import sys

proof, vkey, key = sys.argv[1:]
ORDER = 2**252 + 27742317777372353535851937790883648493


def b64(data):
    return base64.b64encode(data).decode()


def leaf_hash(line):
    return hashlib.sha256(b"\0" + line).digest()


def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def sign(text):
    with open("forged.text", "wb") as f:
        f.write(text)
    return subprocess.run(["openssl", "pkeyutl", "-sign", "-inkey", key, "-rawin", "-in", "forged.text"],
                          stdout=subprocess.PIPE, check=True).stdout


def with_order(s):
    """The other number that makes the same signature, which RFC 8032 refuses."""
    return s[:32] + (int.from_bytes(s[32:], "little") + ORDER).to_bytes(32, "little")


def loose(text):
    """The same 32 bytes in base64 that is not canonical."""
    digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    return text[:42] + digits[digits.index(text[42]) + 1] + "="


def canonical(o):
    return json.dumps(o, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"


def with_id(r, origin):
    text = ["preaudit-report/1", origin, str(r["head"]["size"]), b64(bytes.fromhex(r["head"]["root"])), r["as_of"],
            r["profile_sha256"], r["standard"], r["lang"], r["program"], ""]
    return dict(r, id="R-" + hashlib.sha256("\n".join(text).encode()).hexdigest()[:32])


extra = base64.b64decode(re.search("^extra (.*)$", open(proof, encoding="utf-8").read(), re.M).group(1))
name, digits = open(vkey, encoding="utf-8").read().strip().split("+")[:2]
before = [leaf_hash(b"a record of no meaning\n")] * 3
two = node(before[0], before[1])
good = dict(json.loads(extra.split(b"\n")[0]), head={"root": node(two, before[2]).hex(), "size": 3})
good.pop("supersedes", None)


def forge(case, change=lambda r: r, line=lambda b: b, old="3", origin=name, text=lambda t: t, sig=lambda s: s, own=True,
          header="c2sp.org/tlog-proof@v1", hashed=lambda t: t):
    r = change(dict(good))
    report = line(canonical(with_id(r, origin) if own else r))
    last = leaf_hash(report)
    note = text(f"{origin}\n4\n{b64(node(two, node(before[2], last)))}\n").encode()
    signature = sig(sign(note))
    consistency = "".join(b64(h) + "\n" for h in (before[2], last, two))
    os.makedirs("forged-" + case)
    with open(f"forged-{case}/proof.txt", "w", encoding="utf-8", newline="") as f:
        f.write(header + "\nextra " + b64(report + f"old {old}\n{consistency}".encode()) +
                f"\nindex 3\n{hashed(b64(before[2]))}\n{b64(two)}\n\n" + note.decode() +
                f"\n— {name} {b64(bytes.fromhex(digits) + signature)}\n")


other = "0" * 64
forge("well")
forge("id", own=False)
forge("member", lambda r: dict(r, constructor="x"))
forge("hidden-member", lambda r: dict(r, **{"__proto__": "x"}))
forge("missing", lambda r: {k: v for k, v in r.items() if k != "issued"})
forge("content", lambda r: dict(r, content_sha256=other))
forge("order", lambda r: dict(r, outputs=r["outputs"][::-1]))
forge("twice", lambda r: dict(r, outputs=r["outputs"] + r["outputs"][-1:]))
forge("no-outputs", lambda r: dict(r, outputs=[]))
forge("output-member", lambda r: dict(r, outputs=[dict(o, more=1) for o in r["outputs"]]))
forge("day", lambda r: dict(r, as_of="2026-02-30"))
forge("moment", lambda r: dict(r, issued="2026-10-31T24:00:00Z"))
forge("moment-day", lambda r: dict(r, issued="2026-13-31T10:00:00Z"))
forge("head-root", lambda r: dict(r, head=dict(r["head"], root=other)))
forge("head-size", lambda r: dict(r, head=dict(r["head"], size=2)))
forge("header", header="c2sp.org/tlog-proof@v2")
forge("loose-hash", hashed=loose)
forge("word", lambda r: dict(r, lang="EN"))
forge("count", lambda r: dict(r, head=dict(r["head"], size="1")))
forge("clock", lambda r: dict(r, clock="the clock was wrong"))
forge("later-type", lambda r: dict(r, type="later"))
forge("batch", lambda r: {"type": "batch"}, own=False)
forge("blanks", line=lambda b: b.replace(b",", b", "))
forge("escape", line=lambda b: b.replace(b'"lang":"en"', b'"lang":"\\u0065n"'))
forge("null", line=lambda b: b.replace(b'"lang":"en"', b'"lang":null'))
forge("no-object", line=lambda b: b"[]\n")
forge("old-size", old="2")
forge("old-zeros", old="03")
forge("extension", text=lambda t: t + "more\n")
forge("control", text=lambda t: t + "\x07\n")
forge("size-zeros", text=lambda t: t.replace("\n4\n", "\n04\n"))
forge("origin", origin=name + ".other")
forge("malleable", sig=with_order)
forge("short", sig=lambda s: s[:63])
