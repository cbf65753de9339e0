# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Sourced behind scenario.sh by scenarios that fill a disk.
#
#   small_disk SIZE   ./disk is one of that size (4m); skips where none can be
#   fill_disk KIB     leaves so many KiB free on it, by ./disk/filler
small_disk() {
	mkdir disk
	if ! mount -t tmpfs -o "size=$1" none disk 2>mount.err; then
		# Whoever is not root may mount within a namespace of his own.
		if [ -z "${IN_NAMESPACE:-}" ] && unshare --map-root-user --mount true 2>>mount.err; then
			cd / && rm -rf "$work"
			IN_NAMESPACE=1 exec unshare --map-root-user --mount "$root/tests/${0##*/tests/}"
		fi
		skip "a disk of $1 cannot be mounted here: $(cat mount.err)"
	fi
	cleanup+=('umount "$work/disk"')
}
fill_disk() {
	local free
	free=$(df --output=avail -k disk | tail -n 1)
	if [ "$free" -gt "$1" ]; then dd if=/dev/zero of=disk/filler bs=1024 count=$((free - $1)) status=none; fi
}
