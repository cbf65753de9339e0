/* SPDX-License-Identifier: Apache-2.0 */
/* Gaps as records to be filled in; see actions_out.h. */
#include "reports/cli/actions_out.h"

#include <stdlib.h>

#include "reports/cli/messages.h"
#include "shared/base/hash.h"
#include "shared/text/csv.h"

#define KEY_DIGITS 12

/* All that a record breaks under one criterion. */
struct gap {
	const struct report *r;
	const struct criterion *c;
	const struct violation *first;
	enum grade grade;      /* the worst */
	struct buf message;    /* all, with "; " between */
	char key[SHA256_HEX + 1];
	char as_of[DATE_TEXT];
};

static void
make_key(struct gap *g)
{
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	buf_printf(&b, "preaudit-gap/1\n%s\n%s\n%s\n", g->c->id,
	    g->first->reg, g->first->key);
	sha256_hex(g->key, buf_view(&b));
	g->key[KEY_DIGITS] = '\0';
	buf_fini(&b);
}

/* What a {name} stands for; false when there is no such name. */
static bool
put_named(struct gap *g, struct str name, struct buf *b)
{
	const struct violation *v = g->first;
	struct report_place at = report_place(g->r, v);
	const struct {
		const char *name, *text;
	} known[] = {
		{ "key", g->key }, { "criterion", g->c->id },
		{ "clause", g->c->clause }, { "title", g->c->title },
		{ "grade", grade_name(g->grade) },
		{ "message", buf_cstr(&g->message) },
		{ "register", at.kind }, { "record", at.which },
		{ "file", v->row == 0 ? "" : report_file(g->r, v->batch) },
		{ "as_of", g->as_of },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (str_is(name, known[i].name)) {
			buf_puts(b, known[i].text);
			return true;
		}
	return false;
}

/* A text with {names}; a part in [brackets] stands only with a record. */
static int
put_template(struct gap *g, const char *text, struct buf *b, struct err *e)
{
	struct str rest = str_of(text);
	bool skip = false;

	while (rest.n > 0) {
		size_t end = rest.p[0] == '{' ? str_find(rest, '}', 0) : 0;

		if (rest.p[0] == '[' || rest.p[0] == ']') {
			skip = rest.p[0] == '[' && g->first->key[0] == '\0';
		} else if (rest.p[0] != '{') {
			if (!skip)
				buf_putc(b, rest.p[0]);
		} else if (end == rest.n || (!skip && !put_named(g,
		    (struct str){ rest.p + 1, end - 1 }, b))) {
			return cli_refuse(e, CLI_MSG_NO_NAME, VALUES(text));
		}
		rest.p += end + 1;
		rest.n -= end + 1;
	}
	return 0;
}

/* What a column has for this gap: its register may have a text of its own. */
static const char *
text_of(const struct gap *g, const struct work_column *c)
{
	for (size_t i = 0; i < c->nof; i++)
		if (strcmp(c->of[i].reg, g->first->reg) == 0)
			return c->of[i].text;
	return c->text;
}

static int
add_row(struct work_sheet *w, struct gap *g, const struct profile_work *p,
    struct err *e)
{
	const struct table *t = &g->r->data.table[p->reg];
	struct str *cell = mem_calloc(p->ncolumns, sizeof(*cell));
	bool known = false;
	struct buf b;
	int status = 0;

	buf_init(&b, BUF_MAX_DEFAULT);
	for (size_t i = 0; i < p->ncolumns && status == 0; i++) {
		buf_reset(&b);
		status = put_template(g, text_of(g, &p->column[i]), &b, e);
		cell[i] = (struct str){ arena_memdup(&w->doc.arena,
		    buf_cstr(&b), b.n), b.n };
		known |= p->column[i].field == t->schema->key &&
		    table_find(t, cell[i]) != ROW_NONE;
	}
	if (known)
		w->known++;
	else if (status == 0)
		doc_row(w->table, cell);
	buf_fini(&b);
	free(cell);
	return status;
}

/* Violations are sorted by register and key. */
static int
add_criterion(struct work_sheet *w, struct gap *g,
    const struct profile_work *p, struct err *e)
{
	const struct criterion *c = g->c;

	for (size_t i = 0, k; i < c->nviolations; i = k) {
		g->first = &c->violation[i];
		g->grade = GRADE_NONE;
		buf_reset(&g->message);
		for (k = i; k < c->nviolations; k++) {
			const struct violation *v = &c->violation[k];

			if (strcmp(v->reg, g->first->reg) != 0 ||
			    strcmp(v->key, g->first->key) != 0)
				break;
			buf_printf(&g->message, "%s%s", k > i ? "; " : "",
			    v->message);
			if (v->grade > g->grade)
				g->grade = v->grade;
		}
		make_key(g);
		if (add_row(w, g, p, e) == -1)
			return -1;
	}
	return 0;
}

int
work_make(struct work_sheet *w, const struct report *r,
    const struct profile_work *p, struct err *e)
{
	const struct schema *s = &r->standard.reg[p->reg];
	struct gap g = { .r = r };
	struct doc_column *column;
	int status = 0;

	w->known = 0;
	doc_init(&w->doc);
	column = ARENA_ARRAY(&w->doc.arena, p->ncolumns, struct doc_column);
	for (size_t i = 0; i < p->ncolumns; i++) {
		const struct field *f = &s->field[p->column[i].field];

		column[i] = (struct doc_column){ f->title,
			f->type == FIELD_DATE ? CELL_DATE : CELL_TEXT };
	}
	w->table = doc_table(doc_section(&w->doc, "work", s->title),
	    "work", s->title, column, p->ncolumns);
	date_format(g.as_of, r->as_of);
	buf_init(&g.message, BUF_MAX_DEFAULT);
	for (size_t i = 0; i < r->readiness.ncriteria && status == 0; i++) {
		g.c = &r->readiness.criterion[i];
		status = add_criterion(w, &g, p, e);
	}
	buf_fini(&g.message);
	if (status == -1)
		work_free(w);
	return status;
}

void
work_free(struct work_sheet *w)
{
	doc_fini(&w->doc);
}

const struct profile_work *
work_find(const struct profile *p, const char *name, struct err *e)
{
	const struct profile_work *found = NULL;
	struct buf known;

	buf_init(&known, BUF_MAX_DEFAULT);
	for (size_t i = 0; i < p->nworks && found == NULL; i++) {
		if (strcmp(p->work[i].name, name) == 0)
			found = &p->work[i];
		buf_printf(&known, "%s%s", i == 0 ? "" : ", ",
		    p->work[i].name);
	}
	if (found == NULL)
		cli_refuse(e, CLI_MSG_AS, VALUES(name, p->name, known.n == 0 ?
		    "no such thing" : buf_cstr(&known)));
	buf_fini(&known);
	return found;
}

static bool
looks_like_formula(struct str s)
{
	return s.n > 0 && strchr("=+-@\t\r", s.p[0]) != NULL;
}

void
work_csv(const struct work_sheet *w, struct buf *b)
{
	const struct doc_table *t = w->table;
	struct buf safe;

	buf_init(&safe, BUF_MAX_DEFAULT);
	for (size_t i = 0; i < t->ncolumns; i++) {
		if (i > 0)
			buf_putc(b, ',');
		csv_put_field(b, str_of(t->column[i].title));
	}
	buf_puts(b, "\r\n");
	for (size_t i = 0; i < t->nrows * t->ncolumns; i++) {
		struct str s = t->cell[i];

		if (i % t->ncolumns > 0)
			buf_putc(b, ',');
		buf_reset(&safe);
		if (looks_like_formula(s)) {
			buf_putc(&safe, '\'');
			buf_str(&safe, s);
			s = buf_view(&safe);
		}
		csv_put_field(b, s);
		if ((i + 1) % t->ncolumns == 0)
			buf_puts(b, "\r\n");
	}
	buf_fini(&safe);
}
