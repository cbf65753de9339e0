/* SPDX-License-Identifier: Apache-2.0 */
/* Output options of the importer; see import_outputs.h. */
#include "importer/command/import_outputs.h"

#include <stdlib.h>

#include "importer/command/marked_copy.h"

/* What the command line names, the store and the key. */
static void
keep_named(struct outputs *out, const struct import_opts *o,
    const struct place *p)
{
	bool has_files = o->command == IMPORT_FILES ||
	    o->command == IMPORT_DIFF;

	for (size_t i = 0; has_files && i < o->args.n; i++)
		if (!path_is_dir(o->args.item[i]))
			output_keep(out, "an input", o->args.item[i]);
	for (size_t i = 0; i < o->map.n; i++)
		output_keep(out, "a mapping file", o->map.item[i]);
	output_keep_tree(out, "the standard's folder", o->standard);
	place_keep(p, out);
}

static int
check_findings(struct outputs *out, const struct import_opts *o,
    struct err *e)
{
	return o->findings == NULL ? 0 : output_check(out, "--findings",
	    o->findings, o->force, e);
}

int
import_outputs_check(const struct import_opts *o, const char *form,
    struct err *e)
{
	struct outputs out = { .kept = NULL };
	struct place p;
	int status;

	if (place_find(&p, &o->place, e) == -1)
		return -1;
	keep_named(&out, o, &p);
	status = check_findings(&out, o, e);
	/* One file or a folder of them: known when the inputs are open. */
	if (status == 0 && o->marked != NULL)
		status = path_is_dir(o->marked) || o->args.n > 1 ?
		    output_check_folder(&out, "--marked", o->marked, e) :
		    path_is_dir(o->args.item[0]) ? 0 :
		    output_check(&out, "--marked", o->marked, o->force, e);
	if (status == 0 && form != NULL)
		status = output_check(&out, "--out", form, o->force, e);
	outputs_free(&out);
	place_free(&p);
	return status;
}

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
	keep_named(&out, s->o, &s->place);
	for (size_t i = 0; i < s->nfiles; i++)
		output_keep(&out, "an input", s->file[i]->path);
	status = check_findings(&out, s->o, e);
	if (status == 0 && s->o->marked != NULL)
		status = check_copies(s, &out, e);
	outputs_free(&out);
	return status;
}
