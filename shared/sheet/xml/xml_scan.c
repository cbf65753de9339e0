/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Ordinary XML without a library; see xml.h. Works on the bytes in place: a tag
 * is looked at whole before its names and values are cut out of it, and what a
 * piece leaves unfinished waits for the next.
 *
 * It is here for its speed alone. A sheet of 200,000 rows and 1,952,016 cells
 * (tests/bench/bench_sheet read, texts inline, 115 MB of XML) took 0.64 s of
 * CPU with it and 1.56 s with expat, 0.20 s of either being the inflating.
 */
#include <stdlib.h>

#include "shared/base/mem.h"
#include "shared/sheet/xml/xml.h"
#include "shared/sheet/xml/xml_chars.h"

#define MAX_ATTR 32
#define MAX_NAME 48
/* An unfinished token may wait for so many bytes; no ordinary one is longer. */
#define MAX_WAITING ((size_t)256 << 10)

enum step { STEP_ON, STEP_WAIT, STEP_GIVE_UP, STEP_STOP };
enum phase { BEFORE, WITHIN, BEHIND };

struct attribute {
	char *name, *value;
	size_t name_n, value_n;
	bool entities;
};

struct scan {
	const struct xml_handler *h;
	char *p;          /* n bytes to go through, and a NUL behind them */
	size_t n, at, cap;
	bool last;        /* no bytes will follow these */
	bool begun;       /* what may only stand at the very start is behind */
	enum phase phase;
	unsigned depth;
	size_t nattr;
	struct attribute attribute[MAX_ATTR];
	const char *attr[2 * MAX_ATTR + 1];
	struct open {
		char name[MAX_NAME];
		size_t n, local; /* local: where it begins behind its prefix */
	} open[XML_MAX_DEPTH];
};

/* ---- text ---- */

static enum step
scan_entity(struct scan *s)
{
	size_t from = s->at + 1, to = from, n;
	char c[4];

	while (to < s->n && to - from <= XML_MAX_ENTITY && s->p[to] != ';')
		to++;
	if (to == s->n)
		return STEP_WAIT;
	n = xml_entity(c, (struct str){ s->p + from, to - from });
	if (s->p[to] != ';' || n == 0)
		return STEP_GIVE_UP;
	s->at = to + 1;
	if (s->h->text != NULL)
		s->h->text(s->h->ctx, c, n);
	return STEP_ON;
}

/* Text up to the next tag or entity. */
static enum step
scan_text(struct scan *s)
{
	char *from = s->p + s->at, *q = from;
	unsigned char all = 0;

	for (;;) {
		while (!xml_is(*q, XML_TEXT_END))
			all |= (unsigned char)*q++;
		if (*q != ']')
			break;
		if (q + 2 >= s->p + s->n)
			return STEP_WAIT;
		if (q[1] == ']' && q[2] == '>')
			return STEP_GIVE_UP;
		q++;
	}
	if (q == s->p + s->n)
		return STEP_WAIT;
	if ((*q != '<' && *q != '&') || (all >= 0x80 &&
	    !xml_good_text(from, (size_t)(q - from))))
		return STEP_GIVE_UP;
	s->at += (size_t)(q - from);
	if (s->h->text != NULL)
		s->h->text(s->h->ctx, from, (size_t)(q - from));
	return STEP_ON;
}

/* ---- tags ---- */

static bool
stopped(const struct scan *s)
{
	return s->h->stop != NULL && *s->h->stop;
}

static enum step
ended(struct scan *s)
{
	const struct open *o = &s->open[--s->depth];

	if (s->depth == 0)
		s->phase = BEHIND;
	if (s->h->end != NULL)
		s->h->end(s->h->ctx, o->name + o->local);
	return stopped(s) ? STEP_STOP : STEP_ON;
}

static enum step
scan_end_tag(struct scan *s)
{
	char *q = s->p + s->at + 2, *end = s->p + s->n;
	const struct open *o = &s->open[s->depth - 1];

	if ((size_t)(end - q) <= o->n)
		return STEP_WAIT;
	if (memcmp(q, o->name, o->n) != 0)
		return STEP_GIVE_UP;
	q += o->n;
	while (xml_is(*q, XML_BLANK))
		q++;
	if (q == end)
		return STEP_WAIT;
	if (*q != '>')
		return STEP_GIVE_UP;
	s->at = (size_t)(q + 1 - s->p);
	return ended(s);
}

static bool
is_twin(const struct scan *s, const struct attribute *a)
{
	for (size_t i = 0; i < s->nattr; i++)
		if (s->attribute[i].name_n == a->name_n &&
		    s->attribute[i].name[0] == a->name[0] &&
		    memcmp(s->attribute[i].name, a->name, a->name_n) == 0)
			return true;
	return false;
}

