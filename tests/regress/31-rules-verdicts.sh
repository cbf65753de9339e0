#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The standard's criteria over two small organisations: one whose exports are as plain as
# can be and whose system is sound, and one with a gap for most criteria.
. "$(dirname "$0")/../lib/scenario.sh"

# Sound: no next review, no result, no expiry, no optional column at all; what asks for
# such a column is not evidenced.
mkdir sound
cat >sound/audits.csv <<'X'
Audit ID,Audit type,Planned on,Performed on,Auditors,Clauses,Report document,Reported to,Reported on,Status
A1,internal,2026-03-01,2026-03-02,P3,all,D7,P1,2026-03-20,completed
A2,internal,2027-03-01,,P3,all,,,,planned
X
cat >sound/documents.csv <<'X'
Document ID,Title,Document type,Version,Status,Owner,Approved by,Approved on,Topics
D1,Scope,scope statement,1,published,P2,P1,2026-02-01,organization name;services;boundaries;purpose;business alignment;customer impact;supports objectives
D2,Policy,service management policy,1,published,P2,P1,2026-02-01,fits purpose;framework for objectives;commitment to requirements;commitment to improvement
D3,Plan,service management plan,1,published,P2,P1,2024-02-01,services;known limitations;obligations;authorities and responsibilities;resources;other parties;technology;effectiveness
D4,Risk,risk approach,1,published,P2,P1,2026-02-01,acceptance criteria;approach;impact on customers
D5,Programme,audit programme,1,published,P2,P1,2026-02-01,
D6,Minutes,management review minutes,1,published,P2,P1,2026-02-01,
D7,Report,audit report,1,published,P2,P1,2026-02-01,
D8,Process,process description,1,published,P2,P1,2026-02-01,
X
cat >sound/findings.csv <<'X'
Finding ID,Audit,Source,Date raised,Clause,Grade,Description,Corrective action,Correction,Root cause,Similar checked,Owner,Due date,Status
F1,A1,internal audit,2026-03-02,8.1,Minor,x,Retrain,Fixed,Not known,Yes,P2,2026-12-01,in progress
F2,A1,internal audit,2026-09-25,8.1,Minor,x,,,,,P2,2026-12-01,open
F3,A1,internal audit,2026-07-25,8.1,Minor,x,,,,,P2,2026-12-01,open
X
cat >sound/kpis.csv <<'X'
KPI ID,Name,Kind,Unit,Frequency,Owner
KPI1,x,process,%,monthly,P2
X
cat >sound/management-reviews.csv <<'X'
Review ID,Held on,Chair,Inputs covered,Improvement decided,Change decided,Minutes document
M1,2025-06-01,P1,earlier actions;changes in issues;performance and trends;audit results;improvement opportunities;feedback;policies;objectives;service performance;other parties;resources;risks;changes,Yes,No,D6
X
cat >sound/objectives.csv <<'X'
Objective ID,Statement,KPI,Target,Unit,Business goal,Due on,Owner,Communicated on,Status
O1,Fast,KPI1,95,%,Growth,2026-12-31,P2,2026-01-10,on track
X
cat >sound/people.csv <<'X'
Person ID,Name,SMS relevant,Active
P1,Ann,Yes,Yes
P2,Bob,Yes,Yes
P3,Cid,Yes,Yes
X
cat >sound/processes.csv <<'X'
Process ID,Name,Clauses,In scope,Owner,Description document,Inputs,Outputs,Interfaces,KPIs,Operated by
PR1,Incident,8.6.1,Yes,P2,D8,in,out,PR1,KPI1,own
X
cat >sound/risks.csv <<'X'
Risk ID,Kind,Category,Description,Services,Owner,Level,Acceptable,Treatment,Assessed on,Status
K1,risk,sms,People leave,,P2,low,Yes,accept,2026-01-01,open
K2,risk,service,Outage,,P2,low,Yes,accept,2026-01-01,open
X
cat >sound/roles.csv <<'X'
Assignment ID,Role type,Holder,Appointed on,Authority defined,Required courses
R1,top management,P1,2024-01-01,Yes,C1
R2,SMR,P2,2024-01-01,Yes,C1
R3,internal auditor,P3,2024-01-01,Yes,C1;C2
X
cat >sound/services.csv <<'X'
Service ID,Name,Status,In scope,Service type,Owner,Service unit,Customers
S1,Mail,live,Yes,customer facing,P2,Ops,ACME
S2,DB,live,Yes,supporting,P2,Ops,
X
cat >sound/training.csv <<'X'
Training ID,Person,Course code,Topics,Completed on,Status
T1,P1,C1,policy,2025-01-10,Completed
T2,P2,C1,policy,2025-01-10,Completed
T3,P3,C1,policy,2025-01-10,Completed
T4,P3,C2,internal audit,2025-01-10,Completed
X

