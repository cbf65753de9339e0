#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# No option that names a file or folder to be written writes over what the call
# reads or owns: every such option against everything worth keeping.
. "$(dirname "$0")/../lib/scenario.sh"

# ---- the table: what a path in an option is ----
# Each option of each program whose argument is a path. "reads": the file is
# read; "place": where the call works; "writes": it is written and tested below.
table='preaudit-import --store place
preaudit-import --key place
preaudit-import --passphrase-file reads
preaudit-import --map reads
preaudit-import --standard reads
preaudit-import --marked writes
preaudit-import --findings writes
preaudit-import --out writes
preaudit-report --store place
preaudit-report --key place
preaudit-report --passphrase-file reads
preaudit-report --baseline reads
preaudit-report --out writes
preaudit-report --write-baseline writes
preaudit-report --cache writes
preaudit-report --disclose writes
preaudit-store --store writes
preaudit-store --key writes
preaudit-store --passphrase-file reads
preaudit-store --standard reads
preaudit-store --succeeds reads
preaudit-store --succeeds-keys reads
preaudit-store --add reads
preaudit-store --query writes
preaudit-store --response reads
preaudit-store --tsa-ca reads
preaudit-store --tsa-crl reads
preaudit-verify --disclosed reads
preaudit-verify --keys reads
preaudit-verify --proof reads
preaudit-verify --checkpoint reads
preaudit-verify --store place
preaudit-verify --out writes
preaudit-fcgi --store place
preaudit-fcgi --key place
preaudit-fcgi --passphrase-file reads
preaudit-fcgi --access reads
preaudit-fcgi --run writes
preaudit-fcgi --socket writes'
for program in preaudit preaudit-import preaudit-report preaudit-store preaudit-verify preaudit-fcgi; do
	"$program" --help | sed -nE "s/^ +(--[a-z-]+) +[A-Z|]*(FILE|DIR|FOLDER|PATH)([^A-Z].*|$)/$program \1/p"
done | LC_ALL=C sort >options
sed -E 's/ [a-z]+$//' <<<"$table" | LC_ALL=C sort >known
check "every option that names a path is in the table" diff known options

