/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Checkpoints that were kept: every form of file, damage with its line, and
 * which of them are of one history. Two logs share their first 12 records.
 */
#include <stdio.h>
#include <stdlib.h>

#include <sys/stat.h>

#include <check.h>

#include "shared/base/enc.h"
#include "shared/log/fork.h"
#include "shared/log/kept.h"
#include "shared/log/transport.h"
#include "tests/lib/unit.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define LEAVES 40
#define SHARED 12 /* records that both logs have */
#define ORIGIN "registers.example/store-1"

static struct merkle_hash leaf[2][LEAVES];

static void
enter(void)
{
	unit_enter();
	for (int log = 0; log < 2; log++)
		for (int i = 0; i < LEAVES; i++) {
			char text[32];
			int n = snprintf(text, sizeof(text), "%d of log %d\n",
			    i, i < SHARED ? 0 : log);

			merkle_leaf_hash(&leaf[log][i], text, (size_t)n);
		}
}

static void
put_note(struct buf *b, const char *origin, int log, uint64_t size)
{
	struct checkpoint c = { .size = size };

	snprintf(c.origin, sizeof(c.origin), "%s", origin);
	merkle_root_of(leaf[log], size, &c.root);
	checkpoint_format(b, &c);
	buf_printf(b, "\n\xe2\x80\x94 %s AAAAAAAA\n", origin);
}

/* What a file of each kind holds. */
enum form { NOTE, PROOF, RECEIPT, CONSISTENCY, HISTORY, NOTES, FORMS };

static void
put_form(struct buf *b, enum form form, int log, uint64_t size, uint64_t old)
{
	struct proof_file p = { .leaf = STR("{\"type\":\"report\"}\n"),
		.head_size = 1, .index = size - 1 };
	struct merkle_proof from;
	struct buf note;

	buf_init(&note, 4096);
	put_note(&note, ORIGIN, log, size);
	p.checkpoint = buf_view(&note);
	switch (form) {
	case PROOF:
		merkle_prove_inclusion(leaf[log], size, size - 1, &p.inclusion);
		proof_file_format(b, &p);
		break;
	case RECEIPT:
		buf_puts(b, "RECEIPT FOR THE AUDITOR\n\nKeep it.\n\n");
		buf_str(b, buf_view(&note));
		buf_puts(b, "\nThe report is a self-assessment.\n");
		break;
	case CONSISTENCY:
		merkle_prove_consistency(leaf[log], size, old, &from);
		consistency_file_format(b, old, &from, buf_view(&note));
		break;
	case HISTORY:
		history_file_format(b, leaf[log], size, buf_view(&note));
		break;
	case NOTES:
		buf_puts(b, "The one:\n\n");
		buf_str(b, buf_view(&note));
		buf_puts(b, "\nThe other:\n\n");
		buf_str(b, buf_view(&note));
		break;
	default:
		buf_str(b, buf_view(&note));
	}
	buf_fini(&note);
}

static void
write_file(const char *path, struct str text)
{
	FILE *f = fopen(path, "w");

	ck_assert(f != NULL && fwrite(text.p, 1, text.n, f) == text.n &&
	    fclose(f) == 0);
}

static void
write_form(const char *path, enum form form, int log, uint64_t size,
    uint64_t old)
{
	struct buf b;

	buf_init(&b, 1 << 20);
	put_form(&b, form, log, size, old);
	write_file(path, buf_view(&b));
	buf_fini(&b);
}

static void
must_read(struct kept *k, const char *path)
{
	struct err e = { 0 };

	ck_assert_msg(kept_read(k, path, &e) == 0, "%s: %s", path, e.msg);
}

/* Each form, as it is written and as mail brings it. */
START_TEST(test_forms)
{
	enum form form = (enum form)(_i / 2);
	struct kept k = { .n = 0 };
	struct buf b, mailed;

	buf_init(&b, 1 << 20);
	buf_init(&mailed, 1 << 20);
	put_form(&b, form, 0, 20, 7);
	if (_i % 2 == 1)
		buf_puts(&mailed, "\xef\xbb\xbf");
	for (size_t i = 0; i < b.n; i++) {
		if (_i % 2 == 1 && b.p[i] == '\n')
			buf_putc(&mailed, '\r');
		buf_putc(&mailed, b.p[i]);
	}
	write_file("kept.txt", buf_view(&mailed));
	must_read(&k, "kept.txt");
	ck_assert_uint_eq(k.n, form == NOTES ? 2 : 1);
	for (size_t i = 0; i < k.n; i++) {
		struct merkle_hash root;

		merkle_root_of(leaf[0], 20, &root);
		ck_assert_uint_eq(k.item[i].at.size, 20);
		ck_assert(merkle_same(&root, &k.item[i].at.root));
		ck_assert_str_eq(k.item[i].at.origin, ORIGIN);
		ck_assert(str_starts(k.item[i].note, STR(ORIGIN "\n20\n")));
		ck_assert((k.item[i].leaf != NULL) == (form == HISTORY));
		ck_assert((k.item[i].proof != NULL) == (form == CONSISTENCY));
	}
	kept_free(&k);
	buf_fini(&b);
	buf_fini(&mailed);
}
END_TEST

