/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The HTML report: one file, no script, no request to anywhere, accessible,
 * printable. The style is allowed by its hash; nothing else may run or load.
 */
#include "reports/render/doc.h"

#include <stdio.h>

#include "reports/render/html.h"
#include "reports/render/html_chart.h"
#include "reports/render/html_style.h"
#include "reports/render/identity.h"
#include "reports/render/mark.h"

#define HASH_SHOWN 16

static const char *
cell_class(enum cell_type t)
{
	switch (t) {
	case CELL_NUMBER:
		return "n";
	case CELL_PERCENT:
		return "n pc";
	case CELL_DATE:
		return "d";
	case CELL_ID:
		return "i";
	default:
		return "w";
	}
}

static void
put_cell(struct html *h, const struct doc_table *t, size_t c, struct str s)
{
	const char *name = c == 0 ? "th" : "td";

	html_open(h, name);
	if (c == 0)
		html_attr(h, "scope", "row");
	html_attr(h, "class", cell_class(t->column[c].type));
	if ((int)c == t->status_column)
		html_state(h, s);
	else
		html_str(h, s);
	html_close(h, name);
}

static void
put_rows(struct html *h, const struct doc_table *t)
{
	html_open(h, "thead");
	html_open(h, "tr");
	for (size_t c = 0; c < t->ncolumns; c++) {
		html_open(h, "th");
		html_attr(h, "scope", "col");
		if (cell_class(t->column[c].type)[0] == 'n')
			html_attr(h, "class", "n");
		html_text(h, t->column[c].title);
		html_close(h, "th");
	}
	html_close(h, "tr");
	html_close(h, "thead");
	html_line(h);
	html_open(h, "tbody");
	for (size_t r = 0; r < t->nrows; r++) {
		html_line(h);
		html_open(h, "tr");
		for (size_t c = 0; c < t->ncolumns; c++)
			put_cell(h, t, c, t->cell[r * t->ncolumns + c]);
		html_close(h, "tr");
	}
	html_close(h, "tbody");
}

static void
put_title(struct html *h, const struct doc_table *t)
{
	char rows[48];

	html_text(h, t->title);
	html_text(h, " ");
	snprintf(rows, sizeof(rows), "(%zu %s)", t->nrows,
	    t->nrows == 1 ? "row" : "rows");
	html_element(h, "small", rows);
}

static void
put_table(struct html *h, const struct doc_table *t)
{
	if (t->nrows == 0) {
		html_open(h, "p");
		html_attr(h, "id", t->id);
		html_element(h, "strong", t->title);
		html_text(h, ": ");
		html_class(h, "span", "empty", t->empty[0] == '\0' ? "none" :
		    t->empty);
		html_close(h, "p");
		return;
	}
	if (t->collapsed) {
		html_open(h, "details");
		html_open(h, "summary");
		put_title(h, t);
		html_close(h, "summary");
	}
	html_chart(h, t);
	html_open(h, "div");
	html_attr(h, "class", "scroll");
	html_attr(h, "role", "region");
	html_attr(h, "aria-label", t->title);
	html_attr(h, "tabindex", "0");
	html_open(h, "table");
	html_attr(h, "id", t->id);
	html_open(h, "caption");
	put_title(h, t);
	html_close(h, "caption");
	put_rows(h, t);
	html_close(h, "table");
	html_close(h, "div");
	if (t->collapsed)
		html_close(h, "details");
	html_line(h);
}

static void
put_section(struct html *h, const struct doc_section *s)
{
	char label[160];

	snprintf(label, sizeof(label), "s-%.140s", s->id);
	html_open(h, "section");
	html_attr(h, "aria-labelledby", label);
	html_open(h, "h2");
	html_attr(h, "id", label);
	html_text(h, s->title);
	html_close(h, "h2");
	html_line(h);
	for (size_t i = 0; i < s->nblocks; i++) {
		const struct doc_block *b = &s->block[i];

		if (b->kind == DOC_TABLE)
			put_table(h, b->table);
		else if (b->kind == DOC_NOTE)
			html_class(h, "p", "note", b->text);
		else
			html_element(h, "p", b->text);
		html_line(h);
	}
	html_close(h, "section");
	html_line(h);
}

static void
put_fact(struct html *h, const char *name, const char *value)
{
	html_open(h, "div");
	html_element(h, "dt", name);
	html_element(h, "dd", value);
	html_close(h, "div");
}

static void
put_top(struct html *h, const struct doc *d)
{
	char class[40], known[60];

	snprintf(class, sizeof(class), "headline headline-%s",
	    mark_of(str_of(d->headline_state)));
	snprintf(known, sizeof(known), "log size %llu",
	    (unsigned long long)d->identity.head_size);
	html_open(h, "header");
	html_attr(h, "class", "top");
	html_open(h, "div");
	html_attr(h, "class", "wrap");
	html_class(h, "p", "org", d->identity.organisation);
	html_element(h, "h1", d->title);
	html_class(h, "p", "disclaimer", d->disclaimer);
	html_open(h, "div");
	html_attr(h, "class", class);
	html_open(h, "p");
	html_state(h, str_of(d->headline_state));
	html_close(h, "p");
	html_element(h, "p", d->headline);
	html_close(h, "div");
	html_open(h, "dl");
	html_attr(h, "class", "facts");
	put_fact(h, "Dates judged as of", d->identity.as_of);
	put_fact(h, "Records as known at", known);
	put_fact(h, "Report", d->identity.id);
	html_close(h, "dl");
	html_close(h, "div");
	html_close(h, "header");
	html_line(h);
}

