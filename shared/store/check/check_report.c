/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One issued report: its files, what is derived from its record, and what the
 * record says of the log; see check_internal.h.
 */
#include "shared/store/check/check_internal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "shared/base/enc.h"
#include "shared/log/kept.h"

#define DERIVED_MAX_BYTES ((size_t)1 << 20)
#define HISTORY_MAX_BYTES ((size_t)64 << 20)

/* content.csv; the others are named after the profile. */
static void
output_name(char out[160], const struct leaf_report *r, size_t i)
{
	if (strcmp(r->output[i].format, "csv") == 0)
		snprintf(out, 160, "content.csv");
	else
		snprintf(out, 160, "%.100s.%.20s", r->profile,
		    r->output[i].format);
}

/* A file that is written again when it is missing: 1 read, 0 not there. */
static int
read_derived(struct check *c, const char *path, struct buf *b)
{
	char *full = path_join(c->store->dir, path);
	struct err e;
	int there = file_exists(full, &e);

	if (there == 1 && file_read(full, b, &e) == -1) {
		check_unread(c, &e, path);
		there = 0;
	}
	check_mode(c, path);
	free(full);
	return there == 1;
}

static void
check_sums(struct check *c, const struct leaf_report *r)
{
	char path[64], name[160];
	struct buf want, b;

	snprintf(path, sizeof(path), "reports/%s/SHA256SUMS", r->id);
	buf_init(&want, DERIVED_MAX_BYTES);
	buf_init(&b, DERIVED_MAX_BYTES);
	for (size_t i = 0; i < r->noutputs; i++) {
		output_name(name, r, i);
		buf_printf(&want, "%s  %s\n", r->output[i].sha256, name);
	}
	if (read_derived(c, path, &b) &&
	    !str_eq(buf_view(&b), buf_view(&want)))
		check_say(c, "%s does not hold the hashes that the report's "
		    "record has", path);
	buf_fini(&want);
	buf_fini(&b);
}

/* Does the proof show this very record under a checkpoint of this log? */
static bool
proof_holds(const struct check *c, uint64_t index, const struct proof_file *p)
{
	const struct store *s = c->store;
	const struct leaf_report *r = &s->leaf[index].u.report;
	struct checkpoint cp;
	struct err e;

	return store_checkpoint(&s->keys.key[0], p->checkpoint, &cp, &e) ==
	    0 && cp.size <= s->head.size && cp.size > index &&
	    merkle_same(&cp.root, &c->root[cp.size]) &&
	    str_eq(p->leaf, s->line[index]) && p->index == index &&
	    merkle_check_inclusion(&s->hash[index], index, cp.size,
	    &p->inclusion, &cp.root) && p->head_size == r->head_size &&
	    merkle_check_consistency(r->head_size, &c->root[r->head_size],
	    cp.size, &cp.root, &p->consistency, false);
}

/* Parsed, held against the log, and nothing else in it. */
static void
check_proof(struct check *c, uint64_t index, const struct leaf_report *r)
{
	struct buf b, scratch, again;
	struct proof_file p;
	struct err e;
	char path[64];

	snprintf(path, sizeof(path), "reports/%s/proof.txt", r->id);
	buf_init(&b, DERIVED_MAX_BYTES);
	buf_init(&scratch, DERIVED_MAX_BYTES);
	buf_init(&again, DERIVED_MAX_BYTES);
	if (read_derived(c, path, &b)) {
		bool ok = proof_file_parse(&p, buf_view(&b), &scratch, &e) ==
		    0 && proof_holds(c, index, &p);

		if (ok) {
			proof_file_format(&again, &p);
			ok = str_eq(buf_view(&b), buf_view(&again));
		}
		if (!ok)
			check_say(c, "%s does not prove record %" PRIu64,
			    path, index);
	}
	buf_fini(&b);
	buf_fini(&scratch);
	buf_fini(&again);
}

/* The hashes of this log's records, under one of its checkpoints? */
static bool
history_holds(const struct check *c, struct str text)
{
	const struct store *s = c->store;
	const char *gap = memmem(text.p, text.n, "\n\n", 2);
	struct checkpoint cp;
	struct buf again;
	struct str note;
	struct err e;
	bool same;

	if (gap == NULL)
		return false;
	note = str_range(gap + 2, text.p + text.n);
	if (store_checkpoint(&s->keys.key[0], note, &cp, &e) == -1 ||
	    cp.size > s->head.size)
		return false;
	buf_init(&again, HISTORY_MAX_BYTES);
	history_file_format(&again, s->hash, cp.size, note);
	same = str_eq(text, buf_view(&again));
	buf_fini(&again);
	return same;
}

