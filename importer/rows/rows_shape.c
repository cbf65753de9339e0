/* SPDX-License-Identifier: Apache-2.0 */
/* Has a row the cells that its header promises? See rows_shape.h. */
#include "importer/rows/rows_shape.h"

#include "importer/common/delimiter.h"
#include "importer/rows/messages.h"
#include "shared/base/utf8.h"

bool
rows_is_blank(const struct csv_row *row)
{
	for (size_t i = 0; i < row->n; i++)
		if (str_trim(row->field[i]).n > 0)
			return false;
	return true;
}

bool
rows_is_fit(const struct source *s, const struct csv_row *row, size_t want,
    size_t *beyond)
{
	*beyond = want;
	/* A sheet's rows end with their last value. */
	if (row->n < want)
		return s->sheet != NULL;
	while (*beyond < row->n && str_trim(row->field[*beyond]).n == 0)
		++*beyond;
	return *beyond == row->n;
}

/* "Status" (column E), or column E where it has no header. */
static void
put_column(struct buf *out, struct str header, size_t number)
{
	char letters[COLUMN_NAME];

	column_name(letters, (uint32_t)number);
	if (header.n > 0)
		message_put(out, &rows_message[ROWS_TEXT_COLUMN],
		    VALUES(utf8_cut(header, 60), letters));
	else
		message_put(out, &rows_message[ROWS_TEXT_COLUMN_BARE],
		    VALUES(letters));
}

/*
 * Cells at the end are missing. Excel leaves empty ones away when it saves CSV,
 * in all of 16 rows that have none there; nothing tells that from a row that
 * was cut off, so it is for people to say.
 */
static void
add_short(struct finding_list *l, const struct finding *f, size_t have,
    size_t want, const struct rows_names *names, const char *delimiter)
{
	struct buf first, last, which;

	buf_init(&first, BUF_MAX_DEFAULT);
	buf_init(&last, BUF_MAX_DEFAULT);
	buf_init(&which, BUF_MAX_DEFAULT);
	put_column(&first, names->missing, have + 1);
	put_column(&last, names->last, want);
	if (want - have == 1)
		buf_str(&which, buf_view(&first));
	else
		message_put(&which, &rows_message[want - have == 2 ?
		    ROWS_TEXT_BOTH : ROWS_TEXT_ALL], VALUES(buf_view(&first),
		    buf_view(&last)));
	finding_add(l, f, &rows_message[ROWS_MSG_SHORT], VALUES(have, want,
	    buf_view(&which), want - have, delimiter));
	buf_fini(&first);
	buf_fini(&last);
	buf_fini(&which);
}

void
rows_add_misfit(struct finding_list *l, const struct finding *f,
    const struct source *s, const struct csv_row *row, size_t want,
    const struct rows_names *names)
{
	const char *delimiter = delimiter_name(s->delimiter);

	if (row->n < want)
		add_short(l, f, row->n, want, names, delimiter);
	else if (s->sheet != NULL)
		finding_add(l, f, &rows_message[ROWS_MSG_LONG_SHEET],
		    MSG_NONE);
	else
		finding_add(l, f, &rows_message[ROWS_MSG_LONG], VALUES(row->n,
		    want, delimiter));
}
