/* SPDX-License-Identifier: Apache-2.0 */
/* Summary and findings as text; see summary.h. JSON: summary_json.c. */
#include "importer/command/summary.h"

#include "importer/command/nil_return.h"
#include "importer/command/shell.h"
#include "shared/base/utf8.h"
#include "shared/file/output.h"
#include "shared/text/csv.h"

#define SHOWN 20

/* ---- findings ---- */

struct shown {
	struct buf *out;
	enum finding_level level;
	unsigned left;
	uint64_t n;
};

/* One finding, one line. */
static void
put_plain(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		buf_putc(out, (unsigned char)s.p[i] < ' ' ? ' ' : s.p[i]);
}

static void
put_place(struct buf *out, const struct finding *f)
{
	char cell[CELL_NAME];

	buf_str(out, f->file);
	if (f->sheet.n > 0) {
		buf_puts(out, ", sheet ");
		put_plain(out, f->sheet);
	}
	if (f->row == 0)
		return;
	cell_name(cell, f->column, f->row);
	buf_printf(out, ", %s%s", f->column > 0 ? "cell " : "", cell);
	if (f->line > 0 && f->line != f->row)
		buf_printf(out, " (line %llu)", (unsigned long long)f->line);
}

/* The value is the header, of which the message speaks. */
static bool
is_about_header(const struct finding *f)
{
	return str_eq(f->header, f->value) && (str_starts(str_of(f->code),
	    STR("column-")) || strcmp(f->code, "set-and-column") == 0);
}

static void
put_finding(struct buf *out, const struct finding *f)
{
	buf_printf(out, "%s: ", finding_level_name(f->level));
	put_place(out, f);
	if (f->header.n > 0 && !is_about_header(f)) {
		buf_puts(out, ", ");
		put_plain(out, utf8_cut(f->header, 60));
	}
	buf_puts(out, ": ");
	if (f->value.n > 0 && !is_about_header(f)) {
		struct str v = utf8_cut(f->value, 60);

		buf_putc(out, '"');
		put_plain(out, v);
		buf_puts(out, v.n < f->value.n ? "...\": " : "\": ");
	}
	put_plain(out, f->message);
	buf_putc(out, '\n');
}

static int
show(void *ctx, const struct finding *f, struct err *e)
{
	struct shown *x = ctx;

	(void)e;
	if (f->level != x->level || x->left == 0)
		return 0;
	x->left--;
	x->n++;
	put_finding(x->out, f);
	return 0;
}

int
summary_findings(struct session *s, struct buf *out, struct err *e)
{
	struct shown x = { .out = out, .level = LEVEL_ERROR, .left = SHOWN };

	if (finding_each(&s->findings, show, &x, e) == -1)
		return -1;
	x.level = LEVEL_WARNING;
	if (x.left > 0 && finding_each(&s->findings, show, &x, e) == -1)
		return -1;
	if (x.n < s->findings.n && s->o->findings != NULL)
		buf_printf(out, "shown %llu of %llu findings, all in %s\n",
		    (unsigned long long)x.n,
		    (unsigned long long)s->findings.n, s->o->findings);
	else if (x.n < s->findings.n)
		buf_printf(out, "shown %llu of %llu findings; --findings FILE "
		    "writes all of them (CSV, or JSON for FILE.json)\n",
		    (unsigned long long)x.n,
		    (unsigned long long)s->findings.n);
	return 0;
}

static int
write_finding(void *ctx, const struct finding *f, struct err *e)
{
	struct buf *out = ctx;
	char cell[CELL_NAME] = "";
	struct str v[9];

	(void)e;
	if (f->row > 0 && f->column > 0)
		cell_name(cell, f->column, f->row);
	v[0] = f->header;
	v[1] = f->value;
	v[2] = str_of(finding_level_name(f->level));
	v[3] = str_of(f->code);
	v[4] = f->message;
	csv_put_field(out, f->file);
	buf_putc(out, ',');
	csv_put_field(out, f->sheet);
	buf_printf(out, ",%s,", cell);
	if (f->row > 0)
		buf_u64(out, f->row);
	buf_putc(out, ',');
	if (f->line > 0)
		buf_u64(out, f->line);
	for (int i = 0; i < 5; i++) {
		buf_putc(out, ',');
		csv_put_field(out, v[i]);
	}
	buf_puts(out, "\r\n");
	return 0;
}