# The other: the same files where nothing is wrong with them.
mkdir poor
cat >poor/actions.csv <<'X'
Action ID,Kind,Source type,Source ID,Description,Owner,Raised on,Due on,Completed on,Status
ACT1,risk treatment,risk,K2,x,P2,2026-01-01,2026-06-01,,open
ACT2,corrective,finding,F4,x,P2,2026-01-01,2026-12-01,,open
ACT3,corrective,finding,F4,x,P2,2026-01-01,2026-12-01,2025-12-01,done
X
cat >poor/audits.csv <<'X'
Audit ID,Audit type,Planned on,Performed on,Auditors,Clauses,Processes,Report document,Reported to,Reported on,Status,Methods
A1,internal,2026-03-01,2026-03-02,P2,4;5;6,PR1,D7,P1,2026-06-20,completed,interview
A2,internal,2026-06-01,,P3,all,,,,,planned,
X
cat >poor/certification.csv <<'X'
Milestone ID,Milestone,Planned on,Actual on,CB name,Responsible,Follow-up required
1,CB selected,2026-01-01,2026-01-01,TopCert,P3,
2,stage 1,2026-01-01,2026-02-01,,,Yes
3,stage 2,2026-12-01,,,,
X
cat >poor/documents.csv <<'X'
Document ID,Title,Document type,Version,Status,Owner,Approved by,Approved on,Topics
D1,Scope,scope statement,1,published,P2,P2,2026-02-01,organization name;services;boundaries;purpose;business alignment;customer impact;supports objectives
D2,Policy,service management policy,1,draft,P2,,,
D3,Plan,service management plan,1,published,P2,P1,2024-02-01,services;known limitations;obligations;authorities and responsibilities
D4,Risk,risk approach,1,published,P2,P1,2026-02-01,acceptance criteria;approach;impact on customers
D5,Programme,audit programme,1,published,P2,P1,2026-02-01,
D6,Minutes,management review minutes,1,published,P2,P1,2026-02-01,
D7,Report,audit report,1,published,P2,P1,2026-02-01,
D8,Process,process description,1,published,P2,P1,2026-02-01,
X
cat >poor/findings.csv <<'X'
Finding ID,Audit,Source,Date raised,Clause,Grade,Description,Corrective action,Correction,Root cause,Similar checked,Owner,Due date,Status,Closed on,Verified by,Verified on,Effective,Repeat of,Process,Plan due on
F1,A1,internal audit,2026-03-02,8.1,Minor,x,Retrain,Fixed,Not known,Yes,P2,2026-12-01,closed,2026-05-01,P2,2026-05-01,Yes,,PR1,
F2,A1,internal audit,2026-09-25,8.1,Major,x,,,,,P2,2026-09-28,open,,,,,F1,PR1,
F3,A1,internal audit,2026-07-25,8.6,Minor,x,,,,,P2,2026-12-01,open,,,,,,,2026-08-20
F4,,external audit,2026-03-01,9.3,Major,x,a,b,c,Yes,P2,2026-12-01,in progress,,,,,,,
F5,,external audit,2026-07-01,9.3,Minor,x,a,b,c,Yes,P2,2026-12-01,closed,2026-06-01,P3,2026-08-01,No,,,
F6,,internal audit,2026-12-01,9.3,Minor,x,a,b,c,Yes,P2,2027-12-01,open,,,,,,,
X
cat >poor/management-reviews.csv <<'X'
Review ID,Held on,Chair,Inputs covered,Improvement decided,Change decided,Minutes document,Next planned on
M1,2025-06-01,P2,earlier actions;changes in issues;performance and trends;audit results;improvement opportunities;feedback;policies;objectives;service performance;other parties;resources;risks,Yes,No,D6,2026-06-01
X
cat >poor/people.csv <<'X'
Person ID,Name,SMS relevant,Active
P1,Ann,Yes,No
P2,Bob,Yes,Yes
P3,Cid,Yes,Yes
X
cat >poor/processes.csv <<'X'
Process ID,Name,Clauses,In scope,Owner,Description document,Inputs,Outputs,Interfaces,KPIs,Operated by,Activities documented
PR1,Incident,8.6.1,Yes,P2,D8,in,out,PR1,KPI1,own,No
PR2,Change,8.5.1,No,P2,D8,in,out,PR1,KPI1,own,Yes
PR3,Problem,8.6.3,Yes,,,in,out,PR1,KPI1,own,Yes
X
cat >poor/risks.csv <<'X'
Risk ID,Kind,Category,Description,Services,Owner,Level,Acceptable,Treatment,Assessed on,Status,Treatment actions,Next review on,Accepted by
K1,risk,sms,People leave,,P2,low,Yes,accept,2026-01-01,open,,,P2
K2,risk,service,Outage,S2,P2,critical,No,mitigate,2024-01-01,open,ACT1,2026-06-01,
K3,risk,service,Outage,S2,P2,high,No,mitigate,2024-01-01,open,,,
X
cat >poor/roles.csv <<'X'
Assignment ID,Role type,Holder,Appointed on,Authority defined,Required courses
R1,top management,P1,2024-01-01,Yes,C1
R4,process owner,P3,2024-01-01,Yes,
R2,SMR,P2,2024-01-01,Yes,C1
R3,internal auditor,P3,2024-01-01,Yes,C1;C2
X
cat >poor/sources.csv <<'X'
Source ID,Register,Statement,Max age days
1,risks,supplied,10
X
cat >poor/training.csv <<'X'
Training ID,Person,Course code,Topics,Completed on,Status
T1,P1,C1,policy,2025-01-10,Completed
T2,P2,C1,policy,2025-01-10,Expired
T3,P3,C1,policy,2025-01-10,Completed
T4,P3,C2,internal audit,2025-01-10,Failed
X
cp sound/kpis.csv sound/objectives.csv sound/services.csv poor/

