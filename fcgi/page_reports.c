/* SPDX-License-Identifier: Apache-2.0 */
/* Reports: the list, issuing one, one report's page and its files. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "fcgi/page.h"
#include "reports/issue/issue.h"
#include "shared/store/issued/standing.h"

#define ASK_TIMEOUT_MS 300000

static void
put_report_row(struct page *p, struct html *h, uint64_t i)
{
	const struct store *s = &p->store;
	const struct leaf_report *l = &s->leaf[i].u.report;
	struct standing st;

	(void)standing_of(s, l->id, s->head.size, &st);
	html_format(h, "<tr><td><a href=\"/reports/%s\">%s</a></td><td>%s</td>"
	    "<td>%s</td><td>%s</td><td>%s</td></tr>\n", l->id, l->id,
	    l->profile, l->as_of, l->issued,
	    store_withdrawal(s, i, s->head.size, NULL) != NULL ?
	    "withdrawn" : st.superseded_by != NULL ? "superseded" : "");
}

static const char issue_form[] = "<h2>Issue a report</h2>"
    "<form method=\"post\" action=\"/reports\">"
    "<label for=\"as_of\">Judge dates as of (empty: today)</label>"
    "<input type=\"date\" id=\"as_of\" name=\"as_of\"> "
    "<button>Issue</button></form>"
    "<p>Issuing logs and signs the report; the same date over the same "
    "records is the same report.</p>";

int
page_reports(struct page *p, struct resp *r, struct err *e)
{
	static const char *const columns[] = { "Report", "Profile", "As of",
		"Issued", "" };
	struct html h;

	(void)e;
	page_begin(p, r, &h, "Reports");
	page_table(&h, "Issued reports, the newest first");
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		page_column(&h, columns[i]);
	page_table_body(&h);
	for (uint64_t i = p->store.head.size; i-- > 0;)
		if (p->store.leaf[i].type == LEAF_REPORT &&
		    access_report(&p->access, p->q->user,
		    p->store.leaf[i].u.report.id))
			put_report_row(p, &h, i);
	page_table_end(&h);
	if (p->role == ROLE_MANAGER)
		html_format(&h, issue_form);
	page_end(&h);
	return 0;
}

/* Another site's page must not make a logged-in browser issue a report. */
static bool
from_our_pages(const struct req *q)
{
	return q->fetch_site.n == 0 || str_is(q->fetch_site, "same-origin") ||
	    str_is(q->fetch_site, "none");
}

int
page_issue(struct page *p, struct resp *r, struct err *e)
{
	struct str form = buf_view(&p->q->body), as_of, profile;
	struct answer_msg m;

	if (p->role != ROLE_MANAGER || !from_our_pages(p->q))
		return page_message(p, r, 403, "Only a manager can issue "
		    "reports, from this service's own pages.");
	as_of = form_value(form, "as_of", p->q->arena);
	profile = form_value(form, "profile", p->q->arena);
	p->ask.op = ASK_ISSUE;
	p->ask.as_of = DATE_NONE;
	if (as_of.n > 0 && !date_parse_iso(as_of, &p->ask.as_of))
		return err_set(e, ERR_USAGE, "\"%.*s\" %s", STR_ARG(as_of),
		    date_fault_text(date_iso_fault(as_of)));
	if (profile.n >= sizeof(p->ask.profile) ||
	    (profile.n > 0 && memchr(profile.p, '\0', profile.n) != NULL))
		return err_set(e, ERR_USAGE, "there is no such profile");
	memset(p->ask.profile, 0, sizeof(p->ask.profile));
	if (profile.n > 0)
		memcpy(p->ask.profile, profile.p, profile.n);
	else
		memcpy(p->ask.profile, "readiness", sizeof("readiness"));
	if (channel_ask(p->o->channel, &p->ask, ASK_TIMEOUT_MS, &m, e) == -1)
		return -1;
	r->location = arena_printf(p->q->arena, "/reports/%s", m.id);
	return page_message(p, r, 303, "Issued.");
}

/* ---- one report ---- */

static const struct {
	const char *name;
	const char *type;
} derived[] = {
	{ "proof.txt", "text/plain; charset=utf-8" },
	{ "history.txt", "text/plain; charset=utf-8" },
	{ "SHA256SUMS", "text/plain; charset=utf-8" },
	{ "RECEIPT.txt", "text/plain; charset=utf-8" },
};

static const char *const types[] = {
	[RENDERED_CSV] = "text/csv; charset=utf-8",
	[RENDERED_HTML] = "text/html; charset=utf-8",
	[RENDERED_XLSX] = "application/vnd.openxmlformats-officedocument."
	    "spreadsheetml.sheet",
};

