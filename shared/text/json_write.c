/* SPDX-License-Identifier: Apache-2.0 */
/* JSON writing; see json.h. */
#include <assert.h>

#include "shared/text/date.h"
#include "shared/text/json.h"

void
json_quote(struct buf *b, struct str s)
{
	static const char hex[] = "0123456789abcdef";
	size_t from = 0;

	buf_putc(b, '"');
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		const char *esc = NULL;
		char u[7] = "\\u00xx";

		/* Signs that must be escaped. */
		switch (c) {
		case '"': esc = "\\\""; break;
		case '\\': esc = "\\\\"; break;
		case '\b': esc = "\\b"; break;
		case '\t': esc = "\\t"; break;
		case '\n': esc = "\\n"; break;
		case '\f': esc = "\\f"; break;
		case '\r': esc = "\\r"; break;
		default:
			if (c < 0x20) {
				u[4] = hex[c >> 4];
				u[5] = hex[c & 15];
				esc = u;
			}
		}
		/* What stood before it goes out in one piece. */
		if (esc != NULL) {
			buf_put(b, s.p + from, i - from);
			buf_puts(b, esc);
			from = i + 1;
		}
	}
	buf_put(b, s.p + from, s.n - from);
	buf_putc(b, '"');
}

void
json_writer_init(struct json_writer *w, struct buf *out, bool canonical)
{
	*w = (struct json_writer){ .out = out, .canonical = canonical };
	w->first[0] = true;
}

/* A comma where one is due. */
static void
separate(struct json_writer *w)
{
	if (!w->first[w->depth])
		buf_putc(w->out, ',');
	w->first[w->depth] = false;
}

void
json_put_open(struct json_writer *w, char bracket)
{
	separate(w);
	buf_putc(w->out, bracket);
	w->depth++;
	assert(w->depth < sizeof(w->first) / sizeof(w->first[0]));
	w->first[w->depth] = true;
	w->last[w->depth][0] = '\0';
}

void
json_put_close(struct json_writer *w, char bracket)
{
	assert(w->depth > 0);
	w->depth--;
	buf_putc(w->out, bracket);
}

void
json_put_key(struct json_writer *w, const char *name)
{
	separate(w);
	if (w->canonical) {
		size_t n = strlen(name);

		assert(n < sizeof(w->last[0]));
		assert(strcmp(w->last[w->depth], name) < 0);
		memcpy(w->last[w->depth], name, n + 1);
	}
	json_quote(w->out, str_of(name));
	buf_putc(w->out, ':');
	/* The value that follows needs no comma. */
	w->first[w->depth] = true;
}

void
json_put_str(struct json_writer *w, struct str s)
{
	separate(w);
	json_quote(w->out, s);
}

void
json_put_int(struct json_writer *w, int64_t v)
{
	separate(w);
	buf_i64(w->out, v);
}

static void
json_put_bool(struct json_writer *w, bool v)
{
	separate(w);
	buf_puts(w->out, v ? "true" : "false");
}

void
json_put_null(struct json_writer *w)
{
	separate(w);
	buf_puts(w->out, "null");
}

void
json_add_str(struct json_writer *w, const char *name, struct str s)
{
	json_put_key(w, name);
	json_put_str(w, s);
}

void
json_add_cstr(struct json_writer *w, const char *name, const char *s)
{
	json_add_str(w, name, str_of(s));
}

void
json_add_int(struct json_writer *w, const char *name, int64_t v)
{
	json_put_key(w, name);
	json_put_int(w, v);
}

void
json_add_bool(struct json_writer *w, const char *name, bool v)
{
	json_put_key(w, name);
	json_put_bool(w, v);
}

void
json_add_open(struct json_writer *w, const char *name, char bracket)
{
	json_put_key(w, name);
	json_put_open(w, bracket);
}

static void
put_value(struct json_writer *w, const struct value *v)
{
	char day[DATE_TEXT];

	switch (v->kind) {
	case VALUE_INT:
		json_put_int(w, v->n);
		return;
	case VALUE_FLAG:
		json_put_bool(w, v->n != 0);
		return;
	case VALUE_DAY:
		date_format(day, (int32_t)v->n);
		json_put_str(w, str_of(day));
		return;
	case VALUE_TEXT:
		break;
	}
	if (v->text.p == NULL)
		json_put_null(w);
	else
		json_put_str(w, v->text);
}

void
json_add_values(struct json_writer *w, const struct value *v, size_t n)
{
	assert(n % 2 == 0);
	for (size_t i = 0; i < n; i += 2)
		if (v[i].text.p != NULL) {
			json_put_key(w, v[i].text.p);
			put_value(w, &v[i + 1]);
		}
}

#define INDENT_DEPTH 2

static void
new_line(struct buf *out, unsigned depth)
{
	buf_putc(out, '\n');
	for (; depth > 0; depth--)
		buf_putc(out, ' ');
}

void
json_indent(struct buf *out, struct str text)
{
	unsigned depth = 0;
	bool quoted = false;

	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		/* Texts stand as they are. */
		if (quoted) {
			buf_putc(out, c);
			if (c == '\\' && i + 1 < text.n)
				buf_putc(out, text.p[++i]);
			quoted = c != '"';
			continue;
		}
		quoted = c == '"';
		/* The end of an outer level is on a line of its own. */
		if (c == '}' || c == ']') {
			depth--;
			if (depth < INDENT_DEPTH)
				new_line(out, depth);
		}
		buf_putc(out, c);
		/* What follows one: a line, or a blank. */
		if (c == '{' || c == '[')
			depth++;
		if ((c == '{' || c == '[' || c == ',') && depth <=
		    INDENT_DEPTH)
			new_line(out, depth);
		else if (c == ',' || c == ':')
			buf_putc(out, ' ');
	}
	buf_putc(out, '\n');
}
