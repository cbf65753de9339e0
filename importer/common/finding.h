/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Findings: what is wrong with the rows people handed in. Every one is kept,
 * with its place as a spreadsheet shows it; beyond a few megabytes they go to
 * a temporary file, so that memory does not grow with the number of bad cells.
 */
#ifndef PREAUDIT_FINDING_H
#define PREAUDIT_FINDING_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/base/buf.h"
#include "shared/base/err.h"
#include "shared/base/message.h"
#include "shared/base/utf8.h"
#include "shared/sheet/cell/sheet_name.h"

/* An error refuses its row; a warning does not. */
enum finding_level { LEVEL_ERROR, LEVEL_WARNING };
/* "error" or "warning". */
const char *finding_level_name(enum finding_level l);

/* Where something is wrong, and what. Texts that do not apply are empty. */
struct finding {
	/* The number of the table in this call, from 0. */
	unsigned job;
	enum finding_level level;
	/* For programs, "date-impossible"; never NULL. */
	const char *code;
	/* The file's name; its sheet, empty for text; its register. */
	struct str file, sheet, reg;
	/* Of a spreadsheet and of the text, from 1; 0: the file as a whole. */
	uint64_t row, line;
	/* From 1; 0: the row as a whole. */
	unsigned column;
	/* Of the column and the cell as written; the field's name. */
	struct str header, field, value;
	/* What was expected, and what to do. */
	struct str message;
};

/* All findings of a call, in the order in which they were put. */
struct finding_list {
	/* The newest, as records of canonical CSV. */
	struct buf text;
	/* Where the older ones went, and how many bytes; -1, 0: none did. */
	int fd;
	uint64_t spilled;
	/* How many there are; of these. */
	uint64_t n, errors, warnings;
	/* The first failure to keep one, which finding_each reports. */
	struct err err;
};

/* An empty list, and the end of one: memory and temporary file go. */
void finding_init(struct finding_list *l);
void finding_fini(struct finding_list *l);
/*
 * Adds a copy of a finding that has its code, level and message. Of a long
 * header or value the first 200 characters are kept. That a temporary file
 * failed shows in finding_each.
 */
void finding_put(struct finding_list *l, const struct finding *f);
/*
 * Adds a finding at the place that f gives (job, file, sheet, register, row,
 * line, column, header, field, value): code and level are the message's row's
 * (its level is an enum finding_level), the text is its template with the n
 * arguments, never cut.
 */
void finding_add(struct finding_list *l, const struct finding *f,
    const struct message *m, const struct value *arg, size_t n);

/*
 * What a message shows of a text out of an input (a header, a cell, a member of
 * a mapping file), which may be as long as the input is: its first characters.
 */
#define FINDING_INPUT 400
#define MSG_INPUT(s) value_str(utf8_cut((s), FINDING_INPUT))

/* How long a list was at a moment. */
struct finding_mark {
	uint64_t bytes, n, errors, warnings;
};
struct finding_mark finding_mark(const struct finding_list *l);
/* What was put since the mark is forgotten. 0, or -1 with ERR_SYS. */
int finding_forget(struct finding_list *l, struct finding_mark m,
    struct err *e);

/* Gets a finding, whose texts live during the call; not 0 ends the walk. */
typedef int finding_fn(void *ctx, const struct finding *f, struct err *e);
/*
 * Calls fn for each finding in order. 0; what fn returned, when not 0; or -1
 * with ERR_SYS when findings could not be kept or read.
 */
int finding_each(struct finding_list *l, finding_fn *fn, void *ctx,
    struct err *e);

#define CELL_NAME 32
/* "C14" of column 3 and row 14, both from 1; "row 14" of column 0. */
void cell_name(char out[CELL_NAME], unsigned column, uint64_t row);

#endif
