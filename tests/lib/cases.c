/* SPDX-License-Identifier: Apache-2.0 */
/* Cases of criteria from text; see cases.h. */
#include "tests/lib/cases.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "shared/file/fileio.h"
#include "shared/rules/run/reading.h"
#include "tests/lib/mkdata.h"

#define MAX_ROWS 256
#define MAX_COLUMNS 40

/* One register as text: the header is row 0. */
struct sheet {
	struct str name, extracted;
	struct str cell[MAX_ROWS][MAX_COLUMNS];
	size_t nrows, ncolumns;
	bool supplied;
};

struct made {
	struct dataset d;
	int32_t as_of;
	bool done;
};

struct cases {
	const struct standard *s;
	struct sheet *sheet;     /* per register of the standard */
	struct case_line *line;
	struct made *made;
	size_t n, cap;
	struct arena arena;
};

struct changing {
	const struct cases *c;
	struct sheet *sheet;
	int32_t as_of;
	struct arena *arena;
	unsigned nils;
};

static _Noreturn void
wrong(const char *what, struct str s)
{
	fprintf(stderr, "cases: %s: %.*s\n", what, STR_ARG(s));
	abort();
}

/* ---- reading ---- */

static struct str
read_text(struct cases *c, const char *path)
{
	struct err e = { 0 };
	struct str text;
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	if (file_read(path, &b, &e) == -1)
		wrong("cannot be read", str_of(e.msg));
	text = (struct str){ arena_memdup(&c->arena, b.p, b.n), b.n };
	buf_fini(&b);
	return text;
}

static void
split_row(struct sheet *t, struct str line)
{
	struct str cell;
	size_t k = 0;

	if (t->nrows == MAX_ROWS)
		wrong("too many rows", line);
	while (k < MAX_COLUMNS && str_next(&line, ',', &cell))
		t->cell[t->nrows][k++] = cell;
	if (t->nrows == 0)
		t->ncolumns = k;
	else if (k != t->ncolumns)
		wrong("cells of a row of the base", t->cell[t->nrows][0]);
	t->nrows++;
}

static void
read_base(struct cases *c, const char *folder)
{
	char *path = path_join(folder, "base.data");
	struct str text = read_text(c, path), line;
	struct sheet *t = NULL;

	free(path);
	while (text.n > 0 && str_next(&text, '\n', &line)) {
		if (line.n == 0 || line.p[0] == '#')
			continue;
		if (line.p[0] == '@') {
			struct str name = { line.p + 1, line.n - 1 };
			int reg = standard_register(c->s, name);

			if (reg < 0)
				wrong("no such register", name);
			t = &c->sheet[reg];
			t->supplied = true;
			continue;
		}
		split_row(t, line);
	}
}

static const char *
dup(struct cases *c, struct str s)
{
	return arena_memdup(&c->arena, s.p, s.n);
}

static size_t
find_text(struct str s, const char *what)
{
	struct str w = str_of(what);

	for (size_t i = 0; i + w.n <= s.n; i++)
		if (memcmp(s.p + i, w.p, w.n) == 0)
			return i;
	return s.n;
}

static void
read_line(struct cases *c, const char *file, unsigned number,
    const char *criterion, const char *seed, struct str line)
{
	size_t arrow = find_text(line, "=> "), colon, at;
	struct case_line *l;
	struct str rest;

	if (arrow == line.n || criterion == NULL)
		wrong("not a case", line);
	c->line = mem_grow(c->line, &c->cap, c->n, sizeof(*c->line));
	l = &c->line[c->n++];
	*l = (struct case_line){ .file = file, .line = number,
		.criterion = criterion, .seed = seed };
	l->changes = str_trim((struct str){ line.p, arrow });
	l->doubted = str_starts(l->changes, STR("doubted | "));
	rest = str_trim((struct str){ line.p + arrow + 3,
	    line.n - arrow - 3 });
	colon = find_text(rest, ": ");
	l->result = dup(c, (struct str){ rest.p, colon });
	if (colon == rest.n)
		return;
	rest = (struct str){ rest.p + colon + 2, rest.n - colon - 2 };
	at = find_text(rest, " @");
	if (at < rest.n)
		l->key = dup(c, (struct str){ rest.p + at + 2,
		    rest.n - at - 2 });
	l->message = dup(c, (struct str){ rest.p, at });
}

