/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any bytes as a mapping file for a small standard: refused with the file's
 * name and a reason, or every field it names is one of the register, and cells
 * can be read by it.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/mman.h>

#include "importer/job/filter.h"
#include "importer/map/mapped_cell.h"
#include "tests/lib/mkdata.h"

static const char standard_text[] =
    "register training record\n\tid id\n\tperson ref(people)\n"
    "\ttopics word(policy|live)[]\n\tday date\n\tcode id\n\thours number\n"
    "register people list\n\tid id\n\tname text\n\tactive yesno\n";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static int
load(struct mapfile *m, const struct standard *s, const struct headers *h,
    struct str text, struct err *e)
{
	int fd = memfd_create("mapping", MFD_CLOEXEC), status;
	char path[40];

	if (fd == -1 || write(fd, text.p, text.n) != (ssize_t)text.n)
		abort();
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	status = mapfile_load(m, path, s, h, e);
	close(fd);
	return status;
}

static struct str cell[] = { { "policy/live", 11 }, { "\x01" "1.5", 4 },
	{ "\x03#N/A", 5 }, { "", 0 } };
static const struct csv_row row = { .field = cell, .n = 4 };

/* Each of its columns, over a row of cells with and without marks. */
static void
read_cells(const struct mapfile *m)
{
	unsigned column[4] = { 0, 1, 2, 7 };
	struct buf out;

	buf_init(&out, BUF_MAX_DEFAULT);
	for (size_t i = 0; i < m->ncolumns; i++)
		for (size_t k = 1; k <= 4; k++) {
			struct map_field f = { .column = column, .n = k,
				.how = &m->column[i] };
			struct str s;

			buf_reset(&out);
			s = mapped_cell(&f, &row, cell[0], &out);
			assert(s.n == 0 || s.p != NULL);
		}
	buf_fini(&out);
}

/*
 * The row, with the filter's columns wherever they are: taken only when none
 * of the columns, each for itself, leaves it out.
 */
static void
filter_rows(const struct mapfile *m)
{
	struct str header[4] = { STR("a"), STR("a"), STR(""), STR("b") };
	struct arena a = { .head = NULL };
	const struct filter_column *by;
	enum filter_verdict got;
	struct filter f;
	bool leaves = false, unknown = false;

	for (size_t i = 0; i < 4 && i < m->nfilters; i++)
		header[i] = str_of(m->filter[i].header);
	filter_bind(&f, m, header, 4, &a);
	got = filter_row(&f, &row, &by);
	assert((got == FILTER_TAKES) == (by == NULL));
	for (size_t i = 0; i < f.n; i++) {
		struct filter one = { .by = &f.by[i], .n = 1 };
		enum filter_verdict v = filter_row(&one, &row, &by);

		assert(m->filter[i].nwords > 0);
		leaves = leaves || v == FILTER_LEAVES;
		unknown = unknown || v == FILTER_UNKNOWN;
	}
	assert(got == (leaves ? FILTER_LEAVES : unknown ? FILTER_UNKNOWN :
	    FILTER_TAKES));
	assert(filter_leaves(&f, &row, 2) == leaves &&
	    filter_left_out(&f) == leaves);
	arena_fini(&a);
}

/* Each word of a matrix sets a field, none of them one that it has anyway. */
static void
look_at_matrix(const struct mapfile *m, int nfields)
{
	const struct mapfile_unpivot *u = &m->unpivot;

	assert(u->header_field != u->value_field);
	assert(u->nwords > 0 || (u->nfields == 0 && u->otherwise == NULL));
	for (size_t k = 0; k < u->nfields; k++) {
		assert((int)u->field[k] < nfields);
		assert(u->field[k] != u->header_field &&
		    u->field[k] != u->value_field);
		for (size_t i = 0; i < m->ncolumns; i++)
			assert(m->column[i].field != (int)u->field[k]);
		for (size_t i = 0; i < m->nvalues; i++)
			assert(m->value[i].field != u->field[k]);
	}
	for (size_t i = 0; i < u->nwords; i++) {
		bool some = false;

		for (size_t k = 0; k < u->nfields; k++)
			some = some || u->sets[i][k] != NULL;
		assert(some && mapfile_word(u->word, u->nwords,
		    str_of(u->word[i].from)) != NULL);
	}
}

static void
look(const struct mapfile *m, const struct standard *s)
{
	const int nfields = (int)s->reg[m->reg].nfields;
	struct str star;

	assert(m->reg < s->nregisters);
	(void)mapfile_fits(m, "training-2026.csv", "Q3");
	for (size_t i = 0; i < m->ncolumns; i++) {
		assert(m->column[i].nheaders > 0);
		assert(m->column[i].field >= MAPFILE_NO_FIELD &&
		    m->column[i].field < nfields);
		(void)mapfile_column(m, str_of(m->column[i].header[0]));
	}
	for (size_t i = 0; i < m->nvalues; i++) {
		assert((int)m->value[i].field < nfields);
		assert((m->value[i].value == NULL) !=
		    (m->value[i].pattern == NULL));
		if (m->value[i].pattern != NULL)
			(void)mapfile_match(m->value[i].pattern, "a.csv",
			    &star);
	}
	if (m->unpivot.is_wanted)
		look_at_matrix(m, nfields);
	filter_rows(m);
	read_cells(m);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct err e = { .code = ERR_NONE };
	struct standard s;
	struct dataset d;
	struct headers *h;
	struct mapfile m;

	mk_standard(&s, standard_text);
	mk_data(&d, &s, "");
	h = headers_new(&s);
	if (load(&m, &s, h, (struct str){ (const char *)data, n }, &e) == 0)
		look(&m, &s);
	else
		assert(e.code == ERR_CONFIG && e.msg[0] != '\0');
	mapfile_free(&m);
	headers_free(h);
	mk_free(&s, &d);
	return 0;
}
