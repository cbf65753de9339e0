/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Issuing a report's files over a store, and what the verifier answers: to
 * the files as issued, altered, without proof, with the keys of strangers,
 * against checkpoints kept earlier.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/stat.h>

#include <check.h>

#include "reports/issue/issue.h"
#include "reports/verify/request.h"
#include "shared/base/enc.h"
#include "shared/log/key_internal.h"
#include "tests/lib/unit.h"
#include "tests/lib/unit_store.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define ORIGIN "example.org/s"
/* Ids in a store of the key below: of four profiles, ID3 for another day. */
#define ID1 "R-400a20970224083a9a79c4082c40212e"
#define ID2 "R-92dd9c325ca98b15ec4089367665b11e"
#define ID3 "R-99a580a2fa051f89d67cfb5594c7aa61"
#define ID4 "R-667df776c568e205061a7b306056f689"
#define KEY "-----BEGIN PRIVATE KEY-----\n" \
	"MC4CAQAwBQYDK2VwBCIEICAhIiMkJSYnKCkqKywtLi8wMTIzNDU2Nzg5Ojs8PT4/\n" \
	"-----END PRIVATE KEY-----\n"
#define HASH "1111111111111111111111111111111111111111111111111111111111111111"

static void
put(const char *path, struct str bytes)
{
	struct err e;

	ck_assert_msg(file_replace(path, bytes, 0444, &e) == 0, "%s", e.msg);
}

static void
enter(void)
{
	unit_enter();
	put("s.key", STR(KEY));
	ck_assert_int_eq(chmod("s.key", 0600), 0);
	unit_store("s", ORIGIN);
}

static void
get(const char *path, struct buf *b)
{
	struct err e;

	buf_init(b, (size_t)1 << 20);
	ck_assert_msg(file_read(path, b, &e) == 0, "%s", e.msg);
}

static void
copy(const char *from, const char *to)
{
	struct buf b;

	get(from, &b);
	put(to, buf_view(&b));
	buf_fini(&b);
}

/* Three outputs with `text` in each, staged and described. */
static void
stage(struct staging *staged, struct issue_draft *d, const char *id,
    const char *as_of, const char *text)
{
	static const char *const ids[] = { ID1, ID2, ID3, ID4 };
	static const char *const profiles[] = { "1", "2", "3", "4" };
	struct merkle_hash root;
	struct store s;
	struct err e;

	unit_store_open(&s, "s");
	*d = (struct issue_draft){ .head_size = 2, .profile = "readiness" };
	snprintf(d->id, sizeof(d->id), "%s", id);
	snprintf(d->as_of, sizeof(d->as_of), "%s", as_of);
	/* Profiles of the same name, so that each has an id of its own. */
	for (size_t i = 0; i < COUNT(ids); i++)
		if (strcmp(ids[i], id) == 0)
			sha256_hex(d->profile_sha256, str_of(profiles[i]));
	store_root_at(&s, 2, &root);
	hex_format(d->head_root, root.b, SHA256_BYTES);
	store_close(&s);
	ck_assert_msg(staging_begin(staged, "s", &e) == 0, "%s", e.msg);
	for (int f = 0; f < RENDERED__MAX; f++) {
		struct rendered_file *r = &d->rendered.file[f];
		char *path, bytes[200];
		int n = snprintf(bytes, sizeof(bytes), "%s%d%s%s %s",
		    f == RENDERED_XLSX ? "PK\003\004" : "", f,
		    f == RENDERED_HTML ? "<dt>Report</dt><dd>" : "",
		    f == RENDERED_HTML ? id : "", text);

		rendered_file_name(r->name, d->profile, (enum rendered_format)f);
		path = path_join(staged->path, r->name);
		put(path, (struct str){ bytes, (size_t)n });
		sha256_hex(r->sha256, (struct str){ bytes, (size_t)n });
		r->bytes = (uint64_t)n;
		free(path);
	}
	memcpy(d->rendered.content_sha256,
	    d->rendered.file[RENDERED_CSV].sha256, SHA256_HEX + 1);
}

