# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Sourced behind scenario.sh by scenarios in which days pass.
#
#   on DAY CMD...   runs it as if it were noon (UTC) of that day; "DAY HH:MM"
#                   is another time of it
#
# Programs ask the C library's time() what time it is; a library loaded before
# it answers instead.
clock_library() {
	local lib=$work/.clock.so
	[ -e "$lib" ] || gcc -shared -fPIC -O1 -x c -o "$lib" - <<'C' || return 1
#include <stdlib.h>
#include <time.h>
time_t
time(time_t *out)
{
	const char *text = getenv("CLOCK_S");
	time_t now = text == NULL ? 0 : (time_t)atoll(text);

	if (out != NULL)
		*out = now;
	return now;
}
C
	echo "$lib"
}
on() {
	local day=$1 time lib
	shift
	lib=$(clock_library) || { fail "the clock of $day" "gcc made no library"; exit 1; }
	[ "$day" != "${day#* }" ] && time=$day || time="$day 12:00"
	CLOCK_S=$(date -u -d "$time" +%s) LD_PRELOAD=$lib \
	    ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0 "$@"
}
