#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Empty forms: for every register they open elsewhere, offer the known words, and are imported when filled in.
. "$(dirname "$0")/../lib/scenario.sh"
std=$root/shared/iso20000-1
new_store
preaudit-import registers --standard "$std" --json >registers.json
mapfile -t registers < <(jq -r '.registers[].name' registers.json)
n=${#registers[@]}
check "there are registers" test "$n" -ge 29
mkdir forms again csv

# ---- workbooks ----
bad=''
for r in "${registers[@]}"; do
	preaudit-import template "$r" --standard "$std" --quiet --out "forms/$r.xlsx" 2>>problems || bad+=" $r"
	TZ=Asia/Tokyo preaudit-import template "$r" --store store --quiet --out "again/$r.xlsx" 2>>problems || bad+=" $r"
done
check "a workbook for each of them" test -z "$bad"
check "that says nothing with --quiet" test ! -s problems
check "the same bytes twice, from a folder and from a store" diff -r forms again
check "and nothing else is there" test "$(find forms again -type f | wc -l)" = $((2 * n))

/usr/bin/python3 - forms "$std" >py <<'END'
import datetime, glob, json, os, re, sys, zipfile
import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries
folder, std = sys.argv[1:]
bad = forms = lists = dates = texts = 0
def complain(*what):
    global bad
    bad += 1
    print("bad", *what)
rows = {}
for path in sorted(glob.glob(folder + "/*.xlsx")):
    name = os.path.basename(path)[:-5]
    reg = json.load(open(f"{std}/registers/{name}.json"))
    key = reg["primaryKey"]
    key = key if isinstance(key, str) else key[0]
    fields = sorted(reg["fields"], key=lambda f: f["name"] != key)
    wb = openpyxl.load_workbook(path)
    ws, how = wb.worksheets[0], wb["How to"]
    forms += 1
    if ws.title != reg["title"]: complain(name, "is called", ws.title)
    if wb.active.title != ws.title: complain(name, "opens at", wb.active.title)
    if [c.value for c in ws[1]] != [f["title"] for f in fields]: complain(name, "headers")
    if ws.max_row != 1: complain(name, "has rows")
    if ws.freeze_panes != "A2" or ws.auto_filter.ref is None: complain(name, "not frozen or no filter")
    if "Lists" in wb.sheetnames and wb["Lists"].sheet_state != "hidden": complain(name, "lists are in sight")
    if wb.properties.created != datetime.datetime(2000, 1, 1) or wb.properties.creator: complain(name, "has a time or an author")
    xml = zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").decode()
    strict = {m[2] for m in re.finditer(r'<dataValidation ([^>]*)sqref="([A-Z]+)2:', xml) if 'showErrorMessage="1"' in m[1]}
    rules = {}
    for v in ws.data_validations.dataValidation:
        c0, r0, c1, r1 = range_boundaries(str(v.sqref))
        if c0 != c1 or (r0, r1) != (2, 1048576): complain(name, "rule over", v.sqref)
        rules[c0] = v
    fills = {}
    for i, f in enumerate(fields, 1):
        p, head, rule = f["preaudit"], ws.cell(1, i), rules.pop(i, None)
        where = (name, f["name"])
        note = head.comment.text if head.comment else ""
        need = {"required": "Expected", "conditional": "Expected in some rows", "optional": "Optional"}[p.get("need", "optional")]
        if not note.startswith("Expected" if f["name"] == key else need): complain(*where, "note", note[:60])
        if p.get("note", "") not in note: complain(*where, "meaning")
        if not head.font.b: complain(*where, "not bold")
        fills.setdefault(need if f["name"] != key else "key", set()).add(head.fill.fgColor.rgb)
        style = ws.column_dimensions[get_column_letter(i)]
        words = list(p["words"]) if "words" in p else f.get("constraints", {}).get("enum", []) if p["type"] == "word" else []
        words = ["yes", "no"] if p["type"] == "yes-no" else words
        if words:
            if rule is None or rule.type != "list": complain(*where, "no list"); continue
            sheet, area = rule.formula1.split("!")
            got = [c.value for row in wb[sheet][area.replace("$", "")] for c in row] if ":" in area else []
            if got != words: complain(*where, "words", got[:5], words[:5])
            if (get_column_letter(i) in strict) == bool(p.get("list")): complain(*where, "complains of several words")
            lists += 1
        elif p["type"] == "date":
            if rule is None or rule.type != "date" or style.number_format != "yyyy-mm-dd": complain(*where, "no date")
            dates += 1
        elif p["type"] in ("number", "percent"):
            if rule is None or rule.type != "decimal": complain(*where, "no number")
        elif rule is not None: complain(*where, "has a rule")
        if p["type"] in ("id", "ref", "clause"):
            if style.number_format != "@": complain(*where, "would lose its zeros:", style.number_format)
            texts += 1
        line = [r for r in how.iter_rows(values_only=True) if r[0] == f"{get_column_letter(i)}: {f['title']}"]
        if len(line) != 1: complain(*where, "not in the reading guide"); continue
        if words and p["type"] != "yes-no" and line[0][4] != ", ".join(words): complain(*where, "words in the guide")
        rows.setdefault(name, []).append(line[0][5])
    if rules: complain(name, "more rules", list(rules))
    seen = [c for s in fills.values() for c in s]
    if any(len(s) != 1 for s in fills.values()) or len(set(seen)) != len(seen): complain(name, "colours", fills)
    guide = {r[0]: r[1] for r in how.iter_rows(values_only=True) if r[0]}
    if guide["What it is for"] != reg["preaudit"]["purpose"]: complain(name, "purpose")
json.dump(rows, open("examples.json", "w"))
print("forms", forms, "lists", lists, "dates", dates, "texts", texts, "bad", bad)
END
check "openpyxl finds headers, notes, words, dates and texts as the register has them" grep -q "^forms $n .* bad 0\$" py
[ "$(tail -n 1 py | grep -c ' bad 0$')" = 1 ] || sed 's/^/    /' py | head -20
check "and there are many" test "$(sed -n 's/.* lists \([0-9]*\) .*/\1/p' py)" -gt 50

mkdir saved
office --convert-to xlsx --outdir saved forms/*.xlsx
check "LibreOffice opens and saves each" test "$(ls saved | wc -l)" = "$n"
/usr/bin/python3 - >py <<'END'
import glob, openpyxl
bad = rules = 0
for path in sorted(glob.glob("forms/*.xlsx")):
    a, b = openpyxl.load_workbook(path), openpyxl.load_workbook(path.replace("forms", "saved", 1))
    if a.sheetnames != b.sheetnames: bad += 1; print("sheets", path); continue
    for x, y in zip(a, b):
        for row in x.iter_rows():
            for c in row:
                if (c.value or "") != (y[c.coordinate].value or ""): bad += 1; print(path, x.title, c.coordinate)
                if (c.comment is None) != (y[c.coordinate].comment is None): bad += 1; print(path, "note", c.coordinate)
    def lists(w): return sorted((str(v.sqref).split(":")[0], v.formula1) for v in w.worksheets[0].data_validations.dataValidation if v.type == "list")
    if lists(a) != lists(b): bad += 1; print(path, lists(a), lists(b))
    rules += len(lists(b))
print("lists", rules, "bad", bad)
END
check "with the same cells, notes and lists" grep -q '^lists [1-9][0-9]* bad 0$' py
[ "$(tail -n 1 py | grep -c ' bad 0$')" = 1 ] || sed 's/^/    /' py | head -20

# ---- CSV, filled in with the examples of the reading guide ----
for lang in en de fr; do
	unknown=''
	for r in "${registers[@]}"; do
		preaudit-import template "$r" --standard "$std" --quiet --lang $lang --out "csv/$lang-$r.csv" || unknown+=" $r"
		/usr/bin/python3 -c 'import csv, json, sys; csv.writer(open(sys.argv[2], "a", encoding="utf-8", newline="")).writerow(json.load(open("examples.json"))[sys.argv[1]])' "$r" "csv/$lang-$r.csv"
		preaudit-import --dry-run --store store --register "$r" --json "csv/$lang-$r.csv" >answer 2>said || { unknown+=" $r"; head -c 600 said; }
		jq -e '[.findings[] | select(.code | test("column|header"))] | length == 0' answer >/dev/null || unknown+=" $r:columns"
	done
	check "every form filled in is imported, all its columns known ($lang)" test -z "$unknown"
done

# ---- workbooks, filled in with the same and with values of a spreadsheet's kinds ----
mkdir filled
/usr/bin/python3 - <<'END'
import datetime, glob, json, openpyxl, os
examples = json.load(open("examples.json"))
for path in sorted(glob.glob("forms/*.xlsx")):
    wb = openpyxl.load_workbook(path)
    ws = wb.worksheets[0]
    kinds = {v.sqref.ranges[0].min_col: v.type for v in ws.data_validations.dataValidation}
    for i, v in enumerate(examples[os.path.basename(path)[:-5]], 1):
        kind = kinds.get(i)
        ws.cell(2, i).value = datetime.date.fromisoformat(v) if kind == "date" else float(v) if kind == "decimal" else v
    wb.save(path.replace("forms", "filled"))
END
refused='' unlike=''
for r in "${registers[@]}"; do
	preaudit-import --dry-run --store store "filled/$r.xlsx" --json >answer 2>said || { refused+=" $r"; head -c 600 said; }
	jq -e --arg r "$r" '[.batches[].register] == [$r] and .batches[0].rows.read == 1' answer >/dev/null || unlike+=" $r"
done
check "every workbook filled in is imported, told by its own headers" test -z "$refused"
check "one row of one sheet, and of the right register" test -z "$unlike"
check "with the first German header where there is one" grep -q '^.\?.\?.\?Personalnummer,Mitarbeiter,' csv/de-people.csv
run preaudit-import template people --standard "$std" --out -
is_status 0 "CSV goes to standard output"
check "with its mark and one line" test "$(head -c 3 "$out" | od -An -tx1 | tr -d ' ')$(wc -l <"$out")" = efbbbf1

# ---- what is asked ----
run preaudit-import template training --standard "$std"
is_status 0 "without --out it is the register's name"
check "as a workbook here" test -s training.xlsx
err_has "next: fill it in, then preaudit-import --dry-run --register training training.xlsx" "the next step is said"
run preaudit-import template training --store store --out "our form's.xlsx"
err_has "--register training 'our form'\\''s.xlsx'" "with a name that a shell takes as it stands"
rm -f our*.xlsx
run preaudit-import template training --standard "$std"
is_status 2 "a form that is there is not replaced"
err_has "--force" "unless it is said so"
run preaudit-import template training --standard "$std" --force
is_status 0 "then it is"
run preaudit-import template trainin --standard "$std"
is_status 2 "an unknown register is a usage error"
err_has "did you mean training?" "with a suggestion"
run preaudit-import template --standard "$std"
is_status 2 "a form needs a register"
run preaudit-import template people --standard "$std" --lang xx
is_status 2 "an unknown language is a usage error"
err_has "known in en, de" "that names the known ones"
run preaudit-import template people --standard "$std" --out people.pdf
is_status 2 "and so is another kind of file"
check "none of them left a file" test "$(find . -maxdepth 1 -name '*.xlsx' -o -maxdepth 1 -name '.tmp*' | wc -l)" = 1

# ---- files that may not grow; full disks: tests/fault/17-template.sh ----
whole=$(stat -c %s training.xlsx)
mkdir small
wrong='' stopped=0
for k in 1 2 4 8 16 24 32 48 64; do
	rc=0
	(ulimit -f "$k" && exec preaudit-import template training --standard "$std" --out small/t.xlsx) >/dev/null 2>&1 || rc=$?
	if [ "$rc" = 0 ]; then
		[ "$(stat -c %s small/t.xlsx)" = "$whole" ] || wrong+=" $k:size"
		rm small/t.xlsx
	else
		stopped=$((stopped + 1))
	fi
	[ -z "$(ls -A small)" ] || wrong+=" $k:left"
done
check "files that may not grow leave no form, or a whole one" test -z "$wrong"
check "some were stopped" test "$stopped" -ge 1
