#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Same head, date and profile: the same bytes under another zone, locale, user, folder and time.
. "$(dirname "$0")/../lib/scenario.sh"
damaged moved # without its reports
. "$root/tests/lib/example.sh"
example_store
render() { "$@" "$bin/preaudit-report" --store "$PWD/store" --as-of 2026-09-30 --out "$PWD/$o" >/dev/null 2>&1; }
o=a render env
sleep 1.1
o=b render env TZ=Pacific/Kiritimati
o=c render env LC_ALL=de_DE.UTF-8 LANG=de_DE.UTF-8 LC_NUMERIC=de_DE.UTF-8
mkdir elsewhere tmp2
o=d; (cd elsewhere && HOME=/ TMPDIR=$work/tmp2 "$bin/preaudit-report" --store ../store --as-of 2026-09-30 --out ../d) >/dev/null 2>&1
for d in b c d; do
	for f in readiness-DRAFT.xlsx readiness-DRAFT.html content-DRAFT.csv; do same a/$f $d/$f "$d/$f is the same, byte for byte"; done
done
if [ "$(id -u)" -eq 0 ]; then
	mkdir e && chmod 777 e && chmod 755 "$work" && chmod -R a+rX store
	o=e
	setpriv --reuid=65534 --regid=65534 --clear-groups "$bin/preaudit-report" --store "$PWD/store" --as-of 2026-09-30 --out "$PWD/e" >"$out" 2>"$err"
	for f in readiness-DRAFT.xlsx readiness-DRAFT.html content-DRAFT.csv; do same a/$f e/$f "$f is the same for another user"; done
fi
cp -a store moved && rm -rf moved/reports
"$bin/preaudit-report" --store moved --as-of 2026-09-30 --out f >/dev/null 2>&1
same a/content-DRAFT.csv f/content-DRAFT.csv "a copy of the store gives the same content"
