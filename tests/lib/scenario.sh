# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Sourced by every scenario script (tests/regress/NN-name.sh and others).
#
# A scenario runs in a fresh folder of its own ($PWD, removed at the end unless
# KEEP=1). It prints one line per check, "ok - WHAT" or "not ok - WHAT" with the
# reason indented below, and ends with status 1 when a check failed. A scenario
# without checks fails. At its end every store in its folder has to be whole:
# `preaudit-store check` on each is a check of its own.
#
#   run CMD...            runs it; $status, $out (file), $err (file) afterwards
#   is_status N WHAT      the last run ended with status N
#   out_has TEXT WHAT     standard output of the last run has the fixed text
#   err_has TEXT WHAT     standard error has it
#   out_lacks, err_lacks
#   same A B WHAT         two files are equal byte for byte
#   check WHAT CMD...     CMD succeeds
#   tree_hash DIR         prints a hash over names, modes and bytes below DIR
#   skip WHY              ends before the first check: this machine cannot run it
#   new_store [NAME]      makes store NAME (default "store") with its key
#   damaged PATTERN...    these stores need not be whole at the end
#   json EXPR FILE        jq -r
#   free_port             prints a TCP port nobody listens on
#   wait_for CMD...       until CMD succeeds; fails after some ten minutes, which
#                         only what hangs takes, however busy the machine is
#   office ARGS...        LibreOffice, with a profile of this scenario's own
set -u
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
bin=${BUILD:-$root/build/${MODE:-release}}/bin
PATH=$bin:$PATH
unset PREAUDIT_STORE PREAUDIT_KEY PREAUDIT_PASSPHRASE_FILE
export LC_ALL=C.UTF-8 TZ=UTC
work=$(mktemp -d "${TMPDIR:-/tmp}/preaudit-test-XXXXXX")
export XDG_STATE_HOME=$work/.state
out=$work/.out err=$work/.err ran='' status=0 shown=0 runs=0
checks=0 failures=0 skipped=0
cleanup=() damaged=()

finish() {
	local c own=$checks
	for c in "${cleanup[@]+"${cleanup[@]}"}"; do eval "$c"; done
	[ "$skipped" = 1 ] || check_stores
	cd /
	[ "${KEEP:-0}" = 1 ] && echo "kept: $work" || { chmod -R u+w "$work"; rm -rf "$work"; }
	[ "$skipped" = 0 ] || exit 0
	if [ "$own" -eq 0 ]; then
		echo "not ok - the scenario made no check"
		exit 1
	fi
	[ "$failures" -eq 0 ] || exit 1
}
trap finish EXIT
cd "$work" || exit 1

pass() { checks=$((checks + 1)); echo "ok - $1"; }
# Ends a scenario that cannot run here; it counts for nothing.
skip() {
	echo "skip - $1"
	skipped=1
	exit 0
}
fail() {
	checks=$((checks + 1)) failures=$((failures + 1))
	echo "not ok - $1"
	shift
	printf '%s\n' "$@" | sed 's/^/    /'
}
run() {
	ran=$(printf ' %q' "$@") status=0 runs=$((runs + 1))
	"$@" >"$out" 2>"$err" </dev/null || status=$?
}
# The last run, once, for whoever mends what failed.
show_run() {
	if [ "$shown" = "$runs" ]; then echo "(the same run)"; return; fi
	printf 'command:%s\nstatus: %s\n' "$ran" "$status"
	tail -c 3000 "$out" | sed 's/^/out: /'
	tail -c 3000 "$err" | sed 's/^/err: /'
}
# fail_run WHAT WHY: a check of the last run failed.
fail_run() {
	fail "$1" "$2" "$(show_run)"
	shown=$runs
}
is_status() {
	if [ "$status" -eq "$1" ]; then pass "$2"; else fail_run "$2" "expected status $1"; fi
}
out_has() { if grep -qF -- "$1" "$out"; then pass "$2"; else fail_run "$2" "no '$1' in the output"; fi; }
err_has() { if grep -qF -- "$1" "$err"; then pass "$2"; else fail_run "$2" "no '$1' in the messages"; fi; }
out_lacks() { if grep -qF -- "$1" "$out"; then fail_run "$2" "'$1' is in the output"; else pass "$2"; fi; }
err_lacks() { if grep -qF -- "$1" "$err"; then fail_run "$2" "'$1' is in the messages"; else pass "$2"; fi; }
same() { if cmp -s "$1" "$2"; then pass "$3"; else fail "$3" "$(diff -u "$1" "$2" | head -20)"; fi; }
check() {
	local what=$1
	shift
	if "$@" >"$work/.check" 2>&1; then pass "$what"; else fail "$what" "failed with status $?: $*" "$(tail -c 3000 "$work/.check")"; fi
}
tree_hash() {
	(cd "$1" && find . ! -name lock -printf '%p %y %m\n' | LC_ALL=C sort &&
	    find . -type f ! -name lock -print0 | LC_ALL=C sort -z | xargs -0r sha256sum) | sha256sum
}
new_store() {
	local name=${1:-store}
	preaudit-store init --store "$name" --origin "example.org/$name" \
	    --organisation "Example Ltd" --standard "$root/shared/iso20000-1" >/dev/null 2>&1 ||
	    { fail "new_store $name" "init failed"; exit 1; }
}
damaged() { damaged+=("$@"); }
check_stores() {
	local store d
	cd "$work" || return
	while IFS= read -r -d '' store; do
		[ -d "$store/checkpoints" ] || continue
		# shellcheck disable=SC2053 # a pattern is meant
		for d in "${damaged[@]+"${damaged[@]}"}"; do [[ $store == $d ]] && continue 2; done
		check "at the end $store is whole" preaudit-store check --store "$store"
	done < <(find . -name log.jsonl -printf '%P\0' 2>/dev/null | LC_ALL=C sort -z | sed -z 's:/*log\.jsonl$::; s:^$:.:')
}
json() { jq -r "$1" "$2"; }
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
wait_for() {
	local tries=0
	until "$@" >"$work/.wait" 2>&1; do
		[ "$tries" -lt 10000 ] || return 1
		tries=$((tries + 1))
		sleep 0.05
	done
}
office() { timeout 1800 soffice -env:UserInstallation="file://$work/.office" --headless "$@" >"$work/.office-log" 2>&1; }
