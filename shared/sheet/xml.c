/* SPDX-License-Identifier: Apache-2.0 */
/* XML on expat; see xml.h. */
#include "shared/sheet/xml.h"

#include <expat.h>

struct reader {
	const struct xml_handler *h;
	XML_Parser p;
	unsigned depth;
	const char *fault; /* what is wrong beside XML's own rules */
	const char *part;
	struct err *e;
	bool failed;
};

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

static void
stop(struct reader *r, const char *fault)
{
	if (r->fault == NULL)
		r->fault = fault;
	XML_StopParser(r->p, XML_FALSE);
}

static void XMLCALL
on_start(void *ctx, const char *name, const char **attr)
{
	struct reader *r = ctx;

	/* Expat may still call after it was stopped (empty elements). */
	if (r->fault != NULL)
		return;
	if (++r->depth > XML_MAX_DEPTH) {
		stop(r, "its elements are nested too deeply");
		return;
	}
	if (r->h->start != NULL)
		r->h->start(r->h->ctx, local(name), attr);
	if (r->h->stop != NULL && *r->h->stop)
		stop(r, "");
}

static void XMLCALL
on_end(void *ctx, const char *name)
{
	struct reader *r = ctx;

	if (r->fault != NULL)
		return;
	r->depth--;
	if (r->h->end != NULL)
		r->h->end(r->h->ctx, local(name));
	if (r->h->stop != NULL && *r->h->stop)
		stop(r, "");
}

static void XMLCALL
on_text(void *ctx, const char *p, int n)
{
	struct reader *r = ctx;

	if (r->h->text != NULL && r->fault == NULL)
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
	stop(ctx, "it has a document type declaration, which workbooks never "
	    "have");
}

static bool
feed(void *ctx, const char *p, size_t n, bool last)
{
	struct reader *r = ctx;

	if (XML_Parse(r->p, p, (int)n, last) == XML_STATUS_OK)
		return true;
	if (r->fault != NULL && r->fault[0] == '\0')
		return false; /* stopped by its handler: not an error */
	r->failed = true;
	err_set(r->e, ERR_REFUSED, "part %s, line %lu: %s", r->part,
	    (unsigned long)XML_GetCurrentLineNumber(r->p),
	    r->fault != NULL ? r->fault :
	    XML_ErrorString(XML_GetErrorCode(r->p)));
	return false;
}

static void
begin(struct reader *r)
{
	XML_SetUserData(r->p, r);
	XML_SetElementHandler(r->p, on_start, on_end);
	XML_SetCharacterDataHandler(r->p, on_text);
	XML_SetStartDoctypeDeclHandler(r->p, on_doctype);
}

int
xml_read(struct zipfile *z, const char *part, const struct xml_handler *h,
    struct err *e)
{
	struct reader r = { .h = h, .part = part, .e = e };
	int status;

	r.p = XML_ParserCreate(NULL);
	if (r.p == NULL)
		return err_set(e, ERR_SYS, "out of memory");
	begin(&r);
	status = zipfile_read(z, part, feed, &r, e);
	XML_ParserFree(r.p);
	return r.failed ? -1 : status;
}

int
xml_parse(struct str text, const struct xml_handler *h, struct err *e)
{
	struct reader r = { .h = h, .part = "text", .e = e };

	r.p = XML_ParserCreate(NULL);
	if (r.p == NULL)
		return err_set(e, ERR_SYS, "out of memory");
	begin(&r);
	(void)feed(&r, text.p, text.n, true);
	XML_ParserFree(r.p);
	return r.failed ? -1 : 0;
}
