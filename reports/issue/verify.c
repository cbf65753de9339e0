/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Checking one report file: its bytes, its proof, the signature, what the log
 * says of it since. The wording is in verify_text.c.
 */
#include "reports/issue/verify.h"

#include <stdio.h>
#include <stdlib.h>

#include "reports/issue/issue.h"
#include "reports/render/read_back.h"
#include "shared/base/enc.h"

#define PROOF_MAX_BYTES ((size_t)1 << 20)
#define CHECKPOINT_MAX_BYTES ((size_t)1 << 16)

/* Where the proof came from, and what it holds once it is parsed. */
struct evidence {
	struct buf text, scratch; /* the proof file and what it points to */
	struct arena arena;
	struct proof_file proof;
	struct leaf leaf;
	bool have;                /* a well-formed proof of a report leaf */
	char *path;               /* of the proof file; NULL: from the store */
	bool is_zip;              /* the file may be a workbook */
	bool read;                /* its content was read: hash or fault below */
	char content[SHA256_HEX + 1]; /* "" when it cannot be read */
	char fault[600];          /* why there is none, or why it does not hold */
};

static int
hash_file(const char *path, char hex[SHA256_HEX + 1], bool *is_zip,
    struct err *e)
{
	struct map map;

	if (map_open(&map, path, e) == -1)
		return -1;
	sha256_hex(hex, map_view(&map));
	*is_zip = map.n > 4 && memcmp(map.p, "PK\003\004", 4) == 0;
	map_close(&map);
	return 0;
}

/* The hash of a workbook's content; only asked for when its bytes are not known. */
static void
read_content(const struct verify_request *q, struct evidence *v)
{
	struct buf content;
	struct err e;

	if (v->read || !v->is_zip)
		return;
	v->read = true;
	buf_init(&content, BUF_MAX_DEFAULT);
	if (xlsx_content(q->file, &content, &e) == 0)
		sha256_hex(v->content, buf_view(&content));
	else
		snprintf(v->fault, sizeof(v->fault), "it cannot be read as "
		    "the workbook of a report: %.400s", e.msg);
	buf_fini(&content);
}

static bool
leaf_has_output(const struct leaf_report *l, const char *sha256)
{
	for (size_t i = 0; i < l->noutputs; i++)
		if (strcmp(l->output[i].sha256, sha256) == 0)
			return true;
	return strcmp(l->content_sha256, sha256) == 0;
}

/* A proof from the store for the newest report that has these bytes. */
static bool
proof_from_store(const struct store *s, const char *sha256, struct buf *b)
{
	for (uint64_t i = s->head.size; i-- > 0;)
		if (s->leaf[i].type == LEAF_REPORT &&
		    leaf_has_output(&s->leaf[i].u.report, sha256)) {
			issue_proof(s, i, b);
			return true;
		}
	return false;
}

/* proof.txt in the folder of the file. */
static char *
proof_beside(const char *file)
{
	const char *base = path_base(file);
	struct buf b;
	char *path;

	buf_init(&b, 8192);
	buf_put(&b, file, (size_t)(base - file));
	buf_puts(&b, "proof.txt");
	path = mem_strdup(buf_cstr(&b));
	buf_fini(&b);
	return path;
}

/* Finds the proof's text: --proof, else beside the file, else the store. */
static int
find_proof(const struct verify_request *q, const char *sha256,
    struct evidence *v, struct err *e)
{
	int there;

	v->path = q->proof_path != NULL ? mem_strdup(q->proof_path) :
	    proof_beside(q->file);
	there = file_exists(v->path, e);
	if (there == -1)
		return -1;
	if (there == 1)
		return file_read(v->path, &v->text, e);
	if (q->proof_path != NULL)
		return err_set(e, ERR_USAGE, "there is no proof file %s",
		    q->proof_path);
	free(v->path);
	v->path = NULL;
	if (q->store == NULL) {
		snprintf(v->fault, sizeof(v->fault), "no proof.txt stands "
		    "beside the file; name it with --proof, or the store with "
		    "--store");
		return 0;
	}
	if (proof_from_store(q->store, sha256, &v->text))
		return 0;
	read_content(q, v);
	if (v->content[0] != '\0' &&
	    proof_from_store(q->store, v->content, &v->text))
		return 0;
	if (v->fault[0] == '\0')
		snprintf(v->fault, sizeof(v->fault), "no report in this store "
		    "has these bytes%s", v->is_zip ? " or this content" : "");
	return 0;
}

