/* SPDX-License-Identifier: Apache-2.0 */
/* Gaps as a workbook of one sheet, read back before it appears. */
#include "reports/cli/actions_out.h"

#include <stdlib.h>
#include <unistd.h>

#include "reports/cli/messages.h"
#include "reports/render/read_back.h"
#include "shared/file/output.h"
#include "shared/sheet/xlsx/xlsx_out.h"

#define WIDTH_TEXT 24.0
#define WIDTH_LONG 60.0
#define LONG_TEXT 40

struct filling {
	const struct doc_table *t;
	const char *name;
};

static double
width_of(const struct doc_table *t, size_t column)
{
	for (size_t r = 0; r < t->nrows; r++)
		if (t->cell[r * t->ncolumns + column].n > LONG_TEXT)
			return WIDTH_LONG;
	return WIDTH_TEXT;
}

static void
fill(struct xlsx_out *o, void *ctx)
{
	const struct filling *f = ctx;
	const struct doc_table *t = f->t;
	unsigned head = xlsx_out_look(o, &(struct xlsx_look){ .bold = true,
	    .line = true });
	unsigned text = xlsx_out_look(o, &(struct xlsx_look){ .wrap = true });
	unsigned date = xlsx_out_look(o, &(struct xlsx_look){
	    .format = "yyyy-mm-dd" });
	unsigned s = xlsx_out_sheet(o, f->name);
	int32_t day;

	for (size_t c = 0; c < t->ncolumns; c++)
		xlsx_out_width(o, s, (uint16_t)c, width_of(t, c),
		    t->column[c].type == CELL_DATE ? date : text);
	xlsx_out_freeze(o, s, true);
	for (size_t c = 0; c < t->ncolumns; c++)
		xlsx_out_text(o, s, 0, (uint16_t)c,
		    str_of(t->column[c].title), head);
	for (size_t i = 0; i < t->nrows * t->ncolumns; i++) {
		uint16_t c = (uint16_t)(i % t->ncolumns);
		uint32_t row = (uint32_t)(i / t->ncolumns) + 1;

		if (t->column[c].type == CELL_DATE &&
		    date_parse_iso(t->cell[i], &day) && day >= XLSX_FIRST_DAY)
			xlsx_out_date(o, s, row, c, day, date);
		else
			xlsx_out_text(o, s, row, c, t->cell[i], text);
	}
}

int
work_xlsx(const struct work_sheet *w, const char *path, const char *name,
    int64_t created_s, struct err *e)
{
	struct xlsx_about about = { .title = w->table->title,
		.created_s = created_s == 0 ? 1 : created_s };
	struct filling f = { w->table, name };
	char *dir = path_dir(path), *tmp = path_join(dir, ".new-XXXXXX");
	int status = -1;

	/* The workbook is made beside, and looked at, before it is there. */
	if (w->table->nrows > XLSX_LAST_ROW) {
		cli_refuse(e, CLI_MSG_MANY_GAPS, VALUES(w->table->nrows));
	} else if (mkdtemp(tmp) == NULL) {
		err_sys(e, "make a folder in", dir);
	} else {
		char *file = path_join(tmp, "work.xlsx");
		struct err ignored;
		struct map map;
		bool written = xlsx_out_write(file, tmp, &about, fill, &f,
		    e) == 0;

		/* A full disk must not pass for a workbook. */
		if (written && !xlsx_is_table(file, w->table)) {
			cli_refuse(e, CLI_MSG_READ_BACK, VALUES(file));
		} else if (written && map_open(&map, file, e) == 0) {
			status = output_write(path, map_view(&map), &map, e);
			map_close(&map);
		}
		(void)dir_remove(tmp, &ignored);
		free(file);
	}
	free(tmp);
	free(dir);
	return status;
}
