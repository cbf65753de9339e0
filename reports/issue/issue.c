/* SPDX-License-Identifier: Apache-2.0 */
/* Issuing a report; see issue.h. What stands beside it is in beside.c. */
#include "reports/issue/issue.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "shared/base/enc.h"
#include "shared/base/version.h"
#include "shared/store/issued/standing.h"
#include "shared/store/issued/tool.h"

void
issue_draft_of(struct issue_draft *d, const struct report *r,
    const struct rendered *out)
{
	*d = (struct issue_draft){ .head_size = r->data_head.size,
		.rendered = *out };
	memcpy(d->id, r->id, sizeof(d->id));
	date_format(d->as_of, r->as_of);
	snprintf(d->profile, sizeof(d->profile), "%s", r->profile.name);
	snprintf(d->standard, sizeof(d->standard), "%s", r->standard.name);
	memcpy(d->profile_sha256, r->profile.sha256,
	    sizeof(d->profile_sha256));
	hex_format(d->head_root, r->data_head.root.b, SHA256_BYTES);
}

int64_t
issue_find(const struct store *s, const char *id)
{
	for (uint64_t i = s->head.size; i-- > 0;)
		if (s->leaf[i].type == LEAF_REPORT &&
		    strcmp(s->leaf[i].u.report.id, id) == 0)
			return (int64_t)i;
	return -1;
}

/* A leaf with the time and with what it supersedes. */
static int
add_leaf(struct store_txn *t, struct leaf_report *r, int64_t now_s,
    struct err *e)
{
	struct leaf l = { .type = LEAF_REPORT };
	const struct leaf_report *newest;
	char issued[TIME_TEXT];
	uint64_t at;

	time_format(issued, now_s);
	newest = standing_newest(&t->store, r, t->store.head.size, &at);
	r->issued = issued;
	r->supersedes = newest == NULL ? NULL : newest->id;
	l.u.report = *r;
	return store_txn_leaf(t, &l, e);
}

/* The leaf of what was rendered. */
static int
add_draft(struct store_txn *t, const struct issue_draft *d, int64_t now_s,
    struct err *e)
{
	struct leaf_output output[RENDERED__MAX];
	const struct leaf_standard *in_force;
	struct leaf_report r;
	struct arena a = { 0 };
	uint64_t at;
	int status;

	in_force = store_standard_named(&t->store, d->head_size, d->standard,
	    &at);
	if (in_force == NULL)
		return err_set(e, ERR_INTEGRITY, "no standard was adopted in "
		    "the first %llu records", (unsigned long long)d->head_size);
	for (int f = 0; f < RENDERED__MAX; f++)
		output[f] = (struct leaf_output){
			.format = rendered_format_name((enum rendered_format)f),
			.sha256 = d->rendered.file[f].sha256,
			.bytes = d->rendered.file[f].bytes,
		};
	r = (struct leaf_report){
		.as_of = d->as_of,
		.content_sha256 = d->rendered.content_sha256,
		.id = d->id,
		.lang = PREAUDIT_LANG,
		.profile = d->profile,
		.profile_sha256 = d->profile_sha256,
		.program = PREAUDIT_PROGRAM,
		.standard = leaf_standard_text(&a, in_force->name,
		    in_force->edition),
		.head_root = d->head_root,
		.head_size = d->head_size,
		.output = output,
		.noutputs = RENDERED__MAX,
	};
	status = add_leaf(t, &r, now_s, e);
	arena_fini(&a);
	return status;
}

/* The report has a leaf: its content must be what we rendered. */
static int
same_content(const struct store *s, uint64_t index,
    const struct issue_draft *d, struct err *e)
{
	const struct leaf_report *l = &s->leaf[index].u.report;

	if (strcmp(l->content_sha256, d->rendered.content_sha256) == 0)
		return 0;
	return err_set(e, ERR_INTEGRITY, "report %s was issued as record %llu "
	    "with content %s, but the same inputs now give content %s; the "
	    "program was changed without a new version number", d->id,
	    (unsigned long long)index, l->content_sha256,
	    d->rendered.content_sha256);
}