/* name="value" at *q. */
static enum step
scan_attribute(struct scan *s, char **q)
{
	struct attribute *a = &s->attribute[s->nattr];
	unsigned char all = 0;
	char *p = *q, quote;

	/* Its name; at the end of the piece the rest is waited for. */
	if (s->nattr == MAX_ATTR || !xml_is(*p, XML_NAME_START))
		return p == s->p + s->n ? STEP_WAIT : STEP_GIVE_UP;
	a->name = p;
	while (xml_is(*p, XML_NAME))
		p++;
	a->name_n = (size_t)(p - a->name);
	/* The equals sign between blanks. */
	while (xml_is(*p, XML_BLANK))
		p++;
	if (*p != '=')
		return p == s->p + s->n ? STEP_WAIT : STEP_GIVE_UP;
	p++;
	while (xml_is(*p, XML_BLANK))
		p++;
	/* Its value, up to the quote that began it. */
	quote = *p;
	if (quote != '"' && quote != '\'')
		return p == s->p + s->n ? STEP_WAIT : STEP_GIVE_UP;
	a->value = ++p;
	a->entities = false;
	for (;; p++) {
		while (!xml_is(*p, XML_VALUE_END))
			all |= (unsigned char)*p++;
		if (*p == quote)
			break;
		if (*p == '&')
			a->entities = true;
		else if (*p != '"' && *p != '\'')
			return p == s->p + s->n ? STEP_WAIT : STEP_GIVE_UP;
	}
	/* What needs a closer look is left to the XML library. */
	a->value_n = (size_t)(p - a->value);
	if ((all >= 0x80 && !xml_good_text(a->value, a->value_n)) ||
	    is_twin(s, a))
		return STEP_GIVE_UP;
	s->nattr++;
	*q = p + 1;
	return STEP_ON;
}

/* In place: an entity is never shorter than what it stands for. */
static bool
put_entities(struct attribute *a)
{
	struct str rest = { a->value, a->value_n };
	char *to = a->value, c[4];

	while (rest.n > 0) {
		size_t n = 1, end = 0;

		c[0] = rest.p[0];
		if (c[0] == '&') {
			end = str_find(rest, ';', 1);
			if (end == rest.n || end > XML_MAX_ENTITY + 1)
				return false;
			n = xml_entity(c, (struct str){ rest.p + 1, end - 1 });
			if (n == 0)
				return false;
		}
		memcpy(to, c, n);
		to += n;
		rest.p += end + 1;
		rest.n -= end + 1;
	}
	a->value_n = (size_t)(to - a->value);
	return true;
}

/* Cuts the attributes out; from here on the bytes of the tag are changed. */
static bool
cut_attributes(struct scan *s)
{
	for (size_t i = 0; i < s->nattr; i++) {
		struct attribute *a = &s->attribute[i];

		if (a->entities && !put_entities(a))
			return false;
		a->name[a->name_n] = '\0';
		a->value[a->value_n] = '\0';
		s->attr[2 * i] = a->name;
		s->attr[2 * i + 1] = a->value;
	}
	s->attr[2 * s->nattr] = NULL;
	return true;
}

static enum step
started(struct scan *s, const char *name, size_t n, size_t local,
    bool empty)
{
	struct open *o;

	if (s->depth == XML_MAX_DEPTH || n >= MAX_NAME || !cut_attributes(s))
		return STEP_GIVE_UP;
	o = &s->open[s->depth++];
	memcpy(o->name, name, n);
	o->name[n] = '\0';
	o->n = n;
	o->local = local;
	s->phase = WITHIN;
	if (s->h->start != NULL)
		s->h->start(s->h->ctx, o->name + local, s->attr);
	if (stopped(s))
		return STEP_STOP;
	return empty ? ended(s) : STEP_ON;
}

static enum step
scan_start_tag(struct scan *s)
{
	char *name = s->p + s->at + 1, *q = name, *end = s->p + s->n;
	size_t n, local = 0;

	/* Its name; the local one begins behind the prefix. */
	if (!xml_is(*q, XML_NAME_START))
		return q == end ? STEP_WAIT : STEP_GIVE_UP;
	while (xml_is(*q, XML_NAME))
		if (*q++ == ':')
			local = (size_t)(q - name);
	n = (size_t)(q - name);
	/* Attributes, each behind a blank. */
	s->nattr = 0;
	for (;;) {
		char *blank = q;
		enum step step;

		while (xml_is(*q, XML_BLANK))
			q++;
		if (*q == '>' || *q == '/')
			break;
		if (q == blank)
			return q == end ? STEP_WAIT : STEP_GIVE_UP;
		step = scan_attribute(s, &q);
		if (step != STEP_ON)
			return step;
	}
	/* Its end. */
	if (*q == '/' && q[1] != '>')
		return q + 1 == end ? STEP_WAIT : STEP_GIVE_UP;
	s->at = (size_t)(q + 1 + (*q == '/') - s->p);
	return started(s, name, n, local, *q == '/');
}

/* ---- the whole ---- */

