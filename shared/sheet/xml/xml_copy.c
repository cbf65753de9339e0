/* SPDX-License-Identifier: Apache-2.0 */
/* XML copied with changes, on expat; see xml_copy.h. */
#include "shared/sheet/xml/xml_copy.h"

#include <stdlib.h>

#include <strings.h>

#include "shared/base/mem.h"
#include "shared/base/utf8.h"
#include "shared/sheet/xml/xml_stream.h"

#define MAX_TAG ((size_t)1 << 20)

struct xml_copy {
	struct xml_copier h;
	struct xml_handler handler;
	struct xml_stream *x; /* NULL when there is no memory */
	char *part;
	struct buf tag;       /* the tag that a handler looks at */
	struct buf *out, *sink;
	bool begun;
};

static bool
is_mute(const struct xml_copy *c)
{
	return c->h.mute != NULL && *c->h.mute;
}

static struct xml_copy *
copy_of(void *stream)
{
	return ((struct xml_stream *)stream)->h->ctx;
}

static void XMLCALL
on_default(void *stream, const char *p, int n)
{
	struct xml_copy *c = copy_of(stream);

	if (c->sink == &c->tag || !is_mute(c))
		buf_put(c->sink, p, (size_t)n);
}

static void
after_handler(struct xml_copy *c)
{
	if (c->h.fault != NULL && *c->h.fault != NULL)
		xml_stop(c->x, *c->h.fault);
}

static struct xml_tag
tag_of(struct xml_copy *c, const char *name, const char **attr, unsigned depth)
{
	struct xml_tag t = { .name = name, .attr = attr, .depth = depth,
		.prefix = str_range(c->x->name, name) };

	buf_reset(&c->tag);
	c->sink = &c->tag;
	XML_DefaultCurrent(c->x->p);
	c->sink = c->out;
	t.raw = (struct str){ buf_cstr(&c->tag), c->tag.n };
	t.empty = attr != NULL && str_ends(t.raw, STR("/>"));
	return t;
}

static void
on_start(void *ctx, const char *name, const char **attr)
{
	struct xml_copy *c = ctx;
	struct xml_tag t = tag_of(c, name, attr, c->x->depth);

	if (!buf_ok(&c->tag)) {
		xml_stop(c->x, "one of its tags is too long");
		return;
	}
	if (c->h.start != NULL)
		c->h.start(c->h.ctx, &t, c->out);
	else
		buf_str(c->out, t.raw);
	after_handler(c);
}

static void
on_end(void *ctx, const char *name)
{
	struct xml_copy *c = ctx;
	struct xml_tag t = tag_of(c, name, NULL, c->x->depth + 1);

	if (c->h.end != NULL)
		c->h.end(c->h.ctx, &t, c->out);
	else
		buf_str(c->out, t.raw);
	after_handler(c);
}

static void
on_text(void *ctx, const char *p, size_t n)
{
	struct xml_copy *c = ctx;

	XML_DefaultCurrent(c->x->p);
	c->h.text(c->h.ctx, p, n);
	after_handler(c);
}

static void XMLCALL
on_declaration(void *stream, const char *version, const char *encoding,
    int standalone)
{
	struct xml_copy *c = copy_of(stream);

	if (encoding == NULL || strcasecmp(encoding, "UTF-8") == 0)
		XML_DefaultCurrent(c->x->p);
	else if (!is_mute(c))
		buf_printf(c->out, "<?xml version=\"%s\" "
		    "encoding=\"UTF-8\"%s?>", version == NULL ? "1.0" :
		    version, standalone == -1 ? "" : standalone == 1 ?
		    " standalone=\"yes\"" : " standalone=\"no\"");
}

void
xml_copy_open(struct xml_copy **copy, const struct xml_copier *h,
    const char *part)
{
	struct xml_copy *c = mem_calloc(1, sizeof(*c));
	struct err ignored;

	c->h = *h;
	c->handler = (struct xml_handler){ .start = on_start, .end = on_end,
		.text = h->text == NULL ? NULL : on_text, .ctx = c };
	c->part = mem_strdup(part);
	buf_init(&c->tag, MAX_TAG);
	c->x = xml_open(&c->handler, c->part, NULL, &ignored);
	if (c->x != NULL) {
		XML_SetXmlDeclHandler(c->x->p, on_declaration);
		XML_SetDefaultHandler(c->x->p, on_default);
	}
	*copy = c;
}

void
xml_copy_close(struct xml_copy *c)
{
	if (c == NULL)
		return;
	if (c->x != NULL)
		(void)xml_close(c->x);
	buf_fini(&c->tag);
	free(c->part);
	free(c);
}

