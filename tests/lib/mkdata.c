/* SPDX-License-Identifier: Apache-2.0 */
/* Standards and datasets from text; see mkdata.h. Any mistake aborts. */
#include "tests/lib/mkdata.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "shared/base/num.h"
#include "shared/model/table/supply.h"

static _Noreturn void
wrong(const char *what, struct str s)
{
	fprintf(stderr, "mkdata: %s: %.*s\n", what, STR_ARG(s));
	abort();
}

static bool
next_line(struct str *text, struct str *line)
{
	return text->n > 0 && str_next(text, '\n', line);
}

static const char *
dup(struct arena *a, struct str s)
{
	return arena_memdup(a, s.p, s.n);
}

static struct str
word(struct str *rest)
{
	struct str w = { 0 };

	while (rest->n > 0 && (*rest->p == ' ' || *rest->p == '\t')) {
		rest->p++;
		rest->n--;
	}
	w.p = rest->p;
	while (rest->n > 0 && *rest->p != ' ') {
		rest->p++;
		rest->n--;
		w.n++;
	}
	*rest = str_trim(*rest);
	return w;
}

/* ---- standard ---- */

#define MAX_ITEMS 64

static void
add_words(struct arena *a, struct field *f, struct str inside)
{
	struct str w;

	f->word = ARENA_ARRAY(a, MAX_ITEMS, struct field_word);
	while (str_next(&inside, '|', &w))
		f->word[f->nwords++].word = dup(a, w);
}

static void
add_field(struct arena *a, struct schema *sc, struct str line)
{
	static const struct {
		const char *name;
		enum field_type type;
	} types[] = {
		{ "id", FIELD_ID }, { "text", FIELD_TEXT },
		{ "number", FIELD_NUMBER }, { "percent", FIELD_PERCENT },
		{ "date", FIELD_DATE }, { "yesno", FIELD_YESNO },
		{ "word", FIELD_WORD }, { "ref", FIELD_REF },
		{ "clause", FIELD_CLAUSE },
	};
	struct field *f = &sc->field[sc->nfields++];
	struct str type, name, flag;
	size_t open, i;

	memset(f, 0, sizeof(*f));
	f->ref_register = -1;
	f->name = f->title = dup(a, word(&line));
	type = word(&line);
	flag = line;
	if (str_ends(type, STR("[]"))) {
		f->list = true;
		type.n -= 2;
	}
	open = str_find(type, '(', 0);
	name = (struct str){ type.p, open };
	for (i = 0; i < 9 && !str_is(name, types[i].name); i++)
		;
	if (i == 9)
		wrong("no such type", type);
	f->type = types[i].type;
	f->is_key = sc->nfields == 1;
	f->empty_means_all = str_is(flag, "all");
	if (f->type == FIELD_WORD)
		add_words(a, f, (struct str){ type.p + open + 1,
		    type.n - open - 2 });
	if (f->type == FIELD_REF)
		f->ref = dup(a, (struct str){ type.p + open + 1,
		    type.n - open - 2 });
}

static void
add_list(struct arena *a, struct coded_list *l, struct str line)
{
	struct str name = word(&line), c;

	l->name = l->title = dup(a, name);
	l->column = ARENA_ARRAY(a, MAX_ITEMS, const char *);
	l->column_is_list = ARENA_ARRAY(a, MAX_ITEMS, bool);
	l->cell = ARENA_ARRAY(a, 4096, const char *);
	while (str_next(&line, ',', &c)) {
		bool many = str_ends(c, STR("[]"));

		if (many)
			c.n -= 2;
		l->column_is_list[l->ncolumns] = many;
		l->column[l->ncolumns++] = dup(a, c);
	}
}

static void
add_row(struct arena *a, struct coded_list *l, struct str line)
{
	struct str c;
	size_t k = 0;

	line = str_trim(line);
	while (str_next(&line, ',', &c))
		l->cell[l->nrows * l->ncolumns + k++] = dup(a, c);
	if (k != l->ncolumns)
		wrong("cells of a list row", line);
	l->nrows++;
}

