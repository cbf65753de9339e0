#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The commands on a receipt and on a key card, taken out of real ones: those for Unix are executed as they stand and fail where
# something was changed; those for Windows are held against the forms in which certutil and Get-FileHash answer.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
example_store
cp "$(example_cache)/store.key.card.txt" card.txt
issue_example
cp card.txt report/key-card.txt
printf 'course_code,title\r\nX-1,Something new\r\n' >more.csv
preaudit-import --quiet --store store --register courses --changes more.csv 2>/dev/null
preaudit-report --quiet --store store --as-of 2026-09-30 --issue --out next-year
chmod -R u+w next-year

# What it says.
receipt=report/RECEIPT.txt
verdict=$(sed -n 's/^report,head,[0-9]*,Verdict,//p' report/content.csv | tr -d '\r')
check "the receipt has the verdict, $verdict" grep -qx "Verdict        $verdict" "$receipt"
one_line() { tr '\n' ' ' <"$1"; }
check "it says what the seal shows" grep -qF "The seal shows that it was not altered since it was signed." <<<"$(one_line "$receipt")"
check "and what only an earlier checkpoint shows" grep -qF "The organisation holds the key: only a checkpoint that you or a witness kept earlier shows that the records behind it were not replaced before." <<<"$(one_line "$receipt")"
check "and that it is not signed itself" grep -qF "This page is not signed" "$receipt"

# block HEADING: the commands under it.
block() { awk -v h="$1" 'index($0, h) == 1 { on = 1 } on && /^  / { print substr($0, 3); had = 1 } on && had && !/^  / { exit }' "$receipt"; }
headings=("Linux:" "macOS:" "With openssl," "2. Is it a record" "With OpenSSL 3 alone" "3. Keep this page")
# execute DIR HEADING: in one shell, the receipt's folder being the current one; the first that fails ends it.
execute() { (cd "$1" && XDG_STATE_HOME=$work/.memory sh -ec "$(cd "$work" && block "$2")") >said 2>&1; }
fresh() { rm -rf r && cp -a report r && cp -a next-year r/; }
lines=0
for h in "${headings[@]}"; do
	n=$(block "$h" | wc -l)
	lines=$((lines + n))
	fresh
	check "$h $n commands work as they stand" execute r "$h"
	check "$h and leave no file behind" test "$(ls r)" = "$({ ls report; echo next-year; } | sort)"
done
check "$lines commands for Unix were executed" test "$lines" -ge 18
fresh
chmod u+w r/proof.txt
sed -i 's/$/\r/' r/proof.txt r/key-card.txt
check "a proof and a key card with line ends of mail are taken by openssl" execute r "With OpenSSL 3 alone"
check "which says so" grep -q "Verified Successfully" said
fresh
execute r "With openssl,"
check "openssl prints the digits of the receipt" test "$(sed "s/.*= //" said)" = "$(sed -n "s/^\([0-9a-f]\{64\}\)  .*/\1/p" "$receipt")"

# fails WHAT HEADING FILE SED: the file changed so, one of the commands fails.
fails() {
	fresh
	sed -i "$4" "r/$3"
	if cmp -s "r/$3" "report/$3"; then fail "$1" "the file is as it was"; return; fi
	if execute r "$2"; then fail "$1" "$(cat said)"; else pass "$1"; fi
}
for h in "Linux:" "macOS:"; do
	for f in readiness.html content.csv readiness.xlsx; do fails "$h a changed $f is found" "$h" "$f" '1s/.$/X/'; done
done
for f in readiness.html content.csv; do fails "preaudit verify finds a changed $f" "2. Is it a record" "$f" '1s/.$/X/'; done
fails "openssl finds another size in the checkpoint" "With OpenSSL 3 alone" proof.txt '/^example.org/{n;s/.*/9&/}'
fails "openssl finds another root" "With OpenSSL 3 alone" proof.txt '/^example.org/{n;n;s/^./_/}'
fails "openssl finds another signature" "With OpenSSL 3 alone" proof.txt 's/^\(— [^ ]* .\{20\}\)./\1_/'
fails "openssl finds another key" "With OpenSSL 3 alone" key-card.txt 's/^\(log [^+]*+[^+]*+.\{20\}\)A/\1B/; t; s/^\(log [^+]*+[^+]*+.\{20\}\)./\1A/'
fails "a kept receipt that was changed is not taken" "3. Keep this page" RECEIPT.txt '/^example.org/{n;s/.*/9&/}'
fresh
check "a genuine next year passes" execute r "3. Keep this page"

