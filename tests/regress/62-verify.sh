#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# preaudit-verify: genuine, altered, unproven, signer not confirmed; history.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
example_store
issue_example

run preaudit-verify --keys keys.txt report/readiness.xlsx report/readiness.html report/content.csv
is_status 0 "the issued files are genuine"
out_has "readiness.xlsx: genuine" "and each is named"
run preaudit-verify --keys keys.txt --json report/readiness.xlsx
check "verify/1 says genuine" test "$(json '.preaudit + " " + .files[0].verdict + " " + .files[0].file_is + " " + .files[0].proof + " " + .files[0].signature' "$out")" = "verify/1 genuine exact ok ok"

run preaudit-verify report/readiness.xlsx
is_status 3 "without a key of one's own the signer is not confirmed"
preaudit-store init --store other --origin example.org/other --organisation X --standard "$root/shared/iso20000-1" >/dev/null 2>&1
preaudit-store key --public --store other >otherkeys.txt
run preaudit-verify --keys otherkeys.txt report/readiness.xlsx
is_status 3 "a stranger's key does not confirm the signer"

# Any byte: html, csv and xlsx, at the start, in the middle, at the end.
for f in readiness.html content.csv readiness.xlsx; do
	size=$(stat -c %s report/$f)
	middle="$((size / 3)) $((size / 2))"
	# In a workbook the middle may be a name that no reader looks at: take the cells.
	[ $f != readiness.xlsx ] || middle=$(/usr/bin/python3 -c '
import zipfile
largest = sorted(zipfile.ZipFile("report/readiness.xlsx").infolist(), key=lambda i: i.compress_size)[-2:]
print(*(i.header_offset + 30 + len(i.filename) + i.compress_size // 2 for i in largest))')
	for at in 0 $middle $((size - 1)); do
		mkdir -p t && cp report/$f report/proof.txt t/ && chmod u+w t/*
		printf "\\x$(printf %02x $(( $(od -An -tu1 -j $at -N 1 t/$f) ^ 1 )))" | dd of=t/$f bs=1 seek=$at conv=notrunc status=none
		run preaudit-verify --keys keys.txt t/$f
		# What still says that it is this report is altered; what says nothing is another file.
		case $f:$at in
		readiness.xlsx:0 | readiness.xlsx:$((size - 1))) is_status 3 "$f with byte $at changed is not this report's file" ;;
		*) is_status 4 "$f with byte $at changed is altered" ;;
		esac
		rm -rf t
	done
done
run preaudit-verify --keys keys.txt --proof report/proof.txt "$root/README.md"
is_status 3 "a foreign file is not made genuine by a proof"
out_has "not this report's file" "nor is it called altered"

mkdir alone && cp report/readiness.html alone/
run preaudit-verify --keys keys.txt alone/readiness.html
is_status 4 "without a proof the file is unproven"
out_has "proof" "and the message says what is missing"
out_has "Signature   not looked at" "and no signature is said to be anybody's"
run preaudit-verify --keys keys.txt --store store alone/readiness.html
is_status 0 "the store proves it"
# Saved anew: other bytes, whose proof is found by what they hold.
/usr/bin/python3 -c '
import zipfile
of, to = zipfile.ZipFile("report/readiness.xlsx"), zipfile.ZipFile("alone/again.xlsx", "w", zipfile.ZIP_STORED)
for i in of.infolist():
    to.writestr(i.filename, of.read(i))
to.close()'
run preaudit-verify --keys keys.txt --store store alone/again.xlsx
is_status 0 "saved anew it shows what was issued"
out_has "with the content that was issued" "but its proof is found by its content"
for command in verify compare; do
	run preaudit $command --keys keys.txt --store nostore report
	is_status 2 "$command with a store that there is not"
	err_has "there is no store in nostore; name the folder of the organisation's store, or leave --store out" "which is to be named, not made"
done
# What is no file of keys, no proof and no checkpoint: said at once.
mkfifo fifo
for given in report/readiness.html report fifo; do
	run timeout 20 preaudit-verify --keys $given report/readiness.html
	is_status 2 "--keys $given is a mistake of the call"
	err_has "$given" "which is named"
done
run preaudit-verify --keys report/readiness.html report/readiness.html
err_has "report/readiness.html holds no log key" "a report is no key"
for given in --proof --checkpoint; do
	run timeout 20 preaudit-verify --keys keys.txt $given fifo report/readiness.html
	is_status 2 "$given with a pipe is a mistake of the call"
	err_has "fifo is not a regular file" "which is said"
done
run preaudit-verify --keys keys.txt --proof nosuch.txt alone/readiness.html
is_status 2 "a proof that does not exist is a usage error"
for f in RECEIPT.txt readiness.xlsx; do
	run preaudit-verify --keys keys.txt --proof report/$f report/readiness.html
	is_status 2 "a proof that is none is a usage error"
	err_has "report/$f is no proof" "and the file is named"
done

# Every kind of damage to the proof.
i=0
while read -r what script; do
	i=$((i + 1))
	mkdir -p p && cp report/readiness.html report/proof.txt p/ && chmod u+w p/*
	sed -i "$script" p/proof.txt
	run preaudit-verify --keys keys.txt p/readiness.html
	is_status 4 "a proof with $what is refused"
	rm -rf p
done <<'END'
another-first-line 1s/v1/v2/
a-changed-record 2s/.$/A/
a-record-number-that-is-not-its-own 3s/[0-9][0-9]*/1/
a-missing-hash 4d
END
mkdir p && cp report/readiness.html p/
awk 'BEGIN { RS = ""; ORS = "\n\n" } { print }' report/proof.txt | head -c 700 >p/proof.txt
run preaudit-verify --keys keys.txt p/readiness.html
is_status 4 "a proof that is cut off is refused"
rm -rf p && mkdir p && cp report/readiness.html p/
python3 - <<'END'
b = open("report/proof.txt", "rb").read()
# The signature line's last base64 character but three: another signature.
i = len(b) - 10
open("p/proof.txt", "wb").write(b[:i] + (b"A" if b[i:i+1] != b"A" else b"B") + b[i+1:])
END
run preaudit-verify --keys keys.txt p/readiness.html
is_status 4 "a proof with another signature is refused"
out_lacks "<script" "nothing of it is echoed as markup"

# History: a checkpoint kept today, more imports, then a rolled-back store.
cp store/checkpoint kept
cp -a store old
printf 'course_code,title\r\nX-1,Something new\r\n' >more.csv
preaudit-import --store store --register courses --changes more.csv >/dev/null 2>&1
run preaudit-verify --keys keys.txt --store store --checkpoint kept report/readiness.html
is_status 0 "the store extends the checkpoint kept"
out_has "History     ok" "and says so"
cp store/checkpoint newer
run preaudit-verify --keys keys.txt --store old --checkpoint newer report/readiness.html
is_status 4 "a rolled-back store does not extend a newer checkpoint"
out_has "LACKS what was signed" "and it is said which of them is older"

# Superseded: the same day again after more data.
run preaudit-report --store store --as-of 2026-09-30 --issue --out report2
run preaudit-verify --keys keys.txt --store store --json report/readiness.html
check "the older report is shown as superseded" test "$(json '.files[0].superseded_by' "$out")" != null
