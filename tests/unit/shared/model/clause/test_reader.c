/* SPDX-License-Identifier: Apache-2.0 */
/* Spellings of clauses, as tests/data/clauses.tsv has them; and hostile ones. */
#include <stdio.h>
#include <stdlib.h>

#include "shared/base/num.h"
#include "shared/base/utf8.h"
#include "shared/file/fileio.h"
#include "shared/model/clause/reader.h"
#include "tests/lib/unit.h"

static struct standard std;
static struct clause_reader *reader, *second;

static void
enter(void)
{
	char *dir = standard_shipped();
	struct err e;

	ck_assert_ptr_nonnull(dir);
	ck_assert_msg(standard_load_dir(&std, dir, &e) == 0, "%s", e.msg);
	free(dir);
	reader = clause_reader_new(&std);
	second = clause_reader_new(&std);
}

static void
leave(void)
{
	clause_reader_free(reader);
	clause_reader_free(second);
	standard_free(&std);
}

struct seen {
	struct buf marked, kept;
	size_t n;
	bool names; /* of standards, not clauses */
};

static void
see(void *ctx, const struct written *w)
{
	static const char *const marks[] = { [WRITTEN_CLAUSE] = "",
		[WRITTEN_OTHER] = ">", [WRITTEN_UNKNOWN] = "?" };
	struct seen *s = ctx;

	ck_assert_uint_gt(w->kept.n, 0);
	ck_assert_uint_eq(utf8_valid(w->kept), w->kept.n);
	buf_printf(&s->marked, "%s%s", s->n > 0 ? " ; " : "", marks[w->kind]);
	buf_str(&s->marked, w->kept);
	if (s->n++ > 0)
		buf_putc(&s->kept, ';');
	buf_str(&s->kept, w->kept);
	/* What is known is what covers, and says so. */
	if (w->kind == WRITTEN_CLAUSE && !s->names)
		ck_assert_msg(clause_is_known(&std, w->clause), "%.*s",
		    STR_ARG(w->clause));
}

static void
begin(struct seen *s)
{
	*s = (struct seen){ .n = 0 };
	buf_init(&s->marked, BUF_MAX_DEFAULT);
	buf_init(&s->kept, BUF_MAX_DEFAULT);
}

static void
end(struct seen *s)
{
	buf_fini(&s->marked);
	buf_fini(&s->kept);
}

static void
unescape(struct str s, struct buf *out)
{
	for (size_t i = 0; i < s.n; i++) {
		char u[4];

		if (s.p[i] != '\\' || i + 1 == s.n) {
			buf_putc(out, s.p[i]);
			continue;
		}
		i++;
		if (s.p[i] == 'u' && i + 4 < s.n) {
			char hex[5] = { s.p[i + 1], s.p[i + 2], s.p[i + 3],
				s.p[i + 4], 0 };

			buf_put(out, u, utf8_encode(u, (uint32_t)strtoul(hex,
			    NULL, 16)));
			i += 4;
		} else {
			buf_putc(out, s.p[i] == 'n' ? '\n' : s.p[i] == 'r' ?
			    '\r' : s.p[i] == 't' ? '\t' : s.p[i]);
		}
	}
}

/* Each line; and what is kept of it, read again, says the same. */
START_TEST(test_spellings)
{
	struct buf file, cell;
	struct str rest, line, written;
	unsigned n = 0, wrong = 0;
	struct err e;

	buf_init(&file, BUF_MAX_DEFAULT);
	buf_init(&cell, BUF_MAX_DEFAULT);
	ck_assert_int_eq(file_read("tests/data/clauses.tsv", &file, &e), 0);
	rest = buf_view(&file);
	while (str_next(&rest, '\n', &line)) {
		struct seen once, again;

		if (line.n == 0 || line.p[0] == '#')
			continue;
		ck_assert(str_next(&line, '\t', &written));
		buf_reset(&cell);
		unescape(written, &cell);
		begin(&once);
		begin(&again);
		clause_reader_read(reader, buf_view(&cell), see, &once);
		clause_reader_read(reader, buf_view(&once.kept), see, &again);
		if (!str_eq(buf_view(&once.marked), line)) {
			fprintf(stderr, "%.*s: %s, not %.*s\n",
			    STR_ARG(written), buf_cstr(&once.marked),
			    STR_ARG(line));
			wrong++;
		} else if (!str_eq(buf_view(&again.marked), line)) {
			fprintf(stderr, "%.*s: kept %s, which is read %s\n",
			    STR_ARG(written), buf_cstr(&once.kept),
			    buf_cstr(&again.marked));
			wrong++;
		}
		n++;
		end(&once);
		end(&again);
	}
	ck_assert_uint_eq(wrong, 0);
	ck_assert_uint_ge(n, 150);
	buf_fini(&file);
	buf_fini(&cell);
}
END_TEST

