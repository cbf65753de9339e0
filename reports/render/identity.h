/* SPDX-License-Identifier: Apache-2.0 */
/* The Verify sheet and section: what fixes a report's content, as name and value. */
#ifndef PREAUDIT_IDENTITY_H
#define PREAUDIT_IDENTITY_H

#include "reports/render/doc.h"

#define IDENTITY_MAX 16

struct identity_line {
	const char *name, *value;
};

/* Fills line[] and returns how many; texts live in the identity or its arena. */
size_t identity_lines(const struct doc_identity *d,
    struct identity_line line[IDENTITY_MAX]);

/* Paragraphs on how to check, ended by NULL; a leading blank marks a command. */
extern const char *const identity_advice[];

#endif