static void
add_parameter(struct arena *a, struct parameter *p, struct str line)
{
	struct str unit;
	uint64_t v = 0;

	p->name = p->title = dup(a, word(&line));
	unit = word(&line);
	p->unit = str_is(unit, "months") ? UNIT_MONTHS :
	    str_is(unit, "days") ? UNIT_DAYS : UNIT_NUMBER;
	num_parse_u64(line, 1000000, &v);
	p->value = p->given = (int64_t)v;
}

static int
by_name(const void *a, const void *b)
{
	const struct schema *x = a, *y = b;

	return strcmp(x->name, y->name);
}

static int
parameter_by_name(const void *a, const void *b)
{
	const struct parameter *x = a, *y = b;

	return strcmp(x->name, y->name);
}

static void
add_item(struct standard *s, struct arena *a, struct str line)
{
	struct str kind = word(&line);

	if (str_is(kind, "clause") || str_is(kind, "heading")) {
		struct clause *c = &s->clause[s->nclauses++];

		c->number = dup(a, word(&line));
		c->title = dup(a, line);
		c->assessed = str_is(kind, "clause");
	} else if (str_is(kind, "parameter")) {
		add_parameter(a, &s->parameter[s->nparameters++], line);
	} else if (str_is(kind, "milestone")) {
		s->milestone[s->nmilestones].id = dup(a, word(&line));
		s->milestone[s->nmilestones++].title = dup(a, line);
	} else if (str_is(kind, "list")) {
		add_list(a, &s->list[s->nlists++], line);
	} else if (str_is(kind, "register")) {
		struct schema *sc = &s->reg[s->nregisters++];

		sc->name = sc->title = dup(a, word(&line));
		sc->is_list = str_is(line, "list");
		sc->field = ARENA_ARRAY(a, MAX_ITEMS, struct field);
	} else {
		wrong("no such item", kind);
	}
}

void
mk_standard(struct standard *s, const char *text)
{
	struct str rest = str_of(text), line;
	struct arena *a = &s->arena;
	bool in_list = false;

	memset(s, 0, sizeof(*s));
	s->name = s->edition = s->amendment = s->disclaimer = "test";
	s->clause = ARENA_ARRAY(a, MAX_ITEMS, struct clause);
	s->parameter = ARENA_ARRAY(a, MAX_ITEMS, struct parameter);
	s->list = ARENA_ARRAY(a, MAX_ITEMS, struct coded_list);
	s->reg = ARENA_ARRAY(a, MAX_ITEMS, struct schema);
	s->milestone = ARENA_ARRAY(a, MAX_ITEMS, struct milestone_name);
	s->file = ARENA_ARRAY(a, MAX_ITEMS, struct standard_file);
	while (next_line(&rest, &line)) {
		if (str_trim(line).n == 0)
			continue;
		if (line.p[0] != '\t') {
			in_list = str_starts(line, STR("list "));
			add_item(s, a, line);
		} else if (in_list) {
			add_row(a, &s->list[s->nlists - 1], line);
		} else {
			add_field(a, &s->reg[s->nregisters - 1],
			    str_trim(line));
		}
	}
	qsort(s->reg, s->nregisters, sizeof(*s->reg), by_name);
	qsort(s->parameter, s->nparameters, sizeof(*s->parameter),
	    parameter_by_name);
	for (size_t r = 0; r < s->nregisters; r++)
		for (size_t f = 0; f < s->reg[r].nfields; f++) {
			struct field *x = &s->reg[r].field[f];

			if (x->type == FIELD_REF)
				x->ref_register = standard_register(s,
				    str_of(x->ref));
		}
}

void
mk_rules(struct standard *s, const char *path, const char *text)
{
	struct standard_file *f = &s->file[s->nfiles++];

	f->path = dup(&s->arena, str_of(path));
	f->text = str_of(dup(&s->arena, str_of(text)));
}

/* ---- data ---- */

