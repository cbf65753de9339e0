#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Findings cannot be talked away: by a word, by a changed cell, by a grade nobody knows.
. "$(dirname "$0")/../lib/scenario.sh"
std=$root/shared/iso20000-1

preaudit-store init --store store --origin example.org/store --organisation "Org" --standard "$std" --timezone Europe/Berlin >/dev/null 2>&1
head='Finding ID,Audit,Source,Raised on,Clauses,Grade,Description,Correction,Correction done on,Root cause,Corrective action,Owner,Plan accepted on,Due on,Status,Closed on,Verified by,Verified on,Effective,Closed by auditor,Abweichung geschlossen am'
cat >people.csv <<'X'
Person ID,Name,SMS relevant,Active
P1,Ann,Yes,Yes
P2,Bob,Yes,Yes
X
cat >services.csv <<'X'
Service ID,Name,Status,In scope
S1,Mail,live,Yes
S2,Lines,live,Yes
X
cat >audits.csv <<'X'
Audit ID,Audit type,Planned on,Performed on,Status
A1,internal,2026-03-01,2026-03-02,completed
CB,stage 2,2026-05-01,2026-05-04,completed
X
cat >findings.csv <<X
$head
X1,CB,Stage 2 audit,2026-05-04,8.6.1,Major (A),x,Fixed,2026-05-06,Not known,Train,P1,2026-05-20,2026-08-01,open,,,,,,
X2,CB,Stage 2 audit,2026-05-04,8.7.2,Hauptabweichung,x,,,,,P1,,2026-08-01,verified,,,,,,
X3,CB,Stage 2 audit,2026-05-04,8.2.4,Minor (C),x,Fixed,2026-05-10,Not known,Train,P1,2026-05-20,2026-12-01,in progress,,,,,,
X4,CB,Stage 2 audit,2026-05-04,8.3.3,NC1,x,Fixed,2026-05-06,Not known,Train,P1,2026-05-20,2026-07-01,closed,2026-06-20,P2,2026-06-20,Yes,Dr Ley,2026-06-25
N1,A1,internal audit,2026-03-02,7.2,NC2,x,Fixed,2026-03-04,Not known,Train,P1,,2026-06-01,closed,2026-05-01,P2,2026-05-01,Yes,,
N2,A1,internal audit,2026-03-02,9.1,Major,x,,,,,P1,,2026-12-01,open,,,,,,
N3,A1,internal audit,2026-03-02,6.1,Nebenabweichung,x,Fixed,2026-03-04,,,P1,,2026-12-01,open,,,,,,
O1,A1,internal audit,2026-03-02,6.1,PF,x,,,,,P1,,,closed,,,,,,
O2,A1,internal audit,2026-03-02,6.1,SF,x,,,,,P1,,,closed,,,,,,
O3,A1,internal audit,2026-03-02,6.1,Verbesserungspotenzial,x,,,,,P1,,,closed,,,,,,
X
import() { # import FILE
	run preaudit-import --store store --extracted 2026-07-01 "$@"
	is_status 0 "imported: $*"
}
import people.csv
import services.csv
import audits.csv
import findings.csv
state() { # state NAME [OPTION...]: status as JSON into NAME.json
	local name=$1
	shift
	preaudit-report status --store store --as-of 2026-07-01 --json "$@" >"$name.json"
}
violations() { # violations FILE CRITERION: "KEY GRADE", sorted
	jq -r --arg c "$2" '[.criteria[] | select(.id == $c) | .violations[] | .key + " " + .grade] | unique | join(", ")' "$1.json"
}
gate() { # gate FILE MILESTONE TITLE STATE
	local is
	is=$(jq -r --arg m "$2" --arg t "$3" '.milestones[] | select(.id == $m) | .gates[] | select(.title == $t) | .state' "$1.json")
	check "$1: $2: $3: $4 ($is)" test "$is" = "$4"
}

# ---- words do not close ----
state first
check "verified in word only fails with the grade of the finding" test "$(violations first 10.1-c)" = "X2 major, X2 minor"
check "no reaction to a major for more than 90 days is a major" test "$(violations first 10.1-a | grep -c 'N2 major')" = 1
check "majors of the certification body count until they are settled" test "$(jq -c '[.clauses[] | select(.clause == "8.6.1" or .clause == "8.7.2") | .findings_counting]' first.json)" = "[1,1]"
check "one that is closed and confirmed does not" test "$(jq -r '.clauses[] | select(.clause == "8.3.3") | .findings_open' first.json)" = 0
check "a minor whose plan was accepted is open and in hand" test "$(jq -r '.clauses[] | select(.clause == "8.2.4") | "\(.findings_open) \(.findings_counting)"' first.json)" = "1 0"
gate first stage_2 "Majors of the certification body are closed" failed
gate first stage_1 "No major of the certification body is open" failed
check "grades of certification bodies are read" test "$(jq -c '[.figures[] | select(.id == "findings_steps") | .rows[] | .[0:3]]' first.json)" = '[["major",4,3],["minor",3,2]]'

