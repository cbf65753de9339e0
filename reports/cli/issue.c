/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-report without a command: render into --out, or issue. */
#include "reports/cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "reports/cli/out_folder.h"
#include "reports/issue/issue.h"

static int
choose(const char *list, struct out_folder *out, struct err *e)
{
	struct str rest = str_of(list == NULL ? "xlsx,html,csv" : list), item;

	while (str_next(&rest, ',', &item)) {
		int f = 0;

		while (f < RENDERED__MAX && !str_is(str_trim(item),
		    rendered_format_name((enum rendered_format)f)))
			f++;
		if (f == RENDERED__MAX)
			return cli_refuse(e, CLI_MSG_FORMAT, VALUES(item));
		out->format[f] = true;
	}
	return 0;
}

/* Not issued: rendered in a private folder beside, then copied. */
static int
render_only(struct report *r, const struct report_opts *o,
    const struct out_folder *to, struct err *e)
{
	struct rendered rendered;
	struct err ignored;
	char *tmp;
	int status = -1;

	if (dir_make(o->out, e) == -1)
		return -1;
	tmp = path_join(o->out, ".new-XXXXXX");
	if (mkdtemp(tmp) == NULL) {
		err_sys(e, "make a folder in", o->out);
	} else {
		if (rendered_make(r, true, tmp, &rendered, e) == 0)
			status = out_folder_fill(to, tmp, "", e);
		(void)dir_remove(tmp, &ignored);
	}
	free(tmp);
	return status;
}

static void
print_draft(const struct report_opts *o, const struct report *r)
{
	char as_of[DATE_TEXT];

	if (o->quiet)
		return;
	date_format(as_of, r->as_of);
	cli_print(stdout, CLI_MSG_DRAFT, VALUES(as_of));
	cli_print(stdout, CLI_MSG_ISSUED_COPY, VALUES(o->out));
	cli_print(stdout, CLI_MSG_NOT_ISSUED, MSG_NONE);
}

static void
print_issued(const struct report_opts *o, const struct report *r,
    const struct issued *out, const struct rendered *files)
{
	char as_of[DATE_TEXT];

	if (o->quiet)
		return;
	date_format(as_of, r->as_of);
	cli_print(stdout, CLI_MSG_ISSUED, VALUES(r->id, as_of, out->existed,
	    out->again));
	cli_print(stdout, CLI_MSG_ISSUED_RECORD, VALUES(out->index, out->dir));
	for (int f = 0; files != NULL && f < RENDERED__MAX; f++)
		cli_print(stdout, CLI_MSG_ISSUED_FILE,
		    VALUES(files->file[f].sha256, files->file[f].name));
	if (o->out != NULL)
		cli_print(stdout, CLI_MSG_ISSUED_COPY, VALUES(o->out));
}

static int
issue_it(struct report *r, const struct report_opts *o,
    const struct report_request *q, const struct place *place,
    const struct out_folder *to, struct err *e)
{
	struct issue_signer signer;
	struct issue_draft draft;
	struct issued out = { .dir = NULL };
	struct rendered rendered;
	struct staging staged;
	struct buf notices;
	int status = -1;

	/* A key that will not do is an error before the work, not after it. */
	if (store_key_check(&r->store, place->key, place->passphrase_file,
	    e) == -1)
		return -1;
	/* Nor a clock that is behind; it is looked at again under the lock. */
	if (issue_find(&r->store, r->id) == -1 && store_clock_check(&r->store,
	    q->now_s, place->clock_was_wrong, e) == -1)
		return -1;
	buf_init(&notices, BUF_MAX_DEFAULT);
	signer = (struct issue_signer){ .key_path = place->key,
		.passphrase_file = place->passphrase_file,
		.wait_ms = place->wait_ms, .clock_was_wrong = place->clock_was_wrong,
		.notices = &notices };
	/* Rendered beside the store, then moved into it by the transaction. */
	if (staging_begin(&staged, q->store_dir, e) == -1)
		goto out;
	if (rendered_make(r, false, staged.path, &rendered, e) == 0) {
		issue_draft_of(&draft, r, &rendered);
		status = issue(q->store_dir, &staged, &draft, &signer, &out,
		    e);
	}
	staging_end(&staged);
	/* What happened, whether it was issued or not. */
	fputs(buf_cstr(&notices), stderr);
	if (status == 0 && o->out != NULL && out_folder_fill(to, out.dir,
	    out.id, e) == -1)
		status = err_ctx(e, "report %s is issued as record %llu, in "
		    "%s; --out has it not", out.id,
		    (unsigned long long)out.index, out.dir);
	if (status == 0)
		print_issued(o, r, &out, out.existed || out.again ? NULL :
		    &rendered);
out:
	buf_fini(&notices);
	free(out.dir);
	return status;
}

int
cli_issue(void *values, struct err *e)
{
	const struct report_opts *o = values;
	struct report_request q;
	struct out_folder to = { .dir = NULL };
	struct place place;
	struct report r;
	int status;

	/* What is asked, and whether it can be done. */
	if (o->out == NULL && !o->issue)
		return cli_refuse(e, CLI_MSG_OUT_OR_ISSUE, MSG_NONE);
	to.dir = o->out;
	to.profile = o->profile == NULL ? REPORT_PROFILE : o->profile;
	to.draft = !o->issue;
	if (choose(o->format, &to, e) == -1 ||
	    out_folder_check(&to, o, e) == -1 || place_find(&place, &o->place, e) == -1)
		return -1;
	/* The report, all judged. */
	if (cli_request(o, &place, &q, e) == -1 ||
	    report_load(&r, &q, e) == -1) {
		place_free(&place);
		return -1;
	}
	/* Issued, or rendered only. */
	if (o->issue) {
		status = issue_it(&r, o, &q, &place, &to, e);
	} else {
		status = render_only(&r, o, &to, e);
		if (status == 0)
			print_draft(o, &r);
	}
	report_free(&r);
	place_free(&place);
	return status;
}
