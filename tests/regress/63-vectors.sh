#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The vectors for other implementations (tests/vectors): our programs answer as their index says, and so does the verifier
# without our programs. The files are what their script makes; those with whole reports are made here.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
check "the script makes the vectors" python3 "$root/tests/vectors/make" made
check "and they are those in tests/vectors" diff -r -x make -x README.md made "$root/tests/vectors"
check "they are small: $(du -sb made | cut -f1) bytes" test "$(du -sb made | cut -f1)" -lt 1000000
check "each case has another name" test "$(jq '[.cases[].name] | length == (unique | length)' made/index.json)" = true
example_store
issue_example
mkdir whole
cp report/readiness.* report/content.csv report/proof.txt keys.txt whole/
cp report/readiness.html whole/superseded.html
cp report/readiness.html whole/superseded-current.html
sed 's/not ready/ready/' report/readiness.html >whole/verdict-changed.html
printf 'course_code,title\r\nX-1,Something new\r\n' >more.csv
preaudit-import --store store --register courses --changes more.csv >/dev/null 2>&1
preaudit-report --store store --as-of 2026-09-30 --issue --out later >/dev/null 2>&1
mv store whole/store
mv store.key whole/store.key
cat >alter.py <<'PY'
import re, zipfile
def save(name, change):
    with zipfile.ZipFile("report/readiness.xlsx") as old, zipfile.ZipFile(f"whole/{name}.xlsx", "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            data = change(part, old.read(part).decode())
            if data is not None:
                new.writestr(part, data)
sheet = "xl/worksheets/sheet3.xml"
def once(pattern, to):
    def change(part, text):
        if part != sheet:
            return text
        text, n = re.subn(pattern, to, text, count=1)
        assert n == 1, pattern
        return text
    return change
save("packed-again", lambda part, text: text)
save("row-hidden", once(r'<row r="3"', '<row hidden="1" r="3"'))
save("cell-changed", once(r"(<row r=\"3\".*?<t[^>]*>)", r"\1X"))
save("part-missing", lambda part, text: None if part == sheet else text)
PY
check "the whole reports are altered" python3 alter.py
mv whole made/
cd made || exit 1
n=$(jq '.cases | length' index.json)
run python3 "$root/tests/lib/run_vectors.py"
is_status 0 "our programs answer as the index says: $(tail -n 1 "$out")"
out_has "$n of $n" "of all cases"
run python3 "$root/tests/lib/run_vectors.py" --script "$root/tests/interop/verify_report.sh"
is_status 0 "so does the verifier of openssl and the shell, of those that it can judge: $(tail -n 1 "$out")"
# A runner that passes whatever it is told would pass this one too.
jq '.cases[0].status = 3' index.json >bent && mv bent index.json
run python3 "$root/tests/lib/run_vectors.py"
is_status 1 "a wrong answer is counted"
