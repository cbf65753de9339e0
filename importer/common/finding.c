/* SPDX-License-Identifier: Apache-2.0 */
/* Findings kept as canonical CSV records, in memory and then in a file. */
#include "importer/common/finding.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include <sys/mman.h>

#include "shared/base/mem.h"
#include "shared/base/num.h"
#include "shared/base/utf8.h"
#include "shared/file/fileio.h"
#include "shared/text/csv.h"

#define SPILL_BYTES ((size_t)4 << 20)
#define VALUE_MAX 200   /* code points of a value that are kept */
#define NUMBERS 5       /* the first columns of a record */
#define COLUMNS 13

static const char *const level_name[] = {
	[LEVEL_ERROR] = "error", [LEVEL_WARNING] = "warning",
};

const char *
finding_level_name(enum finding_level l)
{
	return level_name[l];
}

void
finding_init(struct finding_list *l)
{
	*l = (struct finding_list){ .fd = -1 };
	buf_init(&l->text, BUF_MAX_DEFAULT);
}

void
finding_fini(struct finding_list *l)
{
	buf_fini(&l->text);
	if (l->fd != -1)
		close(l->fd);
	l->fd = -1;
}

static int
spill(struct finding_list *l, struct err *e)
{
	if (l->fd == -1)
		l->fd = file_temp(e);
	if (l->fd == -1 || fd_write(l->fd, l->text.p, l->text.n,
	    "the temporary file of findings", e) == -1)
		return -1;
	l->spilled += l->text.n;
	buf_reset(&l->text);
	return 0;
}

static void
put_number(struct buf *b, uint64_t v)
{
	buf_u64(b, v);
	buf_putc(b, ',');
}

static void
put_text(struct buf *b, struct str s, char end)
{
	csv_put_field(b, s);
	buf_putc(b, end);
}

/* '?' for each byte that is no UTF-8: a message may name a file, of any bytes. */
static void
put_message(struct buf *b, struct str s)
{
	struct buf copy;
	size_t i;

	buf_init(&copy, BUF_MAX_DEFAULT);
	while ((i = utf8_valid(s)) < s.n) {
		buf_put(&copy, s.p, i);
		buf_putc(&copy, '?');
		s = (struct str){ s.p + i + 1, s.n - i - 1 };
	}
	buf_str(&copy, s);
	put_text(b, buf_view(&copy), '\r');
	buf_fini(&copy);
}

void
finding_put(struct finding_list *l, const struct finding *f)
{
	struct buf *b = &l->text;

	l->n++;
	if (f->level == LEVEL_ERROR)
		l->errors++;
	else
		l->warnings++;
	put_number(b, f->job);
	put_number(b, (uint64_t)f->level);
	put_number(b, f->row);
	put_number(b, f->line);
	put_number(b, f->column);
	put_text(b, str_of(f->code), ',');
	put_text(b, f->file, ',');
	put_text(b, f->sheet, ',');
	put_text(b, f->reg, ',');
	put_text(b, utf8_cut(f->header, VALUE_MAX), ',');
	put_text(b, f->field, ',');
	put_text(b, utf8_cut(f->value, VALUE_MAX), ',');
	put_message(b, f->message);
	buf_putc(b, '\n');
	if (b->n >= SPILL_BYTES && l->err.code == ERR_NONE)
		(void)spill(l, &l->err);
}

void
finding_add(struct finding_list *l, const struct finding *f,
    const struct message *m, const struct value *arg, size_t n)
{
	struct finding full = *f;
	struct buf text;

	buf_init(&text, BUF_MAX_DEFAULT);
	message_put(&text, m, arg, n);
	full.code = m->code;
	full.level = (enum finding_level)m->level;
	full.message = buf_view(&text);
	finding_put(l, &full);
	buf_fini(&text);
}

struct finding_mark
finding_mark(const struct finding_list *l)
{
	return (struct finding_mark){ l->spilled + l->text.n, l->n, l->errors,
		l->warnings };
}

int
finding_forget(struct finding_list *l, struct finding_mark m, struct err *e)
{
	l->n = m.n;
	l->errors = m.errors;
	l->warnings = m.warnings;
	if (m.bytes >= l->spilled) {
		l->text.n = (size_t)(m.bytes - l->spilled);
		return 0;
	}
	buf_reset(&l->text);
	l->spilled = m.bytes;
	if (ftruncate(l->fd, (off_t)m.bytes) == -1 ||
	    lseek(l->fd, (off_t)m.bytes, SEEK_SET) == -1)
		return err_sys(e, "cut", "the temporary file of findings");
	return 0;
}

/* The finding of a record, whose texts live in it or in side. */
static struct finding
read_finding(const struct str raw[COLUMNS], struct buf *side)
{
	uint64_t n[NUMBERS] = { 0 };
	struct str v[COLUMNS];

	for (size_t i = 0; i < NUMBERS; i++)
		(void)num_parse_u64(raw[i], UINT64_MAX, &n[i]);
	for (size_t i = NUMBERS; i < COLUMNS; i++)
		v[i] = csv_canon_text(raw[i], side);
	buf_str(side, v[5]);
	return (struct finding){ .job = (unsigned)n[0],
		.level = (enum finding_level)n[1], .row = n[2], .line = n[3],
		.column = (unsigned)n[4], .code = buf_cstr(side) +
		side->n - v[5].n, .file = v[6], .sheet = v[7], .reg = v[8],
		.header = v[9], .field = v[10], .value = v[11],
		.message = v[12] };
}

static int
walk(struct str text, finding_fn *fn, void *ctx, struct err *e)
{
	struct csv_canon c = { .rest = text };
	struct str record, raw[COLUMNS];
	struct finding f;
	struct buf side;
	int status = 0;

	buf_init(&side, BUF_MAX_DEFAULT);
	while (status == 0 && c.rest.n > 0) {
		size_t n = COLUMNS;

		if (csv_canon_next(&c, &record, raw, &n) != 1 ||
		    n != COLUMNS) {
			status = err_set(e, ERR_SYS,
			    "the list of findings cannot be read back");
			break;
		}
		/* Room for all its texts, so that none moves. */
		buf_reset(&side);
		(void)buf_reserve(&side, 2 * record.n);
		f = read_finding(raw, &side);
		status = fn(ctx, &f, e);
	}
	buf_fini(&side);
	return status;
}

int
finding_each(struct finding_list *l, finding_fn *fn, void *ctx, struct err *e)
{
	int status = 0;
	void *p;

	if (l->err.code != ERR_NONE) {
		*e = l->err;
		return -1;
	}
	if (l->spilled > 0) {
		p = mmap(NULL, (size_t)l->spilled, PROT_READ, MAP_SHARED,
		    l->fd, 0);
		if (p == MAP_FAILED)
			return err_sys(e, "read", "the findings");
		status = walk((struct str){ p, (size_t)l->spilled }, fn, ctx,
		    e);
		munmap(p, (size_t)l->spilled);
	}
	if (status == 0)
		status = walk(buf_view(&l->text), fn, ctx, e);
	return status;
}

void
cell_name(char out[CELL_NAME], unsigned column, uint64_t row)
{
	size_t n;

	if (column == 0) {
		snprintf(out, CELL_NAME, "row %llu", (unsigned long long)row);
		return;
	}
	column_name(out, column);
	n = strlen(out);
	snprintf(out + n, CELL_NAME - n, "%llu", (unsigned long long)row);
}
