#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Every program explains itself; the README's commands exist; docs/registers.md is what the program prints.
. "$(dirname "$0")/../lib/scenario.sh"
for p in preaudit preaudit-store preaudit-import preaudit-report preaudit-verify preaudit-fcgi; do
	run $p --help
	is_status 0 "$p --help"
	check "$p --help says something" test "$(wc -c <"$out")" -gt 300
	run $p --version
	is_status 0 "$p --version"
	out_has "$(sed -n 's/.*PREAUDIT_VERSION "\(.*\)"/\1/p' "$root/shared/base/version.h" | head -1)" "$p names its version"
	run $p --nosuch
	is_status 2 "$p refuses an unknown option"
done
check "make help lists the targets" sh -c "make -s -C '$root' help | grep -q 'make demo'"
for t in all deps deps-check demo serve check asan lint fuzz bench install uninstall help; do
	check "make has the target $t" grep -q "^$t:" "$root/Makefile"
done
check "README starts with the two commands" sh -c "head -12 '$root/README.md' | grep -q 'make demo' && head -12 '$root/README.md' | grep -q 'make check'"
# Commands shown in the README are commands.
grep -oE '^preaudit [a-z]+' "$root/README.md" | sort -u | while read -r _ c; do
	if preaudit "$c" --help >/dev/null 2>&1; then echo "ok - README's preaudit $c exists"; else echo "not ok - README's preaudit $c exists"; fi
done
for c in registers nil template; do
	run preaudit-import --help
	out_has "preaudit-import $c" "preaudit-import --help has $c"
done
run preaudit-import registers --markdown --standard "$root/shared/iso20000-1"
is_status 0 "import registers --markdown"
same "$out" "$root/docs/registers.md" "docs/registers.md is what the program prints"