/* The folder of an issued report was lost, and these are its very files. */
static bool
can_restore(const struct store *s, uint64_t index,
    const struct issue_draft *d, const char *dir)
{
	const struct leaf_report *l = &s->leaf[index].u.report;

	if (path_is_dir(dir) || l->noutputs != RENDERED__MAX)
		return false;
	for (int f = 0; f < RENDERED__MAX; f++)
		if (strcmp(l->output[f].sha256,
		    d->rendered.file[f].sha256) != 0)
			return false;
	return true;
}

/* Puts back the files of a report that has a leaf, where they are lost. */
static int
restore(struct store_txn *t, struct staging *staged,
    const struct issue_draft *draft, const struct issued *out, struct err *e)
{
	if (same_content(&t->store, out->index, draft, e) == -1)
		return -1;
	if (!can_restore(&t->store, out->index, draft, out->dir))
		return 0;
	if (staging_publish(staged, t, draft->id, e) == -1)
		return -1;
	/* Named by a leaf already: nothing must take it away again. */
	while (t->nmade > 0)
		free(t->made[--t->nmade]);
	return 0;
}

static int
issue_locked(struct store_txn *t, struct staging *staged,
    const struct issue_draft *draft, const struct issue_signer *signer,
    struct issued *out, struct err *e)
{
	const struct store *s = &t->store;
	struct leaf_report again;
	struct standing st;
	int64_t now_s;

	/* One that stands is as it is; one withdrawn has its files already. */
	if (standing_of(s, draft->id, s->head.size, &st)) {
		out->index = st.index;
		out->existed = !st.is_withdrawn;
		out->again = st.is_withdrawn;
		if (restore(t, staged, draft, out, e) == -1)
			return -1;
		if (out->existed)
			return 0;
	}
	/* Else it gets a leaf. */
	now_s = signer->now_s != 0 ? signer->now_s : (int64_t)time(NULL);
	if (store_clock_check(s, now_s, signer->clock_was_wrong, e) == -1)
		return -1;
	/* Which page checks it stands in the log before it. */
	if (tool_page_record(t, now_s, e) == -1)
		return -1;
	out->index = store_txn_index(t);
	if (out->again) {
		again = s->leaf[st.index].u.report;
		if (add_leaf(t, &again, now_s, e) == -1)
			return -1;
	} else if (staging_publish(staged, t, draft->id, e) == -1 ||
	    add_draft(t, draft, now_s, e) == -1) {
		return -1;
	}
	return store_commit(t, e);
}

/* What stands beside it, still under the lock, as of the newest head. */
static int
write_beside(const char *store_dir, const struct issued *out, struct err *e)
{
	struct store s;
	int status;

	if (store_open(&s, store_dir, e) == -1)
		return -1;
	status = issue_derived(&s, out->index, !out->existed, e);
	store_close(&s);
	return status;
}

int
issue(const char *store_dir, struct staging *staged,
    const struct issue_draft *draft, const struct issue_signer *signer,
    struct issued *out, struct err *e)
{
	const struct store_writer w = { store_dir, signer->key_path,
		signer->passphrase_file, signer->wait_ms,
		signer->clock_was_wrong };
	char *reports = path_join(store_dir, "reports");
	struct store_txn t;
	int status;

	*out = (struct issued){ 0 };
	memcpy(out->id, draft->id, sizeof(out->id));
	out->dir = path_join(reports, draft->id);
	free(reports);
	if (store_begin(&t, &w, signer->notices, e) == -1)
		return -1;
	status = issue_locked(&t, staged, draft, signer, out, e);
	if (status == 0 && write_beside(store_dir, out, e) == -1)
		status = err_ctx(e, "report %s is issued as record %llu; its "
		    "proof and receipt are written when it is issued again",
		    out->id, (unsigned long long)out->index);
	store_end(&t);
	return status;
}
