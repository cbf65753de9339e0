/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Shared texts. Few stay in memory. Many go to the spill as they come: texts,
 * and after every full block of entries that block; the file is then read
 * through a map, of which no more than some windows stay in memory at a time.
 */
#include "shared/sheet/xlsx_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/mman.h>

#define MAX_TEXTS ((size_t)64 << 20)
#define LENGTH_BITS 24
#define LENGTH_MASK (((uint64_t)1 << LENGTH_BITS) - 1)
#define BLOCK ((size_t)65536)      /* entries */
#define FLUSH ((size_t)1 << 20)    /* bytes */
/* The kernel brings in up to this much of a file at a touch. */
#define WINDOW ((size_t)65536)
#define MAX_TOUCHED 384            /* windows: 24 MiB */

void
texts_init(struct texts *t, int spill)
{
	*t = (struct texts){ .spill = spill };
	buf_init(&t->text, TEXTS_MAX_MEMORY);
}

void
texts_fini(struct texts *t)
{
	if (t->map != NULL)
		munmap((void *)(uintptr_t)t->map, t->written);
	buf_fini(&t->text);
	free(t->entry);
	free(t->block);
	free(t->touched);
	*t = (struct texts){ .spill = -1 };
}

static int
write_out(struct texts *t, const void *p, size_t n, struct err *e)
{
	const char *from = p;

	while (n > 0) {
		ssize_t done = pwrite(t->spill, from, n, (off_t)t->written);

		if (done == -1 && errno == EINTR)
			continue;
		if (done <= 0)
			return err_sys(e, "write", "the shared texts of the "
			    "workbook to a temporary file");
		from += done;
		n -= (size_t)done;
		t->written += (uint64_t)done;
	}
	return 0;
}

static int
flush_text(struct texts *t, struct err *e)
{
	int status = write_out(t, t->text.p, t->text.n, e);

	buf_reset(&t->text);
	return status;
}

/* The first block of the entries at hand; `n` of them have their place. */
static int
flush_block(struct texts *t, size_t n, struct err *e)
{
	static const char fill[8];
	size_t entries = n < BLOCK ? n : BLOCK;

	if (flush_text(t, e) == -1 || write_out(t, fill,
	    (size_t)(-t->written & 7), e) == -1)
		return -1;
	t->block = mem_grow(t->block, &t->cap_block, t->nblock,
	    sizeof(*t->block));
	t->block[t->nblock++] = t->written;
	if (write_out(t, t->entry, entries * sizeof(*t->entry), e) == -1)
		return -1;
	t->nentry -= entries;
	memmove(t->entry, t->entry + entries, t->nentry * sizeof(*t->entry));
	return 0;
}

static int
spill_full(struct texts *t, struct err *e)
{
	if (t->spill == -1)
		return 0;
	if (!t->spilled && t->text.n + t->nentry * sizeof(*t->entry) <=
	    TEXTS_IN_MEMORY)
		return 0;
	t->spilled = true;
	while (t->nentry >= BLOCK)
		if (flush_block(t, t->nentry, e) == -1)
			return -1;
	return t->text.n < FLUSH ? 0 : flush_text(t, e);
}

static int
too_long(const struct texts *t, struct err *e)
{
	return err_set(e, ERR_REFUSED, "shared text %zu is too long: more "
	    "than %zu bytes", t->n + 1, XLSX_MAX_CELL_TEXT);
}

int
texts_add(struct texts *t, struct str s, struct err *e)
{
	uint64_t at = t->written + t->text.n, n;

	if (t->n == MAX_TEXTS)
		return err_set(e, ERR_REFUSED, "it has more than %zu shared "
		    "texts", MAX_TEXTS);
	if (s.n > XLSX_MAX_CELL_TEXT)
		return too_long(t, e);
	xlsx_put_decoded(&t->text, s);
	if (!buf_ok(&t->text))
		return err_set(e, ERR_REFUSED, "its shared texts are too "
		    "long: more than %zu MiB", TEXTS_MAX_MEMORY >> 20);
	n = t->written + t->text.n - at;
	if (t->nentry >= t->cap_entry)
		t->entry = mem_grow(t->entry, &t->cap_entry, t->nentry,
		    sizeof(*t->entry));
	t->entry[t->nentry++] = at << LENGTH_BITS | n;
	t->n++;
	return spill_full(t, e);
}

