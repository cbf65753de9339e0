/* SPDX-License-Identifier: Apache-2.0 */
/* Answers as text or as JSON from one walk; see answer.h. */
#include "shared/text/answer.h"

#include <assert.h>

void
answer_begin(struct answer *a, struct buf *out, bool json, const char *shape)
{
	*a = (struct answer){ .out = out, .json = json };
	if (!json)
		return;
	jw_init(&a->w, out, false);
	jw_open(&a->w, '{');
	jw_kcstr(&a->w, "preaudit", shape);
}

void
answer_end(struct answer *a)
{
	if (!a->json)
		return;
	jw_close(&a->w, '}');
	buf_putc(a->out, '\n');
}

void
answer_open(struct answer *a, const char *name, char bracket)
{
	if (!a->json)
		return;
	if (name != NULL)
		jw_key(&a->w, name);
	jw_open(&a->w, bracket);
}

void
answer_close(struct answer *a, char bracket)
{
	if (a->json)
		jw_close(&a->w, bracket);
}

static void
put_member(struct jw *w, const struct answer_field *f)
{
	switch (f->value.kind) {
	case 's':
		jw_kstr(w, f->name, f->value.text);
		break;
	case 'n':
		jw_kint(w, f->name, (int64_t)f->value.n);
		break;
	case 'b':
		jw_kbool(w, f->name, f->value.n != 0);
		break;
	default:
		jw_key(w, f->name);
		jw_null(w);
	}
}

void
answer_put(struct answer *a, const struct message *m,
    const struct answer_field *f, size_t n)
{
	struct message_arg arg[MESSAGE_MAX_ARGS];
	size_t nargs = m == NULL ? 0 : strlen(m->args);

	for (size_t i = 0; a->json && i < n; i++)
		if (f[i].name != NULL)
			put_member(&a->w, &f[i]);
	if (a->json || m == NULL)
		return;
	assert(nargs <= n && nargs <= MESSAGE_MAX_ARGS);
	for (size_t i = 0; i < nargs; i++) {
		arg[i] = f[i].value;
		if (arg[i].kind == '-')
			arg[i].kind = m->args[i];
	}
	message_put(a->out, m, arg, nargs);
}

void
answer_row(struct answer *a, const struct message *m,
    const struct answer_field *f, size_t n)
{
	answer_open(a, NULL, '{');
	answer_put(a, m, f, n);
	answer_close(a, '}');
}

void
answer_item(struct answer *a, const struct message *m, struct str text)
{
	a->nitems++;
	if (a->json)
		jw_str(&a->w, text);
	else
		message_put(a->out, m, MSG_ARGS(MSG_STR(text)));
}

void
answer_say(struct answer *a, const struct message *m,
    const struct message_arg *arg, size_t n)
{
	if (!a->json)
		message_put(a->out, m, arg, n);
}