struct making {
	struct dataset *d;
	struct table *t;
	struct buf arena;         /* of the table at hand */
	struct str **cell;        /* [field][record], NULL: not given */
};

static uint32_t
put_text(struct making *m, struct str s)
{
	uint32_t at = (uint32_t)m->arena.n;

	if (s.n == 0)
		return 0;
	buf_put(&m->arena, s.p, s.n);
	buf_putc(&m->arena, '\0');
	return at;
}

static uint16_t
word_index(const struct field *f, struct str s)
{
	for (size_t i = 0; i < f->nwords; i++)
		if (str_is(s, f->word[i].word))
			return (uint16_t)i;
	wrong("no such word", s);
}

/* References stay texts until every table has its keys. */
static uint32_t
one(struct making *m, const struct field *f, struct str s)
{
	if (f->type == FIELD_WORD)
		return word_index(f, s);
	return put_text(m, s) | (f->type == FIELD_REF ? REF_TEXT : 0);
}

static void
fill_list(struct making *m, const struct field *f, struct column *c,
    const struct str *cell)
{
	struct arena *a = &m->d->mem;
	size_t n = 0, max = 1;
	struct str rest, item;

	for (uint32_t i = 0; i < m->t->n; i++)
		for (size_t k = 0; k <= cell[i].n; k++)
			max += k == cell[i].n || cell[i].p[k] == ';';
	c->start = ARENA_ARRAY(a, m->t->n + 1, uint32_t);
	c->item = ARENA_ARRAY(a, max, uint32_t);
	for (uint32_t i = 0; i < m->t->n; i++) {
		c->start[i] = (uint32_t)n;
		rest = cell[i];
		while (rest.n > 0 && str_next(&rest, ';', &item))
			c->item[n++] = one(m, f, item);
	}
	c->start[m->t->n] = (uint32_t)n;
}

static void
fill_cells(struct making *m, const struct field *f, struct column *c,
    const struct str *cell)
{
	struct arena *a = &m->d->mem;
	uint32_t n = m->t->n;

	switch (f->type) {
	case FIELD_DATE:
		c->date = ARENA_ARRAY(a, n, int32_t);
		for (uint32_t i = 0; i < n; i++) {
			c->date[i] = DATE_NONE;
			if (cell[i].n > 0 &&
			    !date_parse_iso(cell[i], &c->date[i]))
				wrong("no date", cell[i]);
		}
		return;
	case FIELD_NUMBER:
	case FIELD_PERCENT:
		c->number = ARENA_ARRAY(a, n, double);
		for (uint32_t i = 0; i < n; i++) {
			c->number[i] = (double)NAN;
			if (cell[i].n > 0 &&
			    !num_parse_decimal(cell[i], &c->number[i]))
				wrong("no number", cell[i]);
		}
		return;
	case FIELD_YESNO:
		c->yesno = ARENA_ARRAY(a, n, uint8_t);
		for (uint32_t i = 0; i < n; i++)
			c->yesno[i] = str_is(cell[i], "yes") ? YESNO_YES :
			    str_is(cell[i], "no") ? YESNO_NO : YESNO_EMPTY;
		return;
	case FIELD_WORD:
		c->word = ARENA_ARRAY(a, n, uint16_t);
		for (uint32_t i = 0; i < n; i++)
			c->word[i] = cell[i].n == 0 ? WORD_NONE :
			    word_index(f, cell[i]);
		return;
	case FIELD_REF:
		c->ref = ARENA_ARRAY(a, n, uint32_t);
		for (uint32_t i = 0; i < n; i++)
			c->ref[i] = cell[i].n == 0 ? ROW_NONE :
			    one(m, f, cell[i]);
		return;
	default:
		c->text = ARENA_ARRAY(a, n, uint32_t);
		for (uint32_t i = 0; i < n; i++)
			c->text[i] = put_text(m, cell[i]);
		return;
	}
}