int
summary_write_findings(struct session *s, const char *path, struct err *e)
{
	struct buf out;
	int status;

	buf_init(&out, BUF_MAX_DEFAULT);
	if (str_ends(str_of(path), STR(".json"))) {
		status = summary_json(s, ENDING_REFUSED, &out, e);
	} else {
		/* The mark tells spreadsheets that it is UTF-8. */
		buf_puts(&out, "\xef\xbb\xbf" "file,sheet,cell,row,line,header,"
		    "value,level,code,message\r\n");
		status = finding_each(&s->findings, write_finding, &out, e);
	}
	if (status == 0)
		status = output_write(path, buf_view(&out), NULL, e);
	buf_fini(&out);
	return status;
}

/* ---- summary ---- */

/* 1234567 as 1,234,567. */
static void
put_count(struct buf *out, uint64_t n)
{
	if (n >= 1000) {
		put_count(out, n / 1000);
		buf_printf(out, ",%03llu", (unsigned long long)(n % 1000));
	} else {
		buf_u64(out, n);
	}
}

static void
put_counts(const struct job *j, struct buf *out)
{
	const struct leaf_counts *c = &j->counts;

	buf_puts(out, "  ");
	put_count(out, c->read);
	buf_puts(out, c->read == 1 ? " row read: " : " rows read: ");
	put_count(out, c->new);
	buf_puts(out, " new, ");
	put_count(out, c->changed);
	buf_puts(out, " changed, ");
	put_count(out, c->unchanged);
	buf_puts(out, " unchanged, ");
	put_count(out, c->refused);
	buf_puts(out, " refused; ");
	put_count(out, c->retired);
	buf_puts(out, c->retired == 1 ? " record retired; " :
	    " records retired; ");
	put_count(out, j->warnings);
	buf_puts(out, j->warnings == 1 ? " warning\n" : " warnings\n");
}

static void
put_notes(const struct job *j, struct buf *out)
{
	struct str rest = buf_view(&j->notes), line;

	while (rest.n > 0 && str_next(&rest, '\n', &line)) {
		if (line.n == 0)
			continue;
		buf_puts(out, "  ");
		buf_str(out, line);
		buf_putc(out, '\n');
	}
	if (j->is_last && j->kept > 0 && j->outcome == JOB_BATCH) {
		buf_puts(out, "  ");
		put_count(out, j->kept);
		buf_puts(out, j->kept == 1 ? " record in the store is not in "
		    "this file: kept\n" : " records in the store are not in "
		    "this file: kept\n");
	}
}

static void
put_name(const struct job *j, struct buf *out)
{
	buf_puts(out, j->source.name);
	if (j->source.sheet != NULL) {
		buf_puts(out, ", sheet ");
		put_plain(out, str_of(j->source.sheet));
	}
}

/* The mapping file leaves out all that there is. */
static void
put_none_taken(const struct filter *f, struct buf *out)
{
	uint64_t n = filter_left_out(f);

	if (n == 1)
		buf_puts(out, "its only row is left out, and it is not "
		    "imported: ");
	else
		buf_printf(out, "all of its %llu rows are left out, and it is "
		    "not imported; the first, ", (unsigned long long)n);
	filter_say_first(f, out);
	buf_puts(out, ". If others are meant, mend the mapping file. ");
}