judge() { # judge FOLDER EXTRACTED: imports it, judges as of 2026-09-30, writes FOLDER.json
	preaudit-store init --store "$1.store" --origin "example.org/$1" --organisation X \
	    --standard "$root/shared/iso20000-1" >/dev/null 2>&1
	preaudit-import --store "$1.store" --extracted "$2" "$1" >.import 2>&1 || cat .import
	preaudit-report status --store "$1.store" --as-of 2026-09-30 --json >"$1.json"
}
result() { # result FOLDER CRITERION EXPECTED, such as "met" or "not met minor"
	local is
	is=$(jq -r --arg c "$2" '.criteria[] | select(.id == $c) | .result + (if .grade then " " + .grade else "" end)' "$1.json")
	check "$1: $2 is $3 ($is)" test "$is" = "$3"
}
judge sound 2026-09-30
for c in 4.3-a 4.3-b 5.2.1-a 6.1-a 6.1-c 6.2.1-a 6.2.1-b 6.3-b 7.2-a 7.2-b 7.5.2-a 9.2-a 9.2-b D-a D-b D-c D-d; do result sound "$c" "met"; done
for c in 9.3-c 4.3-c 4.3-d 4.4-b 7.2-c 8.1-a 9.2-c 9.2-d 10.1-a 10.1-d 6.3-c 6.3-d 10.1-b 10.1-c C-c C-d C-e; do result sound "$c" "not evidenced"; done
result sound 6.1-b "nothing to assess"
for c in 5.3-a 6.3-a; do result sound "$c" "not met observation"; done
result sound 9.3-a "not met minor"
result sound 9.3-b "not met major"
gate() { # gate FOLDER MILESTONE STATE TITLE
	check "$1, $2: $4: $3" test "$(jq -r --arg m "$2" --arg t "$4" '.milestones[] | select(.id == $m) | .gates[] | select(.title == $t) | .state' "$1.json")" = "$3"
}
why() { # why FOLDER MILESTONE TITLE WHY
	check "$1, $2: $3 says: $4" test "$(jq -r --arg m "$2" --arg t "$3" '.milestones[] | select(.id == $m) | .gates[] | select(.title == $t) | .why' "$1.json")" = "$4"
}
documents="Scope, policy, plan, objectives, risk approach and processes are documented"
gate sound stage_1 "failed" "$documents"
why sound stage_1 "$documents" "no published, approved document in date: objectives"
for t in "Internal audits are planned" "A management review is planned or was held" "The data is current"; do gate sound stage_1 "passed" "$t"; done
gate sound stage_1 "not shown" "A certification body has been chosen"
why sound stage_1 "A certification body has been chosen" "cannot be told: the register Certification milestones was never supplied"
gate sound stage_1 "nothing to judge" "No major of the certification body is open"
for t in "Internal audit and management review come before it" "Internal audit covers every clause" "A management review has been held" "The data is current"; do
	gate sound stage_2 "passed" "$t"
