#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Records of every type: those that this version only reads are shown, checked
# and built upon; those of a later version are named by whoever reads and never
# taken for damage, and nothing is written behind them. A report's record must
# be what its members make it, whoever signed it.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
verifier=$root/tests/interop/verify_store.py
sign() { python3 "$root/tests/lib/sign_log.py" "$@"; }
example_store
issue_example
hash=$(printf x | sha256sum | cut -c1-64)
mapping=$(sed -n 2p store/log.jsonl | jq -r '.files[0].sha256')
log_key=$(sed -n 1p store/log.jsonl | jq -r .log_key)
now=$(date -u +%Y-%m-%dT%H:%M:%SZ)

# ---- types that this version reads ----

cp -a store known && cp store.key known.key
records=(
	'{"type":"key","action":"revoke","key":"'"$log_key"'","reason":"copied","since_size":9,"when":"'"$now"'"}'
	'{"type":"anchor","kind":"receipt","sha256":"'"$hash"'","size":9,"time":"2026-01-02T03:04:05Z"}'
	'{"type":"recipe","name":"hr export","path":"standard/'"$mapping"'","register":"people","sha256":"'"$mapping"'","when":"'"$now"'"}'
	'{"type":"disclosure","count":25,"digest":"'"$hash"'","register":"training","seed":"audit-7","size":40,"when":"'"$now"'"}'
	'{"type":"grant","report":"'"$id"'","revoked":"yes","token_sha256":"'"$hash"'","until":"2027-01-01T00:00:00Z","when":"'"$now"'"}'
	'{"type":"tool","name":"verify.html","sha256":"'"$hash"'","version":"1","when":"'"$now"'"}'
	'{"type":"void","clock":"the machine was without power","index":2,"reason":"x","when":"'"$now"'"}'
)
check "records that only a later command writes are signed" sign known known.key "${records[@]:0:6}"
run preaudit-store check --store known
is_status 0 "a store with them is whole"
out_has "(anchor, receipt): evidence of this kind is not verified, and dates nothing" "evidence that is not verified is named"
run preaudit-store log --store known
for text in "key       $now  revoke of key" "from size 9 on: copied" \
    "anchor    receipt says 2026-01-02T03:04:05Z of the head of size 9" "recipe    $now  hr export for people" \
    "training: 25 drawn from the head of size 40 with seed audit-7" "$id until 2027-01-01T00:00:00Z, revoked" \
    "tool      $now  verify.html 1, SHA-256 $hash"; do
	out_has "$text" "log shows: $text"
done
run preaudit-store log --store known --json
check "its JSON has the very records" test "$(json '.records[-6:][].type' "$out" | tr '\n' ' ')" = "key anchor recipe disclosure grant tool "
run preaudit-store adopt --store known "$root/shared/iso20000-1" --set review_interval=7
is_status 0 "records are added behind them"
run preaudit-verify --keys keys.txt --store known report/readiness.html
is_status 0 "a report is verified against it"
run python3 "$verifier" known
is_status 0 "the independent verifier agrees"

# ---- erased lines ----

cat >erase.py <<'PY'
import glob, hashlib, json, os, sys
store, when = sys.argv[1:]
files = sorted(glob.glob(store + "/data/*-people.csv"))
line = open(files[0], "rb").read().split(b"\r\n")[1] + b"\r\n"
for path in files:
    lines = open(path, "rb").read().split(line)
    if len(lines) == 1:
        continue
    os.chmod(path, 0o644)
    with open(path, "wb") as f:
        f.write((b"#erased " + hashlib.sha256(b"\0" + line).hexdigest().encode() + b"\r\n").join(lines))
    os.chmod(path, 0o444)
    sha = hashlib.sha256(open(path, "rb").read()).hexdigest()
    print(json.dumps({"type": "erasure", "lines": [lines[0].count(b"\r\n") + 1], "path": path[len(store) + 1:],
                      "reason": "asked for", "sha256": sha, "when": when}))
PY
cp -a store erased && cp store.key erased.key
check "lines of a person are erased" sh -c "python3 erase.py erased $now >erasures"
check "in $(wc -l <erasures) files" test -s erasures
run preaudit-store check --store erased
is_status 4 "without a record of it the files are others than those signed"
mapfile -t records <erasures
check "the erasure is signed" sign erased erased.key "${records[@]}"
run preaudit-store check --store erased
is_status 0 "then the store is whole"
run preaudit-store log --store erased
out_has "lines erased: 1: asked for" "log shows it"
run preaudit-report status --store erased --as-of 2026-09-30
is_status 0 "the register is read without the record"
run preaudit-import --store erased --register people --changes "$root/shared/iso20000-1/example/2026-Q3/hr-people.csv"
is_status 0 "and built upon"
run python3 "$verifier" erased
is_status 0 "the independent verifier agrees"
[ "$status" = 0 ] || show_run
damaged unerased
cp -a erased unerased
path=$(jq -r .path <erasures | head -n 1)
chmod u+w "unerased/$path" && cp "store/$path" "unerased/$path"
run preaudit-store check --store unerased
is_status 4 "the lines put back are found"
out_has "$path is not the file that its erasure left" "check names the file"
run preaudit-report status --store unerased --as-of 2026-09-30
is_status 4 "nothing is read from it"
run python3 "$verifier" unerased
is_status 4 "the independent verifier agrees"

