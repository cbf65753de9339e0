/* SPDX-License-Identifier: Apache-2.0 */
/* Registers described from their schemas and the rules; see registers.h. */
#include "importer/describe/registers.h"

#include "shared/text/json.h"

/* ---- what a register needs ---- */

void
registers_derived(const struct schema *s, struct buf *out)
{
	for (size_t d = 0; d < s->nderive; d++) {
		buf_puts(out, d == 0 ? "" : " + ");
		for (size_t k = 0; k < s->derive[d].n; k++)
			buf_printf(out, "%s%s", k == 0 ? "" : "/",
			    s->field[s->derive[d].field[k]].title);
	}
}

void
registers_needed(const struct schema *s, struct buf *out)
{
	buf_puts(out, s->field[s->key].title);
	if (s->nderive > 0) {
		buf_puts(out, " (or ");
		registers_derived(s, out);
		buf_putc(out, ')');
	}
	for (size_t i = 0; i < s->nfields; i++)
		if (i != s->key && s->field[i].need == NEED_REQUIRED)
			buf_printf(out, ", %s", s->field[i].title);
}

/* ---- text ---- */

void
registers_list(const struct standard *std, struct buf *out)
{
	size_t width = 0;

	for (size_t i = 0; i < std->nregisters; i++) {
		size_t n = strlen(std->reg[i].name);

		width = n > width ? n : width;
	}
	for (size_t i = 0; i < std->nregisters; i++) {
		const struct schema *s = &std->reg[i];

		buf_printf(out, "%-*s  %s\n%*s  needs: ", (int)width, s->name,
		    s->purpose, (int)width, "");
		registers_needed(s, out);
		buf_putc(out, '\n');
	}
	buf_puts(out, "\npreaudit-import registers NAME shows one with all "
	    "its columns.\n");
}

static const char *
need_name(enum field_need n)
{
	return n == NEED_REQUIRED ? "expected" : n == NEED_CONDITIONAL ?
	    "expected in some rows" : "optional";
}

static void
put_type(const struct standard *std, const struct field *f, struct buf *out)
{
	buf_puts(out, f->list ? "list of " : "");
	switch (f->type) {
	case FIELD_REF:
		buf_printf(out, "reference to %s", f->ref);
		break;
	case FIELD_WORD:
		buf_puts(out, "word: ");
		for (size_t i = 0; i < f->nwords; i++)
			buf_printf(out, "%s%s", i == 0 ? "" : ", ",
			    f->word[i].word);
		break;
	case FIELD_CLAUSE:
		buf_printf(out, "clause of %s", std->name);
		break;
	case FIELD_STANDARD:
		buf_puts(out, "names of standards");
		break;
	default:
		buf_puts(out, field_type_name(f->type));
	}
}

/* What it means that no file had the column; nothing: it is not known. */
static void
put_absence(const struct schema *s, const struct field *f, struct buf *out)
{
	if (f->absent_means_empty)
		buf_puts(out, "; never supplied, it counts as empty");
	for (size_t i = 0; i < f->nbeside; i++)
		buf_printf(out, "%s %s", i == 0 ? "; never supplied, it counts "
		    "as empty beside" : " or", s->field[f->beside[i]].title);
}

static void
put_aliases(const struct field *f, struct buf *out)
{
	for (size_t i = 0; i < f->naliases; i++)
		buf_printf(out, "%s%s%s", i == 0 ? "" : "; ",
		    f->alias[i].header, field_alias_kind(f, i) ==
		    ALIAS_REVERSED ? " (yes means no)" : "");
}

void
registers_show(const struct standard *std, unsigned reg, struct buf *out)
{
	const struct schema *s = &std->reg[reg];

	buf_printf(out, "%s: %s\n%s\n", s->name, s->title, s->purpose);
	buf_printf(out, "a file %s\n", s->is_list ? "is the whole register "
	    "(--full)" : "adds and changes (--changes)");
	if (s->personal)
		buf_puts(out, "personal data: originals are not kept\n");
	buf_puts(out, "criteria that read it: ");
	if (registers_criteria(std, s->name, out) == 0)
		buf_puts(out, "none directly");
	buf_puts(out, "\nneeds: ");
	registers_needed(s, out);
	buf_puts(out, "\n\n");
	for (size_t i = 0; i < s->nfields; i++) {
		const struct field *f = &s->field[i];

		buf_printf(out, "%s  (%s)  %s; ", f->name, f->title,
		    i == s->key ? "key" : need_name(f->need));
		put_type(std, f, out);
		if (f->note != NULL && f->note[0] != '\0')
			buf_printf(out, "; %s", f->note);
		put_absence(s, f, out);
		if (f->naliases > 0) {
			buf_puts(out, "\n    also: ");
			put_aliases(f, out);
		}
		buf_putc(out, '\n');
	}
}

/* ---- Markdown ---- */

/* Text for a table cell. */
static void
put_cell(struct buf *out, const char *z)
{
	for (; z != NULL && *z != '\0'; z++) {
		if (*z == '|')
			buf_putc(out, '\\');
		buf_putc(out, *z == '\n' ? ' ' : *z);
	}
}

