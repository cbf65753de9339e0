/* SPDX-License-Identifier: Apache-2.0 */
/* Answers as text or as JSON from one walk; see answer.h. */
#include "shared/text/answer.h"

#include <assert.h>

#include "shared/text/date.h"

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
		json_add_open(&a->w, name, bracket);
	else
		json_put_open(&a->w, bracket);
}

void
answer_close(struct answer *a, char bracket)
{
	if (a->json)
		json_put_close(&a->w, bracket);
}

/* The message with every step-th of the values, a day as its text. */
static void
put_text(struct buf *b, const struct message *m, const struct value *v,
    size_t step)
{
	struct value arg[MESSAGE_MAX_ARGS];
	char day[MESSAGE_MAX_ARGS][DATE_TEXT];
	size_t n = strlen(m->args);

	assert(n <= MESSAGE_MAX_ARGS);
	for (size_t i = 0; i < n; i++) {
		arg[i] = v[i * step];
		if (arg[i].kind != VALUE_DAY)
			continue;
		date_format(day[i], (int32_t)arg[i].n);
		arg[i] = value_text(day[i]);
	}
	message_put(b, m, arg, n);
}

void
answer_put(struct answer *a, const struct message *m, const struct value *f,
    size_t n)
{
	if (a->json) {
		json_add_values(&a->w, f, n);
	} else if (m != NULL) {
		assert(strlen(m->args) * 2 <= n);
		put_text(a->out, m, f + 1, 2);
	}
}

void
answer_row(struct answer *a, const struct message *m,
    const struct value *f, size_t n)
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
	else if (m != NULL)
		message_put(a->out, m, VALUES(text));
}

void
answer_say(struct answer *a, const struct message *m,
    const struct value *arg, size_t n)
{
	assert(n == strlen(m->args));
	if (!a->json)
		put_text(a->out, m, arg, 1);
}