/* A text that must be refused, and what the message must hold. */
static const struct {
	const char *text, *says;
} damage[] = {
	{ "", "holds no checkpoint" },
	{ "nothing of ours\n", "holds no checkpoint" },
	{ "o\nx\nAA==\n\n\xe2\x80\x94 o AAAAAAAA\n", "line 1: the checkpoint's "
	  "second line is not a size" },
	{ "o\n1\nAA==\n\n\xe2\x80\x94 o AAAAAAAA\n", "line 1: the checkpoint's "
	  "third line is not a root hash" },
	{ "\n\xe2\x80\x94 o AAAAAAAA\n", "line 2: a signature without a "
	  "checkpoint" },
	{ "o\n1\nAA==\n\n\xe2\x80\x94 o AAAAAAAA", "line 5: the signature is "
	  "cut off" },
	{ "o\n1\nAA==\n\n\xe2\x80\x94 o AAA*\n", "line 1: what begins here is "
	  "not a signed checkpoint" },
	{ "old 1x\n\no\n", "line 1: this is not the size of a log" },
	{ "old 1\nAAAA\n\no\n", "line 2: this is not a hash" },
	{ "old 1\n", "it ends before the checkpoint" },
	{ "preaudit-history/1\n", "line 2: it ends before the checkpoint" },
	{ "preaudit-history/1\nAA==\n\n", "line 2: this is not a hash" },
	{ "c2sp.org/tlog-proof@v1\n", "proof" },
};

START_TEST(test_damage)
{
	struct kept k = { .n = 0 };
	struct err e = { 0 };

	write_file("kept.txt", str_of(damage[_i].text));
	ck_assert_int_eq(kept_read(&k, "kept.txt", &e), -1);
	ck_assert_int_eq(e.code, ERR_USAGE);
	ck_assert_msg(strstr(e.msg, damage[_i].says) != NULL &&
	    strstr(e.msg, "kept.txt") != NULL, "\"%s\" does not say \"%s\"",
	    e.msg, damage[_i].says);
	kept_free(&k);
}
END_TEST

/* A history whose hashes, or whose checkpoint, were changed. */
START_TEST(test_history_is_whole)
{
	struct kept k = { .n = 0 };
	struct err e = { 0 };
	struct buf b;

	buf_init(&b, 1 << 20);
	put_form(&b, HISTORY, 0, 20, 0);
	/* Each line that is a hash, with its first character changed. */
	for (size_t i = strlen("preaudit-history/1\n"); b.p[i] != '\n';
	    i += 45) {
		char was = b.p[i];

		b.p[i] = was == 'A' ? 'B' : 'A';
		write_file("h", buf_view(&b));
		ck_assert_int_eq(kept_read(&k, "h", &e), -1);
		ck_assert_ptr_nonnull(strstr(e.msg, "not those of this "
		    "checkpoint"));
		b.p[i] = was;
	}
	write_file("h", buf_view(&b));
	must_read(&k, "h");
	kept_free(&k);
	buf_fini(&b);
}
END_TEST

/* A folder: texts of ours, and others that are passed over. */
START_TEST(test_folder)
{
	struct kept k = { .n = 0 };
	struct err e = { 0 };

	ck_assert(mkdir("d", 0700) == 0 && mkdir("d/2026", 0700) == 0);
	ck_assert_int_eq(kept_read(&k, "d", &e), -1);
	ck_assert_ptr_nonnull(strstr(e.msg, "holds no checkpoint"));
	write_file("d/readiness.xlsx", STR("PK\003\004 and more"));
	write_file("d/notes.txt", STR("what he said:\n\n\xe2\x80\x94 yes\n"));
	write_file("d/list.csv", STR("a,b\n1,2\n"));
	write_form("d/RECEIPT.txt", RECEIPT, 0, 9, 0);
	write_form("d/2026/proof.txt", PROOF, 0, 20, 0);
	must_read(&k, "d");
	ck_assert_uint_eq(k.n, 2);
	write_file("d/2026/history.txt", STR("preaudit-history/1\nAA\n"));
	ck_assert_int_eq(kept_read(&k, "d", &e), -1);
	ck_assert_ptr_nonnull(strstr(e.msg, "d/2026/history.txt line 2"));
	kept_free(&k);
}
END_TEST