static int
try_issue(const char *id, const char *as_of, const char *text,
    const char *key, struct issued *out, struct err *e)
{
	struct issue_signer signer = { .key_path = key, .now_s = UNIT_NOW };
	struct staging staged;
	struct issue_draft d;
	int status;

	*e = (struct err){ 0 };
	stage(&staged, &d, id, as_of, text);
	status = issue("s", &staged, &d, &signer, out, e);
	staging_end(&staged);
	return status;
}

static struct issued
issued(const char *id, const char *as_of, const char *text)
{
	struct issued out;
	struct err e;

	ck_assert_msg(try_issue(id, as_of, text, "s.key", &out, &e) == 0,
	    "%s", e.msg);
	ck_assert_str_eq(out.id, id);
	free(out.dir);
	out.dir = NULL;
	return out;
}

static void
withdraw(uint64_t index)
{
	struct leaf l = { .type = LEAF_VOID,
		.u.voided = { index, "wrong data", UNIT_WHEN } };
	const struct store_writer w = { .dir = "s", .key_path = "s.key" };
	struct store_txn t;
	struct err e;

	ck_assert(store_begin(&t, &w, NULL, &e) == 0);
	ck_assert_msg(store_txn_leaf(&t, &l, &e) == 0, "%s", e.msg);
	ck_assert_msg(store_commit(&t, &e) == 0, "%s", e.msg);
	store_end(&t);
}

static void
keys_of(struct vkeys *keys, const char *store)
{
	struct buf b;
	char path[100];
	struct err e;

	snprintf(path, sizeof(path), "%s/keys.txt", store);
	get(path, &b);
	ck_assert_msg(keys_parse(keys, buf_view(&b), path, &e) == 0, "%s",
	    e.msg);
	buf_fini(&b);
}

/* ---- issuing ---- */

START_TEST(issue_writes_leaf_and_derived_files)
{
	struct issued i = issued(ID1, "2026-01-01", "one");
	const struct leaf_report *l;
	struct buf sums, want, receipt;
	struct store s;

	ck_assert_uint_eq(i.index, 2);
	ck_assert(!i.existed);
	ck_assert_int_eq(unit_store_differences(), 0);
	unit_store_open(&s, "s");
	ck_assert_uint_eq(s.head.size, 3);
	ck_assert_int_eq(issue_find(&s, ID1), 2);
	ck_assert_int_eq(issue_find(&s, ID2), -1);
	l = &s.leaf[2].u.report;
	ck_assert_uint_eq(l->noutputs, RENDERED__MAX);
	ck_assert_ptr_null(l->supersedes);
	get("s/reports/" ID1 "/SHA256SUMS", &sums);
	buf_init(&want, 4096);
	buf_printf(&want, "%s  content.csv\n%s  readiness.html\n%s  "
	    "readiness.xlsx\n", l->output[RENDERED_CSV].sha256,
	    l->output[RENDERED_HTML].sha256, l->output[RENDERED_XLSX].sha256);
	ck_assert_str_eq(buf_cstr(&sums), buf_cstr(&want));
	get("s/reports/" ID1 "/RECEIPT.txt", &receipt);
	ck_assert_ptr_nonnull(strstr(buf_cstr(&receipt), ID1));
	ck_assert_ptr_nonnull(strstr(buf_cstr(&receipt), l->content_sha256));
	ck_assert_ptr_nonnull(strstr(buf_cstr(&receipt), buf_cstr(&want)));
	buf_fini(&sums);
	buf_fini(&want);
	buf_fini(&receipt);
	store_close(&s);
}
END_TEST

START_TEST(issue_twice_is_one_report)
{
	struct issued i;
	struct store s;
	struct err e;

	issued(ID1, "2026-01-01", "one");
	i = issued(ID1, "2026-01-01", "one");
	ck_assert(i.existed);
	ck_assert_uint_eq(i.index, 2);
	ck_assert_int_eq(unit_store_differences(), 0);
	/* The same id with other content: the program has changed. */
	ck_assert_int_eq(try_issue(ID1, "2026-01-01", "two", "s.key", &i, &e),
	    -1);
	free(i.dir);
	ck_assert_int_eq(e.code, ERR_INTEGRITY);
	ck_assert_ptr_nonnull(strstr(e.msg, ID1));
	unit_store_open(&s, "s");
	ck_assert_uint_eq(s.head.size, 3);
	store_close(&s);
	ck_assert_int_eq(unit_store_differences(), 0);
}
END_TEST

