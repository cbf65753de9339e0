/* SPDX-License-Identifier: Apache-2.0 */
/* The Verify sheet and section: what fixes a report's content, by name. */
#ifndef PREAUDIT_IDENTITY_H
#define PREAUDIT_IDENTITY_H

#include "reports/render/doc.h"

#define IDENTITY_MAX 16

/* A name with its value. */
struct identity_line {
	const char *name;  /* "Root of the log" */
	const char *value; /* NULL: not known, so any will do */
};

/*
 * Fills line[] from what is known of a report, and returns how many lines
 * there are. The texts are those of the identity.
 */
size_t identity_lines(const struct doc_identity *d,
    struct identity_line line[IDENTITY_MAX]);

/*
 * Paragraphs on how to check a report, ended by NULL. A leading blank marks a
 * command line.
 */
extern const char *const identity_advice[];
/* The same of a report that may be a draft: those say that they are one. */
const char *const *identity_advice_of(const struct doc_identity *d);

#endif
