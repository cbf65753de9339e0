/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-report sample: records drawn by a seed, as text, CSV or JSON. */
#include "reports/cli/cli.h"

#include "reports/compare/parts.h"
#include "reports/compare/sample.h"
#include "shared/text/csv.h"

#define TICKET_SHOWN 16 /* digits, in text */

static const struct message *const m = cli_message;

/* As text, or as sample/1. */
static void
put(const struct report *r, const struct sample *s, bool json, struct buf *b)
{
	struct answer a;

	/* Whose records, and which of them. */
	if (!json)
		cli_put_head(r, b);
	answer_begin(&a, b, json, "sample/1");
	answer_open(&a, "head", '{');
	parts_put_head(&a, &m[CLI_MSG_SAMPLE_HEAD], r->data_head.size,
	    &r->data_head.root);
	answer_close(&a, '}');
	answer_put(&a, &m[CLI_MSG_SAMPLE_REGISTER], VALUES(
	    "as_of", DAY(r->as_of), "register", s->schema->name,
	    "where", s->where, "seed", s->seed,
	    NO_VALUE, s->where[0] == '\0' ? "" : " where "));
	answer_open(&a, "population", '{');
	answer_put(&a, &m[CLI_MSG_SAMPLE_FROM], VALUES("size", s->population,
	    "sha256", s->population_sha256, "unknown", s->unknown));
	answer_close(&a, '}');
	if (s->unknown > 0)
		answer_say(&a, &m[CLI_MSG_SAMPLE_UNKNOWN],
		    VALUES(s->unknown));
	/* What was drawn. */
	answer_say(&a, &m[CLI_MSG_SAMPLE_DRAWN], VALUES(s->seed, s->n));
	answer_open(&a, "records", '[');
	for (size_t i = 0; i < s->n; i++) {
		const struct sampled *x = &s->drawn[i];
		struct str start = { x->ticket, TICKET_SHOWN };

		answer_row(&a, &m[CLI_MSG_SAMPLE_ROW], VALUES(
		    "ticket", x->ticket, "key", x->key, "batch", x->batch,
		    "row", x->row, "file", report_file(r, x->batch),
		    NO_VALUE, start));
	}
	answer_close(&a, ']');
	answer_end(&a);
}

static void
put_csv(const struct report *r, const struct sample *s, struct buf *b)
{
	buf_puts(b, "ticket,key,batch,row,file\r\n");
	for (size_t i = 0; i < s->n; i++) {
		const struct sampled *x = &s->drawn[i];

		buf_printf(b, "%s,", x->ticket);
		csv_put_field(b, str_of(x->key));
		buf_printf(b, ",%u,%u,", x->batch, x->row);
		csv_put_field(b, str_of(report_file(r, x->batch)));
		buf_puts(b, "\r\n");
	}
}

static int
draw(struct cli_run *c, const struct report_opts *o, struct err *e)
{
	struct sample s;

	if (sample_draw(&s, &c->report, &(struct sample_request){ o->reg,
	    o->where, o->seed, o->size }, e) == -1)
		return -1;
	if (o->csv)
		put_csv(&c->report, &s, &c->out);
	else
		put(&c->report, &s, o->json, &c->out);
	sample_free(&s);
	return 0;
}

int
cli_sample(void *values, struct err *e)
{
	const struct report_opts *o = values;

	if (o->disclose != NULL)
		return cli_disclose(o, e);
	if (o->json && o->csv)
		return cli_refuse(e, CLI_MSG_JSON_AND_CSV, MSG_NONE);
	return cli_answer(o, report_open, draw, e);
}
