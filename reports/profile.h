/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Report profiles: which sections a report has, and the queries behind their
 * tables (docs/standard-format.md).
 */
#ifndef PREAUDIT_PROFILE_H
#define PREAUDIT_PROFILE_H

#include "reports/rules.h"

struct profile_table {
	const char *id, *title, *empty;
	bool collapsed;
	const char **column;   /* titles */
	size_t ncolumns;
	struct query *query;
	struct profile_sort {
		size_t column;
		bool descending;
	} sort[4];
	size_t nsort;
};

struct profile_section {
	const char *id, *title;
	const char *builtin;   /* NULL: text and tables below */
	unsigned *needs;       /* register indexes */
	size_t nneeds;
	const char **text;
	size_t ntexts;
	struct profile_table *table;
	size_t ntables;
};

struct profile {
	const char *name, *title;
	char sha256[65];
	struct profile_section *section;
	size_t nsections;
	struct arena arena;
};

/*
 * Reads profiles/<name>.json of the standard and compiles its queries into
 * `rules`, so that rules_want knows their fields. ERR_NOT_FOUND lists the
 * profiles there are; ERR_CONFIG names file and place.
 */
int profile_load(struct profile *p, const struct standard *std,
    struct rules *rules, const char *name, struct err *e);
void profile_free(struct profile *p);

#endif