static void
read_cases(struct cases *c, const char *folder, const char *name)
{
	char *path = path_join(folder, name);
	struct str text = read_text(c, path), line, word = STR("criterion ");
	const char *file = dup(c, str_of(name)), *criterion = NULL;
	const char *seed = NULL;
	size_t gap;

	free(path);
	for (unsigned n = 1; text.n > 0 && str_next(&text, '\n', &line); n++) {
		if (line.n == 0 || line.p[0] == '#')
			continue;
		if (!str_starts(line, word)) {
			read_line(c, file, n, criterion, seed, line);
			continue;
		}
		line.p += word.n;
		line.n -= word.n;
		gap = find_text(line, " for ");
		criterion = dup(c, (struct str){ line.p, gap });
		seed = gap == line.n ? NULL : dup(c, (struct str){
		    line.p + gap + 5, line.n - gap - 5 });
	}
}

static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

struct cases *
cases_load(const struct standard *s, const char *folder)
{
	struct cases *c = mem_calloc(1, sizeof(*c));
	struct dirent **name;
	int n = scandir(folder, &name, NULL, by_name);

	c->s = s;
	c->sheet = mem_calloc(s->nregisters, sizeof(*c->sheet));
	read_base(c, folder);
	for (int i = 0; i < n; i++) {
		if (str_ends(str_of(name[i]->d_name), STR(".cases")))
			read_cases(c, folder, name[i]->d_name);
		free(name[i]);
	}
	if (n < 0)
		wrong("no such folder", str_of(folder));
	free(name);
	c->made = mem_calloc(c->n + 1, sizeof(*c->made));
	return c;
}

void
cases_free(struct cases *c)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->made[i].done)
			cases_drop(&c->made[i].d);
	free(c->made);
	free(c->line);
	free(c->sheet);
	arena_fini(&c->arena);
	free(c);
}

size_t
cases_count(const struct cases *c)
{
	return c->n;
}

const struct case_line *
cases_line(const struct cases *c, size_t i)
{
	return &c->line[i];
}

/* ---- changing ---- */

static struct sheet *
sheet_of(struct changing *g, struct str name)
{
	int reg = standard_register(g->c->s, name);

	if (reg < 0)
		wrong("no such register", name);
	return &g->sheet[reg];
}

static size_t
column_of(struct changing *g, struct sheet *t, struct str field)
{
	size_t k = 0;

	while (k < t->ncolumns && !str_eq(t->cell[0][k], field))
		k++;
	if (k < t->ncolumns)
		return k;
	if (schema_field(&g->c->s->reg[t - g->sheet], field) < 0)
		wrong("no such field", field);
	if (k == MAX_COLUMNS)
		wrong("too many columns", field);
	for (size_t i = 1; i < t->nrows; i++)
		t->cell[i][k] = STR("");
	t->cell[0][k] = field;
	return t->ncolumns++;
}

static size_t
row_of(struct sheet *t, struct str key)
{
	for (size_t i = 1; i < t->nrows; i++)
		if (str_eq(t->cell[i][0], key))
			return i;
	wrong("no such record", key);
}

static void
add_row(struct sheet *t, struct str key)
{
	if (t->nrows == MAX_ROWS)
		wrong("too many rows", key);
	for (size_t k = 0; k < t->ncolumns; k++)
		t->cell[t->nrows][k] = STR("");
	t->cell[t->nrows++][0] = key;
	t->supplied = true;
}

