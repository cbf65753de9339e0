/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the files xlsx*.c. */
#ifndef PREAUDIT_XLSX_INTERNAL_H
#define PREAUDIT_XLSX_INTERNAL_H

#include "shared/base/mem.h"
#include "shared/sheet/xlsx/xlsx.h"
#include "shared/sheet/xml/xml.h"

#define XLSX_MAX_ROW_TEXT ((size_t)64 << 20)
#define XLSX_MAX_CELL_TEXT ((size_t)1 << 20)
/* Empty places between cells that a sheet may make its reader visit. */
#define XLSX_MAX_GAPS ((uint64_t)64 << 20)
#define XLSX_MAX_ROW 1048576
#define XLSX_MAX_COLUMN 16384

/* ---- number formats (xlsx_styles.c) ---- */

/* What a format does; DRESSED may stand beside the others. */
enum {
	STYLE_PLAIN = 0,
	STYLE_DATE = 1,     /* shows a date or a time of day */
	STYLE_PERCENT = 2,
	STYLE_DRESSED = 4,
	STYLE_DAY = 8,      /* with DATE: it shows the day */
	STYLE_ELAPSED = 16  /* with DATE: it counts hours, [h] */
};

/* What a cell's format does. */
struct xlsx_style {
	uint8_t kind;   /* of the bits above */
	uint8_t digits; /* the format fills up to so many, or 0 */
};

/*
 * Fills x->style from the part of the styles. ERR_REFUSED when it is damaged or
 * has too many.
 */
int xlsx_read_styles(struct xlsx *x, const char *part, struct err *e);

/* ---- shared texts (xlsx_texts.c) ---- */

#define TEXTS_MAX_MEMORY ((size_t)512 << 20) /* all of them, without a spill */
#define TEXTS_IN_MEMORY ((size_t)16 << 20)   /* else they go to the spill */

/* Texts by their number: first all are added, then they are got. */
struct texts {
	/* file for what is too much for memory, or -1; the caller's */
	int spill;
	/* some is in it: `written` bytes */
	bool spilled;
	uint64_t written;
	/* text that is not written */
	struct buf text;
	/* of each text position << 24 | length; some go on to blocks */
	uint64_t *entry;
	size_t nentry, cap_entry;
	/* where in the spill each block of entries stands */
	uint64_t *block;
	size_t nblock, cap_block;
	/* texts, all of them */
	size_t n;
	/* the spill, once they are all added, and of each of its windows how
	 * often it was missed; the one that was mapped last; how many are */
	const char *map;
	uint8_t *missed;
	size_t last;
	unsigned mapped;
};

/* Makes it empty. texts_fini frees all it holds, and not the spill. */
void texts_init(struct texts *t, int spill);
void texts_fini(struct texts *t);
/*
 * Adds a text as it is stored: _xHHHH_ is decoded here. ERR_REFUSED when it is
 * too long or they are too many, ERR_SYS when the spill cannot be written.
 */
int texts_add(struct texts *t, struct str s, struct err *e);
/* No text is added behind this, and none is got before. */
int texts_finish(struct texts *t, struct err *e);
/*
 * False when there is none. The text is valid until texts_fini; or it was
 * appended to `copies`, and s->p is NULL.
 */
bool texts_get(struct texts *t, uint64_t i, struct buf *copies, struct str *s);
/* Adds all texts of the part, and finishes. */
int xlsx_read_texts(struct xlsx *x, const char *part, struct err *e);

/* ---- relationships and content types (xlsx_rels.c) ---- */

/* The relationships of a part: what it is made of. */
struct rels {
	struct rel {
		char *id, *type, *target; /* target: a part's name */
	} *rel;
	size_t n, cap;
};

/*
 * Those of a part ("" for the whole container); none when it has none.
 * ERR_REFUSED when they are damaged or too many. Free with rels_free, also
 * after an error.
 */
int rels_read(struct rels *r, struct zipfile *z, const char *part,
    struct err *e);
void rels_free(struct rels *r);
/*
 * The first whose type ends in that word, or NULL: transitional and strict
 * workbooks differ before it.
 */
const struct rel *rels_of_type(const struct rels *r, const char *word);
/* The one with that id, or NULL. */
const struct rel *rels_of_id(const struct rels *r, const char *id);
/* Does its type end in that word? */
bool rel_is(const struct rel *r, const char *word);

/* What [Content_Types].xml says of the main part. */
struct content_types {
	char *workbook; /* its part's name, or NULL */
	bool sheets, macros, binary, text, slides;
};

/* Reads them; none when the part is missing. The name is on the heap. */
int content_types_read(struct content_types *t, struct zipfile *z,
    struct err *e);

/* ---- the workbook (xlsx.c) ---- */

/* An opened workbook. */
struct xlsx {
	struct zipfile *zip;
	/* its worksheets in order: title and name of the part */
	struct xlsx_sheet {
		char *name, *part;
		enum sheet_state state;
	} *sheet;
	size_t nsheets, cap_sheets;
	/* dates count from 1904; there are macros */
	bool date1904, macros;
	/* per entry of cellXfs */
	struct xlsx_style *style;
	size_t nstyles;
	struct texts texts;
};

/* ---- values (xlsx_value.c) ---- */

/* _xHHHH_ stands for a character that XML cannot hold. */
void xlsx_put_decoded(struct buf *b, struct str s);
/* A number under a format: kind, number, date, second, digits, percent. */
void xlsx_set_number(struct sheet_cell *c, double v, struct xlsx_style style,
    bool date1904);
/* An ISO date, time or both; false when it is none. */
bool xlsx_set_iso(struct sheet_cell *c, struct str s, bool date1904);

/* ---- for tests ---- */

/* Rows out of a sheet's XML at hand: by expat. */
int xlsx_parse_sheet(struct xlsx *x, struct str text, sheet_row_fn *fn,
    void *ctx, struct sheet_facts *facts, struct err *e);
/* As xlsx_read does it: scanned in pieces, by expat when that gave up. */
int xlsx_scan_sheet(struct xlsx *x, struct str text, size_t piece,
    sheet_row_fn *fn, void *ctx, struct sheet_facts *facts, struct err *e);

#endif