# ---- what is worth keeping ----
mkdir w
cd w || exit 1
new_store
services() { printf 'Service ID,Service name,In scope,Status,Service type,Owner\nS%s,Mail,maybe,live,supporting,P1\n' "$1"; }
services 1 >a.csv
services 2 >b.csv
printf 'person_id,name,sms_relevant,active\nP1,Ann,yes,yes\n' >people.csv
preaudit-import --store store --quiet --keep-original people.csv 2>/dev/null
preaudit-import map a.csv --suggest --store store --register services >map.json 2>/dev/null
echo secret >pass
preaudit-report status --store store --write-baseline base.json >/dev/null
echo '{"default": "all"}' >access.json
echo mine >mine.csv
echo mine >mine.json
mkdir folder folder.csv
cp ../known unrelated
ln store.key hard.csv
ln a.csv hard-input.csv
ln store/log.jsonl hard-log.csv 2>/dev/null
ln -s store/log.jsonl soft.csv
ln -s store soft-store
ln -s "$PWD/store.key" soft-key.csv
kept=$(tree_hash .)
data=$(cd store && ls data/*)

# refused WHAT CMD...: status 2, and every byte is where it was
refused() {
	local what=$1
	shift
	run "$@"
	is_status 2 "$what is refused"
	if [ "$(tree_hash .)" = "$kept" ]; then
		pass "$what: every byte is still there"
	else
		fail "$what: every byte is still there" "$(git diff --no-index --stat ../before . | tail -5)"
		find . -mindepth 1 -delete && cp -a ../before/. .
	fi
}
cp -a . ../before
two=(--store store --map map.json a.csv b.csv)
one=(--store store --map map.json a.csv)
inputs=(a.csv hard-input.csv ./a.csv "$PWD/a.csv")
owned=(store.key store.key.state store.key.card.txt store.key.card.html hard.csv soft-key.csv pass)
inside=(store/log.jsonl store/checkpoint store/keys.txt store/lock "store/$data" store/new.csv store/data/new.csv
    soft.csv soft-store/new.csv soft-store/checkpoint hard-log.csv)

# each_target CMD...: OUT in it is replaced by every target; --force does not help
each_target() {
	local target force name
	for target in "${targets[@]}"; do
		for force in '' --force; do
			name="$label $target${force:+ $force}"
			refused "$name" "${@//OUT/$target}" ${force:+"$force"}
			err_has "$target" "$name: the path is named"
		done
	done
}
# one_file NEW CMD...: what an option that names one file has in common
one_file() {
	local new=$1 there=mine.${1##*.}
	shift
	each_target "$@"
	refused "$label a file that is there" "${@//OUT/$there}"
	err_has "--force" "$label: what replaces it is said"
	[[ $label == *--marked ]] || refused "$label a folder" "${@//OUT/folder.csv}" --force
	refused "$label in a folder that is not there" "${@//OUT/nowhere/$new}"
	run "${@//OUT/$new}"
	check "$label writes a new file" test -s "$new"
	run "${@//OUT/$there}" --force
	check "$label replaces a file with --force" sh -c "! grep -qx mine $there"
	rm -f "$new"
	cp -p "../before/$there" "$there"
	check "$label wrote nothing else" test "$(tree_hash .)" = "$kept"
}

export PREAUDIT_PASSPHRASE_FILE=
targets=("${inputs[@]}" b.csv map.json "${owned[@]:0:6}" "${inside[@]}")
label="import --findings"
one_file new.csv preaudit-import "${two[@]}" --findings OUT
targets=(a.csv store.key store/log.jsonl store/new.csv)
label="import --dry-run --findings"
one_file new.csv preaudit-import --dry-run "${two[@]}" --findings OUT
label="import --check --findings"
one_file new.json preaudit-import --check "${two[@]}" --findings OUT
label="diff --findings"
one_file new.csv preaudit-import diff "${two[@]}" --findings OUT
label="passphrase file"
refused "import --findings the passphrase file" preaudit-import "${one[@]}" --passphrase-file pass --findings pass --force
targets=("${inputs[@]}" map.json "${owned[@]:0:6}" "${inside[@]}")
label="import --marked"
one_file new.csv preaudit-import "${one[@]}" --marked OUT
label="import --dry-run --marked"
targets=(a.csv store.key store/log.jsonl store/new.csv)
one_file new.csv preaudit-import --dry-run "${one[@]}" --marked OUT
refused "--findings and --marked in one file" preaudit-import "${one[@]}" --findings new.csv --marked new.csv

# A folder of marked copies: those whose names are taken, and equal names.
label="--marked FOLDER"
targets=(. store soft-store store/data store/new store.key mine.csv)
each_target preaudit-import "${two[@]}" --marked OUT
targets=(store soft-store store/data store/new)
mkdir in ../more && cp a.csv in/a.csv && cp a.csv ../more/a.csv
cp -a in ../before/
kept=$(tree_hash .)
refused "two copies of one name" preaudit-import --store store a.csv ../more/a.csv --marked folder --force
err_has "a.csv" "the name is said"
run preaudit-import "${two[@]}" --marked folder
check "--marked writes copies into a folder" test -s folder/a.csv -a -s folder/b.csv
cp -a folder/. ../before/folder
kept=$(tree_hash .)
run preaudit-import "${two[@]}" --marked made
check "--marked makes the folder" test -s made/a.csv -a -s made/b.csv
rm -r made
refused "copies that are there" preaudit-import "${two[@]}" --marked folder
run preaudit-import "${two[@]}" --marked folder --force
is_status 3 "with --force they are written again"
rm folder/* ../before/folder/*
kept=$(tree_hash .)
refused "the inputs' own folder" preaudit-import --store store in --marked in --force
refused "a file in a folder of inputs" preaudit-import --store store in --findings in/a.csv --force

targets=("${owned[@]:4:2}" store/new.csv store/data/new.csv soft.csv soft-store/new.csv hard-log.csv)
label="template --out"
one_file new.csv preaudit-import template services --store store --out OUT
one_file new.csv preaudit-import template services --store store --out OUT
refused "template --out in the standard's folder" preaudit-import template services --store store \
    --standard "$root/shared/iso20000-1" --out "$root/shared/iso20000-1/new.csv"

label="gaps --out"
one_file new.csv preaudit-report gaps --store store --as actions --out OUT
targets=("${owned[@]:0:6}" "${inside[@]}")
label="status --write-baseline"
one_file new.json preaudit-report status --store store --write-baseline OUT
refused "status --write-baseline over the baseline" preaudit-report status --store store --baseline base.json \
    --write-baseline base.json --force

label="report --out"
targets=(store soft-store store/data store/new store.key mine.csv soft.csv)
each_target preaudit-report --store store --out OUT
each_target preaudit-report --store store --issue --out OUT
run preaudit-report --store store --out r
is_status 0 "report --out writes a new folder"
cp -a r ../before/
kept=$(tree_hash .)
refused "report --out over a report" preaudit-report --store store --out r
refused "report --issue --out over a report" preaudit-report --store store --issue --out r
ln -sf ../store.key r/readiness-DRAFT.html
rm -rf ../before/r && cp -a r ../before/
kept=$(tree_hash .)
refused "report --out with a link to the key in it" preaudit-report --store store --out r --force
rm r/readiness-DRAFT.html
run preaudit-report --store store --out r --force
is_status 0 "report --out writes over a report with --force"
rm -rf r ../before/r
kept=$(tree_hash .)

label="anchor --query"
targets=(store.key store.key.state store/log.jsonl store/new.tsq soft.csv)
for target in "${targets[@]}"; do
	for force in '' --force; do refused "$label $target $force" preaudit-store anchor --store store --query "$target" ${force:+"$force"}; done
done
refused "$label a file that is there" preaudit-store anchor --store store --query mine.csv
label="sample --disclose"
targets=(store soft-store store/data store/new store.key mine.csv)
for target in "${targets[@]}"; do
	refused "$label $target" preaudit-report sample --store store --register people --size 1 --seed x --disclose "$target"
done
targets=(store store/data store/new soft-store store.key mine.csv)
label="trend --cache"
for target in "${targets[@]}"; do refused "$label $target" preaudit-report trend --store store --cache "$target"; done
run preaudit-report trend --store store --cache cache
check "trend --cache makes a folder" test -d cache
rm -rf cache

serve=(preaudit-fcgi --store store --access access.json)
for target in store store/new soft-store store.key mine.csv; do
	refused "fcgi --run $target" timeout 20 "${serve[@]}" --socket "$PWD/s" --run "$target"
done
for target in mine.csv store.key store/log.jsonl store/s soft.csv folder access.json; do
	refused "fcgi --socket $target" timeout 20 "${serve[@]}" --run folder --socket "$target"
done

init=(preaudit-store init --origin example.org/other --organisation X --standard "$root/shared/iso20000-1")
for target in store folder mine.csv soft-store; do
	refused "init --store $target" "${init[@]}" --store "$target" --key other.key
done
mkdir precious.new && echo x >precious.new/file
cp -a precious.new ../before/
kept=$(tree_hash .)
refused "init beside a folder STORE.new of somebody's" "${init[@]}" --store precious
for target in store.key mine.csv store/new other/key soft.csv; do
	refused "init --key $target" "${init[@]}" --store other --key "$target"
done
echo mine >new.key.card.txt
cp new.key.card.txt ../before/
kept=$(tree_hash .)
refused "init --key with a card of that name" "${init[@]}" --store other --key new.key
rm new.key.card.txt
run "${init[@]}" --store other --key new.key
is_status 0 "init with a key in a new file"

# Streams are written as they come.
check "--findings /dev/stdout" sh -c "preaudit-import ${one[*]} --quiet --findings /dev/stdout 2>/dev/null | grep -q yes-no"
check "/dev/stdout is what it was" test -L /dev/stdout
mkfifo pipe
cat pipe >piped &
run preaudit-import "${one[@]}" --findings pipe
wait $!
check "--findings to a pipe" grep -q yes-no piped
check "which stays one" test -p pipe
check "template --out -" sh -c "preaudit-import template services --store store --out - | grep -q 'Service ID'"

# A dry run says what it wrote.
run preaudit-import --store store --dry-run --partial a.csv people.csv --findings dry.csv
out_lacks "Nothing was written" "a dry run that writes findings does not say that nothing was written"
out_has "The findings are in dry.csv" "but where they are"
