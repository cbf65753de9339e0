#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Anchors: a time-stamp authority says when a head was there. What it says is
# verified before it is kept, and again by check, log and an independent
# verifier; a faulty answer changes nothing.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/tsa.sh"
. "$root/tests/lib/clock.sh"
verifier=$root/tests/interop/verify_store.py
sign() { python3 "$root/tests/lib/sign_log.py" "$@"; }
anchor() { run preaudit-store anchor --store store "$@"; }
new_store
tsa_ca ca
tsa_ca stranger
tsa_cert tsa ca
head=$(wc -l <store/log.jsonl)

# ---- by hand: a query for a stick, an answer brought back ----

anchor --query q.tsq
is_status 0 "the query is written"
out_has "wrote q.tsq, the query for a time stamp of the newest head ($head records)" "and says of what"
digest=$(sha256sum "store/checkpoints/$head" | cut -c1-64)
check "it asks for the SHA-256 of the checkpoint and the certificates, without a nonce" \
    test "$(xxd -p -c 99 q.tsq)" = "30390201013031300d060960864801650304020105000420${digest}0101ff"
check "an authority answers it" tsa_reply q.tsq good.tsr
before=$(tree_hash store)

# ---- answers that are refused: the store stays as it is, byte for byte ----

refusals=0
refused() { # refused WHAT SAYS OPTION...: the anchor is refused and says so
	local what=$1 says=$2
	shift 2
	anchor "$@"
	is_status 3 "refused: $what"
	err_has "$says" "$what: the reason is said"
	if [ "$before" = "$(tree_hash store)" ]; then pass "$what: the store is as it was"; else fail "$what: the store is as it was"; fi
	refusals=$((refusals + 1))
}
by_hand() { # by_hand FILE WHAT SAYS [OPTION...]
	refused "$2" "$3" --response "$1" --tsa-ca ca.pem "${@:4}"
}
altered() { # altered WHAT SAYS NAME=VALUE...: the authority is set up so
	check "$1: an answer is made" tsa_reply q.tsq bad.tsr "${@:3}"
	by_hand bad.tsr "$1" "$2"
}
cat >answer <<'SH'
#!/usr/bin/env bash
# What the authority answers to served.tsq.
root=$PREAUDIT_ROOT
. "$root/tests/lib/tsa.sh"
case $1 in
nonce) tsa_reply other.tsq served.tsr ;;
none) tsa_reply q.tsq served.tsr ;;
*) tsa_reply served.tsq served.tsr ;;
esac
cat served.tsr
[ "$1" != garbage ] || printf x
SH
chmod +x answer
export PREAUDIT_ROOT=$root
tsa_serve
online() { # online FAULT WHAT SAYS [OPTION...]
	echo "$1" >tsa.fault
	refused "$2" "$3" --tsa "$tsa_url" --tsa-ca ca.pem "${@:4}"
}

echo other >other
openssl ts -query -data other -sha256 -cert -no_nonce -out other-bytes.tsq 2>/dev/null
tsa_reply other-bytes.tsq other.tsr
by_hand other.tsr "an imprint of other bytes" "its imprint is of no checkpoint of store"
openssl ts -query -data "store/checkpoints/$head" -sha256 -cert -out other.tsq 2>/dev/null
online nonce "another nonce" "its nonce is another one than was asked for"
online none "no nonce" "it lacks the nonce that was asked for"
by_hand good.tsr "another policy" "it was made by policy 1.2.3.4.1, and policy 1.2.3.4.9 was asked for" --tsa-policy 1.2.3.4.9
online - "a policy that the authority has not" "the authority did not grant it: status 2 (rejected)" --tsa-policy 1.2.3.4.9
tsa_cert noeku ca -
tsa_cert soft ca timeStamping
tsa_cert many ca critical,timeStamping,serverAuth
tsa_cert old ca critical,timeStamping 20200601000000Z
# openssl ts refuses to sign with these: a stamp is signed with the good key first.
for name in noeku soft many; do
	check "a stamp by the certificate $name" python3 "$root/tests/lib/resign_stamp.py" good.tsr "$name.pem" "$name.key" "$name.tsr"
	by_hand "$name.tsr" "extendedKeyUsage of $name" "extendedKeyUsage must be critical and timeStamping alone"
