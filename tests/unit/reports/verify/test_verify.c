/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the verifier answers: to files as issued, altered, without proof, with
 * the keys of strangers, against checkpoints kept earlier.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "reports/verify/request.h"
#include "shared/base/enc.h"
#include "shared/log/key_internal.h"
#include "tests/lib/unit_issue.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

#define R "s/reports/" ID1

/* What was answered; given back when the test ends. */
static struct verify_answer *asked;
static size_t nasked, cap_asked;

static void
leave(void)
{
	while (nasked > 0)
		verify_answer_fini(&asked[--nasked]);
	free(asked);
	unit_leave();
}

/* The reasons as a C string, which lives as long as the answer. */
static const char *
why(struct verify_answer *a)
{
	return buf_cstr(&a->why);
}

/* The answer stays readable until the test ends. */
static struct verify_answer
ask(struct verify_request q)
{
	struct verify_answer a;
	struct err e = { 0 };

	if (q.store != NULL)
		q.store_path = "s";
	ck_assert_msg(verify_file(&q, &a, &e) == 0, "%s", e.msg);
	(void)why(&a); /* has room for it from here on */
	asked = mem_grow(asked, &cap_asked, nasked, sizeof(*asked));
	asked[nasked++] = a;
	return a;
}

/* The error of a check that cannot be done. */
static struct err
refused(struct verify_request q)
{
	struct verify_answer a;
	struct err e = { 0 };

	ck_assert_int_eq(verify_file(&q, &a, &e), -1);
	verify_answer_fini(&a);
	return e;
}

#define IS(a, question) ((a).is.to[VERDICT_##question])

START_TEST(issued_files_are_genuine)
{
	static const char *const file[] = { R "/content.csv",
		R "/readiness.html", R "/readiness.xlsx" };
	struct vkeys keys;
	struct verify_answer a;

	unit_issued(ID1, "2026-01-01", "one");
	unit_keys(&keys, "s");
	for (size_t i = 0; i < COUNT(file); i++) {
		a = ask((struct verify_request){ .file = file[i],
			.keys = &keys });
		ck_assert_int_eq(a.verdict, VERDICT_GENUINE);
		ck_assert_int_eq(IS(a, FILE), VERDICT_FILE_EXACT);
		ck_assert_int_eq(IS(a, PROOF), VERDICT_PROOF_OK);
		ck_assert_int_eq(IS(a, SIGNATURE), VERDICT_SIGNATURE_OK);
		ck_assert_str_eq(a.report, ID1);
		ck_assert_str_eq(a.as_of, "2026-01-01");
		ck_assert_str_eq(a.origin, ORIGIN);
		ck_assert_str_eq(a.key_name, ORIGIN);
		ck_assert_str_eq(why(&a), "");
	}
}
END_TEST

START_TEST(keys_come_from_the_verifier)
{
	struct vkeys own, other, both;
	struct verify_request q = { .file = R "/readiness.html" };
	struct verify_answer a;

	unit_issued(ID1, "2026-01-01", "one");
	unit_store("o", "example.org/o");
	unit_keys(&own, "s");
	unit_keys(&other, "o");
	both = other;
	both.key[both.n++] = own.key[0];
	a = ask(q); /* none */
	ck_assert_int_eq(a.verdict, VERDICT_SIGNER_NOT_CONFIRMED);
	ck_assert_int_eq(IS(a, SIGNATURE), VERDICT_SIGNATURE_NO_KEY);
	ck_assert_int_eq(IS(a, PROOF), VERDICT_PROOF_OK);
	ck_assert_str_eq(a.key, "");
	q.keys = &other;
	a = ask(q);
	ck_assert_int_eq(a.verdict, VERDICT_SIGNER_NOT_CONFIRMED);
	q.keys = &both;
	a = ask(q);
	ck_assert_int_eq(a.verdict, VERDICT_GENUINE);
	ck_assert_str_eq(a.key_name, ORIGIN);
	/* A key of that name which is another: its line fails. */
	other.key[0] = own.key[0];
	other.key[0].pub[0] ^= 1;
	q.keys = &other;
	a = ask(q);
	ck_assert_int_eq(a.verdict, VERDICT_UNPROVEN);
	ck_assert_int_eq(IS(a, SIGNATURE), VERDICT_SIGNATURE_FAILED);
}
END_TEST

