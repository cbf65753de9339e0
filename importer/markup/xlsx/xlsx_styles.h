/* SPDX-License-Identifier: Apache-2.0 */
/* The styles of a workbook, as xlsx_styles.c reads and extends them. */
#ifndef PREAUDIT_MARKUP_XLSX_STYLES_H
#define PREAUDIT_MARKUP_XLSX_STYLES_H

#include "importer/markup/xlsx/xlsx.h"

/* Those from FILL_ERROR on are marks. */
enum fill_kind { FILL_NONE, FILL_SOLID, FILL_OTHER, FILL_ERROR, FILL_WARNING };

/*
 * A fill. One of ours says in its background colour, which a solid fill does
 * not show, what the cell's colour was before.
 */
struct fill {
	enum fill_kind kind;
	char *colour; /* attributes: of SOLID its own, of ours the one before; NULL: none */
	uint64_t look; /* equal for fills that look alike */
};

struct xf {
	size_t from, tag, end; /* in the text; tag: behind its tag */
	uint32_t fill;
	uint64_t key;     /* equal for those alike but for their fills */
	uint32_t base;    /* NO_STYLE: not yet looked for */
	uint32_t marked[2]; /* warning, error; NO_STYLE the same */
};

/* A list of the part; place, tag_end and end are one when it is not there. */
struct list {
	size_t place;     /* of its tag, or where that would stand; 0: not yet known */
	size_t tag_end, end; /* behind the tag; before the end tag */
	char prefix[XLSX_MAX_PREFIX];
	bool there;
	struct buf added; /* elements to be put behind the others */
};

struct styles {
	struct buf text;        /* the part in UTF-8 */
	struct list fills, xfs;
	struct fill *fill;
	size_t nfill, cap_fill; /* with those added */
	void *fills_alike;      /* the first of each look */
	struct xf *xf;
	size_t nxf, cap_xf;     /* the same */
	void *xfs_alike;        /* the first of each key with its look */
	char lone[160];         /* the style of a workbook without any */
	size_t unused;          /* bytes of xfs.added that no cell needs yet */
	uint32_t problem[2];
	const char *fault;
	bool nothing;           /* the part is an empty element */
	/* while it is read */
	struct list *in;        /* the list at hand, or NULL */
	unsigned pattern;       /* 1 inside of a solid pattern */
	char *fg, *bg;
};

/* The number kept for a key, or NO_STYLE. */
uint32_t alike_find(void *const *tree, uint64_t key);
/* Keeps one, unless there is one. */
void alike_add(void **tree, uint64_t key, uint32_t number);

/* How fills are read and made (xlsx_fill.c). */
void fill_start(struct styles *st, const struct xml_tag *t);
void fill_end(struct styles *st);
/* The fill that marks a cell with fill `base`; there, or added. */
uint32_t fill_marked(struct styles *st, uint32_t base, bool is_error);
/* The fill as it was before a mark; one that is no mark itself. */
uint32_t fill_before(struct styles *st, uint32_t fill);

#endif
