#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# verify.html in a real browser says what the program says, by WebCrypto and by its own code, and asks no network.
. "$(dirname "$0")/../lib/scenario.sh"
page=${bin%/bin}/share/verify.html
check "the page was built" test -s "$page"
nacl=/usr/share/nodejs/tweetnacl/nacl-fast.min.js
rebuild() { "$root/reports/verify/page/build" "${bin%/bin}/verdicts.json" "$1" "$nacl" again.html; }
check "it is built again" rebuild "$(sed -n 's/^#define PREAUDIT_VERSION "\(.*\)"/\1/p' "$root/shared/base/version.h")"
same again.html "$page" "with the same bytes"
(cd / && umask 077 && LC_ALL=C TZ=Asia/Tokyo "$root/reports/verify/page/build" "${bin%/bin}/verdicts.json" 0.0 "$nacl" "$work/other.html")
check "wherever and by whomever, but for what goes in" test "$(diff other.html "$page" | grep -c '^[<>]')" = 2
for part in script style; do
	digest=$(perl -0777 -ne "print \$1 if m{<$part>(.*?)</$part>}s" "$page" | openssl dgst -sha256 -binary | base64)
	check "its policy names the $part that stands there" grep -qF "$part-src 'sha256-$digest'" "$page"
done
check "and allows nothing else" grep -q "content=\"default-src 'none'; script-src 'sha256-[^ ]*'; style-src 'sha256-[^ ]*'; img-src data:; base-uri 'none'; form-action 'none'\"" "$page"
check "no text of a file becomes markup" sh -c "! grep -E 'innerHTML|outerHTML|insertAdjacent|document.write|eval\\(' '$root'/reports/verify/page/*.js"

grow() {
	local store=$1 text
	shift
	for text in "$@"; do
		printf 'Training ID,Employee number,Course Title,Status\nT-1,0010,%s,Planned\n' "$text" >more.csv
		preaudit-import --store "$store" more.csv >/dev/null 2>&1 || fail "grow" "$text was not imported"
	done
}
publish() {
	rm -rf "$3"
	preaudit-report --store "$1" --as-of "$2" --issue --out "$3" >.issue 2>&1 || fail "publish" "$(cat .issue)"
	chmod -R u+w "$3"
}
store_back() {
	rm -rf store store.key.state && cp -a last-year store && cp last-year.state store.key.state
}
new_store
grow store First Second
publish store 2026-09-30 year1
preaudit-store key --public --store store >keys.txt
cp store.key.card.txt card.txt
cp store.key.card.html card.html
print=$(sed -n 's/^Fingerprint *//p' card.txt)
cp -a store last-year && cp store.key.state last-year.state
grow store Third Fourth Fifth
publish store 2026-10-31 year2
old=$(sed '1,/^$/d' year1/proof.txt | sed -n 2p)
preaudit-store consistency "$old" --store store >consistency.txt
sed '1,/^$/d' year1/proof.txt >checkpoint.txt
new_store other
preaudit-store key --public --store other >other.txt
grow other One
publish other 2026-10-31 others
grow store Sixth
publish store 2026-11-30 year3
mail() { sed 's/$/\r/' "$1" | sed '1s/^/\xef\xbb\xbf/'; }

# case NAME KEY PRINT FILE... [-- KEPT]: into cases.json, and what the program says of FILE beside the others' copies
# into said: "verdict status", or "none 2". KEY is a file or nothing.
n=0
: >cases.json
: >said
page_case() {
	local name=$1 key=$2 print=$3 dir files=() kept='' f given=()
	shift 3
	n=$((n + 1)) dir=case/$n
	mkdir -p "$dir"
	for f in "$@"; do
		if [ "$f" = -- ]; then kept=$dir/kept && mkdir -p "$kept"; continue; fi
		cp "$f" "${kept:-$dir}/" && files+=("$PWD/${kept:-$dir}/${f##*/}")
	done
	[ -z "$key" ] || given+=(--keys "$key")
	[ -z "$kept" ] || given+=(--checkpoint "$kept")
	# A fingerprint that was typed is that of the key the program is given.
	[ -z "$print" ] || given=(--keys "${PROGRAM_KEY:-keys.txt}" "${given[@]}")
	preaudit-verify --no-memory --json "${given[@]}" "$dir/${1##*/}" >said.json 2>said.err
	printf '%s\t%s\n' "$name" "$(jq -r '.files[0] | "\(.verdict)\t\(.status)\t\(.file_is)\t\(.proof)\t\(.signature)\t\(.history)"' said.json)" >>said
	jq -nc --arg name "$name" --arg key "$([ -z "$key" ] || cat "$key")" --arg print "${TYPED:-$print}" \
	    '{$name, $key, $print, files: $ARGS.positional}' --args "${files[@]}" >>cases.json
}
r=year2/readiness
all=(year2/proof.txt year2/history.txt)
# Genuine, as each output, by each form of the key.
for kind in html csv xlsx; do
	f=year2/readiness.$kind
	[ -e "$f" ] || f=year2/content.csv
	page_case "genuine $kind" keys.txt '' "$f" "${all[@]}"
	page_case "genuine $kind, no key" '' '' "$f" "${all[@]}"
	page_case "genuine $kind, key of another log" other.txt '' "$f" "${all[@]}"
	page_case "genuine $kind, no proof" keys.txt '' "$f"
	page_case "genuine $kind, proof of another report" keys.txt '' "$f" year1/proof.txt
	page_case "genuine $kind, last year's receipt" keys.txt '' "$f" "${all[@]}" -- year1/RECEIPT.txt
