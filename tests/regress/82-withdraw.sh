#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A column that a later file has no more: its values stay, which is said with
# their number, until --withdraw says that the field is no longer kept.
. "$(dirname "$0")/../lib/scenario.sh"

cell() { preaudit-import history services "$1" --store store --json | jq -r --arg f "$2" '[.. | objects | select(has($f)) | .[$f]] | last'; }
line() { preaudit-store log --store store --json | jq -c '[.records[] | select(.type == "batch")] | last'; }
result() { preaudit-report status --store store --as-of 2026-11-01 --json | jq -r --arg c "$1" '.criteria[] | select(.id == $c) | .result'; }
last_line() { grep -h "^put,[0-9]*,[0-9]*,$1," store/data/*-services.csv | tail -n 1; }

cat >q3.csv <<'END'
Ref,Service name,State,In scope,Service category,Service unit,Catalogue published
S1,Mail,live,yes,customer,Ops,yes
S2,Web,live,yes,customer,"Sales, web",no
S3,Fax,live,,support,Ops,
END
new_store
run preaudit-import --store store --extracted 2026-10-01 q3.csv
is_status 0 "the first quarter"
check "S2 is violated" test "$(result 8.2.4-a)" = "not met"

# The next export lacks three columns, and changes a name.
printf 'Ref,Service name,State,Service category\nS1,Mail,live,customer\nS2,Web shop,live,customer\nS3,Fax,live,support\nS4,New,live,customer\n' >q4.csv
run preaudit-import --store store --extracted 2026-10-31 --dry-run q4.csv
err_has 'there is no column "In scope" any more: 2 values that earlier files gave stay' "the dry run says which, and how many"
err_has '--withdraw in_scope' "and the word that lets go of them"
err_lacks 'no column "In scope"; its records stand' "and not that they stand without it"
run preaudit-import diff --store store q4.csv
out_lacks "Sales" "nothing is shown as emptied"
run preaudit-import --store store --extracted 2026-10-31 q4.csv
is_status 0 "imported all the same"
out_has "4 rows read: 1 new, 1 changed, 2 unchanged" "what only lacks the columns is unchanged"
check "what was said of S2 stays beside its new name" grep -q ',Web shop,.*,yes,.*"Sales, web"' <(last_line S2)
check "the violation stays" test "$(result 8.2.4-a)" = "not met"
run preaudit-import --store store --extracted 2026-10-31 q4.csv
out_has "the same bytes as last time" "the same file once more is nothing new"

# Files that only add and change: the same, without a word.
printf 'Ref,Service name,State,Service category\nS2,Web store,live,customer\n' >part.csv
run preaudit-import --store store --extracted 2026-10-31 --changes part.csv
is_status 0 "a part"
err_lacks "any more" "of which nothing is said"
check "keeps what it does not have" grep -q ',Web store,.*,yes,.*"Sales, web"' <(last_line S2)

# Two files of one call, the second without a column of the first.
printf 'Ref,Service name,State,Service category,Service unit\nS1,Mail,live,customer,Service desk\n' >a.csv
printf 'Ref,Service name,State,Service category\nS1,Mail relay,live,customer\n' >b.csv
run preaudit-import --store store --extracted 2026-10-31 --changes a.csv b.csv
is_status 0 "two files of one register"
check "the later one takes over what the earlier one says" grep -q ',Mail relay,.*,yes,.*,Service desk,' <(last_line S1)

# Withdrawn.
for wrong in "nonsense:no register of this call has such a field" "name:q4.csv has it" "live_since:Services never had it"; do
	run preaudit-import --store store --withdraw "${wrong%%:*}" q4.csv
	is_status 2 "--withdraw ${wrong%%:*} is refused"
	err_has "${wrong#*:}" "and why"
done
run preaudit-import --store store --changes --withdraw in_scope part.csv
is_status 2 "a part withdraws nothing"
preaudit-report status --store store --as-of 2026-11-01 --write-baseline before.json >/dev/null
size=$(preaudit-report status --store store --as-of 2026-11-01 --json | jq .head.size)
run preaudit-import --store store --extracted 2026-10-31 --withdraw "Catalogue published" q4.csv
is_status 0 "the field is withdrawn, by its header"
check "the log says so" grep -q '"withdrawn":\["catalogue_published"\]' store/log.jsonl
err_lacks 'no column "Catalogue published"' "and nothing is offered any more"
err_has 'no column "In scope" any more' "but for the others"
check "the values are gone" bash -c "! grep -q ',no,' <<<'$(last_line S2)'"
check "what they showed is not known now, whatever absence means" test "$(result 8.2.4-a)" = "not evidenced"
run preaudit-report status --store store --as-of 2026-11-01
out_has "the column Catalogue published of Services was withdrawn: " "status says that it was withdrawn"
run preaudit-report --store store --as-of 2026-11-01 --out draft
check "and the report lists it" grep -q '^supply_next,supply_columns,.*,Services,Catalogue published,.*,withdrawn' draft/content-DRAFT.csv
check "and what is lacked is said" bash -c "preaudit-report status --store store --as-of 2026-11-01 --json | jq -e '.supply_next_columns[] | select(.field == \"catalogue_published\")' >/dev/null"
preaudit-report changes --store store --since "$size" --as-of 2026-11-01 --json >changes.json
check "the result is withdrawn, not better" test "$(jq -r '.criteria[] | select(.id == "8.2.4-a") | .change' changes.json)" = "withdrawn"
run preaudit-report status --store store --as-of 2026-11-01 --baseline before.json
is_status 3 "and worse than what was pinned"
err_has "criterion 8.2.4-a: not met: " "which is said"
run preaudit-import --store store --extracted 2026-10-31 --withdraw catalogue_published q4.csv
is_status 2 "what is withdrawn cannot be withdrawn again"

# It comes back with a file that has it.
run preaudit-import --store store --extracted 2026-11-01 --retire 1 q3.csv
is_status 0 "an export with all columns"
check "says it again" test "$(result 8.2.4-a)" = "not met"
