/* SPDX-License-Identifier: Apache-2.0 */
/* One time stamp against the log that it is to anchor; see anchor.h. */
#include "shared/store/anchor/anchor.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "shared/base/num.h"
#include "shared/file/folder.h"
#include "shared/store/store_internal.h"
#include "shared/text/date.h"

#define NOTE_MAX ((size_t)1 << 20)

int
anchor_checkpoint(const struct store *s, uint64_t size, struct buf *note,
    struct err *e)
{
	struct merkle_hash root;
	struct checkpoint cp;
	char name[48], *path;
	int status;

	if (size == 0 || size > s->head.size)
		return err_set(e, ERR_INTEGRITY, "it is about %" PRIu64
		    " records, the store has %" PRIu64, size, s->head.size);
	snprintf(name, sizeof(name), "checkpoints/%" PRIu64, size);
	path = path_join(s->dir, name);
	status = file_read(path, note, e);
	free(path);
	if (status == -1 || store_checkpoint(&s->keys.key[0], buf_view(note),
	    &cp, e) == -1)
		return err_ctx(e, "%s", name);
	store_root_at(s, size, &root);
	return cp.size == size && merkle_same(&cp.root, &root) ? 0 :
	    err_set(e, ERR_INTEGRITY, "%s is not of the first %" PRIu64
	    " records of the log", name, size);
}

/* Has the file of that name these bytes? 1 or 0; -1 when it cannot be read. */
static int
is_of(const struct store *s, const char *name,
    const uint8_t want[SHA256_BYTES], struct err *e)
{
	char *folder = path_join(s->dir, store_folder[STORE_CHECKPOINTS]);
	char *path = path_join(folder, name);
	uint8_t digest[SHA256_BYTES];
	struct buf b;
	int is;

	buf_init(&b, NOTE_MAX);
	is = file_read(path, &b, e);
	sha256_of(digest, b.p, b.n);
	if (is == 0)
		is = memcmp(digest, want, sizeof(digest)) == 0;
	buf_fini(&b);
	free(path);
	free(folder);
	return is;
}

int
anchor_find(const struct store *s, struct str response, uint64_t *size,
    struct err *e)
{
	char *path = path_join(s->dir, store_folder[STORE_CHECKPOINTS]);
	struct folder f = { .path = path };
	uint8_t imprint[SHA256_BYTES];
	const char *name;
	int found = 0, more = 1;

	if (stamp_imprint(imprint, response, e) == -1)
		found = -1;
	while (found == 0 && (more = folder_next(&f, &name, e)) == 1)
		if (num_parse_u64(str_of(name), s->head.size, size))
			found = is_of(s, name, imprint, e);
	if (more == -1)
		found = -1;
	if (found == 0)
		err_set(e, ERR_REFUSED, "its imprint is of no checkpoint of "
		    "%s: it answers a query about other bytes", s->dir);
	folder_close(&f);
	free(path);
	return found == 1 ? 0 : -1;
}

/* Nothing that the stamp covers may be later than it says. */
static int
check_order(const struct store *s, uint64_t size, const char *time,
    struct err *e)
{
	bool dated = false, anchored = false;

	for (uint64_t i = size; i > 0 && !(dated && anchored); i--) {
		const struct leaf *l = &s->leaf[i - 1];
		bool is_anchor = l->type == LEAF_ANCHOR &&
		    strcmp(l->u.anchor.kind, "rfc3161") == 0;
		const char *when = is_anchor ? l->u.anchor.time : leaf_when(l);

		if (when == NULL || (is_anchor ? anchored : dated))
			continue;
		*(is_anchor ? &anchored : &dated) = true;
		if (strcmp(time, when) < 0)
			return err_set(e, ERR_REFUSED, "its time is %s, and "
			    "record %" PRIu64 ", which it covers, says %s: the "
			    "clock of the authority or of this machine was "
			    "wrong", time, i - 1, when);
	}
	return 0;
}

