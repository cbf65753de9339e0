#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Random tables of random registers, written as CSV in every dialect, as XLSX, flat ODS and ODS, import to the records
# they were made of. SEED=, FIRST= and TABLES= say which; make trip and LONG=1 take ten times as many.
. "$(dirname "$0")/../lib/scenario.sh"
trip=${bin%/bin}/trip/trip
if [ -n "${LONG:-}" ]; then tables=10000 books=200 files=400; else tables=1000 books=50 files=60; fi
seed=${SEED:-20000} first=${FIRST:-1} tables=${TABLES:-$tables} books=${BOOKS:-$books} files=${FILES:-$files}

# The importer's stages in one process.
run "$trip" all "$seed" "$first" "$tables"
cat "$out"
check "$tables tables come back from every format" [ "$status" -eq 0 ]
check "and all of them were made" grep -qx "$tables tables, seed $seed" "$out"
check "in seven formats" [ "$(grep -cE '^(CSV|flat ODS|XLSX).*: [1-9][0-9]* of ' "$out")" -ge "$([ "$tables" -lt 20 ] && echo 6 || echo 7)" ]

# Workbooks that LibreOffice made of ours.
"$trip" books "$seed" "$first" "$books"
office --convert-to ods book*.xlsx
check "LibreOffice saves every workbook as ODS" [ "$(ls book*.ods | wc -l)" -eq "$(ls book*.xlsx | wc -l)" ]
run "$trip" ods "$seed" "$first" "$books"
cat "$out"
check "its tables come back" [ "$status" -eq 0 ]
check "and there are some" grep -qE '^ODS by LibreOffice: [1-9]' "$out"

# The same values cell by cell for other readers.
check "openpyxl reads our workbooks as peek does" "$root/tests/corpus/agree.py" book?.xlsx
office --convert-to xlsx --outdir saved book?.xlsx
check "and as LibreOffice saves them" "$root/tests/corpus/agree.py" --as saved book?.xlsx

# The programs themselves: one table a store.
new_store empty
"$trip" files "$seed" "$first" "$files" >list
n=0 wrong=0
while read -r file register kind options; do
	cp -a empty store && cp empty.key store.key && cp empty.key.state store.key.state
	# shellcheck disable=SC2086
	run preaudit-import --store store --json --register "$register" $options "$file"
	sed -E '1d; s/^put,[0-9]+,[0-9]+,//' store/data/*-"$register".csv 2>/dev/null >got
	[ "$kind" = plain ] || sed -i -E 's/,[A-Za-z0-9_-]{22}\r$/\r/' got
	if [ "$status" -eq 0 ] && cmp -s got "$file.expected"; then
		n=$((n + 1))
	else
		wrong=$((wrong + 1))
		[ "$wrong" -gt 3 ] || { echo "$file ($register $options):"; show_run; diff got "$file.expected" | head -6; }
	fi
	chmod -R u+w store && rm -rf store store.key*
done <list
echo "$n of $(wc -l <list) files through the programs"
check "the data files hold what was expected" [ "$wrong" -eq 0 ]
check "of most tables asked for" [ "$n" -ge $((files / 2)) ]