/* Signs the proof's checkpoint with the key of another store instead. */
static void
sign_by_other(const char *proof_path, const char *key_path, const char *name)
{
	uint8_t sig[ED25519_SIGNATURE_BYTES], pub[ED25519_PUBLIC_BYTES];
	struct buf b, scratch, note, out;
	struct proof_file p;
	struct signkey *k;
	struct str text;
	struct vkey key;
	struct err e;

	unit_get(proof_path, &b);
	buf_init(&scratch, 65536);
	buf_init(&note, 65536);
	buf_init(&out, 65536);
	ck_assert(proof_file_parse(&p, buf_view(&b), &scratch, &e) == 0);
	text = p.checkpoint;
	text.n = (size_t)((const char *)memmem(text.p, text.n, "\n\n", 2) -
	    text.p) + 1;
	ck_assert(key_open(&k, key_path, NULL, &e) == 0);
	key_public(k, pub);
	vkey_make(&key, str_of(name), pub);
	ck_assert(key_sign(k, text, sig, &e) == 0);
	key_close(k);
	buf_str(&note, text);
	buf_putc(&note, '\n');
	note_put_signature(&note, &key, sig);
	p.checkpoint = buf_view(&note);
	proof_file_format(&out, &p);
	unit_put("forged.txt", buf_view(&out));
	buf_fini(&b);
	buf_fini(&scratch);
	buf_fini(&note);
	buf_fini(&out);
}

/* Who trusts two logs does not let one speak in the other's name. */
START_TEST(a_key_speaks_for_its_own_log)
{
	struct vkeys keys, own;
	struct verify_request q = { .file = R "/readiness.html",
		.keys = &keys, .proof_path = "forged.txt" };
	struct verify_answer a;

	unit_issued(ID1, "2026-01-01", "one");
	unit_store("o", "example.org/o");
	unit_keys(&keys, "o");
	unit_keys(&own, "s");
	keys.key[keys.n++] = own.key[0];
	sign_by_other(R "/proof.txt", "o.key", "example.org/o");
	a = ask(q);
	ck_assert_int_eq(IS(a, SIGNATURE), VERDICT_SIGNATURE_UNKNOWN_KEY);
	ck_assert_int_eq(a.verdict, VERDICT_SIGNER_NOT_CONFIRMED);
	ck_assert_ptr_nonnull(strstr(why(&a), "another log"));
	/* In its own name with that key, it is the verifier's key that fails. */
	sign_by_other(R "/proof.txt", "o.key", ORIGIN);
	a = ask(q);
	ck_assert_int_eq(IS(a, SIGNATURE), VERDICT_SIGNATURE_UNKNOWN_KEY);
	ck_assert_int_eq(a.verdict, VERDICT_SIGNER_NOT_CONFIRMED);
	/* And the right one is taken. */
	sign_by_other(R "/proof.txt", "s.key", ORIGIN);
	a = ask(q);
	ck_assert_int_eq(a.verdict, VERDICT_GENUINE);
}
END_TEST

/* Does the file still say which report it is, with this byte changed? */
static bool
says(const struct buf *b, size_t at)
{
	static const char id[] = "<dt>Report</dt><dd>" ID1;
	const char *has = memmem(b->p, b->n, id, strlen(id));
	const char *byte = b->p + at;

	return has != NULL && (byte < has || byte >= has + strlen(id));
}