/* What holds of every stamp of `size` records, whenever it is looked at. */
static int
verify(const struct store *s, uint64_t size, struct str response,
    struct stamp_query *q, const struct stamp_trust *trust,
    struct stamp *stamp, struct err *e)
{
	char time[TIME_TEXT];
	struct buf note;
	int status;

	buf_init(&note, NOTE_MAX);
	status = anchor_checkpoint(s, size, &note, e);
	if (status == 0) {
		sha256_of(q->imprint, note.p, note.n);
		status = stamp_verify(stamp, response, q, trust, e);
	}
	buf_fini(&note);
	if (status == -1)
		return -1;
	time_format(time, stamp->time_s);
	return check_order(s, size, time, e);
}

/* Is it an anchor of the log already? */
static int
check_new(const struct store *s, struct str response, struct err *e)
{
	char sha256[SHA256_HEX + 1];

	sha256_hex(sha256, response);
	for (uint64_t i = 0; i < s->head.size; i++)
		if (s->leaf[i].type == LEAF_ANCHOR &&
		    strcmp(s->leaf[i].u.anchor.sha256, sha256) == 0)
			return err_set(e, ERR_REFUSED, "it is the anchor of "
			    "record %" PRIu64 " already", i);
	return 0;
}

int
anchor_accept(const struct store *s, uint64_t size, struct str response,
    struct stamp_query *q, const struct stamp_trust *trust, int64_t now_s,
    struct stamp *stamp, struct err *e)
{
	char time[TIME_TEXT], now[TIME_TEXT];

	if (check_new(s, response, e) == -1 ||
	    verify(s, size, response, q, trust, stamp, e) == -1)
		return -1;
	time_format(time, stamp->time_s);
	time_format(now, now_s);
	return stamp->time_s <= now_s + ANCHOR_AHEAD_S ? 0 :
	    err_set(e, ERR_REFUSED, "its time is %s, and here it is %s: the "
	    "clock of the authority or of this machine is wrong", time, now);
}

/* ---- what was kept ---- */

/* The files that the record names. */
struct kept_stamp {
	struct buf token, ca, crl;
};

static int
read_kept(const struct store *s, const struct anchor *a,
    struct kept_stamp *k, struct err *e)
{
	const struct leaf_anchor *l = a->leaf;
	struct store_name name = store_name_token(a->index);
	char *path = path_join(s->dir, name.path), sha256[SHA256_HEX + 1];
	int status = file_read(path, &k->token, e);

	free(path);
	if (status == -1)
		return err_ctx(e, "%s", name.path);
	sha256_hex(sha256, buf_view(&k->token));
	if (strcmp(sha256, l->sha256) != 0)
		return err_set(e, ERR_INTEGRITY, "%s is not the file that the "
		    "record names: its SHA-256 is %s, not %s", name.path,
		    sha256, l->sha256);
	if (store_blob(s, l->ca_sha256, &k->ca, e) == -1)
		return -1;
	return l->crl_sha256 == NULL ? 0 : store_blob(s, l->crl_sha256,
	    &k->crl, e);
}

/* The stamp holds, and the record says what it says. */
static int
verify_kept(const struct store *s, struct anchor *a,
    const struct kept_stamp *k, struct err *e)
{
	const struct stamp_trust trust = { buf_view(&k->ca), "the file of "
		"certificates kept with it", buf_view(&k->crl), "the list kept "
		"with it" };
	struct stamp_query q = { .nonce = NULL };
	char time[TIME_TEXT];

	if (a->leaf->size > a->index)
		return err_set(e, ERR_INTEGRITY, "it is about %" PRIu64
		    " records, and stands before the last of them",
		    a->leaf->size);
	if (verify(s, a->leaf->size, buf_view(&k->token), &q, &trust,
	    &a->stamp, e) == -1)
		return err_ctx(e, "%s", store_name_token(a->index).path);
	time_format(time, a->stamp.time_s);
	return strcmp(time, a->leaf->time) == 0 ? 0 : err_set(e, ERR_INTEGRITY,
	    "it says %s, and its time stamp %s", a->leaf->time, time);
}

