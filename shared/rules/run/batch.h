/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Conditions asked of many records of a register at a time: column by column
 * where they are about plain fields, record by record where they are not.
 */
#ifndef PREAUDIT_RULES_BATCH_H
#define PREAUDIT_RULES_BATCH_H

#include "shared/rules/run/eval.h"

#define BATCH 1024

/* Records of a register, counted from `from`; its variable is in `slot`. */
struct batch {
	struct eval *v;
	int slot;
	uint32_t from, next;
	uint16_t at[BATCH];
	size_t n;
};

/* The next up to BATCH records of a register with `total`; false: no more. */
bool batch_next(struct batch *b, uint32_t total);
/*
 * The truth for each record of the batch, into truth[at]. Other variables stay
 * what they are bound to. The slot is bound to the register, to any record.
 */
void batch_truth(const struct batch *b, const struct node *n, uint8_t *truth);
/* Leaves out the records for which the condition is false. */
void batch_filter(struct batch *b, const struct node *n, uint8_t *truth);

#endif
