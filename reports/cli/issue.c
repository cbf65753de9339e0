/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-report without a command: render into --out, or issue. */
#include "reports/cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "reports/issue/issue.h"

struct chosen {
	bool format[RENDERED__MAX];
};

static int
choose(const char *list, struct chosen *c, struct err *e)
{
	struct str rest = str_of(list == NULL ? "xlsx,html,csv" : list), item;

	*c = (struct chosen){ 0 };
	while (str_next(&rest, ',', &item)) {
		int f = 0;

		while (f < RENDERED__MAX && !str_is(str_trim(item),
		    rendered_format_name((enum rendered_format)f)))
			f++;
		if (f == RENDERED__MAX)
			return cli_refuse(e, CLI_MSG_FORMAT, VALUES(item));
		c->format[f] = true;
	}
	return 0;
}

/* Copies one file whole or not at all. */
static int
copy_file(const char *from_dir, const char *to_dir, const char *name,
    struct err *e)
{
	char *from = path_join(from_dir, name), *to = path_join(to_dir, name);
	struct map map;
	int status = -1;

	if (map_open(&map, from, e) == 0) {
		status = file_replace(to, map_view(&map), 0644, e);
		map_close(&map);
	}
	free(from);
	free(to);
	return status;
}

/* The name of the nth file that --out receives; false: there are no more. */
static bool
nth_file(const struct chosen *c, size_t n, const char *profile, bool issued,
    char name[128])
{
	for (int f = 0; f < RENDERED__MAX; f++)
		if (c->format[f] && n-- == 0) {
			rendered_file_name(name, profile,
			    (enum rendered_format)f);
			return true;
		}
	if (!issued || n >= DERIVED__MAX)
		return false;
	snprintf(name, 128, "%s", derived_name((enum derived)n));
	return true;
}

/* Before anything is signed: may all of them be written? */
static int
check_out(const struct report_opts *o, const struct chosen *c, struct err *e)
{
	const char *profile = o->profile == NULL ? REPORT_PROFILE : o->profile;
	char name[128];
	int status = cli_check_folder(o, "--out", o->out, e);

	for (size_t i = 0; status == 0 && o->out != NULL && path_is_dir(o->out)
	    && nth_file(c, i, profile, o->issue, name); i++) {
		char *to = path_join(o->out, name);

		status = cli_check_file(o, "--out", to, e);
		free(to);
	}
	return status;
}

static int
copy_out(const char *from, const char *out, const struct chosen *c,
    const char *profile, bool issued, struct err *e)
{
	char name[128];

	if (dir_make(out, e) == -1)
		return -1;
	for (size_t i = 0; nth_file(c, i, profile, issued, name); i++)
		if (copy_file(from, out, name, e) == -1)
			return -1;
	return 0;
}

/* Not issued: rendered in a private folder beside, then copied. */
static int
render_only(struct report *r, const struct report_opts *o,
    const struct chosen *c, struct err *e)
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
		if (rendered_make(r, tmp, &rendered, e) == 0)
			status = copy_out(tmp, o->out, c, r->profile.name,
			    false, e);
		(void)dir_remove(tmp, &ignored);
	}
	free(tmp);
	return status;
}

static void
print_issued(const struct report_opts *o, const struct report *r,
    const struct issued *out, const struct rendered *files)
{
	bool is_issued = out != NULL, existed = is_issued && out->existed;
	char as_of[DATE_TEXT];

	if (o->quiet)
		return;
	date_format(as_of, r->as_of);
	cli_print(stdout, CLI_MSG_ISSUED, VALUES(is_issued, r->id, as_of,
	    existed));
	if (is_issued)
		cli_print(stdout, CLI_MSG_ISSUED_RECORD, VALUES(out->index,
		    out->dir));
	for (int f = 0; files != NULL && f < RENDERED__MAX; f++)
		cli_print(stdout, CLI_MSG_ISSUED_FILE,
		    VALUES(files->file[f].sha256, files->file[f].name));
	if (o->out != NULL)
		cli_print(stdout, CLI_MSG_ISSUED_COPY, VALUES(o->out));
	if (!is_issued)
		cli_print(stdout, CLI_MSG_NOT_ISSUED, MSG_NONE);
}

static int
issue_it(struct report *r, const struct report_opts *o,
    const struct report_request *q, const struct place *place,
    const struct chosen *c, struct err *e)
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
	if (rendered_make(r, staged.path, &rendered, e) == 0) {
		issue_draft_of(&draft, r, &rendered);
		status = issue(q->store_dir, &staged, &draft, &signer, &out,
		    e);
	}
	staging_end(&staged);
	/* What happened, whether it was issued or not. */
	fputs(buf_cstr(&notices), stderr);
	if (status == 0 && o->out != NULL && copy_out(out.dir, o->out, c,
	    r->profile.name, true, e) == -1)
		status = err_ctx(e, "report %s is issued as record %llu, in "
		    "%s; --out has it not", out.id,
		    (unsigned long long)out.index, out.dir);
	if (status == 0)
		print_issued(o, r, &out, out.existed ? NULL : &rendered);
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
	struct chosen c;
	struct place place;
	struct report r;
	int status;

	/* What is asked, and whether it can be done. */
	if (o->out == NULL && !o->issue)
		return cli_refuse(e, CLI_MSG_OUT_OR_ISSUE, MSG_NONE);
	if (choose(o->format, &c, e) == -1 || check_out(o, &c, e) == -1 ||
	    place_find(&place, &o->place, e) == -1)
		return -1;
	/* The report, all judged. */
	if (cli_request(o, &place, &q, e) == -1 ||
	    report_load(&r, &q, e) == -1) {
		place_free(&place);
		return -1;
	}
	/* Issued, or rendered only. */
	if (o->issue) {
		status = issue_it(&r, o, &q, &place, &c, e);
	} else {
		status = render_only(&r, o, &c, e);
		if (status == 0)
			print_issued(o, &r, NULL, NULL);
	}
	report_free(&r);
	place_free(&place);
	return status;
}