START_TEST(lost_files_are_written_again)
{
	static const char *const derived[] = { "proof.txt", "SHA256SUMS",
		"RECEIPT.txt" };
	struct issued i;
	struct buf before, after;
	struct err e;

	issued(ID1, "2026-01-01", "one");
	for (size_t k = 0; k < COUNT(derived); k++) {
		char path[100];
		struct store s;

		snprintf(path, sizeof(path), "s/reports/" ID1 "/%s",
		    derived[k]);
		get(path, &before);
		ck_assert_int_eq(unlink(path), 0);
		unit_store_open(&s, "s");
		ck_assert_msg(issue_derived(&s, 2, false, &e) == 0, "%s",
		    e.msg);
		store_close(&s);
		get(path, &after);
		ck_assert_str_eq(buf_cstr(&before), buf_cstr(&after));
		buf_fini(&before);
		buf_fini(&after);
	}
	ck_assert_int_eq(dir_remove("s/reports/" ID1, &e), 0);
	ck_assert_int_gt(unit_store_differences(), 0);
	i = issued(ID1, "2026-01-01", "one");
	ck_assert(i.existed);
	ck_assert_int_eq(unit_store_differences(), 0);
}
END_TEST

START_TEST(supersedes_the_newest_that_stands)
{
	struct store s;

	issued(ID1, "2026-01-01", "one");
	issued(ID3, "2026-02-01", "other day");
	issued(ID2, "2026-01-01", "two");
	withdraw(4);
	issued(ID4, "2026-01-01", "three");
	unit_store_open(&s, "s");
	ck_assert_ptr_null(s.leaf[3].u.report.supersedes);
	ck_assert_str_eq(s.leaf[4].u.report.supersedes, ID1);
	ck_assert_str_eq(s.leaf[6].u.report.supersedes, ID1);
	store_close(&s);
	ck_assert_int_eq(unit_store_differences(), 0);
}
END_TEST

/* Nothing signed: nothing stays, and the next one is as the first. */
START_TEST(what_cannot_be_signed_is_taken_back)
{
	struct issued i;
	struct store s;
	struct err e;

	ck_assert_int_eq(rename("s.key", "kept.key"), 0);
	ck_assert_int_eq(try_issue(ID1, "2026-01-01", "one", "s.key", &i, &e),
	    -1);
	free(i.dir);
	ck_assert_int_eq(e.code, ERR_CONFIG);
	ck_assert_ptr_nonnull(strstr(e.msg, "s.key"));
	ck_assert_int_eq(access("s/reports/" ID1, F_OK), -1);
	unit_store_open(&s, "s");
	ck_assert_uint_eq(s.head.size, 2);
	store_close(&s);
	ck_assert_int_eq(unit_store_differences(), 0);
	ck_assert_int_eq(rename("kept.key", "s.key"), 0);
	i = issued(ID1, "2026-01-01", "one");
	ck_assert_uint_eq(i.index, 2);
}
END_TEST

/* ---- verifying ---- */

#define R "s/reports/" ID1

/* The answer stays readable until the process of the test ends. */
static struct verify_answer
ask(struct verify_request q)
{
	struct verify_answer a;
	struct err e = { 0 };

	if (q.store != NULL)
		q.store_path = "s";
	ck_assert_msg(verify_file(&q, &a, &e) == 0, "%s", e.msg);
	return a;
}

/* The reasons as a C string. */
static const char *
why(struct verify_answer *a)
{
	return buf_cstr(&a->why);
}

#define IS(a, question) ((a).is.to[VERDICT_##question])

