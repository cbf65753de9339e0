/* SPDX-License-Identifier: Apache-2.0 */
/* Templates to texts; see message.h. */
#include "shared/base/message.h"

#include <assert.h>

/* A place in a template: what stands between its braces. */
struct place {
	unsigned arg;           /* from 1; 0 when it is malformed */
	bool has_words;
	struct str one, many;
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
	if (in.n > 1) {
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

void
message_put(struct buf *b, const struct message *m,
    const struct message_arg *arg, size_t n)
{
	struct str rest = str_of(m->text), text;

	assert(n == strlen(m->args));
	while (next_text(&rest, &text)) {
		buf_str(b, text);
		if (is_brace(text))
			continue;
		struct place p = next_place(&rest);

		assert(p.arg >= 1 && p.arg <= n);
		assert(arg[p.arg - 1].kind == m->args[p.arg - 1]);
		if (p.has_words)
			buf_str(b, arg[p.arg - 1].n == 1 ? p.one : p.many);
		else if (arg[p.arg - 1].kind == 'n')
			buf_u64(b, arg[p.arg - 1].n);
		else
			buf_str(b, arg[p.arg - 1].text);
	}
	buf_str(b, text);
}

const char *
message_fault(const struct message *m)
{
	struct str rest = str_of(m->text), text;
	size_t n = strlen(m->args);
	unsigned used = 0;

	if (n > MESSAGE_MAX_ARGS || strspn(m->args, "sn") != n)
		return "its arguments are not at most 9 of 's' and 'n'";
	while (next_text(&rest, &text)) {
		if (is_brace(text))
			continue;
		struct place p = next_place(&rest);

		if (p.arg == 0)
			return "a place is malformed";
		if (p.arg > n)
			return "a place names an argument that it has not";
		if (p.has_words && m->args[p.arg - 1] != 'n')
			return "a place has words for what is no count";
		used |= 1u << p.arg;
	}
	for (unsigned i = 1; i <= n; i++)
		if ((used & 1u << i) == 0)
			return "an argument is never used";
	return NULL;
}
