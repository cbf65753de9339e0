# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Sourced by tests/bench/run: workbooks of the training rows beside other readers, and what memory large files take.
drivers=${driver%/*}
SLICE=100000

# peaks CMD...: $ended, $wall seconds, and peak MiB: $main and $child resident, $main_own and $child_own without files.
peaks() {
	local m mo c co
	read -r ended wall m mo c co < <(python3 "$top/tests/bench/peak.py" "$@")
	main=$((m / 1024)) main_own=$((mo / 1024)) child=$((c / 1024)) child_own=$((co / 1024))
}
driver_cpu() { "$drivers/bench_sheet" "$1" "$2" | cut -d' ' -f1; }

# book KIND: a workbook whose texts are KIND, beside expat over its sheet, and beside xlsx2csv over a slice of it.
book() {
	local inflated parsed ours part
	"$drivers/mkbook" "$1" training.csv "$1.xlsx"
	inflated=$(driver_cpu inflate "$1.xlsx") parsed=$(driver_cpu expat "$1.xlsx")
	median new_store preaudit-import --store store --register training "$1.xlsx"
	ours=$cpu
	line "workbook, texts $1: $(($(stat -c %s "$1.xlsx") >> 20)) MiB" "inflating its sheet $inflated s CPU, with expat $parsed s"
	line "  import, reader and all" "$ours s CPU, ratio $(ratio "$ours" "$parsed") to expat (aim 1.3)"
	figure "workbook, texts $1" "$(ratio "$ours" "$parsed")" 1.3 expat
	new_store
	peaks preaudit-import --store store --register training "$1.xlsx"
	line "  peak memory, importer" "$main MiB resident, $main_own MiB without the mapped files"
	line "  peak memory, reader's process" "$child MiB resident, $child_own MiB without the mapped file (aim 64)"
	figure "workbook, texts $1, reader's peak MiB" "$child_own" 64 limit
	if command -v xlsx2csv >/dev/null; then
		part=$((rows < SLICE ? rows : SLICE))
		head -n $((part + 1)) training.csv >slice.csv
		"$drivers/mkbook" "$1" slice.csv slice.xlsx
		cpu xlsx2csv slice.xlsx slice.out
		line "  xlsx2csv over $part rows, times $(ratio "$rows" "$part")" "$(awk -v c="$cpu" -v n="$rows" -v p="$part" 'BEGIN { printf "%.1f", c * n / p }') s CPU, $(awk -v c="$cpu" -v n="$rows" -v p="$part" -v o="$ours" 'BEGIN { printf "%.1f", (o > 0 ? c * n / p / o : 0) }') times ours (aim 10)"
	fi
}

books() {
	book inline
	book shared
	python3 "$top/tests/bench/bomb.py" slice.xlsx bomb.xlsx
	new_store
	peaks preaudit-import --store store --register training bomb.xlsx
	[ "$ended" -eq 3 ] || { echo "the bomb ended with $ended" >&2; return 1; }
	line "workbook of $(($(stat -c %s bomb.xlsx) >> 10)) KiB that holds 1 GB: refused" "after $wall s (aim 1), peak $child MiB in the reader's process"
	rm -f ./*.xlsx slice.*
}

# The rows in rounds under other ids: what memory that takes, and with 100,000 cells wrong.
large_text() {
	local wrong=$((rows * rounds / 100000))
	[ "$wrong" -gt 0 ] || wrong=1
	head -n 1 training.csv >large.csv
	for i in $(seq "$rounds"); do tail -n +2 training.csv | sed "s/^TR-/TR$i-/"; done >>large.csv
	new_store
	peaks preaudit-import --store store --register training large.csv
	[ "$ended" -eq 0 ] || { echo "the large file ended with $ended" >&2; return 1; }
	line "CSV of $(($(stat -c %s large.csv) >> 20)) MiB, $((rows * rounds)) rows" "$wall s, peak $main MiB resident, $main_own MiB without the mapped files (aim 450)"
	figure "large CSV, peak MiB" "$main_own" 450 limit
	awk -v n="$wrong" 'NR > 1 && NR % n == 0 { sub(/,C-[0-9]+,/, ",C-1.2E+05,"); sub(/(Completed|Failed|In Progress)/, "Perhaps") } { print }' large.csv >wrong.csv
	new_store
	peaks preaudit-import --store store --register training wrong.csv
	[ "$ended" -eq 3 ] || { echo "the wrong file ended with $ended" >&2; return 1; }
	line "  the same, $(grep -c ',Perhaps,' wrong.csv) rows wrong: refused" "$wall s, peak $main MiB resident, $main_own MiB without the mapped files (aim 450)"
	figure "large CSV with errors, peak MiB" "$main_own" 450 limit
	rm -f large.csv wrong.csv
}