static void
sort_keys(struct dataset *d, struct table *t)
{
	const uint32_t *key = t->column[t->schema->key].text;

	t->by_key = ARENA_ARRAY(&d->mem, t->n, uint32_t);
	for (uint32_t i = 0; i < t->n; i++) {
		uint32_t k = i;

		for (; k > 0 && strcmp(table_text(t, key[t->by_key[k - 1]]),
		    table_text(t, key[i])) > 0; k--)
			t->by_key[k] = t->by_key[k - 1];
		t->by_key[k] = i;
	}
}

static uint32_t
resolve(const struct table *from, const struct table *to, uint32_t ref)
{
	const uint32_t *key = to->n == 0 ? NULL :
	    to->column[to->schema->key].text;

	if (ref == ROW_NONE || !(ref & REF_TEXT))
		return ref;
	for (uint32_t i = 0; i < to->n; i++)
		if (strcmp(table_text(to, key[i]),
		    table_text(from, ref & ~REF_TEXT)) == 0)
			return i;
	return ref;
}

static void
resolve_all(struct dataset *d)
{
	for (size_t r = 0; r < d->standard->nregisters; r++) {
		struct table *t = &d->table[r];

		for (size_t f = 0; f < t->schema->nfields; f++) {
			const struct field *x = &t->schema->field[f];
			struct column *c = &t->column[f];

			if (x->type != FIELD_REF || x->ref_register < 0)
				continue;
			for (uint32_t i = 0; c->ref != NULL && i < t->n; i++)
				c->ref[i] = resolve(t,
				    &d->table[x->ref_register], c->ref[i]);
			for (uint32_t i = 0; c->start != NULL &&
			    i < c->start[t->n]; i++)
				c->item[i] = resolve(t,
				    &d->table[x->ref_register], c->item[i]);
		}
	}
}

/* Lines up to the next register, the header among them. */
static size_t
count_rows(struct str rest)
{
	struct str line;
	size_t n = 0;

	while (rest.n > 0 && rest.p[0] != '@' && next_line(&rest, &line))
		n++;
	return n;
}

/* The batch had a column for every field but this one, and those before it. */
static void
lack(struct dataset *d, struct leaf_batch *b, const struct schema *s, int field)
{
	size_t n = 0;

	if (b->column == NULL) {
		b->column = ARENA_ARRAY(&d->mem, s->nfields,
		    struct leaf_column);
		for (; b->ncolumns < s->nfields; b->ncolumns++)
			b->column[b->ncolumns].field =
			    s->field[b->ncolumns].name;
	}
	for (size_t i = 0; i < b->ncolumns; i++)
		if (strcmp(b->column[i].field, s->field[field].name) != 0)
			b->column[n++] = b->column[i];
	b->ncolumns = n;
}

