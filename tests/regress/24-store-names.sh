#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What a stranger calls a file, a sheet or a system never becomes the name of
# another file: every name that the store or a report uses itself is imported,
# with and without findings, and the store is whole after each.
. "$(dirname "$0")/../lib/scenario.sh"

names=(findings.csv Findings.CSV .findings.csv ..findings.csv 000001.csv 000002.csv 000003.csv 000002-findings.csv
    log.jsonl checkpoint checkpoints keys.txt lock data data.csv orig standard reports findings content.csv readiness.xlsx
    readiness.html proof.txt history.txt RECEIPT.txt SHA256SUMS 000001-x.csv 000002-services.csv .new-x .new-0123456789abcdef
    .removed-x .tmp-x .tmp-0123456789abcdef nil.csv undo.csv mapping.json store.key store.key.state - -- x 'ä.csv'
    'a b.csv' $'line\nfeed.csv' 'quote".csv' "$(printf 'n%.0s' {1..240}).csv")
# ID OWNER: two services. An owner who is not known is a finding.
services() {
	printf 'Service ID,Service name,In scope,Status,Service type,Owner\n'
	printf '%s-%s,Mail,yes,live,supporting,%s\n' "$1" 1 "$2" "$1" 2 "$2"
}
printf 'person_id,name,sms_relevant,active\nP1,Ann,yes,yes\n' >people.csv
store_of_one() {
	new_store "$1"
	preaudit-import --store "$1" --quiet --full people.csv 2>/dev/null
}
findings_of() { ls "$1/findings" | wc -l; }

# ---- one by one, in one store ----
store_of_one store
mkdir in
n=0
for name in "${names[@]}"; do
	for owner in P1 Nobody; do
		n=$((n + 1))
		services "S$n" "$owner" >"in/$name"
		before=$(findings_of store)
		run preaudit-import --store store --changes --register services "in/$name"
		what="$(printf %q "${name:0:30}")$([ $owner = P1 ] || echo " with findings")"
		is_status 0 "$what is imported"
		index=$(($(wc -l <store/log.jsonl) - 1))
		path=store/$(tail -1 store/log.jsonl | jq -r .source.path)
		check "$what: the original is kept as it was" cmp "in/$name" "$path"
		check "$what: its findings are kept if there are any" test "$(findings_of store)" = \
		    $((before + $([ $owner = P1 ] && echo 0 || echo 1)))
		[ $owner = P1 ] || check "$what: they are findings" grep -q Nobody "store/findings/$(printf %06d "$index").csv"
		run preaudit-store check --store store
		is_status 0 "$what: the store is whole"
	done
done

# ---- several in one call, and a folder of them ----
n=0
for name in "${names[@]}"; do
	n=$((n + 1))
	services "T$n" "$([ $((n % 2)) = 0 ] && echo P1 || echo Nobody)" >"in/$name"
done
store_of_one several
(cd in && preaudit-import --store ../several --full --register services -- "${names[@]}") >"$out" 2>"$err"
status=$?
is_status 0 "all in one call"
check "with an original each" test "$(ls several/orig | wc -l)" = ${#names[@]}
run preaudit-store check --store several
is_status 0 "the store is whole"
store_of_one folder
mkdir all
for name in findings.csv Findings.CSV .findings.csv content.csv data.csv 000002-findings.csv; do
	cp "in/$name" "all/$name"
done
run preaudit-import --store folder --full --register services all
is_status 0 "a folder of them"
run preaudit-store check --store folder
is_status 0 "the store is whole"

# ---- sheets, systems and mapping files ----
store_of_one words
cat >book.py <<'P'
import sys
NS = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
      'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
      'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"')
print('<?xml version="1.0" encoding="UTF-8"?><office:document %s '
      'office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
      '<office:body><office:spreadsheet>' % NS)
for n, sheet in enumerate(sys.argv[1:]):
    rows = [["Service ID", "Service name", "In scope", "Status", "Service type", "Owner"],
            ["W%d" % n, "Mail", "yes", "live", "supporting", "Nobody"]]
    print('<table:table table:name="%s">' % sheet)
    for row in rows:
        print('<table:table-row>' + ''.join('<table:table-cell office:value-type="string"><text:p>%s</text:p>'
              '</table:table-cell>' % c for c in row) + '</table:table-row>')
    print('</table:table>')
print('</office:spreadsheet></office:body></office:document>')
P
python3 book.py findings findings.csv ..-findings.csv log.jsonl 000002 >findings.fods
run preaudit-import --store words --full --register services findings.fods
is_status 0 "a workbook with such sheets"
run preaudit-store check --store words
is_status 0 "the store is whole"
for system in findings ../../findings.csv log.jsonl 000002.csv; do
	services "$system" Nobody >findings.csv
	run preaudit-import --store words --full --register services --system "$system" findings.csv
	is_status 0 "system $system"
	run preaudit-store check --store words
	is_status 0 "the store is whole"
done

# ---- and taken back again ----
last=$(($(wc -l <store/log.jsonl) - 1))
run preaudit-import undo "$last" --store store --reason "a test"
is_status 0 "the last is undone"
run preaudit-report --store store --issue --quiet
is_status 0 "a report is issued"
