#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Each file of a store truncated, emptied, made longer, removed, doubled, opened to others, or replaced by a link or a
# folder: what check says of it.
. "$(dirname "$0")/../lib/scenario.sh"
damaged altered
new_store store
printf 'Service ID,Service name,Service type,Status,In scope\r\nS-1,"Mail, hosted",customer facing,live,yes\r\nS-2,Backup,customer facing,live\r\n' >services.csv
preaudit-import --quiet --store store --register services services.csv 2>/dev/null
preaudit-report --quiet --store store --issue --as-of 2026-09-30
check "the store is whole" preaudit-store check --store store
cat >alter.py <<'PY'
import collections, os, shutil, subprocess, sys

def truncate(path):
    with open(path, "r+b") as f:
        f.truncate(os.path.getsize(path) - 1)
def empty(path):
    open(path, "w").close()
def append(path):
    with open(path, "a") as f:
        f.write("\n")
def remove(path):
    os.remove(path)
def double(path):
    shutil.copy2(path, path + ".copy")
def open_to_all(path):
    os.chmod(path, 0o666)
def open_to_group(path):
    os.chmod(path, 0o464)
def link(path):
    os.rename(path, "elsewhere")
    os.symlink(os.path.abspath("elsewhere"), path)
def folder(path):
    os.remove(path)
    os.mkdir(path)

DERIVED = ("proof.txt", "history.txt", "SHA256SUMS", "RECEIPT.txt")

def expected(inside, how):
    """Status and a word of the answer; the file's name where nothing else is said."""
    name = os.path.basename(inside)
    if how is double:
        return 4, inside + ".copy"
    if inside == "log.jsonl":
        if how is append:
            return 1, "unfinished: log.jsonl has 1 bytes behind"
        return 4, "log.jsonl"
    if inside == "lock":
        if how is remove:  # the next writer makes it
            return 0, "is whole"
        return 4, "lock"
    if inside.startswith("checkpoints/") and name != newest and how is remove:
        return 0, "is whole"  # that it was kept is written nowhere
    if name in DERIVED and how is remove:
        return 0, f"note: {inside} is missing"
    if inside == "keys.txt" and how in (truncate, empty, remove, folder):
        return 4, ""  # then nothing is known to be signed
    return 4, inside

with open("store/checkpoint") as f:
    newest = f.read().split("\n")[1]
bad, cases, by = 0, 0, collections.Counter()
for top, _, names in sorted(os.walk("store")):
    for name in sorted(names):
        inside = os.path.relpath(os.path.join(top, name), "store")
        for how in (truncate, empty, append, remove, double, open_to_all, open_to_group, link, folder):
            if os.path.getsize(os.path.join("store", inside)) == 0 and how in (truncate, empty):
                continue
            shutil.rmtree("altered", ignore_errors=True)
            if os.path.isfile("elsewhere"):
                os.remove("elsewhere")
            shutil.copytree("store", "altered")
            path = os.path.join("altered", inside)
            if how in (truncate, empty, append):
                os.chmod(path, 0o644)
            how(path)
            if how in (truncate, empty, append) and name not in ("log.jsonl", "keys.txt", "lock"):
                os.chmod(path, 0o444)
            r = subprocess.run(["preaudit-store", "check", "--store", "altered"], stdin=subprocess.DEVNULL,
                               capture_output=True)
            out = r.stdout.decode("utf-8", "replace") + r.stderr.decode("utf-8", "replace")
            status, word = expected(inside, how)
            cases += 1
            by[r.returncode] += 1
            if r.returncode != status or word not in out:
                bad += 1
                if bad < 20:
                    print(f"not ok - {inside} {how.__name__}: status {r.returncode}, not {status} with \"{word}\": {out[:300]}")
print(f"{cases - bad} of {cases} as they must be: " + ", ".join(f"{n} with status {s}" for s, n in sorted(by.items())))
sys.exit(bad != 0 or cases < 150)
PY
if python3 alter.py >altered.txt; then pass "$(tail -n 1 altered.txt)"; else fail "altered files" "$(cat altered.txt)"; fi
for folder in . data checkpoints reports; do
	rm -rf altered && cp -R store altered && chmod g+w "altered/$folder"
	run preaudit-store check --store altered
	is_status 4 "the folder $folder open to others"
	out_has "the folder $folder may be changed by others" "is named"
	rm -rf altered && cp -R store altered
	[ "$folder" = . ] || { mv "altered/$folder" elsewhere.d && ln -s "$PWD/elsewhere.d" "altered/$folder"; }
	run preaudit-store check --store altered
	[ "$folder" = . ] || is_status 4 "the folder $folder replaced by a link"
	rm -rf elsewhere.d
done
