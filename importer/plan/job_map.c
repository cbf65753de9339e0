/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One job before its rows are read: its header found, its register recognised,
 * its columns mapped, and what it lacks altogether said once.
 */
#include "importer/plan/job_map.h"

#include "importer/job/messages.h"
#include "importer/plan/messages.h"
#include "importer/rows/unpivot.h"
#include "shared/base/utf8.h"

/* ---- header and register ---- */

/* The mapping file for the table, which also says its register. */
static void
find_mapfile(const struct session *s, struct job *j)
{
	for (size_t i = 0; j->mapfile == NULL && i < s->nmapfiles; i++)
		if (mapfile_fits(&s->mapfile[i], j->source.name,
		    j->source.sheet == NULL ? "" : j->source.sheet))
			j->mapfile = &s->mapfile[i];
}

static int
named_register(struct session *s, struct job *j, struct err *e)
{
	if (j->mapfile != NULL)
		j->reg = (int)j->mapfile->reg;
	if (j->named == NULL)
		return 0;
	j->reg = session_register(s, j->named, e);
	if (j->reg == -1)
		return -1;
	/* A mapping for another register is not meant for this. */
	if (j->mapfile != NULL && (int)j->mapfile->reg != j->reg)
		return err_set(e, ERR_USAGE, "--register %s: %s is a mapping "
		    "for %s", j->named, j->mapfile->path,
		    s->std.reg[j->mapfile->reg].name);
	return 0;
}

static void
note_header(struct job *j, const struct header *h)
{
	if (h->above > 0)
		job_note(j, &plan_message[PLAN_NOTE_ABOVE], VALUES(h->row,
		    h->above, utf8_cut(h->title, 60)));
	if (h->two_rows)
		job_note(j, &plan_message[PLAN_NOTE_TWO_ROWS], VALUES(h->row -
		    1, h->row));
}

/*
 * The columns that decide which rows are taken: each is there, and once. False
 * after findings; then no row is looked at.
 */
static bool
bind_filter(struct session *s, struct job *j, const struct header *h)
{
	struct finding place = job_finding(j);
	uint64_t errors = s->findings.errors;

	place.row = h->row;
	place.line = job_line(j, h->line);
	filter_bind(&j->filter, j->mapfile, h->text, h->n, &s->arena);
	filter_check(&j->filter, h->text, h->n, &place, &s->findings);
	if (s->findings.errors == errors)
		return true;
	j->filter.n = 0;
	return false;
}

/* A matrix to rows; `chosen`: the columns that decide are there. */
static bool
read_matrix(struct session *s, struct job *j, struct header *h, bool chosen)
{
	if (!chosen)
		j->outcome = JOB_REFUSED;
	if (!chosen || !unpivot(s, j, h))
		return false;
	/* Its rows have been chosen. */
	j->filter.n = 0;
	return true;
}

/* Header and columns; false when there is nothing, or it was said why. */
static bool
read_header(struct session *s, struct job *j, bool *two_rows)
{
	uint64_t at = s->o->header_row;
	const struct header_known known = { s->headers, j->reg < 0 ?
		HEADERS_ALL : j->reg, j->mapfile };
	struct err bad = { 0 };
	struct header h;
	bool chosen, good = true;

	if (at == 0 && j->mapfile != NULL)
		at = j->mapfile->header_row;
	if (header_find(&h, &j->source, &known, at, &s->arena, &bad) == -1) {
		job_refuse(j, &s->findings, &job_message[JOB_MSG_CSV_BROKEN],
		    VALUES(bad.msg));
		return false;
	}
	if (h.n == 0)
		return false;
	chosen = bind_filter(s, j, &h);
	if (j->mapfile != NULL && j->mapfile->unpivot.is_wanted)
		good = read_matrix(s, j, &h, chosen);
	map_init(&j->map, &h);
	*two_rows = h.two_rows;
	if (j->source.origin != NULL)
		j->map.header_row = 1;
	/* Also of a matrix that is refused: its findings can be marked. */
	j->has_map = true;
	note_header(j, &h);
	return good;
}

