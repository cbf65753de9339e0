/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-report sample: records drawn by a seed, as text, CSV or JSON. */
#include "reports/cli/cli.h"

#include <inttypes.h>

#include "reports/compare/sample.h"
#include "reports/judge/json_parts.h"
#include "shared/base/enc.h"
#include "shared/text/csv.h"

static void
put_json(const struct report *r, const struct sample *s, struct buf *b)
{
	struct json_writer w;

	json_begin(&w, b, "sample/1");
	json_head(&w, r->data_head.size, &r->data_head.root);
	json_put(&w, VALUES("as_of", DAY(r->as_of),
	    "register", s->schema->name, "where", s->where, "seed", s->seed));
	json_put_key(&w, "population");
	json_record(&w, VALUES("size", s->population,
	    "sha256", s->population_sha256, "unknown", s->unknown));
	json_open(&w, "records", '[');
	for (size_t i = 0; i < s->n; i++) {
		const struct sampled *x = &s->drawn[i];

		json_record(&w, VALUES("ticket", x->ticket, "key", x->key,
		    "batch", x->batch, "row", x->row, "file", report_file(r, x->batch)));
	}
	json_put_close(&w, ']');
	json_end(&w);
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

static void
put_text(const struct report *r, const struct sample *s, struct buf *b)
{
	char root[SHA256_HEX + 1];

	hex_format(root, r->data_head.root.b, SHA256_BYTES);
	cli_put_head(r, b);
	buf_printf(b, "Head        %" PRIu64 ", root %s\nRegister    %s%s%s\n"
	    "Population  %" PRIu64 " records, SHA-256 of their keys %s\n",
	    r->data_head.size, root, s->schema->name, s->where[0] == '\0' ?
	    "" : " where ", s->where, s->population, s->population_sha256);
	if (s->unknown > 0)
		buf_printf(b, "            %" PRIu64 " more for which the "
		    "condition cannot be decided are left out\n", s->unknown);
	buf_printf(b, "Seed        %s\nDrawn       %zu, the lowest tickets\n\n",
	    s->seed, s->n);
	for (size_t i = 0; i < s->n; i++)
		buf_printf(b, "%.16s  %-24s %s, row %u\n", s->drawn[i].ticket,
		    s->drawn[i].key, report_file(r, s->drawn[i].batch),
		    s->drawn[i].row);
}

int
cli_sample(void *values, struct err *e)
{
	const struct report_opts *o = values;
	struct cli_run c;
	struct sample s;
	int status;

	if (o->json && o->csv)
		return err_set(e, ERR_USAGE, "give --json or --csv, not both");
	if (cli_begin(&c, o, report_open, e) == -1)
		return -1;
	status = sample_draw(&s, &c.report, &(struct sample_request){ o->reg,
	    o->where, o->seed, o->size }, e);
	if (status == 0) {
		(o->json ? put_json : o->csv ? put_csv : put_text)(&c.report,
		    &s, &c.out);
		status = out_write(&c.out, e);
		sample_free(&s);
	}
	return cli_end(&c, status);
}
