/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any bytes as a log line. What is taken apart must give the same bytes when
 * it is written again, and those must be taken apart the same way.
 */
#include <assert.h>
#include <stddef.h>

#include "shared/store/leaf/leaf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str line = { (const char *)data, n };
	struct arena a = { 0 };
	struct err e = { 0 };
	struct leaf l;
	struct buf b;

	if (leaf_parse(&l, line, &a, &e) == -1) {
		assert(e.code == ERR_INTEGRITY && e.msg[0] != '\0');
	} else if (l.type != LEAF_LATER) {
		buf_init(&b, LEAF_MAX_BYTES);
		assert(leaf_format(&b, &l, &e) == 0);
		assert(str_eq(buf_view(&b), line));
		buf_fini(&b);
	}
	arena_fini(&a);
	return 0;
}
