#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# An import that has nothing to do has looked at what the store keeps: a stored file that was altered is named.
. "$(dirname "$0")/../lib/scenario.sh"
damaged 'altered'
new_store store
rows() { # N
	printf 'Service ID,Service name,Service type,Status,In scope\r\n'
	for i in $(seq "$1"); do printf 'S-%s,Service %s,customer facing,live,yes\r\n' "$i" "$i"; done
}
rows 2 >old.csv
rows 3 >services.csv
preaudit-import --quiet --store store --register services old.csv || fail "(import)"
preaudit-import --quiet --store store --changes --register services services.csv || fail "(import)"
again() { run preaudit-import --store altered --changes --register services "$@" services.csv; }
cases=0
for file in data/000002-services.csv data/000003-services.csv orig/000003-services.csv; do
	for how in altered emptied removed; do
		rm -rf altered altered.key*
		cp -R store altered
		cp -p store.key altered.key
		cp store.key.state altered.key.state
		again
		is_status 0 "whole: the same file again is fine"
		out_has "same bytes as last time: nothing to do" "and there is nothing to do"
		chmod u+w "altered/$file"
		case $how in
		altered) sed -i 's/customer/Customer/' "altered/$file" ;;
		emptied) : >"altered/$file" ;;
		removed) rm -f "altered/$file" ;;
		esac
		before=$(tree_hash altered)
		for option in "" --dry-run --check; do
			# shellcheck disable=SC2086
			again $option
			is_status 4 "$file $how: import $option of the same bytes"
			err_has "$file" "and the file is named"
			cases=$((cases + 1))
		done
		run preaudit-import diff --store altered --changes --register services services.csv
		is_status 4 "$file $how: diff of the same bytes"
		check "$file $how: the store is left as it is" test "$(tree_hash altered)" = "$before"
	done
done
check "$cases of 27 calls met an altered file" test "$cases" = 27