done
page_case "key card as text" card.txt '' $r.html "${all[@]}"
page_case "key card as a page" card.html '' $r.html "${all[@]}"
sed -n 's/^log //p' keys.txt >vkey.txt
page_case "bare key" vkey.txt '' $r.html "${all[@]}"
mail keys.txt >mailed-keys.txt
page_case "key as mail brought it" mailed-keys.txt '' $r.html "${all[@]}"
page_case "fingerprint typed" '' "$print" $r.html "${all[@]}" keys.txt
TYPED=$(tr -d ' ' <<<"$print" | tr a-f A-F) page_case "fingerprint in capitals" '' "$print" $r.html "${all[@]}" keys.txt
cp other.txt keys-other.txt
PROGRAM_KEY=other.txt TYPED=$(sed -n 's/^Fingerprint *//p' other.key.card.txt) page_case "fingerprint of another key" '' x \
    $r.html "${all[@]}" other.txt
mkdir mailed
mail year2/proof.txt >mailed/proof.txt
mail year1/RECEIPT.txt >mailed/RECEIPT.txt
page_case "proof with CR LF and a mark" keys.txt '' $r.html mailed/proof.txt
page_case "receipt with CR LF and a mark" keys.txt '' $r.html "${all[@]}" -- mailed/RECEIPT.txt
# What was kept, in each form.
for kept in year1/proof.txt year1/history.txt checkpoint.txt consistency.txt; do
	page_case "kept: $kept" keys.txt '' $r.html "${all[@]}" -- $kept
done
page_case "kept, no key" '' '' $r.html "${all[@]}" -- year1/RECEIPT.txt
page_case "kept, no history" keys.txt '' $r.html year2/proof.txt -- year1/RECEIPT.txt
page_case "kept of another log" keys.txt '' $r.html "${all[@]}" -- others/RECEIPT.txt
page_case "kept later than the proof" keys.txt '' $r.html "${all[@]}" -- year3/history.txt
page_case "kept later, no hashes" keys.txt '' $r.html "${all[@]}" -- year3/RECEIPT.txt
page_case "kept: a checkpoint and the way to a later one" keys.txt '' year2/readiness.html year2/proof.txt -- checkpoint.txt \
    consistency.txt
head -n 4 year2/history.txt >cut-history.txt
mkdir cut && cp cut-history.txt cut/history.txt
page_case "history cut, nothing kept" keys.txt '' $r.html year2/proof.txt cut/history.txt
page_case "history cut, receipt kept" keys.txt '' $r.html year2/proof.txt cut/history.txt -- year1/RECEIPT.txt
# Altered.
mkdir altered
sed 's/Example Ltd/Example Inc/' $r.html >altered/readiness.html
page_case "altered html" keys.txt '' altered/readiness.html "${all[@]}"
page_case "altered html, no key" '' '' altered/readiness.html "${all[@]}"
sed '2s/$/ /' year2/content.csv >altered/content.csv
page_case "altered csv" keys.txt '' altered/content.csv "${all[@]}"
echo hello >altered/hello.html
page_case "another file" keys.txt '' altered/hello.html "${all[@]}"
page_case "last year's report beside this year's proof" keys.txt '' year1/readiness.html "${all[@]}"
cp $r.html altered/readiness.csv
page_case "named otherwise" keys.txt '' altered/readiness.csv "${all[@]}"
cp $r.html 'altered/<img src=x><b>.html'
page_case "a name of markup" keys.txt '' 'altered/<img src=x><b>.html' "${all[@]}"
printf '<img src=x onerror=alert(1)>\n\n— <b>x</b>\n' >'altered/<b>.txt'
page_case "markup where a checkpoint should be" keys.txt '' $r.html "${all[@]}" 'altered/<b>.txt'
for i in $(seq 501); do cat checkpoint.txt && echo; done >many.txt
page_case "more checkpoints than are compared" keys.txt '' $r.html "${all[@]}" -- many.txt
# Proofs that are damaged: cut, and flipped at seeded places.
for cut in 0 10 30 200 700 -1 -20 -100; do
	mkdir -p "cut$cut" && head -c "$cut" year2/proof.txt >"cut$cut/proof.txt"
	page_case "proof cut at $cut" keys.txt '' $r.html "cut$cut/proof.txt" year2/history.txt
