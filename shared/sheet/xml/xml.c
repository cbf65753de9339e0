/* SPDX-License-Identifier: Apache-2.0 */
/* XML on expat; see xml.h. */
#include "shared/sheet/xml/xml_stream.h"

#include <stdlib.h>

#include "shared/base/mem.h"

#define PIECE_BYTES ((size_t)1 << 20)

static const char *
local(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon == NULL ? name : colon + 1;
}

const char *
xml_attr(const char **attr, const char *name)
{
	for (; attr[0] != NULL; attr += 2)
		if (strcmp(local(attr[0]), name) == 0)
			return attr[1];
	return NULL;
}

size_t
xml_attrs(const char **attr, const char *name)
{
	size_t n = 0;

	for (; attr[0] != NULL; attr += 2)
		n += strcmp(local(attr[0]), name) == 0;
	return n;
}

void
xml_stop(struct xml_stream *r, const char *fault)
{
	if (r->fault == NULL)
		r->fault = fault;
	XML_StopParser(r->p, XML_FALSE);
}

static void XMLCALL
on_start(void *ctx, const char *name, const char **attr)
{
	struct xml_stream *r = ctx;

	/* Expat may still call after it was stopped (empty elements). */
	if (r->fault != NULL)
		return;
	if (++r->depth > XML_MAX_DEPTH) {
		xml_stop(r, "its elements are nested too deeply");
		return;
	}
	r->name = name;
	if (r->h->start != NULL)
		r->h->start(r->h->ctx, local(name), attr);
	if (r->h->stop != NULL && *r->h->stop)
		xml_stop(r, "");
}

static void XMLCALL
on_end(void *ctx, const char *name)
{
	struct xml_stream *r = ctx;

	if (r->fault != NULL)
		return;
	r->depth--;
	r->name = name;
	if (r->h->end != NULL)
		r->h->end(r->h->ctx, local(name));
	if (r->h->stop != NULL && *r->h->stop)
		xml_stop(r, "");
}

static void XMLCALL
on_text(void *ctx, const char *p, int n)
{
	struct xml_stream *r = ctx;

	if (r->fault == NULL)
		r->h->text(r->h->ctx, p, (size_t)n);
}

static void XMLCALL
on_doctype(void *ctx, const char *name, const char *system, const char *public,
    int internal)
{
	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	xml_stop(ctx, "it has a document type declaration, which workbooks never "
	    "have; it is not read");
}

struct xml_stream *
xml_open(const struct xml_handler *h, const char *part, const char *encoding,
    struct err *e)
{
	struct xml_stream *r = mem_calloc(1, sizeof(*r));

	*r = (struct xml_stream){ .h = h, .part = part, .e = e };
	r->p = XML_ParserCreate(encoding);
	if (r->p == NULL) {
		free(r);
		err_set(e, ERR_SYS, "out of memory");
		return NULL;
	}
	XML_SetUserData(r->p, r);
	XML_SetElementHandler(r->p, on_start, on_end);
	if (h->text != NULL)
		XML_SetCharacterDataHandler(r->p, on_text);
	XML_SetStartDoctypeDeclHandler(r->p, on_doctype);
	return r;
}

#define SAVE_AGAIN "open the workbook in a spreadsheet program and save it " \
    "again"

static bool
refuse(struct xml_stream *r, const char *why)
{
	r->failed = true;
	err_set(r->e, ERR_REFUSED, "part %s, line %lu: %s; " SAVE_AGAIN,
	    r->part, (unsigned long)XML_GetCurrentLineNumber(r->p), why);
	return false;
}

static bool
refuse_malformed(struct xml_stream *r)
{
	r->failed = true;
	err_set(r->e, ERR_REFUSED, "part %s, line %lu: it is damaged (as XML: "
	    "%s); get the file again, or " SAVE_AGAIN, r->part,
	    (unsigned long)XML_GetCurrentLineNumber(r->p),
	    XML_ErrorString(XML_GetErrorCode(r->p)));
	return false;
}

static bool
feed_piece(struct xml_stream *r, const char *p, size_t n, bool last)
{
	XML_Index at;

	if (XML_Parse(r->p, p, (int)n, last) != XML_STATUS_OK) {
		if (r->fault != NULL && r->fault[0] == '\0')
			return false; /* stopped by its handler: no error */
		return r->fault != NULL ? refuse(r, r->fault) :
		    refuse_malformed(r);
	}
	r->fed += n;
	/* Expat keeps what it has not seen the end of: a tag, a comment. */
	at = XML_GetCurrentByteIndex(r->p);
	if (at >= 0)
		r->seen = (uint64_t)at;
	if (r->fed > XML_MAX_TAG + r->seen)
		return refuse(r, "a tag or comment is too long");
	return true;
}

bool
xml_feed(struct xml_stream *r, struct str s, bool last)
{
	for (; s.n > PIECE_BYTES; s.p += PIECE_BYTES, s.n -= PIECE_BYTES)
		if (!feed_piece(r, s.p, PIECE_BYTES, false))
			return false;
	return feed_piece(r, s.p, s.n, last);
}

const char *
xml_name(const struct xml_stream *r)
{
	return r->name;
}

uint64_t
xml_position(const struct xml_stream *r)
{
	return (uint64_t)XML_GetCurrentByteIndex(r->p);
}

uint64_t
xml_position_behind(const struct xml_stream *r)
{
	return xml_position(r) + (uint64_t)XML_GetCurrentByteCount(r->p);
}

int
xml_close(struct xml_stream *r)
{
	int status = r->failed ? -1 : 0;

	XML_ParserFree(r->p);
	free(r);
	return status;
}

static bool
feed(void *ctx, const char *p, size_t n, bool last)
{
	return xml_feed(ctx, (struct str){ p, n }, last);
}

int
xml_read(struct zipfile *z, const char *part, const struct xml_handler *h,
    struct err *e)
{
	struct xml_stream *r = xml_open(h, part, NULL, e);
	int status;

	if (r == NULL)
		return -1;
	status = zipfile_read(z, part, feed, r, e);
	return xml_close(r) == -1 ? -1 : status;
}

int
xml_parse(struct str text, const struct xml_handler *h, struct err *e)
{
	struct xml_stream *r = xml_open(h, "text", NULL, e);

	if (r == NULL)
		return -1;
	(void)xml_feed(r, text, true);
	return xml_close(r);
}