START_TEST(issued_files_are_genuine)
{
	static const char *const file[] = { R "/content.csv",
		R "/readiness.html", R "/readiness.xlsx" };
	struct vkeys keys;
	struct verify_answer a;

	issued(ID1, "2026-01-01", "one");
	keys_of(&keys, "s");
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

	issued(ID1, "2026-01-01", "one");
	unit_store("o", "example.org/o");
	keys_of(&own, "s");
	keys_of(&other, "o");
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

	get(proof_path, &b);
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
	put("forged.txt", buf_view(&out));
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

	issued(ID1, "2026-01-01", "one");
	unit_store("o", "example.org/o");
	keys_of(&keys, "o");
	keys_of(&own, "s");
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

	issued(ID1, "2026-01-01", "one");
	keys_of(&keys, "s");
	copy(R "/proof.txt", "proof.txt");
	for (size_t i = 0; i < COUNT(file); i++) {
		char path[100];
		struct buf b;

		snprintf(path, sizeof(path), R "/%s", file[i]);
		get(path, &b);
		for (size_t at = 0; at < b.n; at++) {
			struct verify_answer a;

			b.p[at] = (char)(b.p[at] ^ 4);
			put("altered", buf_view(&b));
			b.p[at] = (char)(b.p[at] ^ 4);
			a = ask((struct verify_request){ .file = "altered",
				.keys = &keys });
			ck_assert_int_eq(a.verdict, a.report != NULL &&
			    says(&b, at) ? VERDICT_ALTERED :
			    VERDICT_NOT_THIS_FILE);
			ck_assert_msg(why(&a)[0] != '\0', "byte %zu", at);
		}
		put("altered", (struct str){ b.p, b.n - 1 });
		ck_assert_int_ne(ask((struct verify_request){
			.file = "altered", .keys = &keys }).status, 0);
		buf_fini(&b);
	}
	put("altered", STR(""));
	ck_assert_int_eq(ask((struct verify_request){ .file = "altered",
		.keys = &keys }).verdict, VERDICT_NOT_THIS_FILE);
}
END_TEST

/* A changed byte of the proof never leaves the file genuine. */
START_TEST(every_byte_of_the_proof_counts)
{
	struct vkeys keys;
	struct buf b;

	issued(ID1, "2026-01-01", "one");
	keys_of(&keys, "s");
	get(R "/proof.txt", &b);
	for (size_t at = 0; at < b.n; at++) {
		struct verify_answer a;

		b.p[at] = (char)(b.p[at] ^ 1);
		put("p.txt", buf_view(&b));
		b.p[at] = (char)(b.p[at] ^ 1);
		a = ask((struct verify_request){ .keys = &keys,
			.file = R "/readiness.html", .proof_path = "p.txt" });
		ck_assert_msg(a.status != 0, "byte %zu", at);
	}
	buf_fini(&b);
}
END_TEST

START_TEST(without_a_proof)
{
	struct vkeys keys;
	struct verify_answer a;
	struct store s;
	struct err e = { 0 };

	issued(ID1, "2026-01-01", "one");
	keys_of(&keys, "s");
	copy(R "/readiness.html", "alone.html");
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
	put("foreign.html", STR("<p>" ID1));
	put("foreign.xlsx", STR("PK\003\004 no workbook"));
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
	ck_assert_int_eq(verify_file(&(struct verify_request){
		.file = "alone.html", .proof_path = "none.txt" }, &a, &e), -1);
	ck_assert_int_eq(e.code, ERR_USAGE);
	ck_assert_ptr_nonnull(strstr(e.msg, "none.txt"));
	ck_assert_int_eq(verify_file(&(struct verify_request){
		.file = "none.html" }, &a, &e), -1);
	ck_assert_ptr_nonnull(strstr(e.msg, "none.html"));
	ck_assert_int_eq(verify_file(&(struct verify_request){
		.file = "s" }, &a, &e), -1);
}
END_TEST