/* Very long cells: all that can be told of them is told. */
START_TEST(test_long)
{
	struct seen s;
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	begin(&s);
	for (int i = 0; i < 20000; i++)
		buf_puts(&b, "8.5.1 a), ");
	clause_reader_read(reader, buf_view(&b), see, &s);
	ck_assert_uint_eq(s.n, 20000);
	ck_assert_ptr_null(strchr(buf_cstr(&s.marked), '?'));
	end(&s);
	begin(&s);
	buf_reset(&b);
	for (int i = 0; i < 100000; i++)
		buf_puts(&b, "((8.5");
	clause_reader_read(reader, buf_view(&b), see, &s);
	ck_assert_uint_eq(s.n, 1);
	ck_assert_int_eq(buf_cstr(&s.marked)[0], '?');
	end(&s);
	buf_fini(&b);
}
END_TEST

static const struct {
	const char *cell, *want;
} standards[] = {
	{ "ISO/IEC 20000-1", "ISO/IEC 20000-1" },
	{ "iso 20000", "ISO/IEC 20000-1" },
	{ "ISO 20001:2018", "ISO/IEC 20000-1" },
	{ "ISO 9001", ">ISO 9001" }, { "DIN EN ISO 9001:2015", ">ISO 9001" },
	{ "9001", ">ISO 9001" },
	{ "ISO 9001, ISO/IEC 20000-1", ">ISO 9001 ; ISO/IEC 20000-1" },
	{ "ISO 9001 / ISO 27001", ">ISO 9001 ; >ISO/IEC 27001" },
	{ "ISO 9001/27001", ">ISO 9001 ; >ISO/IEC 27001" },
	{ "ISO 9001 und ISO 14001", ">ISO 9001 ; >ISO 14001" },
	{ "ISO 9001\nISO 14001", ">ISO 9001 ; >ISO 14001" },
	{ "ISO 55001", ">ISO 55001" }, { "alle", "all" },
	{ "all; ISO 9001", "all ; >ISO 9001" },
	{ "Handbook", "?Handbook" }, { "9.2", "?9.2" },
	{ "ISO 9001 9.2", "?ISO 9001 9.2" }, { "ISO 20000-8", "?ISO 20000-8" },
	{ "", "" }, { " ; ", "" },
};

START_TEST(test_standards)
{
	struct seen s;

	begin(&s);
	s.names = true;
	clause_reader_standards(reader, str_of(standards[_i].cell), see, &s);
	ck_assert_str_eq(buf_cstr(&s.marked), standards[_i].want);
	end(&s);
}
END_TEST

static void
see_again(void *ctx, const struct written *w)
{
	const struct written *before = ctx;

	if (before->kind == WRITTEN_UNKNOWN)
		return;
	ck_assert_int_eq(w->kind, before->kind);
	ck_assert_msg(before->kind == WRITTEN_OTHER || (str_eq(w->kept,
	    before->kept) && str_eq(w->clause, before->clause)), "%.*s: %.*s",
	    STR_ARG(before->kept), STR_ARG(w->kept));
}

static void
see_pieces(void *ctx, const struct written *w)
{
	struct buf kept, clause;
	struct written copy = *w;
	unsigned *n = ctx;

	ck_assert_uint_gt(w->kept.n, 0);
	ck_assert_uint_eq(utf8_valid(w->kept), w->kept.n);
	buf_init(&kept, BUF_MAX_DEFAULT);
	buf_init(&clause, BUF_MAX_DEFAULT);
	buf_str(&kept, w->kept);
	buf_str(&clause, w->clause);
	copy.kept = buf_view(&kept);
	copy.clause = buf_view(&clause);
	clause_reader_read(second, copy.kept, see_again, &copy);
	buf_fini(&kept);
	buf_fini(&clause);
	(*n)++;
}

/*
 * Texts made of pieces: a clause that is kept is read as itself again, and what
 * belongs to another standard never as one of this.
 */
START_TEST(test_pieces)
{
	static const char *const piece[] = { "8.5.1", "8.6", "10", "a)", "(",
		")", " ", ", ", "; ", "/", "-", ".", ":", "ISO", "ISO 9001",
		"20000-1", "ISO/IEC 20000-1", ":2011", ":2018", "2011", "Kap. ",
		"bis", " und ", "Incident management", "Policy", "\xc3\xa4",
		"\xe2\x80\x93", "*", "\xc2\xa7", "ff.", "alle", "A.5.1", "99",
		"Amd 1", "lit. ", "\xe2\x80\xa2", "\xef\xbb\xbf", "=" };
	uint64_t seed = 7;
	struct buf b;

	buf_init(&b, BUF_MAX_DEFAULT);
	for (int i = 0; i < 40000; i++) {
		unsigned n = 0;

		buf_reset(&b);
		for (int k = 0; k < 2 + i % 9; k++) {
			seed = seed * UINT64_C(6364136223846793005) + 1442695;
			buf_puts(&b, piece[(seed >> 33) % (sizeof(piece) /
			    sizeof(piece[0]))]);
		}
		clause_reader_read(reader, buf_view(&b), see_pieces, &n);
	}
	buf_fini(&b);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("clause reader");
	TCase *t = tcase_create("read");

	tcase_add_unchecked_fixture(t, enter, leave);
	tcase_add_test(t, test_spellings);
	tcase_add_loop_test(t, test_standards, 0,
	    sizeof(standards) / sizeof(standards[0]));
	tcase_add_test(t, test_long);
	tcase_add_test(t, test_pieces);
	suite_add_tcase(s, t);
	return unit_run(s);
}