int
xml_copy_feed(struct xml_copy *c, struct str in, bool last, struct buf *out,
    struct err *e)
{
	if (c->x == NULL)
		return err_set(e, ERR_SYS, "out of memory");
	/* Expat swallows the mark; pieces are never shorter at the start. */
	if (!c->begun && !is_mute(c) &&
	    str_starts(in, STR("\xef\xbb\xbf")))
		buf_puts(out, "\xef\xbb\xbf");
	c->begun = true;
	c->out = c->sink = out;
	c->x->e = e;
	return xml_feed(c->x, in.n == 0 ? STR("") : in, last) ? 0 : -1;
}

int
xml_copy_text(struct str text, const struct xml_copier *h, const char *part,
    struct buf *out, struct err *e)
{
	struct xml_copy *c;
	int status;

	xml_copy_open(&c, h, part);
	status = xml_copy_feed(c, text, true, out, e);
	xml_copy_close(c);
	if (status == 0 && !buf_ok(out))
		return err_set(e, ERR_LIMIT, "part %s is too large", part);
	return status;
}

/* ---- tags ---- */

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Where the tag ends: before "/>" or ">". */
static size_t
tag_end(struct str raw)
{
	return raw.n - (str_ends(raw, STR("/>")) ? 2 : 1);
}

/*
 * The next attribute at or behind *at: from the blanks before it to behind its
 * closing quote. The tag is well-formed: expat has read it.
 */
static bool
next_attribute(struct str raw, size_t *at, struct str *name, struct str *value,
    size_t *from)
{
	size_t i = *at, end = tag_end(raw), k;
	char quote;

	while (i < end && !is_blank(raw.p[i]))
		i++;
	*from = i;
	while (i < end && is_blank(raw.p[i]))
		i++;
	for (k = i; k < end && raw.p[k] != '=' && !is_blank(raw.p[k]); k++)
		;
	*name = (struct str){ raw.p + i, k - i };
	while (k < end && raw.p[k] != '"' && raw.p[k] != '\'')
		k++;
	if (k >= end)
		return false;
	quote = raw.p[k++];
	i = k;
	while (k < end && raw.p[k] != quote)
		k++;
	*value = (struct str){ raw.p + i, k - i };
	*at = k + 1;
	return true;
}

static struct str
local_name(struct str name)
{
	size_t i = name.n;

	while (i > 0 && name.p[i - 1] != ':')
		i--;
	return str_range(name.p + i, name.p + name.n);
}

static void
tag_set(struct buf *out, struct str raw, const char *name, const char *value,
    bool any_prefix)
{
	size_t at = 0, from, end = tag_end(raw);
	struct str n, v;

	while (next_attribute(raw, &at, &n, &v, &from)) {
		if (!str_is(n, name) && (!any_prefix ||
		    !str_eq(local_name(n), local_name(str_of(name)))))
			continue;
		if (value == NULL) {
			buf_put(out, raw.p, from);
		} else {
			buf_str(out, str_range(raw.p, v.p));
			buf_puts(out, value);
			at = (size_t)(v.p - raw.p) + v.n;
		}
		buf_put(out, raw.p + at, raw.n - at);
		return;
	}
	if (value == NULL) {
		buf_str(out, raw);
		return;
	}
	buf_put(out, raw.p, end);
	buf_printf(out, "%s%s=\"%s\"", is_blank(raw.p[end - 1]) ? "" : " ",
	    name, value);
	buf_put(out, raw.p + end, raw.n - end);
}

void
xml_tag_set(struct buf *out, struct str raw, const char *name,
    const char *value)
{
	tag_set(out, raw, name, value, false);
}

void
xml_tag_set_local(struct buf *out, struct str raw, const char *name,
    const char *value)
{
	tag_set(out, raw, name, value, true);
}

void
xml_tag_open(struct buf *out, struct str raw)
{
	buf_put(out, raw.p, tag_end(raw));
	buf_putc(out, '>');
}

void
xml_put_text(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		size_t n = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
		struct str one = { s.p + i, n < s.n - i ? n : s.n - i };

		if (c == '&')
			buf_puts(out, "&amp;");
		else if (c == '<')
			buf_puts(out, "&lt;");
		else if (c == '>')
			buf_puts(out, "&gt;");
		else if (c == '"')
			buf_puts(out, "&quot;");
		else if ((c < ' ' && c != '\t' && c != '\n') ||
		    utf8_valid(one) < one.n ||
		    str_is(one, "\xef\xbf\xbe") || str_is(one, "\xef\xbf\xbf"))
			buf_puts(out, "\xef\xbf\xbd");
		else {
			buf_str(out, one);
			i += one.n - 1;
		}
	}
}
