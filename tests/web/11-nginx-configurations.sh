#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Every nginx configuration we ship, put together as its head says, is one that nginx takes; site.conf serves.
. "$(dirname "$0")/../lib/scenario.sh"
. "$root/tests/lib/example.sh"
nginx=$(command -v nginx || echo /usr/sbin/nginx)
chmod 0755 "$work" # nginx's workers, which are another user, look in here
port=$(free_port) tls_port=$(free_port)
: >tried

# take WHAT NAME DIR FILE: nginx takes FILE, made of NAME; NAME and what it includes have been tried.
take() {
	run "$nginx" -T -p "$3" -c "$4" -e "$3/error.log"
	is_status 0 "nginx takes $1"
	check "and warns of nothing" sh -c "! grep -v '\"user\" directive makes sense only' '$err' | grep '\[warn\]'"
	{ echo "$2"; sed -n 's|^# configuration file .*/\(.*\):$|\1|p' "$out"; } >>tried
}
# refused WHAT DIR FILE MESSAGE
refused() {
	run "$nginx" -t -p "$2" -c "$3" -e "$2/error.log"
	is_status 1 "nginx refuses $1"
	err_has "$4" "and says why"
}
# untried DIR: the configurations below DIR that no take has seen.
untried() { find "$1" -name build -prune -o -name '*.conf*' -printf '%f\n' | sort -u | grep -vxFf tried; }

# site.conf: Debian's nginx.conf around it, every folder below one of ours, on ports of 127.0.0.1.
site=$work/site
moved() {
	sed -E "s#(^|[ :])/(etc|run|srv|var|usr/share/nginx)/#\1$site/\2/#g
		s/listen 80;/listen 127.0.0.1:$port;/; s/listen 443 /listen 127.0.0.1:$tls_port /" "$1"
}
mkdir -p "$site"/etc/nginx/sites-{available,enabled} "$site"/etc/preaudit/tls "$site"/run/preaudit "$site"/var/log/nginx \
    "$site"/srv/preaudit
moved /etc/nginx/nginx.conf >"$site/etc/nginx/nginx.conf"
cp /etc/nginx/mime.types "$root"/nginx/preaudit-*.conf "$site/etc/nginx/"
moved "$root/nginx/site.conf" >"$site/etc/nginx/sites-available/preaudit"
ln -s ../sites-available/preaudit "$site/etc/nginx/sites-enabled/"
tls=$site/etc/preaudit/tls
check "a test certificate is made" openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=preaudit.example.org \
    -addext subjectAltName=DNS:preaudit.example.org -keyout "$tls/privkey.pem" -out "$tls/fullchain.pem"
printf 'manager:%s\n' "$(openssl passwd -apr1 secret)" >"$site/etc/preaudit/htpasswd"
chmod 0644 "$site/etc/preaudit/htpasswd"
take "site.conf" site.conf "$site" etc/nginx/nginx.conf

# The same with client certificates, whose lines are there to be uncommented.
cp "$tls/fullchain.pem" "$tls/clients-ca.pem"
sed -i.passwords 's/# \(ssl_client_certificate\|ssl_verify_client\)/\1/' "$site/etc/nginx/sites-available/preaudit"
check "site.conf has lines for client certificates" grep -q '^ *ssl_verify_client' "$site/etc/nginx/sites-available/preaudit"
take "site.conf with client certificates" site.conf "$site" etc/nginx/nginx.conf
mv "$site/etc/nginx/sites-available/preaudit.passwords" "$site/etc/nginx/sites-available/preaudit"

# Two zones of one name, which is what this test is for.
sed 's/shared:preaudit_tls:/shared:preaudit:/' "$site/etc/nginx/sites-available/preaudit" >twice
cp "$site/etc/nginx/nginx.conf" "$site/etc/nginx/twice.conf"
sed -i "s#include .*sites-enabled.*#include $work/twice;#" "$site/etc/nginx/twice.conf"
refused "a zone that is declared twice" "$site" etc/nginx/twice.conf '"preaudit"'

# preaudit.conf.in: filled in as its head says.
demo=$work/demo
mkdir "$demo"
cp "$root"/nginx/preaudit-*.conf "$demo/"
sed "s|@DIR@|$demo|g; s|@PORT@|$port|g; s|@STORE@|$work/store|g; s|@SOCKET@|$demo/fcgi.sock|g; s|@RATE@|20|g" \
    "$root/nginx/preaudit.conf.in" >"$demo/nginx.conf"
