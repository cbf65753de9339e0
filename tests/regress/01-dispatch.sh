#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# `preaudit COMMAND` runs the right program, and only that.
. "$(dirname "$0")/../lib/scenario.sh"

run preaudit --help
is_status 0 "--help succeeds"
for c in store import report verify; do
	out_has "  $c " "--help lists $c"
done
run preaudit --version
is_status 0 "--version succeeds"
check "--version prints one line, name and version" \
	grep -qxE 'preaudit [0-9]+\.[0-9]+\.[0-9]+' "$out"
run preaudit
is_status 2 "no command is a usage error"
err_has "preaudit --help" "and says where help is"

# A copy with programs beside it that say how they were called.
mkdir one two
cp "$bin/preaudit" one/
for d in one two; do
	printf '#!/bin/sh\necho "%s: $0"\nfor a in "$@"; do echo "<$a>"; done\nexit 3\n' "$d" \
		>"$d/preaudit-store"
	chmod +x "$d/preaudit-store"
done
PATH=$work/two:$PATH
run one/preaudit store init --origin "a b" ""
is_status 3 "the program's status is passed on"
out_has "one: " "the program beside it comes before the PATH"
out_has "<a b>" "arguments arrive as they were"
check "and all of them" test "$(grep -c '^<' "$out")" = 4
ln -s ../one/preaudit two/linked
run two/linked store
out_has "one: " "through a link, beside means beside the program itself"
rm one/preaudit-store
run one/preaudit store
out_has "two: " "else the one on the PATH"
run one/preaudit help store
out_has "<--help>" "help COMMAND asks the command"

run one/preaudit stroe init
is_status 2 "a mistyped command is a usage error"
err_has 'did you mean "preaudit store"?' "and suggests one"
check "and runs nothing" test ! -s "$out"
run one/preaudit frobnicate
is_status 2 "an unknown command is a usage error"
err_has '"frobnicate"' "and is named"
run one/preaudit ../two/store
is_status 2 "a path is no command"
PATH=/usr/bin:/bin run one/preaudit store
is_status 1 "a program that is missing cannot be run"
err_has "cannot run preaudit-store" "and is named"
run one/preaudit --frobnicate
is_status 2 "an unknown option is a usage error"
run sh -c "$bin/preaudit --help >/dev/full"
is_status 1 "a full disk is noticed"