done
for t in "Stage 1 concerns and pre-audit findings are closed" "Majors of the certification body are closed"; do gate sound stage_2 "nothing to judge" "$t"; done
gate sound stage_2 "not shown" "Three months of operating records"
judge poor 2026-09-01
for c in 4.3-a 4.3-c 5.2.1-a 5.3-a 6.1-b 6.3-b 7.2-b 9.2-b 9.2-c 9.3-b 10.1-a 10.1-b C-e; do result poor "$c" "not met major"; done
for c in 4.3-b 6.1-c 6.2.1-a 6.2.1-b 7.5.2-a D-a D-d; do result poor "$c" "met"; done
for c in 4.3-d 4.4-b 6.3-d 9.3-c; do result poor "$c" "not evidenced"; done
for c in 6.1-a 6.3-c 7.2-a 7.2-c 8.1-a 9.2-a 9.3-a 10.1-c 10.1-d; do result poor "$c" "not met minor"; done
for c in 6.3-a 9.2-d C-c C-d D-b D-c; do result poor "$c" "not met observation"; done
for t in "Internal audit and management review come before it" "A management review has been held" "The data is current"; do gate poor stage_2 "passed" "$t"; done
for t in "Stage 1 concerns and pre-audit findings are closed" "Internal audit covers every clause" "Majors of the certification body are closed"; do
	gate poor stage_2 "failed" "$t"
done
check "poor: a gate names each clause that was not audited, and no other" test "$(jq -r '[.criteria[] | select(.id == "9.2-b") | .violations[] | select(.register == "clauses" and .grade != "observation") | .key] | join(", ")' poor.json)" = \
    "$(jq -r '.milestones[] | select(.id == "stage_2") | .gates[] | select(.title == "Internal audit covers every clause") | .why | sub("^not audited in time: "; "") | split(", ") | sort | join(", ")' poor.json)"
gate poor stage_2 "not shown" "Three months of operating records"

# Before a certification decision is on record there is nothing to judge of what comes behind it.
for f in sound poor; do
	check "$f: surveillance and recertification are not yet" test \
	    "$(jq -r '[.milestones[] | select(.id == "surveillance" or .id == "recertification") | .verdict, .why, (.gates | length)] | join("|")' $f.json)" = \
	    "not yet|opens when a certification decision is on record|0|not yet|opens when a certification decision is on record|0"
done
printf 'Milestone ID,Milestone,Planned on,Actual on,CB name\n9,certification decision,2026-01-01,2026-07-01,TopCert\n' >c.csv
copy() { # copy FROM TO: the store with its key
	local e
	for e in store store.key store.key.state; do cp -a "$1.$e" "$2.$e"; done
}
copy sound later
run preaudit-import --store later.store --register certification --extracted 2026-09-30 c.csv
is_status 0 "a certification decision is imported"
preaudit-report status --store later.store --as-of 2026-09-30 --json >later.json
since="Audited and reviewed since the last audit of the certification body"
for m in surveillance recertification; do
	gate later "$m" "not shown" "$since"
	why later "$m" "$since" "cannot be told: no audit of the certification body is on record"
	gate later "$m" "not shown" "Complaints are handled in time"
	why later "$m" "Complaints are handled in time" "cannot be told: the register Feedback was never supplied"
	gate later "$m" "nothing to judge" "Majors of the certification body are closed"