START_TEST(every_byte_counts)
{
	static const char *const file[] = { "content.csv", "readiness.html",
		"readiness.xlsx" };
	struct vkeys keys;

	unit_issued(ID1, "2026-01-01", "one");
	unit_keys(&keys, "s");
	unit_copy(R "/proof.txt", "proof.txt");
	for (size_t i = 0; i < COUNT(file); i++) {
		char path[100];
		struct buf b;

		snprintf(path, sizeof(path), R "/%s", file[i]);
		unit_get(path, &b);
		for (size_t at = 0; at < b.n; at++) {
			struct verify_answer a;

			b.p[at] = (char)(b.p[at] ^ 4);
			unit_put("altered", buf_view(&b));
			b.p[at] = (char)(b.p[at] ^ 4);
			a = ask((struct verify_request){ .file = "altered",
				.keys = &keys });
			ck_assert_int_eq(a.verdict, a.report != NULL &&
			    says(&b, at) ? VERDICT_ALTERED :
			    VERDICT_NOT_THIS_FILE);
			ck_assert_msg(why(&a)[0] != '\0', "byte %zu", at);
		}
		unit_put("altered", (struct str){ b.p, b.n - 1 });
		ck_assert_int_ne(ask((struct verify_request){
			.file = "altered", .keys = &keys }).status, 0);
		buf_fini(&b);
	}
	unit_put("altered", STR(""));
	ck_assert_int_eq(ask((struct verify_request){ .file = "altered",
		.keys = &keys }).verdict, VERDICT_NOT_THIS_FILE);
}
END_TEST

/* A changed byte of the proof never leaves the file genuine. */
START_TEST(every_byte_of_the_proof_counts)
{
	struct vkeys keys;
	struct buf b;

	unit_issued(ID1, "2026-01-01", "one");
	unit_keys(&keys, "s");
	unit_get(R "/proof.txt", &b);
	for (size_t at = 0; at < b.n; at++) {
		struct verify_answer a;

		b.p[at] = (char)(b.p[at] ^ 1);
		unit_put("p.txt", buf_view(&b));
		b.p[at] = (char)(b.p[at] ^ 1);
		a = ask((struct verify_request){ .keys = &keys,
			.file = R "/readiness.html", .proof_path = "p.txt" });
		ck_assert_msg(a.status != 0, "byte %zu", at);
		/* What is wrong with it is said in words. */
		ck_assert_msg(why(&a)[0] != '\0' ||
		    a.verdict == VERDICT_SIGNER_NOT_CONFIRMED, "byte %zu", at);
	}
	buf_fini(&b);
}
END_TEST

/* A proof with other lines, and what must be said of it. */
START_TEST(damaged_proofs_are_worded)
{
	static const struct {
		const char *change; /* a command of sed */
		const char *says;
	} cases[] = {
		{ "1s/v1/v2/", "the first line is not" },
		{ "1d", "the first line is not" },
		{ "2s/^extra /extra !/", "extra line is not base64" },
		{ "2d", "the second line is not \"extra\"" },
		{ "2s/.*/extra AAAA/", "holds no record" },
		{ "3s/.*/index x/", "the third line is not \"index\"" },
		{ "3s/.*/index 007/", "the third line is not \"index\"" },
		{ "3s/.*/index 9007199254740992/", "third line" },
		{ "3s/.*/index 1/", "does not contain record 1" },
		{ "4s/^.*$/AAAA/", "an inclusion hash is wrong" },
		{ "/^$/,$d", "it holds no checkpoint" },
		{ "$d", "not signed by the key it names" },
		{ "$s/^/- /", "not signed by the key it names" },
		{ "$s/.\\(.\\{20\\}\\)$/B\\1/",
		    "not signed by the key it names" },
		{ "/^example/,$s/^3$/03/", "signed" },
		{ "/^example/,$s/^3$/4/", "signed" },
		{ "2s/^extra ./extra Z/", "cannot be read" },
	};
	struct vkeys keys;

	unit_issued(ID1, "2026-01-01", "one");
	unit_keys(&keys, "s");
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct verify_answer a;
		char command[300];

		snprintf(command, sizeof(command), "sed '%s' " R
		    "/proof.txt >p.txt", cases[i].change);
		ck_assert_int_eq(system(command), 0);
		a = ask((struct verify_request){ .keys = &keys,
			.file = R "/readiness.html", .proof_path = "p.txt" });
		ck_assert_msg(a.status == 4 &&
		    strstr(why(&a), cases[i].says) != NULL, "%s: %d %s",
		    cases[i].change, a.status, why(&a));
	}
}
END_TEST