static void
check_history(struct check *c, const struct leaf_report *r)
{
	struct buf b;
	char path[64];

	snprintf(path, sizeof(path), "reports/%s/history.txt", r->id);
	buf_init(&b, HISTORY_MAX_BYTES);
	if (read_derived(c, path, &b) && !history_holds(c, buf_view(&b)))
		check_say(c, "%s does not hold the history of this log", path);
	buf_fini(&b);
}

static bool
is_issued(const struct store *s, const char *id, uint64_t below)
{
	for (uint64_t i = 0; i < below; i++)
		if (s->leaf[i].type == LEAF_REPORT &&
		    strcmp(s->leaf[i].u.report.id, id) == 0)
			return true;
	return false;
}

/* It was judged by the standard in force at its head. */
static void
check_standard(struct check *c, uint64_t index, const struct leaf_report *r)
{
	uint64_t size = r->head_size <= index ? r->head_size : index, at;
	const struct leaf_standard *l = store_standard(c->store, size, &at);
	struct arena a = { 0 };

	if (l == NULL || strcmp(leaf_standard_text(&a, l->name, l->edition),
	    r->standard) != 0)
		check_say(c, "record %" PRIu64 " reports by %s, which was not "
		    "in force at %" PRIu64 " records", index, r->standard,
		    size);
	arena_fini(&a);
}

/* What the record says of the log before it. */
static void
check_claims(struct check *c, uint64_t index, const struct leaf_report *r)
{
	char hex[SHA256_HEX + 1];
	struct err e;

	if (leaf_report_check(r, store_genesis(c->store)->origin, &e) == -1)
		check_say(c, "record %" PRIu64 ": %s", index, e.msg);
	if (is_issued(c->store, r->id, index))
		check_say(c, "record %" PRIu64 ": report %s was issued "
		    "before", index, r->id);
	if (r->head_size == 0 || r->head_size > index) {
		check_say(c, "record %" PRIu64 " reports on %" PRIu64
		    " records, which were not there", index, r->head_size);
	} else {
		hex_format(hex, c->root[r->head_size].b, SHA256_BYTES);
		if (strcmp(hex, r->head_root) != 0)
			check_say(c, "record %" PRIu64 " reports on %" PRIu64
			    " records with another root", index,
			    r->head_size);
	}
	check_standard(c, index, r);
	if (r->supersedes != NULL && !is_issued(c->store, r->supersedes,
	    index))
		check_say(c, "record %" PRIu64 " supersedes %s, which was not "
		    "issued before", index, r->supersedes);
}

static bool
is_known(const struct leaf_report *r, const char *name)
{
	static const char *const derived[] = { "proof.txt", "history.txt",
		"SHA256SUMS", "RECEIPT.txt" };
	char output[160];

	for (size_t i = 0; i < sizeof(derived) / sizeof(derived[0]); i++)
		if (strcmp(name, derived[i]) == 0)
			return true;
	for (size_t i = 0; i < r->noutputs; i++) {
		output_name(output, r, i);
		if (strcmp(name, output) == 0)
			return true;
	}
	return false;
}

static void
check_inside(struct check *c, const void *ctx, const char *name)
{
	const struct leaf_report *r = ctx;

	if (!is_known(r, name) && strncmp(name, ".tmp-", 5) != 0)
		check_say(c, "reports/%s/%s does not belong to the report",
		    r->id, name);
}

void
check_report(struct check *c, uint64_t index, const struct leaf_report *r)
{
	char path[300], name[160];

	check_claims(c, index, r);
	for (size_t i = 0; i < r->noutputs; i++) {
		output_name(name, r, i);
		snprintf(path, sizeof(path), "reports/%s/%s", r->id, name);
		check_one(c, index, path, r->output[i].bytes,
		    r->output[i].sha256);
	}
	check_sums(c, r);
	if (r->head_size > 0 && r->head_size <= index)
		check_proof(c, index, r);
	check_history(c, r);
	snprintf(path, sizeof(path), "reports/%s/RECEIPT.txt", r->id);
	check_mode(c, path);
	snprintf(path, sizeof(path), "reports/%s", r->id);
	check_folder(c, path, check_inside, r);
}

void
check_void(struct check *c, uint64_t index, const struct leaf_void *v)
{
	if (v->index >= index ||
	    c->store->leaf[v->index].type != LEAF_REPORT)
		check_say(c, "record %" PRIu64 " withdraws record %" PRIu64
		    ", which is no earlier report", index, v->index);
}
