/* SPDX-License-Identifier: Apache-2.0 */
/* Of the shared strings, those that are the header of the problem column. */
#include "importer/markup/xlsx/xlsx.h"

#include <stdlib.h>

#include "importer/common/problem_column.h"
#include "shared/base/mem.h"
#include "shared/base/num.h"
#include "shared/sheet/xml/xml.h"

#define MAX_HEADER_TEXT ((size_t)64 << 10)
#define MAX_HEADERS 1024

struct strings {
	uint32_t *header; /* strings that are the header, upwards */
	size_t n, cap;
	uint32_t at;      /* of the string being read */
	unsigned phonetic;
	bool in_text;
	struct buf text;
};

static void
on_start(void *ctx, const char *name, const char **attr)
{
	struct strings *x = ctx;

	(void)attr;
	if (strcmp(name, "si") == 0)
		buf_reset(&x->text);
	else if (strcmp(name, "rPh") == 0)
		x->phonetic++;
	else if (strcmp(name, "t") == 0)
		x->in_text = x->phonetic == 0;
}

static void
on_end(void *ctx, const char *name)
{
	struct strings *x = ctx;

	if (strcmp(name, "t") == 0)
		x->in_text = false;
	if (strcmp(name, "rPh") == 0 && x->phonetic > 0)
		x->phonetic--;
	if (strcmp(name, "si") != 0)
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
on_text(void *ctx, const char *p, size_t n)
{
	struct strings *x = ctx;

	if (x->in_text)
		buf_put(&x->text, p, n);
}

int
strings_read(struct strings **t, const struct package *p, struct err *e)
{
	struct strings *x = mem_calloc(1, sizeof(*x));
	struct xml_handler h = { .start = on_start, .end = on_end,
		.text = on_text, .ctx = x };

	*t = x;
	buf_init(&x->text, MAX_HEADER_TEXT);
	return p->strings == NULL ? 0 : xml_read(p->zip, p->strings, &h, e);
}

void
strings_free(struct strings *t)
{
	if (t == NULL)
		return;
	free(t->header);
	buf_fini(&t->text);
	free(t);
}

static int
by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

bool
strings_is_header(const struct strings *t, struct str index)
{
	uint64_t v;
	uint32_t key;

	if (t == NULL || t->n == 0 || !num_parse_u64(index, UINT32_MAX, &v))
		return false;
	key = (uint32_t)v;
	return bsearch(&key, t->header, t->n, sizeof(key), by_number) != NULL;
}