/* A finding about the header as a whole. */
static struct finding
at_header(const struct job *j)
{
	struct finding f = job_finding(j);

	f.row = j->map.header_at;
	f.line = job_line(j, j->map.header_line);
	return f;
}

/* Not this register, but other sheets of the file may be. */
static void
pass(struct job *j, const char *why)
{
	buf_reset(&j->notes);
	buf_puts(&j->notes, why);
	j->outcome = JOB_PASSED;
}

static void
recognise(struct session *s, struct job *j)
{
	bool is_text = j->source.sheet == NULL;
	struct finding f;
	struct buf why;

	buf_init(&why, BUF_MAX_DEFAULT);
	j->reg = map_recognise(&j->map, s->headers, &s->std,
	    is_text ? j->source.name : j->source.sheet, &why);
	/* A text whose delimiter is none that we know looks so. */
	if (j->reg == -1 && j->map.n == 1 && is_text) {
		buf_reset(&why);
		message_put(&why, &plan_message[PLAN_TEXT_ONE_CELL],
		    VALUES(utf8_cut(j->map.column[0].header, 60)));
	}
	if (j->reg == -1 && j->may_pass) {
		pass(j, buf_cstr(&why));
	} else if (j->reg == -1) {
		f = at_header(j);
		finding_add(&s->findings, &f, &plan_message[is_text ?
		    PLAN_MSG_FILE_UNKNOWN : PLAN_MSG_SHEET_UNKNOWN],
		    VALUES(buf_view(&why)));
		j->outcome = JOB_REFUSED;
	}
	buf_fini(&why);
}

/* ---- what it lacks ---- */

static bool
can_derive(const struct job *j)
{
	const struct schema *schema = j->schema;

	for (size_t d = 0; d < schema->nderive; d++) {
		bool part = map_part_may_be_empty(schema, d);

		for (size_t k = 0; k < schema->derive[d].n; k++)
			part = part ||
			    map_gives(&j->map, schema->derive[d].field[k]);
		if (!part)
			return false;
	}
	return schema->nderive > 0;
}

bool
job_lacks(const struct job *j, unsigned field)
{
	return j->schema->field[field].need == NEED_REQUIRED &&
	    field != j->schema->key && !map_gives(&j->map, field);
}

void
job_no_column(struct session *s, struct job *j, unsigned field)
{
	const struct field *x = &j->schema->field[field];
	struct finding f = at_header(j);

	f.field = str_of(x->name);
	finding_add(&s->findings, &f, &plan_message[x->type == FIELD_YESNO ?
	    PLAN_MSG_NO_YESNO : x->type == FIELD_DATE ? PLAN_MSG_NO_DATE :
	    PLAN_MSG_NO_COLUMN], VALUES(x->title, x->name));
}

/* What the file lacks altogether; said once, not per row. */
static void
check_columns(struct session *s, struct job *j)
{
	const struct schema *schema = j->schema;
	const struct field *key = &schema->field[schema->key];
	struct finding f = at_header(j);

	f.field = str_of(key->name);
	if (!map_gives(&j->map, schema->key) && !can_derive(j))
		finding_add(&s->findings, &f, &plan_message[PLAN_MSG_NO_KEY],
		    VALUES(schema->title, key->title));
	for (unsigned i = 0; i < schema->nfields; i++)
		if (job_lacks(j, i) &&
		    !session_has_supplied(s, (unsigned)j->reg, i))
			job_no_column(s, j, i);
}

/* ---- what was concluded of the file ---- */

