#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Workbooks that others published: every sheet as two other readers gave it, or a refusal in words.
. "$(dirname "$0")/../lib/scenario.sh"
corpus=${CORPUS:-$root/../shared/corpus}
dump=${bin%/bin}/corpus/dump_book
[ -d "$corpus" ] || skip "there is no corpus in $corpus"
check "every sheet on which two readers agree is read as they do" \
    "$root/tests/corpus/compare.py" "$dump --raw --sheet {sheet} {file}" "$corpus" xlsx xlsm ods
find "$corpus/files" -iname '*.xls[xm]' -o -iname '*.*ods' | sort >files
while read -r f; do
	status=0
	"$dump" "$f" >out 2>err || status=$?
	[ "$status" -eq 0 ] || { [ "$status" -eq 3 ] && grep -q '^dump_book: .*;\|no sheet' err; } || echo "$status $f $(cat err)"
done <files >wrong
check "all others are read, or refused with what to do" test ! -s wrong
check "most are read" test "$(wc -l <files)" -gt 100