/* Appends the log's checkpoint over these leaves, signed with its key. */
static void
sign_tree(struct buf *note, const struct merkle_hash *leaf, uint64_t size)
{
	uint8_t sig[ED25519_SIGNATURE_BYTES], pub[ED25519_PUBLIC_BYTES];
	struct checkpoint c = { .origin = ORIGIN, .size = size };
	struct signkey *k;
	struct vkey key;
	struct err e;

	merkle_root_of(leaf, size, &c.root);
	ck_assert(key_open(&k, "s.key", NULL, &e) == 0);
	key_public(k, pub);
	vkey_make(&key, STR(ORIGIN), pub);
	checkpoint_format(note, &c);
	ck_assert(key_sign(k, buf_view(note), sig, &e) == 0);
	key_close(k);
	buf_putc(note, '\n');
	note_put_signature(note, &key, sig);
}

/* The record of report 2 of the store, with another id, properly signed. */
static void
forge_id(const struct store *s, const char *id)
{
	struct merkle_hash leaf[3] = { s->hash[0], s->hash[1] };
	struct proof_file p = { .head_size = 2, .index = 2 };
	struct buf line, note, out;
	char *at;

	buf_init(&line, 65536);
	buf_init(&note, 65536);
	buf_init(&out, 65536);
	buf_str(&line, s->line[2]);
	at = memmem(line.p, line.n, s->leaf[2].u.report.id, strlen(id));
	ck_assert_ptr_nonnull(at);
	memcpy(at, id, strlen(id));
	merkle_leaf_hash(&leaf[2], line.p, line.n);
	sign_tree(&note, leaf, 3);
	p.leaf = buf_view(&line);
	p.checkpoint = buf_view(&note);
	merkle_prove_inclusion(leaf, 3, 2, &p.inclusion);
	merkle_prove_consistency(leaf, 3, 2, &p.consistency);
	proof_file_format(&out, &p);
	unit_put("forged.txt", buf_view(&out));
	buf_fini(&line);
	buf_fini(&note);
	buf_fini(&out);
}

/* An owner may sign any id; it counts only where the record makes it. */
START_TEST(an_id_is_derived)
{
	static const struct {
		const char *id;
		enum verdict verdict;
	} cases[] = {
		{ ID1, VERDICT_GENUINE },
		{ ID2, VERDICT_UNPROVEN },
	};
	struct vkeys keys;
	struct store s;

	unit_issued(ID1, "2026-01-01", "one");
	unit_keys(&keys, "s");
	unit_store_open(&s, "s");
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct verify_answer a;

		forge_id(&s, cases[i].id);
		a = ask((struct verify_request){ .file = R "/content.csv",
			.keys = &keys, .proof_path = "forged.txt" });
		ck_assert_msg(a.verdict == cases[i].verdict, "%s: %s",
		    verdict_name(a.verdict), why(&a));
		ck_assert_msg(i == 0 || strstr(why(&a), "its id") != NULL,
		    "%s", why(&a));
	}
	store_close(&s);
}
END_TEST

