/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which report a file says it is, and which of a report's companions it is.
 * Nothing of it is believed: it tells an altered report from a file that only
 * lies beside its proof.
 */
#include "reports/verify/internal.h"

#include <stdlib.h>

#include "reports/render/identity.h"
#include "reports/render/overview.h"
#include "shared/sheet/xlsx/xlsx.h"

#define ID_MAX 64 /* bytes, more than any id has */

/* The id at the start of a text, in the arena; NULL when there is none. */
static const char *
id_at(struct str s, struct arena *a)
{
	size_t n = 2;

	if (!str_starts(s, STR("R-")))
		return NULL;
	while (n < s.n && n < ID_MAX && (ascii_is_digit(s.p[n]) ||
	    (s.p[n] >= 'a' && s.p[n] <= 'f')))
		n++;
	return n == 2 ? NULL : arena_memdup(a, s.p, n);
}

/* An HTML report says it at its head and in its section on verifying. */
static const char *
html_says(struct str bytes, struct arena *a)
{
	static const char *const before[] = { "<dt>Report</dt><dd>",
		"<th scope=\"row\">Report</th><td>" };
	const char *id = NULL;

	for (size_t i = 0; i < 2 && id == NULL && bytes.n > 0; i++) {
		size_t n = strlen(before[i]);
		const char *at = memmem(bytes.p, bytes.n, before[i], n);

		if (at != NULL)
			id = id_at(str_range(at + n, bytes.p + bytes.n), a);
	}
	return id;
}

/* content.csv says it in its section on identification. */
static const char *
csv_says(struct str bytes, struct arena *a)
{
	static const char title[] = ",Report,";
	const char *id = NULL;
	struct str line;

	while (id == NULL && str_next(&bytes, '\n', &line)) {
		const char *at = !str_starts(line, STR("identification,")) ?
		    NULL : memmem(line.p, line.n, title, sizeof(title) - 1);

		if (at != NULL)
			id = id_at(str_range(at + sizeof(title) - 1,
			    line.p + line.n), a);
	}
	return id;
}

struct first_row {
	struct arena *arena;
	const char *id;
};

/* The first row of the Verify sheet is "Report" and the id. */
static bool
read_first_row(void *ctx, uint32_t row, const struct sheet_cell *cell, size_t n)
{
	struct first_row *f = ctx;

	if (row == 1 && n >= 2 && str_is(cell[0].text, "Report"))
		f->id = id_at(cell[1].text, f->arena);
	return false;
}

/* A workbook says it on its Verify sheet, whatever else is wrong with it. */
static const char *
workbook_says(const char *path, struct arena *a)
{
	struct first_row f = { .arena = a };
	struct err ignored = { 0 };
	struct xlsx *x = NULL;

	if (xlsx_open(&x, path, &ignored) == -1)
		return NULL;
	for (size_t i = 0; i < xlsx_sheets(x); i++)
		if (strcmp(xlsx_sheet_name(x, i), VERIFY_SHEET) == 0)
			(void)xlsx_read(x, i, read_first_row, &f, NULL,
			    &ignored);
	xlsx_close(x);
	return f.id;
}

const char *
verify_says(const char *path, struct str bytes, bool is_zip, struct arena *a)
{
	const char *id = is_zip ? workbook_says(path, a) :
	    html_says(bytes, a);

	return id != NULL || is_zip ? id : csv_says(bytes, a);
}

bool
verify_says_draft(const char *path, struct str bytes)
{
	static const char heading[] = "<dt>Report</dt><dd>DRAFT";

	return strstr(path_base(path), "-DRAFT.") != NULL ||
	    memmem(bytes.p, bytes.n, heading, sizeof(heading) - 1) != NULL;
}
