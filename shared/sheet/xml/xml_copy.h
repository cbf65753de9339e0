/* SPDX-License-Identifier: Apache-2.0 */
/*
 * XML parts copied byte for byte while they are read, with chosen tags changed.
 * What is in another encoding than UTF-8 becomes UTF-8, its declaration too. A
 * DOCTYPE is refused at once.
 */
#ifndef PREAUDIT_XML_COPY_H
#define PREAUDIT_XML_COPY_H

#include <stdbool.h>

#include "shared/base/buf.h"
#include "shared/base/err.h"

/* A tag; all of it is valid until the handler returns. */
struct xml_tag {
	/* its name without the prefix, and that: "x:", or empty */
	const char *name;
	struct str prefix;
	/* as xml.h has them; NULL for an end tag */
	const char **attr;
	/* as it stands in the part; empty for the end of an empty element */
	struct str raw;
	/* start: <a/>; its end comes next */
	bool empty;
	/* of the element: 1 for the root */
	unsigned depth;
};

/* What is done with tags and text; the caller's, and copied. */
struct xml_copier {
	/* Put t->raw, or what shall stand instead. NULL: tags are copied. */
	void (*start)(void *ctx, const struct xml_tag *t, struct buf *out);
	void (*end)(void *ctx, const struct xml_tag *t, struct buf *out);
	/* Text as it reads, which is copied without this function's help. */
	void (*text)(void *ctx, const char *p, size_t n);
	const bool *mute;   /* while it is true, only handlers put anything */
	/* Set by a handler to stop with this error: "its rows are ..." */
	const char **fault;
	void *ctx;
};

struct xml_copy;

/* Begins a copy of a part, whose name is for messages. Close it with _close. */
void xml_copy_open(struct xml_copy **c, const struct xml_copier *h,
    const char *part);
void xml_copy_close(struct xml_copy *c);
/*
 * Copies the next bytes, appended to `out`. ERR_REFUSED when they are no XML or
 * a handler stopped; the copy can only be closed then.
 */
int xml_copy_feed(struct xml_copy *c, struct str in, bool last,
    struct buf *out, struct err *e);
/* The same for a part at hand. */
int xml_copy_text(struct str text, const struct xml_copier *h,
    const char *part, struct buf *out, struct err *e);

/*
 * Appends a start tag with an attribute set; value NULL: without it. The value
 * is put as it is: it has nothing that must be escaped.
 */
void xml_tag_set(struct buf *out, struct str raw, const char *name,
    const char *value);
/* The same, for the first attribute of that name with any prefix. */
void xml_tag_set_local(struct buf *out, struct str raw, const char *name,
    const char *value);
/* Appends an empty element's tag as a start tag that waits for its end. */
void xml_tag_open(struct buf *out, struct str raw);
/* Appends text for an element or an attribute; what XML cannot hold as U+FFFD. */
void xml_put_text(struct buf *out, struct str text);

#endif
