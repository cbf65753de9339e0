/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-report withdraw ID: an issued report is no longer stood by. */
#include "reports/issue/withdraw.h"

#include <stdio.h>

#include "reports/cli/cli.h"
#include "shared/store/free_text.h"
#include "shared/text/answer.h"

static int
print_withdrawn(const struct report_opts *o, const struct withdrawal *w,
    struct err *e)
{
	const char *current = w->current[0] == '\0' ? NULL : w->current;
	struct answer a;
	struct buf b;
	int status;

	if (o->quiet && !o->json)
		return 0;
	buf_init(&b, BUF_MAX_DEFAULT);
	answer_begin(&a, &b, o->json, "withdraw/1");
	answer_put(&a, &cli_message[CLI_MSG_WITHDRAWN], ANSWER_FIELDS(
	    ANSWER_TEXT("id", o->args.item[0]),
	    ANSWER_COUNT("record", w->report), ANSWER_COUNT("index", w->index),
	    ANSWER_TEXT("reason", o->reason)));
	answer_put(&a, &cli_message[current == NULL ? CLI_MSG_NONE_STANDS :
	    CLI_MSG_STANDS], ANSWER_FIELDS(
	    ANSWER_TEXT_OR_NULL("current", current)));
	answer_end(&a);
	status = out_write(&b, e);
	buf_fini(&b);
	return status;
}

int
cli_withdraw(void *values, struct err *e)
{
	const struct report_opts *o = values;
	struct withdrawal done;
	struct store_writer w;
	struct place place;
	struct buf notices;
	int status;

	if (o->reason == NULL)
		return cli_refuse(e, CLI_MSG_REASON, MSG_NONE);
	if (place_find(&place, &o->place, e) == -1)
		return -1;
	/* What can never be erased is pointed out before it is written. */
	buf_init(&notices, BUF_MAX_DEFAULT);
	free_text_notice(&notices, "--reason", o->reason);
	fputs(buf_cstr(&notices), stderr);
	buf_reset(&notices);
	w = place_writer(&place);
	status = withdraw(&w, o->args.item[0], o->reason, &notices, &done, e);
	fputs(buf_cstr(&notices), stderr);
	if (status == 0)
		status = print_withdrawn(o, &done, e);
	buf_fini(&notices);
	place_free(&place);
	return status;
}
