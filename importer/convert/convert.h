/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A cell to canonical text (docs/store-format.md 2), by the type of its field. What
 * cannot be understood is said once per cell, with what was expected.
 */
#ifndef PREAUDIT_CONVERT_H
#define PREAUDIT_CONVERT_H

#include "importer/convert/messages.h"
#include "importer/map/synonyms.h"
#include "importer/state/refs.h"
#include "shared/text/date.h"

enum conv {
	CONV_OK,
	CONV_EMPTY,      /* no value; the text stays empty */
	CONV_BAD,        /* said why */
	CONV_NEED_ORDER, /* day and month: the column's order must be found */
	CONV_NEED_MARK   /* 1.234: the column's decimal mark must be found */
};

/* What a column needs while its cells are converted. */
struct conv_field {
	const struct field *field;
	struct synonyms *words;        /* FIELD_WORD, and yes-no that has some */
	bool is_reversed;           /* FIELD_YESNO: yes means no */
	unsigned divisor;           /* FIELD_NUMBER: in another unit; 0, 1: not */
	enum date_order order;      /* FIELD_DATE */
	bool order_failed;          /* said for the column; no word per cell */
	char decimal;               /* FIELD_NUMBER: '.', ',' or 0 */
	bool decimal_failed;        /* no other number decides it */
	int ref;                    /* FIELD_REF: register number */
	uint64_t no_date;           /* cells read as no date */
	uint64_t two_digit_years;
	uint64_t times_cut;
	uint64_t kept_refs;         /* the other register was never supplied */
	uint64_t unresolved;        /* references kept as written */
	uint64_t unknown_yesno;     /* "N/A" and the like, read as empty */
};

/* Gets a message about the cell of a field that is being converted. */
typedef void convert_message_fn(void *ctx, unsigned field,
    const struct message *m, const struct message_arg *arg, size_t n);

/* Where messages about cells go. */
struct convert_sink {
	convert_message_fn *put;
	void *ctx;
};
/* Nowhere, and nothing is counted. */
#define CONVERT_QUIET ((struct convert_sink){ NULL, NULL })

struct convert {
	const struct standard *std;
	const struct schema *schema;
	struct refs *refs;
	struct conv_field *field;   /* per schema field */
	int32_t around;             /* the day of import */
	bool is_french;
	struct buf nfc, item;       /* scratch */
};

void convert_init(struct convert *c, const struct standard *std,
    const struct schema *schema, struct refs *refs, int32_t around);
void convert_fini(struct convert *c);
/*
 * Converts one cell; appends its text (a list already joined and escaped, not
 * yet quoted for CSV). `raw` need not be trimmed.
 */
enum conv convert_cell(struct convert *c, struct convert_sink to, unsigned field,
    struct str raw, struct buf *text);
/* Trimmed NFC: the cell as derived keys use it. */
struct str convert_plain(struct convert *c, struct str raw);
/* Is it what a spreadsheet shows where a formula failed ("#N/A")? */
bool convert_is_error(struct str s);

#endif
