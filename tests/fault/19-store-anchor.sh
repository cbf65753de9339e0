#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Every system call of keeping a time stamp failing, and the process killed at
# each of them; then the same again, which finds it kept or keeps it.
. "$(dirname "$0")/../lib/faults.sh"
. "$root/tests/lib/tsa.sh"
export FAULT_LIMIT=${FAULT_LIMIT:-12}
mkdir template
cd template || exit 1
tsa_ca ca
tsa_cert tsa ca
new_store store
run preaudit-store anchor --store store --query q.tsq
is_status 0 "a query"
check "and its answer" tsa_reply q.tsq good.tsr
cd ..
anchor=(preaudit-store anchor --store store --response good.tsr --tsa-ca ca.pem)
if python3 "$root/tests/lib/faults.py" template 2 3 "${anchor[@]}" -- \
    sh -c '"$@" 2>again || grep "the anchor of record 2 already" again' again "${anchor[@]}" >faults; then
	pass "anchor: $(tail -n 1 faults)"
else
	fail anchor "$(cat faults)"
fi
