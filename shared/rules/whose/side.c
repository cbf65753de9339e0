/* SPDX-License-Identifier: Apache-2.0 */
/* Rule files as statements of tokens; see side.h. */
#include "shared/rules/whose/side.h"

#include <stdlib.h>

void
side_init(struct side *s, size_t n, struct arena *a)
{
	*s = (struct side){ .nfiles = 0 };
	rules_ast_init(&s->ast, a);
	s->file = ARENA_ARRAY(a, n, struct side_file);
}

void
side_fini(struct side *s)
{
	for (size_t i = 0; i < s->nfiles; i++)
		free(s->file[i].token);
	free(s->statement);
	rules_ast_fini(&s->ast);
	*s = (struct side){ .nfiles = 0 };
}

/* Tokens `from` to before `to`, with a blank between them; appended. */
static void
put_tokens(const struct side_file *f, size_t from, size_t to, struct buf *b)
{
	for (size_t i = from; i < to; i++) {
		const char *quote = f->token[i].kind == TOK_STRING ? "\"" : "";

		if (b->n > 0)
			buf_putc(b, ' ');
		buf_puts(b, quote);
		buf_str(b, f->token[i].text);
		buf_puts(b, quote);
	}
}

static struct str
tokens_text(const struct side_file *f, size_t from, size_t to, struct arena *a)
{
	struct str s;
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	put_tokens(f, from, to, &b);
	s = (struct str){ arena_memdup(a, b.p == NULL ? "" : b.p, b.n), b.n };
	buf_fini(&b);
	return s;
}

static bool
same_place(struct rule_place a, struct rule_place b)
{
	return a.line == b.line && a.column == b.column;
}

/* The criterion whose id stands at a place of the file; NULL: none. */
static const struct criterion_ast *
criterion_at(const struct side *s, struct rule_place at)
{
	for (size_t i = 0; i < s->ast.ncriteria; i++) {
		const struct criterion_ast *c = s->ast.criterion[i];

		if (c->place.file == at.file && same_place(c->place, at))
			return c;
	}
	return NULL;
}

static void
add_statement(struct side *s, const struct side_file *f, size_t from,
    size_t to)
{
	struct side_statement x = { .word = f->token[from].text,
		.id = { "", 0 }, .file = f, .from = from, .to = to };

	if (str_is(x.word, "criterion") && from + 1 < to)
		x.criterion = criterion_at(s, f->token[from + 1].place);
	if (x.criterion != NULL)
		x.id = x.criterion->id;
	else if ((str_is(x.word, "define") || str_is(x.word, "milestone")) &&
	    from + 1 < to)
		x.id = f->token[from + 1].text;
	x.text = tokens_text(f, from, to, s->ast.arena);
	s->statement = mem_grow(s->statement, &s->cap, s->n, sizeof(x));
	s->statement[s->n++] = x;
}

int
side_add(struct side *s, const char *path, struct str text, struct err *e)
{
	struct side_file *f = &s->file[s->nfiles];
	size_t begun = SIZE_MAX;
	struct lexer l;
	struct token t;

	if (rules_parse_file(&s->ast, text, path, e) == -1)
		return -1;
	/* Its tokens; one that is none is kept as its sign. */
	*f = (struct side_file){ .path = path };
	s->nfiles++;
	lex_init(&l, text, path);
	while ((t = lex_next(&l)).kind != TOK_END) {
		f->token = mem_grow(f->token, &f->cap, f->n, sizeof(t));
		f->token[f->n++] = t;
	}
	/* Its statements, each up to the next. */
	for (size_t i = 0; i <= f->n; i++) {
		if (i < f->n && !lex_begins_statement(&l, &f->token[i]))
			continue;
		if (begun != SIZE_MAX)
			add_statement(s, f, begun, i);
		begun = i;
	}
	return 0;
}

struct side_statement *
side_find(const struct side *s, struct str word, struct str id)
{
	for (size_t i = 0; i < s->n; i++)
		if (str_eq(s->statement[i].word, word) &&
		    str_eq(s->statement[i].id, id))
			return &s->statement[i];
	return NULL;
}

/* ---- definitions ---- */

