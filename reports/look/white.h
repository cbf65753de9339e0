/* SPDX-License-Identifier: Apache-2.0 */
/*
 * White lists of XML: which elements, attributes and texts a part of a workbook
 * may have, as rows of a table. What stands in no row is a difference. Names
 * are compared with their prefixes, and each prefix has one meaning.
 */
#ifndef PREAUDIT_WHITE_H
#define PREAUDIT_WHITE_H

#include "shared/base/buf.h"
#include "shared/sheet/xml/xml.h"

#define WHITE_WHY 512 /* bytes of a sentence */
#define WHITE_TEXT ((size_t)65536)

/* An element that a part may have. */
struct white_row {
	int id;           /* for the part's own checks; 0: it has none */
	const char *path; /* "worksheet/sheetData/row" */
	/*
	 * Its attributes: name=values with a blank between. Values: a|b, 0 and
	 * 1 also as false and true, numbers also as 15.0; 1..9 a number within;
	 * * any; ! the part's own check decides. ^ in front: it must be there.
	 * {phrase} behind, with _ for a blank, says of a place what another
	 * value means. NULL: all there is in this element is of no concern.
	 */
	const char *attributes;
	/*
	 * Its text: NULL none, "" must be empty, "*" any, "!" the part's own
	 * check decides, "#" digits and marks of times and versions only.
	 */
	const char *text;
};

/* A kind of part. The functions may be NULL. */
struct white_part {
	const char *what;      /* "the workbook", unless `place` says more */
	const char *space;     /* its namespace; NULL: any of those known */
	const struct white_row *row;
	size_t n;
	/*
	 * Called for an element before its attributes are looked at (so that
	 * `place` knows it), after, and at its end with its text where its row
	 * has one. They call white_fail on a difference.
	 */
	void (*before)(void *ctx, int id, const char **attr);
	void (*start)(void *ctx, int id, const char **attr);
	void (*end)(void *ctx, int id, const char *text);
	/* Appends what is being read: "row 2 of Gates" */
	void (*place)(void *ctx, struct buf *b);
};

/* A part while it is read. */
struct white {
	const struct white_part *part;
	void *ctx;             /* for the part's functions */
	struct xml_stream *xml;
	struct buf path, text;
	unsigned skip;         /* elements open in one of no concern */
	unsigned depth;
	bool stop;             /* something differs: */
	char why[WHITE_WHY];   /* what, as a sentence without its full stop */
};

/*
 * Reads a part of the container. False, and w->why, when something differs or
 * the part cannot be read.
 */
bool white_read(struct white *w, struct zipfile *z, const char *name);
/*
 * What is read differs: the place and then the phrase, "is hidden". The first
 * one counts.
 */
void white_fail(struct white *w, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Are two values the same: as text, as numbers, as true and false? */
bool white_same(const char *a, struct str b);
/* A number in decimal, of at most 32 bytes, or `other`. */
double white_number(const char *z, double other);

#endif
