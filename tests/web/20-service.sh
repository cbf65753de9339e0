#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The service behind a real nginx: roles, headers, issuing, downloads, verification, hostile input.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/tsa.sh"
. "$root/tests/lib/example.sh"
example_store
issue_example
first=$id
port=$(free_port)
# The programs as they are installed, with the page that they offer.
mkdir -p tree/share/preaudit && cp -R "$bin" tree/ && cp "${bin%/bin}/share/verify.html" tree/share/preaudit/
STORE=store KEY=store.key SERVE_DIR=serve PORT=$port RATE=1000 READY=ready BIN=$PWD/tree/bin "$root/nginx/serve" >serve.log 2>&1 &
service=$!
cleanup+=("kill $service 2>/dev/null; wait $service 2>/dev/null")
wait_for sh -c "test -e ready || ! kill -0 $service"
check "service and nginx start" test -e ready
u=http://127.0.0.1:$port
m=manager:$(awk '$1 == "manager" { print $2 }' serve/logins)
a=auditor:$(awk '$1 == "auditor" { print $2 }' serve/logins)
# get WHAT STATUS CURL-ARGS...: status of the answer; body in $out, headers in answer.head.
get() {
	local what=$1 want=$2 got
	shift 2
	got=$(curl -s -o "$out" -D answer.head -w '%{http_code}' "$@")
	if [ "$got" = "$want" ]; then pass "$what"; else fail "$what" "status $got, expected $want" "$(head -c 600 "$out")"; fi
}
header() { tr -d '\r' <answer.head | sed -n "s/^$1: //Ip" | head -n 1; }

