/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The HTML report: one file, no script, no request to anywhere, accessible,
 * printable. The style is allowed by its hash; nothing else may run or load.
 */
#include "reports/render/doc.h"

#include "reports/render/html.h"
#include "reports/render/html_chart.h"
#include "reports/render/html_style.h"
#include "reports/render/identity.h"
#include "reports/render/mark.h"
#include "shared/base/message.h"

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
	const char *class = cell_class(t->column[c].type);

	if (c == 0)
		html_format(h, "<th scope=\"row\" class=\"%s\">", class);
	else
		html_format(h, "<td class=\"%s\">", class);
	if ((int)c == t->status_column)
		html_state(h, s);
	else
		html_str(h, s);
	html_format(h, c == 0 ? "</th>" : "</td>");
}

static void
put_rows(struct html *h, const struct doc_table *t)
{
	html_format(h, "<thead><tr>");
	for (size_t c = 0; c < t->ncolumns; c++) {
		html_format(h, cell_class(t->column[c].type)[0] == 'n' ?
		    "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">");
		html_format(h, "%s</th>", t->column[c].title);
	}
	html_format(h, "</tr></thead>\n<tbody>");
	for (size_t r = 0; r < t->nrows; r++) {
		html_format(h, "\n<tr>");
		for (size_t c = 0; c < t->ncolumns; c++)
			put_cell(h, t, c, t->cell[r * t->ncolumns + c]);
		html_format(h, "</tr>");
	}
	html_format(h, "</tbody>");
}

static void
put_title(struct html *h, const struct doc_table *t)
{
	static const struct message rows = { NULL, 0, "n",
		"{1} {1?row|rows}" };
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	message_put(&b, &rows, VALUES(t->nrows));
	html_format(h, "%s <small>(%s)</small>", t->title, buf_cstr(&b));
	buf_fini(&b);
}

static void
put_table(struct html *h, const struct doc_table *t)
{
	if (t->nrows == 0) {
		html_format(h, "<p id=\"%s\"><strong>%s</strong>: "
		    "<span class=\"empty\">%s</span></p>", t->id, t->title,
		    t->empty[0] == '\0' ? "none" : t->empty);
		return;
	}
	if (t->collapsed) {
		html_format(h, "<details><summary>");
		put_title(h, t);
		html_format(h, "</summary>");
	}
	html_chart(h, t);
	html_format(h, "<div class=\"scroll\" role=\"region\" aria-label=\"%s\" "
	    "tabindex=\"0\"><table id=\"%s\"><caption>", t->title, t->id);
	put_title(h, t);
	html_format(h, "</caption>");
	put_rows(h, t);
	html_format(h, t->collapsed ? "</table></div></details>\n" :
	    "</table></div>\n");
}

static void
begin_section(struct html *h, const char *id, const char *title)
{
	html_format(h, "<section aria-labelledby=\"s-%s\"><h2 id=\"s-%s\">%s</h2>",
	    id, id, title);
}

static void
put_section(struct html *h, const struct doc_section *s)
{
	begin_section(h, s->id, s->title);
	html_line(h);
	for (size_t i = 0; i < s->nblocks; i++) {
		const struct doc_block *b = &s->block[i];

		if (b->kind == DOC_TABLE)
			put_table(h, b->table);
		else if (b->kind == DOC_NOTE)
			html_format(h, "<p class=\"note\">%s</p>", b->text);
		else
			html_format(h, "<p>%s</p>", b->text);
		html_line(h);
	}
	html_format(h, "</section>\n");
}

static void
put_top(struct html *h, const struct doc *d)
{
	html_format(h, "<header class=\"top\"><div class=\"wrap\">"
	    "<p class=\"org\">%s</p><h1>%s</h1><p class=\"disclaimer\">%s</p>"
	    "<div class=\"headline headline-%s\"><p>",
	    d->identity.organisation, d->title, d->disclaimer,
	    mark_of(str_of(d->headline_state)));
	html_state(h, str_of(d->headline_state));
	html_format(h, "</p><p>%s</p></div><dl class=\"facts\">"
	    "<div><dt>Dates judged as of</dt><dd>%s</dd></div>"
	    "<div><dt>Records as known at</dt><dd>log size %s</dd></div>"
	    "<div><dt>Report</dt><dd>%s</dd></div></dl></div></header>\n",
	    d->headline, d->identity.as_of, d->identity.head_size_text,
	    d->identity.id);
}

static void
put_contents(struct html *h, const struct doc *d)
{
	html_format(h, "<nav class=\"toc\" aria-label=\"Contents\">"
	    "<p class=\"toc-title\">Contents</p><ol>");
	for (size_t i = 0; i < d->nsections; i++)
		html_format(h, "<li><a href=\"#s-%s\">%s</a></li>",
		    d->section[i].id, d->section[i].title);
	html_format(h, "<li><a href=\"#s-verify\">Verify this report</a></li>"
	    "</ol></nav>\n");
}

static void
put_verify(struct html *h, const struct doc *d)
{
	struct identity_line line[IDENTITY_MAX];
	size_t n = identity_lines(&d->identity, line);

	begin_section(h, "verify", "Verify this report");
	html_format(h, "<div class=\"scroll\"><table><caption>What fixes the "
	    "content of this report</caption><tbody>");
	for (size_t i = 0; i < n; i++)
		html_format(h, "<tr><th scope=\"row\">%s</th><td>%s</td></tr>\n",
		    line[i].name, line[i].value);
	html_format(h, "</tbody></table></div>");
	for (const char *const *p = identity_advice_of(&d->identity);
	    *p != NULL; p++)
		html_format(h, (*p)[0] == ' ' ? "<pre>%s</pre>" : "<p>%s</p>",
		    (*p)[0] == ' ' ? *p + 1 : *p);
	html_format(h, "</section>\n");
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
	struct buf hash;

	buf_init(&hash, BUF_MAX_DEFAULT);
	html_style_hash(&hash, buf_view(css));
	html_format(h, "<head><meta charset=\"utf-8\">"
	    "<meta http-equiv=\"Content-Security-Policy\" content=\"%s%s%s\">"
	    "<meta name=\"viewport\" content=\"width=device-width, "
	    "initial-scale=1\"><title>%s: %s, as of %s</title>\n",
	    "default-src 'none'; style-src ", buf_cstr(&hash),
	    "; img-src data:; base-uri 'none'; form-action 'none'",
	    d->title, d->identity.organisation, d->identity.as_of);
	html_style(h, buf_cstr(css));
	html_format(h, "</head>\n");
	buf_fini(&hash);
}

void
out_html(const struct doc *d, struct buf *b)
{
	struct buf css;
	struct html h;

	buf_init(&css, BUF_MAX_DEFAULT);
	make_style(&css, d);
	html_init(&h, b);
	html_format(&h, "<!DOCTYPE html>\n<html lang=\"en\">");
	put_head(&h, d, &css);
	html_format(&h, "<body><a class=\"skip\" href=\"#main\">Skip to the report"
	    "</a>");
	put_top(&h, d);
	html_format(&h, "<div class=\"wrap\">");
	put_contents(&h, d);
	html_format(&h, "<main id=\"main\">");
	for (size_t i = 0; i < d->nsections; i++)
		put_section(&h, &d->section[i]);
	put_verify(&h, d);
	html_format(&h, "</main><footer>%s · %s · %s</footer></div></body></html>"
	    "\n", d->identity.id, d->identity.program, d->disclaimer);
	buf_fini(&css);
}
