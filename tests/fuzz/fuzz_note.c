/* SPDX-License-Identifier: Apache-2.0 */
/* Notes, checkpoints, proof files, keys: accepted text is written back the same. */
#include <assert.h>

#include "shared/log/note.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
try_proof(struct str s)
{
	struct buf scratch, again;
	struct proof_file p;
	struct err e;

	buf_init(&scratch, (size_t)1 << 20);
	buf_init(&again, (size_t)1 << 20);
	if (proof_file_parse(&p, s, &scratch, &e) == 0) {
		proof_file_format(&again, &p);
		assert(str_eq(buf_view(&again), s));
	}
	buf_fini(&scratch);
	buf_fini(&again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct vkeys none = { .n = 0 };
	struct str s = { (const char *)data, size }, text;
	const struct vkey *by;
	struct checkpoint c;
	struct vkey k;
	struct buf b;
	struct err e;

	buf_init(&b, (size_t)1 << 20);
	if (checkpoint_parse(&c, s, &e) == 0) {
		checkpoint_format(&b, &c);
		assert(str_eq(buf_view(&b), s));
	}
	buf_reset(&b);
	if (vkey_parse(&k, s, &e) == 0) {
		vkey_format(&b, &k);
		assert(str_eq(buf_view(&b), s));
	}
	assert(note_open(s, &none, &text, &by) != NOTE_OK);
	try_proof(s);
	buf_fini(&b);
	return 0;
}
