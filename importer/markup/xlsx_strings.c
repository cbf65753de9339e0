/* SPDX-License-Identifier: Apache-2.0 */
/* Of the shared strings, those that are the header of the problem column. */
#include "importer/markup/xlsx.h"

#include <stdlib.h>

#include "importer/common/problem_column.h"
#include "shared/base/mem.h"
#include "shared/base/num.h"

#define MAX_HEADER_TEXT ((size_t)64 << 10)
#define MAX_HEADERS 1024

struct strings {
	struct xml_copy *copy;
	uint32_t *header; /* strings that are the header, upwards */
	size_t n, cap;
	uint32_t at;      /* of the string being read */
	unsigned phonetic;
	bool in_text;
	struct buf text;
};

static void
text_start(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct strings *x = ctx;

	(void)out;
	if (t->depth == 2 && strcmp(t->name, "si") == 0)
		buf_reset(&x->text);
	else if (strcmp(t->name, "rPh") == 0)
		x->phonetic++;
	else if (strcmp(t->name, "t") == 0)
		x->in_text = x->phonetic == 0;
}

static void
text_end(void *ctx, const struct xml_tag *t, struct buf *out)
{
	struct strings *x = ctx;

	(void)out;
	if (strcmp(t->name, "t") == 0)
		x->in_text = false;
	else if (strcmp(t->name, "rPh") == 0 && x->phonetic > 0)
		x->phonetic--;
	if (t->depth != 2 || strcmp(t->name, "si") != 0)
		return;
	if (buf_ok(&x->text) && problem_column_is_header(buf_view(&x->text)) &&
	    x->n < MAX_HEADERS) {
		x->header = mem_grow(x->header, &x->cap, x->n,
		    sizeof(*x->header));
		x->header[x->n++] = x->at;
	}
	x->at++;
}

static void
text_text(void *ctx, const char *p, size_t n)
{
	struct strings *x = ctx;

	if (x->in_text)
		buf_put(&x->text, p, n);
}

static int
feed(void *ctx, struct str in, bool last, struct err *e)
{
	struct strings *x = ctx;
	struct buf none = { 0 };

	return xml_copy_feed(x->copy, in, last, &none, e);
}

int
strings_read(struct strings **t, struct zipedit *z, const char *part,
    struct err *e)
{
	static const bool mute = true;
	struct strings *x = mem_calloc(1, sizeof(*x));
	struct xml_copier h = { .start = text_start, .end = text_end,
		.text = text_text, .mute = &mute, .ctx = x };

	*t = x;
	buf_init(&x->text, MAX_HEADER_TEXT);
	if (part == NULL || !zipedit_has(z, part))
		return 0;
	xml_copy_open(&x->copy, &h, part);
	return part_read(z, part, feed, x, e);
}

void
strings_free(struct strings *t)
{
	if (t == NULL)
		return;
	xml_copy_close(t->copy);
	free(t->header);
	buf_fini(&t->text);
	free(t);
}

bool
strings_is_header(const struct strings *t, struct str index)
{
	size_t lo = 0, hi = t == NULL ? 0 : t->n;
	uint64_t v;

	if (!num_parse_u64(index, UINT32_MAX, &v))
		return false;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (t->header[mid] == v)
			return true;
		if (t->header[mid] < v)
			lo = mid + 1;
		else
			hi = mid;
	}
	return false;
}
