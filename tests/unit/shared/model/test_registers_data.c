/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The registers as they are shipped: no header means two fields unless a rule
 * decides it, every field has a German and an English header, every spelling
 * of a word is understood as that word.
 */
#include <stdlib.h>

#include "importer/common/fold.h"
#include "importer/map/headers.h"
#include "importer/map/synonyms.h"
#include "shared/model/standard.h"
#include "tests/lib/unit.h"

static struct standard std;
static struct headers *index_;
static struct buf bad;

static void
setup(void)
{
	struct err e = { 0 };
	char *dir = standard_shipped();

	ck_assert_ptr_nonnull(dir);
	ck_assert_msg(standard_load_dir(&std, dir, &e) == 0, "%s", e.msg);
	free(dir);
	index_ = headers_new(&std);
	buf_init(&bad, BUF_MAX_DEFAULT);
}

static void
teardown(void)
{
	buf_fini(&bad);
	headers_free(index_);
	standard_free(&std);
}

static bool
same_fold(const char *a, struct str folded)
{
	struct buf b;
	bool same;

	buf_init(&b, BUF_MAX_DEFAULT);
	fold_header(&b, str_of(a));
	same = str_eq(buf_view(&b), folded);
	buf_fini(&b);
	return same;
}

static bool
has_rule(const struct field *f, struct str folded)
{
	for (size_t i = 0; i < f->ncontexts; i++)
		for (size_t k = 0; k < f->context[i].nheaders; k++)
			if (same_fold(f->context[i].header[k], folded))
				return true;
	return false;
}

/* The fields that a header means without a rule; a name decides by itself. */
static void
check_header(size_t reg, const char *header)
{
	const struct header_hit *hit;
	size_t n = headers_find(index_, (int)reg, str_of(header), &hit);
	const struct schema *s = &std.reg[reg];
	unsigned sure = 0, names = 0;

	for (size_t i = 0; i < n; i++) {
		if (hit[i].is_part)
			continue;
		names += hit[i].is_name;
		sure += !has_rule(&s->field[hit[i].field], hit[i].folded);
	}
	if (sure > 1 && names == 0)
		buf_printf(&bad, "%s: \"%s\" means %u fields without a rule\n",
		    s->name, header, sure);
}

START_TEST(test_one_meaning)
{
	for (size_t r = 0; r < std.nregisters; r++)
		for (size_t f = 0; f < std.reg[r].nfields; f++) {
			const struct field *fd = &std.reg[r].field[f];

			for (size_t k = 0; k < fd->naliases; k++)
				if (field_alias_kind(fd, k) != ALIAS_JOINED)
					check_header(r, fd->alias[k].header);
		}
	ck_assert_msg(bad.n == 0, "%s", buf_cstr(&bad));
}
END_TEST

/* Each alias must lead to its own field: not hidden by another's name. */
START_TEST(test_reached)
{
	for (size_t r = 0; r < std.nregisters; r++)
		for (size_t f = 0; f < std.reg[r].nfields; f++) {
			const struct field *fd = &std.reg[r].field[f];

			for (size_t k = 0; k < fd->naliases; k++) {
				const struct header_hit *hit;
				size_t n = headers_find(index_, (int)r,
				    str_of(fd->alias[k].header), &hit);
				bool own = false, other = false;

				if (field_alias_kind(fd, k) == ALIAS_JOINED)
					continue;
				for (size_t i = 0; i < n; i++) {
					own = own || hit[i].field == f;
					other = other || (hit[i].is_name &&
					    hit[i].field != f);
				}
				if (!own || other)
					buf_printf(&bad, "%s.%s: \"%s\" is "
					    "never understood\n",
					    std.reg[r].name, fd->name,
					    fd->alias[k].header);
			}
		}
	ck_assert_msg(bad.n == 0, "%s", buf_cstr(&bad));
}
END_TEST

