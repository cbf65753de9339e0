# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# whole_vectors: makes ./whole, the files of the vectors with whole reports, from the example's store. After
# scenario.sh and example.sh.
whole_vectors() {
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
}
