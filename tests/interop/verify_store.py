#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""verify_store.py STORE: checks a store by docs/store-format.md alone.

Uses Python's standard library, `openssl pkeyutl` and `openssl ts`; nothing of ours. Prints
each difference and ends with status 4, or one line with what was checked.
"""
import base64
import csv
import datetime
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import tempfile

store = sys.argv[1]
faults = []


def fault(text):
    faults.append(text)


def sha(data):
    return hashlib.sha256(data).digest()


def read(name):
    with open(os.path.join(store, name), "rb") as f:
        return f.read()


# ---- section 4: hashing and proofs ----


def leaf_hash(data):
    return sha(b"\0" + data)


def node(left, right):
    return sha(b"\1" + left + right)


def roots(leaves):
    """The root of each size from 0 on."""
    peaks, out = [], [sha(b"")]
    for n, h in enumerate(leaves):
        while n & 1:
            h = node(peaks.pop(), h)
            n >>= 1
        peaks.append(h)
        root = peaks[-1]
        for p in reversed(peaks[:-1]):
            root = node(p, root)
        out.append(root)
    return out


def included(leaf, index, size, proof, root):
    fn, sn, r = index, size - 1, leaf
    for p in proof:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node(p, r)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node(r, p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == root


def consistent(old, old_root, size, root, proof):
    if old == size:
        return not proof and old_root == root
    if old & (old - 1) == 0:
        proof = [old_root] + proof
    fn, sn = old - 1, size - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    if not proof:
        return False
    fr = sr = proof[0]
    for c in proof[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node(c, fr), node(c, sr)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and fr == old_root and sr == root


# ---- section 6: keys and checkpoints ----


def verifier_key(text):
    name, digits, blob = text.split("+", 2)
    raw = base64.b64decode(blob, validate=True)
    if raw[0] != 1 or len(raw) != 33:
        raise ValueError("not an Ed25519 key")
    if sha(name.encode() + b"\n" + raw)[:4].hex() != digits:
        raise ValueError("its digits are not those of the key")
    return name, raw[1:], digits


def signed(key, text, signature):
    with tempfile.TemporaryDirectory() as d:
        paths = [os.path.join(d, n) for n in ("key", "text", "signature")]
        for path, data in zip(paths, (bytes.fromhex("302a300506032b6570032100") + key, text, signature)):
            with open(path, "wb") as f:
                f.write(data)
        return subprocess.run(
            ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-rawin",
             "-inkey", paths[0], "-in", paths[1], "-sigfile", paths[2]],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0


def checkpoint(what, note):
    """(size, root) of a signed checkpoint, or None after a fault."""
    text, _, lines = note.rpartition(b"\n\n")
    text += b"\n"
    good = False
    for line in lines.decode().splitlines():
        dash, name, blob = line.split(" ")
        raw = base64.b64decode(blob, validate=True)
        if dash == "—" and name == key_name and raw[:4].hex() == key_digits:
            good = signed(key, text, raw[4:])
            if not good:
                break
    origin, size, root = text.decode().splitlines()
    if not good or origin != key_name:
        fault(f"{what}: not signed by the log's key")
        return None
    if not lines.endswith(b"\n"):
        fault(f"{what}: its last line does not end")
        return None
    return int(size), base64.b64decode(root, validate=True)


# ---- section 2: canonical CSV ----


def canonical(rows):
    def field(s, alone):
        quote = alone and s == "" or any(c in s for c in '",\r\n') or (s and (s[0] in " \t" or s[-1] in " \t"))
        return '"' + s.replace('"', '""') + '"' if quote else s
    return [(",".join(field(s, len(r) == 1) for s in r) + "\r\n").encode() for r in rows]


erasures = {}  # by path: the SHA-256 that the newest one left


def as_named(data, path, f):
    if path in erasures:
        return sha(data).hex() == erasures[path]
    return (len(data), sha(data).hex()) == (f["bytes"], f["sha256"])


def check_data(index, b, personal):
    data = read(b["path"])
    what = b["path"]
    if not as_named(data, what, b):
        return fault(f"{what}: other bytes than record {index} names")
    rows = list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))
    lines = canonical(rows)
    if b"".join(lines) != data:
        fault(f"{what}: not canonical CSV")
    if len(rows) - 1 != b["rows"]:
        fault(f"{what}: {len(rows) - 1} records, record {index} names {b['rows']}")
    erased = [re.fullmatch(rb"#erased ([0-9a-f]{64})\r\n", x) for x in lines]
    hashes = [bytes.fromhex(e[1].decode()) if e else leaf_hash(x) for e, x in zip(erased, lines)]
    if roots(hashes)[-1].hex() != b["rows_root"]:
        fault(f"{what}: rows_root differs")
    head, *rows = [r for r, e in zip(rows, erased) if not e]
    if head[:3] != ["op", "batch", "row"] or ("salt" == head[-1]) != personal:
        fault(f"{what}: header")
    # What an undo puts back keeps the batch that it came from.
    own = [r for r in rows if b["kind"] == "changes" or r[1] == str(index)]
    puts, retires = (sum(r[0] == op for r in own) for op in ("put", "retire"))
    n = b["counts"]
    if not any(erased) and (b["kind"] == "changes" or "undoes" not in b) and (puts, retires) != (n["new"] + n["changed"], n["retired"]):
        fault(f"{what}: own lines are not new + changed and retired")
    if n["read"] != n["new"] + n["changed"] + n["unchanged"] + n["refused"]:
        fault(f"record {index}: read is not the sum of the others")
    for r in rows:
        if personal and not re.fullmatch(r"[A-Za-z0-9_-]{22}", r[-1]):
            fault(f"{what}: a salt is malformed")


# ---- section 3: the members of each record; "?" may be left out ----

TEXT, COUNT = ".*", int
SHA, TIME = "[0-9a-f]{64}", r"\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ"
DAY, WORD, FLAG = r"\d{4}-\d\d-\d\d", "[a-z][a-z0-9_]*", "yes"
REPORT_ID = "R-[0-9a-f]{32}"


def path_in(*folders):
    return f"({'|'.join(folders)})/[a-z0-9][a-z0-9._-]{{0,120}}"


FILE = {"bytes": COUNT, "sha256": SHA}
SET = [{"field": TEXT, "value": TEXT}]
RECORDS = {
    "genesis": {"created": TIME, "format": "preaudit/1", "log_key": TEXT, "organisation": TEXT, "origin": TEXT,
                "timezone": TEXT, "succeeds?": {"origin": TEXT, "reason": TEXT, "root": SHA, "size": COUNT}},
    "standard": {"adopted": TIME, "name": TEXT, "edition": TEXT, "files": [{"name": TEXT, **FILE}], "parameters": dict},
    "batch": {"path": path_in("data"), **FILE, "rows": COUNT, "rows_root": SHA, "register": WORD, "schema_sha256": SHA,
              "kind": "state|changes", "mode": "full|changes", "imported": TIME, "program": TEXT, "extracted?": DAY,
              "counts": {k: COUNT for k in ("read", "new", "changed", "unchanged", "refused", "retired")},
              "source": {"name": TEXT, **FILE, "path?": path_in("orig"), "sheet?": TEXT, "system?": TEXT},
              "read_as": {"columns": [{"field": TEXT, "header": TEXT}], "header_row": COUNT, "dates?": TEXT,
                          "delimiter?": TEXT, "encoding?": TEXT, "ignored?": [TEXT], "set?": SET,
                          "withdrawn?": [TEXT]},
              "findings?": {"path": path_in("findings"), "rows": COUNT, **FILE}, "mapping_sha256?": SHA, "by?": TEXT,
              "note?": TEXT, "undoes?": COUNT, "unresolved?": COUNT},
    "report": {"id": REPORT_ID, "as_of": DAY, "issued": TIME, "head": {"size": COUNT, "root": SHA}, "profile": TEXT,
               "profile_sha256": SHA, "program": TEXT, "standard": TEXT, "lang": WORD, "content_sha256": SHA,
               "outputs": [{"format": TEXT, **FILE}], "supersedes?": TEXT},
    "void": {"index": COUNT, "reason": TEXT, "when": TIME},
    "key": {"action": "add|retire|revoke", "key": TEXT, "when": TIME, "proof?": TEXT, "since_size?": COUNT, "reason?": TEXT},
    "anchor": {"kind": "rfc3161|cosignature|receipt", "size": COUNT, "sha256": SHA, "time": TIME, "ca_sha256?": SHA,
               "crl_sha256?": SHA},
    "erasure": {"path": path_in("data", "orig", "findings"), "sha256": SHA, "lines": [COUNT], "reason": TEXT, "when": TIME},
    "recipe": {"name": TEXT, "register": WORD, "path": path_in("standard"), "sha256": SHA, "when": TIME, "removed?": FLAG},
    "disclosure": {"register": WORD, "size": COUNT, "seed": TEXT, "count": COUNT, "digest": SHA, "when": TIME},
    "grant": {"report": REPORT_ID, "token_sha256": SHA, "until": TIME, "when": TIME, "revoked?": FLAG},
    "tool": {"name": TEXT, "version": TEXT, "sha256": SHA, "when": TIME},
}
# A record's own date; "when" is that of all others, and an anchor has none.
DATES = {k: "when" for k in RECORDS} | {"genesis": "created", "standard": "adopted", "batch": "imported", "report": "issued"}


def fits(value, form):
    """Is the value what the form says: members of an object, elements of a list, a count, a text?"""
    if form is dict:
        return isinstance(value, dict) and all(fits(v, COUNT) for v in value.values())
    if isinstance(form, dict):
        if not isinstance(value, dict) or set(value) - {k.rstrip("?") for k in form}:
            return False
        return all(fits(value[k.rstrip("?")], f) if k.rstrip("?") in value else k.endswith("?") for k, f in form.items())
    if isinstance(form, list):
        return isinstance(value, list) and all(fits(v, form[0]) for v in value)
    if form is COUNT:
        return type(value) is int and 0 <= value < 2 ** 53
    return isinstance(value, str) and re.fullmatch(form, value, re.DOTALL) is not None


# ---- section 9: anchors ----


def openssl(*args):
    run = subprocess.run(["openssl", *args], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return run.returncode, run.stdout.decode(errors="replace")


def stamp_time(path):
    """When the time stamp says it was made: seconds, and as a record has it; None: it says nothing."""
    found = re.search(r"Time stamp: (\w{3}) +(\d+) (\d\d:\d\d:\d\d)(?:\.\d+)? (\d{4}) GMT", openssl("ts", "-reply", "-in", path, "-text")[1])
    if not found:
        return None
    month, day, clock, year = found.groups()
    at = datetime.datetime.strptime(f"{year} {month} {day} {clock}", "%Y %b %d %H:%M:%S")
    return int(at.replace(tzinfo=datetime.timezone.utc).timestamp()), at.strftime("%Y-%m-%dT%H:%M:%SZ")


def check_anchor(index, o):
    where = f"record {index}"
    token = f"anchors/{index:06}.tsr"
    path = os.path.join(store, token)
    blobs = [f"standard/{o[m]}" for m in ("ca_sha256", "crl_sha256") if m in o]
    named.update([token, *blobs])
    if not 0 < o["size"] <= index:
        return fault(f"{where}: its size is not that of a head before it")
    for name, digest in [(token, o["sha256"])] + [(b, b[9:]) for b in blobs]:
        if not os.path.exists(os.path.join(store, name)) or sha(read(name)).hex() != digest:
            return fault(f"{name}: not the file that {where} names")
    at = stamp_time(path)
    if not at or at[1] != o["time"]:
        return fault(f"{token}: not of the time that {where} says")
    dated = [r for r in dates[:o["size"]] if r]
    if at[1] < dated[-1]:
        return fault(f"{token}: made before the newest record that it covers")
    status, _ = openssl("ts", "-verify", "-data", os.path.join(store, "checkpoints", str(o["size"])), "-in", path, "-CAfile",
                        os.path.join(store, blobs[0]), "-attime", str(at[0]), "-auth_level", "2")
    checked["anchors"] += 1
    return status == 0 or fault(f"{token}: openssl ts -verify does not accept it")


# ---- section 3: the log ----

log = read("log.jsonl")
lines = log.splitlines(keepends=True)
first = json.loads(lines[0])
key_name, key, key_digits = verifier_key(first["log_key"])
if first["type"] != "genesis" or first["format"] != "preaudit/1" or first["origin"] != key_name:
    fault("record 0 is no genesis of this format")
if read("keys.txt") != f"log {first['log_key']}\nquorum none\n".encode():
    fault("keys.txt is not the key of record 0, and nothing else")

head = checkpoint("checkpoint", read("checkpoint"))
size = head[0] if head else len(lines)
if len(lines) != size or not log.endswith(b"\n"):
    fault(f"log.jsonl has {len(lines)} lines, the checkpoint {size}")
lines = lines[:size]
all_roots = roots([leaf_hash(x) for x in lines])
checked = {"records": size, "checkpoints": 0, "data files": 0, "files": 0, "proofs": 0, "anchors": 0}
if head and all_roots[size] != head[1]:
    fault("checkpoint: the log has another root")
if not os.path.exists(os.path.join(store, "checkpoints", str(size))):
    fault(f"checkpoints/{size} is missing, which holds the newest checkpoint too")
for name in os.listdir(os.path.join(store, "checkpoints")):
    kept = checkpoint("checkpoints/" + name, read("checkpoints/" + name))
    if kept and (str(kept[0]) != name or kept[0] > size or all_roots[kept[0]] != kept[1]):
        fault(f"checkpoints/{name}: the log has another root")
    checked["checkpoints"] += 1

named, schemas, reports, withdrawn, later = set(), {}, {}, {}, []


def check_file(where, path, f):
    data = read(path)
    if not as_named(data, path, f):
        fault(f"{path}: other bytes than {where} names")
    named.add(path)
    checked["files"] += 1
    return data


dates = [o.get(DATES.get(o["type"], "")) for o in map(json.loads, lines)]
adopted, newest, issued = [], "", {}
for line in lines:
    o = json.loads(line)
    if o.get("type") == "erasure":
        erasures[o["path"]] = o["sha256"]
for index, line in enumerate(lines):
    o = json.loads(line)
    where = f"record {index}"
    if json.dumps(o, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() + b"\n" != line:
        fault(f"{where}: not canonical JSON")
    if len(line) > 16384:
        fault(f"{where}: longer than a line may be")
    if o["type"] not in RECORDS:
        later.append(f"{where} ({o['type']})")
        continue
    if not fits(o, {"type": o["type"], "clock?": TEXT, **RECORDS[o["type"]]}):
        fault(f"{where}: a member is missing, unknown, or not of its form")
        continue
    when = o.get(DATES[o["type"]])
    if when and when < newest and "clock" not in o:
        fault(f"{where}: dated {when}, before the record before it ({newest}), and does not say why")
    newest = when or newest
    if (o["type"] == "genesis") != (index == 0):
        fault(f"{where}: a genesis stands at 0 and nowhere else")
    if o["type"] == "standard":
        adopted.append((index, o["name"], f"{o['name']}:{o['edition']}"))
        for f in o["files"]:
            data = check_file(where, "standard/" + f["sha256"], f)
            if f["name"].startswith("registers/"):
                schemas[f["sha256"]] = json.loads(data)
    elif o["type"] == "batch":
        personal = bool(schemas[o["schema_sha256"]]["preaudit"].get("personal"))
        check_data(index, o, personal)
        named.add(o["path"])
        checked["data files"] += 1
        if "path" in o["source"]:
            check_file(where, o["source"]["path"], o["source"])
        if "findings" in o:
            check_file(where, o["findings"]["path"], o["findings"])
        if "mapping_sha256" in o:
            path = "standard/" + o["mapping_sha256"]
            if sha(read(path)).hex() != o["mapping_sha256"]:
                fault(f"{path}: other bytes than its name says")
            named.add(path)
    elif o["type"] == "erasure":
        if o["path"] not in named:
            fault(f"{where}: {o['path']} is named by no record before it")
    elif o["type"] == "anchor":
        if o["kind"] == "rfc3161" and "ca_sha256" in o:
            check_anchor(index, o)
    elif o["type"] == "recipe":
        path = "standard/" + o["sha256"]
        if o["path"] != path or sha(read(path)).hex() != o["sha256"]:
            fault(f"{where}: {o['path']} is not its file")
        named.add(path)
    elif o["type"] == "void":
        if o["index"] not in issued or o["index"] in withdrawn:
            fault(f"{where}: it withdraws no report that was there, or one withdrawn before")
        withdrawn[o["index"]] = index
    elif o["type"] == "report":
        folder = "reports/" + o["id"] + "/"
        h = o["head"]
        if h["size"] > index or all_roots[h["size"]].hex() != h["root"]:
            fault(f"{where}: its head is not the log's")
        text = "\n".join(["preaudit-report/1", key_name, str(h["size"]), base64.b64encode(bytes.fromhex(h["root"])).decode(),
                          o["as_of"], o["profile_sha256"], o["standard"], o["lang"], o["program"], ""])
        if o["id"] not in ("R-" + sha((text + x).encode()).hex()[:32] for x in ("", "forecast\n")):
            fault(f"{where}: its id is not derived from what it names")
        in_force = {name: text for at, name, text in adopted if at < h["size"]}
        if reports.get(o["id"], index) not in (index, *withdrawn):
            fault(f"{where}: the id was issued before, and not withdrawn")
        if o["standard"] not in in_force.values():
            fault(f"{where}: another standard is in force")
        stands = [r for r in issued.values() if r[1] < index and r[1] not in withdrawn and r[0]["id"] != o["id"] and
                  all(r[0][k] == o[k] for k in ("profile", "standard", "lang", "as_of"))]
        if o.get("supersedes") != (stands[-1][0]["id"] if stands else None):
            fault(f"{where}: it does not supersede what stood for the same day")
        reports[o["id"]] = index
        issued[index] = (o, index)
        if not os.path.isdir(os.path.join(store, folder)):
            fault(f"{folder} is missing")
            continue
        hashes = {sha(read(folder + f)).hex() for f in os.listdir(os.path.join(store, folder))}
        for out in o["outputs"]:
            if out["sha256"] not in hashes:
                fault(f"{where}: no file of {folder} is its {out['format']}")
        if o["content_sha256"] not in [x["sha256"] for x in o["outputs"] if x["format"] == "csv"]:
            fault(f"{where}: content_sha256 is not that of content.csv")
        formats = [x["format"] for x in o["outputs"]]
        if formats != sorted(set(formats)):
            fault(f"{where}: outputs are not one of each format, in order")
        # section 7: the proof beside it, of the newest record with its id; it can be written again from the log
        if not os.path.exists(os.path.join(store, folder + "proof.txt")) or any(
                f'"id":"{o["id"]}"'.encode() in x for x in lines[index + 1:]):
            continue
        top, _, note = read(folder + "proof.txt").decode().partition("\n\n")
        kind, extra, at, *proof = top.split("\n")
        signed_size, root = checkpoint(folder + "proof.txt", note.encode()) or (0, b"")
        extra = base64.b64decode(extra.removeprefix("extra "), validate=True)
        leaf, rest = extra.split(b"\n", 1)
        old, *path = rest.decode().splitlines()
        if kind != "c2sp.org/tlog-proof@v1" or at != f"index {index}" or leaf + b"\n" != line:
            fault(f"{folder}proof.txt is not of {where}")
        if not included(leaf_hash(line), index, signed_size, [base64.b64decode(p) for p in proof], root):
            fault(f"{folder}proof.txt: the record is not included")
        if not consistent(int(old.removeprefix("old ")), bytes.fromhex(h["root"]), signed_size, root,
                          [base64.b64decode(p) for p in path]):
            fault(f"{folder}proof.txt: head and checkpoint are not consistent")
        checked["proofs"] += 1
        if not os.path.exists(os.path.join(store, folder + "history.txt")):
            continue
        proof_size = signed_size
        top, _, note = read(folder + "history.txt").decode().partition("\n\n")
        kind, *hashes = top.split("\n")
        signed_size, root = checkpoint(folder + "history.txt", note.encode()) or (0, b"")
        if kind != "preaudit-history/1" or hashes != [base64.b64encode(leaf_hash(x)).decode() for x in lines[:signed_size]]:
            fault(f"{folder}history.txt does not hold the hashes of the log")
        if signed_size < proof_size:
            fault(f"{folder}history.txt does not lead as far as the proof")

for folder in ("data", "orig", "standard", "findings", "anchors"):
    there = os.path.join(store, folder)
    for name in os.listdir(there) if os.path.isdir(there) else []:
        if f"{folder}/{name}" not in named and not later:
            fault(f"{folder}/{name} is named by no record")

for text in faults:
    print(text)
for text in later:
    print(f"{text} is of a later version of the format: not checked")
if faults:
    sys.exit(4)
print("whole: " + ", ".join(f"{n} {what}" for what, n in checked.items()))