# ---- a type that it does not know ----

cp -a store later && cp store.key later.key
check "a record of a later version is signed" sign later later.key '{"type":"attest","who":[{"name":"x"}]}'
: >later/standard/unknown && chmod 444 later/standard/unknown
index=$(($(wc -l <later/log.jsonl) - 1))
before=$(tree_hash later)
run preaudit-store check --store later
is_status 0 "it is no damage"
out_has "note: record $index (attest) is of a later version of preaudit: what it says was not checked" "check names it"
out_has "note: standard/unknown is named by no record that this version of preaudit knows" "and a file that it may name"
out_has "later is whole" "the rest is whole"
run preaudit-store check --store later --json
check "in JSON it is a note" test "$(json '[(.differences|length),(.notes|length)]|@csv' "$out")" = 0,2
run preaudit-store log --store later
out_has "$index  attest    of a later version of preaudit, not read here" "log names it"
run preaudit-store status --store later
is_status 0 "the store can be read"
run preaudit-verify --keys keys.txt --store later report/readiness.html
is_status 0 "a report is verified against it"
run preaudit-report --store later --as-of 2026-09-30 --out again
is_status 0 "a report is made from it"
refuses() {
	run "${@:2}"
	is_status 3 "$1 is refused"
	err_has "record $index of later (attest) was made by a later version of preaudit; use that version to write to this store" "$1 names the record and the remedy"
}
printf 'Kennung;Dienst\r\nS-9;Archiv\r\n' >new.csv
refuses import preaudit-import --store later "$root/shared/iso20000-1/example/2026-Q3/services.csv"
refuses undo preaudit-import --store later undo 2 --reason x
refuses adopt preaudit-store adopt --store later "$root/shared/iso20000-1" --set review_interval=8
refuses issue preaudit-report --store later --as-of 2026-09-29 --issue --out no
check "nothing was changed" test "$before" = "$(tree_hash later)"
run python3 "$verifier" later
is_status 0 "the independent verifier agrees"
out_has "(attest) is of a later version" "and names it"

# ---- reports whose record says what it must not ----

report=$(grep '"type":"report"' store/log.jsonl)
forged() { # forged NAME JQ SAYS: the report's record, altered and signed behind it
	damaged forged
	rm -rf forged forged.key*
	cp -a store forged && cp store.key forged.key
	sign forged forged.key "$(jq -c "$2" <<<"$report")" || fail "$1" "not signed"
	run preaudit-store check --store forged
	is_status 4 "$1 is a difference"
	out_has "$3" "check says: $3"
	run python3 "$verifier" forged
	is_status 4 "$1 is a fault for the independent verifier too"
}
forged "an id that is not derived" '.id="R-0123456789abcdef0123456789abcdef"' "its id R-0123456789abcdef0123456789abcdef is not the one that its members make: $id"
forged "another day under the same id" '.as_of="2026-09-29"' "its id $id is not the one"
forged "another standard under the same id" '.standard="ISO/IEC 20000-1:2011"' "reports by ISO/IEC 20000-1:2011, which was not in force"
forged "another language under the same id" '.lang="de"' "its id $id is not the one"
forged "an id that was issued before" . "report $id was issued before"
forged "a content that is not that of the csv" ".content_sha256=\"$hash\"" "its content_sha256 is not the SHA-256 of its csv output"
forged "an output twice" '.outputs[1]=.outputs[0]' "its outputs are not one of each format"

# Whoever holds the key gives other bytes under an id: verification derives it.
printf 'not ready\n' >content.csv
other=$(sha256sum <content.csv | cut -c1-64)
damaged owner
cp -a store owner && cp store.key owner.key
mkdir -p handed/over
at=$(wc -l <owner/log.jsonl)
sign owner owner.key "$(jq -c --arg h "$other" '.as_of="2026-09-29" | .outputs[0].sha256=$h | .outputs[0].bytes=10 | .content_sha256=$h' <<<"$report")"
check "the proof of such a record is made" sh -c "preaudit-store prove --store owner $at >handed/over/proof.txt"
cp content.csv handed/over/
run preaudit-verify --keys keys.txt handed/over/content.csv
is_status 4 "it is not verified"
out_has "its id $id is not the one that its members make" "and the answer says why"