static bool
is_define(const struct side_statement *x)
{
	return str_is(x->word, "define");
}

/* Does the statement use a tainted definition? A field's name is none. */
static bool
uses_tainted(const struct side *s, const struct side_statement *x)
{
	const struct token *t = x->file->token;

	for (size_t i = x->from + 1 + is_define(x); i < x->to; i++) {
		const struct side_statement *d;

		if (t[i].kind != TOK_NAME || str_is(t[i - 1].text, "."))
			continue;
		d = side_find(s, STR("define"), t[i].text);
		if (d != NULL && d->tainted)
			return true;
	}
	/* In messages too, where a name stands in braces. */
	for (size_t i = 0; i < s->n; i++) {
		const struct side_statement *d = &s->statement[i];
		char braced[RULES_MAX_NAME + 2];

		if (!is_define(d) || !d->tainted || d->id.n > RULES_MAX_NAME)
			continue;
		braced[0] = '{';
		memcpy(braced + 1, d->id.p, d->id.n);
		if (memmem(x->text.p, x->text.n, braced, d->id.n + 1) != NULL)
			return true;
	}
	return false;
}

void
side_taint(struct side *now, const struct side *was)
{
	bool more = true;

	/* A definition that is not as it was ... */
	for (size_t i = 0; i < now->n; i++) {
		struct side_statement *x = &now->statement[i];
		const struct side_statement *y = side_find(was, x->word, x->id);

		x->tainted = is_define(x) &&
		    (y == NULL || !str_eq(x->text, y->text));
	}
	/* ... those that use it, and so on ... */
	while (more) {
		more = false;
		for (size_t i = 0; i < now->n; i++) {
			struct side_statement *x = &now->statement[i];

			if (is_define(x) && !x->tainted &&
			    uses_tainted(now, x))
				more = x->tainted = true;
		}
	}
	/* ... and what else uses one of them. */
	for (size_t i = 0; i < now->n; i++) {
		struct side_statement *x = &now->statement[i];

		if (!is_define(x))
			x->tainted = uses_tainted(now, x);
	}
}

/* ---- requirements ---- */

/* The token at a place; n when there is none. */
static size_t
token_at(const struct side_file *f, struct rule_place at)
{
	size_t i = 0;

	while (i < f->n && !same_place(f->token[i].place, at))
		i++;
	return i;
}

/* Behind the messages of the requirement whose grade is token i. */
static size_t
requirement_end(const struct side_file *f, size_t i, size_t to)
{
	while (i < to && !str_is(f->token[i].text, "else"))
		i++;
	i += 2;
	if (i + 1 < to && f->token[i].kind == TOK_NAME &&
	    str_is(f->token[i].text, "otherwise"))
		i += 2;
	return i < to ? i : to;
}

struct side_requirement *
side_requirements(const struct side_statement *s, size_t *n, struct buf *head,
    struct arena *a)
{
	const struct clause_part *p;
	const struct requirement *q;
	struct side_requirement *out;
	size_t at = s->from, count = 0;

	for (p = s->criterion->part; p != NULL; p = p->next)
		for (q = p->requirement; q != NULL; q = q->next)
			count++;
	out = ARENA_ARRAY(a, count, struct side_requirement);
	*n = 0;
	for (p = s->criterion->part; p != NULL; p = p->next) {
		struct str population = { "", 0 };
		size_t from = token_at(s->file, p->place);

		/* What stands before it, and over what it goes. */
		put_tokens(s->file, at, from, head);
		at = from;
		if (p->nbind > 0 && p->requirement != NULL) {
			at = token_at(s->file, p->requirement->place);
			population = tokens_text(s->file, from, at, a);
		}
		/* Its requirements one by one. */
		for (q = p->requirement; q != NULL; q = q->next) {
			from = token_at(s->file, q->place);
			put_tokens(s->file, at, from, head);
			at = requirement_end(s->file, from, s->to);
			out[(*n)++] = (struct side_requirement){ population,
				tokens_text(s->file, from + 1, at, a),
				q->grade, false };
		}
	}
	put_tokens(s->file, at, s->to, head);
	return out;
}