# Windows: each command is of the form that is documented, and the comparison is of 64 digits however they are printed.
mapfile -t powershell < <(block "Windows, PowerShell")
mapfile -t prompt < <(block "Windows, command prompt")
n=0
for c in "${powershell[@]}"; do [[ $c =~ ^Get-FileHash\ -Algorithm\ SHA256\ [a-z.]+$ ]] && n=$((n + 1)); done
for c in "${prompt[@]}"; do [[ $c =~ ^certutil\ -hashfile\ [a-z.]+\ SHA256$ ]] && n=$((n + 1)); done
check "$n of 6 commands for Windows are of the documented forms" test "$n" = 6
# The 64 digits in an answer of certutil (of today, and of Windows 7 with blanks) or of Get-FileHash (a table, a list).
digits() { tr -d '\r' | tr A-F a-f | sed -E '/^([0-9a-f]{2} ){31}[0-9a-f]{2} *$/s/ //g' | grep -oE '(^| )[0-9a-f]{64}( |$)' | tr -d ' ' | head -n 1; }
sum=$(sha256sum <report/readiness.xlsx | cut -c1-64)
upper=${sum^^}
certutil="SHA256 hash of readiness.xlsx:\r\n$sum\r\nCertUtil: -hashfile command completed successfully.\r\n"
spaced="SHA256 hash of file readiness.xlsx:\r\n$(sed 's/../& /g; s/ $//' <<<"$sum")\r\nCertUtil: -hashfile command completed successfully.\r\n"
table="\r\nAlgorithm       Hash                                                                   Path\r\n---------       ----                                                                   ----\r\nSHA256          $upper       C:\\\\Users\\\\a\\\\readiness.xlsx\r\n\r\n"
list="\r\nAlgorithm : SHA256\r\nHash      : $upper\r\nPath      : C:\\\\readiness.xlsx\r\n"
n=0
for answer in "$certutil" "$spaced" "$table" "$list"; do
	got=$(printf '%b' "$answer" | digits)
	[ "$got" = "$sum" ] && grep -q "^$got  readiness.xlsx$" "$receipt" && n=$((n + 1))
done
check "$n of 4 answers of Windows are compared with the receipt" test "$n" = 4
n=0
echo "another file" >other
sum=$(sha256sum <other | cut -c1-64)
for answer in "$sum\r\n" "SHA256          ${sum^^}       C:\\\\other\r\n" "$(sed 's/../& /g' <<<"$sum")\r\n" "CertUtil: the system cannot find the file specified.\r\n"; do
	got=$(printf '%b' "$answer" | digits)
	grep -q "^${got:-nothing}  " "$receipt" || n=$((n + 1))
done
check "$n of 4 answers of another file are not" test "$n" = 4

# The key card.
card=card.txt
check "the card goes into verify.html whole, not as a fingerprint" grep -q "paste this card into verify.html" "$card"
cp card.txt key-card.txt
print=$(sed -n 's/^Fingerprint *//p' "$card")
said=$(sh -c "$(sed -n 's/^  \(sed .*\)/\1/p' "$card")" | sed 's/.*= //; s/\(.\{32\}\).*/\1/; s/..../& /g; s/ $//')
check "the card's command gives its fingerprint" test "$said" = "$print"
cd report || exit 1
n=0
while IFS= read -r line; do sh -c "$line" >../said 2>&1 && n=$((n + 1)); done < <(sed -n 's/^  \(preaudit .*\)/\1/p' ../card.txt)
check "$n of 2 checks on the card work as they stand" test "$n" = 2
cd .. || exit 1

# store check ends with what it cannot show.
run preaudit-store check --store store
is_status 0 "the store is whole"
check "the last line says what only somebody outside can show" grep -q "only a checkpoint that somebody outside kept" <(tail -n 1 "$out")