done
altered "a certificate that had expired" "had expired at the stamp's time" "signer_cert=$PWD/old.pem" "signer_key=$PWD/old.key"
tsa_cert revoked ca
tsa_revoke revoked ca
tsa_crl ca ca.crl
tsa_crl stranger stranger.crl
check "a certificate that was revoked: an answer is made" tsa_reply q.tsq revoked.tsr "signer_cert=$PWD/revoked.pem" "signer_key=$PWD/revoked.key"
by_hand revoked.tsr "a certificate that was revoked" "a certificate of the authority was revoked, as ca.crl says" --tsa-crl ca.crl
by_hand good.tsr "a list of somebody else" "stranger.crl has no list, in force at the stamp's time" --tsa-crl stranger.crl
head -c 900 good.tsr >cut.tsr
by_hand cut.tsr "a truncated answer" "it is no time-stamp response (RFC 3161, DER), or not all of one"
openssl ts -query -data "store/checkpoints/$head" -sha1 -cert -no_nonce -out sha1.tsq 2>/dev/null
tsa_reply sha1.tsq sha1.tsr
by_hand sha1.tsr "an imprint by SHA-1" "its imprint is no SHA-256"
altered "a signature over SHA-1" "it is signed over SHA1; SHA-256 or better is required" signer_digest=sha1
cat good.tsr good.tsr >two.tsr
by_hand two.tsr "two answers in one file" "bytes stand behind the time-stamp response"
{ cat good.tsr && printf x; } >more.tsr
by_hand more.tsr "a byte behind the answer" "1 bytes stand behind the time-stamp response"
refused "a certificate of somebody else" "the authority's certificate leads to none of stranger.pem" --response good.tsr --tsa-ca stranger.pem
python3 - good.tsr flipped.tsr <<'PY'
import sys
data = bytearray(open(sys.argv[1], "rb").read())
data[-5] ^= 1
open(sys.argv[2], "wb").write(data)
PY
by_hand flipped.tsr "an altered signature" "its signature does not hold"
openssl ts -reply -in good.tsr -token_out -out good.token 2>/dev/null
by_hand good.token "a token without its response" "it is no time-stamp response"
: >empty.tsr
by_hand empty.tsr "an empty file" "it is no time-stamp response"
head -c 200000 /dev/zero >zeros.tsr
run preaudit-store anchor --store store --response zeros.tsr --tsa-ca ca.pem
is_status 1 "a file that is too long for a time stamp is not read"
# The newest record under the stamp is dated later than the stamp.
cp -a store later && cp store.key later.key && cp store.key.state later.key.state
sign later later.key '{"type":"tool","name":"x","sha256":"'"$digest"'","version":"1","when":"2099-01-01T00:00:00Z"}'
run preaudit-store anchor --store later --query later.tsq
tsa_reply later.tsq later.tsr
run preaudit-store anchor --store later --response later.tsr --tsa-ca ca.pem
is_status 3 "refused: a stamp made before the newest record it covers"
err_has "and record $head, which it covers, says 2099-01-01T00:00:00Z" "and says which record"
run on "$(date -u -d '-2 days' +%F)" preaudit-store anchor --store store --response good.tsr --tsa-ca ca.pem
is_status 3 "refused: a stamp that is ahead of the clock"
err_has "the clock of the authority or of this machine is wrong" "and says so"
check "the store is as it was" test "$before" = "$(tree_hash store)"
check "each refusal was looked at: $refusals" test "$refusals" -eq 20

# ---- the network ----

failing() { # failing FAULT SAYS
	echo "$1" >tsa.fault
	anchor --tsa "$tsa_url" --tsa-ca ca.pem
	is_status 1 "no answer: $1"
	err_has "$2" "$1: the reason is said"
}
failing error "received error, code=503"
failing page "unexpected content type, expected=application/timestamp-reply, actual=text/html"
failing long "nothing was anchored"
anchor --tsa "http://127.0.0.1:$(free_port)/" --tsa-ca ca.pem
is_status 1 "nobody listens"
err_has "nothing was anchored, try again later" "and says so"
for url in ftp://x/ 127.0.0.1/tsr "http://"; do
	anchor --tsa "$url" --tsa-ca ca.pem
	is_status 2 "no URL: $url"
done
anchor --tsa "$tsa_url"
is_status 2 "without certificates to trust nobody is asked"
err_has "--tsa-ca FILE.pem" "and the remedy is said"
for way in "" "--tsa $tsa_url --query x.tsq" "--query x.tsq --response good.tsr"; do
	# shellcheck disable=SC2086 # words
	anchor $way --tsa-ca ca.pem
	is_status 2 "not one way: $way"
