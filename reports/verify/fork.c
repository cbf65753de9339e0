/* SPDX-License-Identifier: Apache-2.0 */
/* Two histories under one key, written out as evidence. */
#include "reports/verify/internal.h"

#include <stdlib.h>

int
verify_fork(const struct verify_request *q, const struct fork *f,
    struct verify_answer *a, struct err *e)
{
	char *path;

	if (q->folder == NULL)
		return 0;
	if (fork_write(q->folder, f, &path, e) == -1)
		return -1;
	a->evidence = arena_memdup(&a->arena, path, strlen(path));
	free(path);
	verify_why(a, VERIFY_MSG_EVIDENCE, VALUES(a->evidence));
	return 0;
}
