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
#include "shared/base/version.h"
#include "shared/store/issued/derived.h"
#include "shared/store/issued/standing.h"

#define DERIVED_MAX_BYTES ((size_t)64 << 20)

/*
 * Is it what follows from the record, under a checkpoint of this log? Then
 * *size is that of the checkpoint, or of the head where the file has none.
 */
static bool
follows(const struct check *c, enum derived d, uint64_t index, struct str file,
    uint64_t *size)
{
	const struct store *s = c->store;
	struct derived_by by = { .size = s->head.size };
	struct checkpoint cp;
	struct buf again;
	struct err e;
	bool same;

	if (derived_has_note(d)) {
		by.note = derived_note(d, file);
		if (store_checkpoint(&s->keys.key[0], by.note, &cp, &e) == -1 ||
		    cp.size > s->head.size || cp.size <= index ||
		    !merkle_same(&cp.root, &c->root[cp.size]))
			return false;
		by.size = cp.size;
	}
	*size = by.size;
	buf_init(&again, DERIVED_MAX_BYTES);
	derived_put(d, s, index, &by, &again);
	same = str_eq(file, buf_view(&again));
	buf_fini(&again);
	return same;
}

static bool
has_verdict(const struct store *s, uint64_t index)
{
	struct derived_receipt_of of;
	bool has;

	derived_receipt_open(&of, s, index, s->head.size);
	has = of.has_verdict;
	derived_receipt_close(&of);
	return has;
}

/*
 * What is missing can be written again. The words of a receipt are the
 * program's: those of another version are not known here. reach[d] becomes the
 * size of the log that the file leads to, where it is as it must be.
 */
static void
check_derived(struct check *c, enum derived d, uint64_t index,
    const struct leaf_report *r, uint64_t reach[DERIVED__MAX])
{
	struct map m = { "", 0 };
	char path[100], *full;
	struct err e;
	uint64_t size = 0;
	int there;

	/* Missing, it is no difference: it can be written again. */
	snprintf(path, sizeof(path), "reports/%s/%s", r->id, derived_name(d));
	full = path_join(c->store->dir, path);
	there = file_exists(full, &e);
	if (there == 0)
		check_note(c, "%s is missing; it follows from record %" PRIu64
		    ", and issuing the same report again writes it", path,
		    index);
	else if (there == -1 || map_open(&m, full, &e) == -1)
		check_unread(c, &e, path);
	else if (d == DERIVED_RECEIPT && !has_verdict(c->store, index))
		check_note(c, "%s was not compared: content.csv, which has "
		    "the verdict, is not as it was issued", path);
	else if (follows(c, d, index, map_view(&m), &size))
		reach[d] = size;
	else if (d == DERIVED_RECEIPT && strcmp(r->program, PREAUDIT_PROGRAM)
	    != 0)
		check_note(c, "%s is not in the words of this version (%s; the "
		    "report is of %s): it was not compared", path,
		    PREAUDIT_PROGRAM, r->program);
	else
		check_say(c, "%s is not what follows from record %" PRIu64,
		    path, index);
	/* Written once. */
	map_close(&m);
	if (there == 1)
		check_mode(c, path);
	free(full);
}

/* What is kept from an earlier year is compared as far as the proof's log. */
static void
check_reach(struct check *c, const struct leaf_report *r,
    const uint64_t reach[DERIVED__MAX])
{
	if (reach[DERIVED_HISTORY] > 0 &&
	    reach[DERIVED_HISTORY] < reach[DERIVED_PROOF])
		check_say(c, "reports/%s/%s leads to %" PRIu64 " records, and "
		    "not as far as %s, which goes by %" PRIu64, r->id,
		    derived_name(DERIVED_HISTORY), reach[DERIVED_HISTORY],
		    derived_name(DERIVED_PROOF), reach[DERIVED_PROOF]);
}

