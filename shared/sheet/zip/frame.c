/* SPDX-License-Identifier: Apache-2.0 */
/* A zip container byte by byte; see frame.h. */
#include "shared/sheet/zip/frame.h"

#include <stdint.h>
#include <stdlib.h>

#include "shared/base/mem.h"

#define END_BYTES 22       /* of the record that ends the directory */
#define ENTRY_BYTES 46     /* of the directory, before the name */
#define LOCAL_BYTES 30     /* before a part, before the name */
#define MAX_ENTRIES 4096
#define HAS_DESCRIPTOR 8   /* flag: sizes stand behind the part too */

/* Where a part lies. */
struct span {
	uint64_t from, to;
	bool descriptor; /* sizes follow: of 12 or 16 bytes */
};

static uint32_t
number(struct str s, uint64_t at, unsigned bytes)
{
	uint32_t v = 0;

	while (bytes-- > 0)
		v = v << 8 | (unsigned char)s.p[at + bytes];
	return v;
}

static int
span_order(const void *a, const void *b)
{
	const struct span *p = a, *q = b;

	return p->from < q->from ? -1 : p->from > q->from;
}

/* Does a part say of itself what its directory says of it? */
static bool
says_the_same(struct str s, uint64_t entry, uint64_t part, bool descriptor)
{
	/* How it is packed; its sizes, unless they stand behind it. */
	return number(s, entry + 10, 2) == number(s, part + 8, 2) &&
	    (descriptor || (number(s, entry + 20, 4) ==
	    number(s, part + 18, 4) && number(s, entry + 24, 4) ==
	    number(s, part + 22, 4)));
}

/* An entry of the directory at *at, which goes on behind it. */
static const char *
read_entry(struct str s, uint64_t *at, uint64_t end, struct span *span,
    zip_name_fn *fn, void *ctx)
{
	uint64_t name, size;

	if (*at + ENTRY_BYTES > end || number(s, *at, 4) != 0x02014b50)
		return "a directory that is not plain";
	name = number(s, *at + 28, 2);
	if (number(s, *at + 32, 2) != 0)
		return "a comment on one of its parts";
	span->descriptor = (number(s, *at + 8, 2) & HAS_DESCRIPTOR) != 0;
	size = number(s, *at + 20, 4);
	span->from = number(s, *at + 42, 4);
	if (*at + ENTRY_BYTES + name + number(s, *at + 30, 2) > end ||
	    span->from + LOCAL_BYTES > end)
		return "a directory that is not plain";
	/* The part with its own name and extras before it. */
	span->to = span->from + LOCAL_BYTES + number(s, span->from + 26, 2) +
	    number(s, span->from + 28, 2) + size;
	if (number(s, span->from, 4) != 0x04034b50 || name !=
	    number(s, span->from + 26, 2) || span->to > end ||
	    memcmp(s.p + *at + ENTRY_BYTES, s.p + span->from + LOCAL_BYTES,
	    name) != 0 || !says_the_same(s, *at, span->from,
	    span->descriptor))
		return "a part that its directory calls otherwise";
	if (!fn(ctx, (struct str){ s.p + *at + ENTRY_BYTES, name }))
		return "a part too many";
	*at += ENTRY_BYTES + name + number(s, *at + 30, 2);
	return NULL;
}

/* Do the parts fill everything up to the directory? */
static const char *
check_spans(struct str s, struct span *span, size_t n, uint64_t directory)
{
	uint64_t at = 0;

	qsort(span, n, sizeof(*span), span_order);
	for (size_t i = 0; i < n; i++) {
		uint64_t next = i + 1 < n ? span[i + 1].from : directory;

		if (span[i].from != at)
			return i == 0 ? "something before its first part" :
			    "something between its parts";
		if (span[i].descriptor && next >= span[i].to + 12)
			span[i].to += number(s, span[i].to, 4) == 0x08074b50 ?
			    16 : 12;
		at = span[i].to;
	}
	return at == directory ? NULL : "something before its directory";
}

const char *
zip_frame(struct str s, zip_name_fn *fn, void *ctx)
{
	struct span *span;
	const char *fault = NULL;
	uint64_t end, at, directory;
	size_t n;

	/* The directory's end stands at the very end. */
	if (s.n < END_BYTES || number(s, s.n - END_BYTES, 4) != 0x06054b50)
		return "something behind its end, or a comment";
	end = s.n - END_BYTES;
	n = number(s, end + 10, 2);
	directory = number(s, end + 16, 4);
	if (number(s, end + 20, 2) != 0)
		return "a comment";
	if (n > MAX_ENTRIES || number(s, end + 8, 2) != n ||
	    directory + number(s, end + 12, 4) != end)
		return "a directory that is not plain";
	/* Its entries, and what they take. */
	span = mem_calloc(n + 1, sizeof(*span));
	at = directory;
	for (size_t i = 0; i < n && fault == NULL; i++)
		fault = read_entry(s, &at, end, &span[i], fn, ctx);
	if (fault == NULL && at != end)
		fault = "something behind its directory";
	if (fault == NULL)
		fault = check_spans(s, span, n, directory);
	free(span);
	return fault;
}