static void
remove_row(struct sheet *t, struct str key)
{
	size_t i = row_of(t, key);

	t->nrows--;
	memmove(&t->cell[i], &t->cell[i + 1],
	    (t->nrows - i) * sizeof(t->cell[0]));
}

static void
add_nil(struct changing *g, struct str rest)
{
	struct sheet *t = sheet_of(g, STR("nil_returns"));
	size_t gap = str_find(rest, ' ', 0);
	char *key = arena_printf(g->arena, "NIL%u", ++g->nils);
	size_t row = t->nrows;

	add_row(t, str_of(key));
	t->cell[row][column_of(g, t, STR("register"))] =
	    (struct str){ rest.p, gap };
	if (gap < rest.n)
		t->cell[row][column_of(g, t, STR("subset"))] =
		    (struct str){ rest.p + gap + 1, rest.n - gap - 1 };
	t->cell[row][column_of(g, t, STR("period_from"))] = STR("2026-01-01");
	t->cell[row][column_of(g, t, STR("period_to"))] = STR("2026-09-30");
}

/* A value that ends in '#' has the number of the row there. */
static struct str
numbered(struct changing *g, struct str value, size_t row)
{
	if (value.n == 0 || value.p[value.n - 1] != '#')
		return value;
	return str_of(arena_printf(g->arena, "%.*s%zu", (int)value.n - 1,
	    value.p, row));
}

/* REG.KEY.FIELD=VALUE, *REG.FIELD=VALUE, !REG.FIELD=VALUE, REG= */
static void
set_cells(struct changing *g, struct str change, size_t eq)
{
	struct str value = { change.p + eq + 1, change.n - eq - 1 };
	bool given = change.p[0] == '!', all = change.p[0] == '*' || given;
	struct str path = { change.p + all, eq - all }, reg, key, field;
	struct sheet *t;
	size_t k, i;

	str_next(&path, '.', &reg);
	t = sheet_of(g, reg);
	if (path.n == 0) {
		t->nrows = 1;
		t->supplied = true;
		return;
	}
	if (!all) {
		/* A key may have dots: the field is behind the last one. */
		for (i = path.n; path.p[i - 1] != '.'; i--)
			;
		key = (struct str){ path.p, i - 1 };
		field = (struct str){ path.p + i, path.n - i };
		k = column_of(g, t, field);
		t->cell[row_of(t, key)][k] = value;
		return;
	}
	k = column_of(g, t, path);
	for (i = 1; i < t->nrows; i++)
		if (!given)
			t->cell[i][k] = value;
		else if (t->cell[i][k].n > 0)
			t->cell[i][k] = numbered(g, value, i);
}

static void
copy_row(struct changing *g, struct str rest)
{
	size_t dot = str_find(rest, '.', 0), gap = str_find(rest, ' ', 0);
	struct sheet *t = sheet_of(g, (struct str){ rest.p, dot });
	size_t from = row_of(t, (struct str){ rest.p + dot + 1,
	    gap - dot - 1 }), to = t->nrows;

	add_row(t, (struct str){ rest.p + gap + 1, rest.n - gap - 1 });
	for (size_t k = 1; k < t->ncolumns; k++)
		t->cell[to][k] = t->cell[from][k];
}

static void
reverse_rows(struct changing *g)
{
	for (size_t r = 0; r < g->c->s->nregisters; r++) {
		struct sheet *t = &g->sheet[r];

		for (size_t i = 1; i + i < t->nrows; i++) {
			struct str row[MAX_COLUMNS];

			memcpy(row, t->cell[i], sizeof(row));
			memcpy(t->cell[i], t->cell[t->nrows - i],
			    sizeof(row));
			memcpy(t->cell[t->nrows - i], row, sizeof(row));
		}
	}
}

