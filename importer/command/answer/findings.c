/* SPDX-License-Identifier: Apache-2.0 */
/* Findings of a call: the first ones as lines, all as CSV or JSON. */
#include "importer/command/answer/messages.h"
#include "importer/command/answer/show.h"
#include "importer/command/answer/summary.h"
#include "shared/base/utf8.h"
#include "shared/file/output.h"
#include "shared/text/csv.h"

#define SHOWN 20

/* ---- as lines ---- */

struct shown {
	struct buf *out;
	enum finding_level level;
	unsigned left;
	uint64_t n;
};

static void
put_place(struct buf *out, const struct finding *f)
{
	char cell[CELL_NAME];

	buf_str(out, f->file);
	if (f->sheet.n > 0) {
		buf_puts(out, ", sheet ");
		show_plain(out, f->sheet);
	}
	if (f->row == 0)
		return;
	cell_name(cell, f->column, f->row);
	buf_printf(out, ", %s%s", f->column > 0 ? "cell " : "", cell);
	if (f->line > 0 && f->line != f->row)
		buf_printf(out, " (line %llu)", (unsigned long long)f->line);
}

/* The value is the header, of which the message speaks. */
static bool
is_about_header(const struct finding *f)
{
	return str_eq(f->header, f->value) && (str_starts(str_of(f->code),
	    STR("column-")) || strcmp(f->code, "set-and-column") == 0);
}

static void
put_finding(struct buf *out, const struct finding *f)
{
	buf_printf(out, "%s: ", finding_level_name(f->level));
	put_place(out, f);
	if (f->header.n > 0 && !is_about_header(f)) {
		buf_puts(out, ", ");
		show_plain(out, utf8_cut(f->header, 60));
	}
	buf_puts(out, ": ");
	if (f->value.n > 0 && !is_about_header(f)) {
		struct str v = utf8_cut(f->value, 60);

		buf_putc(out, '"');
		show_plain(out, v);
		buf_puts(out, v.n < f->value.n ? "...\": " : "\": ");
	}
	show_plain(out, f->message);
	buf_putc(out, '\n');
}

static int
show(void *ctx, const struct finding *f, struct err *e)
{
	struct shown *x = ctx;

	(void)e;
	if (f->level != x->level || x->left == 0)
		return 0;
	x->left--;
	x->n++;
	put_finding(x->out, f);
	return 0;
}

int
summary_findings(struct session *s, struct buf *out, struct err *e)
{
	struct shown x = { .out = out, .level = LEVEL_ERROR, .left = SHOWN };
	const char *file = s->o->findings;

	if (finding_each(&s->findings, show, &x, e) == -1)
		return -1;
	x.level = LEVEL_WARNING;
	if (x.left > 0 && finding_each(&s->findings, show, &x, e) == -1)
		return -1;
	if (x.n < s->findings.n && file != NULL)
		command_put(out, COMMAND_MSG_SHOWN_WRITTEN, VALUES(x.n,
		    s->findings.n, file));
	else if (x.n < s->findings.n)
		command_put(out, COMMAND_MSG_SHOWN, VALUES(x.n,
		    s->findings.n));
	return 0;
}

/* ---- all of them ---- */

static int
put_row(void *ctx, const struct finding *f, struct err *e)
{
	struct answer *a = ctx;
	char cell[CELL_NAME] = "";
	bool has_cell = f->row > 0 && f->column > 0;

	(void)e;
	if (has_cell)
		cell_name(cell, f->column, f->row);
	answer_row(a, NULL, ANSWER_FIELDS(ANSWER_STR("file", f->file),
	    ANSWER_STR_OR_NULL("sheet", f->sheet),
	    ANSWER_TEXT_OR_NULL("cell", has_cell ? cell : NULL),
	    ANSWER_COUNT_OR_NULL("row", f->row > 0, f->row),
	    ANSWER_COUNT(f->line > 0 ? "line" : NULL, f->line),
	    ANSWER_STR(f->field.n > 0 ? "field" : NULL, f->field),
	    ANSWER_STR("header", f->header), ANSWER_STR("value", f->value),
	    ANSWER_TEXT("level", finding_level_name(f->level)),
	    ANSWER_TEXT("code", f->code),
	    ANSWER_STR("message", f->message)));
	return 0;
}

int
summary_put_findings(struct session *s, struct answer *a, struct err *e)
{
	int status;

	answer_open(a, "findings", '[');
	status = finding_each(&s->findings, put_row, a, e);
	answer_close(a, ']');
	return status;
}

static void
put_number(struct buf *out, uint64_t n)
{
	buf_putc(out, ',');
	if (n > 0)
		buf_u64(out, n);
}

static int
put_csv(void *ctx, const struct finding *f, struct err *e)
{
	const struct str rest[] = { f->header, f->value,
		str_of(finding_level_name(f->level)), str_of(f->code),
		f->message };
	struct buf *out = ctx;
	char cell[CELL_NAME] = "";

	(void)e;
	if (f->row > 0 && f->column > 0)
		cell_name(cell, f->column, f->row);
	csv_put_field(out, f->file);
	buf_putc(out, ',');
	csv_put_field(out, f->sheet);
	buf_printf(out, ",%s", cell);
	put_number(out, f->row);
	put_number(out, f->line);
	for (size_t i = 0; i < sizeof(rest) / sizeof(rest[0]); i++) {
		buf_putc(out, ',');
		csv_put_field(out, rest[i]);
	}
	buf_puts(out, "\r\n");
	return 0;
}

int
summary_write_findings(struct session *s, const char *path, struct err *e)
{
	struct buf out;
	int status;

	buf_init(&out, BUF_MAX_DEFAULT);
	if (str_ends(str_of(path), STR(".json"))) {
		status = summary_json(s, ENDING_REFUSED, &out, e);
	} else {
		/* The mark tells spreadsheets that it is UTF-8. */
		buf_puts(&out, "\xef\xbb\xbf" "file,sheet,cell,row,line,header,"
		    "value,level,code,message\r\n");
		status = finding_each(&s->findings, put_csv, &out, e);
	}
	if (status == 0)
		status = output_write(path, buf_view(&out), NULL, e);
	buf_fini(&out);
	return status;
}