START_TEST(without_a_proof)
{
	struct vkeys keys;
	struct verify_answer a;
	struct store s;
	struct err e = { 0 };

	unit_issued(ID1, "2026-01-01", "one");
	unit_keys(&keys, "s");
	unit_copy(R "/readiness.html", "alone.html");
	a = ask((struct verify_request){ .file = "alone.html",
		.keys = &keys });
	ck_assert_int_eq(a.verdict, VERDICT_UNPROVEN);
	ck_assert_int_eq(IS(a, FILE), VERDICT_FILE_UNKNOWN);
	ck_assert_ptr_nonnull(strstr(why(&a), "--proof"));
	/* The store proves what is in it, and nothing else. */
	unit_store_open(&s, "s");
	a = ask((struct verify_request){ .file = "alone.html", .keys = &keys,
		.store = &s });
	ck_assert_int_eq(a.verdict, VERDICT_GENUINE);
	unit_put("foreign.html", STR("<p>" ID1));
	unit_put("foreign.xlsx", STR("PK\003\004 no workbook"));
	a = ask((struct verify_request){ .file = "foreign.html",
		.keys = &keys, .store = &s });
	ck_assert_int_eq(a.verdict, VERDICT_UNPROVEN);
	ck_assert_int_eq(IS(a, FILE), VERDICT_FILE_UNKNOWN);
	ck_assert_ptr_null(a.report);
	a = ask((struct verify_request){ .file = "foreign.xlsx",
		.keys = &keys, .store = &s });
	ck_assert_int_eq(a.verdict, VERDICT_UNPROVEN);
	ck_assert_ptr_nonnull(strstr(why(&a), "workbook"));
	store_close(&s);
	/* What cannot be done at all. */
	e = refused((struct verify_request){
		.file = "alone.html", .proof_path = "none.txt" });
	ck_assert_int_eq(e.code, ERR_USAGE);
	ck_assert_ptr_nonnull(strstr(e.msg, "none.txt"));
	e = refused((struct verify_request){
		.file = "none.html" });
	ck_assert_ptr_nonnull(strstr(e.msg, "none.html"));
	e = refused((struct verify_request){
		.file = "s" });
}
END_TEST

START_TEST(a_proof_of_another_record)
{
	struct vkeys keys;
	struct verify_answer a;
	struct store s;

	unit_issued(ID1, "2026-01-01", "one");
	unit_keys(&keys, "s");
	unit_store_open(&s, "s");
	for (uint64_t i = 0; i < 2; i++) {
		struct buf b;

		buf_init(&b, 65536);
		issue_proof(&s, i, &b);
		unit_put("p.txt", buf_view(&b));
		buf_fini(&b);
		a = ask((struct verify_request){ .file = R "/content.csv",
			.keys = &keys, .proof_path = "p.txt" });
		ck_assert_int_eq(a.verdict, VERDICT_UNPROVEN);
		ck_assert_msg(why(&a)[0] != '\0', "record %d", (int)i);
	}
	store_close(&s);
	/* Of another report: its files are not these. */
	unit_issued(ID2, "2026-01-01", "two");
	a = ask((struct verify_request){ .file = R "/content.csv",
		.keys = &keys, .proof_path = "s/reports/" ID2 "/proof.txt" });
	ck_assert_int_eq(a.verdict, VERDICT_NOT_THIS_FILE);
	a = ask((struct verify_request){ .file = R "/readiness.html",
		.keys = &keys, .proof_path = "s/reports/" ID2 "/proof.txt" });
	ck_assert_int_eq(a.verdict, VERDICT_NOT_THIS_FILE);
	ck_assert_msg(strstr(why(&a), ID1) != NULL, "%s", why(&a));
}
END_TEST

START_TEST(what_the_store_knows_since)
{
	struct verify_request q = { .file = R "/content.csv" };
	struct verify_answer a;
	struct vkeys keys;
	struct store s;
	struct buf b;

	unit_issued(ID1, "2026-01-01", "one");
	unit_issued(ID2, "2026-01-01", "two");
	unit_withdraw(2);
	unit_keys(&keys, "s");
	q.keys = &keys;
	a = ask(q);
	ck_assert_int_eq(IS(a, WITHDRAWN), VERDICT_WITHDRAWN_NOT_KNOWN);
	ck_assert_ptr_null(a.superseded_by);
	ck_assert_int_eq(a.verdict, VERDICT_GENUINE);
	unit_store_open(&s, "s");
	q.store = &s;
	a = ask(q);
	ck_assert_int_eq(IS(a, WITHDRAWN), VERDICT_WITHDRAWN_YES);
	ck_assert_str_eq(a.superseded_by, ID2);
	ck_assert_int_eq(a.verdict, VERDICT_REPORT_WITHDRAWN);
	ck_assert_int_eq(a.status, 3);
	buf_init(&b, 65536);
	verify_text(&q, &a, &b);
	ck_assert_ptr_nonnull(strstr(buf_cstr(&b), "withdrawn this report"));
	ck_assert_ptr_nonnull(strstr(buf_cstr(&b), "Superseded  by " ID2));
	buf_fini(&b);
	store_close(&s);
}
END_TEST

