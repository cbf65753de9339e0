#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The corpus of odd and malformed files (tests/corpus/make.py): each is refused
# with its exact message and leaves the store as it was, or gives its records.
. "$(dirname "$0")/../lib/scenario.sh"
new_store
cat >people.csv <<'X'
person_id,name,email,sms_relevant,active
P1,Ann Lee,ann@example.org,yes,yes
P2,Bob Ray,bob@example.org,yes,yes
P3,Ann Lee,lee@example.org,no,yes
X
printf 'training_id,person,course_code,completed_on,status\n0010,P1,C1,2025-01-01,completed\n' >training.csv
preaudit-import --store store --quiet people.csv training.csv 2>/dev/null || fail "the store has people and a training" "import failed"
check "the corpus is made" python3 "$root/tests/corpus/make.py" corpus
before=$(tree_hash store)
python3 "$root/tests/corpus/run.py" corpus "$PWD/store" >said
status=$?
cat said
check "every file is refused or read as expected" [ "$status" -eq 0 ]
check "the store that the copies are of is untouched" [ "$before" = "$(tree_hash store)" ]