/* One register: `line` is behind the '@'. */
static void
add_register(struct dataset *d, struct str line, struct str *rest)
{
	struct making m = { .d = d };
	struct str name = word(&line), header, cells, c;
	int reg = standard_register(d->standard, name), column[MAX_ITEMS];
	size_t ncolumns = 0, k, rows;
	struct batch_info *b = &d->batch[d->nbatches];
	struct leaf_batch *leaf = ARENA_NEW(&d->mem, struct leaf_batch);

	if (reg < 0)
		wrong("no such register", name);
	m.t = &d->table[reg];
	m.t->supplied = true;
	rows = count_rows(*rest);
	m.cell = ARENA_ARRAY(&d->mem, m.t->schema->nfields, struct str *);
	m.t->batch = ARENA_ARRAY(&d->mem, rows, uint32_t);
	m.t->row = ARENA_ARRAY(&d->mem, rows, uint32_t);
	m.t->extracted = date_of(2026, 9, 30);
	if (word(&line).n > 0 && !date_parse_iso(line, &m.t->extracted))
		wrong("no date", line);
	leaf->reg = m.t->schema->name;
	b->index = ++d->nbatches;
	b->leaf = leaf;
	b->imported = b->extracted = m.t->extracted;
	header = STR("");
	if (rest->n > 0 && rest->p[0] != '@')
		next_line(rest, &header);
	while (header.n > 0 && str_next(&header, ',', &c)) {
		bool lacks = c.n > 0 && c.p[0] == '?';

		column[ncolumns] = schema_field(m.t->schema, (struct str){
		    c.p + lacks, c.n - lacks });
		if (column[ncolumns] < 0)
			wrong("no such field", c);
		if (lacks)
			lack(d, leaf, m.t->schema, column[ncolumns]);
		m.cell[column[ncolumns++]] = ARENA_ARRAY(&d->mem, rows,
		    struct str);
	}
	while (rest->n > 0 && rest->p[0] != '@' && next_line(rest, &cells)) {
		if (cells.n == 0)
			continue;
		for (k = 0; k < ncolumns && str_next(&cells, ',', &c); k++)
			m.cell[column[k]][m.t->n] = c;
		m.t->batch[m.t->n] = (uint32_t)b->index;
		m.t->row[m.t->n] = m.t->n + 2;
		leaf->counts.read++;
		m.t->n++;
	}
	buf_init(&m.arena, BUF_MAX_DEFAULT);
	buf_putc(&m.arena, '\0');
	for (size_t f = 0; f < m.t->schema->nfields; f++) {
		const struct field *x = &m.t->schema->field[f];

		if (m.cell[f] == NULL || m.t->n == 0)
			continue;
		if (x->list)
			fill_list(&m, x, &m.t->column[f], m.cell[f]);
		else
			fill_cells(&m, x, &m.t->column[f], m.cell[f]);
	}
	m.t->arena = arena_memdup(&d->mem, m.arena.p, m.arena.n);
	m.t->arena_n = m.arena.n;
	buf_fini(&m.arena);
	if (m.t->n > 0)
		sort_keys(d, m.t);
	supply_mark(d, m.t);
}

void
mk_data(struct dataset *d, const struct standard *s, const char *text)
{
	struct str rest = str_of(text), line;

	memset(d, 0, sizeof(*d));
	d->standard = s;
	d->size = 100;
	d->table = ARENA_ARRAY(&d->mem, s->nregisters, struct table);
	d->batch = ARENA_ARRAY(&d->mem, s->nregisters + 1, struct batch_info);
	for (size_t r = 0; r < s->nregisters; r++) {
		d->table[r].schema = &s->reg[r];
		d->table[r].extracted = DATE_NONE;
		d->table[r].column = ARENA_ARRAY(&d->mem, s->reg[r].nfields,
		    struct column);
		d->table[r].arena = arena_memdup(&d->mem, "", 0);
	}
	while (next_line(&rest, &line)) {
		if (str_trim(line).n == 0)
			continue;
		if (line.p[0] != '@')
			wrong("a register is expected", line);
		line.p++;
		line.n--;
		add_register(d, line, &rest);
	}
	resolve_all(d);
}

void
mk_free(struct standard *s, struct dataset *d)
{
	if (d != NULL)
		arena_fini(&d->mem);
	if (s != NULL)
		arena_fini(&s->arena);
}

const struct criterion *
mk_criterion(const struct readiness *r, const char *id)
{
	for (size_t i = 0; i < r->ncriteria; i++)
		if (strcmp(r->criterion[i].id, id) == 0)
			return &r->criterion[i];
	wrong("no such criterion", str_of(id));
}

const char *
mk_mistake(const char *standard, const char *rules)
{
	static char message[1536];
	struct standard s;
	struct rules *r;
	struct err e = { 0 };

	mk_standard(&s, standard);
	mk_rules(&s, "criteria/01.rules", rules);
	message[0] = '\0';
	if (rules_load(&r, &s, &e) == 0)
		rules_free(r);
	else if (e.code != ERR_CONFIG)
		wrong("not a mistake in the rules", str_of(e.msg));
	else
		snprintf(message, sizeof(message), "%s", e.msg);
	mk_free(&s, NULL);
	return message;
}
