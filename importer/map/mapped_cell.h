/* SPDX-License-Identifier: Apache-2.0 */
/* What a field's cells say once a mapping file has had its word. */
#ifndef PREAUDIT_MAPPED_CELL_H
#define PREAUDIT_MAPPED_CELL_H

#include "importer/map/map.h"

/*
 * The cells of a field's columns in a row, translated, split into lines and
 * joined as the mapping `m` of the field says. `raw` is the cell of its first
 * column, and the answer where the field has no column. The answer lives in
 * `out`, which is appended to, or where the row or raw does; a cell without a
 * value (a failed formula) makes the whole of it have none: it is given back as
 * it is, mark and all.
 */
struct str mapped_cell(const struct map_field *m, const struct csv_row *row,
    struct str raw, struct buf *out);

#endif
