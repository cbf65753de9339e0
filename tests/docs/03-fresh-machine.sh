#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The README's blocks, typed as they stand: on the smallest Debian there is, in a folder of this machine made by
# debootstrap from this machine's own package sources; where that cannot be had, in a copy of the checkout here.
. "$(dirname "$0")/../lib/scenario.sh"
PATH=$PATH:/usr/sbin:/sbin
port=${WEB_PORT:-8247}
fresh=$work/fresh debs=$root/build/debs

# block TEXT: the README's block of code that has the text.
block() { awk -v text="$1" '/^```/ { if (inside && index(b, text)) { printf "%s", b; exit } inside = !inside; b = ""; next } inside { b = b $0 "\n" }' "$root/README.md"; }
demo=$(block "make demo") tests=$(block "make check") hour=$(block "preaudit store init")
install="apt-get update && apt-get install -y make"
check "the README's demo is one line" test "$demo" = "$install && make demo"
check "so are its tests" test "$tests" = "$install && make check"
check "both stand before its first section" sh -c "sed '/^## /q' '$root/README.md' | grep -c '^apt-get update' | grep -qx 2"
check "CI installs make by them" sh -c "sed 's/\\\$sudo //g' '$root/.ci/run' | grep -qF '$install;'"
check "and runs them" grep -q '^make check ' "$root/.ci/run"

# Whether a fresh machine can be made here; $why says why not.
suite=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
# shellcheck disable=SC2016
mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' 2>/dev/null |
    awk -v s="$suite" '$2 == s && $3 == "main" { print $1; exit }')
why=
if [ "$(id -u)" -ne 0 ]; then
	why="not root"
elif ! command -v debootstrap >/dev/null; then
	why="no debootstrap"
elif ! unshare --mount --pid --fork true 2>/dev/null || ! mknod null c 1 3 2>/dev/null || ! : 2>/dev/null >null; then
	why="no mounts or devices of its own"
elif [ -z "$mirror" ] || ! wget -q -T 30 -t 2 -O /dev/null "${mirror%/}/dists/$suite/InRelease"; then
	why="the package source does not answer"
fi

# In namespaces of its own, so that no mount and no process outlives it.
alone() {
	unshare --mount --pid --fork --kill-child "$@" &
	namespace=$!
	wait "$namespace"
	status=$? namespace=
	return "$status"
}
namespace=
cleanup+=('[ -z "$namespace" ] || { kill -KILL "$namespace"; wait "$namespace"; sleep 0.5; } 2>/dev/null')
# there COMMANDS: a shell's commands in the checkout on the fresh machine, or in the copy here.
there() {
	if [ -n "$why" ]; then
		# As typed, not as a part of the make that runs the tests.
		(cd "$work/user/preaudit" && env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL HOME="$work/user" bash -c "exec 2>&1; $1")
		return
	fi
	# shellcheck disable=SC2016
	alone bash -c 'mount -t proc proc "$1/proc" && mount --bind "$2" "$1/var/cache/apt/archives" && shift 2 &&
	    exec chroot "$@"' bash "$fresh" "$debs" "$fresh" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
	    ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} \
	    bash -c "cd /root/preaudit && exec 2>&1; $1"
}
# The package sources, keys and settings of this machine's apt, for the fresh one.
lend_sources() {
	local f
	rm -f "$fresh/etc/apt/sources.list"
	for f in apt/sources.list apt/sources.list.d apt/trusted.gpg apt/trusted.gpg.d apt/keyrings \
	    ssl/certs/ca-certificates.crt resolv.conf hosts; do
		[ ! -e "/etc/$f" ] || { mkdir -p "$(dirname "$fresh/etc/$f")" && cp -RL -T "/etc/$f" "$fresh/etc/$f"; }
	done
	cp -RL /usr/share/keyrings "$fresh/usr/share/"
	apt-config dump | grep -E '^Acquire::(http|https|ftp|Check-|Retries|Languages)' >"$fresh/etc/apt/apt.conf.d/99-lent"
}