int
texts_finish(struct texts *t, struct err *e)
{
	void *map;

	if (!t->spilled)
		return 0;
	if (flush_text(t, e) == -1 ||
	    (t->nentry > 0 && flush_block(t, t->nentry, e) == -1))
		return -1;
	buf_fini(&t->text);
	free(t->entry);
	t->entry = NULL;
	map = mmap(NULL, t->written, PROT_READ, MAP_SHARED, t->spill, 0);
	if (map == MAP_FAILED)
		return err_sys(e, "map", "the shared texts of the workbook");
	t->map = map;
	t->touched = mem_calloc(t->written / WINDOW / 8 + 1, 1);
	return 0;
}

/* Notes what is about to be read; when that is much, all of it is let go. */
static void
touch(struct texts *t, uint64_t at, uint64_t n)
{
	size_t from = (size_t)(at / WINDOW);
	size_t to = (size_t)((at + n) / WINDOW);

	for (size_t w = from; w <= to; w++) {
		uint8_t bit = (uint8_t)(1u << (w & 7));

		if ((t->touched[w >> 3] & bit) != 0)
			continue;
		if (t->ntouched == MAX_TOUCHED) {
			(void)madvise((void *)(uintptr_t)t->map, t->written,
			    MADV_DONTNEED);
			memset(t->touched, 0, t->written / WINDOW / 8 + 1);
			t->ntouched = 0;
		}
		t->touched[w >> 3] |= bit;
		t->ntouched++;
	}
}

bool
texts_get(struct texts *t, uint64_t i, struct str *s)
{
	uint64_t entry, at;
	const char *base = t->text.p;

	if (i >= t->n)
		return false;
	if (t->map == NULL) {
		entry = t->entry[i];
	} else {
		at = t->block[i / BLOCK] + i % BLOCK * sizeof(entry);
		touch(t, at, sizeof(entry));
		memcpy(&entry, t->map + at, sizeof(entry));
		touch(t, entry >> LENGTH_BITS, entry & LENGTH_MASK);
		base = t->map;
	}
	s->n = (size_t)(entry & LENGTH_MASK);
	s->p = s->n == 0 ? "" : base + (entry >> LENGTH_BITS);
	return true;
}

/* ---- out of the part ---- */

struct reader {
	struct texts *texts;
	struct buf one; /* the text being read */
	bool in_t, stop, failed;
	unsigned phonetic; /* inside <rPh>: not part of the text */
	struct err *e;
};

static void
on_start(void *ctx, const char *name, const char **attr)
{
	struct reader *r = ctx;

	(void)attr;
	if (strcmp(name, "t") == 0)
		r->in_t = r->phonetic == 0;
	else if (strcmp(name, "rPh") == 0)
		r->phonetic++;
}

static void
on_end(void *ctx, const char *name)
{
	struct reader *r = ctx;

	if (strcmp(name, "t") == 0) {
		r->in_t = false;
	} else if (strcmp(name, "rPh") == 0 && r->phonetic > 0) {
		r->phonetic--;
	} else if (strcmp(name, "si") == 0) {
		if (!buf_ok(&r->one))
			too_long(r->texts, r->e);
		if (!buf_ok(&r->one) ||
		    texts_add(r->texts, buf_view(&r->one), r->e) == -1)
			r->failed = r->stop = true;
		buf_reset(&r->one);
	}
}

static void
on_text(void *ctx, const char *p, size_t n)
{
	struct reader *r = ctx;

	if (r->in_t)
		buf_put(&r->one, p, n);
}

int
xlsx_read_texts(struct xlsx *x, const char *part, struct err *e)
{
	int spill = x->texts.spill, status = 0;
	struct reader r = { .texts = &x->texts, .e = e };
	struct xml_handler h = { .start = on_start, .end = on_end,
		.text = on_text, .stop = &r.stop, .ctx = &r };
	enum xml_scanned scanned;

	buf_init(&r.one, XLSX_MAX_CELL_TEXT);
	scanned = xml_scan(x->zip, part, &h, e);
	if (scanned == XML_SCAN_FAILED) {
		status = -1;
	} else if (scanned == XML_SCAN_GAVE_UP) {
		texts_fini(&x->texts);
		texts_init(&x->texts, spill);
		buf_reset(&r.one);
		r.in_t = false;
		r.phonetic = 0;
		status = xml_read(x->zip, part, &h, e);
	}
	buf_fini(&r.one);
	return status == -1 || r.failed ? -1 : texts_finish(&x->texts, e);
}
