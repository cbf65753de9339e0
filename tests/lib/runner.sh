# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# What tests/run consists of; see there.
mode=${MODE:-release}
programs=${BUILD:-build/$mode}
logs=build/tests run=run-$$   # each run's own until a test has been reported
tests=()   # what runs, in the order in which it is reported
needs=()   # what make has to build of what was named
declare -A chosen=()
found=0    # how many names have fitted
passed=0 failed=0

usage() {
	echo "tests/run: $1" >&2
	sed -n 's/^#   tests\/run/usage: tests\/run/p' tests/run >&2
	exit 2
}

# ---- which tests ----

choose_one() {
	found=$((found + 1))
	[ -z "${chosen[$1]:-}" ] || return 0
	chosen[$1]=1
	tests+=("$1")
}

# What stands there of the files given.
choose_files() {
	local f
	for f in "$@"; do
		[ ! -x "$f" ] || [ -d "$f" ] || choose_one "$f"
	done
}

# Scenarios by name, and what they run.
choose_scripts() {
	choose_files "$@"
	needs+=(all drivers)
}

unit_programs() {
	local c
	for c in $(find tests/unit -name "$1.c" -printf '%f\n' | sort); do
		choose_one "$programs/unit/${c%.c}"
	done
}

# A word: the beginning of the name of unit tests and scenarios.
choose_word() {
	local before=$found first=${#tests[@]} what
	unit_programs "$1"
	if [ "$found" -eq "$before" ]; then
		unit_programs "$1*"
		choose_scripts tests/[a-z]*/"$1"*.sh
	fi
	[ "$found" -gt "$before" ] || usage "there is no test $1"
	for what in "${tests[@]:$first}"; do
		[[ $what != */unit/test_* ]] || needs+=("$what")
	done
}

choose() {
	local what
	for what in "$@"; do
		case $what in
		unit) unit_programs 'test_*' ;;
		lint) choose_files tests/lint/run ;;
		fuzz | bench | mutants) choose_files "tests/$what/short" ;;
		regress | fault | web | docs) choose_files tests/"$what"/[0-9][0-9]-*.sh ;;
		*.c) [ -e "$what" ] || usage "there is no $what"
			choose_word "$(basename "$what" .c)" ;;
		*/unit/test_*) choose_word "${what##*/}" ;;
		*/*) [ -x "$what" ] || usage "$what is no program"
			choose_scripts "$(realpath --relative-to=. "$what")" ;;
		*) choose_word "${what%.sh}" ;;
		esac
	done
}

build_chosen() {
	[ ${#needs[@]} -gt 0 ] || return 0
	[ ! -e Makefile ] || make -s -j "$(nproc)" MODE="$mode" B="$programs" "${needs[@]}" >/dev/null || exit 1
}

# ---- running them ----

log_of() {
	local name=${1#"$programs"/}
	echo "$logs/$run/$(tr / - <<<"${name#tests/}")"
}

# Those that take long come first, going by the times of earlier runs; those
# that want to be alone do not count as long.
in_order() {
	printf '%s\n' "${tests[@]#"$programs"/}" | awk '
		FILENAME != "-" && /^first / { seconds[$2] = 1e6; next }
		FILENAME != "-" && NF == 3 { if (seconds[$3] < 1e6) seconds[$3] = $1; next }
		FILENAME == "-" { print seconds[$1] + 0, FNR - 1 }' \
	    tests/lib/schedule.txt <(cat build/times.txt 2>/dev/null) - | sort -k1,1rn -k2,2n | cut -d' ' -f2
}

is_alone() { grep -qx "alone $1" tests/lib/schedule.txt; }

# Most of what tests wait for is a disk, which memory will do for: no power cut
# is simulated. What measures keeps to where TMPDIR is.
use_memory() {
	[ -z "${TMPDIR:-}" ] && [ -w /dev/shm ] && [ "$(df --output=avail -k /dev/shm | tail -n 1)" -gt 4000000 ] || return 0
	memory=$(mktemp -d /dev/shm/preaudit-run-XXXXXX)
	chmod 0755 "$memory"
}

# What a run leaves: nothing but its logs, also when it is ended.
clean_up() {
	local i
	for i in $(jobs -p); do kill -- "-$i" 2>/dev/null; done
	rm -rf "${logs:?}/$run"
	[ -z "${memory:-}" ] || [ "${KEEP:-0}" = 1 ] || { chmod -R u+w "$memory"; rm -rf "$memory"; }
}

# Runs test number $1; its output, its status and its times are in files.
run_one() {
	local log status=0
	[ -z "${memory:-}" ] || is_alone "${tests[$1]}" || export TMPDIR=$memory
	log=$(log_of "${tests[$1]}")
	TIMEFORMAT='%R %U %S'
	{ time CK_VERBOSITY=normal "./${tests[$1]}" >"$log" 2>&1 </dev/null; } 2>"$log.time" || status=$?
	echo "$status" >"$log.status"
}

# Prints what has ended, in the order of the list.
shown=0
show_ended() {
	while [ "$shown" -lt ${#tests[@]} ] && [ -e "$(log_of "${tests[$shown]}").status" ]; do
		conclude "${tests[$shown]}"
		shown=$((shown + 1))
	done
}

run_chosen() {
	local at=$1 i order later=()
	[ ${#tests[@]} -gt 0 ] || return 0
	mkdir -p "$logs/$run"
	use_memory
	mapfile -t order < <(if [ "$at" -gt 1 ]; then in_order; else seq 0 $((${#tests[@]} - 1)); fi)
	trap clean_up EXIT
	trap 'exit 130' INT TERM HUP
	for i in "${order[@]}"; do
		if [ "$at" -gt 1 ] && is_alone "${tests[$i]}"; then
			later+=("$i")
			continue
		fi
		while [ "$(jobs -pr | wc -l)" -ge "$at" ]; do
			wait -n
			show_ended
		done
		run_one "$i" &
	done
	while [ -n "$(jobs -pr)" ]; do
		wait -n
		show_ended
	done
	for i in "${later[@]}"; do
		run_one "$i" &
		wait
		show_ended
	done
	show_ended
}

# ---- what came of it ----

# The checks a log has: "ok -" and "not ok -" lines of a script, the sums that
# Check prints of a unit test. Into $good and $bad.
count_checks() {
	if [[ $1 == */unit/test_* ]]; then
		read -r good bad < <(sed -n 's/^[0-9]*%: Checks: \([0-9]*\), Failures: \([0-9]*\), Errors: \([0-9]*\).*/\1 \2 \3/p' "$2" |
			awk '{ all += $1; bad += $2 + $3 } END { print all - bad, bad + 0 }')
	else
		good=$(grep -c '^ok - ' "$2") bad=$(grep -c '^not ok - ' "$2")
	fi
}

