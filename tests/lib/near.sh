# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# near FILE: the tests nearest to it, one a line: the unit tests of its folder,
# then what near.txt has; run at the top.
near() {
	local line p test
	find "tests/unit/$(dirname "$1")" -maxdepth 1 -name 'test_*.c' -printf '%f\n' 2>/dev/null | sed 's/\.c$//' | sort
	while read -r line; do
		[[ $line == *": "* && $line != "#"* ]] || continue
		for p in ${line%%: *}; do
			# shellcheck disable=SC2053
			[[ $1 == $p ]] || continue
			for test in ${line#*: }; do
				[ "$test" = SELF ] && basename "${1%.*}" || echo "$test"
			done
			return
		done
	done < <(set -f; cat tests/lib/near.txt)
}