static void
put_file_row(struct html *h, const char *id, const char *name,
    const char *sha256)
{
	html_format(h, "<tr><td><a href=\"/reports/%s/%s\">%s</a></td><td>"
	    "<code>%s</code></td></tr>", id, name, name, sha256);
}

static const char *
hash_of(const struct leaf_report *l, const char *format)
{
	for (size_t i = 0; i < l->noutputs; i++)
		if (strcmp(l->output[i].format, format) == 0)
			return l->output[i].sha256;
	return "";
}

/* Whether it stands. An id that was not granted to who asks is not told. */
static void
put_standing(struct page *p, struct html *h, const char *id)
{
	const struct leaf_report *by;
	struct standing st;

	(void)standing_of(&p->store, id, p->store.head.size, &st);
	by = st.superseded_by;
	if (st.is_withdrawn)
		html_format(h, "<p><strong>Withdrawn</strong> by the "
		    "organisation on %s: %s</p>", st.withdrawal->when,
		    st.withdrawal->reason);
	else if (st.withdrawal != NULL)
		html_format(h, "<p>Withdrawn on %s (%s) and issued again since: "
		    "it stands.</p>", st.withdrawal->when,
		    st.withdrawal->reason);
	if (by != NULL && access_report(&p->access, p->q->user, by->id))
		html_format(h, "<p><strong>Superseded</strong> by <a href=\""
		    "/reports/%s\">%s</a>.</p>", by->id, by->id);
	else if (by != NULL)
		html_format(h, "<p><strong>Superseded</strong> by a newer "
		    "report.</p>");
}

static void
one_report(struct page *p, struct resp *r, const struct leaf_report *l)
{
	char title[60], name[128];
	struct html h;

	snprintf(title, sizeof(title), "Report %s", l->id);
	page_begin(p, r, &h, title);
	put_standing(p, &h, l->id);
	html_format(&h, "<p>As of %s, issued %s. Keep proof.txt with the files: "
	    "it shows to anybody who holds the store&#39;s key that they are what "
	    "was issued.</p><table><caption>Files and their SHA-256</caption>"
	    "<tbody>", l->as_of, l->issued);
	for (int f = RENDERED__MAX - 1; f >= 0; f--) {
		rendered_file_name(name, l->profile, (enum rendered_format)f,
		    false);
		put_file_row(&h, l->id, name, hash_of(l,
		    rendered_format_name((enum rendered_format)f)));
	}
	for (size_t i = 0; i < sizeof(derived) / sizeof(derived[0]); i++)
		put_file_row(&h, l->id, derived[i].name, "");
	html_format(&h, "</tbody></table>");
	page_end(&h);
}

/* Lets nginx send a file; false when the report has no such file. */
static bool
send_file(struct page *p, struct resp *r, const struct leaf_report *l,
    struct str file)
{
	char name[128];

	for (int f = 0; f < RENDERED__MAX; f++) {
		rendered_file_name(name, l->profile, (enum rendered_format)f,
		    false);
		if (!str_is(file, name))
			continue;
		r->type = types[f];
		r->sha256 = hash_of(l,
		    rendered_format_name((enum rendered_format)f));
		if (f == RENDERED_HTML)
			r->csp = "sandbox allow-popups; default-src 'none'; "
			    "style-src 'unsafe-inline'; img-src data:; "
			    "base-uri 'none'; form-action 'none'; "
			    "frame-ancestors 'none'";
	}
	for (size_t i = 0; i < sizeof(derived) / sizeof(derived[0]); i++)
		if (str_is(file, derived[i].name))
			r->type = derived[i].type;
	if (strcmp(r->type, "") == 0)
		return false;
	r->accel = arena_printf(p->q->arena, "/internal/reports/%s/%.*s",
	    l->id, (int)file.n, file.p);
	r->download = arena_memdup(p->q->arena, file.p, file.n);
	return true;
}

int
page_report(struct page *p, struct resp *r, struct err *e)
{
	size_t slash = str_find(p->rest, '/', 0);
	const char *id = arena_memdup(p->q->arena, p->rest.p, slash);
	int64_t index = issue_find(&p->store, id);

	(void)e;
	/* The same answer for both: ids are not to be guessed at. */
	if (index == -1 || !access_report(&p->access, p->q->user, id))
		return page_message(p, r, 404, "There is no such report, or "
		    "it was not granted to you.");
	if (slash == p->rest.n || slash + 1 == p->rest.n) {
		one_report(p, r, &p->store.leaf[index].u.report);
		return 0;
	}
	r->type = "";
	return send_file(p, r, &p->store.leaf[index].u.report,
	    str_range(p->rest.p + slash + 1, p->rest.p + p->rest.n)) ? 0 :
	    page_message(p, r, 404, "The report has no such file.");
}
