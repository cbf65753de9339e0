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

static void
cell(struct html *h, const char *text)
{
	html_element(h, "td", text);
}

static void
state_cell(struct html *h, const struct json *j)
{
	html_open(h, "td");
	html_state(h, json_str(j));
	html_close(h, "td");
}

static void
number_cell(struct html *h, const struct json *j)
{
	char text[24];

	snprintf(text, sizeof(text), "%" PRId64, json_int(j, 0));
	html_class(h, "td", "n", text);
}

static void
begin_table(struct html *h, const char *caption, const char *const *column)
{
	html_open(h, "div");
	html_attr(h, "class", "scroll");
	html_open(h, "table");
	html_element(h, "caption", caption);
	html_open(h, "thead");
	html_open(h, "tr");
	for (; *column != NULL; column++) {
		html_open(h, "th");
		html_attr(h, "scope", "col");
		html_text(h, *column);
		html_close(h, "th");
	}
	html_close(h, "tr");
	html_close(h, "thead");
	html_open(h, "tbody");
}

static void
end_table(struct html *h)
{
	html_close(h, "tbody");
	html_close(h, "table");
	html_close(h, "div");
	html_line(h);
}

static void
put_milestones(struct html *h, const struct json *all)
{
	static const char *const columns[] = { "Milestone", "Verdict", "Why",
		"Gates not passed", NULL };

	begin_table(h, "Verdict per milestone", columns);
	for (size_t i = 0; i < json_len(all); i++) {
		const struct json *m = json_at(all, i);
		const struct json *gates = json_get(m, "gates");

		html_open(h, "tr");
		cell(h, json_cstr(json_get(m, "title")));
		state_cell(h, json_get(m, "verdict"));
		cell(h, json_cstr(json_get(m, "why")));
		html_open(h, "td");
		for (size_t k = 0; k < json_len(gates); k++) {
			const struct json *g = json_at(gates, k);

			if (json_bool(json_get(g, "passed"), false))
				continue;
			html_open(h, "div");
			html_str(h, json_str(json_get(g, "title")));
			html_text(h, ": ");
			html_str(h, json_str(json_get(g, "state")));
			html_close(h, "div");
		}
		html_close(h, "td");
		html_close(h, "tr");
	}
	end_table(h);
}

static void
put_clauses(struct html *h, const struct json *all)
{
	static const char *const columns[] = { "Clause", "Title", "State",
		"Open findings", NULL };
	size_t silent = 0;
	char text[120];

	begin_table(h, "Clauses", columns);
	for (size_t i = 0; i < json_len(all); i++) {
		const struct json *c = json_at(all, i);
		struct str state = json_str(json_get(c, "status"));

		if (str_is(state, "not evidenced") ||
		    str_is(state, "no rule")) {
			silent++;
			continue;
		}
		html_open(h, "tr");
		cell(h, json_cstr(json_get(c, "clause")));
		cell(h, json_cstr(json_get(c, "title")));
		state_cell(h, json_get(c, "status"));
		number_cell(h, json_get(c, "findings_open"));
		html_close(h, "tr");
	}
	end_table(h);
	snprintf(text, sizeof(text), "%zu further clauses have no evidence in "
	    "this store or no rule in this rule set.", silent);
	html_element(h, "p", text);
}

static void
put_gaps(struct html *h, const struct json *all)
{
	static const char *const columns[] = { "Criterion", "What it asks",
		"Suggested grade", "Not met", "Of", NULL };

	begin_table(h, "Potential nonconformities and observations", columns);
	for (size_t i = 0; i < json_len(all); i++) {
		const struct json *c = json_at(all, i);

		if (!str_is(json_str(json_get(c, "result")), "not met"))
			continue;
		html_open(h, "tr");
		cell(h, json_cstr(json_get(c, "id")));
		cell(h, json_cstr(json_get(c, "title")));
		state_cell(h, json_get(c, "grade"));
		number_cell(h, json_get(c, "failing"));
		number_cell(h, json_get(c, "of"));
		html_close(h, "tr");
	}
	end_table(h);
}

static void
put_supply(struct html *h, const struct json *all)
{
	static const char *const columns[] = { "Register",
		"Criteria that read it", "Waiting for it", NULL };

	if (json_len(all) == 0)
		return;
	begin_table(h, "Supply next", columns);
	for (size_t i = 0; i < json_len(all); i++) {
		const struct json *s = json_at(all, i);

		html_open(h, "tr");
		cell(h, json_cstr(json_get(s, "register")));
		number_cell(h, json_get(s, "criteria"));
		number_cell(h, json_get(s, "waiting"));
		html_close(h, "tr");
	}
	end_table(h);
}

static void
put_known(struct page *p, struct html *h, int32_t day)
{
	char text[160], date[DATE_TEXT];

	date_format(date, day);
	snprintf(text, sizeof(text), "Records as known at log size %" PRIu64
	    "; dates judged as of %s. Self-assessment from records, not an "
	    "audit.", p->store.head.size, date);
	html_element(h, "p", text);
	html_open(h, "form");
	html_attr(h, "method", "get");
	html_attr(h, "action", "/");
	html_open(h, "label");
	html_attr(h, "for", "as_of");
	html_text(h, "Judge dates as of");
	html_close(h, "label");
	html_open(h, "input");
	html_attr(h, "type", "date");
	html_attr(h, "id", "as_of");
	html_attr(h, "name", "as_of");
	html_attr(h, "value", date);
	html_void(h, "input");
	html_text(h, " ");
	html_element(h, "button", "Show");
	html_close(h, "form");
	html_line(h);
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
	put_milestones(&h, json_get(j, "milestones"));
	put_gaps(&h, json_get(j, "criteria"));
	put_clauses(&h, json_get(j, "clauses"));
	put_supply(&h, json_get(j, "supply_next"));
	page_end(r, &h);
	json_free(j);
	return 0;
}
