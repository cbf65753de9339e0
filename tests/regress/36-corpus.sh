#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Files that others published: every table on which two other readers agree is read as they do, and every other file is
# read, or refused in words.
. "$(dirname "$0")/../lib/scenario.sh"
corpus=${PREAUDIT_CORPUS:-$root/../shared/corpus}
[ -d "$corpus" ] || skip "there is no corpus in $corpus"

run "$root/tests/corpus/compare.py" "$root/tests/corpus/peek {sheet} {file}" "$corpus" csv tsv xlsx xlsm ods
cat "$out"
is_status 0 "every cell on which two readers agree, or a reason why not"
check "that are hundreds of tables" [ "$(sed -n '1s/ .*//p' "$out")" -ge 450 ]

find "$corpus/files" -type f | sort >files
while read -r f; do
	status=0
	timeout 1800 preaudit-import peek --list "$f" >"$out" 2>"$err" || status=$?
	case $status in
	0) echo read ;;
	3) if grep -qE '^preaudit-import: .{20,}' "$err"; then echo refused; else echo "wordless $f" | tee -a bad; fi ;;
	*) echo "status $status $f $(head -c 200 "$err")" | tee -a bad ;;
	esac
done <files >how
cat bad 2>/dev/null
check "every file is read, or refused with what to do" [ ! -s bad ]
check "most are read" [ "$(grep -c '^read' how)" -gt $(($(wc -l <files) * 8 / 10)) ]
echo "$(grep -c '^read' how) files are read, $(grep -c '^refused' how) refused"
