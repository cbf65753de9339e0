/* SPDX-License-Identifier: Apache-2.0 */
/* What bytes are that are not the zip container of a workbook. */
#ifndef PREAUDIT_FOREIGN_H
#define PREAUDIT_FOREIGN_H

#include <stdbool.h>

#include "shared/base/str.h"

/*
 * What they are and what to do about it, for bytes that no zip container could
 * be opened from. Never NULL.
 */
const char *foreign_sentence(struct str bytes);
/* The start of what programs know as a document and not as text. */
bool foreign_starts_document(struct str bytes);
/* A flat OpenDocument: one XML file. */
bool foreign_is_flat_ods(struct str bytes);

#endif
