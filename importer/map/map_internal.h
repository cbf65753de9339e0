/* SPDX-License-Identifier: Apache-2.0 */
/* Between the files that make up map.h. */
#ifndef PREAUDIT_MAP_INTERNAL_H
#define PREAUDIT_MAP_INTERNAL_H

#include "importer/map/map.h"
#include "importer/map/messages.h"

#define CHOICE_MAX 8

/* The fields that a column can still mean. */
struct map_choice {
	/* The headers by which, and the rule about each, or NULL. */
	const struct header_hit *hit[CHOICE_MAX];
	const struct field_context *context[CHOICE_MAX];
	size_t n;
	/* When a context rule took the last meaning away: which one, and why. */
	const struct header_hit *denied;
	const struct field_context *rule;
};

/*
 * Gives columns their fields, as far as names, aliases, parts of values and
 * context rules decide it; columns that this leaves over are for the caller.
 */
void map_choose(struct mapper *w);
/* Fields out of several columns ("First name + Last name"). */
void map_join(struct mapper *w);
/* Takes away the meanings that the columns beside a column rule out. */
void map_apply_context(struct mapper *w);
/* Gathers each field's columns; of several it keeps what the schema prefers. */
void map_collect(struct mapper *w);
/*
 * A finding about each column that is neither a field nor left out. One that
 * only chooses rows is left out, without.
 */
void map_check_left(const struct mapper *w);

/* Is the compared form of the header `name` one of the column's forms? */
bool map_is_headed(const struct map_column *c, struct str name);
/* The place of a finding about a column. */
struct finding map_at_column(const struct mapper *w, size_t i);
/* A finding about column i: a row of the messages, and its arguments. */
void map_add(const struct mapper *w, size_t i, enum map_msg m,
    const struct value *arg, size_t n);
/* Column i is not used because column `kept` gives the field; a finding. */
void map_leave_out(struct mapper *w, size_t i, size_t kept);

#endif