/* The line of reports goes on through one that was withdrawn. */
START_TEST(what_superseded_a_withdrawn_report)
{
	static const struct {
		int64_t withdrawn; /* record; -1: none yet */
		const char *by;
	} cases[] = { { -1, ID4 }, { 3, ID4 }, { 4, NULL } };

	unit_issued(ID1, "2026-01-01", "one");
	unit_issued(ID2, "2026-01-01", "two");
	unit_issued(ID4, "2026-01-01", "four");
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct verify_answer a;
		struct store s;

		if (cases[i].withdrawn != -1)
			unit_withdraw((uint64_t)cases[i].withdrawn);
		unit_store_open(&s, "s");
		a = ask((struct verify_request){ .file = R "/content.csv",
			.store = &s });
		ck_assert_msg(cstr_same(a.superseded_by, cases[i].by),
		    "case %zu: %s", i, a.superseded_by);
		ck_assert_int_eq(IS(a, SUPERSEDED), cases[i].by == NULL ?
		    VERDICT_SUPERSEDED_NO : VERDICT_SUPERSEDED_YES);
		store_close(&s);
	}
}
END_TEST

/* ---- checkpoints kept earlier ---- */

/*
 * The kept checkpoint's text with another root or size: signed with the key of
 * the store, or by a stranger.
 */
static void
alter_kept(const char *from, const char *to, uint64_t add, bool flip,
    bool ours)
{
	static const struct vkeys none = { .n = 0 };
	uint8_t sig[ED25519_SIGNATURE_BYTES] = { 0 };
	struct vkey by_whom = { .name = "stranger" };
	struct vkeys keys;
	struct signkey *k;
	const struct vkey *by;
	struct checkpoint c;
	struct str text;
	struct buf b, out;
	struct err e;

	unit_get(from, &b);
	ck_assert_int_eq(note_open(buf_view(&b), &none, &text, &by),
	    NOTE_UNKNOWN_KEY);
	ck_assert(checkpoint_parse(&c, text, &e) == 0);
	c.size += add;
	c.root.b[0] ^= flip;
	buf_init(&out, 65536);
	checkpoint_format(&out, &c);
	if (ours) {
		unit_keys(&keys, "s");
		by_whom = keys.key[0];
		ck_assert(key_open(&k, "s.key", NULL, &e) == 0);
		ck_assert(key_sign(k, buf_view(&out), sig, &e) == 0);
		key_close(k);
	}
	buf_putc(&out, '\n');
	note_put_signature(&out, &by_whom, sig);
	unit_put(to, buf_view(&out));
	buf_fini(&b);
	buf_fini(&out);
}

