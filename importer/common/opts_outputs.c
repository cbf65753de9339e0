/* SPDX-License-Identifier: Apache-2.0 */
/* What the options name to be written, against what they name to be read. */
#include "importer/common/opts_outputs.h"

void
import_opts_keep(struct outputs *out, const struct import_opts *o,
    const struct place *p)
{
	for (size_t i = 0; i < o->args.n; i++)
		if (!path_is_dir(o->args.item[i]))
			output_keep(out, "an input", o->args.item[i]);
	for (size_t i = 0; i < o->map.n; i++)
		output_keep(out, "a mapping file", o->map.item[i]);
	output_keep_tree(out, "the standard's folder", o->standard);
	place_keep(p, out);
}

/* One copy or a folder of them: known when the inputs are open. */
static int
check_marked(struct outputs *out, const struct import_opts *o, struct err *e)
{
	if (path_is_dir(o->marked) || o->args.n > 1)
		return output_check_folder(out, "--marked", o->marked, e);
	return path_is_dir(o->args.item[0]) ? 0 :
	    output_check(out, "--marked", o->marked, o->force, e);
}

int
import_opts_check_outputs(const struct import_opts *o, const char *form,
    struct err *e)
{
	struct outputs out = { .kept = NULL };
	struct place p;
	int status = 0;

	if (place_find(&p, &o->place, e) == -1)
		return -1;
	import_opts_keep(&out, o, &p);
	if (o->findings != NULL)
		status = output_check(&out, "--findings", o->findings,
		    o->force, e);
	if (status == 0 && o->marked != NULL)
		status = check_marked(&out, o, e);
	if (status == 0 && form != NULL)
		status = output_check(&out, "--out", form, o->force, e);
	outputs_free(&out);
	place_free(&p);
	return status;
}