done
python3 - year2/proof.txt "${LONG:+300}" <<'END'
import os, random, sys
b = open(sys.argv[1], "rb").read()
rng = random.Random(20261201)
for i in range(int(sys.argv[2] or 40)):
    at, bit = rng.randrange(len(b)), 1 << rng.randrange(8)
    os.makedirs("flip%d" % i)
    open("flip%d/proof.txt" % i, "wb").write(b[:at] + bytes([b[at] ^ bit]) + b[at + 1:])
END
for d in flip*; do page_case "proof with a flipped bit, $d" keys.txt '' $r.html "$d/proof.txt" year2/history.txt; done
# A proof whose record is well spelt and says something else.
python3 - year2/proof.txt <<'END'
import base64, os, re, sys
t = open(sys.argv[1]).read()
e = base64.b64decode(re.search("^extra (.*)$", t, re.M).group(1))
for i, (a, b) in enumerate([(b'"lang":"en"', b'"lang":"de"'), (b'"as_of":"2026-1', b'"as_of":"2026-0'), (b'"type":"report"', b'"type":"later"'),
                            (b'{"as_of"', b'{"constructor":1,"as_of"'), (b'"lang":"en"', b'"lang":"en" '), (b'old ', b'old 0')]):
    assert a in e
    os.makedirs("record%d" % i)
    open("record%d/proof.txt" % i, "w").write(t.replace(base64.b64encode(e).decode(), base64.b64encode(e.replace(a, b)).decode()))
END
for d in record?; do page_case "proof of a changed record, $d" keys.txt '' $r.html "$d/proof.txt"; done
# What whoever holds the key can sign, each wrong in one place.
python3 "$root/tests/lib/forge_proof.py" year2/proof.txt vkey.txt store.key || fail "forged proofs"
for d in forged-*; do page_case "proof, $d" keys.txt '' $r.html "$d/proof.txt"; done
check "of the forged proofs two are well" test "$(grep -P '^proof, forged-.*\tgenuine\t' said | cut -f 1 | tr '\n' ' ')" = \
    "proof, forged-clock proof, forged-well "
# Keys, notes and histories that do not count.
sed 's/+\([0-9a-f]\)\([0-9a-f]*\)+/+\2\1+/' vkey.txt >wrong-id.txt
page_case "key with another key's id" wrong-id.txt '' $r.html "${all[@]}"
mkdir two && cp other.txt two/a-keys.txt && cp keys.txt two/keys.txt
page_case "fingerprint of the second key at hand" '' "$print" $r.html "${all[@]}" two/a-keys.txt two/keys.txt
PROGRAM_KEY=other.txt page_case "fingerprint of nobody" '' "$(tr 0-9a-f 1-9a-f0 <<<"${print:0:1}")${print#?}" $r.html "${all[@]}" keys.txt
mkdir strange && sed '/^— /d' year1/RECEIPT.txt >strange/unsigned.txt
grep '^— ' others/proof.txt | sed 's|example.org/other|example.org/store|' >strange/signature
sed "s|^— .*|$(cat strange/signature)|" checkpoint.txt >strange/checkpoint.txt
page_case "kept, signed by another key" keys.txt '' $r.html "${all[@]}" -- strange/checkpoint.txt
mkdir same-name && sed "s|^— .*|$(cat strange/signature)|" year2/proof.txt >same-name/proof.txt
page_case "proof signed by another key of that name" keys.txt '' $r.html same-name/proof.txt
mkdir longer && awk '$0 == "" && !n { print last; n = 1 } { last = $0; print }' year2/history.txt >longer/history.txt
page_case "history of a hash more, receipt kept" keys.txt '' $r.html year2/proof.txt longer/history.txt -- year1/RECEIPT.txt
page_case "kept of another log too, no key" '' '' $r.html "${all[@]}" -- year1/RECEIPT.txt others/proof.txt
mkdir swapped && awk 'NR == 2 { a = $0; next } NR == 3 { print; print a; next } { print }' year2/history.txt >swapped/history.txt
page_case "history of swapped hashes, receipt kept" keys.txt '' $r.html year2/proof.txt swapped/history.txt -- year1/RECEIPT.txt
page_case "kept of this log and of another" keys.txt '' $r.html "${all[@]}" -- year1/RECEIPT.txt others/proof.txt
# The three ways to replace history: 1 written anew, 9 split, 10 set back.
store_back
grow store Third
publish store 2026-10-01 split1
store_back
grow store Other Others More
publish store 2026-10-31 split2
page_case "split: by itself" keys.txt '' split2/readiness.html split2/proof.txt split2/history.txt
page_case "split: the receipt of the other half" keys.txt '' split2/readiness.html split2/proof.txt split2/history.txt -- split1/RECEIPT.txt
page_case "split, no key" '' '' split2/readiness.html split2/proof.txt split2/history.txt -- split1/RECEIPT.txt
page_case "set back: this year's receipt from before" keys.txt '' split2/readiness.html split2/proof.txt split2/history.txt -- year2/RECEIPT.txt
page_case "set back: a receipt of the same size" keys.txt '' split2/readiness.html split2/proof.txt -- year2/RECEIPT.txt
rm -rf store store.key.state store.key.card.*
new_store
grow store First Altered Third Fourth Fifth Sixth
publish store 2026-10-31 anew
page_case "written anew: last year's receipt" keys.txt '' anew/readiness.html anew/proof.txt anew/history.txt -- year1/RECEIPT.txt
page_case "written anew: the receipt as mail brought it" keys.txt '' anew/readiness.html anew/proof.txt anew/history.txt -- mailed/RECEIPT.txt
# What the program would look into, this page does not: unproven there.
mkdir saved && cp year2/readiness.xlsx saved/ && (cd saved && mkdir x && cd x && unzip -q ../readiness.xlsx && rm ../readiness.xlsx && zip -qr ../readiness.xlsx .)
page_case "workbook saved again" keys.txt '' saved/readiness.xlsx "${all[@]}"