done
anchor --response good.tsr --tsa-ca q.tsq
is_status 2 "a file that holds no certificates"
anchor --query store/q.tsq
is_status 2 "a query does not go into the store"
cp -a store keyed && cp store.key.state keyed.key.state
openssl genpkey -algorithm ed25519 -out keyed.key 2>/dev/null && chmod 600 keyed.key
wrong=$(tree_hash keyed)
run preaudit-store anchor --store keyed --response good.tsr --tsa-ca ca.pem
is_status 2 "the key of another store does not sign it"
check "nothing was changed" test "$wrong" = "$(tree_hash keyed)"
check "through it all the store is as it was" test "$before" = "$(tree_hash store)"

# ---- kept ----

: >tsa.fault
anchor --response good.tsr --tsa-ca ca.pem --tsa-crl ca.crl
is_status 0 "the answer is kept"
out_has "anchored the head of $head records: the authority saw it at 2" "and when it was made is said"
same good.tsr "store/anchors/$(printf %06d "$head").tsr" "the store has it as it came"
record=$(tail -1 store/log.jsonl)
check "the record names it and what it was accepted by" test "$(jq -r '[.kind,.sha256,.size,.ca_sha256,.crl_sha256]|@csv' <<<"$record" | tr -d '"')" = \
    "rfc3161,$(sha256sum <good.tsr | cut -c1-64),$head,$(sha256sum <ca.pem | cut -c1-64),$(sha256sum <ca.crl | cut -c1-64)"
anchor --response good.tsr --tsa-ca ca.pem
is_status 3 "the same answer is not kept twice"
err_has "it is the anchor of record $head already" "and says where it is"
printf '%s\r\n' 'Service ID,Service name,Service type,Status,In scope' 'S-1,Mail,customer facing,live,yes' >services.csv
run preaudit-import --store store services.csv
is_status 0 "a batch is imported behind it"
batch=$(($(wc -l <store/log.jsonl) - 1))
run preaudit-store log --store store
first=$(jq -r .time <<<"$record")
out_has "recorded after $first, no later anchor covers it yet" "log shows when the batch came in, so far"
anchor --tsa "$tsa_url" --tsa-ca ca.pem
is_status 0 "an authority is asked over the network"
out_has "Whether its certificate was revoked was not asked (--tsa-crl)" "and what was not asked is said"
second=$(tail -1 store/log.jsonl | jq -r .time)
run preaudit-store log --store store
out_has "recorded between $first and $second" "log shows between which anchors the batch came in"
run preaudit-store log --store store --json
check "so it does in JSON" test "$(json ".anchored[] | select(.index==$batch) | [.not_before,.not_after] | @csv" "$out" | tr -d '"')" = "$first,$second"
run preaudit-store check --store store
is_status 0 "check verifies the stamps again"
out_has "longest time from a record to its first anchor: 0 days 0 hours (record $batch)" "and says how long a record had none"
run python3 "$verifier" store
is_status 0 "the independent verifier does"
out_has "2 anchors" "with openssl ts"
for ask in 1 36500; do
	run preaudit-store check --store store --max-gap $ask
	is_status 0 "no record waited for $ask days"
done
for bad in 0 x -1 36501; do
	run preaudit-store check --store store --max-gap=$bad
	is_status 2 "--max-gap $bad is no number of days"
done
cp -a store gap && cp store.key gap.key && cp store.key.state gap.key.state
printf '%s\r\n' 'S-2,Backup,customer facing,live,yes' >>services.csv
run on "$(date -u -d '+40 days' +%F)" preaudit-import --store gap services.csv
is_status 0 "a batch is imported 40 days later"
run on "$(date -u -d '+99 days' +%F)" preaudit-store check --store gap --max-gap 30
is_status 3 "a record without an anchor for longer than is allowed"
out_has "so far (record" "which one is said"
err_has "days that --max-gap allows" "and the limit"
run on "$(date -u -d '+99 days' +%F)" preaudit-store check --store gap
is_status 0 "without the option, and a standard that asks for none, it need not have one"
run on "$(date -u -d '+99 days' +%F)" preaudit-store adopt --store gap --set anchor_gap=30 "$root/shared/iso20000-1"
is_status 0 "the organisation asks for one within 30 days"
run on "$(date -u -d '+99 days' +%F)" preaudit-store check --store gap
is_status 3 "check then says which record has none"
err_has "within the 30 days that the parameter anchor_gap allows" "and what asks for it"

