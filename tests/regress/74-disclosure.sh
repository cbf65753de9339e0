#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# sample --disclose and verify --disclosed: records drawn by position, logged, and checked with nothing else of the register.
. "$(dirname "$0")/../lib/scenario.sh"
interop=$root/tests/interop/verify_disclosure.py
training() { # training FROM TO RESULT
	printf 'Training ID,Employee number,Course Code,Course Title,Completion Date,Status,Result\r\n'
	for i in $(seq "$1" "$2"); do printf 'TR-%04d,E%03d,C-1,"First line, part %d",2026-0%d-11,Completed,%s\r\n' "$i" "$((i % 17))" "$i" "$((i % 9 + 1))" "$3"; done
}
new_store
training 1 300 Pass >a.csv
run preaudit-import --store store --register training a.csv
is_status 0 "300 training records"
vkey=$(sed -n 's/^log //p' store/keys.txt)
cp store/checkpoint kept
disclose() { run preaudit-report sample --store store --register training "$@"; }
verify() { run preaudit-verify --no-memory --keys store/keys.txt --disclosed "$@"; }

# Drawn from the register as it stands: its data file is whole.
disclose --size 25 --seed "audit 7" --disclose d
is_status 0 "25 records are disclosed"
check "its record says what, when, how many and the digest" test "$(jq -c 'select(.type=="disclosure")|[.register,.seed,.count,.size]' store/log.jsonl)" = '["training","audit 7",25,3]'
check "the digest is that of what stands before the empty line" test "$(sed '/^$/,$d' d/disclosure.txt | sha256sum | cut -d' ' -f1)" = "$(tail -n 1 store/log.jsonl | jq -r .digest)"
check "the folder has the disclosure and the history, nothing else" test "$(ls d)" = "$(printf 'disclosure.txt\nhistory.txt')"
verify d --seed "audit 7"
is_status 0 "and genuine"
out_has "d/disclosure.txt: genuine" "it says so"
verify d --json
cp "$out" d.json
check "25 of 25 lines, with their cells" test "$(json '[.verdict,.records,.asked,(.lines|length),(.columns|index("key")|not)]|join(" ")' d.json)" = "genuine 25 25 25 true"
run python3 "$interop" d/disclosure.txt "$vkey" "audit 7"
is_status 0 "a verifier of another language agrees"
check "on the very lines" test "$(tr ' ' '\n' <"$out")" = "$(json '.lines[].line' d.json)"
json '.lines[]|.cells|join("|")' d.json | sed 's/|[^|]*$//' | LC_ALL=C sort >got
tail -n +2 store/data/000002-training.csv | python3 -c 'import csv, sys; [print("|".join(r[:-1])) for r in csv.reader(sys.stdin)]' | LC_ALL=C sort >all
check "each is a record of the register" test "$(LC_ALL=C comm -12 got all | wc -l)" = 25
LC_ALL=C comm -13 got all | cut -d'|' -f4 >hidden
base=$(grep -o '^[0-9]* .*' d/disclosure.txt | cut -d' ' -f2 | while read -r x; do base64 -d <<<"$x" 2>/dev/null; done)
check "no key of the 275 others stands in it" test "$(wc -l <hidden) $(grep -cFf hidden <<<"$base")" = "275 0"
verify d --checkpoint kept
is_status 0 "it extends a checkpoint that was kept before"
disclose --size 25 --seed "audit 7" --disclose again
check "the same seed draws the same, byte for byte" test "$(sed '/^$/,$d' d/disclosure.txt | sha256sum)" = "$(sed '/^$/,$d' again/disclosure.txt | sha256sum)"

