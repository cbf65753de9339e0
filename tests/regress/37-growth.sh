#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Files of which one thing is there so often that its table passes 1 KiB, 64 KiB
# and 1 MiB: libraries change their ways with size, and a confined reader must
# follow. Each file is read to its last record or refused in words that name a
# limit; no reader ends by a signal. LONG=1 has every thing at every size.
. "$(dirname "$0")/../lib/scenario.sh"
long=${LONG:-0}
make_files() { /usr/bin/python3 "$root/tests/lib/growth.py" "$@"; }
shown_as() { case $1 in utf16-*) echo "$1.csv" ;; *) echo "$1.${1%%-*}" ;; esac }

# What there is many times: bytes of an element of its table (the struct that the
# reader or the writer of marked copies keeps of each; "rows": of the text of a
# row; "length": of a character), the most there may be (0: no such limit within
# these sizes), whether 1 MiB of it is for LONG=1 only, and the words of the limit.
# A table passes SIZE at SIZE / bytes + 1 elements.
things='
xlsx parts 40 4096 long parts; a workbook may have 4096
xlsx sheets 24 1024 - it has more than 1024 sheets
xlsx relations 24 8192 - has more than 8192 relations
xlsx formats 12 65536 - it has more than 65536 number formats or cell styles
xlsx styles 4 65536 - it has more than 65536 number formats or cell styles
xlsx texts 8 0 -
xlsx length 1 1048576 - more than 1048576 bytes in a cell
xlsx merges 16 0 -
xlsx comments 8 0 long
xlsx links 24 0 long
xlsx rows 31 0 long
xlsx columns 48 16384 - columns end at XFD (16,384)
ods parts 40 4096 long parts; a workbook may have 4096
ods sheets 40 1024 - it has more than 1,024 sheets
ods hidden 8 4096 - it has more than 4,096 styles of hidden sheets
ods styles 32 0 -
ods merges 32 0 long
ods length 1 1048576 - more than 1 MiB in a cell
ods rows 31 0 long
ods columns 48 16384 - right of column XFD (16,384)
csv length 1 1048576 - field 1 is longer than 1048576 bytes
csv rows 31 0 -
csv columns 16 4096 - there are more than 4096 columns
utf16 rows 31 0 -
'
# Two files were reported: sorting first asks for memory at 62 parts, and at 86
# formats of 12 bytes.
cases=("xlsx parts 62 0" "xlsx formats 130 0")
while read -r kind thing bytes most when words; do
	[ -n "$kind" ] || continue
	counts=($((1024 / bytes + 1)) $((65536 / bytes + 1)))
	[ "$when" = long ] && [ "$long" != 1 ] || counts+=($((1048576 / bytes + 1)))
	[ "$most" = 0 ] || counts+=("$most" $((most + 1)))
	for n in $(printf '%s\n' "${counts[@]}" | sort -nu); do
		cases+=("$kind $thing $n $most $words")
	done
done <<<"$things"

mapfile -t specs < <(printf '%s\n' "${cases[@]}" | awk '{ print $1 ":" $2 ":" $3 }')
make_files "${specs[@]}"
last="LAST,P1,C1,2026-01-31,Completed"
for c in "${cases[@]}"; do
	read -r kind thing n most words <<<"$c"
	file=$(shown_as "$kind-$thing-$n")
	sheet=(--sheet 1)
	[ "$thing" != sheets ] || sheet=(--sheet "$n")
	case $kind in csv | utf16) sheet=() ;; esac
	run preaudit import peek --raw "${sheet[@]}" "$file"
	if [ "$most" != 0 ] && [ "$n" -gt "$most" ]; then
		is_status 3 "$kind: $n $thing are refused"
		err_has "$words" "and the limit is named"
	elif [ "$status" != 0 ]; then
		fail "$kind: $n $thing are read" "$(show_run)"
	else
		end=$last
		[ "$thing" != columns ] || end="$last,*,END"
		[ "$thing" != length ] || end="*x$last"
		# shellcheck disable=SC2053 # a pattern
		if [[ $(tail -n 1 "$out") == $end ]]; then pass "$kind: $n $thing are read to the last"
		else fail "$kind: $n $thing are read to the last" "$(tail -c 300 "$out")"; fi
	fi
	case $thing-$n in parts-62 | formats-130) ;; *) rm "$file" ;; esac
done
check "all columns of a wide table are there" [ "$(make_files csv:columns:1000 &&
    preaudit import peek --raw csv-columns-1000.csv | tail -1 | tr -cd , | wc -c)" = 999 ]

