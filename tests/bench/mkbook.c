/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mkbook shared|inline CSV XLSX: the rows of a CSV file as the one sheet of a
 * workbook, dates as dates; texts shared between cells or each in its cell.
 */
#include <stdio.h>
#include <stdlib.h>

#include <xlsxwriter.h>

#include "shared/file/fileio.h"
#include "shared/text/csv.h"
#include "shared/text/date.h"

struct maker {
	lxw_worksheet *sheet;
	lxw_format *date;
	struct buf text;
};

static bool
on_row(void *ctx, const struct csv_row *row)
{
	struct maker *m = ctx;
	lxw_row_t r = (lxw_row_t)row->row - 1;

	for (size_t i = 0; i < row->n; i++) {
		lxw_datetime at = { 0 };
		int32_t date;

		if (row->field[i].n == 0)
			continue;
		if (date_parse_iso(row->field[i], &date)) {
			date_split(date, &at.year, &at.month, &at.day);
			worksheet_write_datetime(m->sheet, r, (lxw_col_t)i,
			    &at, m->date);
			continue;
		}
		buf_reset(&m->text);
		buf_str(&m->text, row->field[i]);
		worksheet_write_string(m->sheet, r, (lxw_col_t)i,
		    buf_cstr(&m->text), NULL);
	}
	return true;
}

int
main(int argc, char **argv)
{
	lxw_workbook_options o = { .constant_memory = LXW_TRUE };
	struct maker m = { NULL };
	struct err e = { 0 };
	lxw_workbook *book;
	struct map csv;

	if (argc != 4)
		return 2;
	if (strcmp(argv[1], "shared") == 0)
		o.constant_memory = LXW_FALSE;
	buf_init(&m.text, BUF_MAX_DEFAULT);
	book = workbook_new_opt(argv[3], &o);
	if (book == NULL || map_open(&csv, argv[2], &e) == -1)
		return 1;
	m.sheet = workbook_add_worksheet(book, "Training");
	m.date = workbook_add_format(book);
	format_set_num_format(m.date, "yyyy-mm-dd");
	if (csv_read(map_view(&csv), ',', on_row, &m, &e) == -1) {
		err_print("mkbook", &e);
		return 1;
	}
	map_close(&csv);
	buf_fini(&m.text);
	return workbook_close(book) == LXW_NO_ERROR ? 0 : 1;
}
