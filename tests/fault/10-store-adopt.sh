#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Every system call of a commit failing, and the process killed at each of them.
. "$(dirname "$0")/../lib/faults.sh"
mkdir template
cd template || exit 1
new_store store
cp -R "$root/shared/iso20000-1" mine
rm -rf mine/example
printf '\n' >>mine/lists.json
cd ..
every_fault adopt 2 3 preaudit-store adopt mine --store store