done
gate later recertification "not shown" "The certificate is valid"
why later recertification "The certificate is valid" "cannot be told: no day until which it is valid is on record"

# Whether the certification body was there or not, the sentence is one.
printf 'Audit ID,Audit type,Performed on,Status\nX1,surveillance,2026-08-15,completed\n' >x.csv
run preaudit-import --store later.store --register audits --extracted 2026-09-30 x.csv
is_status 0 "an audit of the certification body is imported"
preaudit-report status --store later.store --as-of 2026-09-30 --json >later.json
for m in surveillance recertification; do
	gate later "$m" "failed" "$since"
	why later "$m" "$since" "no internal audit or no management review since 2026-08-15"
done
preaudit-report status --store later.store --as-of 2026-08-01 --json >later.json
for m in surveillance recertification; do why later "$m" "$since" "cannot be told: no audit of the certification body is on record"; done
check "a gate that asks for no major is called so" test "$(sed -n 's/^ *gate "\([^"]*\)" requires [^m].*/\1/p' "$root"/shared/iso20000-1/criteria/*.rules | grep -vc '^No major in: ')" = 0
check "no sentence of a gate has an empty place" test "$(jq -s '[.[].milestones[].gates[].why | select(test("\\(empty\\)"))] | length' sound.json poor.json later.json)" = 0
said() { # said CRITERION KEY MESSAGE
	check "poor: $1 says of $2: $3" test "$(jq -r --arg c "$1" --arg k "$2" --arg m "$3" \
	    '[.criteria[] | select(.id == $c) | .violations[] | select(.key == $k and .message == $m)] | length' poor.json)" = 1
}
said 4.3-a "" "no published scope statement is approved by top management"
said 4.3-c "PR2" "out of scope, and no other process serves what the standard requires of it"
said 6.1-a "S1" "no risk of this service is assessed"
said 6.1-a "S2" "the review of a risk of this service is overdue"
said 6.1-b "K2" "a treatment action is overdue, or has no owner or due date"
said 6.1-b "K2" "a critical risk without treatment in time"
said 6.1-b "K3" "not acceptable, but neither treated nor accepted by a named person"
said 7.2-b "R3" "P3 has no completed record of course C2"
said 7.2-b "R3" "internal auditor P3 has no completed record of course C2"
said 7.2-c "R2" "course C1 of P2 has expired"
said 8.1-a "PR1" "the activities are not documented"
said 8.1-a "PR3" "no owner"
said 8.1-a "PR3" "no published description"
said 9.2-a "" "no internal audit is planned in the next 12 months"
said 9.2-a "A2" "planned for 2026-06-01, and not performed"
said 9.2-c "A1" "every internal audit was made by somebody who owns what was audited"
said 9.2-c "A1" "an auditor owns a process or service within the clauses, processes and services audited"
said 9.2-c "A1" "an auditor had no valid training as internal auditor on the day of the audit"
said 9.3-a "M1" "the next one was planned for 2026-06-01, and none was held since 2025-06-01"
said 9.3-a "" "no review within 12 months"
said 9.3-a "M1" "not chaired by top management"
said 10.1-b "F2" "overdue since 2026-09-28"
said 10.1-b "F2" "a major nonconformity is overdue since 2026-09-28"
said 10.1-c "F1" "verified by its own owner"
said 10.1-c "F5" "closed although the action was not effective"
said 10.1-d "F1" "another nonconformity on the same clause and process"
said 10.1-d "F2" "repeats F1: a possible systemic failure, for the lead auditor to judge"
said 10.1-d "F2" "another nonconformity on the same clause and process"
said C-e "2" "a follow-up audit is required, but neither planned nor done"
said C-e "F4" "a major finding is not verified and confirmed by the certification body within 90 days"
said D-b "risks" "data of 2026-09-01, 29 days old: more than the organisation declared"
said D-c "ACT3" "completed on 2025-12-01, before it was raised on 2026-01-01"
said D-c "F2" "raised on 2026-09-25, after the data of 2026-09-01"
said D-c "F5" "closed on 2026-06-01, before it was raised on 2026-07-01"
said D-c "F6" "raised on 2026-12-01, after the data of 2026-09-01"
