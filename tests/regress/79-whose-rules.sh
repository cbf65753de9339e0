#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Whose rules a store judges by: as published, or changed and in what; in status, reports, and from a report's file alone.
. "$(dirname "$0")/../lib/scenario.sh"
standard=$root/shared/iso20000-1
version=$(sed -n 's/^#define PREAUDIT_VERSION "\(.*\)"/\1/p' "$root/shared/base/version.h")
said() { preaudit-report status --store "$1" --json | jq -r .rules.said; }

new_store published
check "the shipped folder is as published" test "$(said published)" = "rules as published with $version"
digest=$(cd "$standard" && find . -type f ! -path './example/*' -printf '%P\n' | LC_ALL=C sort | xargs sha256sum | sha256sum | cut -d' ' -f1)
check "the digest is the one that sha256sum gives" test \
    "$(preaudit-report status --store published --json | jq -r '.rules | .digest + " " + .published_with')" = "$digest $version"
run preaudit-report status --store published
out_has "Judged by rules as published with $version." "status says it in words"

# A folder of one's own: criteria milder, changed, removed, changed through a definition; a parameter; a file.
cp -R "$standard" mine
rules=mine/criteria
# The first minor of a criterion becomes an observation.
lower() { awk -v id="$2" '$1 == "criterion" { in_it = $2 == id } in_it && !done && sub(/^( *)minor /, "&") {
	sub(/minor /, "observation "); done = 1 } { print }' "$1" >new && mv new "$1"; }
lower $rules/10-improvement.rules 10.1-c
new_store weak
run preaudit-store adopt --store weak mine
is_status 0 "a folder with a lowered grade is adopted"
out_has "rules of the organisation: 10.1-c milder" "adopting says what it is"
check "status says it" test "$(said weak)" = "rules of the organisation: 10.1-c milder"
check "the digest is another, and no release's" test "$(preaudit-report status --store weak --json |
    jq --arg d "$digest" '.rules | .digest != $d and .published_with == null')" = true

# A message changed is no milder rule.
awk '$1 == "criterion" { in_it = $2 == "10.1-c" } in_it && !done && sub(/else "/, "else \"We say: ") { done = 1 } { print }' \
    $rules/10-improvement.rules >new && mv new $rules/10-improvement.rules
preaudit-store adopt --store weak --quiet mine
check "a milder rule with other words is changed" test "$(said weak)" = "rules of the organisation: 10.1-c changed"
cp $standard/criteria/10-improvement.rules $rules/
printf '# a remark\n' >>$rules/04-context.rules
preaudit-store adopt --store weak --quiet mine
check "a remark alone changes no rule" test "$(said weak)" = \
    "rules of the organisation: only remarks or spacing differ from those published with $version"
cp $standard/criteria/0* $rules/

# What a criterion uses counts as the criterion.
awk '/^define in_hand/ { sub(/a.owner is given and /, "") } { print }' $standard/criteria/00-common.rules >$rules/00-common.rules
preaudit-store adopt --store weak --quiet mine
users=$(preaudit-report status --store weak --json | jq -r '[.rules.criteria[].name] | length')
grep -l 'in_hand(' "$standard"/criteria/*.rules >users
check "a changed definition changes the criteria that use it, and no others" test "$users" -ge 1 -a "$users" -lt 40
cp $standard/criteria/* $rules/

# A requirement gone, a criterion gone, a statement beside them, a register.
awk '$1 == "criterion" || $1 == "define" { gone = $2 == "10.1-d" } !gone { print }' $standard/criteria/10-improvement.rules |
    awk '$1 == "criterion" { in_it = $2 == "10.2-b" } in_it && !done && /^ *minor .* else "/ { done = 1; next } { print }' >$rules/10-improvement.rules
sed -i 's/^breadth from .*/breadth from 50/' $rules/00-common.rules
printf '\n' >>mine/registers/kpis.json
preaudit-store adopt --store weak --quiet mine
for text in "10.1-d removed" "10.2-b milder" "breadth changed" "registers/kpis.json changed"; do
	run preaudit-report status --store weak
	out_has "$text" "it says: $text"
done

# Parameters and own criteria are left out of the digest, and said.
cat >own.rules <<'END'
criterion X-1 "A service has an owner"
  clause 8.2.2
  every s in services
    minor s.owner is given   else "no owner"
END
new_store own
preaudit-store adopt --store own --quiet "$standard" --add own.rules
check "own criteria stand beside published rules" test "$(said own)" = "rules as published with $version, and 1 criterion of its own"
check "and leave the digest as it is" test "$(preaudit-report status --store own --json | jq -r '.rules.digest, .rules.own[].id' |
    tr '\n' ' ')" = "$digest X-1 "
preaudit-store adopt --store own --quiet "$standard" --add own.rules --set audit_interval=24 --set operating_months=6 --set concentration_from=9
check "a parameter moved in its lenient direction is milder, else changed" test "$(said own)" = \
    "rules of the organisation: 2 parameters changed, 1 parameter milder, 1 criterion of its own"
check "and the digest is still the published one" test "$(preaudit-report status --store own --json | jq -r .rules.published_with)" = "$version"
cat >own2.rules <<'END'
define open = "closed"
END
preaudit-store adopt --store own --quiet "$standard" --add own2.rules 2>/dev/null &&
    check "a definition that takes a word's place is no addition" test "$(said own | cut -d: -f1)" = "rules of the organisation"

# A report and its files alone.
cat >services.csv <<'END'
Service ID,Name,Status,In scope
S1,Mail,live,yes
END
for s in published weak; do
	preaudit-import --store $s --extracted 2026-09-30 services.csv >/dev/null
	run preaudit-report --store $s --as-of 2026-09-30 --issue --out r-$s
	is_status 0 "a report of $s is issued"
	check "its content says whose rules" grep -q "^identification,identification,[0-9]*,Rules,.*rules " r-$s/content.csv
	for f in content.csv readiness.html readiness.xlsx; do
		run preaudit-verify --json --keys $s/keys.txt r-$s/$f
		is_status 0 "$s/$f is genuine"
		check "verify reads from $f whose rules" test "$(jq -r '.files[0].rules.said' "$out")" = "$(said $s)"
		check "and looks up the digest" test "$(jq -r '.files[0].rules.published_with' "$out")" = "$([ $s = weak ] && echo null || echo "$version")"
	done
done
run preaudit-verify --keys published/keys.txt r-published/readiness.html
out_has "Rules       rules as published with $version, as the report says; its digest is that of the rules published with $version" "in words"
run preaudit-verify --keys weak/keys.txt r-weak/readiness.xlsx
out_has "no release that preaudit $version knows has published the digest" "also of changed rules"
chmod u+w r-weak r-weak/content.csv
sed -i 's/rules of the organisation:[^\r"]*/rules as published with 0.3.0/' r-weak/content.csv
run preaudit-verify --json --keys weak/keys.txt r-weak/content.csv
is_status 4 "an altered report is altered"
check "and nothing it says of its rules is repeated" test "$(jq -r '.files[0].rules' "$out")" = null
