/* SPDX-License-Identifier: Apache-2.0 */
/*
 * People's own file back with its problems marked, for them to mend and hand in
 * again: a column "Preaudit: problems" right of their last one; in workbooks
 * also coloured cells and comments. All else stays as it is. Marks of an earlier
 * round are replaced.
 */
#ifndef PREAUDIT_MARKUP_H
#define PREAUDIT_MARKUP_H

#include "importer/markup/engine/request.h"

/*
 * Gives the copy to the sink; opens no file, so that a confined process can
 * call it. omitted may be NULL; it is set only when 0 is returned.
 * -1: ERR_REFUSED says why this file cannot be copied with marks, ERR_USAGE
 * that the notes do not stand in order, ERR_LIMIT what became too large; or the
 * sink's own error. Pieces may have been given to the sink before: they are
 * of no use then.
 *
 * In CSV, rows count as csv.h has them. Records above the header are left
 * alone; one with more fields than the header has its problems in its last
 * field.
 */
int markup_copy(const struct markup_request *r, struct markup_omitted *omitted,
    struct err *e);

#endif