if [ -z "$why" ]; then
	home=$fresh/root
	mkdir -p "$debs/partial"
	run alone debootstrap --variant=minbase --cache-dir="$debs" "$suite" "$fresh" "${mirror%/}"
	is_status 0 "the smallest Debian is made"
	[ "$status" -eq 0 ] || { tail -n 5 "$out"; exit 1; }
	lend_sources
	check "it has no make" test ! -e "$fresh/usr/bin/make"
else
	home=$work/user
	echo "skip - no fresh machine here ($why): the README's blocks run in a copy of the checkout"
	demo="make demo"
fi
mkdir -p "$home/preaudit"
git -C "$root" archive HEAD >checkout.tar || tar -C "$root" --exclude=./build --exclude=./.git -cf checkout.tar .
tar -C "$home/preaudit" -xf checkout.tar

start=$(date +%s)
run there "$demo"
is_status 0 "the README's demo runs to its end"
echo "    in $(($(date +%s) - start)) s, $(wc -l <"$out") lines"
sed -n '/^installing /p' "$out"
check "make demo prints no more than 120 lines" test "$(awk '/^Setting up make/ { n = -1 } { n++ } END { print n + 0 }' "$out")" -le 120
[ -n "$why" ] || check "one line says what is installed" sh -c \
    "grep -cE '^installing [0-9]+ packages, [0-9.]+ MB, [0-9.]+ MB on disk; .* build/deps.log' '$out' | grep -qx 1"
[ -n "$why" ] || check "and the log has the rest" grep -q '^Setting up gcc ' "$home/preaudit/build/deps.log"
opened=$(sed -n 's/^Open the report.*: *//p' "$out")
check "it ends by saying what to open" sh -c "tail -n 2 '$out' | grep -q '^Open the report'"
check "which is there" test -n "$opened" -a -s "$home/preaudit/$opened"
[ -n "$why" ] || check "no web server was installed" test ! -e "$fresh/usr/sbin/nginx"

# The first hour, line by line in one shell.
printf '%s\n' "$hour" >"$home/hour"
# shellcheck disable=SC2016
run there 'while IFS= read -r line <&3; do
	eval "$line"
	echo "line ended with $?: $line"
done 3<~/hour'
is_status 0 "the first hour runs"
while IFS= read -r line; do
	if grep -qxF "line ended with 0: $line" "$out"; then
		pass "README: ${line%%  *}"
	else
		fail "README: $line" "$(grep -B 12 -F "$line" "$out")"
	fi
done <"$home/hour"
check "it has all its steps" test "$(wc -l <"$home/hour")" -ge 15

# What is not to be had is said, and no trace is left.
if [ -z "$why" ]; then
	run there "tests/lib/deps install no-such-package"
	is_status 1 "a package that does not exist ends an installation"
	out_has "Unable to locate package no-such-package" "with the end of the log"
	check "nothing stays of it" test ! -e "$fresh/usr/sbin/policy-rc.d"

	# What Debian asks before it starts a service is asked each time dpkg has run.
	echo 'DPkg::Post-Invoke { "/usr/sbin/policy-rc.d nginx start; echo $? >>/root/policy"; };' >"$fresh/etc/apt/apt.conf.d/99-ask"
	run there "PORT=$port READY=/root/ready make serve & for i in \$(seq 1200); do [ -e /root/ready ] && break; sleep 0.1; done
	    curl -s -o /dev/null -w 'verify answers %{http_code}' http://127.0.0.1:$port/verify"
	out_has "verify answers 200" "make serve installs nginx and serves"
	check "no service may be started while it installs" test "$(sort -u "$home/policy")" = 101
	check "nor does anything stay of the installation" test ! -e "$fresh/usr/sbin/policy-rc.d"
	check "nothing stays mounted" sh -c "! grep -F '$work' /proc/mounts"
fi
