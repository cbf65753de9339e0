/* SPDX-License-Identifier: Apache-2.0 */
/* What every command of preaudit-report begins and ends with; see cli.h. */
#include "reports/cli/cli.h"

#include <time.h>

#include "shared/base/num.h"

int
cli_read_day(const char *option, const char *text, int32_t *day, struct err *e)
{
	if (date_parse_iso(str_of(text), day))
		return 0;
	return cli_refuse(e, CLI_MSG_DAY, VALUES(option, text,
	    date_fault_text(date_iso_fault(str_of(text)))));
}

int
cli_request(const struct report_opts *o, const struct place *place,
    struct report_request *q, struct err *e)
{
	*q = (struct report_request){ .store_dir = place->store,
		.profile = o->profile, .standard = o->standard, .as_of = DATE_NONE, .at = UINT64_MAX,
		.now_s = (int64_t)time(NULL) };
	if (o->as_of != NULL &&
	    cli_read_day("--as-of", o->as_of, &q->as_of, e) == -1)
		return -1;
	if (o->on != NULL && o->as_of != NULL)
		return cli_refuse(e, CLI_MSG_ON_AND_AS_OF, MSG_NONE);
	q->on = o->on;
	if (o->at != NULL && !num_parse_u64(str_of(o->at), UINT64_MAX - 1,
	    &q->at))
		return cli_refuse(e, CLI_MSG_AT, VALUES(o->at));
	return 0;
}

int
cli_begin(struct cli_run *c, const struct report_opts *o, cli_open_fn *open,
    struct err *e)
{
	struct report_request q;
	struct place place;
	int status = -1;

	*c = (struct cli_run){ .lapses = { .reg = NULL } };
	if (place_find(&place, &o->place, e) == -1)
		return -1;
	if (cli_request(o, &place, &q, e) == 0)
		status = open(&c->report, &q, e);
	place_free(&place);
	if (status == -1)
		return -1;
	buf_init(&c->out, BUF_MAX_DEFAULT);
	if (!c->report.data.forecast || changes_lapses(&c->lapses,
	    &c->report.store, c->report.data_head.size,
	    c->report.data.judged_on, c->report.as_of, e) == 0)
		return 0;
	return cli_end(c, -1);
}

int
cli_end(struct cli_run *c, int status)
{
	buf_fini(&c->out);
	changes_free(&c->lapses);
	report_free(&c->report);
	return status;
}

int
cli_answer(const struct report_opts *o, cli_open_fn *open, cli_put_fn *put,
    struct err *e)
{
	struct cli_run c;
	int status;

	if (cli_begin(&c, o, open, e) == -1)
		return -1;
	status = put(&c, o, e);
	if (status != -1 && out_write(&c.out, e) == -1)
		status = -1;
	return cli_end(&c, status);
}

void
cli_put_head(const struct report *r, struct buf *b)
{
	struct answer a;
	size_t before;

	answer_begin(&a, b, false, NULL);
	answer_say(&a, &cli_message[CLI_MSG_WHOSE],
	    VALUES(store_genesis(&r->store)->organisation));
	if (r->data.forecast) {
		answer_say(&a, &cli_message[CLI_MSG_FORECAST],
		    VALUES(DAY(r->as_of), DAY(r->data.judged_on),
		    r->data_head.size));
		return;
	}
	report_put_days(r, b);
	buf_putc(b, '\n');
	before = b->n;
	report_put_later(r, b);
	if (b->n > before)
		buf_putc(b, '\n');
}
