/* SPDX-License-Identifier: Apache-2.0 */
/* Where preaudit-report may write; see cli.h. */
#include "reports/cli/cli.h"

/* Of a folder or of a file; NULL as path: nothing is written. */
static int
check(const struct report_opts *o, const char *option, const char *path,
    bool folder, struct err *e)
{
	struct outputs out = { .kept = NULL };
	struct place p;
	int status;

	if (path == NULL)
		return 0;
	if (place_find(&p, &o->place, e) == -1)
		return -1;
	output_keep(&out, "the baseline", o->baseline);
	place_keep(&p, &out);
	status = folder ? output_check_folder(&out, option, path, e) :
	    output_check(&out, option, path, o->force, e);
	outputs_free(&out);
	place_free(&p);
	return status;
}

int
cli_check_file(const struct report_opts *o, const char *option,
    const char *path, struct err *e)
{
	return check(o, option, path, false, e);
}

int
cli_check_folder(const struct report_opts *o, const char *option,
    const char *path, struct err *e)
{
	return check(o, option, path, true, e);
}
