/* SPDX-License-Identifier: Apache-2.0 */
/* preaudit-report trend: text, CSV or JSON. */
#include "reports/cli/cli.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "reports/compare/messages.h"
#include "reports/compare/trend.h"
#include "shared/file/user_folder.h"
#include "shared/text/csv.h"

static int
read_by(const char *text, enum trend_by *by, struct err *e)
{
	static const char *const word[] = { "head", "month", "quarter",
		"year" };

	*by = TREND_HEAD;
	for (int i = 0; text != NULL && i < 4; i++)
		if (strcmp(text, word[i]) == 0) {
			*by = (enum trend_by)i;
			return 0;
		}
	return text == NULL ? 0 : cli_refuse(e, CLI_MSG_BY, VALUES(text));
}

/*
 * --cache DIR, else $XDG_CACHE_HOME/preaudit, else ~/.cache/preaudit; NULL
 * when there is none of them. On the heap.
 */
static char *
cache_dir(const struct report_opts *o, struct err *e)
{
	char *dir;

	if (o->no_cache)
		return NULL;
	dir = o->cache != NULL ? mem_strdup(o->cache) :
	    user_folder("XDG_CACHE_HOME", ".cache");
	if (dir == NULL)
		return NULL;
	if (user_folder_make(dir, e) == 0)
		return dir;
	free(dir);
	return NULL;
}

static const struct message *const m = cli_message;

static void
put_json(const struct trend *t, struct buf *b)
{
	struct answer a;

	answer_begin(&a, b, true, "trend/1");
	answer_open(&a, "points", '[');
	for (size_t i = 0; i < t->n; i++)
		trend_put_point(&a, &t->point[i]);
	answer_close(&a, ']');
	answer_end(&a);
}

static void
put_csv(const struct report *r, const struct trend *t, struct buf *b)
{
	const struct standard *s = &r->standard;
	char as_of[DATE_TEXT];

	/* The header. */
	buf_puts(b, "size,as_of");
	for (size_t i = 0; i < s->nmilestones; i++) {
		buf_putc(b, ',');
		csv_put_field(b, str_of(s->milestone[i].id));
	}
	buf_puts(b, ",clauses_evidenced,clauses");
	for (int k = 0; k < CRIT__MAX; k++)
		buf_printf(b, ",criteria %s",
		    crit_result_name((enum crit_result)k));
	buf_puts(b, ",majors,minors,finding majors,finding minors,"
	    "records\r\n");
	/* A line for each point. */
	for (size_t i = 0; i < t->n; i++) {
		const struct trend_point *p = &t->point[i];

		date_format(as_of, p->as_of);
		buf_printf(b, "%" PRIu64 ",%s", p->size, as_of);
		for (size_t k = 0; k < s->nmilestones; k++)
			buf_printf(b, ",%s", trend_verdict(p,
			    s->milestone[k].id));
		buf_printf(b, ",%" PRIu64 ",%" PRIu64, p->clauses_evidenced,
		    p->clauses);
		for (int k = 0; k < CRIT__MAX; k++)
			buf_printf(b, ",%" PRIu64, p->by_result[k]);
		buf_printf(b, ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64
		    ",%" PRIu64 "\r\n", p->majors, p->minors,
		    p->finding_majors, p->finding_minors, p->records);
	}
}

static void
put_text(const struct report *r, const struct trend *t, struct buf *b)
{
	const struct standard *s = &r->standard;
	struct answer a;

	answer_begin(&a, b, false, NULL);
	answer_say(&a, &m[CLI_MSG_TREND],
	    VALUES(store_genesis(&r->store)->organisation));
	for (size_t k = 0; k < s->nmilestones; k++)
		answer_say(&a, &m[CLI_MSG_TREND_COLUMN],
		    VALUES(s->milestone[k].id));
	buf_putc(b, '\n');
	for (size_t i = 0; i < t->n; i++) {
		const struct trend_point *p = &t->point[i];

		answer_say(&a, &m[CLI_MSG_TREND_POINT], VALUES(p->size,
		    DAY(p->as_of), p->clauses_evidenced, p->clauses,
		    p->by_result[CRIT_MET], p->by_result[CRIT_NOT_MET],
		    p->majors, p->minors, p->by_result[CRIT_NOT_EVIDENCED]));
		answer_say(&a, &m[CLI_MSG_TREND_RECORDS], VALUES(
		    p->finding_majors + p->finding_minors, p->records));
		for (size_t k = 0; k < s->nmilestones; k++)
			answer_say(&a, &m[CLI_MSG_TREND_COLUMN], VALUES(
			    trend_verdict(p, s->milestone[k].id)));
		buf_putc(b, '\n');
	}
	answer_say(&a, &compare_message[COMPARE_MSG_TAIL],
	    VALUES(s->disclaimer));
}

static int
read_form(const struct report_opts *o, bool *csv, struct err *e)
{
	*csv = o->csv || (o->format != NULL && strcmp(o->format, "csv") == 0);
	if (o->format != NULL && !*csv)
		return cli_refuse(e, CLI_MSG_TREND_FORMAT, VALUES(o->format));
	return 0;
}

int
cli_trend(void *values, struct err *e)
{
	const struct report_opts *o = values;
	struct err ignored = { .code = ERR_NONE };
	struct trend_request q = { 0 };
	struct cli_run c;
	struct trend t;
	bool csv;
	char *dir;
	int status;

	/* What is asked. */
	if (read_by(o->by, &q.by, e) == -1 || read_form(o, &csv, e) == -1 ||
	    cli_check_folder(o, "--cache", o->cache, e) == -1 ||
	    cli_begin(&c, o, report_open, e) == -1)
		return -1;
	/* Points are kept from run to run, where there is a folder for them. */
	q.size = c.report.data_head.size;
	q.as_of = o->as_of == NULL ? DATE_NONE : c.report.as_of;
	q.cache = dir = cache_dir(o, &ignored);
	if (dir == NULL && o->cache != NULL)
		err_print("preaudit-report", &ignored);
	status = trend_make(&t, &c.report.store, &q, e);
	/* The answer. */
	if (status == 0) {
		if (o->json)
			put_json(&t, &c.out);
		else
			(csv ? put_csv : put_text)(&c.report, &t, &c.out);
		status = out_write(&c.out, e);
		trend_free(&t);
	}
	free(dir);
	return cli_end(&c, status);
}
