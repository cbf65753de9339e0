# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Sourced behind scenario.sh by scenarios that need the example's store.
#
#   example_store   makes ./store with both example quarters, ./keys.txt
#   issue_example   issues the report as of 2026-09-30 into ./report; $id is set
# The store is built once per test run and copied, as it takes a while.
example=$root/shared/iso20000-1/example
example_store() {
	cp -a "$(example_cache)/." . || { fail "example store" "could not be copied"; exit 1; }
}
example_cache() {
	local cache=${EXAMPLE_CACHE:-${bin%/bin}/example-$(
		{ cat "$bin"/preaudit-*; find "$root/shared/iso20000-1" -type f -print0 | sort -z | xargs -0 cat; } | sha256sum | cut -c1-16)}
	# One makes it, others that run at the same time wait for it.
	exec 8>"$cache.lock"
	flock 8
	if [ ! -e "$cache/keys.txt" ]; then
		local new=$cache.new-$$
		rm -rf "${bin%/bin}"/example-*[0-9a-f]
		mkdir -p "$new"
		{
			preaudit-store init --store "$new/store" --origin example.org/store --organisation "Northlight Ltd" \
			    --standard "$root/shared/iso20000-1" --timezone Europe/Berlin &&
			    preaudit-import --store "$new/store" --extracted 2026-06-30 "$example/2026-Q2" &&
			    preaudit-import --store "$new/store" --extracted 2026-09-30 "$example/2026-Q3" &&
			    preaudit-store key --public --store "$new/store" >"$new/keys"
		} >"$new/log" 2>&1 || cat "$new/log" >&2
		[ ! -s "$new/keys" ] || mv "$new/keys" "$new/keys.txt"
		mv -T "$new" "$cache" 2>/dev/null || rm -rf "$new"
	fi
	exec 8>&-
	echo "$cache"
}
issue_example() {
	preaudit-report --store store --as-of 2026-09-30 --issue --out report >.issue 2>&1 ||
	    { fail "issuing the example's report" "$(cat .issue)"; exit 1; }
	id=$(sed -n 's/^issued \(R-[0-9a-f]*\),.*/\1/p' .issue)
	chmod -R u+w report
}
