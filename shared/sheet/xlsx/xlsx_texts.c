/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Shared texts. Few stay in memory. Many go to the spill as they come: texts,
 * and blocks of entries beyond the first; the file is then read through a map,
 * of which no more than some windows stay in memory at a time.
 */
#include "shared/sheet/xlsx/xlsx_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/mman.h>

#define MAX_TEXTS ((size_t)64 << 20)
#define LENGTH_BITS 24
#define LENGTH_MASK (((uint64_t)1 << LENGTH_BITS) - 1)
#define KEPT ((size_t)2 << 20)      /* entries that stay in memory: 16 MiB */
#define BLOCK ((size_t)65536)      /* the others, to a block */
#define FLUSH ((size_t)1 << 20)    /* bytes */
/* The kernel brings in up to this much of a file at a touch. */
#define WINDOW ((size_t)65536)
#define MAX_MAPPED 384             /* windows: 24 MiB */
#define MAX_READ ((size_t)256)
/* So often a window is missed before it is mapped. */
#define MAPPED 8

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
	free(t->missed);
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

/* A block of the entries behind those that are kept. */
static int
flush_block(struct texts *t, struct err *e)
{
	static const char fill[8];
	size_t n = t->nentry - KEPT, entries = n < BLOCK ? n : BLOCK;
	uint64_t *from = t->entry + KEPT;

	if (flush_text(t, e) == -1 || write_out(t, fill,
	    (size_t)(-t->written & 7), e) == -1)
		return -1;
	t->block = mem_grow(t->block, &t->cap_block, t->nblock,
	    sizeof(*t->block));
	t->block[t->nblock++] = t->written;
	if (write_out(t, from, entries * sizeof(*from), e) == -1)
		return -1;
	t->nentry -= entries;
	memmove(from, from + entries, (n - entries) * sizeof(*from));
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
	while (t->nentry >= KEPT + BLOCK)
		if (flush_block(t, e) == -1)
			return -1;
	return t->text.n < FLUSH ? 0 : flush_text(t, e);
}

static int
too_long(const struct texts *t, struct err *e)
{
	return err_set(e, ERR_REFUSED, "shared text %zu is too long: more "
	    "than %zu bytes; shorten it", t->n + 1, XLSX_MAX_CELL_TEXT);
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
	    (t->nentry > KEPT && flush_block(t, e) == -1))
		return -1;
	buf_fini(&t->text);
	map = mmap(NULL, t->written, PROT_READ, MAP_SHARED, t->spill, 0);
	if (map == MAP_FAILED)
		return err_sys(e, "map", "the shared texts of the workbook");
	t->map = map;
	t->missed = mem_calloc(t->written / WINDOW + 1, 1);
	return 0;
}

/* Lets every window go. */
static void
forget(struct texts *t)
{
	(void)madvise((void *)(uintptr_t)t->map, t->written, MADV_DONTNEED);
	memset(t->missed, 0, t->written / WINDOW + 1);
	t->mapped = 0;
}

/*
 * Whether a window is worth mapping: it follows the last, or was missed some
 * times. Else a few bytes out of it cost less by a read.
 */
static bool
worth_mapping(struct texts *t, size_t window)
{
	uint8_t *missed = &t->missed[window];

	if (*missed == MAPPED)
		return true;
	if (window != t->last + 1 && window != t->last && ++*missed < MAPPED)
		return false;
	if (t->mapped == MAX_MAPPED)
		forget(t);
	*missed = MAPPED;
	t->mapped++;
	t->last = window;
	return true;
}

/* Bytes of the spill, where they lie or else in `room`; NULL: cannot be read. */
static const char *
fetch(struct texts *t, uint64_t at, size_t n, char *room)
{
	size_t from = (size_t)(at / WINDOW);
	size_t to = (size_t)((at + n - 1) / WINDOW);
	size_t have = 0;

	if (n <= MAX_READ && from == to && !worth_mapping(t, from)) {
		while (have < n) {
			ssize_t got = pread(t->spill, room + have, n - have,
			    (off_t)(at + have));

			if (got == 0 || (got == -1 && errno != EINTR))
				return NULL;
			have += got == -1 ? 0 : (size_t)got;
		}
		return room;
	}
	for (size_t w = from; w <= to; w++)
		if (t->missed[w] != MAPPED) {
			t->last = w;
			(void)worth_mapping(t, w);
		}
	return t->map + at;
}

static bool
get_spilled(struct texts *t, uint64_t i, struct buf *copies, struct str *s)
{
	char room[MAX_READ];
	uint64_t entry, at = i - KEPT;
	const char *p;

	if (i < KEPT) {
		entry = t->entry[i];
	} else {
		p = fetch(t, t->block[at / BLOCK] + at % BLOCK *
		    sizeof(entry), sizeof(entry), room);
		if (p == NULL)
			return false;
		memcpy(&entry, p, sizeof(entry));
	}
	*s = (struct str){ "", (size_t)(entry & LENGTH_MASK) };
	if (s->n == 0)
		return true;
	p = fetch(t, entry >> LENGTH_BITS, s->n, room);
	s->p = p == room ? NULL : p;
	if (p == room)
		buf_put(copies, room, s->n);
	return p != NULL;
}

bool
texts_get(struct texts *t, uint64_t i, struct buf *copies, struct str *s)
{
	uint64_t entry;

	if (i >= t->n)
		return false;
	if (t->map != NULL)
		return get_spilled(t, i, copies, s);
	entry = t->entry[i];
	s->n = (size_t)(entry & LENGTH_MASK);
	s->p = s->n == 0 ? "" : t->text.p + (entry >> LENGTH_BITS);
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
