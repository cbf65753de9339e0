/* SPDX-License-Identifier: Apache-2.0 */
/* The page docs/criteria.md. */
#ifndef PREAUDIT_CRITERIA_PAGE_H
#define PREAUDIT_CRITERIA_PAGE_H

#include "shared/rules/rules.h"

/*
 * Appends the page in Markdown: every criterion of the rules with its seeds and
 * the registers it reads, and, where the standard lists seeds, every seed with
 * its criteria.
 */
void criteria_page(struct buf *b, const struct standard *s,
    const struct rules *r);

#endif
