#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The example's report says what it said: another content is another program version.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
example_store
preaudit-report --store store --as-of 2026-09-30 --issue --out report >/dev/null 2>&1
/usr/bin/python3 "$root/tests/golden/mask.py" <report/content.csv >content
same "$root/tests/golden/readiness.content.csv" content "the content is the golden one (tests/golden/regen shows and writes another)"
check "and the program's version is the one it was made with" test "$(cat "$root/tests/golden/VERSION")" = "$(sed -n 's/.*PREAUDIT_VERSION "\(.*\)"/\1/p' "$root/shared/base/version.h" | head -n 1)"
