/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any bytes into both CSV readers. What csv_read delivers, written in the
 * store's dialect, must be read back field for field by both; what
 * csv_canon_next accepts must be what csv_put_field writes.
 */
#include <assert.h>
#include <stddef.h>

#include "shared/base/utf8.h"
#include "shared/text/csv.h"

#define ROOM 64

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

struct seen {
	struct buf *text;  /* rows in the store's dialect */
	uint64_t row, line;
};

static bool
write_row(void *ctx, const struct csv_row *row)
{
	struct seen *s = ctx;

	assert(row->n >= 1 && row->row > s->row && row->line > s->line &&
	    row->line >= row->row);
	s->row = row->row;
	s->line = row->line;
	for (size_t i = 0; i < row->n; i++) {
		if (i > 0)
			buf_putc(s->text, ',');
		csv_put_field(s->text, row->field[i]);
	}
	if (row->n == 1 && row->field[0].n == 0)
		buf_puts(s->text, "\"\"");
	buf_puts(s->text, "\r\n");
	return true;
}

/* Reads the store's dialect and writes it again: the same bytes. */
static int
check_canonical(struct str text)
{
	struct csv_canon c = { text, 0 };
	struct str record, field[ROOM];
	struct buf again, scratch;
	size_t n = ROOM;
	int more;

	buf_init(&again, 1 << 24);
	buf_init(&scratch, 1 << 24);
	for (; (more = csv_canon_next(&c, &record, field, &n)) == 1; n = ROOM) {
		struct csv_row row = { .field = field, .n = n,
			.row = c.record, .line = c.record };
		struct seen s = { .text = &again };

		buf_reset(&again);
		buf_reset(&scratch);
		/* So that scratch never moves under earlier fields. */
		assert(buf_reserve(&scratch, record.n));
		for (size_t i = 0; i < n; i++)
			field[i] = csv_canon_text(field[i], &scratch);
		write_row(&s, &row);
		assert(str_eq(buf_view(&again), record));
	}
	buf_fini(&again);
	buf_fini(&scratch);
	return more;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char delimiters[] = ",;\t|";
	struct buf once, twice;
	struct seen s = { .text = &once };
	struct str text;
	struct err e;

	if (n == 0)
		return 0;
	text = (struct str){ (const char *)data + 1, n - 1 };
	(void)check_canonical(text);
	buf_init(&once, 1 << 24);
	buf_init(&twice, 1 << 24);
	if (csv_read(text, delimiters[data[0] & 3], write_row, &s, &e) == 0) {
		s = (struct seen){ .text = &twice };
		assert(csv_read(buf_view(&once), ',', write_row, &s, &e) == 0);
		/* A lone field of line ends or blanks stays, as it is quoted. */
		assert(str_eq(buf_view(&once), buf_view(&twice)));
		if (utf8_valid(text) == text.n &&
		    str_find(text, '\0', 0) == text.n && n < ROOM)
			assert(check_canonical(buf_view(&once)) == 0);
	} else {
		assert(e.code == ERR_REFUSED);
	}
	buf_fini(&once);
	buf_fini(&twice);
	return 0;
}