# What came since is written whole first; lines keep their bytes.
training 295 305 Fail >b.csv
preaudit-import --quiet --store store --register training --changes b.csv
run preaudit-report status --store store --as-of 2026-09-30 --json
cp "$out" before.json
preaudit-store status --store store --json >registers.before
disclose --size 9 --seed s --disclose e --json
is_status 0 "a register with changes is written whole"
check "it says so" test "$(json '[.wrote_batch,.rows,.records]|join(" ")' "$out")" = "true 305 9"
cat store/data/*-training.csv | grep -a '^put' | LC_ALL=C sort -u >lines
check "each line stands as it stood" test "$(grep -a '^put' "store/$(jq -r 'select(.type=="batch").path' store/log.jsonl | tail -n 1)" | LC_ALL=C sort | LC_ALL=C comm -12 - lines | wc -l)" = 305
verify e --seed s
is_status 0 "and genuine"
preaudit-report status --store store --as-of 2026-09-30 --json >after.json
check "nothing is judged otherwise" test "$(jq -c 'del(.head,.log_size,.size,.data_head)' before.json)" = "$(jq -c 'del(.head,.log_size,.size,.data_head)' after.json)"
check "and the newest import is still the import" test "$(json '[.registers[].index]|join(" ")' registers.before)" = "$(preaudit-store status --store store --json | jq -r '[.registers[].index]|join(" ")')"
run preaudit-import --store store --register training --changes b.csv
is_status 0 "importing the same again"
size=$(sed -n 2p store/checkpoint)
disclose --size 9 --seed t --disclose e --force
check "needs no other whole one" test "$(sed -n 2p store/checkpoint)" = $((size + 1))
whole=$(jq -r 'select(.type=="batch" and .counts.read==0).path' store/log.jsonl | tail -n 1 | tr -dc '0-9')
run preaudit-import undo $((10#$whole)) --store store --reason wrong
is_status 2 "a register written whole has nothing to undo"
disclose --size 5000 --seed t --disclose more
is_status 0 "more than there are is all"
verify more
is_status 0 "and genuine"
out_has "305 records of 5000 asked for" "with both numbers"
mkdir -p more2 && sed 's/^size 5000$/size 6000/' more/disclosure.txt >more2/disclosure.txt
verify more2
is_status 4 "a size that draws the same lines is still not what was logged"
out_has "its SHA-256 differs" "and named"
# Under rules with one field more the columns are others: older lines are laid out anew.
cp -r "$root/shared/iso20000-1" rules && chmod -R u+w rules
jq '.fields += [{"name":"remark","title":"Remark","type":"string","preaudit":{"type":"text","need":"optional","aliases":{"en":["Remarks"]}}}]' \
    "$root/shared/iso20000-1/registers/training.json" >rules/registers/training.json
cp -a store wider && cp -p store.key wider.key && cp -p store.key.state wider.key.state
run preaudit-store adopt rules --store wider
is_status 0 "rules with a field more are adopted"
training 300 301 Pass | sed '1s/\r/,Remark\r/; 2,$s/\r/,late\r/' >wide.csv
run preaudit-import --store wider --register training --changes wide.csv
is_status 0 "two records have it"
run preaudit-report sample --store wider --register training --size 400 --seed w --disclose wide --json
is_status 0 "the register is written whole in the new columns"
run preaudit-verify --no-memory --keys wider/keys.txt --disclosed wide --json
is_status 0 "and genuine"
check "305 records, two of them with a remark" test "$(json '(.columns|index("remark")) as $i|[(.lines|length),([.lines[]|select(.cells[$i]=="late")]|length)]|join(" ")' "$out")" = "305 2"
check "no salt stands twice" test "$(json '[.lines[].cells[-1]]|(length-(unique|length))' "$out")" = 0
# A whole file that retires records: lines of retirements are shown and passed over.
training 1 40 Pass >c.csv
run preaudit-import --store store --register training --full --retire 265 c.csv
is_status 0 "40 of 305 records are left"
disclose --size 12 --seed u --disclose r --json
cp "$out" r.json
verify r --json
is_status 0 "lines that retire a record are passed over"
check "12 records, $(json .passed_over r.json) passed over" test "$(json '[.records,(.lines|length)-.passed_over]|join(" ")' "$out")" = "12 12" -a "$(json .passed_over r.json)" -gt 0
run python3 "$interop" r/disclosure.txt "$vkey" u
is_status 0 "and so the other verifier draws"

# Alterations of the file: each is named.
cat >alter.py <<'P'
import base64, sys
what, = sys.argv[1:]
text = open("d/disclosure.txt", newline="", encoding="utf-8").read()
handed, records, note = text.split("\n\n", 2)
head = handed.split("\n")
rows = [i for i, l in enumerate(head) if " " in l and i > 4]
hashes = [i for i, l in enumerate(head) if " " not in l and i > 4]
def line(i):
    n, b = head[i].split(" ")
    return int(n), base64.b64decode(b)
def put(i, n, data):
    head[i] = "%d %s" % (n, base64.b64encode(data).decode())
if what == "altered":
    n, data = line(rows[3])
    put(rows[3], n, data.replace(b"pass", b"fail"))
elif what == "swapped":
    (n, a), (m, b) = line(rows[0]), line(rows[1])
    put(rows[0], n, b), put(rows[1], m, a)
elif what == "moved":
    places = [line(i)[0] for i in rows]
    i = next(i for i in rows if line(i)[0] - 1 not in places)
    n, a = line(i)
    put(i, n - 1, a)
elif what == "left out":
    del head[rows[5]]
elif what == "twice":
    head.insert(rows[5], head[rows[5]])
elif what == "seed":
    head[2] = "seed audit 8"
elif what == "size":
    head[3] = "size 24"
elif what == "register":
    head[1] = "register people"
elif what == "header":
    n, a = line(4)
    put(4, n, a.replace(b"result", b"resolt"))
elif what == "hash":
    head[hashes[2]] = head[hashes[3]]
elif what == "hash less":
    del head[hashes[-1]]
elif what == "hash more":
    head.append(head[hashes[0]])
elif what == "spelt":
    n, a = line(rows[0])
    head[rows[0]] = "0" + head[rows[0]]
elif what == "count":
    records = records.replace('"count":25', '"count":24')
elif what == "rows_root":
    records = records.replace('"rows":300', '"rows":299')
elif what == "index":
    records = records.replace("\n3 ", "\n4 ")
elif what == "note":
    note = note.replace("example.org/store\n4\n", "example.org/store\n5\n")
elif what == "note cut":
    note = note[:40]
elif what == "cut":
    head = head[:9]
elif what == "first line":
    head[0] = "preaudit-disclosure/2"
sys.stdout.write("\n\n".join(["\n".join(head), records, note]))
P
bad=0 tried=0
while IFS='|' read -r what verdict says; do
	mkdir -p bad
	python3 alter.py "$what" >bad/disclosure.txt
	tried=$((tried + 1))
	verify bad
	[ "$status" = 4 ] && grep -qF "bad/disclosure.txt: $verdict" "$out" && grep -qF -- "$says" "$out" && bad=$((bad + 1)) || fail_run "$what" "expected 4, $verdict, '$says'"
	cmp -s d/disclosure.txt bad/disclosure.txt && fail "$what" "alters nothing"
	python3 "$interop" bad/disclosure.txt "$vkey" >other 2>&1 && fail "$what" "the other verifier accepts it"
done <<'T'
altered|altered|a line was changed
swapped|altered|a line was changed
moved|altered|a line was changed
left out|altered|is missing
twice|unproven|is out of order
seed|altered|are not those that records 2 and 3 state
size|altered|is not drawn by the seed
register|altered|are not those that records 2 and 3 state
header|altered|a line was changed
hash|altered|a line was changed
hash less|altered|a line was changed
hash more|altered|a line was changed
spelt|unproven|line 6
count|unproven|does not contain records 2 and 3
rows_root|unproven|does not contain records 2 and 3
index|unproven|does not contain records 2 and 4
note|unproven|FAILED
note cut|unproven|FAILED
cut|altered|or is missing
first line|unproven|line 1 is not preaudit-disclosure/1
T
check "$bad of $tried alterations are found and named" test "$bad" = "$tried" -a "$tried" -ge 20
sed 's/$/\r/; 1s/^/\xef\xbb\xbf/' d/disclosure.txt >bad/disclosure.txt
verify bad
is_status 0 "what mail does to line ends is taken back"

# What only the key's holder can do: log a draw that the seed does not give.
cat >forge.py <<'P'
import base64, hashlib, json, os, subprocess, sys
what, tools = sys.argv[1:]
def sha(b): return hashlib.sha256(b).digest()
def node(a, b): return sha(b"\1" + a + b)
def root(l):
    if len(l) == 1: return l[0]
    k = 1
    while 2 * k < len(l): k *= 2
    return node(root(l[:k]), root(l[k:]))
def prove(l, want, at=0):
    if not any(at <= i < at + len(l) for i in want): return [root(l)]
    if len(l) == 1: return []
    k = 1
    while 2 * k < len(l): k *= 2
    return prove(l[:k], want, at) + prove(l[k:], want, at + k)
log = open("forged/log.jsonl", "rb").read().splitlines(keepends=True)
data = open("forged/data/000002-training.csv", "rb").read().splitlines(keepends=True)
leaves = [sha(b"\0" + x) for x in data]
old = open("d/disclosure.txt", newline="", encoding="utf-8").read().split("\n\n")[0].split("\n")
places = [int(x.split(" ")[0]) for x in old[5:] if " " in x]
count = 25
if what == "another record":
    places[7] = next(i for i in range(1, 300) if i not in places)
elif what == "one more":
    places.append(next(i for i in range(1, 300) if i not in places))
elif what == "one less":
    places.pop(7)
elif what == "another count":
    count = 26
places = sorted(places)
b64 = lambda b: base64.b64encode(b).decode()
handed = "\n".join(old[:4] + ["%d %s" % (i, b64(data[i])) for i in [0] + places] + [b64(h) for h in prove(leaves, [0] + places)]) + "\n"
record = {"count": count, "digest": hashlib.sha256(handed.encode()).hexdigest(), "register": "training", "seed": "audit 7",
          "size": len(log), "type": "disclosure", "when": "2027-01-01T00:00:00Z"}
subprocess.run([sys.executable, tools + "/sign_log.py", "forged", "forged.key", json.dumps(record)], check=True)
log = open("forged/log.jsonl", "rb").read().splitlines(keepends=True)
want = [2, len(log) - 1]
with open("bad/disclosure.txt", "w", encoding="utf-8") as f:
    f.write(handed + "\n" + "".join("%d %s" % (i, log[i].decode()) for i in want) +
            "".join(b64(h) + "\n" for h in prove([sha(b"\0" + x) for x in log], want)) + "\n" + open("forged/checkpoint", encoding="utf-8").read())
P
found=0 tried=0
while IFS='|' read -r what want says; do
	[ ! -e forged ] || chmod -R u+w forged; rm -rf forged forged.key*
	cp -a store forged && cp -p store.key forged.key && cp -p store.key.state forged.key.state
	python3 forge.py "$what" "$root/tests/lib" || fail "$what" "could not be forged"
	tried=$((tried + 1))
	verify bad
	[ "$status" = "$want" ] && grep -qF -- "$says" "$out" && found=$((found + 1)) || fail_run "signed: $what" "expected $want, '$says'"
	python3 "$interop" bad/disclosure.txt "$vkey" >other 2>&1
	[ $? = "$want" ] || fail "signed: $what" "the other verifier says otherwise: $(cat other)"
done <<'T'
as drawn|0|genuine
another record|4|is drawn by the seed, and is not in it
one more|4|is not drawn by the seed
one less|4|is drawn by the seed, and is not in it
another count|4|the log says that 26 records were disclosed; the file has 25
T
check "$found of $tried draws that were signed are told apart" test "$found" = "$tried"

# Another seed, another key, no key, another history.
verify d --seed "audit 8"
is_status 3 "a draw with another seed than one's own is not confirmed"
out_has "drawn with another seed" "and named"
new_store foreign
run preaudit-verify --no-memory --keys foreign/keys.txt --disclosed d
is_status 3 "none of the keys has signed it"
out_has "signer not confirmed" "and named"
cp store/keys.txt d/
run preaudit-verify --no-memory --keys d/keys.txt --disclosed d
is_status 3 "a key that came with the records confirms no signer"
out_has "the key came from the folder that is checked" "and it is said why"
rm d/keys.txt
run preaudit-verify --no-memory --keys store/keys.txt d
out_has "d: it holds records that were drawn: check it with --disclosed" "without the option it is said which"
run preaudit-verify --no-memory --disclosed d
is_status 3 "nor does it pass without a key"
verify d --checkpoint foreign/checkpoint
is_status 3 "a checkpoint of another log says nothing"
cp -a store twin && cp -p store.key twin.key
chmod -R u+w twin && head -n 2 twin/log.jsonl >twin/log && mv twin/log twin/log.jsonl
python3 "$root/tests/lib/sign_log.py" twin twin.key '{"name":"preaudit","sha256":"'"$(printf x | sha256sum | cut -d' ' -f1)"'","type":"tool","version":"9","when":"2026-01-01T00:00:00Z"}'
verify d --checkpoint twin/checkpoint --out fork
is_status 4 "another history under the same key is a fork"
out_has "forked" "and named"
check "with the evidence written" test -s fork/fork-evidence.txt
damaged twin forged

# What cannot be asked.
before=$(tree_hash store)
disclose --size 2 --seed x --where 'r.result = pass' --disclose w
is_status 2 "a condition does not go with it"
err_has "cannot be checked" "and why"
disclose --size 2 --seed x --csv --disclose w
is_status 2 "nor --csv"
disclose --size 2 --disclose w
is_status 2 "nor no seed"
disclose --size 2 --seed "" --disclose w
is_status 2 "nor an empty one"
disclose --size 2 --seed x --disclose store/data
is_status 2 "nothing is written into the store"
disclose --size 2 --seed x --disclose d
is_status 2 "nor over a disclosure that is there"
run preaudit-report sample --store store --register services --size 2 --seed x --disclose w
is_status 2 "a register that was never supplied discloses nothing"
run preaudit-verify --disclosed d a.csv
is_status 2 "files do not go with a disclosure"
run preaudit-verify --seed x a.csv
is_status 2 "nor a seed with files"
run preaudit-verify --disclosed nowhere
check "what is not there is no verdict" test "$status" = 1 -o "$status" = 2
check "the store is as it was" test "$(tree_hash store)" = "$before" -a ! -e w
