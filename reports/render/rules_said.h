/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an issued report says of whose rules it was judged by, read from one of
 * its files again.
 */
#ifndef PREAUDIT_RULES_SAID_H
#define PREAUDIT_RULES_SAID_H

#include "shared/base/mem.h"
#include "shared/base/str.h"

/* The rows of the section "identification" that say it. */
#define SECTION_RULES "Rules"
#define SECTION_DIGEST "Digest of the rules"

/* Whose rules, as a report says it; both NULL where it does not. */
struct rules_said {
	const char *sentence; /* "rules as published with 0.3.0" */
	const char *digest;   /* of the rule set, 64 hex digits */
};

/* From content.csv, from an HTML report, in the arena. */
struct rules_said rules_said_csv(struct str content, struct arena *a);
struct rules_said rules_said_html(struct str page, struct arena *a);

#endif