# ---- a report between two anchors ----

run preaudit-report --store store --as-of 2026-09-30 --issue --out report
is_status 0 "a report is issued"
preaudit-store key --store store --public >keys.txt
shows() { # shows WHAT TEXT JQ: what verification says of it
	run preaudit-verify --keys keys.txt --store store report/content.csv
	is_status 0 "$1: genuine"
	out_has "Anchored    $2" "$1: verification says $2"
	run preaudit-verify --keys keys.txt --store store --json report/content.csv
	check "$1: so it does in JSON" jq -e ".files[0].anchored | $3" "$out"
}
shows "no anchor covers it yet" "recorded after $second; no later anchor covers it" ".not_before == \"$second\" and .not_after == null"
anchor --tsa "$tsa_url" --tsa-ca ca.pem
is_status 0 "the report is anchored"
third=$(tail -1 store/log.jsonl | jq -r .time)
covered=$(($(sed -n 2p store/checkpoint) - 1))
id=$(basename store/reports/*)
receipt_says() { # receipt_says WHAT TEXT: the receipt of the report, and the folder with it
	check "$1" grep -qx "Anchored       $2" report/RECEIPT.txt
	run preaudit-verify --keys keys.txt --store store report
	is_status 0 "$1: the folder is genuine by the store"
	out_lacks "time stamps" "$1: and nothing of the receipt is open"
}
receipt_says "the receipt handed out with it names the stamp before it" "recorded after $second (time stamp in record $((covered - 2))); none covers it yet"
run preaudit-verify --keys keys.txt report
is_status 0 "without the store the folder is genuine too"
out_has "the time stamps on it were not compared: only the store has them (--store)" "and what only the store can tell is said"
chmod -R u+w report
cp -a report forged
sed -i "s/^Anchored .*/Anchored       2020-01-01T00:00:00Z by a time stamp of an authority/" forged/RECEIPT.txt
run preaudit-verify --keys keys.txt forged
is_status 4 "a time stamp in other words is none, without the store too"
cp report/RECEIPT.txt forged/ && rm forged/content.csv
sed -i "s/^Verdict .*/Verdict        ready/" forged/RECEIPT.txt
run preaudit-verify --keys keys.txt --store store forged
is_status 3 "a verdict that nothing at hand has is not taken for checked"
out_has "the verdict on it was not compared: content.csv, which has it, is not at hand" "and why is said"
sed -i "s/^Anchored .*/Anchored       recorded after 2020-01-01T00:00:00Z (time stamp in record 1); none covers it yet/" report/RECEIPT.txt
run preaudit-verify --keys keys.txt --store store report
is_status 4 "a receipt that names another stamp is not this report's"
out_has "what it says of time stamps is not what the store's log has up to its checkpoint" "and why is said"
rm -f "store/reports/$id/RECEIPT.txt"
run preaudit-report --store store --as-of 2026-09-30 --issue --out report --force
receipt_says "written again, the receipt names the stamps around it" "recorded after $second (time stamp in record $((covered - 2))) and before $third (time stamp in record $covered)"
check "the store with it is whole" preaudit-store check --store store
shows "an anchor covers it" "recorded between $second and $third" ".not_before == \"$second\" and .not_after == \"$third\""
run preaudit-verify --keys keys.txt report/content.csv
out_lacks "Anchored" "without the store nothing is said of it"
new_store bare
run preaudit-import --store bare services.csv
run preaudit-report --store bare --as-of 2026-09-30 --issue --out bare-report
run preaudit-verify --keys bare/keys.txt --store bare bare-report/content.csv
check "the receipt says so too" grep -qx "Anchored       by no time stamp: when it was recorded is only the organisation's word" bare-report/RECEIPT.txt
out_has "Anchored    no anchor: when it was recorded is only the organisation's word" "without anchors that is said"

# ---- over HTTPS: the server must be who it says ----

plain=$tsa_url
web() { # web NAME SUBJECT: a server with a certificate of that name
	openssl req -x509 -newkey rsa:2048 -nodes -keyout "$1.key" -out "$1.pem" -days 10 -subj "/CN=$1" -addext "subjectAltName=$2" 2>/dev/null
	tsa_serve "$1.pem" "$1.key"
}
web here IP:127.0.0.1
before=$(tree_hash store)
anchor --tsa "$tsa_url" --tsa-ca ca.pem
is_status 1 "a server whose certificate nobody vouches for is not asked"
err_has "certificate verify failed" "and says so"
run env SSL_CERT_FILE=here.pem preaudit-store anchor --store bare --tsa "$tsa_url" --tsa-ca ca.pem
is_status 0 "one that the machine trusts is"
web elsewhere DNS:elsewhere.example
run env SSL_CERT_FILE=elsewhere.pem preaudit-store anchor --store store --tsa "$tsa_url" --tsa-ca ca.pem
is_status 1 "one of another name is not"
check "nothing was changed" test "$before" = "$(tree_hash store)"
tsa_url=$plain

# ---- certificates that end, renewal ----

tsa_cert short ca critical,timeStamping "$(date -u -d '+10 days' +%Y%m%d%H%M%SZ)"
new_store aged
run preaudit-import --store aged services.csv
batch=$(($(wc -l <aged/log.jsonl) - 1))
run preaudit-store anchor --store aged --query aged.tsq
tsa_reply aged.tsq aged.tsr "signer_cert=$PWD/short.pem" "signer_key=$PWD/short.key"
run preaudit-store anchor --store aged --response aged.tsr --tsa-ca ca.pem
is_status 0 "a stamp by a certificate that ends in ten days"
cp -a aged renewed && cp aged.key renewed.key && cp aged.key.state renewed.key.state
run preaudit-store anchor --store renewed --tsa "$tsa_url" --tsa-ca ca.pem
is_status 0 "a copy of the store is anchored again"
month=$(date -u -d '+30 days' +%F)
run on "$month" preaudit-store check --store aged
is_status 0 "after its end the store is whole"
out_has "the certificates behind its time stamp ended" "check says that it counts no more"
run on "$month" preaudit-store log --store aged
out_has "no anchor tells when it was recorded" "and it dates nothing"
run on "$month" preaudit-store check --store renewed
out_lacks "ended" "the newer anchor renews it"
run on "$month" preaudit-store log --store renewed --json
check "so it still dates the batch" test "$(json ".anchored[] | select(.index==$batch) | .not_after" "$out")" = "$(sed -n "$((batch + 2))p" renewed/log.jsonl | jq -r .time)"
run python3 "$verifier" aged
is_status 0 "the independent verifier accepts it at its own time"

# ---- what was kept is altered ----

tampered() { # tampered WHAT SAYS COMMAND...: done to a copy of the store
	damaged tampered
	rm -rf tampered tampered.key*
	cp -a store tampered && cp store.key tampered.key
	chmod -R u+w tampered
	(cd tampered && "${@:3}")
	run preaudit-store check --store tampered
	is_status 4 "$1 is a difference"
	out_has "$2" "check says: $2"
	run python3 "$verifier" tampered
	is_status 4 "$1: the independent verifier says so too"
}
token=anchors/$(printf %06d "$head").tsr
tampered "a lost stamp" "anchor of record $head: $token: cannot open" rm "$token"
tampered "another stamp" "$token is not the file that the record names" cp ../later.tsr "$token"
tampered "lost certificates" "anchor of record $head: " rm "standard/$(sha256sum <ca.pem | cut -c1-64)"
tampered "a stray stamp" "anchors/000000.tsr is named by no record" cp "$token" anchors/000000.tsr
resigned() { # resigned WHAT SAYS JQ: the record, altered and signed behind it
	rm -rf tampered tampered.key*
	cp -a store tampered && cp store.key tampered.key
	index=$(wc -l <tampered/log.jsonl)
	cp good.tsr "tampered/anchors/$(printf %06d "$index").tsr"
	chmod 444 "tampered/anchors/$(printf %06d "$index").tsr"
	sign tampered tampered.key "$(jq -c "$3" <<<"$record")"
	run preaudit-store check --store tampered
	is_status 4 "$1 is a difference"
	out_has "$2" "check says: $2"
	run python3 "$verifier" tampered
	is_status 4 "$1: the independent verifier says so too"
}
resigned "another time than the stamp's" "it says 2026-01-01T00:00:00Z, and its time stamp" '.time="2026-01-01T00:00:00Z"'
resigned "another checkpoint than the stamp's" "its imprint is of other bytes than those of the checkpoint" ".size=$((head + 1))"
resigned "a size that it cannot have" "stands before the last of them" '.size=9000'
resigned "certificates of somebody else" "the file of certificates kept with it is not a file of certificates in PEM" '.ca_sha256="'"$(sed -n 2p store/log.jsonl | jq -r '.files[0].sha256')"'"'
