/* SPDX-License-Identifier: Apache-2.0 */
/* Checking a report on-line: a file, a SHA-256 or a report's id. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <sys/mman.h>

#include "fcgi/page.h"
#include "reports/issue/issue.h"
#include "reports/render/html_style.h"
#include "reports/verify/request.h"
#include "shared/base/enc.h"

static const char forms[] =
    "<form method=\"post\" action=\"/verify\" "
    "enctype=\"multipart/form-data\"><label for=\"file\">"
    "A report&#39;s file (.xlsx, .html, .csv; at most 32 MiB)</label>"
    "<input type=\"file\" id=\"file\" name=\"file\"> "
    "<button>Verify the file</button></form>"
    "<form method=\"get\" action=\"/verify\"><label for=\"q\">"
    "or its SHA-256, or the report&#39;s id (R-...)</label>"
    "<input id=\"q\" name=\"q\" size=\"70\"> "
    "<button>Look it up</button></form>"
    "<p class=\"note\">This page is run by the audited organisation. For an "
    "independent check use your own copy of preaudit-verify and the key from "
    "the key card.</p>";
static const char offline[] =
    "<p><a href=\"/verify.html\" download>verify.html</a> is one page that "
    "checks a report in your browser without a network. Keep it, compare its "
    "SHA-256 with the one that the log records, and use it for the reports of "
    "every organisation.</p>";

static void
put_forms(struct html *h)
{
	html_format(h, forms);
	if (page_has_offline())
		html_format(h, offline);
}

static bool
wants_json(const struct req *q)
{
	return memmem(q->accept.p, q->accept.n, "application/json", 16) !=
	    NULL;
}

/* The newest report with an output of this hash, or -1. */
static int64_t
find_hash(const struct store *s, struct str hex)
{
	for (uint64_t i = s->head.size; i-- > 0;) {
		const struct leaf_report *l = &s->leaf[i].u.report;

		if (s->leaf[i].type != LEAF_REPORT)
			continue;
		if (str_is(hex, l->content_sha256))
			return (int64_t)i;
		for (size_t k = 0; k < l->noutputs; k++)
			if (str_is(hex, l->output[k].sha256))
				return (int64_t)i;
	}
	return -1;
}

/* The report that a SHA-256 of a file or an id means, or -1. */
static int64_t
find_asked(const struct store *s, struct str asked, bool *is_hash)
{
	char text[SHA256_HEX + 1] = "";
	uint8_t digest[SHA256_BYTES];

	*is_hash = false;
	if (asked.n > SHA256_HEX)
		return -1;
	for (size_t k = 0; k < asked.n; k++)
		text[k] = ascii_lower(asked.p[k]);
	*is_hash = asked.n == SHA256_HEX && hex_parse(digest, SHA256_BYTES,
	    str_of(text));
	if (*is_hash)
		return find_hash(s, str_of(text));
	memcpy(text, asked.p, asked.n);
	return issue_find(s, text);
}

/* What the store says of the report: of a file of it, or of its id alone. */
static void
put_found(struct html *h, const struct verify_answer *a, bool hash)
{
	/* Nothing is genuine that nobody has seen. */
	bool id_stands = !hash && a->status == 0;
	struct buf when;

	html_state(h, str_of(id_stands ? "issued" :
	    verdict_name(a->verdict)));
	html_format(h, ": %sreport %s, %s %s.</p>", hash ? "a file of " : "",
	    a->report, a->forecast ? "a forecast for" : "as of", a->as_of);
	if (!id_stands)
		html_format(h, "<p>%s</p>", verdict_words(a->verdict));
	if (a->superseded_by != NULL)
		html_format(h, "<p>The newer report is %s.</p>",
		    a->superseded_by);
	if (a->later != NULL)
		html_format(h, "<p>The report of the latest day is %s, as of "
		    "%s.</p>", a->later, a->later_as_of);
	buf_init(&when, BUF_MAX_DEFAULT);
	verify_put_anchored(a, &when);
	html_format(h, "<p>Time stamps: %s.</p>", buf_cstr(&when));
	buf_fini(&when);
}

static void
put_lookup(struct page *p, struct html *h, struct str asked)
{
	struct verify_answer a;
	bool hash;
	int64_t i = find_asked(&p->store, str_trim(asked), &hash);

	html_format(h, "<h2>Answer</h2><p>");
	if (i == -1) {
		html_state(h, str_of(verdict_name(VERDICT_UNPROVEN)));
		html_format(h, ": no issued report of this store has %s</p>",
		    hash ? "a file with this SHA-256." : "this id; a SHA-256 "
		    "has 64 digits.");
		return;
	}
	verify_lookup(&p->store, (uint64_t)i, (int64_t)time(NULL), &a);
	put_found(h, &a, hash);
	verify_answer_fini(&a);
}

int
page_verify(struct page *p, struct resp *r, struct err *e)
{
	struct str asked = form_value(p->q->query, "q", p->q->arena);
	struct html h;

	(void)e;
	page_begin(p, r, &h, "Verify a report");
	if (asked.n > 0)
		put_lookup(p, &h, asked);
	put_forms(&h);
	page_end(&h);
	return 0;
}

/* The uploaded bytes as a file that verify_file can read. */
static int
as_file(struct str bytes, char path[40], int *fd, struct err *e)
{
	*fd = memfd_create("upload", MFD_CLOEXEC);
	if (*fd == -1)
		return err_sys(e, "keep", "the upload");
	if (fd_write(*fd, bytes.p, bytes.n, "the upload", e) == -1) {
		close(*fd);
		return -1;
	}
	snprintf(path, 40, "/proc/self/fd/%d", *fd);
	return 0;
}

static void
answer_json(const struct verify_request *q, const struct verify_answer *a,
    struct resp *r)
{
	struct json_writer w;

	r->type = "application/json";
	verify_json_begin(&w, q, &r->body);
	verify_json_file(&w, q, a);
	verify_json_end(&w, NULL, 0, a->status);
}

static void
answer_html(struct page *p, const struct verify_request *q,
    const struct verify_answer *a, struct resp *r)
{
	struct buf words;
	struct html h;

	buf_init(&words, 65536);
	verify_text(q, a, &words);
	page_begin(p, r, &h, "Verify a report");
	html_format(&h, "<h2>Answer</h2><p>");
	html_state(&h, str_of(verdict_name(a->verdict)));
	html_format(&h, "</p><pre>%s</pre>", buf_cstr(&words));
	put_forms(&h);
	page_end(&h);
	buf_fini(&words);
}

int
page_verify_post(struct page *p, struct resp *r, struct err *e)
{
	struct str bytes = buf_view(&p->q->body);
	struct verify_request q = { .name = "uploaded file",
		.keys = &p->store.keys, .store = &p->store,
		.store_path = "of this service",
		.now_s = (int64_t)time(NULL) };
	struct verify_answer a;
	char path[40];
	int fd, status;

	if (str_starts(p->q->content_type, STR("multipart/")))
		bytes = multipart_file(p->q->content_type, bytes);
	if (bytes.p == NULL || bytes.n == 0)
		return err_set(e, ERR_USAGE, "send the file as the request's "
		    "body, or as a form with one file");
	if (as_file(bytes, path, &fd, e) == -1)
		return -1;
	q.file = path;
	status = verify_file(&q, &a, e);
	close(fd);
	if (status == 0 && wants_json(p->q))
		answer_json(&q, &a, r);
	else if (status == 0)
		answer_html(p, &q, &a, r);
	verify_answer_fini(&a);
	return status;
}