/* Two files, a third that may join them, and what comes of it. */
enum outcome { ONE, TWO, OPEN };
static const struct {
	enum form form[3];
	int log[3];
	uint64_t size[3], old[3];
	int n;
	enum outcome outcome; /* of the first two */
} cases[] = {
	/* the same size */
	{ { NOTE, PROOF }, { 0, 0 }, { 20, 20 }, { 0, 0 }, 2, ONE },
	{ { NOTE, PROOF }, { 0, 1 }, { 20, 20 }, { 0, 0 }, 2, TWO },
	{ { NOTE, PROOF }, { 0, 1 }, { 12, 12 }, { 0, 0 }, 2, ONE },
	/* different sizes say nothing by themselves */
	{ { NOTE, NOTE }, { 0, 0 }, { 10, 20 }, { 0, 0 }, 2, OPEN },
	{ { NOTE, NOTE }, { 1, 0 }, { 20, 30 }, { 0, 0 }, 2, OPEN },
	/* a history settles all that it covers */
	{ { RECEIPT, HISTORY }, { 0, 0 }, { 10, 30 }, { 0, 0 }, 2, ONE },
	{ { RECEIPT, HISTORY }, { 1, 0 }, { 12, 30 }, { 0, 0 }, 2, ONE },
	{ { RECEIPT, HISTORY }, { 1, 0 }, { 13, 30 }, { 0, 0 }, 2, TWO },
	{ { HISTORY, RECEIPT }, { 0, 0 }, { 10, 30 }, { 0, 0 }, 2, OPEN },
	/* one of a third file, too; one of another branch does not */
	{ { NOTE, NOTE, HISTORY }, { 0, 0, 0 }, { 10, 20, 30 }, { 0, 0, 0 }, 3,
	  ONE },
	{ { NOTE, NOTE, HISTORY }, { 1, 0, 0 }, { 15, 20, 30 }, { 0, 0, 0 }, 3,
	  TWO },
	{ { NOTE, NOTE, HISTORY }, { 1, 1, 0 }, { 15, 20, 30 }, { 0, 0, 0 }, 3,
	  OPEN },
	/* consistency files join exactly their two sizes */
	{ { NOTE, CONSISTENCY }, { 0, 0 }, { 10, 20 }, { 0, 10 }, 2, ONE },
	{ { NOTE, CONSISTENCY }, { 0, 0 }, { 11, 20 }, { 0, 10 }, 2, OPEN },
	{ { NOTE, CONSISTENCY }, { 1, 0 }, { 15, 20 }, { 0, 15 }, 2, OPEN },
	{ { NOTE, CONSISTENCY, CONSISTENCY }, { 0, 0, 0 }, { 10, 30, 20 },
	  { 0, 20, 10 }, 3, ONE },
};

START_TEST(test_relations)
{
	struct kept k = { .n = 0 };
	struct kept_fork fork;
	bool forked;
	char name[16];

	for (int i = 0; i < cases[_i].n; i++) {
		snprintf(name, sizeof(name), "file%d", i);
		write_form(name, cases[_i].form[i], cases[_i].log[i],
		    cases[_i].size[i], cases[_i].old[i]);
		must_read(&k, name);
	}
	forked = kept_settle(&k, &fork);
	if (cases[_i].outcome == TWO) {
		ck_assert(forked && fork.a != fork.b);
		ck_assert(k.item[0].history != k.item[1].history);
	} else {
		ck_assert((k.item[0].history == k.item[1].history) ==
		    (cases[_i].outcome == ONE));
		ck_assert(!forked || cases[_i].n == 3);
	}
	kept_free(&k);
}
END_TEST

/* Every pair of sizes of both logs beside a history: never wrong. */
START_TEST(test_all_pairs)
{
	size_t settled = 0;

	write_form("h", HISTORY, 0, LEAVES, 0);
	for (uint64_t a = 1; a <= LEAVES; a++)
		for (int log = 0; log < 2; log++) {
			struct kept k = { .n = 0 };
			struct kept_fork fork;

			write_form("n", NOTE, log, a, 0);
			must_read(&k, "h");
			must_read(&k, "n");
			ck_assert(kept_settle(&k, &fork) ==
			    (log == 1 && a > SHARED));
			settled++;
			kept_free(&k);
		}
	ck_assert_uint_eq(settled, 2 * LEAVES);
}
END_TEST

