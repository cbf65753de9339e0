# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Sourced behind scenario.sh by scenarios that need a time-stamp authority.
#
#   tsa_ca NAME              makes an authority of certificates: NAME.pem, NAME.key
#   tsa_cert NAME CA [EKU [END]]   a certificate NAME signed by CA; EKU: its
#                            extendedKeyUsage, "-" none; END: its last moment,
#                            YYYYMMDDHHMMSSZ
#   tsa_revoke NAME CA       revokes it
#   tsa_crl CA FILE          writes the list of what CA revoked
#   tsa_reply QUERY OUT [SETTING=VALUE...]   answers as the authority "tsa" of "ca";
#                            settings are those of its configuration
#   tsa_serve [CERT KEY]     serves on 127.0.0.1 until the end: $tsa_url, https
#                            with a certificate; the answers are those of
#                            ./answer, see tsa_server.py
tsa_ca() {
	openssl req -x509 -newkey rsa:2048 -nodes -keyout "$1.key" -out "$1.pem" -days 9000 -subj "/CN=$1" \
	    -addext keyUsage=critical,keyCertSign,cRLSign 2>/dev/null
	mkdir -p "$1.db" && : >"$1.db/index.txt" && echo 1000 >"$1.db/serial" && echo 01 >"$1.db/crlnumber"
	cat >"$1.cnf" <<-CNF
	[ca]
	default_ca=x
	[x]
	database=$PWD/$1.db/index.txt
	new_certs_dir=$PWD/$1.db
	serial=$PWD/$1.db/serial
	crlnumber=$PWD/$1.db/crlnumber
	certificate=$PWD/$1.pem
	private_key=$PWD/$1.key
	default_md=sha256
	default_crl_days=9000
	policy=p
	unique_subject=no
	[p]
	commonName=supplied
	CNF
}
tsa_cert() {
	local eku=${3:-critical,timeStamping}
	{
		printf 'basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature\n'
		[ "$eku" = - ] || echo "extendedKeyUsage=$eku"
	} >"$1.ext"
	openssl req -newkey rsa:2048 -nodes -keyout "$1.key" -out "$1.csr" -subj "/CN=$1" 2>/dev/null &&
	    openssl ca -batch -config "$2.cnf" -in "$1.csr" -out "$1.pem" -extfile "$1.ext" -notext \
	        -startdate 20200101000000Z -enddate "${4:-20491231235959Z}" >/dev/null 2>&1
}
tsa_revoke() { openssl ca -config "$2.cnf" -revoke "$1.pem" >/dev/null 2>&1; }
tsa_crl() { openssl ca -config "$1.cnf" -gencrl -out "$2" >/dev/null 2>&1; }
tsa_reply() {
	local query=$1 to=$2 set
	shift 2
	[ -e tsa.serial ] || echo 01 >tsa.serial
	cat >tsa.cnf <<-CNF
	[tsa]
	default_tsa=t
	[t]
	serial=$PWD/tsa.serial
	signer_cert=$PWD/tsa.pem
	signer_key=$PWD/tsa.key
	certs=$PWD/ca.pem
	signer_digest=sha256
	default_policy=1.2.3.4.1
	other_policies=1.2.3.4.5
	digests=sha256,sha1
	ess_cert_id_alg=sha256
	CNF
	for set in "$@"; do sed -i "s|^${set%%=*}=.*|$set|" tsa.cnf; done
	openssl ts -reply -config tsa.cnf -queryfile "$query" -out "$to" >tsa.log 2>&1
}
tsa_serve() {
	local port
	port=$(free_port)
	tsa_url=http${1:+s}://127.0.0.1:$port/tsr
	: >tsa.fault
	python3 "$root/tests/lib/tsa_server.py" "$port" ./answer "$@" 2>/dev/null &
	cleanup+=("kill $! 2>/dev/null")
	wait_for bash -c "exec 3<>/dev/tcp/127.0.0.1/$port"
}