void
summary_no_rows(const struct session *s, const struct job *j, struct buf *out)
{
	uint64_t header = s->o->header_row > 0 ? s->o->header_row :
	    j->mapfile != NULL ? j->mapfile->header_row : 0;

	if (header > 1 && !j->has_map) {
		buf_printf(out, "it has no row %llu, which is said to hold "
		    "the header", (unsigned long long)header);
		return;
	}
	if (filter_left_out(&j->filter) > 0)
		put_none_taken(&j->filter, out);
	else
		buf_printf(out, "it has %s and is not imported. ",
		    j->has_map ? "a header but no rows" : "no rows");
	if (nil_return_exists(&s->std))
		buf_printf(out, "If there was nothing to record, say so: "
		    "preaudit-import nil %s --from DATE --to DATE --by PERSON "
		    "--reason TEXT", j->schema == NULL ? "REGISTER" :
		    j->schema->name);
	else
		buf_puts(out, "Export it again with its rows.");
}

static void
put_left_out(const struct session *s, struct buf *out)
{
	for (size_t i = 0; i < s->nleft_out; i++) {
		const struct left_out *l = &s->left_out[i];

		buf_puts(out, l->file);
		if (l->sheet != NULL) {
			buf_puts(out, ", sheet ");
			put_plain(out, str_of(l->sheet));
		}
		buf_printf(out, ": not imported: %s\n", l->why);
	}
}

static void
put_job(const struct session *s, const struct job *j, bool refused,
    struct buf *out)
{
	/* Said with what is left out. */
	if (j->outcome == JOB_PASSED)
		return;
	put_name(j, out);
	if (j->schema != NULL)
		buf_printf(out, ": %s (%s)", j->schema->title, j->is_full ?
		    "full" : "changes");
	switch (j->outcome) {
	case JOB_SAME:
		buf_puts(out, ", the same bytes as last time: nothing to "
		    "do\n");
		return;
	case JOB_NO_ROWS:
		buf_puts(out, ", no rows: not imported\n");
		return;
	case JOB_OPEN:
		buf_puts(out, ", not read\n");
		return;
	case JOB_PASSED:
		return;
	case JOB_BATCH:
		if (refused)
			buf_puts(out, ", good, but not imported");
		else if (!s->o->dry_run)
			buf_printf(out, ", record %llu",
			    (unsigned long long)j->index);
		break;
	case JOB_REFUSED:
		buf_puts(out, ", refused");
		break;
	}
	buf_putc(out, '\n');
	if (j->counts.read > 0)
		put_counts(j, out);
	put_notes(j, out);
}

/* A dry run writes what its options ask for, and nothing else. */
static void
put_dry_run(const struct import_opts *o, struct buf *out)
{
	if (o->findings == NULL && o->marked == NULL)
		buf_puts(out, "Nothing was written (dry run).");
	else
		buf_puts(out, "The store is as it was (dry run).");
	if (o->findings != NULL)
		buf_printf(out, " The findings are in %s.", o->findings);
	if (o->marked != NULL)
		buf_printf(out, " Marked copies, if any, are in %s.",
		    o->marked);
	buf_puts(out, " To apply: preaudit-import");
}

void
summary_text(const struct session *s, enum ending ending, int argc,
    char **argv, struct buf *out)
{
	bool refused = ending == ENDING_REFUSED, any = false;

	for (size_t i = 0; i < s->njobs; i++) {
		put_job(s, &s->job[i], refused, out);
		any = any || s->job[i].outcome == JOB_BATCH;
	}
	put_left_out(s, out);
	if (refused) {
		buf_puts(out, "Nothing was imported; the store is as it "
		    "was.\n");
	} else if (s->o->dry_run && any) {
		put_dry_run(s->o, out);
		shell_put_call(out, argc, argv, "--dry-run");
		/* What this run wrote is written again. */
		buf_puts(out, (s->o->findings != NULL || s->o->marked !=
		    NULL) && !s->o->force ? " --force\n" : "\n");
	}
}
