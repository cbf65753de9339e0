/* SPDX-License-Identifier: Apache-2.0 */
/*
 * XML parts of a workbook, streamed. xml.c is the only user of expat. Element
 * and attribute names come without their prefix; a DOCTYPE is refused at once.
 */
#ifndef PREAUDIT_XML_H
#define PREAUDIT_XML_H

#include "shared/sheet/zip.h"

#define XML_MAX_DEPTH 64

struct xml_handler {
	/* attr: name, value, name, value, NULL */
	void (*start)(void *ctx, const char *name, const char **attr);
	void (*end)(void *ctx, const char *name);
	void (*text)(void *ctx, const char *p, size_t n);
	/* Set by a handler to stop; the message says why, or "" to stop quietly. */
	bool *stop;
	void *ctx;
};

int xml_read(struct zipfile *z, const char *part, const struct xml_handler *h,
    struct err *e);
/* Value of an attribute by its name without prefix, or NULL. */
const char *xml_attr(const char **attr, const char *name);
/* Parses text at hand: for the fuzzer. */
int xml_parse(struct str text, const struct xml_handler *h, struct err *e);

#endif