check "nothing is left to fill in" sh -c "! grep -n '@' '$demo/nginx.conf'"
for name in $(grep -o '@[A-Z]*@' "$root/nginx/preaudit.conf.in" | sort -u); do
	check "the head of preaudit.conf.in names $name" grep -q "^#.*$name" "$root/nginx/preaudit.conf.in"
done
take "preaudit.conf.in" preaudit.conf.in "$demo" nginx.conf

# preaudit-locations.conf: in a server block with what its head asks for, and nothing else.
own=$work/own
mkdir "$own"
cp "$root"/nginx/preaudit-*.conf "$own/"
cat >"$own/nginx.conf" <<END
pid $own/nginx.pid;
events {}
http {
    limit_req_zone \$binary_remote_addr zone=preaudit:1m rate=5r/s;
    upstream preaudit { server unix:$own/fcgi.sock; }
    server {
        listen 127.0.0.1:$port;
        auth_basic_user_file $site/etc/preaudit/htpasswd;
        include preaudit-locations.conf;
        location /internal/reports/ { internal; alias $work/store/reports/; include preaudit-files.conf; }
    }
}
END
take "preaudit-locations.conf in another's server" preaudit-locations.conf "$own" nginx.conf
sed '/limit_req_zone/d' "$own/nginx.conf" >"$own/zoneless.conf"
refused "it without the zone" "$own" zoneless.conf 'zero size shared memory zone "preaudit"'

# All of them: a new configuration that nothing above tries is named.
run untried "$root"
check "every configuration of the tree was tried" test ! -s "$out"
mkdir new && cp "$root"/nginx/*.conf new/ && echo 'events {}' >new/preaudit-new.conf
run untried new
check "one that is not tried is named" test "$(cat "$out")" = preaudit-new.conf

# site.conf for real: before the service runs, and with it.
"$nginx" -p "$site" -c etc/nginx/nginx.conf -e "$site/error.log" -g 'daemon off;' 2>nginx.log &
web=$!
cleanup+=("kill $web 2>/dev/null; wait $web 2>/dev/null")
for _ in $(seq 100); do [ -s "$site/run/nginx.pid" ] && break; sleep 0.1; done
# get WHAT STATUS CURL-ARGS...
get() {
	local what=$1 want=$2 got
	shift 2
	got=$(curl -s -o "$out" -D answer.head -w '%{http_code}' --cacert "$tls/fullchain.pem" \
	    --resolve "preaudit.example.org:$tls_port:127.0.0.1" "$@")
	if [ "$got" = "$want" ]; then pass "$what"; else fail "$what" "status $got, expected $want" "$(head -c 600 "$out")" "$(cat nginx.log)"; fi
}
u=https://preaudit.example.org:$tls_port
get "plain HTTP is sent to TLS" 308 -H 'Host: preaudit.example.org' "http://127.0.0.1:$port/verify?q=1"
check "to the same address" grep -qi '^Location: https://preaudit.example.org/verify?q=1' answer.head
get "without the service there is an answer" 502 "$u/verify"
out_has "The service is not running" "that says so"
check "with a policy" grep -qi '^Content-Security-Policy:' answer.head

example_store
mv store store.key* "$site/srv/preaudit/"
printf '{"users":{"manager":{"role":"manager"}}}\n' >access.json
user=()
[ "$(id -u)" -ne 0 ] || user=(--allow-user www-data)
socket=$site/run/preaudit/fcgi.sock
preaudit-fcgi --store "$site/srv/preaudit/store" --socket "$socket" --run "$site/run/status" --access access.json \
    "${user[@]}" >fcgi.log 2>&1 &
fcgi=$!
cleanup+=("kill $fcgi 2>/dev/null; wait $fcgi 2>/dev/null")
for _ in $(seq 100); do [ -S "$socket" ] && break; sleep 0.1; done
[ "$(id -u)" -ne 0 ] || chgrp www-data "$socket"
get "with the service anybody can verify" 200 "$u/verify"
get "nobody else enters without logging in" 401 "$u/reports"
get "a login lets in" 200 -u manager:secret "$u/reports"
get "a manager issues a report" 303 -u manager:secret -d as_of=2026-09-30 "$u/reports"
report=$(tr -d '\r' <answer.head | sed -n 's/^Location: //Ip')
get "and downloads it" 200 -u manager:secret "$u$report/readiness.xlsx"
same "$out" "$site/srv/preaudit/store$report/readiness.xlsx" "byte for byte"