# ---- how far they came ----
check "days until the plan, the correction, verification, confirmation" test "$(jq -c '.figures[] | select(.id == "findings_steps") | .rows[0]' first.json)" = '["major",4,3,2,16,2,2,2,2,null,1,47,1,52]'
check "what open ones wait for, and for how long" test "$(jq -c '.figures[] | select(.id == "findings_waiting") | .rows' first.json)" = \
    '[["major","correction",2,90,121],["major","corrective action carried out",1,58,58],["minor","cause",1,121,121],["minor","corrective action carried out",1,58,58]]'
check "nothing was changed yet" test "$(jq -c .watched first.json)" = "[]"

# ---- cells that make them count less ----
sed -n '1p;/^X1/s/Major (A)/Minor/;/^X1/p;/^X3/s/in progress/withdrawn/;/^X3/p;/^N1/s/,closed,2026-05-01/,open,/;/^N1/p;/^N2/s/,Major,/,Observation,/;/^N2/p' findings.csv >later.csv
sed 's/S2,Lines,live/S2,Lines,planned/' services.csv >services-2.csv
import later.csv
import --full services-2.csv
state second
watched='[.watched[] | "\(.list) \(.key) \(.before)->\(.then) \(.file)"] | sort | join("; ")'
check "each change is listed with its file" test "$(jq -r "$watched" second.json)" = \
    "findings_lowered N2 major->observation later.csv; findings_lowered X1 major->minor later.csv; findings_reopened N1 closed->open later.csv; findings_withdrawn X3 in_progress->withdrawn later.csv; services_not_run S2 live->planned services-2.csv"
check "with the record of the log that made it" test "$(jq -r '[.watched[] | select(.register == "findings") | .batch] | unique | length' second.json)" = 1
check "a withdrawal that the certification body did not confirm leaves it open" test "$(jq -r '.clauses[] | select(.clause == "8.2.4") | .findings_open' second.json)" = 1
run preaudit-report status --store store --as-of 2026-07-01
out_has "Finding withdrawn: X3" "the text names them"
out_has "Service no longer run: S2, live -> planned" "a service too"
run preaudit-report --store store --as-of 2026-07-01 --out report
is_status 0 "a report"
check "the report has the list" test "$(grep -c '^watched,watched,[1-9]' report/content-DRAFT.csv)" = 5
check "and the figures" test "$(grep -c '^findings,findings_\(steps\|waiting\),[1-9]' report/content-DRAFT.csv)" -ge 4
state before --at "$(jq -r '[.watched[].batch] | min' second.json)"
check "before these records there is none" test "$(jq -c .watched before.json)" = "[]"

# ---- set right, taken back ----
import findings.csv
import --full services.csv
state third
check "what is as it was is listed no more, but for one that was opened again" test "$(jq -r "$watched" third.json)" = "findings_reopened N1 closed->open later.csv"
import later.csv
index=$(preaudit-report status --store store --json | jq -r '[.watched[].batch] | max')
run preaudit-import undo --store store "$index"
is_status 0 "the last import is undone"
state fourth
check "what was undone was not changed" test "$(jq -r "$watched" fourth.json)" = "findings_reopened N1 closed->open later.csv"

# ---- left out of a full file ----
grep -v '^O3' findings.csv >full.csv
import --full full.csv
state fifth
check "a finding that a full file no longer has is listed" test "$(jq -r '.watched[] | select(.list == "findings_gone") | "\(.key) \(.file)"' fifth.json)" = "O3 full.csv"

# ---- a grade nobody knows ----
sed '2,$d' findings.csv >odd.csv
echo 'Q1,A1,internal audit,2026-03-02,6.1,Purple,x,,,,,P1,,,open,,,,,,' >>odd.csv
run preaudit-import --store store --extracted 2026-07-01 odd.csv
is_status 3 "a grade that nobody knows is refused"
err_has "Purple" "it is named"
err_has "observation" "with the list of those that are known"

# ---- a profile that watches what cannot be ----
broken() { # broken WHAT JQ TEXT
	rm -rf bad && cp -r "$std" bad
	jq "$2" "$std/profiles/readiness.json" >bad/profiles/readiness.json
	run preaudit-report lint bad
	is_status 2 "$1"
	err_has "$3" "and it is named"
}
broken "a watched field that is a date" '.watched[0].field = "due_on"' "findings.due_on is no field of words"
broken "a watched word that is none" '.watched[0].to = ["gone"]' "findings.status has no word \"gone\""
broken "a list without its change" 'del(.watched[0].to)' 'needs "to" or "order"'
broken "a matrix in the status" '(.sections[] | select(.id == "findings") | .tables[] | select(.id == "findings_ageing") | .status) = true' "no matrix and no buckets"
