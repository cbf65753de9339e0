/* SPDX-License-Identifier: Apache-2.0 */
/* From a store to an evaluated report; see report.h. */
#include "reports/judge/report.h"

#include <stdio.h>

#include "reports/judge/view.h"
#include "shared/base/enc.h"
#include "shared/base/version.h"
#include "shared/model/adopt.h"

static void
make_id(struct report *r)
{
	char as_of[DATE_TEXT], root[SHA256_HEX + 1];

	date_format(as_of, r->as_of);
	hex_format(root, r->data_head.root.b, SHA256_BYTES);
	leaf_report_id(r->id, store_genesis(&r->store)->origin,
	    &(struct leaf_report){ .head_size = r->data_head.size,
	    .head_root = root, .as_of = as_of,
	    .profile_sha256 = r->profile.sha256,
	    .standard = r->standard_text, .lang = PREAUDIT_LANG,
	    .program = PREAUDIT_PROGRAM }, r->data.forecast);
}

bool
report_same_series(const struct leaf_report *l, const char *profile,
    const char *standard, const char *lang)
{
	return strcmp(l->profile, profile) == 0 &&
	    strcmp(l->standard, standard) == 0 && strcmp(l->lang, lang) == 0;
}

int
report_data(struct report *r, struct err *e)
{
	struct dataset_want want = { { NULL } };
	struct arena a = { 0 };
	int status;

	rules_want(r->rules, &want, &a);
	status = dataset_load(&r->data, &r->store, &r->standard,
	    r->data_head.size, &want, e);
	arena_fini(&a);
	return status;
}

/* A date, or the name of one that the profile's expressions find. */
int
report_day(const struct report *r, const char *text, int32_t *day,
    struct err *e)
{
	const struct profile_date *d;

	if (date_parse_iso(str_of(text), day))
		return 0;
	if (date_iso_fault(str_of(text)) != DATE_FAULT_FORM)
		return err_set(e, ERR_USAGE, "\"%s\" %s", text,
		    date_fault_text(date_iso_fault(str_of(text))));
	d = profile_date(&r->profile, str_of(text), e);
	if (d == NULL || profile_date_of(d, &r->data, r->as_of, day, e) == -1)
		return -1;
	if (*day == DATE_NONE)
		return err_set(e, ERR_NOT_FOUND, "the records give no date "
		    "for \"%s\"; name the date itself", text);
	return 0;
}

static int
evaluate(struct report *r, const char *on, struct err *e)
{
	if (on != NULL) {
		if (report_day(r, on, &r->as_of, e) == -1)
			return -1;
		view_forecast(&r->data, r->as_of);
	}
	return readiness_evaluate(&r->readiness, r->rules, &r->data, r->as_of,
	    e);
}

static int
open_parts(struct report *r, const struct report_request *q, struct err *e)
{
	r->key = r->store.keys.key[0];
	r->at = q->at == UINT64_MAX ? r->store.head.size : q->at;
	if (r->at == 0 || r->at > r->store.head.size)
		return err_set(e, ERR_USAGE, "--at %llu: the log of %s has "
		    "sizes 1 to %llu", (unsigned long long)r->at,
		    r->store.dir, (unsigned long long)r->store.head.size);
	store_data_head(&r->store, r->at, &r->data_head);
	r->as_of = q->as_of;
	if (r->as_of == DATE_NONE && time_day_in_zone(q->now_s,
	    store_genesis(&r->store)->timezone, &r->as_of, e) == -1)
		return -1;
	if (adopted_load(&r->standard, &r->store, r->data_head.size, e) == -1 ||
	    rules_load(&r->rules, &r->standard, e) == -1)
		return -1;
	r->standard_text = leaf_standard_text(&r->standard.arena,
	    r->standard.name, r->standard.edition);
	return profile_load(&r->profile, &r->standard, r->rules,
	    q->profile == NULL ? REPORT_PROFILE : q->profile, e);
}

int
report_open(struct report *r, const struct report_request *q, struct err *e)
{
	*r = (struct report){ 0 };
	if (store_open(&r->store, q->store_dir, e) == -1)
		return -1;
	if ((q->standard == NULL || store_choose(&r->store, q->standard, e) ==
	    0) && open_parts(r, q, e) == 0)
		return 0;
	report_free(r);
	return -1;
}