START_TEST(kept_checkpoints)
{
	static const struct {
		const char *kept;
		bool store;
		enum verdict_history is;
		enum verdict verdict;
	} cases[] = {
		{ "s/checkpoints/2", true, VERDICT_HISTORY_OK,
		    VERDICT_GENUINE },
		{ "s/checkpoints/3", true, VERDICT_HISTORY_OK,
		    VERDICT_GENUINE },
		{ "s/checkpoints/4", true, VERDICT_HISTORY_OK,
		    VERDICT_GENUINE },
		{ "other.root", true, VERDICT_HISTORY_CONTRADICTED,
		    VERDICT_FORKED },
		{ "newer", true, VERDICT_HISTORY_NOT_COMPARED,
		    VERDICT_UNPROVEN },
		{ "o/checkpoint", true, VERDICT_HISTORY_NOT_COMPARED,
		    VERDICT_HISTORY_NOT_CONFIRMED },
		/* What the key has not signed is no evidence. */
		{ "stranger", true, VERDICT_HISTORY_NOT_COMPARED,
		    VERDICT_HISTORY_NOT_CONFIRMED },
		/* Without the store: history.txt, of size 3, is all. */
		{ "s/checkpoints/3", false, VERDICT_HISTORY_OK,
		    VERDICT_GENUINE },
		{ "s/checkpoints/2", false, VERDICT_HISTORY_OK,
		    VERDICT_GENUINE },
		{ "s/checkpoints/4", false, VERDICT_HISTORY_NOT_COMPARED,
		    VERDICT_HISTORY_NOT_CONFIRMED },
		{ "other.root", false, VERDICT_HISTORY_CONTRADICTED,
		    VERDICT_FORKED },
		{ "o/checkpoint", false, VERDICT_HISTORY_NOT_COMPARED,
		    VERDICT_HISTORY_NOT_CONFIRMED },
	};
	struct vkeys keys;
	struct store s;

	unit_issued(ID1, "2026-01-01", "one");
	unit_issued(ID3, "2026-02-01", "two");
	unit_store("o", "example.org/o");
	unit_keys(&keys, "s");
	alter_kept("s/checkpoints/3", "other.root", 0, true, true);
	alter_kept("s/checkpoints/4", "newer", 1, false, true);
	alter_kept("s/checkpoints/3", "stranger", 0, true, false);
	unit_store_open(&s, "s");
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct verify_request q = { .file = R "/readiness.html",
			.keys = &keys, .checkpoint_path = cases[i].kept,
			.store = cases[i].store ? &s : NULL };
		struct verify_answer a = ask(q);

		ck_assert_msg(IS(a, HISTORY) == cases[i].is, "%s %d: %d",
		    cases[i].kept, cases[i].store, IS(a, HISTORY));
		ck_assert_int_eq(a.verdict, cases[i].verdict);
		ck_assert_int_eq(strstr(why(&a), cases[i].kept) != NULL,
		    cases[i].is != VERDICT_HISTORY_OK);
		q.keys = NULL;
		if (strcmp(cases[i].kept, "stranger") != 0)
			ck_assert_int_eq(ask(q).is.to[VERDICT_HISTORY],
			    cases[i].is);
	}
	/* And without that, the proof's own checkpoint. */
	ck_assert(unlink(R "/history.txt") == 0);
	for (int size = 2; size <= 3; size++) {
		const char *kept = size == 2 ? "s/checkpoints/2" :
		    "s/checkpoints/3";
		struct verify_answer a = ask((struct verify_request){
		    .file = R "/readiness.html", .keys = &keys,
		    .checkpoint_path = kept });

		ck_assert_int_eq(IS(a, HISTORY), size == 2 ?
		    VERDICT_HISTORY_NOT_COMPARED : VERDICT_HISTORY_OK);
	}
	store_close(&s);
}
END_TEST

START_TEST(kept_but_nothing_to_compare)
{
	struct verify_answer a;
	struct err e = { 0 };

	unit_put("foreign.html", STR("<p>"));
	a = ask((struct verify_request){ .file = "foreign.html",
		.checkpoint_path = "s/checkpoints/2" });
	ck_assert_int_eq(IS(a, HISTORY), VERDICT_HISTORY_NOT_COMPARED);
	ck_assert_msg(strstr(why(&a), "--proof") != NULL, "%s", why(&a));
	unit_put("kept", STR("hello\n"));
	e = refused((struct verify_request){
		.file = "foreign.html", .checkpoint_path = "kept" });
	ck_assert_int_eq(e.code, ERR_USAGE);
	ck_assert_ptr_nonnull(strstr(e.msg, "kept"));
	e = refused((struct verify_request){
		.file = "foreign.html", .checkpoint_path = "none" });
}
END_TEST