/* It stands in the place of what stood then, and of nothing else. */
static void
check_supersedes(struct check *c, uint64_t index, const struct leaf_report *r)
{
	const struct leaf_report *stood;
	const char *is = r->supersedes == NULL ? "nothing" : r->supersedes;
	const char *should;
	uint64_t at;

	stood = standing_newest(c->store, r, index, &at);
	should = stood == NULL ? "nothing" : stood->id;
	if (strcmp(is, should) != 0)
		check_say(c, "record %" PRIu64 " supersedes %s, but %s stood "
		    "for the same day", index, is, should);
}

/* It was judged by the standard in force at its head. */
static void
check_standard(struct check *c, uint64_t index, const struct leaf_report *r)
{
	uint64_t size = r->head_size <= index ? r->head_size : index, at;
	const struct leaf_standard *l;
	struct arena a = { 0 };
	bool in_force = false;

	for (size_t n = 0; !in_force && (l = store_standard_at(c->store, size,
	    n)) != NULL; n++) {
		l = store_standard_named(c->store, size, l->name, &at);
		in_force = l != NULL && strcmp(leaf_standard_text(&a, l->name,
		    l->edition), r->standard) == 0;
	}
	if (!in_force)
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
	struct standing st;
	struct err e;

	if (leaf_report_check(r, store_genesis(c->store)->origin, &e) == -1)
		check_say(c, "record %" PRIu64 ": %s", index, e.msg);
	if (standing_of(c->store, r->id, index, &st) && !st.is_withdrawn)
		check_say(c, "record %" PRIu64 ": report %s was issued "
		    "before, and not withdrawn", index, r->id);
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
	check_supersedes(c, index, r);
}

static bool
is_known(const struct leaf_report *r, const char *name)
{
	char output[DERIVED_OUTPUT_NAME];

	for (int d = 0; d < DERIVED__MAX; d++)
		if (strcmp(name, derived_name((enum derived)d)) == 0)
			return true;
	for (size_t i = 0; i < r->noutputs; i++) {
		derived_output_name(output, r, i);
		if (strcmp(name, output) == 0)
			return true;
	}
	return false;
}

static void
check_inside(struct check *c, const void *ctx, const char *name)
{
	const struct leaf_report *r = ctx;

	if (strncmp(name, ".tmp-", 5) == 0)
		check_left(c, "reports/%s/%s was not finished", r->id, name);
	else if (!is_known(r, name))
		check_say(c, "reports/%s/%s does not belong to the report",
		    r->id, name);
}

void
check_report(struct check *c, uint64_t index, const struct leaf_report *r)
{
	char path[300], name[DERIVED_OUTPUT_NAME];
	uint64_t reach[DERIVED__MAX] = { 0 };
	struct standing st;

	check_claims(c, index, r);
	for (size_t i = 0; i < r->noutputs; i++) {
		derived_output_name(name, r, i);
		snprintf(path, sizeof(path), "reports/%s/%s", r->id, name);
		check_one(c, index, path, r->output[i].bytes,
		    r->output[i].sha256);
	}
	/* What follows from the record follows from the newest of the id. */
	(void)standing_of(c->store, r->id, c->store->head.size, &st);
	if (st.index != index)
		return;
	for (int d = 0; d < DERIVED__MAX; d++)
		check_derived(c, (enum derived)d, index, r, reach);
	check_reach(c, r, reach);
	snprintf(path, sizeof(path), "reports/%s", r->id);
	check_folder(c, path, check_inside, r);
}

void
check_void(struct check *c, uint64_t index, const struct leaf_void *v)
{
	const struct leaf_void *first;
	uint64_t at = index;

	if (v->index >= index ||
	    c->store->leaf[v->index].type != LEAF_REPORT) {
		check_say(c, "record %" PRIu64 " withdraws record %" PRIu64
		    ", which is no earlier report", index, v->index);
		return;
	}
	first = store_withdrawal(c->store, v->index, index, &at);
	if (first != NULL)
		check_say(c, "record %" PRIu64 " withdraws record %" PRIu64
		    ", which record %" PRIu64 " had withdrawn", index,
		    v->index, at);
	else
		check_note(c, "report %s, record %" PRIu64 ", was withdrawn by "
		    "record %" PRIu64 " on %s: %s",
		    c->store->leaf[v->index].u.report.id, v->index, index,
		    v->when, v->reason);
}
