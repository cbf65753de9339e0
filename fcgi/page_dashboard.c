/* SPDX-License-Identifier: Apache-2.0 */
/*
 * GET /: verdict per milestone, clauses, what to supply next, from the
 * status/1 that the issuer's child wrote for the head and day asked for.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "fcgi/page.h"
#include "reports/judge/withdrawn.h"
#include "reports/render/html_style.h"

#define STATUS_MAX_BYTES ((size_t)256 << 20)
#define ASK_TIMEOUT_MS 120000

/* The day asked for in the query, else today in the store's zone. */
static int
day_of(struct page *p, int32_t *day, struct err *e)
{
	struct str s = form_value(p->q->query, "as_of", p->q->arena);

	if (s.p != NULL && s.n > 0) {
		if (!date_parse_iso(s, day))
			return err_set(e, ERR_USAGE, "\"%.*s\" %s",
			    STR_ARG(s), date_fault_text(date_iso_fault(s)));
		return 0;
	}
	return time_day_in_zone((int64_t)time(NULL),
	    store_genesis(&p->store)->timezone, day, e);
}

/* status/1 for this head and day: from the run folder, else made now. */
static struct json *
get_status(struct page *p, int32_t day, struct err *e)
{
	struct answer_msg m;
	struct json *j = NULL;
	char name[64], *path;
	struct buf b;
	int there;

	channel_status_name(name, p->store.head.size, day);
	path = path_join(p->o->run_dir, name);
	there = file_exists(path, e);
	if (there == 0) {
		p->ask.op = ASK_STATUS;
		p->ask.as_of = day;
		if (channel_ask(p->o->channel, &p->ask, ASK_TIMEOUT_MS, &m,
		    e) == -1) {
			free(path);
			return NULL;
		}
		/* The head may have moved on meanwhile: take what was made. */
		free(path);
		path = path_join(p->o->run_dir, m.file);
	}
	buf_init(&b, STATUS_MAX_BYTES);
	if (there != -1 && file_read(path, &b, e) == 0)
		j = json_parse(buf_view(&b), path, e);
	buf_fini(&b);
	free(path);
	return j;
}

/* ---- the tables ---- */

/* A column: its head, the member of each row, and how that is shown. */
struct shown_column {
	const char *title, *member;
	void (*put)(struct html *h, const struct json *value);
};

static void
put_text(struct html *h, const struct json *value)
{
	html_format(h, "<td>%s</td>", json_cstr(value));
}

static void
put_state(struct html *h, const struct json *value)
{
	html_format(h, "<td>");
	html_state(h, json_str(value));
	html_format(h, "</td>");
}

static void
put_number(struct html *h, const struct json *value)
{
	char text[24];

	snprintf(text, sizeof(text), "%" PRId64, json_int(value, 0));
	html_format(h, "<td class=\"n\">%s</td>", text);
}

/* A number, a text, or an empty cell for null. */
static void
put_value(struct html *h, const struct json *value)
{
	if (json_is_int(value))
		put_number(h, value);
	else
		put_text(h, value);
}

static void
put_gates(struct html *h, const struct json *gates)
{
	html_format(h, "<td>");
	for (size_t i = 0; i < json_len(gates); i++) {
		const struct json *g = json_at(gates, i);

		if (!json_bool(json_get(g, "passed"), false))
			html_format(h, "<div>%s: %s</div>",
			    json_cstr(json_get(g, "title")),
			    json_cstr(json_get(g, "state")));
	}
	html_format(h, "</td>");
}

static const struct shown_column milestones[] = {
	{ "Milestone", "title", put_text },
	{ "Verdict", "verdict", put_state },
	{ "Why", "why", put_text },
	{ "Gates not passed", "gates", put_gates },
	{ NULL, NULL, NULL }
};
static const struct shown_column gaps[] = {
	{ "Criterion", "id", put_text },
	{ "What it asks", "title", put_text },
	{ "Suggested grade", "grade", put_state },
	{ "Not met", "failing", put_number },
	{ "Of", "of", put_number },
	{ NULL, NULL, NULL }
};
static const struct shown_column clauses[] = {
	{ "Clause", "clause", put_text },
	{ "Title", "title", put_text },
	{ "State", "status", put_state },
	{ "In words", "words", put_text },
	{ "Open findings", "findings_open", put_number },
	{ NULL, NULL, NULL }
};
static const struct shown_column supply[] = {
	{ "Register", "title", put_text },
	{ "Criteria that read it", "criteria", put_number },
	{ "Waiting for it", "waiting", put_number },
	{ NULL, NULL, NULL }
};

/* A cell's text: a word of the data as people see it. */
static void
put_word(struct html *h, const struct json *value)
{
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	withdrawn_word(&b, json_cstr(value), "");
	html_format(h, "<td>%s</td>", buf_cstr(&b));
	buf_fini(&b);
}

