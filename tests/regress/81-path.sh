#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The least repair before a milestone: what it says, and that doing it in the records gives what it promised.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
standard=$root/shared/iso20000-1

# The example: some verdict is reached, by owner, each change with what it turns.
example_store
run preaudit-report path --store store --as-of 2026-09-30 --to stage_2
is_status 0 "the example has a path to stage 2"
out_has "none of which can be left out" "it says that it is the least"
run preaudit-report path --store store --as-of 2026-09-30 --to stage_2 --json
is_status 0 "also as JSON"
check "path/1" test "$(json '.preaudit + " " + .milestone + " " + .answer' "$out")" = "path/1 stage_2 path"
check "as many changes as it says" test "$(json '.changes == (.path | length) and .changes > 0' "$out")" = true
check "each turns something" test "$(json '[.path[] | select((.effect | length) == 0)] | length' "$out")" = 0
check "each says what is to be done, and what is wrong" test "$(json '[.path[] | select(.task == "" or .now == "")] | length' "$out")" = 0
check "those of one owner stand together" test "$(json '[.path[].owner] | [.[0]] + [range(1; length) as $i | select(.[$i] != .[$i - 1]) | .[$i]] | length == (unique | length)' "$out")" = true
check "what it reaches is enough" test "$(json '.reached | test("^ready")' "$out")" = true
majors=$(preaudit-report status --store store --as-of 2026-09-30 --json |
    jq -r '.criteria[] | select(.grade == "major" and .clause != "data") | .id' | sort)
check "every major of a criterion is mended" test -z "$(comm -23 <(echo "$majors") <(json '.path[] | .criterion // empty' "$out" | sort -u))"
run preaudit-report path --store store --as-of 2026-09-30 --to stage_2 --no-minors --json
check "without minors takes more" test "$(json '.reached' "$out")" = ready
run preaudit-report path --store store --on 2027-03-01 --to stage_2
is_status 0 "a forecast has a path"
out_has "2027-03-01" "of its day"
run preaudit-report path --store store --as-of 2026-09-30 --to stage_22
is_status 2 "a milestone that there is not"
err_has "stage_2" "with one that may be meant"
run preaudit-report path --store store --as-of 2026-09-30 --to surveillance --json
is_status 3 "what no record reaches"
check "is said, with the reason" test "$(json '.answer == "not reachable" and (.why | length) > 0 and (.path | length) == 0' "$out")" = true
run preaudit-report path --store store --as-of 2026-09-30 --to surveillance
out_has "not reachable from these records: " "in words too"
new_store empty
run preaudit-report path --store empty --json
is_status 0 "an empty store has a path to the next milestone"
check "and it is to show evidence" test "$(json '[.path[].kind] | index("show") != null' "$out")" = true

# A few rules of one's own: what the path asks for is done, in the records, and the verdict is there.
cp -R "$standard" few
rm few/criteria/* few/profiles/*
cat >few/profiles/readiness.json <<'END'
{"profile": "readiness", "title": "Few", "owners": {"services": "r.owner.name"},
 "sections": [{"id": "summary", "title": "Summary", "builtin": "summary"}]}
END
jq 'map(.assessed = (.number == "4.3" or .number == "7.5.1"))' few/clauses.json >clauses && mv clauses few/clauses.json
cat >few/criteria/all.rules <<'END'
recorded every f in findings where f.status != closed counts against f.clauses grade f.grade when f.grade = major
criterion 4.3-a "Services have an owner who is there"
  clause 4.3
  every s in services where s.in_scope
    major s.owner is given         else "nobody owns it"
    major s.owner.active           else "its owner has left"
    minor s.criticality is given   else "its criticality is not said"
criterion 7.5.1-a "A policy is published"
  clause 7.5.1
  major some d in documents where d.doc_type = service_management_policy has d.status = published   else "no published policy"
milestone stage_1 "Stage 1 audit"
  gate "A certification body has been chosen" when some c in certification where c.milestone = cb_selected has c.actual_on is given and c.actual_on <= as_of
    else "no certification body is named as chosen"
END
run preaudit-store init --store few-store --origin example.org/few --organisation Few --standard few
is_status 0 "a store of these rules"
take() { preaudit-import --store few-store --extracted 2026-09-30 "$@" >/dev/null 2>&1; }
printf 'Person ID,Name,Active\nP1,Ann Ash,yes\nP2,Bo Berg,no\n' >people.csv
printf 'Service ID,Name,Status,In scope,Owner,Criticality\nS1,Mail,live,yes,P1,\nS2,Web,live,yes,,high\nS3,DNS,live,yes,P2,low\nS4,Lab,live,yes,P1,low\n' >services.csv
printf 'Document ID,Title,Type,Status\nD1,Policy,service_management_policy,draft\n' >documents.csv
printf 'Finding ID,Title,Grade,Status,Clause,Source\nF1,No plan,major,open,7.5.1,internal_audit\n' >findings.csv
printf 'Milestone ID,Milestone,Planned on,Actual on\nC1,cb_selected,2026-11-01,\n' >certification.csv
for f in people services documents findings certification; do check "$f are taken" take "$f.csv"; done
verdict() { preaudit-report status --store few-store --as-of 2026-09-30 --json | jq -r '.milestones[0].verdict'; }
check "before, it is not ready" test "$(verdict)" = "not ready"
run preaudit-report path --store few-store --as-of 2026-09-30 --to stage_1 --json
check "five things are to be done, and no more" test "$(json '[.path[] | .kind + " " + .register + " " + .key] | sort | join(", ")' "$out")" = \
    "close findings F1, gate  , mend  , mend services S2, mend services S3"
check "with what is wrong" test "$(json '[.path[].now] | sort | join(", ")' "$out")" = \
    "its owner has left, no certification body is named as chosen, no published policy, nobody owns it, open, major"
check "by owner" test "$(json '.path[] | select(.key == "S3") | .owner' "$out")" = "Bo Berg"
# Done one after the other: only the last one reaches it.
sed -i 's/S2,Web,live,yes,,/S2,Web,live,yes,P1,/' services.csv
take services.csv && check "one done is not enough" test "$(verdict)" = "not ready"
sed -i 's/S3,DNS,live,yes,P2,/S3,DNS,live,yes,P1,/' services.csv
take services.csv && check "nor two" test "$(verdict)" = "not ready"
sed -i 's/draft/published/' documents.csv
take documents.csv && check "nor three" test "$(verdict)" = "not ready"
sed -i 's/open/closed/' findings.csv
take findings.csv && check "nor four" test "$(verdict)" = "not ready"
printf 'Milestone ID,Milestone,Planned on,Actual on\nC1,cb_selected,2026-11-01,2026-09-01\n' >certification.csv
take certification.csv && check "all five are" test "$(verdict)" = "ready with minors"
run preaudit-report path --store few-store --as-of 2026-09-30 --to stage_1
is_status 0 "then nothing is left"
out_has "already ready with minors; nothing needs to be changed for it" "and it says so"
run preaudit-report path --store few-store --as-of 2026-09-30 --to stage_1 --no-minors --json
check "but the minor" test "$(json '[.path[] | .key + ": " + .now] | join(", ")' "$out")" = "S1: its criticality is not said"