static void
read_one(const struct store *s, struct anchor *a)
{
	struct kept_stamp k;
	struct err e;

	if (strcmp(a->leaf->kind, "rfc3161") != 0 ||
	    a->leaf->ca_sha256 == NULL) {
		a->state = ANCHOR_UNKNOWN;
		return;
	}
	buf_init(&k.token, STAMP_MAX_BYTES);
	buf_init(&k.ca, STAMP_TRUST_MAX);
	buf_init(&k.crl, STAMP_TRUST_MAX);
	if (read_kept(s, a, &k, &e) == -1 ||
	    verify_kept(s, a, &k, &e) == -1) {
		a->state = ANCHOR_FAULT;
		a->fault = mem_alloc(sizeof(*a->fault));
		*a->fault = e;
	}
	buf_fini(&k.token);
	buf_fini(&k.ca);
	buf_fini(&k.crl);
}

/*
 * A stamp whose certificates have ended counts while a later one, made before
 * that, covers its record: then nobody can have made it with a key that came to
 * light since.
 */
static bool
still_counts(const struct anchors *a, size_t i, int64_t now_s)
{
	const struct anchor *old = &a->item[i];

	if (old->stamp.until_s > now_s)
		return true;
	for (size_t k = i + 1; k < a->n; k++)
		if (a->item[k].state == ANCHOR_COUNTS &&
		    a->item[k].leaf->size > old->index &&
		    a->item[k].stamp.time_s < old->stamp.until_s)
			return true;
	return false;
}

void
anchors_read(struct anchors *a, const struct store *s, int64_t now_s)
{
	*a = (struct anchors){ .item = NULL };
	for (uint64_t i = 0; i < s->head.size; i++) {
		if (s->leaf[i].type != LEAF_ANCHOR)
			continue;
		a->item = mem_grow(a->item, &a->cap, a->n, sizeof(*a->item));
		a->item[a->n] = (struct anchor){ .index = i,
			.leaf = &s->leaf[i].u.anchor };
		read_one(s, &a->item[a->n++]);
	}
	/* From the newest on, so that a renewed one may renew others. */
	for (size_t i = a->n; i-- > 0;)
		if (a->item[i].state == ANCHOR_COUNTS &&
		    !still_counts(a, i, now_s))
			a->item[i].state = ANCHOR_LAPSED;
}

void
anchors_free(struct anchors *a)
{
	for (size_t i = 0; i < a->n; i++)
		free(a->item[i].fault);
	free(a->item);
	*a = (struct anchors){ .item = NULL };
}

struct anchor_span
anchors_span(const struct anchors *a, uint64_t index)
{
	struct anchor_span span = { NULL, NULL };

	for (size_t i = 0; i < a->n; i++) {
		const struct anchor *x = &a->item[i];
		const char *time = x->leaf->time;

		if (x->state != ANCHOR_COUNTS)
			continue;
		/* Its record had to be there before this one was put behind. */
		if (x->index < index && (span.not_before == NULL ||
		    strcmp(time, span.not_before) > 0))
			span.not_before = time;
		if (x->leaf->size > index && (span.not_after == NULL ||
		    strcmp(time, span.not_after) < 0))
			span.not_after = time;
	}
	return span;
}

struct anchor_gap
anchors_gap(const struct anchors *a, const struct store *s, int64_t now_s)
{
	struct anchor_gap gap = { .known = false };

	for (uint64_t i = 0; i < s->head.size; i++) {
		const struct leaf *l = &s->leaf[i];
		struct anchor_span span;
		int64_t from_s, to_s = now_s;

		if (l->type != LEAF_BATCH && l->type != LEAF_REPORT)
			continue;
		/* Their forms were checked when the record was read. */
		span = anchors_span(a, i);
		(void)time_parse(str_of(leaf_when(l)), &from_s);
		if (span.not_after != NULL)
			(void)time_parse(str_of(span.not_after), &to_s);
		if (!gap.known || to_s - from_s > gap.seconds)
			gap = (struct anchor_gap){ true,
				span.not_after != NULL, i, to_s - from_s };
	}
	return gap;
}
