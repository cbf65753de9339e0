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
#include "shared/model/clause/reader.h"
#include "shared/text/date.h"

/* What became of a cell. */
enum convert_result {
	CONVERT_OK,
	/* No value; the text stays empty. */
	CONVERT_EMPTY,
	/* A message says why. */
	CONVERT_BAD,
	/* Day and month: the column's order must be found first. */
	CONVERT_NEED_ORDER,
	/* 1.234: the column's decimal mark must be found first. */
	CONVERT_NEED_MARK
};

/* What a column needs while its cells are converted, and counts of them. */
struct convert_column {
	const struct field *field;
	/* FIELD_WORD, and yes-no that has some; else NULL. */
	struct synonyms *words;
	/* FIELD_YESNO: yes means no. */
	bool is_reversed;
	/* FIELD_NUMBER: in a unit so many times smaller; 0, 1: in its own. */
	unsigned divisor;
	/* FIELD_DATE; failed: nothing decides it, so no message per cell. */
	enum date_order order;
	bool order_failed;
	/* FIELD_NUMBER: '.', ',' or 0; failed: no other number decides it. */
	char decimal;
	bool decimal_failed;
	/* FIELD_REF: index of the register. */
	int ref;
	/* Cells read as no date ("never"). */
	uint64_t no_date;
	/* Dates whose year had two digits. */
	uint64_t two_digit_years;
	/* Dates whose time of day was left out. */
	uint64_t times_cut;
	/* References to a register that was never supplied. */
	uint64_t kept_refs;
	/* All references that were kept as written. */
	uint64_t unresolved;
	/* "N/A" and the like, read as empty. */
	uint64_t unknown_yesno;
	/* Clauses of another standard. */
	uint64_t other_standards;
};

/* Gets a message about the cell of a field that is being converted. */
typedef void convert_message_fn(void *ctx, unsigned field,
    const struct message *m, const struct value *arg, size_t n);

/* Where messages about cells go. */
struct convert_sink {
	/* NULL: nowhere. */
	convert_message_fn *put;
	/* The first argument of put. */
	void *ctx;
};
/* Nowhere, and nothing is counted. */
#define CONVERT_QUIET ((struct convert_sink){ NULL, NULL })

/* The conversion of the cells of one register's table. */
struct convert {
	/* The rules, and the register in them. */
	const struct standard *std;
	const struct schema *schema;
	/* Records that references are looked for in. */
	struct refs *refs;
	/* Per field of the schema. */
	struct convert_column *field;
	/* The day of import, which years of two digits are near. */
	int32_t around;
	/* Of the mapping: "o" is oui. */
	bool is_french;
	/* Reads clauses; NULL where no field holds any. */
	struct clause_reader *clauses;
	/* Scratch. */
	struct buf nfc, item;
};

/* For the fields of a register; all that is pointed at must outlive it. */
void convert_init(struct convert *c, const struct standard *std,
    const struct schema *schema, struct refs *refs, int32_t around);
void convert_fini(struct convert *c);
/*
 * Converts the cell `raw` of a field, which need not be trimmed; appends its
 * text (a list already joined and escaped, not yet quoted for CSV) where it
 * answers CONVERT_OK. Otherwise what it appended is of no use.
 */
enum convert_result convert_cell(struct convert *c, struct convert_sink to,
    unsigned field, struct str raw, struct buf *text);
/*
 * Trimmed, in NFC and without the mark of a number: the cell as derived keys
 * use it. The text lives where raw does, or in c until the next call.
 */
struct str convert_plain(struct convert *c, struct str raw);
/* Is it what a spreadsheet shows where a formula failed ("#N/A")? */
bool convert_is_error(struct str s);

#endif