get "a manager sees the dashboard" 200 -u "$m" "$u/?as_of=2026-09-30"
out_has "Verdict per milestone" "with the verdict per milestone"
out_has "Northlight Ltd" "and the organisation"
cp "$out" dashboard.html
check "no word of the data is shown on it" test "$(/usr/bin/python3 "$root/tests/lib/sentences.py" words dashboard.html | wc -l)" = 0
get "and its age can be chosen only as a date" 400 -u "$m" "$u/?as_of=soon"
get "nobody sees it without logging in" 401 "$u/"
get "a wrong password does not help" 401 -u manager:wrong "$u/"
get "an auditor does not see the dashboard" 403 -u "$a" "$u/"
get "an auditor sees the list of reports" 200 -u "$a" "$u/reports"
out_has "$first" "with the report that was granted"
get "an auditor cannot issue" 403 -u "$a" -d as_of=2026-09-30 "$u/reports"
get "anybody can verify" 200 "$u/verify"
out_has 'href="/verify.html"' "and is shown the page that checks without us"
get "anybody gets it" 200 "$u/verify.html"
same "$out" tree/share/preaudit/verify.html "it is the installed page, byte for byte"
check "under the policy that it has itself" test "$(header Content-Security-Policy)" = \
    "$(sed -n 's/.*http-equiv="Content-Security-Policy" content="\([^"]*\)".*/\1/p' "$out"); frame-ancestors 'none'"
jq -nc --rawfile key keys.txt '{name: "here", $key, files: $ARGS.positional}' --args "$PWD/report/readiness.html" "$PWD/report/proof.txt" >case.json
timeout 1800 python3 "$root/tests/lib/verify_page.py" "$u/verify.html" case.json profile >page.tsv
check "and it works from there" test "$(grep -c '	here	genuine	0	exact	ok	ok	' page.tsv)" = 2
check "asking nobody" grep -qP '^requests\t0\t' page.tsv
get "anybody gets the checkpoint" 200 "$u/log/checkpoint"
same "$out" store/checkpoint "it is the store's, byte for byte"
get "the machine itself sees that the service is alive" 200 "$u/healthz"

get "a manager issues a report" 303 -u "$m" -d as_of=2026-09-28 "$u/reports"
second=$(header Location | sed 's|.*/||')
check "the answer says which" grep -q '^R-[0-9a-f]\{32\}$' <<<"$second"
size=$(sed -n 2p store/checkpoint)
get "issuing it again is the same report" 303 -u "$m" -d as_of=2026-09-28 "$u/reports"
check "and adds nothing to the log" test "$(header Location)" = "/reports/$second" -a "$(sed -n 2p store/checkpoint)" = "$size"
get "the report has a page" 200 -u "$m" "$u/reports/$second"
get "an auditor does not see what was not granted" 404 -u "$a" "$u/reports/$second/readiness.xlsx"
get "a granted report can be downloaded by the auditor" 200 -u "$a" "$u/reports/$first/readiness.xlsx"
same "$out" "store/reports/$first/readiness.xlsx" "it is the issued file, byte for byte"
want=$(openssl dgst -sha256 -binary "$out" | base64)
check "Repr-Digest is its SHA-256" test "$(header Repr-Digest)" = "sha-256=:$want:"
check "it is an attachment" grep -qi '^Content-Disposition: attachment; filename="readiness.xlsx"' answer.head
cp "$out" fetched.xlsx
get "proof.txt can be downloaded" 200 -u "$m" "$u/reports/$second/proof.txt"
cp "$out" proof.txt
get "so can the page" 200 -u "$m" "$u/reports/$second/readiness.html"
cp "$out" readiness.html
check "downloaded with curl it is genuine" preaudit-verify --keys keys.txt readiness.html
sed -i '1s/html/htmI/' readiness.html
run preaudit-verify --keys keys.txt readiness.html
is_status 4 "and refused after one changed byte"
curl -s -u "$m" -r 0-9 "$u/reports/$second/readiness.html" >part
check "a part of a file can be asked for" test "$(wc -c <part)" -eq 10

# The same reports asked for at once are rendered once.
before=$(ls store/reports | wc -l)
pids=()
for _ in 1 2 3 4 5; do curl -s -o /dev/null -u "$m" -d as_of=2026-09-27 "$u/reports" & pids+=($!); done
wait "${pids[@]}"
check "five at once make one report" test "$(ls store/reports | wc -l)" -eq $((before + 1))
# The answer goes out as soon as the report is in its place.
staging_is_empty() { test "$(find store/reports -name '.new-*' | wc -l)" -eq 0; }
check "nothing is left in staging" wait_for staging_is_empty
check "the store is whole" preaudit-store check --store store

get "an uploaded report is genuine" 200 -F file=@fetched.xlsx "$u/verify"
out_has "genuine" "as a page"
get "also as JSON" 200 -H 'Accept: application/json' --data-binary @fetched.xlsx "$u/verify"
check "verify/1 says so" test "$(json '.files[0].verdict' "$out")" = genuine
printf x >>fetched.xlsx
get "one with a byte more is answered too" 200 -H 'Accept: application/json' -F file=@fetched.xlsx "$u/verify"
check "its content is still the issued one" test "$(json '.files[0].verdict' "$out")" = "content equal, shown otherwise"
python3 - <<'END'
b = bytearray(open("fetched.xlsx", "rb").read())
b[len(b) // 2] ^= 1
open("fetched.xlsx", "wb").write(b)
END
get "a changed one is answered too" 200 -H 'Accept: application/json' -F file=@fetched.xlsx "$u/verify"
check "and not genuine" test "$(json '.files[0].status' "$out")" = 4
get "a hash can be looked up" 200 "$u/verify?q=$(sha256sum "store/reports/$first/readiness.html" | cut -d' ' -f1)"
out_has "$first" "it names the report"
out_has "genuine" "and that it is one of its files"
get "an id too" 200 "$u/verify?q=$first"
out_has "issued" "an id alone is no file: the report was issued"
out_lacks "genuine" "and nothing is called genuine that nobody saw"
get "markup in a question is not echoed as markup" 200 "$u/verify?q=%3Cscript%3Ealert(1)%3C/script%3E"
out_lacks "<script>alert" "it is escaped"

# A report that is withdrawn, here another day's.
get "one more report" 303 -u "$m" -d as_of=2026-09-24 "$u/reports"
gone=$(header Location) gone=${gone#/reports/}
get "its receipt can be downloaded" 200 -u "$m" "$u/reports/$gone/RECEIPT.txt"
preaudit-report withdraw --quiet --store store "$gone" --reason "made <b>too early</b>"
get "the list has it" 200 -u "$m" "$u/reports"
check "as withdrawn, and no other" test "$(grep -c '<td>withdrawn</td>' "$out")" = 1 -a "$(grep '<td>withdrawn</td>' "$out" | grep -c "$gone")" = 1
get "its page" 200 -u "$m" "$u/reports/$gone"
out_has "<strong>Withdrawn</strong>" "says it first"
out_has "made &lt;b&gt;too early&lt;/b&gt;" "and why, as text"
get "whoever looks it up" 200 "$u/verify?q=$gone"
out_has "withdrawn" "is told so"

# What the store knows of a report that somebody asks about: later reports, and time stamps.
newest=$(jq -rs 'map(select(.type == "report")) | sort_by(.as_of) | last | .id' store/log.jsonl)
oldest=$(jq -rs 'map(select(.type == "report")) | sort_by(.as_of) | first | .id' store/log.jsonl)
get "an old report is looked up" 200 "$u/verify?q=$oldest"
out_has "The report of the latest day is $newest" "a later one is named"
out_has "Time stamps: no anchor: when it was recorded is only the organisation&#39;s word." "and that no time stamp tells when it was recorded"
tsa_ca ca
tsa_cert tsa ca
preaudit-store anchor --store store --query q.tsq >/dev/null
tsa_reply q.tsq good.tsr
preaudit-store anchor --store store --response good.tsr --tsa-ca ca.pem >/dev/null
at=$(tail -n 1 store/log.jsonl | jq -r .time)
get "once there is a time stamp" 200 "$u/verify?q=$oldest"
out_has "Time stamps: recorded before $at." "the page says so"
get "an upload too" 200 -H 'Accept: application/json' --data-binary "@store/reports/$oldest/content.csv" "$u/verify"
check "in JSON" test "$(json '.files[0].anchored.not_after' "$out")" = "$at"

# Headers on every answer.
for path in / /reports /verify /log/checkpoint "/reports/$second/readiness.html" /nosuch; do
	curl -s -o /dev/null -D answer.head -u "$m" "$u$path"
	for h in Content-Security-Policy X-Content-Type-Options Referrer-Policy X-Frame-Options Cache-Control; do
		if [ -n "$(header $h)" ]; then pass "$path has $h"; else fail "$path has $h" "$(cat answer.head)"; fi
	done
	if [ -n "$(header Repr-Digest)" ]; then pass "$path has Repr-Digest"; else fail "$path has Repr-Digest" "$(cat answer.head)"; fi
done
curl -s -o /dev/null -D answer.head "$u/"
check "an answer of nginx itself has a policy" test -n "$(header Content-Security-Policy)"

# Spoofed identity, wrong methods, hostile paths and bodies.
get "a spoofed REMOTE_USER header changes nothing" 401 -H 'Remote-User: manager' -H 'X-Remote-User: manager' -H 'PREAUDIT_USER: manager' -H 'Preaudit-User: manager' "$u/"
get "also behind another login" 403 -u "$a" -H 'Remote-User: manager' -H 'Preaudit-User: manager' -H 'PREAUDIT-USER: manager' "$u/"
get "a login header on an open page makes nobody known" 200 -u "$m" "$u/verify"
out_lacks 'href="/reports"' "no link to the reports there"
get "an unknown route" 404 -u "$m" "$u/nosuch"
get "an unknown method" 405 -u "$m" -X DELETE "$u/reports"
check "the answer names the allowed ones" test -n "$(header Allow)"
get "a method nobody knows" 405 -u "$m" -X BREW "$u/"
get "no way out of the reports" 404 -u "$m" --path-as-is "$u/reports/$first/..%2f..%2flog.jsonl"
get "nor to the internal files" 404 -u "$m" "$u/internal/reports/$first/readiness.html"
get "another site's form cannot issue" 403 -u "$m" -H 'Sec-Fetch-Site: cross-site' -d as_of=2026-09-26 "$u/reports"
get "a date that is none" 400 -u "$m" -d as_of=tomorrow "$u/reports"
get "a profile that does not exist" 404 -u "$m" -d 'profile=../x' "$u/reports"
head -c 34000000 /dev/zero >big
get "an upload over the limit" 413 --data-binary @big "$u/verify"
rm -f big
get "an empty upload" 400 -X POST "$u/verify"
printf 'not a report' >junk
get "any other file" 200 -F file=@junk "$u/verify"
out_has "unproven" "is unproven"
get "a form without its end" 400 -H 'Content-Type: multipart/form-data; boundary=x' --data-binary $'--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nabc' "$u/verify"
get "the service still answers" 200 -u "$m" "$u/reports"

# A worker and the issuer that are killed come back.
fcgi=$(pgrep -P "$service" -f preaudit-fcgi | head -n 1)
for child in $(pgrep -P "$fcgi"); do kill -9 "$child"; done
answers() { curl -sf -o /dev/null -u "$m" "$u/reports"; }
check "after all its processes were killed the service comes back" wait_for answers
get "and answers" 200 -u "$m" "$u/reports"
get "and issues" 303 -u "$m" -d as_of=2026-09-25 "$u/reports"

# Ending: when told to, and nothing left behind.
kill "$service"
check "it ends when it is told to" wait_for sh -c "! kill -0 $service"
wait "$service" 2>/dev/null
check "no process is left" sh -c "! pgrep -f '$work/[s]erve'"
check "the store is whole afterwards" preaudit-store check --store store