/* REG.FIELD: a column that no file of the register ever had. */
static void
lose_column(struct changing *g, struct str path)
{
	struct sheet *t;
	struct str reg;
	size_t k;

	str_next(&path, '.', &reg);
	t = sheet_of(g, reg);
	k = column_of(g, t, path);
	t->cell[0][k] = str_of(arena_printf(g->arena, "?%.*s",
	    STR_ARG(path)));
	for (size_t i = 1; i < t->nrows; i++)
		t->cell[i][k] = STR("");
}

static void
take_date(struct str text)
{
	int32_t day;

	if (!date_parse_iso(text, &day))
		wrong("no date", text);
}

static void
change(struct changing *g, struct str c)
{
	size_t eq = str_find(c, '=', 0), at = str_find(c, '@', 0), dot;
	struct str rest = { c.p + 1, c.n - 1 }, reg;
	struct sheet *t;

	if (str_starts(c, STR("nil "))) {
		add_nil(g, (struct str){ c.p + 4, c.n - 4 });
	} else if (str_is(c, "doubted")) {
		return; /* nothing that is changed */
	} else if (str_is(c, "reversed")) {
		reverse_rows(g);
	} else if (str_starts(c, STR("copy "))) {
		copy_row(g, (struct str){ c.p + 5, c.n - 5 });
	} else if (str_starts(c, STR("as_of "))) {
		if (!date_parse_iso((struct str){ c.p + 6, c.n - 6 },
		    &g->as_of))
			wrong("no date", c);
	} else if (c.p[0] == '+' || c.p[0] == '-') {
		dot = str_find(rest, '.', 0);
		t = sheet_of(g, (struct str){ rest.p, dot });
		if (c.p[0] == '-' && dot == rest.n)
			t->supplied = false;
		else if (dot == rest.n)
			wrong("a key is needed", c);
		else if (c.p[0] == '-')
			remove_row(t, (struct str){ rest.p + dot + 1,
			    rest.n - dot - 1 });
		else
			add_row(t, (struct str){ rest.p + dot + 1,
			    rest.n - dot - 1 });
	} else if (c.p[0] == '?') {
		lose_column(g, rest);
	} else if (eq < c.n) {
		set_cells(g, c, eq);
	} else if (at < c.n) {
		reg = (struct str){ c.p, at };
		t = sheet_of(g, reg);
		t->extracted = (struct str){ c.p + at + 1, c.n - at - 1 };
		take_date(t->extracted);
	} else {
		wrong("not a change", c);
	}
}

static void
put_sheet(struct buf *b, const struct schema *sc, const struct sheet *t)
{
	buf_printf(b, "@%s", sc->name);
	if (t->extracted.n > 0)
		buf_printf(b, " extracted %.*s", STR_ARG(t->extracted));
	buf_putc(b, '\n');
	for (size_t i = 0; i < t->nrows; i++)
		for (size_t k = 0; k < t->ncolumns; k++)
			buf_printf(b, "%.*s%c", STR_ARG(t->cell[i][k]),
			    k + 1 < t->ncolumns ? ',' : '\n');
}

void
cases_make(const struct cases *c, struct str changes, struct dataset *d,
    int32_t *as_of)
{
	struct arena a = { 0 };
	struct changing g = { .c = c, .arena = &a,
		.as_of = date_of(2026, 9, 30) };
	struct str rest = changes, one;
	size_t bytes = c->s->nregisters * sizeof(*g.sheet), bar;
	struct buf b;

	g.sheet = mem_alloc(bytes);
	memcpy(g.sheet, c->sheet, bytes);
	while (rest.n > 0) {
		bar = find_text(rest, " | ");
		one = str_trim((struct str){ rest.p, bar });
		change(&g, one);
		bar = bar < rest.n ? bar + 3 : bar;
		rest = (struct str){ rest.p + bar, rest.n - bar };
	}
	buf_init(&b, BUF_MAX_DEFAULT);
	for (size_t r = 0; r < c->s->nregisters; r++)
		if (g.sheet[r].supplied)
			put_sheet(&b, &c->s->reg[r], &g.sheet[r]);
	mk_data(d, c->s, buf_cstr(&b));
	*as_of = g.as_of;
	buf_fini(&b);
	free(g.sheet);
	arena_fini(&a);
}