AXE=${AXE:-} timeout 1800 python3 "$root/tests/lib/verify_page.py" "$page" cases.json profile >page.tsv || fail "the browser" "$(tail -3 page.tsv)"
cases=$n
python3 - said page.tsv "$cases" <<'END' >compared
import sys
said = dict(line.rstrip("\n").split("\t", 1) for line in open(sys.argv[1], encoding="utf-8"))
# A workbook whose bytes the proof does not name is handed to the program. What has the proof's own checkpoint came with
# it, and is no earlier one: the program takes it where it was given as such.
workbook = "unproven\t4\tunknown\tok\tok\tnot asked"
instead = {"workbook saved again": workbook, "genuine xlsx, proof of another report": workbook,
           "kept: consistency.txt": "genuine\t0\texact\tok\tok\tnot asked"}
instead["more checkpoints than are compared"] = "history not confirmed\t3\texact\tok\tok\tnot compared"
# A key that cannot be read is status 2 of the program; on the page it counts as none, as does a fingerprint of nobody.
for name in ("key with another key's id", "fingerprint of nobody"):
    instead[name] = "signer not confirmed\t3\texact\tok\tno key given\tnot asked"
same = {"#webcrypto": 0, "#own": 0}
used = {"#webcrypto": set(), "#own": set()}
for line in open(sys.argv[2], encoding="utf-8"):
    w = line.rstrip("\n").split("\t")
    if not w[0].startswith("#"):
        continue
    path, name = w[:2]
    used[path].add(w[8])
    want = instead.get(name, said[name])
    # Verdict, status and history are the same; where a proof cannot be read, where it failed may be told otherwise.
    ok = w[2:8] == want.split("\t") if "flip" not in name else w[2:4] == want.split("\t")[:2]
    same[path] += ok
    if not ok:
        print(path, name, "page:", w[2:8], "program:", want.split("\t"))
for path in same:
    print(path, same[path], "of", sys.argv[3])
    print(path, sorted(used[path])[-1])
END
cat compared >&2
check "by WebCrypto the page says what the program says, $cases of $cases" grep -qx "#webcrypto $cases of $cases" compared
check "by its own code too" grep -qx "#own $cases of $cases" compared
check "at least 40 cases" test "$cases" -ge 40
check "the first was WebCrypto" grep -q '^#webcrypto .*Ed25519 by WebCrypto, SHA-256 by WebCrypto' compared
check "the second was not" grep -q "^#own .*Ed25519 by TweetNaCl, SHA-256 by this page's own code" compared
check "no request to anywhere" grep -qP '^requests\t0\t' page.tsv
check "every control has a name, no heading is left out, nothing is wider than a phone" grep -qP '^faults\t0\t' page.tsv
check "nothing on the console" grep -qP '^console\t0\t' page.tsv
if [ -n "${AXE:-}" ]; then check "axe-core finds nothing" grep -qP '^axe\t0\t' page.tsv; fi
cut -f 3 page.tsv | grep -v '^$' | sort | uniq -c | sed 's/^/# /'
