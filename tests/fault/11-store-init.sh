#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Every system call of making a store failing, and the process killed at each of them; then init again.
. "$(dirname "$0")/../lib/faults.sh"
export FAULT_LIMIT=${FAULT_LIMIT:-16}
mkdir template
cp -R "$root/shared/iso20000-1" template/mine
rm -rf template/mine/example
every_fault init - 2 preaudit-store init --store store --origin example.org/store --organisation "Example Ltd" \
    --standard mine
