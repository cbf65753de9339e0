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
	json_writer_init(&a->w, out, false);
	json_put_open(&a->w, '{');
	json_add_cstr(&a->w, "preaudit", shape);
}

void
answer_end(struct answer *a)
{
	if (!a->json)
		return;
	json_put_close(&a->w, '}');
	buf_putc(a->out, '\n');
}

void
answer_open(struct answer *a, const char *name, char bracket)
{
	if (!a->json)
		return;
	if (name != NULL)
		json_put_key(&a->w, name);
	json_put_open(&a->w, bracket);
}

void
answer_close(struct answer *a, char bracket)
{
	if (a->json)
		json_put_close(&a->w, bracket);
}

static void
put_member(struct json_writer *w, const struct answer_field *f)
{
	switch (f->value.kind) {
	case 's':
		json_add_str(w, f->name, f->value.text);
		break;
	case 'n':
		json_add_int(w, f->name, (int64_t)f->value.n);
		break;
	case 'b':
		json_add_bool(w, f->name, f->value.n != 0);
		break;
	default:
		json_put_key(w, f->name);
		json_put_null(w);
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
		json_put_str(&a->w, text);
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