static void
read_proof(struct evidence *v)
{
	struct err e;

	if (v->text.n == 0 && v->fault[0] != '\0')
		return;
	if (proof_file_parse(&v->proof, buf_view(&v->text), &v->scratch,
	    &e) == -1 || leaf_parse(&v->leaf, v->proof.leaf, &v->arena,
	    &e) == -1)
		snprintf(v->fault, sizeof(v->fault),
		    "the proof cannot be read: %.500s", e.msg);
	else if (v->leaf.type != LEAF_REPORT)
		snprintf(v->fault, sizeof(v->fault), "the proof is of record "
		    "%llu, which is not a report",
		    (unsigned long long)v->proof.index);
	else
		v->have = true;
}

/* Does the checkpoint commit to the leaf, and extend the report's data head? */
static bool
proof_holds(struct evidence *v, const struct checkpoint *c)
{
	const struct leaf_report *l = &v->leaf.u.report;
	struct merkle_hash leaf, head;

	merkle_leaf_hash(&leaf, v->proof.leaf.p, v->proof.leaf.n);
	if (v->proof.index >= c->size || !merkle_check_inclusion(&leaf,
	    v->proof.index, c->size, &v->proof.inclusion, &c->root)) {
		snprintf(v->fault, sizeof(v->fault), "the checkpoint does not "
		    "contain record %llu as the proof has it",
		    (unsigned long long)v->proof.index);
		return false;
	}
	if (!hex_parse(head.b, SHA256_BYTES, str_of(l->head_root)) ||
	    v->proof.head_size != l->head_size ||
	    !merkle_check_consistency(l->head_size, &head, c->size, &c->root,
	    &v->proof.consistency, false)) {
		snprintf(v->fault, sizeof(v->fault), "the log does not extend "
		    "the state of %llu records that the report was made from",
		    (unsigned long long)l->head_size);
		return false;
	}
	return true;
}

/* A key may have signed two histories: the proof must be of the store's. */
static bool
store_agrees(const struct store *s, struct evidence *v,
    const struct checkpoint *c)
{
	struct merkle_hash root;

	if (s == NULL || c->size > s->head.size ||
	    strcmp(c->origin, s->head.origin) != 0)
		return true;
	store_root_at(s, c->size, &root);
	if (memcmp(&root, &c->root, sizeof(root)) == 0)
		return true;
	snprintf(v->fault, sizeof(v->fault), "the proof is of another log "
	    "than this store's, though both are called %.255s", c->origin);
	return false;
}

/*
 * The verifier's key that signed this log: one that bears the log's name. With
 * keys of several logs at hand none of them speaks for another.
 */
static const struct vkey *
signer_of(const struct vkeys *keys, struct str note, const char *origin)
{
	for (size_t i = 0; i < keys->n; i++) {
		struct vkeys one = { .n = 1, .key = { keys->key[i] } };
		const struct vkey *by;
		struct str text;

		if (strcmp(keys->key[i].name, origin) == 0 &&
		    note_open(note, &one, &text, &by) == NOTE_OK)
			return &keys->key[i];
	}
	return NULL;
}

/* Signature of the checkpoint by one of the verifier's keys. */
static void
check_signature(const struct verify_request *q, const struct vkeys *keys,
    struct evidence *v, struct verify_answer *a)
{
	const struct vkey *by = NULL;
	enum note_answer answer;
	struct checkpoint c;
	struct str text;
	struct err e;

