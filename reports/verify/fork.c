/* SPDX-License-Identifier: Apache-2.0 */
/* Two histories under one key, written out as evidence. */
#include "reports/verify/internal.h"

#include <stdlib.h>

void
verify_fork(const struct verify_request *q, const struct fork *f,
    struct verify_answer *a)
{
	struct err e = { 0 };
	char *path;

	if (q->folder == NULL)
		return;
	/* What cannot be written must not take the verdict away. */
	if (dir_make(q->folder, &e) == -1 ||
	    fork_write(q->folder, f, &path, &e) == -1) {
		verify_why(a, VERIFY_MSG_NO_EVIDENCE, VALUES(e.msg));
		return;
	}
	a->evidence = arena_memdup(&a->arena, path, strlen(path));
	free(path);
	verify_why(a, VERIFY_MSG_EVIDENCE, VALUES(a->evidence));
}