# A test that fails without saying so, or makes no check, counts as one failure.
conclude() {
	local test=$1 log good bad status
	log=$(log_of "$test")
	read -r status <"$log.status"
	count_checks "$test" "$log"
	if [ "$bad" -eq 0 ] && { [ "$status" -ne 0 ] || { [ "$good" -eq 0 ] && ! grep -q '^skip - ' "$log"; }; }; then
		bad=1
		echo "not ok - $test ended with status $status after $good checks" >>"$log"
	fi
	passed=$((passed + good)) failed=$((failed + bad))
	printf '%-44s %5d passed, %d failed\n' "${test#"$programs"/}" "$good" "$bad"
	grep '^skip - ' "$log"
	mv "$log" "$logs/"
	[ "$bad" -eq 0 ] || show_failure "$test" "$logs/${log##*/}"
	return 0
}

# All that a failing test said but of what succeeded, and how to run it alone.
show_failure() {
	local again=$1
	[[ $1 != */unit/test_* ]] || again=${1##*/}
	[[ $1 == tests/*/[0-9]* || $again != "$1" ]] || again=$(basename "$(dirname "$1")")
	grep -vE '^(ok - |kept: )' "$2" | sed 's/^/    /' | head -n 300
	sed -n 's/^kept: /    kept:           /p' "$2"
	echo "    the whole log:  $2"
	echo "    this one alone: $([ "$mode" = release ] || echo "MODE=$mode ")tests/run $again$(
		[[ $1 != tests/*/[0-9]* ]] || echo "   (KEEP=1 keeps its folder)")"
}

# The times of this run replace those of earlier ones of the same tests.
note_times() {
	local test
	for test in "${tests[@]}"; do
		awk -v test="${test#"$programs"/}" '{ printf "%.1f %.1f %s\n", $1, $2 + $3, test }' "$(log_of "$test").time"
	done | sort -rn >"$logs/$run/times"
	awk 'NR == FNR { seen[$3] = 1; print; next } !($3 in seen)' "$logs/$run/times" <(cat build/times.txt 2>/dev/null) |
	    sort -rn >"$logs/$run/all"
	mv "$logs/$run/all" build/times.txt
	[ ${#tests[@]} -lt 10 ] || {
		echo "the slowest (seconds, CPU seconds):"
		head -n 10 "$logs/$run/times" | sed 's/^/    /'
	}
}

report() {
	mkdir -p build
	[ ${#tests[@]} -eq 0 ] || note_times
	echo "$passed passed, $failed failed" | tee build/summary
	[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
