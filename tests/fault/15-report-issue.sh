#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Every system call of issuing a report failing, and the process killed at each of them; then the issuing again.
. "$(dirname "$0")/../lib/faults.sh"
export FAULT_LIMIT=${FAULT_LIMIT:-12}
mkdir template
cd template || exit 1
new_store store
services_csv
run preaudit-import --store store --register services --extracted 2026-09-30 services.csv
is_status 0 "a register to report on"
cd ..
every_fault issue 3 4 preaudit-report --store store --as-of 2026-09-30 --issue
