/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-report sample --disclose: records drawn, logged and handed out. */
#include "reports/cli/cli.h"

#include <stdlib.h>

#include "reports/compare/sample.h"
#include "reports/disclose/disclose.h"
#include "reports/disclose/disclosure.h"

static const struct message *const m = cli_message;

/* What can be asked together. */
static int
check_asked(const struct report_opts *o, struct err *e)
{
	if (o->where != NULL)
		return cli_refuse(e, CLI_MSG_DISCLOSE_WHERE, MSG_NONE);
	if (o->at != NULL || o->as_of != NULL || o->csv)
		return cli_refuse(e, CLI_MSG_DISCLOSE_ALONE, MSG_NONE);
	return sample_check(o->seed, o->size, e);
}

/* Before anything is signed: may the files be written? */
static int
check_folder(const struct report_opts *o, struct err *e)
{
	static const char *const name[] = { DISCLOSURE_FILE, "history.txt" };
	int status = cli_check_folder(o, "--disclose", o->disclose, e);

	for (size_t i = 0; status == 0 && i < 2 && path_is_dir(o->disclose);
	    i++) {
		char *path = path_join(o->disclose, name[i]);

		status = cli_check_file(o, "--disclose", path, e);
		free(path);
	}
	return status;
}

/* As text, or as disclose/1. */
static void
put(const struct report_opts *o, const struct disclosed *d, struct buf *b)
{
	struct answer a;

	answer_begin(&a, b, o->json, "disclose/1");
	answer_put(&a, &m[CLI_MSG_DISCLOSED], VALUES("records", d->records,
	    "register", o->reg, "batch", d->batch, "rows", d->rows,
	    "seed", o->seed, "wrote_batch", value_flag(d->wrote_batch),
	    "passed_over", d->passed));
	if (d->wrote_batch)
		answer_say(&a, &m[CLI_MSG_DISCLOSED_WHOLE], MSG_NONE);
	if (d->passed > 0)
		answer_say(&a, &m[CLI_MSG_DISCLOSED_PASSED],
		    VALUES(d->passed));
	answer_put(&a, &m[CLI_MSG_DISCLOSED_RECORD], VALUES(
	    "index", d->index, "digest", d->digest, "folder", o->disclose));
	answer_end(&a);
}

static int
draw(struct cli_run *c, const struct report_opts *o, struct err *e)
{
	const struct report *r = &c->report;
	int reg = sample_register(r, o->reg, e);
	struct disclosed done;
	struct place place;
	struct buf notices;
	int status;

	if (reg == -1 || place_find(&place, &o->place, e) == -1)
		return -1;
	buf_init(&notices, BUF_MAX_DEFAULT);
	status = disclose(&(struct disclose_request){
		.schema = &r->standard.reg[reg], .seed = o->seed,
		.size = o->size, .dir = o->disclose,
		.writer = place_writer(&place), .notices = &notices },
	    &done, e);
	fputs(buf_cstr(&notices), stderr);
	if (status == 0)
		put(o, &done, &c->out);
	buf_fini(&notices);
	place_free(&place);
	return status;
}

int
cli_disclose(const struct report_opts *o, struct err *e)
{
	if (check_asked(o, e) == -1 || check_folder(o, e) == -1)
		return -1;
	return cli_answer(o, report_open, draw, e);
}
