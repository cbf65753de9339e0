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

int
issue_derived(const struct store *s, uint64_t index, bool all, struct err *e)
{
	char *reports = path_join(s->dir, "reports");
	char *dir = path_join(reports, s->leaf[index].u.report.id);
	char *proof = path_join(dir, derived_name(DERIVED_PROOF));
	int there = file_exists(proof, e), status = there == -1 ? -1 : 0;

	/* A proof written now goes by the head: the history must lead there. */
	for (int d = 0; status == 0 && d < DERIVED__MAX; d++)
		status = write_one(s, index, dir, (enum derived)d,
		    all || (d == DERIVED_HISTORY && there == 0), e);
	free(proof);
	free(dir);
	free(reports);
	return status;
}
