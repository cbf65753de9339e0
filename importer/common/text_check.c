/* SPDX-License-Identifier: Apache-2.0 */
/* Text, piece by piece; see text_check.h. */
#include "importer/common/text_check.h"

#include "shared/base/utf8.h"

#define PIECE ((size_t)4 << 20)

/* The end of a piece, not within a character. */
static size_t
piece_end(struct str s, size_t from)
{
	size_t to = s.n - from > PIECE ? from + PIECE : s.n;

	while (to < s.n && to > from + 4 &&
	    ((unsigned char)s.p[to] & 0xc0) == 0x80)
		to--;
	return to;
}

enum text_verdict
text_check(const struct map *m, struct str s, size_t *at)
{
	for (size_t from = 0, to; from < s.n; from = to) {
		struct str piece;
		const char *nul;
		size_t good;

		to = piece_end(s, from);
		piece = (struct str){ s.p + from, to - from };
		good = utf8_valid(piece);
		nul = memchr(piece.p, '\0', good);
		if (nul != NULL) {
			*at = (size_t)(nul - s.p);
			return TEXT_NUL;
		}
		if (good < piece.n) {
			*at = from + good;
			return TEXT_NOT_UTF8;
		}
		map_passed(m, s.p + to);
	}
	return TEXT_GOOD;
}