int
report_load(struct report *r, const struct report_request *q, struct err *e)
{
	if (report_open(r, q, e) == -1)
		return -1;
	if (report_data(r, e) == -1 || evaluate(r, q->on, e) == -1 ||
	    watched_list(&r->store, &r->data, &r->profile, &r->profile.arena,
	    &r->watched, &r->nwatched, e) == -1 ||
	    figures_list(&r->profile, &r->data, r->as_of, &r->profile.arena,
	    &r->figures, &r->nfigures, e) == -1) {
		report_free(r);
		return -1;
	}
	make_id(r);
	return 0;
}

void
report_free(struct report *r)
{
	readiness_free(&r->readiness);
	dataset_free(&r->data);
	profile_free(&r->profile);
	rules_free(r->rules);
	standard_free(&r->standard);
	store_close(&r->store);
	*r = (struct report){ 0 };
}

void
report_put_days(const struct report *r, struct buf *b)
{
	unsigned long long size = r->data_head.size;
	char known[DATE_TEXT], as_of[DATE_TEXT];

	date_format(as_of, r->as_of);
	if (r->data.nbatches == 0) {
		buf_printf(b, "Records as known at log size %llu", size);
	} else {
		date_format(known, r->data.batch[r->data.nbatches - 1].
		    imported);
		buf_printf(b, "Records as known on %s (log size %llu)", known,
		    size);
	}
	buf_printf(b, "; dates judged as of %s.", as_of);
}

bool
report_is_later(const struct report *r, size_t reg)
{
	const struct table *t = &r->data.table[reg];

	return !r->data.forecast && t->supplied &&
	    t->extracted != DATE_NONE && r->as_of < t->extracted;
}

void
report_put_later(const struct report *r, struct buf *b)
{
	char as_of[DATE_TEXT];
	bool later = false;

	for (size_t i = 0; i < r->standard.nregisters && !later; i++)
		later = report_is_later(r, i);
	if (!later)
		return;
	date_format(as_of, r->as_of);
	buf_printf(b, "Some registers were extracted after %s. They are shown "
	    "as of their extraction, not as of that date; use --at SIZE to "
	    "see the store as it was.", as_of);
}

/* The row of a list whose word is `word`; -1: none. */
static int
list_row(const struct coded_list *l, const char *word)
{
	for (size_t i = 0; i < l->nrows; i++)
		if (strcmp(l->cell[i * l->ncolumns], word) == 0)
			return (int)i;
	return -1;
}

/* What people call a row: its title, else what stands behind its word. */
static const char *
row_title(const struct coded_list *l, int row)
{
	size_t column = l->ncolumns > 1 ? 1 : 0;

	for (size_t c = 0; c < l->ncolumns; c++)
		if (strcmp(l->column[c], "title") == 0)
			column = c;
	return l->cell[(size_t)row * l->ncolumns + column];
}

struct report_place
report_place(const struct report *r, const struct violation *v)
{
	const struct standard *s = &r->standard;
	int list = standard_list(s, str_of(v->reg));
	int reg = standard_register(s, str_of(v->reg));
	int row = list < 0 ? -1 : list_row(&s->list[list], v->key);

	if (v->reg[0] == '\0')
		return (struct report_place){ "", "" };
	/* A list may have a register's name, but its rows are of no file. */
	if (row >= 0 && (reg < 0 || v->row == 0))
		return (struct report_place){ s->list[list].title,
			row_title(&s->list[list], row) };
	if (strcmp(v->reg, "clauses") == 0)
		return (struct report_place){ "Clause", v->key };
	if (strcmp(v->reg, "registers") == 0)
		return (struct report_place){ "Register",
			report_register_title(r, v->key) };
	return (struct report_place){ report_register_title(r, v->reg),
		v->key };
}

const char *
report_register_title(const struct report *r, const char *name)
{
	int i = standard_register(&r->standard, str_of(name));

	return i == -1 ? name : r->standard.reg[i].title;
}

const char *
report_file(const struct report *r, uint64_t batch)
{
	if (batch >= r->store.head.size ||
	    r->store.leaf[batch].type != LEAF_BATCH)
		return "";
	return r->store.leaf[batch].u.batch.source.name;
}
