/* SPDX-License-Identifier: Apache-2.0 */
/* The gates of preaudit-report status: --require, --baseline, --write-baseline. */
#include "reports/cli/cli.h"

#include "reports/compare/baseline.h"
#include "reports/judge/rank.h"
#include "shared/file/output.h"

#define BASELINE_MAX ((size_t)16 << 20)

static const char *
milestone_name(const void *ctx, size_t i)
{
	const struct readiness *q = ctx;

	return i < q->nmilestones ? q->milestone[i].id : NULL;
}

int
cli_no_milestone(const char *option, const char *id,
    const struct readiness *q, struct err *e)
{
	return cli_refuse(e, CLI_MSG_NO_MILESTONE, VALUES(option, id,
	    str_near(str_of(id), milestone_name, q, NEAR_PLAIN).text));
}

static int
require(const struct report *r, const char *id, bool *failed, struct err *e)
{
	const struct readiness *q = &r->readiness;
	const struct milestone_result *m = readiness_milestone(q, id);

	if (m != NULL) {
		if (rank_is_ready(m->verdict))
			return 0;
		cli_print(stderr, CLI_MSG_REQUIRED, VALUES(m->title,
		    readiness_verdict_name(m->verdict), m->why));
		*failed = true;
		return 0;
	}
	return cli_no_milestone("--require", id, q, e);
}

static int
compare(const struct report *r, const char *path, bool *failed,
    struct err *e)
{
	struct buf text, worse;
	int64_t n = -1;

	buf_init(&text, BASELINE_MAX);
	buf_init(&worse, BUF_MAX_DEFAULT);
	if (file_read(path, &text, e) == 0)
		n = baseline_compare(r, buf_view(&text), path, &worse, e);
	if (n > 0) {
		cli_print(stderr, CLI_MSG_WORSE, VALUES(path));
		fputs(buf_cstr(&worse), stderr);
		*failed = true;
	}
	buf_fini(&text);
	buf_fini(&worse);
	return n == -1 ? -1 : 0;
}

int
cli_gate(const struct report_opts *o, const struct report *r, bool *failed,
    struct err *e)
{
	struct buf b;
	int status = 0;

	*failed = false;
	if (o->require != NULL && require(r, o->require, failed, e) == -1)
		return -1;
	if (o->baseline != NULL && compare(r, o->baseline, failed, e) == -1)
		return -1;
	if (o->write_baseline == NULL)
		return 0;
	buf_init(&b, BUF_MAX_DEFAULT);
	baseline_put(r, &b);
	status = output_write(o->write_baseline, buf_view(&b), NULL, e);
	buf_fini(&b);
	return status;
}
