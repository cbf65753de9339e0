/* SPDX-License-Identifier: Apache-2.0 */
/* What rules say of themselves to people: `asks` and `term`. */
#include "shared/rules/syntax/parser.h"

void
parse_words(struct parser *p, const char *what, struct str *words)
{
	struct str text = { NULL, 0 };
	struct buf all;

	buf_init(&all, BUF_MAX_DEFAULT);
	buf_str(&all, *words);
	do {
		if (all.n > 0)
			buf_putc(&all, ' ');
		if (parse_text(p, what, &text))
			buf_str(&all, text);
	} while (!p->failed && p->tok.kind == TOK_STRING);
	*words = (struct str){ arena_memdup(p->arena, all.p, all.n), all.n };
	buf_fini(&all);
}

void
parse_term(struct parser *p, const struct token *t, int unused)
{
	struct term_ast *term = ARENA_NEW(p->arena, struct term_ast);

	(void)t;
	(void)unused;
	term->means = STR("");
	parse_text(p, "the term", &term->name);
	parse_words(p, "what it means", &term->means);
	*p->rules->last_term = term;
	p->rules->last_term = &term->next;
}