	answer = note_open(v->proof.checkpoint, keys, &text, &by);
	if (answer == NOTE_BAD_SIGNATURE || answer == NOTE_MALFORMED) {
		a->signature = ANSWER_FAILED;
		snprintf(v->fault, sizeof(v->fault), "the checkpoint in the "
		    "proof is not signed by the key it names");
		return;
	}
	if (checkpoint_parse(&c, text, &e) == -1) {
		a->proof = ANSWER_FAILED;
		snprintf(v->fault, sizeof(v->fault),
		    "the checkpoint cannot be read: %.500s", e.msg);
		return;
	}
	snprintf(a->origin, sizeof(a->origin), "%s", c.origin);
	by = signer_of(keys, v->proof.checkpoint, c.origin);
	if (by != NULL) {
		a->signature = ANSWER_OK;
		a->key_name = by->name;
		vkey_fingerprint(a->key, by);
	} else if (answer == NOTE_OK) {
		snprintf(v->fault, sizeof(v->fault), "the key that signed "
		    "this checkpoint of %.255s is the key of another log",
		    c.origin);
	}
	a->proof = proof_holds(v, &c) && store_agrees(q->store, v, &c) ?
	    ANSWER_OK : ANSWER_FAILED;
}

/* The checkpoint of a note, whoever signed it; false when there is none. */
static bool
read_checkpoint(struct str note, const struct vkeys *keys,
    struct checkpoint *c)
{
	const struct vkey *by;
	struct str text;
	struct err e;

	return note_open(note, keys, &text, &by) != NOTE_MALFORMED &&
	    checkpoint_parse(c, text, &e) == 0;
}

/* Is the kept checkpoint a beginning of what is at hand of this log? */
static enum answer
compare_kept(const struct verify_request *q, const struct vkeys *keys,
    const struct evidence *v, const struct checkpoint *kept)
{
	struct merkle_hash root;
	struct checkpoint now;

	if (q->store != NULL) {
		if (kept->size > q->store->head.size ||
		    strcmp(kept->origin, q->store->head.origin) != 0)
			return ANSWER_FAILED;
		store_root_at(q->store, kept->size, &root);
		return memcmp(&root, &kept->root, sizeof(root)) == 0 ?
		    ANSWER_OK : ANSWER_FAILED;
	}
	if (!v->have || !read_checkpoint(v->proof.checkpoint, keys, &now))
		return ANSWER_MISSING;
	if (strcmp(now.origin, kept->origin) != 0)
		return ANSWER_FAILED;
	if (now.size != kept->size)
		return ANSWER_MISSING;
	return memcmp(&now.root, &kept->root, sizeof(now.root)) == 0 ?
	    ANSWER_OK : ANSWER_FAILED;
}

/* A checkpoint kept earlier: its signature was looked at when it was kept. */
static int
check_kept(const struct verify_request *q, const struct vkeys *keys,
    struct evidence *v, struct verify_answer *a, struct err *e)
{
	struct checkpoint kept;
	struct buf b;
	int status = -1;

	buf_init(&b, CHECKPOINT_MAX_BYTES);
	if (file_read(q->checkpoint_path, &b, e) == -1)
		goto out;
	if (!read_checkpoint(buf_view(&b), keys, &kept)) {
		err_set(e, ERR_USAGE, "%s is not a checkpoint",
		    q->checkpoint_path);
		goto out;
	}
	status = 0;
	a->consistency = compare_kept(q, keys, v, &kept);
	if (a->consistency == ANSWER_FAILED)
		snprintf(v->fault, sizeof(v->fault), "the log does not extend "
		    "the checkpoint kept in %.400s", q->checkpoint_path);
out:
	buf_fini(&b);
	return status;
}

/* A workbook whose bytes are not in the log: are its figures? */
static void
compare_content(const struct verify_request *q, struct evidence *v,
    struct verify_answer *a)
{
	const struct leaf_report *l = &v->leaf.u.report;

