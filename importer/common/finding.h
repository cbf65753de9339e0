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
#include "shared/sheet/cell/sheet_name.h"

enum finding_level { LEVEL_ERROR, LEVEL_WARNING };
const char *finding_level_name(enum finding_level l);

struct finding {
	unsigned job;         /* number of the file in this call */
	enum finding_level level;
	const char *code;     /* "date-impossible" */
	struct str file, sheet; /* sheet: empty for text */
	struct str reg;       /* register, empty when not known */
	uint64_t row, line;   /* from 1; 0: the file as a whole */
	unsigned column;      /* from 1; 0: the row as a whole */
	struct str header;    /* of the column, as written */
	struct str field;     /* empty when none */
	struct str value;     /* the cell, as written */
	struct str message;   /* what was expected and what to do */
};

struct finding_list {
	struct buf text;      /* canonical CSV records, the newest */
	int fd;               /* where older ones went; -1: none did */
	uint64_t spilled;     /* bytes there */
	uint64_t n, errors, warnings;
	struct err err;       /* the first failure to keep one */
};

void finding_init(struct finding_list *l);
void finding_fini(struct finding_list *l);
void finding_put(struct finding_list *l, const struct finding *f);
/*
 * Adds a finding at the place that f gives (job, file, sheet, register, row,
 * line, column, header, field, value): code and level are the message's row's
 * (its level is an enum finding_level), the text is its template with the n
 * arguments, never cut.
 */
void finding_add(struct finding_list *l, const struct finding *f,
    const struct message *m, const struct message_arg *arg, size_t n);
/* Formats the message; the other members are taken from f. */
void finding_say(struct finding_list *l, const struct finding *f,
    const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* A mark, and back to it: what was put since is forgotten. */
struct finding_mark {
	uint64_t bytes, n, errors, warnings;
};
struct finding_mark finding_mark(const struct finding_list *l);
int finding_forget(struct finding_list *l, struct finding_mark m,
    struct err *e);

/* Calls fn for each finding in order; slices live during the call. */
typedef int finding_fn(void *ctx, const struct finding *f, struct err *e);
int finding_each(struct finding_list *l, finding_fn *fn, void *ctx,
    struct err *e);

/* "C14" from column 3 and row 14; "row 14" without a column. */
#define CELL_NAME 32
void cell_name(char out[CELL_NAME], unsigned column, uint64_t row);

#endif
