#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A workbook that was saved again shows what was issued, or the answer says what it shows instead, and where.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
. "$root/tests/lib/alter_office.sh"
py=/usr/bin/python3 # Debian's, which has openpyxl
example_store
issue_example
preaudit-report --store store --on 2027-03-01 --issue --out forecast >.issue 2>&1 || fail "issuing a forecast" "$(cat .issue)"
chmod -R u+w forecast
hash=$(sha256sum report/readiness.xlsx | cut -d' ' -f1)

# shown FILE PROOF WHAT: it is the report's content, shown as issued.
shown() {
	run preaudit-verify --no-memory --keys keys.txt --proof "$2" "$1"
	is_status 0 "$3"
	out_has "content equal and shown as issued" "$3: it says so"
}
# altered FOLDER LIST WHAT: none of these passes, and of each the right thing is said.
altered() {
	local name says wrong='' n=0 of=0
	while IFS=$'\t' read -r name says; do
		of=$((of + 1))
		run preaudit-verify --no-memory --keys keys.txt --proof report/proof.txt "$1/$name.xlsx"
		if [ "$status" -ge 3 ] && grep -qF -- "$says" "$out"; then n=$((n + 1)); else
			wrong+="$name: status $status, not: $says"$'\n'$(sed -n 's/^  Why//p' "$out")$'\n'
		fi
	done <"$2"
	if [ "$n" = "$of" ] && [ "$of" -gt 0 ]; then pass "$3: $n of $of said"; else fail "$3: $n of $of said" "$wrong"; fi
}

# Saved again without a change: by two programs, one after the other, and re-packed.
for r in report forecast; do
	mkdir "$r.saved"
	office --convert-to xlsx --outdir "$r.saved" "$r/readiness.xlsx"
	shown "$r.saved/readiness.xlsx" "$r/proof.txt" "$r saved again by LibreOffice"
	for from in "$r" "$r.saved"; do
		$py -c 'import openpyxl, sys; openpyxl.load_workbook(sys.argv[1]).save("again.xlsx")' "$from/readiness.xlsx"
		shown again.xlsx "$r/proof.txt" "$from saved again by openpyxl"
	done
done
office --convert-to xlsx --outdir again again.xlsx
shown again/again.xlsx forecast/proof.txt "saved by both in turn"
$py - <<'END'
import zipfile
old = zipfile.ZipFile("report/readiness.xlsx")
with zipfile.ZipFile("packed.xlsx", "w", zipfile.ZIP_STORED) as new:
    for name in reversed(old.namelist()):
        new.writestr(name, old.read(name))
END
shown packed.xlsx report/proof.txt "re-packed in another order"

# Altered by hand, as it was issued and as LibreOffice saves it.
for form in report report.saved; do
	mkdir "$form.altered"
	$py "$root/tests/lib/alter_xlsx.py" "$form/readiness.xlsx" "$form.altered" >"$form.list"
	check "$form: more than 35 alterations" test "$(wc -l <"$form.list")" -gt 35
	altered "$form.altered" "$form.list" "$form altered by hand"
done
run preaudit-verify --no-memory --keys keys.txt --proof report/proof.txt report.altered/row-hidden.xlsx
is_status 3 "a hidden row is not a confirmed report"
out_has "content equal, shown otherwise" "it has a verdict of its own"
out_has "row 2 of Gates is hidden; the issued file has SHA-256 $hash: ask for it by this hash, or take it from the store" "that says where, and how to get the issued file"
run preaudit-verify --no-memory --json --keys keys.txt --proof report/proof.txt report.altered/row-hidden.xlsx
check "JSON has both" test "$(json '.files[0]|.file_is + "; " + (.why|split(";")[0])' "$out")" = "content equal, shown otherwise; row 2 of Gates is hidden"

# Altered by LibreOffice itself.
mkdir office
alter_office report/readiness.xlsx office >office.list
shown office/untouched.xlsx report/proof.txt "opened and saved by LibreOffice"
check "LibreOffice: at least 12 alterations" test "$(wc -l <office.list)" -ge 12
altered office office.list "altered by LibreOffice"
