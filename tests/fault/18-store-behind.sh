#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A restored store whose checkpoint and state are behind, with leftovers: every system call of the import that puts it
# forward failing, and the process killed at each of them; then the import again.
. "$(dirname "$0")/../lib/faults.sh"
mkdir template
cd template || exit 1
damaged template/store # left behind on purpose
new_store store
cp store/checkpoint store.key.state ..
services_csv
preaudit-import --quiet --store store --register services services.csv 2>/dev/null
rm -f store/checkpoint
mv ../checkpoint store/checkpoint
mv ../store.key.state .
echo '{"half' >>store/log.jsonl
echo stray >store/data/000009-x.csv
printf 'S-3,Web,customer facing,live,yes\r\n' >>services.csv
cd ..
every_fault "import into a store that is behind" 3 4 preaudit-import --store store --register services services.csv
