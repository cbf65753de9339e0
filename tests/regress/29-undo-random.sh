#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Imports and undos in any order: no record of another import is lost, none comes from an undone one.
. "$(dirname "$0")/../lib/scenario.sh"
for seed in 1 2 3 4 5 6; do
	register=services
	[ $((seed % 2)) = 0 ] && register=training
	rm -rf store store.key*
	new_store
	if python3 "$root/tests/lib/undo_model.py" "$seed" 40 "$register" >said; then
		pass "$register, seed $seed: $(cat said)"
	else
		fail "$register, seed $seed" "$(cat said)"
	fi
	cat said >>all
done
for what in undo redo refused kept state; do
	check "the sequences hold: $what" [ "$(grep -o "[0-9]* $what" all | awk '{ s += $1 } END { print s + 0 }')" -gt 2 ]
done
