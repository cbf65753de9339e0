/* SPDX-License-Identifier: Apache-2.0 */
/*
 * XML parts of a workbook, streamed. xml.c and xml_copy.c are the only users of
 * expat. Element and attribute names come without their prefix; a DOCTYPE is
 * refused at once.
 */
#ifndef PREAUDIT_XML_H
#define PREAUDIT_XML_H

#include "shared/sheet/zip/zip.h"

#define XML_MAX_DEPTH 64
#define XML_MAX_TAG ((uint64_t)4 << 20)

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
/* How many have the name, each with a prefix of its own. */
size_t xml_attrs(const char **attr, const char *name);
/* Parses text at hand: for tests. */
int xml_parse(struct str text, const struct xml_handler *h, struct err *e);

/*
 * The same events from XML without anything out of the ordinary, several times
 * as fast (xml_scan.c). It gives up on everything else: other encodings than
 * UTF-8, comments, CDATA, processing instructions, declarations, very long
 * tokens, and whatever is not well-formed. Then the events so far were those
 * that xml_read gives, and the caller reads again with that.
 */
enum xml_scanned { XML_SCAN_READ, XML_SCAN_GAVE_UP, XML_SCAN_FAILED };
enum xml_scanned xml_scan(struct zipfile *z, const char *part,
    const struct xml_handler *h, struct err *e);
/* Text at hand, in pieces of so many bytes: for tests. */
enum xml_scanned xml_scan_text(struct str text, size_t piece,
    const struct xml_handler *h);

/*
 * The same for who brings the bytes. What is given stays the caller's until
 * the stream is closed. encoding overrides what the text says; NULL: it does.
 * NULL when the machine has no memory.
 */
struct xml_stream;
struct xml_stream *xml_open(const struct xml_handler *h, const char *part,
    const char *encoding, struct err *e);
/* False when no more is wanted: refused, or stopped by the handler. */
bool xml_feed(struct xml_stream *x, struct str s, bool last);
/* In a handler: the name of the tag at hand, with its prefix. */
const char *xml_name(const struct xml_stream *x);
/* In a handler: where the tag at hand stands among the bytes fed, and ends. */
uint64_t xml_position(const struct xml_stream *x);
uint64_t xml_position_behind(const struct xml_stream *x);
/* -1 when something was refused. */
int xml_close(struct xml_stream *x);

#endif
