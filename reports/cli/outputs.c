/* SPDX-License-Identifier: Apache-2.0 */
/* Where preaudit-report may write; see cli.h. */
#include "reports/cli/cli.h"

static int
begin(struct outputs *out, struct place *p, const struct report_opts *o,
    struct err *e)
{
	*out = (struct outputs){ .kept = NULL };
	if (place_find(p, &o->place, e) == -1)
		return -1;
	output_keep(out, "the baseline", o->baseline);
	place_keep(p, out);
	return 0;
}

int
cli_check_file(const struct report_opts *o, const char *option,
    const char *path, struct err *e)
{
	struct outputs out;
	struct place p;
	int status;

	if (path == NULL)
		return 0;
	if (begin(&out, &p, o, e) == -1)
		return -1;
	status = output_check(&out, option, path, o->force, e);
	outputs_free(&out);
	place_free(&p);
	return status;
}

int
cli_check_folder(const struct report_opts *o, const char *option,
    const char *path, struct err *e)
{
	struct outputs out;
	struct place p;
	int status;

	if (path == NULL)
		return 0;
	if (begin(&out, &p, o, e) == -1)
		return -1;
	status = output_check_folder(&out, option, path, e);
	outputs_free(&out);
	place_free(&p);
	return status;
}