/* Takes ` word="value"` off the declaration; a blank must stand before it. */
static bool
declares(const char **q, const char *word)
{
	const char *p = *q;
	size_t n = strlen(word);

	while (xml_is(*p, XML_BLANK))
		p++;
	if (p == *q || strncmp(p, word, n) != 0)
		return false;
	*q = p + n;
	return true;
}

/* <?xml version="1.0" encoding="UTF-8" standalone="yes"?> */
static enum step
scan_declaration(struct scan *s)
{
	const char *q = s->p + s->at + 5;
	size_t left = s->n - s->at;
	const char *end = memmem(s->p + s->at, left < 128 ? left : 128, "?>",
	    2);

	if (end == NULL)
		return left < 128 ? STEP_WAIT : STEP_GIVE_UP;
	if (!declares(&q, "version=\"1.0\""))
		return STEP_GIVE_UP;
	(void)(declares(&q, "encoding=\"UTF-8\"") ||
	    declares(&q, "encoding=\"utf-8\""));
	(void)(declares(&q, "standalone=\"yes\"") ||
	    declares(&q, "standalone=\"no\""));
	while (xml_is(*q, XML_BLANK))
		q++;
	if (q != end)
		return STEP_GIVE_UP;
	s->at = (size_t)(end + 2 - s->p);
	return STEP_ON;
}

static enum step
scan_beginning(struct scan *s)
{
	enum step step = STEP_ON;

	if (s->n < 9 && !s->last)
		return STEP_WAIT;
	if (s->n >= 3 && memcmp(s->p, "\xef\xbb\xbf", 3) == 0)
		s->at = 3;
	if (s->n - s->at > 5 && memcmp(s->p + s->at, "<?xml", 5) == 0)
		step = scan_declaration(s);
	if (step == STEP_WAIT)
		s->at = 0;
	else
		s->begun = true;
	return step;
}

static enum step
scan_one(struct scan *s)
{
	if (!s->begun)
		return scan_beginning(s);
	if (s->phase != WITHIN) {
		while (xml_is(s->p[s->at], XML_BLANK))
			s->at++;
		if (s->at == s->n)
			return STEP_WAIT;
		if (s->phase == BEHIND || s->p[s->at] != '<')
			return STEP_GIVE_UP;
	}
	switch (s->p[s->at]) {
	case '<':
		return s->at + 1 < s->n && s->p[s->at + 1] == '/' &&
		    s->phase == WITHIN ? scan_end_tag(s) : scan_start_tag(s);
	case '&':
		return scan_entity(s);
	default:
		return scan_text(s);
	}
}

static enum step
scan_piece(struct scan *s, const char *p, size_t n, bool last)
{
	size_t waiting = s->n - s->at;
	enum step step;

	if (s->cap < waiting + n + 1) {
		s->cap = waiting + n + 1;
		s->p = mem_realloc(s->p, s->cap, 1);
	}
	memmove(s->p, s->p + s->at, waiting);
	if (n > 0)
		memcpy(s->p + waiting, p, n);
	s->n = waiting + n;
	s->p[s->n] = '\0';
	s->at = 0;
	s->last = last;
	do
		step = scan_one(s);
	while (step == STEP_ON);
	if (step == STEP_WAIT && (s->n - s->at > MAX_WAITING ||
	    (last && (s->phase != BEHIND || s->at < s->n))))
		return STEP_GIVE_UP;
	return step;
}

struct feeding {
	struct scan s;
	enum step step;
};

static bool
feed(void *ctx, const char *p, size_t n, bool last)
{
	struct feeding *f = ctx;

	f->step = scan_piece(&f->s, p, n, last);
	return f->step == STEP_WAIT;
}

static void
begin(struct feeding *f, const struct xml_handler *h)
{
	*f = (struct feeding){ .s = { .h = h }, .step = STEP_GIVE_UP };
	f->s.cap = 1;
	f->s.p = mem_alloc(1);
}

enum xml_scanned
xml_scan(struct zipfile *z, const char *part, const struct xml_handler *h,
    struct err *e)
{
	struct feeding *f = mem_alloc(sizeof(*f));
	enum xml_scanned result = XML_SCAN_FAILED;

	begin(f, h);
	if (zipfile_read(z, part, feed, f, e) == 0)
		result = f->step == STEP_GIVE_UP ? XML_SCAN_GAVE_UP :
		    XML_SCAN_READ;
	free(f->s.p);
	free(f);
	return result;
}

enum xml_scanned
xml_scan_text(struct str text, size_t piece, const struct xml_handler *h)
{
	struct feeding *f = mem_alloc(sizeof(*f));
	enum xml_scanned result;

	begin(f, h);
	for (f->step = STEP_WAIT; f->step == STEP_WAIT; text.p += piece,
	    text.n -= piece) {
		if (piece > text.n)
			piece = text.n;
		(void)feed(f, text.p, piece, piece == text.n);
		if (piece == text.n)
			break;
	}
	result = f->step == STEP_GIVE_UP ? XML_SCAN_GAVE_UP : XML_SCAN_READ;
	free(f->s.p);
	free(f);
	return result;
}
