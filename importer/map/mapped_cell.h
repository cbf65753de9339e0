/* SPDX-License-Identifier: Apache-2.0 */
/* What a field's cell says once a mapping file has had its word. */
#ifndef PREAUDIT_MAPPED_CELL_H
#define PREAUDIT_MAPPED_CELL_H

#include "importer/map/map.h"

/*
 * The cells of a field's columns in a row, translated, split into lines and
 * joined as the mapping says; `raw` is the cell of its first column. The text
 * lives in `out` or where raw does.
 */
struct str mapped_cell(const struct map_field *m, const struct csv_row *row,
    struct str raw, struct buf *out);

#endif