# The reported files, imported.
new_store
for file in xlsx-parts-62.xlsx xlsx-formats-130.xlsx; do
	run preaudit import --store store --dry-run "$file"
	is_status 0 "$file can be imported"
	out_has "2 rows read: 2 new" "all of it"
done

# Copies with the problems marked: the writer sorts notes (32 bytes), fills (40),
# styles (40; ODS: 32), links (24), comments (8) and notes that it makes again.
marked=(xlsx:parts+bad:62 xlsx:formats+bad:130 xlsx:styles+bad:16385 xlsx:fills+bad:1639
    xlsx:links+bad:2731 xlsx:comments+bad:8193 xlsx:texts+bad:8193 xlsx:merges+bad:4097
    xlsx:findings:33 xlsx:findings:2049 ods:styles+bad:2049 ods:findings:2049 csv:findings:2049
    utf16:findings:2049)
[ "$long" != 1 ] || marked+=(xlsx:styles+bad:63000 xlsx:fills+bad:26215 xlsx:links+bad:43691
    xlsx:comments+bad:131073 xlsx:findings:32769 ods:styles+bad:32769 ods:findings:32769 csv:findings:32769)
make_files "${marked[@]}"
why='Status: is no known word'
for m in "${marked[@]}"; do
	IFS=: read -r kind thing n <<<"${m/+bad/}"
	file=$(shown_as "$kind-$thing-$n")
	sheet=(--sheet 1)
	case $kind in csv | utf16) sheet=() ;; esac
	run preaudit import --store store --dry-run --marked "marked-$file" "$file"
	is_status 3 "$kind: $n $thing, a record is wrong"
	err_has "$file with its problems marked: marked-$file" "a marked copy is written"
	run preaudit import peek --raw "${sheet[@]}" "marked-$file"
	case $(tail -n 1 "$out") in
	"LAST,P1,C1,2026-01-31,Wrong,"*"$why"*) pass "and says so at the last record" ;;
	*) fail "and says so at the last record" "$(tail -n 1 "$out" | head -c 300)" "$(show_run)" ;;
	esac
done
check "comments of others are kept" grep -q '>c8193<' <(unzip -p marked-xlsx-comments-8193.xlsx xl/comments.xml)
check "beside the new one" grep -q 'Status: is no known word' <(unzip -p marked-xlsx-comments-8193.xlsx xl/comments.xml)
# Comments of the copy are taken out again for those of the next.
for x in xlsx ods; do
	run preaudit import --store store --dry-run --marked "again.$x" "marked-$x-findings-2049.$x"
	is_status 3 "a marked .$x, marked again"
	err_has "with its problems marked: again.$x" "a copy is written of it too"
done

# How a child's end is told. This one has time enough to be ended from outside.
ended_by() { # SIGNAL FILE ARGUMENT...
	local child="" end=$((SECONDS + 60)) pid
	preaudit-import --store store --dry-run "${@:3}" "$2" >"$out" 2>"$err" </dev/null &
	pid=$!
	while [ -z "$child" ] && [ $SECONDS -lt $end ]; do
		# The list has no newline at its end, and is gone with the process.
		{ read -r child _ <"/proc/$pid/task/$pid/children" || [ -n "$child" ]; } 2>/dev/null || kill -0 $pid 2>/dev/null || break
	done
	[ -z "$child" ] || kill -"$1" "$child"
	status=0
	wait $pid || status=$?
}
make_files xlsx:rows:60000 csv:rows+bad:100000
before=$(tree_hash store)
ended_by SYS xlsx-rows-60000.xlsx
is_status 1 "a reader that the sandbox stopped is a failure of the program"
err_has "xlsx-rows-60000.xlsx: its reader asked the system" "of which file is said"
err_has "this is a fault of this program, not of the file, which is unchanged; nothing is imported: please report it" "that it is no fault of the file, and what to do"
err_lacks "damaged" "the file is not blamed"
ended_by SEGV xlsx-rows-60000.xlsx
is_status 3 "a reader that a file broke is a refusal"
err_has "damaged or made to do harm" "in words of its own"
ended_by XCPU xlsx-rows-60000.xlsx
is_status 3 "one that took too long too"
err_has "took too long and was stopped" "in others"
ended_by SYS csv-rows-100000.csv --marked copy.csv
is_status 1 "a writer of a marked copy that the sandbox stopped"
err_has "not of the file, which is unchanged; no marked copy is written: please report it" "is a failure of the program"
err_has '"Wrong": is no known word' "and what was found is told all the same"
check "no copy was written" [ ! -e copy.csv ]
check "and nothing imported" [ "$before" = "$(tree_hash store)" ]
