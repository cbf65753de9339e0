#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The registers are valid Frictionless Table Schemas 2.0, and every seed and field has its place.
. "$(dirname "$0")/../lib/scenario.sh"
/usr/bin/python3 - "$root/shared/iso20000-1" <<'END' >result
import glob, json, os, re, sys
top, bad = sys.argv[1], []
TYPES = {"string", "number", "integer", "boolean", "object", "array", "list", "date", "time", "datetime", "year", "yearmonth", "duration", "geopoint", "geojson", "any"}
CONSTRAINTS = {"required", "unique", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "jsonSchema", "pattern", "enum"}
regs = {}
for path in sorted(glob.glob(top + "/registers/*.json")):
    s = json.load(open(path, encoding="utf-8"))
    regs[os.path.basename(path)[:-5]] = s
for name, s in regs.items():
    say = lambda what: bad.append(name + ": " + what)
    if s.get("$schema") != "https://datapackage.org/profiles/2.0/tableschema.json":
        say("$schema")
    names = [f["name"] for f in s["fields"]]
    if len(set(names)) != len(names):
        say("a field stands twice")
    for f in s["fields"]:
        if f.get("type") not in TYPES:
            say(f["name"] + " has type " + str(f.get("type")))
        if not set(f.get("constraints", {})) <= CONSTRAINTS:
            say(f["name"] + " has unknown constraints")
        own = f["preaudit"]["type"], bool(f["preaudit"].get("list"))
        want = "list" if own[1] else {"number": "number", "percent": "number", "date": "date", "yes-no": "boolean"}.get(own[0], "string")
        if f["type"] != want:
            say("%s is %s, not %s" % (f["name"], f["type"], want))
        if want == "boolean" and (f.get("trueValues") != ["yes"] or f.get("falseValues") != ["no"]):
            say(f["name"] + " has other yes-no words than the store")
        if want == "list" and f.get("delimiter") != ";":
            say(f["name"] + " has another delimiter than the store")
        if own == ("word", False) and sorted(f.get("constraints", {}).get("enum", [])) != sorted(f["preaudit"]["words"]):
            say(f["name"] + ": enum and words differ")
    key = s["primaryKey"]
    if [k for k in key if k not in names] or len(key) != 1:
        say("primaryKey")
    for fk in s.get("foreignKeys", []):
        ref = fk["reference"].get("resource", "") or name
        if ref not in regs or [k for k in fk["fields"] if k not in names]:
            say("foreign key " + str(fk))
        elif [k for k in fk["reference"]["fields"] if k not in [f["name"] for f in regs[ref]["fields"]]]:
            say("foreign key " + str(fk))
print("registers", len(regs), "fields", sum(len(s["fields"]) for s in regs.values()))
for b in bad:
    print("bad", b)
END
check "29 registers" grep -q '^registers 29 fields' result
if grep -q '^bad' result; then fail "they are valid Table Schemas" "$(grep '^bad' result | head)"; else pass "they are valid Table Schemas"; fi
check "57 clauses are assessed" test "$(jq '[.[] | select(.assessed)] | length' "$root/shared/iso20000-1/clauses.json")" -eq 57
check "12 roles and 44 duties" test "$(jq '(.roles.rows | length | tostring) + " " + (.duties.rows | length | tostring)' -r "$root/shared/iso20000-1/lists.json")" = "12 44"
# Every criterion of a gate is there.
grep -ho 'requires .*' "$root"/shared/iso20000-1/criteria/*.rules | sed 's/#.*//' | grep -oE '[0-9CD][0-9.]*-[a-z]' | sort -u >needed
grep -hoE '^criterion [^ ]+' "$root"/shared/iso20000-1/criteria/*.rules | cut -d' ' -f2 | sort -u >there
check "every criterion of a gate exists" test -z "$(comm -23 needed there)"
check "the gates need some" test "$(wc -l <needed)" -gt 5
for c in 4.3-a 4.3-b 4.3-c 4.3-d 5.3-a 4.4-b 5.2.1-a 6.1-a 6.1-b 6.1-c 6.2.1-a 6.2.1-b 6.3-a 6.3-b 6.3-c 6.3-d 7.2-a 7.2-b 7.2-c 7.5.2-a 8.1-a \
    9.2-a 9.2-b 9.2-c 9.2-d 9.3-a 9.3-b 9.3-c 10.1-a 10.1-b 10.1-c 10.1-d C-c C-d C-e D-a D-b D-c D-d; do
	check "criterion $c is there, with seeds" sh -c "grep -hA4 '^criterion $c ' '$root'/shared/iso20000-1/criteria/*.rules | grep -q seeds"
done
