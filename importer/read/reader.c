/* SPDX-License-Identifier: Apache-2.0 */
/* The importer's side of reading a stranger's file; see reader.h. */
#include "importer/read/reader.h"

#include <stdlib.h>
#include <unistd.h>

#include "importer/common/text_check.h"
#include "importer/read/confined.h"
#include "importer/read/reader_child.h"
#include "shared/base/mem.h"
#include "shared/base/utf8.h"

#define ANSWER_BYTES ((size_t)16 << 20)
#define ROWS_BYTES ((uint64_t)4 << 30)
/* CPU time: a second for every so many bytes, beside the first ones. */
#define CPU_S 20
#define CPU_BYTES ((size_t)2 << 20)

static int
not_understood(struct err *e)
{
	return err_set(e, ERR_REFUSED, "what its reader answered is not to be "
	    "trusted; the file is damaged or made to do harm");
}

/* The next n bytes of an answer, or NULL when it is shorter. */
static const char *
read_bytes(struct str *rest, uint64_t n)
{
	const char *p = rest->p;

	if (n > rest->n)
		return NULL;
	*rest = str_range(p + n, rest->p + rest->n);
	return p;
}

static void
read_facts(struct sheet_facts *f, const struct reader_head *h,
    const char *merges)
{
	*f = (struct sheet_facts){ .rows = (uint32_t)h->rows,
		.columns = (uint32_t)h->columns, .formulas = h->formulas,
		.unset = h->unset, .errors = h->errors,
		.hidden_rows = h->hidden_rows,
		.hidden_columns = (uint32_t)h->hidden_columns,
		.merges = h->merges, .nmerge = (size_t)h->nmerge };
	memcpy(f->merge, merges, f->nmerge * sizeof(*f->merge));
}

/* It may say what it likes, but only text comes in. */
static int
check_text(const struct reader_answer *r, const struct reader_sheet *s,
    struct err *e)
{
	size_t bad;

	switch (text_check(&r->map, s->text, &bad)) {
	case TEXT_GOOD:
		return 0;
	case TEXT_NUL:
		return err_set(e, ERR_REFUSED, "there is a NUL character, "
		    "which no text has; export the file again as \"CSV "
		    "UTF-8\"");
	case TEXT_NOT_UTF8:
		break;
	}
	return not_understood(e);
}

static int
read_sheet(struct str *rest, const struct reader_answer *r,
    struct reader_sheet *s, struct err *e)
{
	const char *p = read_bytes(rest, sizeof(struct reader_head));
	struct reader_head h;
	struct str name;

	if (p == NULL)
		return not_understood(e);
	memcpy(&h, p, sizeof(h));
	if (h.from > r->map.n || h.bytes > r->map.n - h.from ||
	    h.state > SHEET_VERY_HIDDEN || h.nmerge > SHEET_MERGES ||
	    (p = read_bytes(rest, h.nmerge * sizeof(struct sheet_merge))) ==
	    NULL)
		return not_understood(e);
	read_facts(&s->facts, &h, p);
	name = (struct str){ read_bytes(rest, h.name_n), (size_t)h.name_n };
	if (name.p == NULL || utf8_valid(name) < name.n ||
	    memchr(name.p, '\0', name.n) != NULL)
		return not_understood(e);
	s->name = mem_calloc(name.n + 1, 1);
	memcpy(s->name, name.p, name.n);
	s->state = (enum sheet_state)h.state;
	s->text = h.bytes == 0 ? STR("") :
	    (struct str){ r->map.p + h.from, (size_t)h.bytes };
	return check_text(r, s, e);
}

static int
read_answer(struct reader_answer *r, struct str text, int rows, struct err *e)
{
	static const char *const kind[] = { [READER_XLSX] = "xlsx",
		[READER_XLSM] = "xlsm", [READER_ODS] = "ods",
		[READER_FODS] = "fods", [READER_TEXT] = "text" };
	size_t cap = 0;

	if (text.n == 0 || (unsigned char)text.p[0] >= READER__MAX)
		return not_understood(e);
	r->kind = kind[(unsigned char)text.p[0]];
	if (map_fd(&r->map, rows, "the temporary file of rows", e) == -1)
		return -1;
	for (text = str_range(text.p + 1, text.p + text.n); text.n > 0;) {
		r->sheet = mem_grow(r->sheet, &cap, r->n, sizeof(*r->sheet));
		r->sheet[r->n++] = (struct reader_sheet){ .name = NULL };
		if (read_sheet(&text, r, &r->sheet[r->n - 1], e) == -1)
			return -1;
	}
	/* Text is one table. */
	return strcmp(r->kind, "text") != 0 || r->n == 1 ? 0 :
	    not_understood(e);
}

int
reader_run(struct reader_answer *r, const struct reader_ask *ask, struct err *e)
{
	struct reader_work work = { .ask = ask };
	const struct confined c = { .prepare = reader_prepare,
		.work = reader_read, .ctx = &work,
		.spared = "nothing is imported",
		.progress = ask->quiet ? NULL : "MiB of rows read", .limits = {
		.data_bytes = READER_BYTES, .file_bytes = ROWS_BYTES,
		.cpu_s = CPU_S + (unsigned)(ask->bytes.n / CPU_BYTES) } };
	struct buf text;
	int rows, status;

	*r = (struct reader_answer){ .map = { "", 0 } };
	buf_init(&text, ANSWER_BYTES);
	status = confined_run(&c, &rows, &text, e);
	if (status == 0) {
		status = read_answer(r, buf_view(&text), rows, e);
		(void)close(rows);
	}
	buf_fini(&text);
	if (status == -1)
		reader_answer_free(r);
	return status;
}

void
reader_answer_free(struct reader_answer *r)
{
	for (size_t i = 0; i < r->n; i++)
		free(r->sheet[i].name);
	free(r->sheet);
	map_close(&r->map);
	*r = (struct reader_answer){ .map = { "", 0 } };
}
