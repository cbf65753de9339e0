/* SPDX-License-Identifier: Apache-2.0 */
/* Between the files that make up map.h. */
#ifndef PREAUDIT_MAP_INTERNAL_H
#define PREAUDIT_MAP_INTERNAL_H

#include "importer/map.h"

#define CHOICE_MAX 8

/* The fields that a column can still mean. */
struct choice {
	const struct header_hit *hit[CHOICE_MAX];
	const struct field_context *context[CHOICE_MAX]; /* or NULL */
	size_t n;
	/* When a context rule took the last meaning away: which one, and why. */
	const struct header_hit *denied;
	const struct field_context *rule;
};

/*
 * Gives columns their fields, as far as names, aliases, parts of values and
 * context rules decide it; columns that this leaves over are said. `taken`:
 * per field, whether a column has it.
 */
void map_choose(struct mapping *m, struct choice *c, const struct headers *h,
    const struct schema *schema, unsigned reg, bool *taken,
    const struct finding *place, struct finding_list *l);
/* Fields out of several columns ("First name + Last name"). */
void map_join(struct mapping *m, struct choice *c, const struct schema *schema,
    bool *taken, const struct finding *place, struct finding_list *l);
/* Takes away the meanings that the columns beside a column rule out. */
void map_apply_context(struct mapping *m, struct choice *c,
    const struct schema *schema, const struct finding *place,
    struct finding_list *l);

/* Gathers each field's columns; of several it keeps what the schema prefers. */
void map_collect(struct mapping *m, const struct schema *schema,
    const struct finding *place, struct finding_list *l);

/* Is another column than `self` this field beyond doubt? Its number, or n. */
size_t map_certain(const struct mapping *m, const struct choice *c,
    unsigned field, size_t self);
/* Is the text one of the column's forms? */
bool map_is_headed(const struct map_column *c, struct str folded);
/* What a context rule names, for messages: a field's title, or the header. */
const char *map_context_name(const struct schema *schema, const char *entry);
/* A place for a finding about a column. */
struct finding map_at_column(const struct mapping *m, size_t i,
    const struct finding *place);
/* Column i is not used because column `kept` gives the field; both say so. */
void map_leave_out(struct mapping *m, size_t i, size_t kept,
    const struct schema *schema, const struct finding *place,
    struct finding_list *l);

/* No field of the register is headed like this. */
void map_say_unknown(const struct mapping *m, size_t i,
    const struct headers *h, const struct schema *schema, unsigned reg,
    const bool *taken, const struct finding *place, struct finding_list *l);
/* The header means something only beside columns that are not there. */
void map_say_without_context(const struct mapping *m, size_t i,
    const struct choice *c, const struct schema *schema,
    const struct finding *place, struct finding_list *l);
void map_say_ambiguous(const struct mapping *m, size_t i,
    const struct choice *c, const struct schema *schema,
    const struct finding *place, struct finding_list *l);
void map_say_doubled(const struct mapping *m, size_t first, size_t i,
    const struct schema *schema, const struct finding *place,
    struct finding_list *l);

#endif
