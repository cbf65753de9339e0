/* SPDX-License-Identifier: Apache-2.0 */
/* Checking a report on-line: a file, a SHA-256 or a report's id. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/mman.h>

#include "fcgi/page.h"
#include "reports/issue/issue.h"
#include "reports/issue/verify.h"
#include "reports/render/html_style.h"
#include "shared/base/enc.h"

#define ADVICE \
	"This page is run by the audited organisation. For an independent " \
	"check use your own copy of preaudit-verify and the key from the key " \
	"card."

static void
put_form(struct html *h)
{
	html_open(h, "form");
	html_attr(h, "method", "post");
	html_attr(h, "action", "/verify");
	html_attr(h, "enctype", "multipart/form-data");
	html_open(h, "label");
	html_attr(h, "for", "file");
	html_text(h, "A report's file (.xlsx, .html, .csv; at most 32 MiB)");
	html_close(h, "label");
	html_open(h, "input");
	html_attr(h, "type", "file");
	html_attr(h, "id", "file");
	html_attr(h, "name", "file");
	html_void(h, "input");
	html_text(h, " ");
	html_element(h, "button", "Verify the file");
	html_close(h, "form");
	html_open(h, "form");
	html_attr(h, "method", "get");
	html_attr(h, "action", "/verify");
	html_open(h, "label");
	html_attr(h, "for", "q");
	html_text(h, "or its SHA-256, or the report's id (R-...)");
	html_close(h, "label");
	html_open(h, "input");
	html_attr(h, "id", "q");
	html_attr(h, "name", "q");
	html_attr(h, "size", "70");
	html_void(h, "input");
	html_text(h, " ");
	html_element(h, "button", "Look it up");
	html_close(h, "form");
	html_class(h, "p", "note", ADVICE);
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

static void
put_lookup(struct page *p, struct html *h, struct str asked)
{
	char lower[SHA256_HEX + 1], id[32];
	uint8_t digest[SHA256_BYTES];
	int64_t i = -1;
	bool hash;

	asked = str_trim(asked);
	for (size_t k = 0; k < asked.n && k < SHA256_HEX; k++)
		lower[k] = ascii_lower(asked.p[k]);
	hash = asked.n == SHA256_HEX && hex_parse(digest, SHA256_BYTES,
	    (struct str){ lower, SHA256_HEX });
	if (hash) {
		i = find_hash(&p->store, (struct str){ lower, SHA256_HEX });
	} else if (asked.n < sizeof(id)) {
		memcpy(id, asked.p, asked.n);
		id[asked.n] = '\0';
		i = issue_find(&p->store, id);
	}
	html_element(h, "h2", "Answer");
	html_open(h, "p");
	if (i == -1) {
		html_state(h, STR("unproven"));
		html_text(h, ": no issued report of this store has ");
		html_text(h, hash ? "a file with this SHA-256." :
		    "this id; a SHA-256 has 64 digits.");
	} else {
		const struct leaf_report *l = &p->store.leaf[i].u.report;

		html_state(h, STR("genuine"));
		html_text(h, hash ? ": a file of report " : ": report ");
		html_text(h, l->id);
		html_text(h, ", as of ");
		html_text(h, l->as_of);
		html_text(h, store_is_void(&p->store, (uint64_t)i,
		    p->store.head.size) ? "; the organisation has WITHDRAWN "
		    "it." : ".");
	}
	html_close(h, "p");
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
	put_form(&h);
	page_end(r, &h);
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
	r->type = "application/json";
	buf_puts(&r->body, "{\"preaudit\":\"verify/1\",\"files\":[");
	verify_json(q, a, &r->body);
	buf_puts(&r->body, "]}\n");
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
	html_element(&h, "h2", "Answer");
	html_open(&h, "p");
	html_state(&h, str_of(verify_verdict_name(a->verdict)));
	html_close(&h, "p");
	html_element(&h, "pre", buf_cstr(&words));
	put_form(&h);
	page_end(r, &h);
	buf_fini(&words);
}

int
page_verify_post(struct page *p, struct resp *r, struct err *e)
{
	struct str bytes = buf_view(&p->q->body);
	struct verify_request q = { .keys = &p->store.keys,
		.store = &p->store };
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
	if (status == -1)
		return -1;
	q.file = "uploaded file";
	if (wants_json(p->q))
		answer_json(&q, &a, r);
	else
		answer_html(p, &q, &a, r);
	return 0;
}
