#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Every system call of an import failing, and the process killed at each of them; then the import again.
. "$(dirname "$0")/../lib/faults.sh"
mkdir template
cd template || exit 1
new_store store
services_csv
cd ..
every_fault import 2 3 preaudit-import --store store --register services services.csv
