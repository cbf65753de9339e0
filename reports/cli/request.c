/* SPDX-License-Identifier: Apache-2.0 */
/* What every command of preaudit-report begins and ends with; see cli.h. */
#include "reports/cli/cli.h"

#include <time.h>

#include "shared/base/num.h"

int
cli_request(const struct report_opts *o, const struct place *place,
    struct report_request *q, struct err *e)
{
	*q = (struct report_request){ .store_dir = place->store,
		.profile = o->profile, .as_of = DATE_NONE, .at = UINT64_MAX,
		.now_s = (int64_t)time(NULL) };
	if (o->as_of != NULL && !date_parse_iso(str_of(o->as_of), &q->as_of))
		return err_set(e, ERR_USAGE, "--as-of \"%s\" %s", o->as_of,
		    date_fault_text(date_iso_fault(str_of(o->as_of))));
	if (o->on != NULL && o->as_of != NULL)
		return err_set(e, ERR_USAGE, "--on and --as-of both name the "
		    "day dates are judged at; give one of them");
	q->on = o->on;
	if (o->at != NULL && !num_parse_u64(str_of(o->at), UINT64_MAX - 1,
	    &q->at))
		return err_set(e, ERR_USAGE, "--at \"%s\" is not a log size; "
		    "give a whole number, see: preaudit store log", o->at);
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

void
cli_put_head(const struct report *r, struct buf *b)
{
	char as_of[DATE_TEXT], of[DATE_TEXT];

	date_format(as_of, r->as_of);
	buf_printf(b, "%s\n", store_genesis(&r->store)->organisation);
	if (!r->data.forecast) {
		report_put_days(r, b);
		buf_putc(b, '\n');
		return;
	}
	date_format(of, r->data.judged_on);
	buf_printf(b, "Forecast for %s from data of %s (log size %llu): what "
	    "lapses or falls due by then, if nothing else is recorded. "
	    "Windows of past records and the age of the data end where the "
	    "data ends.\n", as_of, of, (unsigned long long)r->data_head.size);
}
