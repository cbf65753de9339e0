/* SPDX-License-Identifier: Apache-2.0 */
/* Mutants of rule files; see mutate.h. */
#include "tests/lib/mutate.h"

#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/rules/syntax/lex.h"

struct making {
	struct mutants *all;
	struct token *tok;
	size_t n;
	struct str statement;
	bool define, on;
};

static const struct {
	const char *from, *to, *what;
} swaps[] = {
	{ "=", "!=", "a comparison negated" },
	{ "!=", "=", "a comparison negated" },
	{ "<", "<=", "a boundary moved" }, { "<=", "<", "a boundary moved" },
	{ ">", ">=", "a boundary moved" }, { ">=", ">", "a boundary moved" },
	{ "<", ">=", "a comparison negated" },
	{ "<=", ">", "a comparison negated" },
	{ ">", "<=", "a comparison negated" },
	{ ">=", "<", "a comparison negated" },
	{ "and", "or", "and became or" }, { "or", "and", "or became and" },
	{ "given", "empty", "given became empty" },
	{ "empty", "given", "empty became given" },
	{ "not", "", "a not dropped" },
	{ "some", "no", "a quantifier negated" },
	{ "no", "some", "a quantifier negated" },
	{ "every", "some", "every became some" },
	{ "some", "every", "some became every" },
	{ "latest", "earliest", "latest became earliest" },
	{ "earliest", "latest", "earliest became latest" },
};

static const struct {
	const char *from, *to;
} grades[] = {
	{ "major", "minor" }, { "minor", "observation" },
	{ "minor", "major" }, { "observation", "minor" },
};

static bool
is(const struct token *t, const char *word)
{
	return (t->kind == TOK_NAME || t->kind == TOK_PUNCT) &&
	    str_is(t->text, word);
}

static void
add(struct making *k, size_t from, size_t to, const char *by,
    const char *what, const struct token *at)
{
	struct mutants *a = k->all;

	a->m = mem_grow(a->m, &a->cap, a->n, sizeof(*a->m));
	a->m[a->n++] = (struct mutant){ from, to, by, what, at->place.line,
		at->place.column, k->statement, k->define };
}

/* Behind an operand: the next word of the same level that ends it. */
static size_t
operand_end(const struct making *k, size_t i)
{
	static const char *const ends[] = { "and", "or", "implies", "has",
		"where", "else", "otherwise", "if", "by", "for", ",", ")",
		"}", "major", "minor", "observation", "criterion", "define" };
	int depth = 0;

	for (; i < k->n; i++) {
		const struct token *t = &k->tok[i];

		if (depth == 0)
			for (size_t e = 0; e < sizeof(ends) / sizeof(ends[0]);
			    e++)
				if (is(t, ends[e]) && !(e < 10 && i > 0 &&
				    is(&k->tok[i - 1], ".")))
					return i;
		if (is(t, "(") || is(t, "{"))
			depth++;
		if (is(t, ")") || is(t, "}"))
			depth--;
		if (t->kind == TOK_END)
			break;
	}
	return i;
}

static void
swap_token(struct making *k, size_t i)
{
	const struct token *t = &k->tok[i];

	for (size_t s = 0; s < sizeof(swaps) / sizeof(swaps[0]); s++)
		if (is(t, swaps[s].from))
			add(k, t->from, t->to, swaps[s].to, swaps[s].what, t);
	for (size_t s = 0; s < sizeof(grades) / sizeof(grades[0]); s++)
		if (is(t, grades[s].from) && i > 0 &&
		    !is(&k->tok[i - 1], "=") && !is(&k->tok[i - 1], "{") &&
		    !is(&k->tok[i - 1], ",") && !is(&k->tok[i - 1], "!="))
			add(k, t->from, t->to, grades[s].to,
			    "a grade swapped", t);
}

static void
drop_operand(struct making *k, size_t i)
{
	const struct token *t = &k->tok[i];
	size_t end;

	if (is(t, "and") || is(t, "or")) {
		end = operand_end(k, i + 1);
		add(k, t->from, k->tok[end - 1].to, "", "a condition dropped",
		    t);
	}
	if (is(t, "where")) {
		end = operand_end(k, i + 1);
		if (is(&k->tok[end], "and"))
			add(k, k->tok[i + 1].from, k->tok[end].to, "",
			    "a condition dropped", t);
		else
			add(k, t->from, k->tok[end - 1].to, "",
			    "a condition dropped", t);
	}
	if (is(t, ",") && i + 2 < k->n && (is(&k->tok[i + 2], ",") ||
	    is(&k->tok[i + 2], "}")))
		add(k, t->from, k->tok[i + 1].to, "", "a word dropped", t);
}

static void
lex_all(struct making *k, struct str text)
{
	struct lexer l;
	size_t cap = 0;

	lex_init(&l, text, "rules");
	do {
		k->tok = mem_grow(k->tok, &cap, k->n, sizeof(*k->tok));
		k->tok[k->n++] = lex_next(&l);
	} while (k->tok[k->n - 1].kind != TOK_END);
}

void
mutants_of(struct mutants *all, struct str text)
{
	struct making k = { .all = all };
	struct lexer l;

	lex_init(&l, text, "rules");
	lex_all(&k, text);
	for (size_t i = 0; i < k.n; i++) {
		struct token *t = &k.tok[i];

		if (t->kind == TOK_NAME && lex_begins_statement(&l, t)) {
			k.define = is(t, "define");
			k.on = k.define || is(t, "criterion");
			if (k.on) {
				l.at = t->to;
				k.statement = k.define ? k.tok[i + 1].text :
				    lex_again_as_id(&l, &k.tok[i + 1]).text;
			}
			continue;
		}
		if (k.on && t->kind != TOK_STRING && t->kind != TOK_END &&
		    !(i > 0 && is(&k.tok[i - 1], "."))) {
			swap_token(&k, i);
			drop_operand(&k, i);
		}
	}
	free(k.tok);
}

void
mutants_free(struct mutants *all)
{
	free(all->m);
}

void
mutant_text(const struct mutant *m, struct str text, struct buf *out)
{
	buf_put(out, text.p, m->from);
	buf_puts(out, m->by);
	buf_putc(out, ' ');
	buf_put(out, text.p + m->to, text.n - m->to);
}
