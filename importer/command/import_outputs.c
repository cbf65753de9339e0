/* SPDX-License-Identifier: Apache-2.0 */
/* Outputs of a call against its open files; see import_outputs.h. */
#include "importer/command/import_outputs.h"

#include <stdlib.h>

#include "importer/command/answer/marked_copy.h"
#include "importer/common/opts_outputs.h"

static int
check_copies(const struct session *s, struct outputs *out, struct err *e)
{
	const struct import_opts *o = s->o;
	int status = 0;

	if (marked_are_many(s, o->marked))
		status = output_check_folder(out, "--marked", o->marked, e);
	for (size_t i = 0; i < s->nfiles && status == 0; i++) {
		char *to = marked_path(s, o->marked, s->file[i]);

		if (to != NULL)
			status = output_check(out, "--marked", to, o->force,
			    e);
		free(to);
	}
	return status;
}

int
import_outputs_check_files(const struct session *s, struct err *e)
{
	struct outputs out = { .kept = NULL };
	int status;

	if (s->o->findings == NULL && s->o->marked == NULL)
		return 0;
	import_opts_keep(&out, s->o, &s->place);
	for (size_t i = 0; i < s->nfiles; i++)
		output_keep(&out, "an input", s->file[i]->path);
	status = s->o->findings == NULL ? 0 : output_check(&out, "--findings",
	    s->o->findings, s->o->force, e);
	if (status == 0 && s->o->marked != NULL)
		status = check_copies(s, &out, e);
	outputs_free(&out);
	return status;
}
