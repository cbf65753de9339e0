# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# near FILE: the tests nearest to it, one a line, going by near.txt; run at the top.
near() {
	local line p test
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