static void
markdown_field(const struct standard *std, const struct schema *s, size_t i,
    struct buf *out)
{
	const struct field *f = &s->field[i];
	struct buf type;

	buf_init(&type, BUF_MAX_DEFAULT);
	put_type(std, f, &type);
	buf_printf(out, "| `%s` | ", f->name);
	put_cell(out, f->title);
	buf_puts(out, " | ");
	put_cell(out, buf_cstr(&type));
	buf_printf(out, " | %s", i == s->key ? "key" : need_name(f->need));
	if (f->note != NULL && f->note[0] != '\0') {
		buf_puts(out, "; ");
		put_cell(out, f->note);
	}
	put_absence(s, f, out);
	buf_puts(out, " |\n");
	buf_fini(&type);
}

static void
markdown_register(const struct standard *std, const struct schema *s,
    struct buf *out)
{
	buf_printf(out, "\n## %s (`%s`)\n\n%s\n\n", s->title, s->name,
	    s->purpose);
	buf_printf(out, "A file %s. ", s->is_list ? "is the whole register: "
	    "what is missing in it is retired" :
	    "adds and changes records; what is missing in it stays");
	if (s->personal)
		buf_puts(out, "Personal data: the original file is not kept. ");
	buf_puts(out, "Smallest useful columns: ");
	registers_needed(s, out);
	buf_puts(out, ". Read by: ");
	if (registers_criteria(std, s->name, out) == 0)
		buf_puts(out, "no criterion directly");
	buf_puts(out, ".\n\n| field | header | type | |\n|---|---|---|---|\n");
	for (size_t i = 0; i < s->nfields; i++)
		markdown_field(std, s, i, out);
}

void
registers_markdown(const struct standard *std, struct buf *out)
{
	buf_printf(out, "# Registers\n\nWhat can be imported, made by "
	    "`preaudit-import registers --markdown` from the rules %s %s. "
	    "Headers are recognised by name and by alias in five languages, "
	    "in any order; `preaudit-import registers NAME` lists the "
	    "aliases.\n\nA field that no file ever had a column or value for is not "
	    "known: what asks for it is neither met nor violated, and "
	    "\"Supply next\" says so. Of some the register says that it counts "
	    "as empty then, because that is what it mostly is, or because a "
	    "default or another field rules in its place. An empty cell of a "
	    "column that was supplied is empty.\n", std->name, std->edition);
	for (size_t i = 0; i < std->nregisters; i++)
		markdown_register(std, &std->reg[i], out);
}

/* ---- JSON ---- */

static void
json_field(struct json_writer *w, const struct schema *s, size_t i)
{
	const struct field *f = &s->field[i];

	json_put_open(w, '{');
	json_add_cstr(w, "name", f->name);
	json_add_cstr(w, "title", f->title);
	json_add_cstr(w, "type", field_type_name(f->type));
	json_add_bool(w, "list", f->list);
	json_add_bool(w, "key", i == s->key);
	json_add_cstr(w, "need", f->need == NEED_REQUIRED ? "required" :
	    f->need == NEED_CONDITIONAL ? "conditional" : "optional");
	if (f->type == FIELD_REF)
		json_add_cstr(w, "ref", f->ref);
	json_put_key(w, "aliases");
	json_put_open(w, '[');
	for (size_t k = 0; k < f->naliases; k++)
		json_put_str(w, str_of(f->alias[k].header));
	json_put_close(w, ']');
	json_put_close(w, '}');
}

static void
json_criteria(struct json_writer *w, const struct standard *std,
    const char *name)
{
	struct str rest, id;
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	registers_criteria(std, name, &b);
	rest = buf_view(&b);
	json_put_key(w, "criteria");
	json_put_open(w, '[');
	while (rest.n > 0 && str_next(&rest, ',', &id))
		json_put_str(w, str_trim(id));
	json_put_close(w, ']');
	buf_fini(&b);
}

static void
json_register(struct json_writer *w, const struct standard *std,
    const struct schema *s)
{
	json_put_open(w, '{');
	json_add_cstr(w, "name", s->name);
	json_add_cstr(w, "title", s->title);
	json_add_cstr(w, "purpose", s->purpose);
	json_add_cstr(w, "mode", s->is_list ? "full" : "changes");
	json_add_bool(w, "personal", s->personal);
	json_criteria(w, std, s->name);
	json_put_key(w, "fields");
	json_put_open(w, '[');
	for (size_t f = 0; f < s->nfields; f++)
		json_field(w, s, f);
	json_put_close(w, ']');
	json_put_close(w, '}');
}

void
registers_json(const struct standard *std, struct buf *out)
{
	struct json_writer w;

	json_writer_init(&w, out, false);
	json_put_open(&w, '{');
	json_add_cstr(&w, "preaudit", "registers/1");
	json_put_key(&w, "registers");
	json_put_open(&w, '[');
	for (size_t i = 0; i < std->nregisters; i++)
		json_register(&w, std, &std->reg[i]);
	json_put_close(&w, ']');
	json_put_close(&w, '}');
	buf_putc(out, '\n');
}