void
cases_drop(struct dataset *d)
{
	mk_free(NULL, d);
}

const struct dataset *
cases_data(struct cases *c, size_t i, int32_t *as_of)
{
	struct made *m = &c->made[i];

	if (!m->done)
		cases_make(c, c->line[i].changes, &m->d, &m->as_of);
	m->done = true;
	*as_of = m->as_of;
	return &m->d;
}

void
cases_records(const struct cases *c,
    void (*fn)(void *ctx, const char *reg, const char *key), void *ctx)
{
	for (size_t r = 0; r < c->s->nregisters; r++)
		for (size_t i = 1; i < c->sheet[r].nrows; i++) {
			struct arena a = { 0 };
			struct str key = c->sheet[r].cell[i][0];

			fn(ctx, c->s->reg[r].name,
			    arena_memdup(&a, key.p, key.n));
			arena_fini(&a);
		}
}

/* ---- judging ---- */

static void
judge(struct outcome *o, const struct rules *r, const struct dataset *d,
    int32_t as_of, size_t i, bool doubted)
{
	struct eval *v = mem_calloc(1, sizeof(*v));

	memset(o, 0, sizeof(*o));
	eval_begin(v, r, d, as_of);
	for (size_t k = 0; doubted && k < r->ncrit; k++)
		if (r->crit[k].defects && k != i)
			crit_judge(v, k, &o->c, &o->arena);
	if (!r->crit[i].defects)
		reading_begin(v);
	crit_judge(v, i, &o->c, &o->arena);
	crit_finish(v, i, &o->c, &o->arena);
	eval_end(v);
	free(v);
}

void
outcome_judge(struct outcome *o, const struct rules *r,
    const struct dataset *d, int32_t as_of, size_t i)
{
	judge(o, r, d, as_of, i, false);
}

void
outcome_judge_doubted(struct outcome *o, const struct rules *r,
    const struct dataset *d, int32_t as_of, size_t i)
{
	judge(o, r, d, as_of, i, true);
}

void
outcome_judge_line(struct outcome *o, const struct rules *r,
    const struct dataset *d, int32_t as_of, const struct case_line *l)
{
	int k = rules_find(r, str_of(l->criterion));

	judge(o, r, d, as_of, (size_t)k, l->doubted);
}

void
outcome_free(struct outcome *o)
{
	arena_fini(&o->arena);
}

const char *
outcome_text(const struct outcome *o, char *out, size_t cap)
{
	if (o->c.result == CRIT_NOT_MET)
		snprintf(out, cap, "%s %s", crit_result_name(o->c.result),
		    grade_name(o->c.grade));
	else
		snprintf(out, cap, "%s", crit_result_name(o->c.result));
	return out;
}

/* "not met minor", perhaps with " (failing of members)" behind it. */
static bool
result_is(const struct outcome *o, const char *result)
{
	char text[64], counts[64];

	outcome_text(o, text, sizeof(text));
	if (strcmp(text, result) == 0)
		return true;
	snprintf(counts, sizeof(counts), " (%llu of %llu)",
	    (unsigned long long)o->c.failing, (unsigned long long)o->c.of);
	return strncmp(result, text, strlen(text)) == 0 &&
	    strcmp(result + strlen(text), counts) == 0;
}

bool
outcome_is(const struct outcome *o, const struct case_line *l)
{
	if (!result_is(o, l->result))
		return false;
	if (l->message == NULL)
		return true;
	for (size_t i = 0; i < o->c.nviolations; i++)
		if (strcmp(o->c.violation[i].message, l->message) == 0 &&
		    (l->key == NULL ||
		    strcmp(o->c.violation[i].key, l->key) == 0))
			return true;
	return false;
}
