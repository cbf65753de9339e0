/* SPDX-License-Identifier: Apache-2.0 */
/* Files for the real programs, and how they are to be called. */
#include "tests/trip/trip.h"

#include <stdio.h>

#include "importer/common/delimiter.h"

/* References to records of the same file are looked up there. */
static bool
refers_to_itself(const struct trip_table *t)
{
	for (size_t c = 0; c < t->ncolumns; c++)
		if (t->column[c].field >= 0 &&
		    t->schema->field[t->column[c].field].ref_register ==
		    (int)t->reg)
			return true;
	return false;
}

static void
put_expected(const struct trip_table *t, const char *name)
{
	char path[80];
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	for (size_t i = 0; i < t->nrows; i++) {
		buf_str(&b, t->row[i].expected);
		buf_puts(&b, "\r\n");
	}
	snprintf(path, sizeof(path), "%s.expected", name);
	trip_put_file(path, &b);
	buf_fini(&b);
}

static void
tell(const struct trip_table *t, const char *name, const char *options)
{
	put_expected(t, name);
	printf("%s %s %s %s\n", name, t->schema->name,
	    t->schema->personal ? "salted" : "plain", options);
}

static void
put_csv(const struct trip_table *t, unsigned k, bool decoded)
{
	struct trip_dialect d = trip_dialect_of(t, k, decoded);
	struct trip_asks ask;
	struct buf text, bytes, options;
	char name[40];

	buf_init(&text, BUF_MAX_DEFAULT);
	buf_init(&bytes, BUF_MAX_DEFAULT);
	buf_init(&options, BUF_MAX_DEFAULT);
	ask = trip_asks_of(t, &d, trip_csv(&text, t, &d));
	if (ask.order != DATE_ORDER_UNKNOWN)
		buf_printf(&options, " --dates %s", t->dmy ? "dmy" : "mdy");
	if (ask.decimal != '\0')
		buf_printf(&options, " --decimal %c", ask.decimal);
	if (ask.delimiter != '\0')
		buf_printf(&options, " --delimiter %s",
		    delimiter_name(ask.delimiter));
	if (strcmp(d.encoding, "windows-1252") == 0)
		buf_printf(&options, " --encoding %s", d.encoding);
	snprintf(name, sizeof(name), "t%u.csv", t->number);
	if (trip_encode(&text, &d, &bytes)) {
		trip_put_file(name, &bytes);
		tell(t, name, buf_cstr(&options));
	}
	buf_fini(&options);
	buf_fini(&bytes);
	buf_fini(&text);
}

void
trip_file(const struct trip_table *t)
{
	unsigned how = t->number % 10;
	char name[40];
	struct buf xml;

	if (refers_to_itself(t))
		return;
	if (how < 4) {
		put_csv(t, how, false);
	} else if (how == 4) {
		put_csv(t, t->number / 10, true);
	} else if (how == 5) {
		buf_init(&xml, BUF_MAX_DEFAULT);
		trip_fods(&xml, t, 1);
		snprintf(name, sizeof(name), "t%u.fods", t->number);
		trip_put_file(name, &xml);
		tell(t, name, "");
		buf_fini(&xml);
	} else {
		snprintf(name, sizeof(name), "t%u.xlsx", t->number);
		trip_xlsx(name, t, 1, (enum trip_book)(how - 6));
		tell(t, name, how < 8 ? "" : "--decimal .");
	}
}
