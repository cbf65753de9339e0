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

struct xlsx_style {
	uint8_t kind;
	uint8_t digits; /* the format fills up to so many, or 0 */
};

int xlsx_read_styles(struct xlsx *x, const char *part, struct err *e);

/* ---- shared texts (xlsx_texts.c) ---- */

#define TEXTS_MAX_MEMORY ((size_t)512 << 20) /* all of them, without a spill */
#define TEXTS_IN_MEMORY ((size_t)16 << 20)   /* else they go to the spill */

struct texts {
	int spill;         /* or -1; the caller's */
	bool spilled;
	struct buf text;   /* what is not written yet */
	uint64_t written;  /* bytes in the spill */
	uint64_t *entry;   /* position << 24 | length; some go on to blocks */
	size_t nentry, cap_entry;
	uint64_t *block;   /* where each block of entries stands */
	size_t nblock, cap_block;
	size_t n;
	const char *map;
	uint8_t *missed;   /* of each window of the map, see xlsx_texts.c */
	size_t last;       /* window that was mapped last */
	unsigned mapped;   /* windows */
};

void texts_init(struct texts *t, int spill);
void texts_fini(struct texts *t);
/* A text as it is stored: _xHHHH_ is decoded here. */
int texts_add(struct texts *t, struct str s, struct err *e);
/* No text is added behind this, and none is got before. */
int texts_finish(struct texts *t, struct err *e);
/*
 * False when there is none. The text is valid until texts_fini; or it was
 * appended to `copies`, and s->p is NULL.
 */
bool texts_get(struct texts *t, uint64_t i, struct buf *copies, struct str *s);
int xlsx_read_texts(struct xlsx *x, const char *part, struct err *e);

/* ---- relationships and content types (xlsx_rels.c) ---- */

struct rels {
	struct rel {
		char *id, *type, *target; /* target: a part's name */
	} *rel;
	size_t n, cap;
};

/* Those of a part ("" for the whole container); none when it has none. */
int rels_read(struct rels *r, struct zipfile *z, const char *part,
    struct err *e);
void rels_free(struct rels *r);
/* By the last word of the type: transitional and strict differ before it. */
const struct rel *rels_of_type(const struct rels *r, const char *word);
const struct rel *rels_of_id(const struct rels *r, const char *id);
bool rel_is(const struct rel *r, const char *word);

/* What [Content_Types].xml says of the main part. */
struct content_types {
	char *workbook; /* its part's name, or NULL */
	bool sheets, macros, binary, text, slides;
};

int content_types_read(struct content_types *t, struct zipfile *z,
    struct err *e);

/* ---- the workbook (xlsx.c) ---- */

struct xlsx {
	struct zipfile *zip;
	struct xlsx_sheet {
		char *name, *part;
		enum sheet_state state;
	} *sheet;
	size_t nsheets, cap_sheets;
	bool date1904, macros;
	struct xlsx_style *style; /* per cellXfs entry */
	size_t nstyles;
	struct texts texts;
	bool look_beside;
	const char *beside; /* what a sheet shows beside its cells, or NULL */
};

/*
 * Notes in x->beside a drawing that a sheet's part names, unless it is empty
 * (LibreOffice gives every sheet an empty one).
 */
void xlsx_look_at_drawing(struct xlsx *x, const char *sheet_part,
    const char *id);

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
