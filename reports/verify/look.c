/* SPDX-License-Identifier: Apache-2.0 */
/* Does a workbook that was saved again show what was issued? */
#include "reports/look/look_at.h"
#include "reports/verify/internal.h"

/* The SHA-256 of the workbook that was issued; "" when there was none. */
static const char *
issued_sha256(const struct leaf_report *l)
{
	for (size_t i = 0; i < l->noutputs; i++)
		if (strcmp(l->output[i].format, "xlsx") == 0)
			return l->output[i].sha256;
	return "";
}

enum verdict_file
verify_look(const struct verify_request *q, const struct evidence *v,
    struct verify_answer *a)
{
	const struct leaf_report *l = evidence_report(v);
	char why[LOOK_WHY];

	if (look_at(q->file, map_view(&v->map), l, why))
		return VERDICT_FILE_SHOWN;
	verify_why(a, VERIFY_MSG_SHOWN_OTHERWISE, VALUES(why,
	    issued_sha256(l)));
	return VERDICT_FILE_OTHERWISE;
}