/* Two histories under one key: each proof is good, but not of this store. */
START_TEST(a_proof_of_another_history)
{
	struct verify_answer a;
	struct vkeys keys;
	struct store s;

	ck_assert_int_eq(system("cp -a s fork && cp -a s.key.state kept"), 0);
	unit_issued(ID1, "2026-01-01", "one");
	ck_assert_int_eq(system("mv s other && mv fork s && "
	    "cp -a kept s.key.state"), 0);
	unit_issued(ID2, "2026-01-01", "two");
	unit_keys(&keys, "s");
	unit_store_open(&s, "s");
	a = ask((struct verify_request){ .keys = &keys,
		.file = "other/reports/" ID1 "/readiness.html" });
	ck_assert_int_eq(a.verdict, VERDICT_GENUINE);
	a = ask((struct verify_request){ .keys = &keys, .store = &s,
		.file = "other/reports/" ID1 "/readiness.html" });
	ck_assert_int_eq(IS(a, STORE), VERDICT_STORE_CONTRADICTS);
	ck_assert_int_eq(a.verdict, VERDICT_FORKED);
	ck_assert_msg(strstr(why(&a), "other records") != NULL, "%s", why(&a));
	store_close(&s);
}
END_TEST

/* ---- words ---- */

/* A file's name adds no line to the answer, and no byte that is not UTF-8. */
START_TEST(names_of_files_are_strangers)
{
	static const char name[] = "a\nb.html: genuine\x1b[2J\xff\xc3\xbc"
	    "\xc2\x9b\"\\\xc3";
	struct verify_request q = { .file = name };
	const struct json *j;
	struct json *root;
	struct buf b;
	struct verify_answer a;
	struct err e = { 0 };
	struct str file, line, rest;
	struct json_writer w;

	unit_put(name, STR("x"));
	a = ask(q);
	buf_init(&b, 65536);
	verify_text(&q, &a, &b);
	rest = buf_view(&b);
	ck_assert(str_next(&rest, '\n', &line));
	ck_assert_msg(str_is(line, "a?b.html: genuine?[2J?\xc3\xbc"
	    "?\"\\?: unproven"), "%.*s", STR_ARG(line));
	buf_reset(&b);
	verify_json_begin(&w, &q, &b);
	verify_json_file(&w, &q, &a);
	verify_json_end(&w, NULL, 0, a.status);
	root = json_parse(buf_view(&b), "answer", &e);
	ck_assert_msg(root != NULL, "%s", e.msg);
	j = json_at(json_get(root, "files"), 0);
	file = json_str(json_get(j, "file"));
	ck_assert_msg(str_is(file, "a\nb.html: genuine\x1b[2J?\xc3\xbc"
	    "\xc2\x9b\"\\?"), "%.*s", STR_ARG(file));
	ck_assert(str_is(json_str(json_get(j, "verdict")), "unproven"));
	ck_assert(str_is(json_str(json_get(j, "file_is")), "unknown"));
	ck_assert(!json_is_string(json_get(j, "key")));
	ck_assert(!json_is_string(json_get(j, "report")));
	json_free(root);
	buf_fini(&b);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("verify");
	TCase *tc = tcase_create("verify");

	tcase_add_checked_fixture(tc, unit_issue_enter, leave);
	tcase_add_test(tc, issued_files_are_genuine);
	tcase_add_test(tc, keys_come_from_the_verifier);
	tcase_add_test(tc, a_key_speaks_for_its_own_log);
	tcase_add_test(tc, every_byte_counts);
	tcase_add_test(tc, every_byte_of_the_proof_counts);
	tcase_add_test(tc, damaged_proofs_are_worded);
	tcase_add_test(tc, an_id_is_derived);
	tcase_add_test(tc, without_a_proof);
	tcase_add_test(tc, a_proof_of_another_record);
	tcase_add_test(tc, what_the_store_knows_since);
	tcase_add_test(tc, what_superseded_a_withdrawn_report);
	tcase_add_test(tc, kept_checkpoints);
	tcase_add_test(tc, kept_but_nothing_to_compare);
	tcase_add_test(tc, a_proof_of_another_history);
	tcase_add_test(tc, names_of_files_are_strangers);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
