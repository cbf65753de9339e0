/* SPDX-License-Identifier: Apache-2.0 */
/* What mail and editors do to our texts, taken back; see transport.h. */
#include "shared/log/transport.h"

#define BOM "\xef\xbb\xbf"

bool
transport_undo(struct buf *b)
{
	size_t from = str_starts(buf_view(b), STR(BOM)) ? strlen(BOM) : 0;
	size_t to = 0;

	for (size_t i = from; i < b->n; i++)
		if (b->p[i] != '\r' || i + 1 == b->n || b->p[i + 1] != '\n')
			b->p[to++] = b->p[i];
	if (to == b->n)
		return false;
	b->n = to;
	return true;
}