START_TEST(a_proof_of_another_record)
{
	struct vkeys keys;
	struct verify_answer a;
	struct store s;

	issued(ID1, "2026-01-01", "one");
	keys_of(&keys, "s");
	unit_store_open(&s, "s");
	for (uint64_t i = 0; i < 2; i++) {
		struct buf b;

		buf_init(&b, 65536);
		issue_proof(&s, i, &b);
		put("p.txt", buf_view(&b));
		buf_fini(&b);
		a = ask((struct verify_request){ .file = R "/content.csv",
			.keys = &keys, .proof_path = "p.txt" });
		ck_assert_int_eq(a.verdict, VERDICT_UNPROVEN);
		ck_assert_msg(why(&a)[0] != '\0', "record %d", (int)i);
	}
	store_close(&s);
	/* Of another report: its files are not these. */
	issued(ID2, "2026-01-01", "two");
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

	issued(ID1, "2026-01-01", "one");
	issued(ID2, "2026-01-01", "two");
	withdraw(2);
	keys_of(&keys, "s");
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

	get(from, &b);
	ck_assert_int_eq(note_open(buf_view(&b), &none, &text, &by),
	    NOTE_UNKNOWN_KEY);
	ck_assert(checkpoint_parse(&c, text, &e) == 0);
	c.size += add;
	c.root.b[0] ^= flip;
	buf_init(&out, 65536);
	checkpoint_format(&out, &c);
	if (ours) {
		keys_of(&keys, "s");
		by_whom = keys.key[0];
		ck_assert(key_open(&k, "s.key", NULL, &e) == 0);
		ck_assert(key_sign(k, buf_view(&out), sig, &e) == 0);
		key_close(k);
	}
	buf_putc(&out, '\n');
	note_put_signature(&out, &by_whom, sig);
	put(to, buf_view(&out));
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

	issued(ID1, "2026-01-01", "one");
	issued(ID3, "2026-02-01", "two");
	unit_store("o", "example.org/o");
	keys_of(&keys, "s");
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

	put("foreign.html", STR("<p>"));
	a = ask((struct verify_request){ .file = "foreign.html",
		.checkpoint_path = "s/checkpoints/2" });
	ck_assert_int_eq(IS(a, HISTORY), VERDICT_HISTORY_NOT_COMPARED);
	ck_assert_msg(strstr(why(&a), "--proof") != NULL, "%s", why(&a));
	put("kept", STR("hello\n"));
	ck_assert_int_eq(verify_file(&(struct verify_request){
		.file = "foreign.html", .checkpoint_path = "kept" }, &a, &e),
	    -1);
	ck_assert_int_eq(e.code, ERR_USAGE);
	ck_assert_ptr_nonnull(strstr(e.msg, "kept"));
	ck_assert_int_eq(verify_file(&(struct verify_request){
		.file = "foreign.html", .checkpoint_path = "none" }, &a, &e),
	    -1);
}
END_TEST

/* Two histories under one key: each proof is good, but not of this store. */
START_TEST(a_proof_of_another_history)
{
	struct verify_answer a;
	struct vkeys keys;
	struct store s;

	ck_assert_int_eq(system("cp -a s fork && cp -a s.key.state kept"), 0);
	issued(ID1, "2026-01-01", "one");
	ck_assert_int_eq(system("mv s other && mv fork s && "
	    "cp -a kept s.key.state"), 0);
	issued(ID2, "2026-01-01", "two");
	keys_of(&keys, "s");
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

	put(name, STR("x"));
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

	tcase_add_checked_fixture(tc, enter, unit_leave);
	tcase_add_test(tc, issue_writes_leaf_and_derived_files);
	tcase_add_test(tc, issue_twice_is_one_report);
	tcase_add_test(tc, lost_files_are_written_again);
	tcase_add_test(tc, supersedes_the_newest_that_stands);
	tcase_add_test(tc, what_cannot_be_signed_is_taken_back);
	tcase_add_test(tc, issued_files_are_genuine);
	tcase_add_test(tc, keys_come_from_the_verifier);
	tcase_add_test(tc, a_key_speaks_for_its_own_log);
	tcase_add_test(tc, every_byte_counts);
	tcase_add_test(tc, every_byte_of_the_proof_counts);
	tcase_add_test(tc, without_a_proof);
	tcase_add_test(tc, a_proof_of_another_record);
	tcase_add_test(tc, what_the_store_knows_since);
	tcase_add_test(tc, kept_checkpoints);
	tcase_add_test(tc, kept_but_nothing_to_compare);
	tcase_add_test(tc, a_proof_of_another_history);
	tcase_add_test(tc, names_of_files_are_strangers);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
