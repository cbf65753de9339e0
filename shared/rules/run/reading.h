/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Readings: what defects make doubtful is judged once more in another light.
 * As it stands, a void cell says what is written in it, and a record that does
 * not say whose it is is nobody's. READ_VOID takes void cells for unknown,
 * READ_WHOSE moreover such a record for anybody's, perhaps. What is false as it
 * stands is false; what is true there and not in another reading is unknown.
 */
#ifndef PREAUDIT_RULES_READING_H
#define PREAUDIT_RULES_READING_H

#include "shared/rules/run/eval.h"

/* Makes a cell void, and what was filled from it. */
void reading_void(struct eval *v, int reg, int field, uint32_t row);
/* From now on what is void matters; nothing more becomes so. */
void reading_begin(struct eval *v);
/* How many records leave open by this field whose they are. */
uint32_t reading_unassigned(struct eval *v, const struct key_field *f);
/*
 * Whether anything can come out otherwise in the reading: what asks by the
 * fields `assigned`, and reads the registers flagged (NULL: any).
 */
bool reading_matters(struct eval *v, const struct key_field *assigned,
    const bool *reads, enum reading reading);
/*
 * The evaluation in another reading, made when it is first asked for; v's own.
 * Each time v's variables are bound there as they are here.
 */
struct eval *reading_of(struct eval *v, enum reading reading);
/* The truth of a condition, true only where it is in every reading. */
enum truth reading_truth(struct eval *v, const struct node *n,
    const struct key_field *assigned);
/* As eval_check, of all readings. */
int reading_check(const struct eval *v, struct err *e);
/* Ends the other readings. */
void reading_free(struct eval *v);

#endif
