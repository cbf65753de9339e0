/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any text as a signed note, checkpoint, verifier key, keys file, proof file
 * or consistency receipt: what is accepted has one form only, so writing it
 * again gives the same bytes.
 */
#include <assert.h>

#include "shared/log/note.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

#define VKEY "example.com/foo+530d903a+" \
    "AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"

static bool
inside(struct str part, struct str whole)
{
	return part.n == 0 || (part.p >= whole.p &&
	    part.p + part.n <= whole.p + whole.n);
}

static void
check_checkpoint(struct str s)
{
	struct err e = { 0 };
	struct checkpoint c;
	struct buf b;

	if (checkpoint_parse(&c, s, &e) == -1) {
		assert(e.code == ERR_INTEGRITY);
		return;
	}
	buf_init(&b, 1 << 20);
	checkpoint_format(&b, &c);
	assert(str_eq(buf_view(&b), s));
	buf_fini(&b);
}

static void
check_note(struct str s)
{
	struct err e = { 0 };
	struct vkeys known = { .n = 1 };
	const struct vkey *by;
	enum note_answer a;
	struct str text;

	assert(vkey_parse(&known.key[0], STR(VKEY), &e) == 0);
	a = note_open(s, &known, &text, &by);
	assert((a == NOTE_OK) == (by != NULL));
	assert((a == NOTE_MALFORMED) == (text.p == NULL));
	if (a == NOTE_MALFORMED)
		return;
	/* The text ends in LF, an empty line follows, then a dash. */
	assert(inside(text, s) && text.p == s.p && text.n > 0 &&
	    text.n + 4 < s.n && s.p[text.n - 1] == '\n' &&
	    s.p[text.n] == '\n' && s.p[text.n + 1] == '\xe2' &&
	    s.p[s.n - 1] == '\n');
	check_checkpoint(text);
}

static void
check_key(struct str s)
{
	struct err e = { 0 };
	struct vkey k;
	struct buf b;

	if (vkey_parse(&k, s, &e) == -1) {
		assert(e.code == ERR_CONFIG);
		return;
	}
	assert(vkey_name_ok(str_of(k.name)));
	buf_init(&b, 1 << 20);
	vkey_format(&b, &k);
	assert(str_eq(buf_view(&b), s));
	buf_fini(&b);
}

static void
check_keys(struct str s)
{
	struct vkeys k, again;
	struct err e = { 0 };
	struct buf b;

	if (keys_parse(&k, s, "keys", &e) == -1)
		return;
	assert(k.n > 0 && k.n <= NOTE_MAX_KEYS);
	buf_init(&b, 1 << 20);
	keys_format(&b, &k);
	assert(keys_parse(&again, buf_view(&b), "keys", &e) == 0);
	assert(again.n == k.n);
	for (size_t i = 0; i < k.n; i++)
		assert(again.key[i].id == k.key[i].id);
	buf_fini(&b);
}

static void
check_proof(struct str s)
{
	struct proof_file p;
	struct err e = { 0 };
	struct buf b, scratch;

	buf_init(&scratch, 1 << 20);
	buf_init(&b, 1 << 20);
	if (proof_file_parse(&p, s, &scratch, &e) == 0) {
		assert(inside(p.leaf, buf_view(&scratch)));
		assert(inside(p.checkpoint, s));
		proof_file_format(&b, &p);
		assert(str_eq(buf_view(&b), s));
		check_note(p.checkpoint);
	}
	buf_fini(&b);
	buf_fini(&scratch);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str s = { (const char *)data, n };

	if (n > 65536)
		return 0;
	check_note(s);
	check_checkpoint(s);
	check_key(s);
	check_keys(s);
	check_proof(s);
	return 0;
}
