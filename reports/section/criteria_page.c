/* SPDX-License-Identifier: Apache-2.0 */
/* The page docs/criteria.md: criteria and seeds, with the registers they read. */
#include "reports/section/criteria_page.h"

#include <stdlib.h>

static void
put_registers(struct buf *b, const struct standard *s, const bool *reads)
{
	const char *between = "";

	for (size_t r = 0; r < s->nregisters; r++) {
		if (!reads[r])
			continue;
		buf_printf(b, "%s%s", between, s->reg[r].name);
		between = ", ";
	}
	if (between[0] == '\0')
		buf_puts(b, "what the store says of itself");
}

static void
add_reads(const struct rules *r, const struct standard *s, size_t i,
    bool *reads)
{
	for (size_t g = 0; g < s->nregisters; g++)
		reads[g] |= rules_reads(r, i, (unsigned)g);
}

/* Cells of a table: a bar would end one. */
static void
put_cell(struct buf *b, const char *text)
{
	for (; *text != '\0'; text++)
		buf_printf(b, *text == '|' ? "\\%c" : "%c", *text);
}

static void
put_criteria(struct buf *b, const struct standard *s, const struct rules *r)
{
	bool *reads = mem_calloc(s->nregisters, sizeof(*reads));

	buf_puts(b, "| criterion | clause | title | seeds | registers read |\n"
	    "|---|---|---|---|---|\n");
	for (size_t i = 0; i < rules_count(r); i++) {
		struct rule_about k = rules_about(r, i);

		memset(reads, 0, s->nregisters * sizeof(*reads));
		add_reads(r, s, i, reads);
		buf_printf(b, "| %s | %s | ", k.id, k.clause);
		put_cell(b, k.title);
		buf_puts(b, k.by_document ? " (also by document) |" : " |");
		for (size_t n = 0; n < k.nseeds; n++)
			buf_printf(b, " %s", k.seed[n]);
		buf_puts(b, " | ");
		put_registers(b, s, reads);
		buf_puts(b, " |\n");
	}
	free(reads);
}

static void
put_seed(struct buf *b, const struct standard *s, const struct rules *r,
    const char *seed)
{
	bool *reads = mem_calloc(s->nregisters, sizeof(*reads));
	bool any = false;

	for (size_t i = 0; i < rules_count(r); i++) {
		struct rule_about k = rules_about(r, i);

		for (size_t n = 0; n < k.nseeds; n++)
			if (strcmp(k.seed[n], seed) == 0) {
				buf_printf(b, " %s", k.id);
				add_reads(r, s, i, reads);
				any = true;
			}
	}
	buf_puts(b, any ? " | " : " not a requirement | ");
	if (any)
		put_registers(b, s, reads);
	buf_puts(b, " |\n");
	free(reads);
}

static void
put_seeds(struct buf *b, const struct standard *s, const struct rules *r,
    const struct coded_list *l)
{
	buf_printf(b, "\n## Seeds\n\n%s: element, criteria, registers.\n\n"
	    "| seed | element | criteria | registers read |\n"
	    "|---|---|---|---|\n", l->title);
	for (size_t i = 0; i < l->nrows; i++) {
		const char *const *cell = &l->cell[i * l->ncolumns];

		buf_printf(b, "| %s | ", cell[1]);
		for (size_t k = 2; k < l->ncolumns; k++)
			if (strcmp(l->column[k], "title") == 0)
				put_cell(b, cell[k]);
		buf_puts(b, " |");
		put_seed(b, s, r, cell[1]);
	}
}

/* What the rules ask in sentences: enough to judge by without reading them. */
static void
put_asks(struct buf *b, const struct rules *r)
{
	struct str name, means;

	for (size_t i = 0; rules_term(r, i, &name, &means); i++) {
		if (i == 0)
			buf_puts(b, "\n## Terms\n\n");
		buf_printf(b, "* **%.*s**: ", STR_ARG(name));
		buf_str(b, means);
		buf_putc(b, '\n');
	}
	for (size_t i = 0, n = 0; i < rules_count(r); i++) {
		struct rule_about k = rules_about(r, i);

		if (k.asks[0] == '\0')
			continue;
		buf_printf(b, "%s\n**%s %s.** %s\n", n++ == 0 ?
		    "\n## What each criterion asks\n" : "", k.id, k.title,
		    k.asks);
	}
}

void
criteria_page(struct buf *b, const struct standard *s, const struct rules *r)
{
	int seeds = standard_list(s, STR("seeds"));

	buf_printf(b, "# Criteria\n\nPrinted by `preaudit report lint "
	    "--markdown DIR`; do not edit.\n\n%zu criteria of %s:%s. The "
	    "rules themselves are in the folder's `criteria/`, their language "
	    "in [criteria-language.md](criteria-language.md), the registers in "
	    "[registers.md](registers.md).\n\n", rules_count(r), s->name,
	    s->edition);
	put_criteria(b, s, r);
	put_asks(b, r);
	if (seeds >= 0 && s->list[seeds].ncolumns >= 2)
		put_seeds(b, s, r, &s->list[seeds]);
}