static const struct shown_column watched[] = {
	{ "What was done", "title", put_text },
	{ "Record", "key", put_text },
	{ "Before", "before", put_word },
	{ "Then", "then", put_word },
	{ "File", "file", put_text },
	{ NULL, NULL, NULL }
};

static bool
is_gap(const struct json *criterion)
{
	return str_is(json_str(json_get(criterion, "result")), "not met");
}

static bool
is_judged(const struct json *clause)
{
	struct str state = json_str(json_get(clause, "status"));

	if (str_is(state, "not evidenced"))
		return json_int(json_get(clause, "not_evidenced"), 0) +
		    json_int(json_get(clause, "nothing_to_assess"), 0) <
		    json_int(json_get(clause, "criteria"), 0);
	return !str_is(state, "no rule");
}

/* A table of the rows, all or those shown; returns how many are not. */
static size_t
put_table(struct html *h, const char *caption,
    const struct shown_column *column, const struct json *rows,
    bool (*is_shown)(const struct json *row))
{
	size_t silent = 0;

	page_table(h, caption);
	for (const struct shown_column *c = column; c->title != NULL; c++)
		page_column(h, c->title);
	page_table_body(h);
	for (size_t i = 0; i < json_len(rows); i++) {
		const struct json *row = json_at(rows, i);

		if (is_shown != NULL && !is_shown(row)) {
			silent++;
			continue;
		}
		html_format(h, "<tr>");
		for (const struct shown_column *c = column; c->title != NULL; c++)
			c->put(h, json_get(row, c->member));
		html_format(h, "</tr>");
	}
	page_table_end(h);
	html_line(h);
	return silent;
}

/* Tables with columns of their own. */
static void
put_figures(struct html *h, const struct json *figures)
{
	for (size_t i = 0; i < json_len(figures); i++) {
		const struct json *f = json_at(figures, i);
		const struct json *column = json_get(f, "columns");
		const struct json *rows = json_get(f, "rows");

		if (json_len(rows) == 0)
			continue;
		page_table(h, json_cstr(json_get(f, "title")));
		for (size_t c = 0; c < json_len(column); c++)
			page_column(h, json_cstr(json_at(column, c)));
		page_table_body(h);
		for (size_t k = 0; k < json_len(rows); k++) {
			const struct json *row = json_at(rows, k);

			html_format(h, "<tr>");
			for (size_t c = 0; c < json_len(row); c++)
				put_value(h, json_at(row, c));
			html_format(h, "</tr>");
		}
		page_table_end(h);
		html_line(h);
	}
}

static void
put_tables(struct html *h, const struct json *status)
{
	const struct json *next = json_get(status, "supply_next");
	const struct json *changed = json_get(status, "watched");
	char text[24];

	(void)put_table(h, "Verdict per milestone", milestones,
	    json_get(status, "milestones"), NULL);
	(void)put_table(h, "Potential nonconformities and observations", gaps,
	    json_get(status, "criteria"), is_gap);
	snprintf(text, sizeof(text), "%zu", put_table(h, "Clauses", clauses,
	    json_get(status, "clauses"), is_judged));
	html_format(h, "<p>%s further clauses have no evidence in this store "
	    "or no rule in this rule set.</p>", text);
	if (json_len(changed) > 0)
		(void)put_table(h, "Records changed so that they count less",
		    watched, changed, NULL);
	put_figures(h, json_get(status, "figures"));
	if (json_len(next) > 0)
		(void)put_table(h, "Supply next", supply, next, NULL);
}

static void
put_known(struct page *p, struct html *h, int32_t day)
{
	char size[24], date[DATE_TEXT];

	date_format(date, day);
	snprintf(size, sizeof(size), "%" PRIu64, p->store.head.size);
	html_format(h, "<p>Records as known at log size %s; dates judged as of "
	    "%s. Self-assessment from records, not an audit.</p>", size, date);
	html_format(h, "<form method=\"get\" action=\"/\">"
	    "<label for=\"as_of\">Judge dates as of</label>"
	    "<input type=\"date\" id=\"as_of\" name=\"as_of\" value=\"%s\"> "
	    "<button>Show</button></form>\n", date);
}

int
page_dashboard(struct page *p, struct resp *r, struct err *e)
{
	struct json *j;
	struct html h;
	int32_t day;

	if (day_of(p, &day, e) == -1)
		return -1;
	j = get_status(p, day, e);
	if (j == NULL)
		return -1;
	page_begin(p, r, &h, store_genesis(&p->store)->organisation);
	put_known(p, &h, day);
	put_tables(&h, j);
	page_end(&h);
	json_free(j);
	return 0;
}