/* Logs of other names have nothing to do with each other. */
START_TEST(test_other_log)
{
	struct kept k = { .n = 0 };
	struct kept_fork fork;
	struct buf b;

	buf_init(&b, 4096);
	put_note(&b, "other.example/log", 1, 20);
	write_file("other", buf_view(&b));
	write_form("ours", HISTORY, 0, 20, 0);
	must_read(&k, "other");
	must_read(&k, "ours");
	ck_assert(!kept_settle(&k, &fork));
	ck_assert(k.item[0].history != k.item[1].history);
	kept_free(&k);
	buf_fini(&b);
}
END_TEST

static const struct {
	const char *text, *becomes;
	bool changed;
} transport[] = {
	{ "a\nb\n", "a\nb\n", false },
	{ "a\r\nb\r\n", "a\nb\n", true },
	{ "\xef\xbb\xbf" "a\n", "a\n", true },
	{ "\xef\xbb\xbf", "", true },
	{ "a\rb\r", "a\rb\r", false },
	{ "a\r\r\nb", "a\r\nb", true },
	{ "", "", false },
};

START_TEST(test_transport)
{
	struct buf b;

	buf_init(&b, 4096);
	buf_puts(&b, transport[_i].text);
	ck_assert(transport_undo(&b) == transport[_i].changed);
	ck_assert(str_is(buf_view(&b), transport[_i].becomes));
	buf_fini(&b);
}
END_TEST

/* The page about two histories: both notes are read from it. */
static const struct {
	uint64_t older, newer;
	bool proof;
} pages[] = {
	{ 20, 20, false }, { 13, 30, true }, { 16, 31, true }, { 13, 30, false },
};

START_TEST(test_fork_page)
{
	uint64_t older = pages[_i].older, newer = pages[_i].newer;
	const uint8_t pub[ED25519_PUBLIC_BYTES] = { 1 };
	struct kept k = { .n = 0 };
	struct kept_fork pair;
	struct merkle_proof proof;
	struct fork f = { .proof = NULL };
	struct buf note[2];
	struct err e = { 0 };
	char *path;

	for (int i = 0; i < 2; i++) {
		struct fork_side *side = i == 0 ? &f.older : &f.newer;

		buf_init(&note[i], 4096);
		put_note(&note[i], ORIGIN, i, i == 0 ? older : newer);
		*side = (struct fork_side){ .where = "here",
			.at = { .size = i == 0 ? older : newer },
			.note = buf_view(&note[i]) };
	}
	vkey_make(&f.key, STR(ORIGIN), pub);
	if (pages[_i].proof) {
		merkle_prove_consistency(leaf[1], newer, older, &proof);
		merkle_root_of(leaf[1], older, &f.root);
		f.proof = &proof;
	}
	ck_assert_msg(fork_write(".", &f, &path, &e) == 0, "%s", e.msg);
	ck_assert_str_eq(path, "./fork-evidence.txt");
	must_read(&k, path);
	ck_assert_uint_eq(k.n, 2);
	ck_assert_uint_eq(k.item[0].at.size, older);
	ck_assert_uint_eq(k.item[1].at.size, newer);
	/* Of two sizes it takes the root that the newer log had, proved. */
	ck_assert(kept_settle(&k, &pair) ==
	    (older == newer || pages[_i].proof));
	for (size_t i = 0; pages[_i].proof && i < k.n; i++) {
		static const struct merkle_proof none;

		if (k.item[i].proof != NULL)
			k.item[i].proof = &none;
	}
	ck_assert(kept_settle(&k, &pair) == (older == newer));
	kept_free(&k);
	free(path);
	for (int i = 0; i < 2; i++)
		buf_fini(&note[i]);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("kept");
	TCase *t = tcase_create("kept");

	tcase_add_checked_fixture(t, enter, unit_leave);
	tcase_add_loop_test(t, test_forms, 0, 2 * FORMS);
	tcase_add_loop_test(t, test_damage, 0, COUNT(damage));
	tcase_add_test(t, test_history_is_whole);
	tcase_add_test(t, test_folder);
	tcase_add_loop_test(t, test_relations, 0, COUNT(cases));
	tcase_add_test(t, test_all_pairs);
	tcase_add_test(t, test_other_log);
	tcase_add_loop_test(t, test_transport, 0, COUNT(transport));
	tcase_add_loop_test(t, test_fork_page, 0, COUNT(pages));
	suite_add_tcase(s, t);
	return unit_run(s);
}
