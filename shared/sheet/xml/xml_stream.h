/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A stream of XML as xml.c holds it on expat, for xml_copy.c, which asks expat
 * also for the bytes behind an event.
 */
#ifndef PREAUDIT_XML_STREAM_H
#define PREAUDIT_XML_STREAM_H

#include <expat.h>

#include "shared/sheet/xml/xml.h"

struct xml_stream {
	const struct xml_handler *h; /* the caller's, like the part's name */
	XML_Parser p;      /* its user data is the stream */
	const char *name;  /* of the tag at hand, with its prefix */
	unsigned depth;    /* elements open */
	uint64_t fed;      /* bytes so far */
	uint64_t seen;     /* of them expat has let go of at least */
	const char *fault; /* what is wrong beside XML's own rules; "": stopped */
	const char *part;
	struct err *e;     /* gets what is refused; may be exchanged */
	bool failed;       /* something was refused */
};

/*
 * In a handler: ends the reading. `fault` says why and lives on; "" is no
 * error. The first one counts.
 */
void xml_stop(struct xml_stream *x, const char *fault);

#endif