static void
note_text(struct job *j)
{
	const struct source *src = &j->source;

	if (src->sheet == NULL && strcmp(src->encoding, "utf-8") != 0 &&
	    strcmp(src->encoding, "utf-8-bom") != 0)
		job_note(j, &plan_message[PLAN_NOTE_ENCODING],
		    VALUES(src->encoding));
	if (src->totals.n > 0)
		job_note(j, &plan_message[PLAN_NOTE_TOTALS],
		    VALUES(utf8_cut(src->totals, 60)));
}

static void
note_sheet(struct job *j)
{
	const struct sheet_facts *f = j->source.facts;
	const struct {
		enum plan_msg message;
		uint64_t n;
	} counts[] = { { PLAN_NOTE_FORMULAS, f->formulas },
		{ PLAN_NOTE_ROWS_HIDDEN, f->hidden_rows },
		{ PLAN_NOTE_COLUMNS_HIDDEN, f->hidden_columns } };

	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
		if (counts[i].n > 0)
			job_note(j, &plan_message[counts[i].message],
			    VALUES(counts[i].n));
	if (j->source.state != SHEET_VISIBLE)
		job_note(j, &plan_message[PLAN_NOTE_SHEET_HIDDEN], MSG_NONE);
	if (strcmp(input_kind(j->source.file), "xlsm") == 0)
		job_note(j, &plan_message[PLAN_NOTE_MACROS], MSG_NONE);
}

/* ---- the job ---- */

static bool
is_empty_header(const struct mapping *m)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->column[i].header.n > 0)
			return false;
	return true;
}

/* errors, warnings: how many there were before the header was looked at. */
static void
map_all(struct session *s, struct job *j, uint64_t errors, uint64_t warnings)
{
	const struct mapper by = { .headers = s->headers, .schema = j->schema,
		.reg = (unsigned)j->reg, .o = s->o, .file = j->mapfile,
		.place = job_finding(j), .findings = &s->findings };

	map_columns(&j->map, &by);
	check_columns(s, j);
	if (s->findings.errors > errors)
		j->outcome = JOB_REFUSED;
	j->warnings += s->findings.warnings - warnings;
	j->dates = s->o->date_order;
	if (j->dates == DATE_ORDER_UNKNOWN && j->mapfile != NULL)
		j->dates = j->mapfile->dates;
	j->is_full = s->o->full || (!s->o->changes && j->schema->is_list);
}

int
job_map(struct session *s, struct job *j, struct err *e)
{
	uint64_t errors = s->findings.errors, warnings = s->findings.warnings;
	bool known, two_rows = false;

	/* What the call says: a mapping file, a register. */
	find_mapfile(s, j);
	if (named_register(s, j, e) == -1)
		return -1;
	if (j->reg >= 0)
		j->schema = &s->std.reg[j->reg];
	known = j->reg >= 0;
	/* Without headers there is no table. */
	if (!read_header(s, j, &two_rows) || is_empty_header(&j->map)) {
		if (j->outcome == JOB_OPEN && j->may_pass)
			pass(j, plan_message[PLAN_TEXT_SHEET_EMPTY].text);
		else if (j->outcome == JOB_OPEN)
			j->outcome = JOB_NO_ROWS;
		return 0;
	}
	/* Which register the headers are of. */
	if (j->reg < 0)
		recognise(s, j);
	else if (j->may_pass && j->mapfile == NULL && !map_fits(&j->map,
	    s->headers, &s->std.reg[j->reg], (unsigned)j->reg))
		pass(j, plan_message[PLAN_TEXT_SHEET_OTHER].text);
	if (j->outcome != JOB_OPEN)
		return 0;
	j->schema = &s->std.reg[j->reg];
	/* Two rows join better once the register is known. */
	if (two_rows && !known) {
		map_fini(&j->map);
		buf_reset(&j->notes);
		(void)read_header(s, j, &two_rows);
	}
	/* Columns to fields. */
	note_text(j);
	if (j->source.facts != NULL)
		note_sheet(j);
	map_all(s, j, errors, warnings);
	return 0;
}
