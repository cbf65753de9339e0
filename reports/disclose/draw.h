/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The draw of a disclosure (docs/sampling.md): positions of lines in a data
 * file that follow from a seed, the root over the lines and their number, so
 * that whoever sees only the lines drawn can draw them again.
 */
#ifndef PREAUDIT_DRAW_H
#define PREAUDIT_DRAW_H

#include "shared/base/buf.h"
#include "shared/base/hash.h"

/* A sequence of positions on its way. */
struct draw {
	uint64_t rows, counter;
	struct sha256 sha;
	struct buf text; /* what is hashed, up to the counter */
	size_t head;     /* bytes of it before the counter */
};

/*
 * Begins: `rows_root` in hexadecimal, of a file of `rows` records, at least 1.
 * To be ended with draw_end.
 */
void draw_begin(struct draw *d, const char *seed, const char *rows_root,
    uint64_t rows);
/*
 * The next position, 1 to rows, all equally likely. One that came before may
 * come again, and counts once: the caller passes over it.
 */
uint64_t draw_next(struct draw *d);
void draw_end(struct draw *d);

#endif