static void
put_link(struct html *h, const char *id, const char *title)
{
	char to[160];

	snprintf(to, sizeof(to), "#s-%.140s", id);
	html_open(h, "li");
	html_open(h, "a");
	html_attr(h, "href", to);
	html_text(h, title);
	html_close(h, "a");
	html_close(h, "li");
}

static void
put_contents(struct html *h, const struct doc *d)
{
	html_open(h, "nav");
	html_attr(h, "class", "toc");
	html_attr(h, "aria-label", "Contents");
	html_class(h, "p", "toc-title", "Contents");
	html_open(h, "ol");
	for (size_t i = 0; i < d->nsections; i++)
		put_link(h, d->section[i].id, d->section[i].title);
	put_link(h, "verify", "Verify this report");
	html_close(h, "ol");
	html_close(h, "nav");
	html_line(h);
}

static void
put_verify(struct html *h, const struct doc *d)
{
	struct identity_line line[IDENTITY_MAX];
	size_t n = identity_lines(&d->identity, line);

	html_open(h, "section");
	html_attr(h, "aria-labelledby", "s-verify");
	html_open(h, "h2");
	html_attr(h, "id", "s-verify");
	html_text(h, "Verify this report");
	html_close(h, "h2");
	html_open(h, "div");
	html_attr(h, "class", "scroll");
	html_open(h, "table");
	html_element(h, "caption", "What fixes the content of this report");
	html_open(h, "tbody");
	for (size_t i = 0; i < n; i++) {
		html_open(h, "tr");
		html_open(h, "th");
		html_attr(h, "scope", "row");
		html_text(h, line[i].name);
		html_close(h, "th");
		html_element(h, "td", line[i].value);
		html_close(h, "tr");
		html_line(h);
	}
	html_close(h, "tbody");
	html_close(h, "table");
	html_close(h, "div");
	for (const char *const *p = identity_advice; *p != NULL; p++)
		html_element(h, (*p)[0] == ' ' ? "pre" : "p",
		    (*p)[0] == ' ' ? *p + 1 : *p);
	html_close(h, "section");
	html_line(h);
}

/* The common style, and running lines on paper with this report's id. */
static void
make_style(struct buf *css, const struct doc *d)
{
	html_style_put(css);
	buf_printf(css, "@page{size:A4;margin:16mm 14mm 18mm;@bottom-left{"
	    "content:\"%s  content %.*s\";font-size:7.5pt}@bottom-right{"
	    "content:counter(page) \" / \" counter(pages);font-size:7.5pt}}\n",
	    d->identity.id, HASH_SHOWN, d->identity.content_sha256);
}

static void
put_head(struct html *h, const struct doc *d, struct buf *css)
{
	struct buf policy;

	buf_init(&policy, 4096);
	buf_puts(&policy, "default-src 'none'; style-src ");
	html_style_hash(&policy, buf_view(css));
	buf_puts(&policy, "; img-src data:; base-uri 'none'; form-action "
	    "'none'");
	html_open(h, "head");
	html_open(h, "meta");
	html_attr(h, "charset", "utf-8");
	html_void(h, "meta");
	html_open(h, "meta");
	html_attr(h, "http-equiv", "Content-Security-Policy");
	html_attr(h, "content", buf_cstr(&policy));
	html_void(h, "meta");
	html_open(h, "meta");
	html_attr(h, "name", "viewport");
	html_attr(h, "content", "width=device-width, initial-scale=1");
	html_void(h, "meta");
	html_open(h, "title");
	html_text(h, d->title);
	html_text(h, ": ");
	html_text(h, d->identity.organisation);
	html_text(h, ", as of ");
	html_text(h, d->identity.as_of);
	html_close(h, "title");
	html_line(h);
	html_style(h, buf_cstr(css));
	html_close(h, "head");
	html_line(h);
	buf_fini(&policy);
}

void
out_html(const struct doc *d, struct buf *b)
{
	struct buf css;
	struct html h;

	buf_init(&css, 65536);
	make_style(&css, d);
	html_init(&h, b);
	buf_puts(b, "<!DOCTYPE html>\n");
	html_open(&h, "html");
	html_attr(&h, "lang", "en");
	put_head(&h, d, &css);
	html_open(&h, "body");
	html_open(&h, "a");
	html_attr(&h, "class", "skip");
	html_attr(&h, "href", "#main");
	html_text(&h, "Skip to the report");
	html_close(&h, "a");
	put_top(&h, d);
	html_open(&h, "div");
	html_attr(&h, "class", "wrap");
	put_contents(&h, d);
	html_open(&h, "main");
	html_attr(&h, "id", "main");
	for (size_t i = 0; i < d->nsections; i++)
		put_section(&h, &d->section[i]);
	put_verify(&h, d);
	html_close(&h, "main");
	html_open(&h, "footer");
	html_text(&h, d->identity.id);
	html_text(&h, " · ");
	html_text(&h, d->identity.program);
	html_text(&h, " · ");
	html_text(&h, d->disclaimer);
	html_close(&h, "footer");
	html_close(&h, "div");
	html_close(&h, "body");
	html_close(&h, "html");
	buf_putc(b, '\n');
	buf_fini(&css);
}
