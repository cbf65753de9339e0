/* SPDX-License-Identifier: Apache-2.0 */
/* Drawing a sample; see sample.h. */
#include "reports/compare/sample.h"

#include <stdlib.h>

#include "shared/base/hash.h"

/* One line each: key and seed must be told apart by plain tools. */
static bool
is_one_line(struct str s)
{
	return str_find(s, '\n', 0) == s.n && str_find(s, '\r', 0) == s.n;
}

void
sample_ticket(char hex[65], const char *seed, const char *reg,
    const char *key)
{
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	buf_printf(&b, "preaudit-sample/1\n%s\n%s\n%s\n", seed, reg, key);
	sha256_hex(hex, buf_view(&b));
	buf_fini(&b);
}

struct drawing {
	struct sample *s;
	const struct table *t;
	const char **key;
	size_t nkeys, cap;
	const char *broken; /* a key of several lines */
};

static bool
add_key(void *ctx, const struct str *cell, size_t n)
{
	struct drawing *d = ctx;

	(void)n;
	d->key = mem_grow(d->key, &d->cap, d->nkeys, sizeof(*d->key));
	d->key[d->nkeys++] = arena_memdup(&d->s->arena, cell[0].p, cell[0].n);
	if (!is_one_line(cell[0]))
		d->broken = d->key[d->nkeys - 1];
	return d->broken == NULL;
}

static bool
count_one(void *ctx, const struct str *cell, size_t n)
{
	(void)cell, (void)n;
	++*(uint64_t *)ctx;
	return true;
}

static int
by_ticket(const void *a, const void *b)
{
	const struct sampled *x = a, *y = b;
	int way = strcmp(x->ticket, y->ticket);

	return way != 0 ? way : strcmp(x->key, y->key);
}

static void
hash_population(struct drawing *d)
{
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	if (d->nkeys > 1)
		qsort(d->key, d->nkeys, sizeof(*d->key), cstr_order);
	for (size_t i = 0; i < d->nkeys; i++)
		buf_printf(&b, "%s\n", d->key[i]);
	sha256_hex(d->s->population_sha256, buf_view(&b));
	buf_fini(&b);
}

static void
draw(struct drawing *d, size_t size)
{
	struct sample *s = d->s;

	s->population = d->nkeys;
	hash_population(d);
	s->drawn = ARENA_ARRAY(&s->arena, d->nkeys + 1, struct sampled);
	for (size_t i = 0; i < d->nkeys; i++) {
		struct sampled *x = &s->drawn[i];
		uint32_t record = table_find(d->t, str_of(d->key[i]));

		sample_ticket(x->ticket, s->seed, s->schema->name, d->key[i]);
		x->key = d->key[i];
		if (record != ROW_NONE) {
			x->batch = d->t->batch[record];
			x->row = d->t->row[record];
		}
	}
	qsort(s->drawn, d->nkeys, sizeof(*s->drawn), by_ticket);
	s->n = size < d->nkeys ? size : d->nkeys;
}

/*
 * Two queries: records for which the condition is true, and is false. Alone
 * first, or brackets that do not match could escape the ones put around it.
 */
static int
compile(struct report *r, const struct schema *schema, const char *where,
    struct query *query[2], struct arena *a, struct err *e)
{
	const char *all = arena_printf(a, "r in %s", schema->name);
	struct str key = str_of(arena_printf(a, "r.%s",
	    schema->field[schema->key].name));
	struct str alone = str_of(where);

	if (where != NULL && query_compile(&query[0], r->rules,
	    &(struct query_text){ "--where", str_of(all), &alone, 1 }, e) == -1)
		return -1;
	for (size_t i = 0; i < 2; i++) {
		const char *every = where == NULL ? all : arena_printf(a,
		    "%s where %s(%s\n)", all, i == 0 ? "" : "not ", where);

		if (query_compile(&query[i], r->rules, &(struct query_text){
		    "--where", str_of(every), &key, 1 }, e) == -1)
			return -1;
	}
	return 0;
}

int
sample_register(const struct report *r, const char *name, struct err *e)
{
	const struct standard *std = &r->standard;
	int reg = name == NULL ? -1 : standard_register(std, str_of(name));

	if (reg != -1)
		return reg;
	if (name == NULL)
		return err_set(e, ERR_USAGE, "say which register the sample "
		    "is drawn from: --register NAME");
	return err_set(e, ERR_USAGE, "there is no register \"%s\"%s", name,
	    str_near(str_of(name), standard_register_name, std,
	    NEAR_PLAIN).text);
}

static int
run(struct drawing *d, struct report *r, struct query *const query[2],
    struct err *e)
{
	uint64_t no = 0;

	if (query_run(query[0], &r->data, r->as_of, add_key, d, e) == -1)
		return -1;
	if (d->broken != NULL)
		return err_set(e, ERR_REFUSED, "the key \"%.100s\" has several "
		    "lines; plain tools could not draw this sample again",
		    d->broken);
	if (d->s->where[0] == '\0')
		return 0;
	if (query_run(query[1], &r->data, r->as_of, count_one, &no, e) == -1)
		return -1;
	d->s->unknown = d->t->n - d->nkeys - no;
	return 0;
}

int
sample_check(const char *seed, size_t size, struct err *e)
{
	if (seed == NULL || seed[0] == '\0' || size == 0)
		return err_set(e, ERR_USAGE, "a sample needs --size N and "
		    "--seed TEXT; whoever draws it names the seed");
	if (!is_one_line(str_of(seed)))
		return err_set(e, ERR_USAGE, "--seed must be one line");
	return 0;
}

int
sample_draw(struct sample *s, struct report *r,
    const struct sample_request *q, struct err *e)
{
	int index = sample_register(r, q->reg, e);
	struct drawing d = { .s = s };
	struct query *query[2];
	int status = -1;

	*s = (struct sample){ .where = q->where == NULL ? "" : q->where,
		.seed = q->seed };
	/* What is asked. */
	if (index == -1)
		return -1;
	if (sample_check(q->seed, q->size, e) == -1)
		return -1;
	/* Whom it is drawn from. */
	s->schema = &r->standard.reg[index];
	if (compile(r, s->schema, q->where, query, &s->arena, e) == 0 &&
	    report_data(r, e) == 0) {
		d.t = &r->data.table[index];
		if (!d.t->supplied)
			err_set(e, ERR_NOT_FOUND, "the register %s has not "
			    "been supplied", s->schema->name);
		else
			status = run(&d, r, query, e);
	}
	/* The same seed draws the same records. */
	if (status == 0)
		draw(&d, q->size);
	else
		sample_free(s);
	free(d.key);
	return status;
}

void
sample_free(struct sample *s)
{
	arena_fini(&s->arena);
	*s = (struct sample){ .n = 0 };
}
