#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The HTML report in a real browser: renders from disk, asks nobody, prints every row.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
example_store
issue_example
page=file://$PWD/report/readiness.html
chrome() {
	timeout 1800 chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
	    --disable-background-networking --disable-component-update --disable-sync \
	    --user-data-dir="$work/profile" --enable-logging=stderr "$@" 2>console.log
}
chrome --dump-dom "$page" >dom.html
check "the page renders" test -s dom.html
check "it has one h1" test "$(grep -o '<h1' dom.html | wc -l)" -eq 1
check "nothing was refused by its own policy, and nothing failed" sh -c "! grep -E 'CONSOLE.*(Refused|violat|Error|ERR_)' console.log"
check "it names no address outside" sh -c "! grep -oE '(src|href)=\"(https?:)?//' report/readiness.html"
check "it holds no script" sh -c "! grep -qi '<script' report/readiness.html"
check "its policy allows nothing but its own style" grep -q "default-src &#39;none&#39;; style-src &#39;sha256-" report/readiness.html
style=$(perl -0777 -ne 'print $1 if m{<style>(.*?)</style>}s' report/readiness.html | openssl dgst -sha256 -binary | base64)
check "the policy names the style that stands there" grep -qF "sha256-$style" report/readiness.html
check "no style attribute" sh -c "! grep -q ' style=' report/readiness.html"
check "every table has a caption and column scopes" test "$(grep -o '<table' report/readiness.html | wc -l)" -eq "$(grep -o '<caption' report/readiness.html | wc -l)"

# Print: every record, also of tables that are closed on the screen.
chrome --no-pdf-header-footer --print-to-pdf=out.pdf "$page" >/dev/null
pdftotext -layout out.pdf out.txt
check "it prints" test -s out.txt
check "the running line has the report's id" grep -q "$id" out.txt
missing=0
# One id a row of a table that is closed at first: the files of the standard.
while IFS=, read -r _ _ row name _; do
	[ "$row" = 0 ] || tr -d ' \n' <out.txt | grep -qF "$(tr -d ' ' <<<"$name")" || { missing=$((missing + 1)); echo "# not printed: $name"; }
done < <(grep '^integrity,standard_files,' report/content.csv | tr -d '\r')
check "every row of a closed table is printed" test "$missing" -eq 0
check "the closed table has rows" test "$(grep -c '^integrity,standard_files,' report/content.csv)" -gt 20

# Stated counts are the counts of the rows that stand there.
python3 - report/readiness.html report/content.csv <<'END' >counts
import csv, re, sys
html = open(sys.argv[1], encoding="utf-8").read()
rows = {}
for r in csv.reader(open(sys.argv[2], encoding="utf-8", newline="")):
    if r[0] != "report" and r[1] != "text":
        rows.setdefault(r[1], -1)
        rows[r[1]] += 1
bad = 0
for tid, n in rows.items():
    m = re.search(r'<table id="%s"><caption>.*?<small>\((\d+) rows?\)</small>(.*?)</table>' % re.escape(tid), html, re.S)
    if n == 0:
        bad += ('<p id="%s">' % tid) not in html
        continue
    if not m or int(m.group(1)) != n or m.group(2).count("<tr>") != n + 1:
        bad += 1
        print("table", tid, n, m and m.group(1), m and m.group(2).count("<tr>"))
print("tables", len(rows), "wrong", bad)
END
check "stated counts equal the rows that stand there" grep -q ' wrong 0$' counts

# Hostile texts in every kind of field: nothing runs.
new_store hostile
python3 - <<'END' >hostile.csv
import csv, sys
bad = ["<script>document.title='run'</script>", "\"><img src=x onerror=document.title='run'>", "javascript:document.title='run'",
       "<svg onload=document.title='run'>", "</style><script>document.title='run'</script>", "{{7*7}}", "=1+1", "@SUM(A1)", "'><b>x"]
w = csv.writer(sys.stdout)
w.writerow(["Service ID", "Service name", "Status", "In Scope", "Exclusion reason", "Service Type", "Owner", "Org unit", "Customers"])
for i, b in enumerate(bad):
    w.writerow(["S%d%s" % (i, b), b, "live", "yes", b, "customer facing", b, b, b])
END
run preaudit-import --store hostile --register services hostile.csv
is_status 0 "hostile texts are data"
preaudit-report --store hostile --as-of 2026-09-30 --out hostile-report >/dev/null 2>&1
chrome --dump-dom "file://$PWD/hostile-report/readiness-DRAFT.html" >dom2.html
check "nothing ran" sh -c "! grep -q '<title>run' dom2.html"
check "no element came out of a text" sh -c "! grep -qE '<(script|img|svg|b)[ >]' hostile-report/readiness-DRAFT.html"
check "the texts are there" grep -q 'onerror' dom2.html
