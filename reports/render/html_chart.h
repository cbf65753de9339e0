/* SPDX-License-Identifier: Apache-2.0 */
/* Lines over the rows of a table, drawn as SVG; the table has the figures. */
#ifndef PREAUDIT_HTML_CHART_H
#define PREAUDIT_HTML_CHART_H

#include "reports/render/doc.h"
#include "reports/render/html.h"

/*
 * Appends the chart of a table's columns chart_from and on, over its first
 * column. Nothing unless the table asks for one and has two rows at least.
 */
void html_chart(struct html *h, const struct doc_table *t);

#endif
