#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Registers that others published, through the mapping files in tests/mappings (docs/real-registers.md).
. "$(dirname "$0")/../lib/scenario.sh"
corpus=${PREAUDIT_CORPUS:-$root/../shared/corpus}
[ -d "$corpus" ] || skip "there is no corpus in $corpus"
kit=$corpus/files/CenedrilTeam+iso27001-starter-kit
store=store
new_store
new_store german
import() { run preaudit-import --store "$store" --json --map "$root/tests/mappings/$1.json" "${@:2}"; }
counted() { # counted NEW WHAT: all rows of the last run are new records
	is_status 0 "$2 is imported"
	check "$2: $1 records, none refused" [ "$(json '[.batches[0].rows | .new, .refused] | "\(.[0]) \(.[1])"' "$out")" = "$1 0" ]
}
values() { # values REGISTER FIELD: what the register's data files have there, one a line
	/usr/bin/python3 - "$2" "$store"/data/*-"$1".csv <<'END'
import csv, sys
for path in sys.argv[2:]:
    for r in csv.DictReader(open(path, encoding="utf-8", newline="")):
        print(r[sys.argv[1]])
END
}
tally() { values "$1" "$2" | sort | uniq -c | awk '{ printf "%s%s %s", (NR > 1 ? ", " : ""), $1, ($2 == "" ? "empty" : $2) }'; }
# quoted FILE LINE:FIRST:LAST...: the file with the cells FIRST to LAST of a line made one, in quotes
quoted() {
	/usr/bin/python3 - "$@" <<'END'
import csv, sys
spans = [tuple(map(int, a.split(":"))) for a in sys.argv[2:]]
out = csv.writer(sys.stdout, lineterminator="\n")
for n, row in enumerate(csv.reader(open(sys.argv[1], encoding="utf-8", newline="")), 1):
    for line, first, last in sorted(spans, reverse=True):
        if line == n:
            row[first - 1:last] = [",".join(row[first - 1:last])]
    out.writerow(row)
END
}

import starter-kit-documents "$kit/registers/document-control-register.csv"
counted 26 "the document control register"
check "their states" [ "$(tally documents status)" = "26 published" ]
check "their kinds" [ "$(tally documents doc_type)" = "23 other, 3 process_description" ]
import starter-kit-lieferanten "$kit/registers-de/lieferantenregister.csv"
counted 12 "the Lieferantenregister"
check "agreements without end have none" [ "$(values suppliers agreement_to | grep -c .)" = 9 ]
import starter-kit-korrekturmassnahmen "$kit/registers-de/capa-register.csv"
counted 5 "the CAPA-Register"
check "where the findings come from" [ "$(tally findings source)" = "1 complaint, 1 external_audit, 1 internal_audit, 1 management_review, 1 monitoring" ]

# One risk register in two languages: but for the texts the same records.
import starter-kit-risks "$kit/registers/risk-register.csv"
counted 7 "the risk register"
store=german import starter-kit-risiken "$kit/registers-de/risikoregister.csv"
counted 7 "the Risikoregister"
for field in risk_id kind category likelihood impact level residual_level treatment status; do
	values risks "$field" >english
	store=german values risks "$field" >german.txt
	same english german.txt "both languages say the same: $field"
	check "and something: $field" [ "$(grep -c . english)" = 7 ]
done

# Rows with commas that no quotes hold are refused, each at its place; in quotes the file is imported whole.
import starter-kit-stakeholders "$kit/registers/stakeholder-requirements.csv"
is_status 3 "stakeholder requirements with a row too long are refused"
err_has "stakeholder-requirements.csv, cell I7" "at the cell that is too much"
err_has "a value that holds the delimiter (comma) must stand in quotes" "with what to do"
check "nothing is imported" [ -z "$(ls store/data | grep interested_parties)" ]
quoted "$kit/registers/stakeholder-requirements.csv" 7:4:6 >stakeholder-requirements.csv
import starter-kit-stakeholders stakeholder-requirements.csv
counted 12 "the same in quotes"
check "the commas are there" [ "$(values interested_parties requirement | grep -c ': RoPA, DPIA process, ')" = 1 ]
import starter-kit-ziele "$kit/registers-de/sicherheitsziele-register.csv"
is_status 3 "Sicherheitsziele with rows too long are refused"
err_has "sicherheitsziele-register.csv, cell M2" "the first at its cell"
err_has "cell J7, Status" "the second, which ends with an empty cell, where its values do not fit"
err_has "cell K7" "both of them"
quoted "$kit/registers-de/sicherheitsziele-register.csv" 2:5:6 2:7:8 2:11:12 7:5:6 >sicherheitsziele-register.csv
import starter-kit-ziele sicherheitsziele-register.csv
counted 10 "the same in quotes"
check "their states" [ "$(tally objectives status)" = "2 achieved, 1 at_risk, 6 on_track, 1 open" ]

# Fifteen workbooks of one shape, a sheet an office: one call, a finding a record.
store=german import federal-audit-findings "$corpus"/files/GSA-TTS+FAC-transition-site/assets/findings/*-findings.xlsx
is_status 0 "fifteen workbooks are imported in one call"
/usr/bin/python3 - "$corpus"/files/GSA-TTS+FAC-transition-site/assets/findings/*-findings.xlsx >count <<'END'
import openpyxl, sys
rows, keys = 0, set()
for path in sys.argv[1:]:
    for sheet in openpyxl.load_workbook(path, read_only=True).worksheets:
        header = None
        for row in sheet.iter_rows(values_only=True):
            if header is None:
                header = row
            elif any(v is not None for v in row):
                r = dict(zip(header, row))
                rows += 1
                keys.add((r["report_id"], r["award_reference"], r["reference_number"]))
print(rows, len(keys))
END
read -r rows keys <count
sum() { json "[.batches[].rows.$1] | add" "$out"; }
check "all $rows rows are read, as openpyxl counts them" [ "$(sum read)" = "$rows" ]
check "they are $keys findings" [ "$(sum new)" = "$keys" ]
check "none is refused" [ "$(sum refused)" = 0 ]
echo "findings: $(sum read) rows, $(sum new) new, $(sum changed) changed, $(sum unchanged) unchanged"
store=german
check "all of an external audit" [ "$(tally findings source | sed 's/^[0-9]* //')" = external_audit ]
check "the day is that of a file's name" [ "$(values findings raised_on | sort -u | grep -cvE '^2024-02-[0-9][0-9]$')" = 0 ]
run preaudit-import --store german "$corpus/files/GSA-TTS+FAC-transition-site/assets/api/FAC API Data Dictionary.xlsx"
is_status 3 "the workbook that explains their columns is refused"
err_has "it is not clear what this sheet is" "as no register"
