/* SPDX-License-Identifier: Apache-2.0 */
/* What the profile adds to the status: records it watches, and figures. */
#include "reports/compare/status.h"

#include "reports/compare/messages.h"
#include "reports/judge/withdrawn.h"
#include "shared/base/num.h"

static const struct message *const m = compare_message;

void
status_put_watched(struct answer *a, const struct report *r)
{
	struct buf before, then;

	buf_init(&before, BUF_MAX_DEFAULT);
	buf_init(&then, BUF_MAX_DEFAULT);
	if (r->nwatched > 0)
		answer_say(a, &m[COMPARE_MSG_WATCHED], MSG_NONE);
	answer_open(a, "watched", '[');
	for (size_t i = 0; i < r->nwatched; i++) {
		const struct watched *w = &r->watched[i];
		const struct schema *s = &r->standard.reg[w->watch->reg];

		answer_open(a, NULL, '{');
		answer_put(a, NULL, VALUES("list", w->watch->id,
		    "title", w->watch->title, "register", s->name,
		    "key", w->key, "field", s->field[w->watch->field].name,
		    "times", w->times));
		answer_put(a, NULL, VALUES("before", w->before,
		    "then", w->changed_to, "batch", w->batch,
		    "file", report_file(r, w->batch)));
		buf_reset(&before);
		buf_reset(&then);
		withdrawn_word(&before, w->before, "new");
		withdrawn_word(&then, w->changed_to, "empty");
		answer_say(a, &m[COMPARE_MSG_WATCHED_ROW], VALUES(
		    w->watch->title, w->key, buf_view(&before),
		    buf_view(&then), w->batch, report_file(r, w->batch)));
		answer_close(a, '}');
	}
	answer_close(a, ']');
	buf_fini(&before);
	buf_fini(&then);
}

/* A number as one where JSON has it exactly, an empty cell as null. */
static void
put_cell(struct json_writer *w, const struct profile_table *t, size_t column,
    struct str cell)
{
	enum cell_type type = query_type(t->query, column);
	double v;

	if (cell.n == 0)
		json_put_null(w);
	else if (type == CELL_NUMBER && num_parse_decimal(cell, &v) &&
	    v == (double)(int64_t)v)
		json_put_int(w, (int64_t)v);
	else
		json_put_str(w, cell);
}

void
status_put_figures(struct answer *a, const struct report *r)
{
	if (!a->json)
		return;
	answer_open(a, "figures", '[');
	for (size_t i = 0; i < r->nfigures; i++) {
		const struct figures *f = &r->figures[i];
		size_t n = f->table->ncolumns;

		answer_open(a, NULL, '{');
		answer_put(a, NULL, VALUES("id", f->table->id,
		    "title", f->table->title));
		answer_open(a, "columns", '[');
		for (size_t c = 0; c < n; c++)
			json_put_str(&a->w, str_of(f->table->column[c]));
		answer_close(a, ']');
		answer_open(a, "rows", '[');
		for (size_t k = 0; k < f->nrows; k++) {
			answer_open(a, NULL, '[');
			for (size_t c = 0; c < n; c++)
				put_cell(&a->w, f->table, c,
				    f->cell[k * n + c]);
			answer_close(a, ']');
		}
		answer_close(a, ']');
		answer_close(a, '}');
	}
	answer_close(a, ']');
}