	a->file_is = FILE_ALTERED;
	read_content(q, v);
	if (v->content[0] == '\0')
		return;
	if (strcmp(v->content, l->content_sha256) != 0)
		snprintf(v->fault, sizeof(v->fault), "its figures are not "
		    "those of report %s", l->id);
	else if (xlsx_verify_sheet_is(q->file, l, a->origin, a->key,
	    v->fault, sizeof(v->fault)))
		a->file_is = FILE_CONTENT_EQUAL;
}

static void
judge_file(const struct verify_request *q, struct evidence *v,
    struct verify_answer *a)
{
	const struct leaf_report *l = &v->leaf.u.report;

	if (!v->have) {
		a->file_is = FILE_UNKNOWN;
		return;
	}
	snprintf(a->report, sizeof(a->report), "%s", l->id);
	snprintf(a->as_of, sizeof(a->as_of), "%s", l->as_of);
	if (leaf_has_output(l, a->sha256)) {
		a->file_is = FILE_EXACT;
	} else if (v->is_zip) {
		compare_content(q, v, a);
	} else {
		a->file_is = FILE_ALTERED;
		snprintf(v->fault, sizeof(v->fault), "its SHA-256 is none of "
		    "those recorded for report %s", l->id);
	}
}

/* What the store knows of the report since it was issued. */
static void
look_up(const struct store *s, struct evidence *v, struct verify_answer *a)
{
	int64_t index = v->have ? issue_find(s, v->leaf.u.report.id) : -1;

	if (index == -1)
		return;
	a->withdrawn = store_is_void(s, (uint64_t)index, s->head.size);
	for (uint64_t i = (uint64_t)index + 1; i < s->head.size; i++) {
		const struct leaf_report *l = &s->leaf[i].u.report;

		if (s->leaf[i].type == LEAF_REPORT && l->supersedes != NULL &&
		    strcmp(l->supersedes, v->leaf.u.report.id) == 0)
			snprintf(a->superseded_by, sizeof(a->superseded_by),
			    "%s", l->id);
	}
}

static enum verify_verdict
conclude(const struct verify_answer *a)
{
	if (a->file_is == FILE_ALTERED)
		return VERIFY_ALTERED;
	if (a->file_is == FILE_UNKNOWN || a->proof != ANSWER_OK ||
	    a->signature == ANSWER_FAILED || a->consistency == ANSWER_FAILED)
		return VERIFY_UNPROVEN;
	if (a->signature == ANSWER_MISSING)
		return VERIFY_SIGNER_NOT_CONFIRMED;
	return a->file_is == FILE_EXACT ? VERIFY_GENUINE :
	    VERIFY_CONTENT_GENUINE;
}

int
verify_file(const struct verify_request *q, struct verify_answer *a,
    struct err *e)
{
	static const struct vkeys none = { .n = 0 };
	const struct vkeys *keys = q->keys == NULL ? &none : q->keys;
	struct evidence v = { .have = false };
	int status = -1;

	*a = (struct verify_answer){ .file_is = FILE_UNKNOWN,
		.proof = ANSWER_MISSING, .signature = ANSWER_MISSING,
		.consistency = q->checkpoint_path == NULL ? ANSWER_OK :
		ANSWER_MISSING, .verdict = VERIFY_UNPROVEN };
	buf_init(&v.text, PROOF_MAX_BYTES);
	buf_init(&v.scratch, PROOF_MAX_BYTES);
	if (hash_file(q->file, a->sha256, &v.is_zip, e) == -1 ||
	    find_proof(q, a->sha256, &v, e) == -1)
		goto out;
	read_proof(&v);
	if (v.have)
		check_signature(q, keys, &v, a);
	judge_file(q, &v, a);
	if (q->checkpoint_path != NULL && check_kept(q, keys, &v, a,
	    e) == -1)
		goto out;
	if (q->store != NULL)
		look_up(q->store, &v, a);
	a->verdict = conclude(a);
	snprintf(a->why, sizeof(a->why), "%s", v.fault);
	status = 0;
out:
	buf_fini(&v.text);
	buf_fini(&v.scratch);
	arena_fini(&v.arena);
	free(v.path);
	return status;
}
