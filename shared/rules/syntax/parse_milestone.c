/* SPDX-License-Identifier: Apache-2.0 */
/* Milestones and their gates; see parser.h. */
#include "shared/rules/syntax/parser.h"

/* Criteria by their ids, of which the gate asks `how`. */
static void
parse_needs(struct parser *p, struct gate_ast *g, enum gate_need how)
{
	do {
		if (g->nneed == GATE_MAX_NEEDS) {
			parser_fail(p, p->tok.place,
			    "a gate names at most %d criteria",
			    GATE_MAX_NEEDS);
			return;
		}
		g->need_place[g->nneed] = p->tok.place;
		g->how[g->nneed] = how;
		parse_id(p, "a criterion's id", &g->need[g->nneed++]);
	} while (parser_accept(p, ","));
}

/* One part of a gate; false when something else begins. */
static bool
parse_gate_line(struct parser *p, struct gate_ast *g)
{
	if (parser_accept(p, "requires")) {
		parse_needs(p, g, parser_accept(p, "met") ? NEED_MET :
		    NEED_NO_MAJOR);
	} else if (parser_accept(p, "beside")) {
		parse_needs(p, g, NEED_BESIDE);
	} else if (g->about == NULL && parser_accept(p, "about")) {
		g->about = parse_expr(p);
	} else if (g->when == NULL && parser_accept(p, "when")) {
		g->when = parse_expr(p);
		parse_messages(p, &g->why, "in a gate");
		if (parser_accept(p, "unknown"))
			parse_message(p, &g->unknown);
	} else {
		return false;
	}
	return !p->failed;
}

static void
parse_gate(struct parser *p, struct milestone_ast *m)
{
	struct gate_ast *g = ARENA_NEW(p->arena, struct gate_ast);
	bool tests = false;

	/* Its title, and its parts in any order. */
	g->place = p->tok.place;
	parse_text(p, "the gate's title", &g->title);
	while (!p->failed && parse_gate_line(p, g))
		;
	/* One of them must be what it tests. */
	for (size_t i = 0; i < g->nneed; i++)
		tests |= g->how[i] != NEED_BESIDE;
	if (!tests && g->when == NULL)
		parser_expect(p, "when", "or 'requires' in a gate");
	*m->last = g;
	m->last = &g->next;
}

void
parse_milestone(struct parser *p, const struct token *t, int unused)
{
	struct milestone_ast *m = ARENA_NEW(p->arena, struct milestone_ast);

	(void)t;
	(void)unused;
	/* Its name. */
	m->last = &m->gate;
	m->place = p->tok.place;
	parser_name(p, "the milestone's id", &m->id);
	if (!p->failed && p->tok.kind == TOK_STRING)
		parse_text(p, "the milestone's title", &m->title);
	/* Its lines, in any order. */
	while (!p->failed) {
		if (parser_accept(p, "passed")) {
			parser_expect(p, "on", "after 'passed'");
			m->passed = parse_expr(p);
		} else if (parser_accept(p, "opens")) {
			parser_expect(p, "when", "after 'opens'");
			m->opens = parse_expr(p);
			if (parser_expect(p, "else", "with what opens it"))
				parse_message(p, &m->before);
		} else if (parser_accept(p, "judged")) {
			parser_expect(p, "by", "after 'judged'");
			parser_expect(p, "stage", "after 'judged by'");
			m->stage_place = p->tok.place;
			parse_id(p, "the number of a stage", &m->stage);
		} else if (parser_accept(p, "gate")) {
			parse_gate(p, m);
		} else {
			break;
		}
	}
	/* One more of the rule set. */
	*p->rules->last_milestone = m;
	p->rules->last_milestone = &m->next;
}
