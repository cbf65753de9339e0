/* SPDX-License-Identifier: Apache-2.0 */
/* Writing what stands beside an issued report's outputs; see issue.h. */
#include "reports/issue/issue.h"

#include <stdlib.h>

void
issue_proof(const struct store *s, uint64_t index, struct buf *b)
{
	const struct derived_by by = derived_by_head(s);

	derived_put_proof(s, index, &by, b);
}

/* One file into the folder; 0 when it is there and may stay. */
static int
write_one(const struct store *s, uint64_t index, const char *dir,
    enum derived d, bool replace, struct err *e)
{
	const struct derived_by by = derived_by_head(s);
	char *path = path_join(dir, derived_name(d));
	int status = replace ? 0 : file_exists(path, e);
	struct buf b;

	if (status == 0) {
		buf_init(&b, BUF_MAX_DEFAULT);
		derived_put(d, s, index, &by, &b);
		status = b.n > 0 ? file_replace(path, buf_view(&b), 0444, e) :
		    err_set(e, ERR_SYS, "cannot read content.csv beside %s, "
		    "which is not written for it; the next run writes it",
		    path);
		buf_fini(&b);
	}
	free(path);
	return status == -1 ? -1 : 0;
}

/*
 * Is the file there, with the checkpoint `note`, which it sets when that is
 * empty? -1 when it cannot be read.
 */
static int
has_note(const char *path, enum derived d, struct buf *note, struct err *e)
{
	int there = file_exists(path, e);
	struct buf b;

	if (there != 1)
		return there;
	buf_init(&b, BUF_MAX_DEFAULT);
	if (file_read(path, &b, e) == -1)
		there = -1;
	else if (note->n == 0)
		buf_str(note, derived_note(d, buf_view(&b)));
	else
		there = str_eq(derived_note(d, buf_view(&b)), buf_view(note));
	buf_fini(&b);
	return there;
}

/*
 * Do all that go by a checkpoint go by the same? Not where one is missing. -1
 * when that cannot be told.
 */
static int
have_same_note(const char *dir, struct err *e)
{
	int same = 1;
	struct buf note;

	buf_init(&note, BUF_MAX_DEFAULT);
	for (int i = 0; same == 1 && i < DERIVED__MAX; i++) {
		char *path = path_join(dir, derived_name((enum derived)i));

		if (derived_has_note((enum derived)i))
			same = has_note(path, (enum derived)i, &note, e);
		free(path);
	}
	buf_fini(&note);
	return same;
}

int
issue_derived(const struct store *s, uint64_t index, bool all, struct err *e)
{
	char *reports = path_join(s->dir, "reports");
	char *dir = path_join(reports, s->leaf[index].u.report.id);
	int whole = have_same_note(dir, e), status = whole == -1 ? -1 : 0;

	/* What is written now goes by the head, and the others with it. */
	for (int d = 0; status == 0 && d < DERIVED__MAX; d++)
		status = write_one(s, index, dir, (enum derived)d, all ||
		    (whole == 0 && derived_has_note((enum derived)d)), e);
	free(dir);
	free(reports);
	return status;
}
