#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Another key beside the store, with the store's own state: whatever would sign is refused, before any work, and the store
# is byte for byte as it was. A row of the table is a command.
. "$(dirname "$0")/../lib/scenario.sh"
standard=$root/shared/iso20000-1
new_store store
printf 'Service ID,Service name,Service type,Status,In scope\r\nS-1,Mail,customer facing,live,yes\r\n' >services.csv
preaudit-import --quiet --store store --register services services.csv 2>/dev/null
preaudit-report --quiet --store store --issue --as-of 2026-09-30
id=$(ls store/reports)
printf 'S-2,Backup,customer facing,live,yes\r\n' >>services.csv
printf 'no,such\r\nregister,x\r\n' >bad.csv
echo right >pass && chmod 600 pass
new_store foreign
preaudit-store init --store sealed --origin example.org/sealed --organisation "Example Ltd" --standard "$standard" --passphrase-file pass >/dev/null 2>&1
# What is tried; {} is where the options of the store stand.
commands=(
	"preaudit-import {} --register services services.csv"
	"preaudit-import {} bad.csv"
	"preaudit-import {} --register services missing.csv"
	"preaudit-import undo 2 {} --reason wrong"
	"preaudit-import nil findings {} --from 2026-01-01 --to 2026-06-30 --by P-001 --reason none"
	"preaudit-report {} --issue --as-of 2026-08-31"
	"preaudit-report withdraw $id {} --reason wrong"
	"preaudit-report sample {} --register services --size 1 --seed x --disclose drawn"
	"preaudit-store adopt $standard {}"
	"preaudit-store key trust-head {} --yes 4"
)
# Which key, and what is said of it.
keys=(
	"foreign.key|store.key|is not the key of store"
	"sealed.key|store.key|is encrypted"
	"sealed.key|store.key --passphrase-file pass|is not the key of store"
	"/dev/null|store.key|"
	"-|store.key|there is no key"
)
state=$(sha256sum <store.key.state)
cp -p store.key own.key
before=$(tree_hash store)
cases=0 signed=0
for row in "${keys[@]}"; do
	IFS='|' read -r from option says <<<"$row"
	rm -f store.key
	[ "$from" = - ] || install -m 600 "$from" store.key
	for command in "${commands[@]}"; do
		# shellcheck disable=SC2086 # words are meant
		run ${command/\{\}/--store store --key $option}
		cases=$((cases + 1))
		[ "$status" = 2 ] || fail_run "$from: $command" "expected status 2"
		grep -qF -- "$says" "$err" || fail_run "$from: $command" "no '$says'"
		[ "$(tree_hash store)" = "$before" ] && [ "$(sha256sum <store.key.state)" = "$state" ] || fail_run "$from: $command" "store or state changed"
	done
done
want=$((${#keys[@]} * ${#commands[@]}))
check "$cases of $want calls with another key are refused, store and state as they were" test "$cases" = "$want" -a "$failures" = 0
# The same calls with the store's own key: what would have signed does.
cp -p own.key store.key
for command in "${commands[@]}"; do
	size=$(sed -n 2p store/checkpoint)
	# shellcheck disable=SC2086
	run ${command/\{\}/--store store --key store.key}
	[ "$(sed -n 2p store/checkpoint)" -gt "$size" ] && signed=$((signed + 1))
done
check "with its own key $signed of these commands sign" test "$signed" -ge 4
