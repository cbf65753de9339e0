/* SPDX-License-Identifier: Apache-2.0 */
/* Templates to texts; see message.h. */
#include "shared/base/message.h"

#include <assert.h>
#include <inttypes.h>

#include "shared/base/num.h"

#define MESSAGE_MAX_WIDTH 80

/* A place in a template: what stands between its braces. */
struct place {
	unsigned arg;           /* from 1; 0 when it is malformed */
	bool has_words;
	struct str one, many;
	char side;              /* '<', '>': filled up to so many bytes */
	uint64_t width;
};

/* Takes a place apart; *rest stands behind its opening brace. */
static struct place
next_place(struct str *rest)
{
	size_t end = str_find(*rest, '}', 0), bar;
	struct str in = { rest->p, end };
	struct place p = { 0 };

	if (end == rest->n || end == 0 || in.p[0] < '1' || in.p[0] > '9')
		return p;
	*rest = (struct str){ rest->p + end + 1, rest->n - end - 1 };
	if (in.n > 1 && (in.p[1] == '<' || in.p[1] == '>')) {
		p.side = in.p[1];
		if (!num_parse_u64(str_range(in.p + 2, in.p + in.n),
		    MESSAGE_MAX_WIDTH, &p.width))
			return p;
	} else if (in.n > 1) {
		bar = str_find(in, '|', 0);
		if (in.p[1] != '?' || bar == in.n)
			return p;
		p.has_words = true;
		p.one = str_range(in.p + 2, in.p + bar);
		p.many = str_range(in.p + bar + 1, in.p + in.n);
	}
	p.arg = (unsigned)(in.p[0] - '0');
	return p;
}

/* Takes the text before the next place; false at the template's end. */
static bool
next_text(struct str *rest, struct str *text)
{
	size_t at = str_find(*rest, '{', 0);
	bool is_brace = at + 1 < rest->n && rest->p[at + 1] == '{';

	/* Of two braces the first is text. */
	*text = (struct str){ rest->p, at + (is_brace ? 1 : 0) };
	if (at == rest->n) {
		rest->n = 0;
		return false;
	}
	at += is_brace ? 2 : 1;
	*rest = (struct str){ rest->p + at, rest->n - at };
	return true;
}

/* Does the text end at a doubled brace, so that no place follows? */
static bool
is_brace(struct str text)
{
	return text.n > 0 && text.p[text.n - 1] == '{';
}

/* The argument of this kind, or what stands for one that is not there. */
static bool
is_kind(const struct value *v, char kind)
{
	return v->kind == VALUE_TEXT ? kind == 's' || v->text.p == NULL :
	    v->kind != VALUE_DAY && kind == 'n';
}

static void
put_place(struct buf *b, const struct place *p, const struct value *v,
    char kind)
{
	size_t from = b->n;

	if (p->has_words)
		buf_str(b, v->n == 1 ? p->one : p->many);
	else if (kind == 's')
		buf_str(b, v->text);
	else if (p->side == '>')
		buf_printf(b, "%*" PRIu64, (int)p->width, (uint64_t)v->n);
	else
		buf_u64(b, (uint64_t)v->n);
	for (size_t n = b->n - from; p->side == '<' && n < p->width; n++)
		buf_putc(b, ' ');
}

void
message_put(struct buf *b, const struct message *m, const struct value *arg,
    size_t n)
{
	struct str rest = str_of(m->text), text;

	assert(n == strlen(m->args));
	while (next_text(&rest, &text)) {
		buf_str(b, text);
		if (is_brace(text))
			continue;
		struct place p = next_place(&rest);

		assert(p.arg >= 1 && p.arg <= n);
		assert(is_kind(&arg[p.arg - 1], m->args[p.arg - 1]));
		put_place(b, &p, &arg[p.arg - 1], m->args[p.arg - 1]);
	}
	buf_str(b, text);
}

const char *
message_fault(const struct message *m)
{
	struct str rest = str_of(m->text), text;
	size_t n = strlen(m->args);
	unsigned used = 0;

	if (n > MESSAGE_MAX_ARGS || strspn(m->args, "sn-") != n)
		return "its arguments are not at most 9 of 's', 'n' and '-'";
	while (next_text(&rest, &text)) {
		if (is_brace(text))
			continue;
		struct place p = next_place(&rest);

		if (p.arg == 0)
			return "a place is malformed";
		if (p.arg > n)
			return "a place names an argument that it has not";
		if (m->args[p.arg - 1] == '-')
			return "a place names what is not for it";
		if ((p.has_words || p.side == '>') && m->args[p.arg - 1] != 'n')
			return "a place has words, or blanks before it, for "
			    "what is no count";
		used |= 1u << p.arg;
	}
	for (unsigned i = 1; i <= n; i++)
		if (m->args[i - 1] != '-' && (used & 1u << i) == 0)
			return "an argument is never used";
	return NULL;
}
