/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a report says beside its sections: title, verdict and disclaimer, and
 * the list of its parts with their captions. Part of the content, so that a
 * workbook cannot be given another headline or caption unseen.
 */
#ifndef PREAUDIT_OVERVIEW_H
#define PREAUDIT_OVERVIEW_H

#include "reports/render/doc.h"
#include "shared/sheet/cell/sheet_name.h"

#define OVERVIEW_SECTION "report"
#define OVERVIEW_SHEET "Summary"
#define CONTENTS_SHEET "Contents"
#define TEXT_SHEET "Text"
#define VERIFY_SHEET "Verify"

/* Columns of the contents, from 0. */
enum { CONTENTS_SECTION, CONTENTS_TITLE, CONTENTS_PART, CONTENTS_CAPTION,
	CONTENTS_NAME, CONTENTS_ROWS, CONTENTS_COLUMNS, CONTENTS__MAX };

/* Sheets that are no table of a section: the four above. */
#define SHEETS_BESIDE 4

/*
 * A document with one section "report": tables "head" (fact, value) and
 * "contents" (section, title, part, caption, sheet, rows, what its columns
 * hold). Free with doc_fini.
 */
void overview_make(const struct doc *d, struct doc *overview);

#endif