/* The title is English. */
START_TEST(test_languages)
{
	for (size_t r = 0; r < std.nregisters; r++)
		for (size_t f = 0; f < std.reg[r].nfields; f++) {
			const struct field *fd = &std.reg[r].field[f];
			bool german = false;

			for (size_t k = 0; k < fd->naliases; k++)
				german = german ||
				    strcmp(fd->alias[k].lang, "de") == 0;
			if (!german || fd->title == NULL)
				buf_printf(&bad, "%s.%s has no German header\n",
				    std.reg[r].name, fd->name);
		}
	ck_assert_msg(bad.n == 0, "%s", buf_cstr(&bad));
}
END_TEST

/* A rule about a header that is none of its field decides nothing. */
START_TEST(test_rules)
{
	for (size_t r = 0; r < std.nregisters; r++)
		for (size_t f = 0; f < std.reg[r].nfields; f++) {
			const struct field *fd = &std.reg[r].field[f];

			for (size_t c = 0; c < fd->ncontexts; c++)
				for (size_t k = 0; k <
				    fd->context[c].nheaders; k++) {
					const char *z =
					    fd->context[c].header[k];
					const struct header_hit *hit;
					size_t n = headers_find(index_, (int)r,
					    str_of(z), &hit);
					bool own = false;

					for (size_t i = 0; i < n; i++)
						own = own ||
						    hit[i].field == f;
					if (!own)
						buf_printf(&bad, "%s.%s: no "
						    "alias \"%s\"\n",
						    std.reg[r].name, fd->name,
						    z);
				}
		}
	ck_assert_msg(bad.n == 0, "%s", buf_cstr(&bad));
}
END_TEST

/* What is left out must not be what a field is called. */
START_TEST(test_unused)
{
	for (size_t r = 0; r < std.nregisters; r++)
		for (size_t k = 0; k < std.reg[r].nunused; k++) {
			const char *z = std.reg[r].unused[k].header;
			const struct header_hit *hit;
			size_t n = headers_find(index_, (int)r, str_of(z),
			    &hit);

			for (size_t i = 0; i < n; i++)
				if (!hit[i].is_part && same_fold(z,
				    hit[i].folded))
					buf_printf(&bad, "%s: \"%s\" is %s\n",
					    std.reg[r].name, z,
					    std.reg[r].field[hit[i].field]
					    .name);
		}
	ck_assert_msg(bad.n == 0, "%s", buf_cstr(&bad));
}
END_TEST

static void
check_spelling(const struct schema *s, const struct field *f, struct synonyms *w,
    const char *text, size_t word)
{
	struct buf folded;

	buf_init(&folded, BUF_MAX_DEFAULT);
	fold_header(&folded, str_of(text));
	if (synonyms_find(w, str_of(text)) != (int)word ||
	    synonyms_find(w, buf_view(&folded)) != (int)word)
		buf_printf(&bad, "%s.%s: \"%s\" is not understood as %s\n",
		    s->name, f->name, text, f->word[word].word);
	buf_fini(&folded);
}

START_TEST(test_words)
{
	for (size_t r = 0; r < std.nregisters; r++)
		for (size_t f = 0; f < std.reg[r].nfields; f++) {
			const struct field *fd = &std.reg[r].field[f];
			struct synonyms *w;

			if (fd->nwords == 0)
				continue;
			w = synonyms_new(fd);
			for (size_t i = 0; i < fd->nwords; i++) {
				check_spelling(&std.reg[r], fd, w,
				    fd->word[i].word, i);
				for (size_t k = 0; k < fd->word[i].naliases;
				    k++)
					check_spelling(&std.reg[r], fd, w,
					    fd->word[i].alias[k], i);
			}
			synonyms_free(w);
		}
	ck_assert_msg(bad.n == 0, "%s", buf_cstr(&bad));
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("registers_data");
	TCase *tc = tcase_create("all");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, test_one_meaning);
	tcase_add_test(tc, test_reached);
	tcase_add_test(tc, test_languages);
	tcase_add_test(tc, test_rules);
	tcase_add_test(tc, test_unused);
	tcase_add_test(tc, test_words);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
