/* SPDX-License-Identifier: Apache-2.0 */
/* Opening and closing a call; see session.h. */
#include "importer/job/session.h"

#include <stdlib.h>
#include <time.h>

#include "importer/common/fold.h"
#include "importer/job/job.h"
#include "shared/base/mem.h"
#include "shared/model/adopt.h"
#include "shared/model/table/supply.h"
#include "shared/store/free_text.h"
#include "shared/store/place.h"

/* The rules in force. */
static int
load_adopted(struct session *s, const struct store *st, struct err *e)
{
	int status = adopted_load(&s->std, st, st->head.size, e);

	s->has_std = status == 0;
	return status;
}

/* What goes from the command line into the log for ever. */
static void
notice_free_texts(struct session *s)
{
	free_text_notice(&s->notices, "--by", s->o->by);
	free_text_notice(&s->notices, "--system", s->o->system);
	free_text_notice(&s->notices, "--reason", s->o->reason);
	for (size_t i = 0; i < s->o->set.n; i++)
		free_text_notice(&s->notices, "--set", s->o->set.item[i]);
}

/* The store, and what time it is: under the lock no other writer is later. */
static int
open_store(struct session *s, struct err *e)
{
	const struct store_writer w = place_writer(&s->place);
	struct err later = { .code = ERR_NONE };
	int status;

	notice_free_texts(s);
	if (s->o->dry_run) {
		status = store_open(&s->reading, s->place.store, e);
		s->has_reading = status == 0;
		s->store = &s->reading;
	} else {
		status = store_begin(&s->txn, &w, &s->notices, e);
		s->has_txn = status == 0;
		s->store = &s->txn.store;
	}
	s->now_s = (int64_t)time(NULL);
	if (status == -1 || store_clock_check(s->store, s->now_s,
	    w.clock_was_wrong, &later) == 0)
		return status;
	/* Who only reads is told, and goes on. */
	if (s->o->dry_run)
		buf_printf(&s->notices, "%s\n", later.msg);
	else
		*e = later;
	return s->o->dry_run ? 0 : -1;
}

static int
prepare(struct session *s, const struct import_opts *o, struct err *e)
{
	*s = (struct session){ .o = o };
	finding_init(&s->findings);
	buf_init(&s->notices, BUF_MAX_DEFAULT);
	s->now_s = (int64_t)time(NULL);
	return place_find(&s->place, &o->place, e);
}

static int
load_mapfiles(struct session *s, struct err *e)
{
	s->mapfile = mem_calloc(s->o->map.n, sizeof(*s->mapfile));
	for (size_t i = 0; i < s->o->map.n; i++) {
		s->nmapfiles++;
		if (mapfile_load(&s->mapfile[i], s->o->map.item[i], &s->std,
		    s->headers, e) == -1)
			return -1;
	}
	return 0;
}

static int
prepare_reading(struct session *s, struct err *e)
{
	s->headers = headers_new(&s->std);
	s->refs = refs_new(&s->std);
	s->state = mem_calloc(s->std.nregisters, sizeof(*s->state));
	s->suppliers = ARENA_ARRAY(&s->arena, s->std.nregisters,
	    struct suppliers *);
	if (s->today == 0)
		s->today = (int32_t)(s->now_s / 86400);
	return load_mapfiles(s, e);
}

/* Nothing is exported, and no period is over, on a day that is to come. */
static int
check_past(const char *option, const char *day, int32_t today, struct err *e)
{
	char text[DATE_TEXT];
	int32_t d;

	if (day == NULL || !date_parse_iso(str_of(day), &d) || d <= today)
		return 0;
	date_format(text, today);
	return err_set(e, ERR_USAGE, "%s %s is in the future; today is %s",
	    option, day, text);
}

int
session_open(struct session *s, const struct import_opts *o, struct err *e)
{
	if (prepare(s, o, e) == -1 || open_store(s, e) == -1 ||
	    load_adopted(s, s->store, e) == -1 ||
	    time_day_in_zone(s->now_s, store_genesis(s->store)->timezone,
	    &s->today, e) == -1 ||
	    check_past("--extracted", o->extracted, s->today, e) == -1 ||
	    check_past("--to", o->to, s->today, e) == -1)
		return -1;
	return prepare_reading(s, e);
}

static int
load_folder(struct session *s, const char *dir, struct err *e)
{
	int status = standard_load_dir(&s->std, dir, e);

	s->has_std = status == 0;
	return status;
}

int
session_load_rules(struct session *s, const struct import_opts *o,
    struct err *e)
{
	if (prepare(s, o, e) == -1)
		return -1;
	if (o->standard != NULL)
		return load_folder(s, o->standard, e) == -1 ? -1 :
		    prepare_reading(s, e);
	if (store_open(&s->reading, s->place.store, e) == 0) {
		s->has_reading = true;
		return load_adopted(s, &s->reading, e) == -1 ? -1 :
		    prepare_reading(s, e);
	}
	/* No store yet: what a new one would adopt. */
	if (e->code == ERR_NOT_FOUND) {
		char *shipped = standard_shipped();
		int status = shipped == NULL ? err_ctx(e, "no rules to "
		    "describe (name a folder with --standard DIR)") :
		    load_folder(s, shipped, e);

		free(shipped);
		return status == -1 ? -1 : prepare_reading(s, e);
	}
	return -1;
}

void
session_close(struct session *s)
{
	/* What the call was asked to do. */
	for (size_t i = 0; i < s->njobs; i++)
		job_fini(&s->job[i]);
	free(s->job);
	for (size_t i = 0; i < s->nmapfiles; i++)
		mapfile_free(&s->mapfile[i]);
	free(s->mapfile);
	/* Its inputs. */
	for (size_t i = 0; i < s->nfiles; i++) {
		input_close(s->file[i]);
		free(s->file[i]);
	}
	free(s->file);
	for (size_t i = 0; i < s->nleft_out; i++) {
		free(s->left_out[i].file);
		free(s->left_out[i].sheet);
		free(s->left_out[i].why);
	}
	free(s->left_out);
	free(s->retired);
	/* What was known of the registers. */
	for (size_t i = 0; s->state != NULL && i < s->std.nregisters; i++)
		if (s->state[i] != NULL) {
			state_free(s->state[i]);
			free(s->state[i]);
		}
	free(s->state);
	refs_free(s->refs);
	headers_free(s->headers);
	if (s->has_std)
		standard_free(&s->std);
	/* The store: what was not committed is forgotten. */
	if (s->has_txn)
		store_end(&s->txn);
	if (s->has_reading)
		store_close(&s->reading);
	/* What was to be said. */
	finding_fini(&s->findings);
	buf_fini(&s->notices);
	place_free(&s->place);
	arena_fini(&s->arena);
}

struct state *
session_state(struct session *s, unsigned reg, struct err *e)
{
	struct state *st = s->state[reg];

	if (st != NULL)
		return st;
	st = mem_calloc(1, sizeof(*st));
	if (state_load(st, s->store, &s->std.reg[reg], e) == -1) {
		state_free(st);
		free(st);
		return NULL;
	}
	s->state[reg] = st;
	return st;
}

static const struct suppliers *
suppliers_of(struct session *s, unsigned reg)
{
	if (s->suppliers[reg] == NULL) {
		s->suppliers[reg] = ARENA_NEW(&s->arena, struct suppliers);
		suppliers_load(s->suppliers[reg], &s->std.reg[reg], s->store,
		    s->store->head.size, &s->arena);
	}
	return s->suppliers[reg];
}

bool
session_has_supplied(struct session *s, unsigned reg, unsigned field)
{
	const struct supplier *x = s->store == NULL ? NULL :
	    suppliers_find(suppliers_of(s, reg), s->o->system);

	return x != NULL && x->field[field] == SUPPLY_GIVEN;
}

bool
session_may_have(struct session *s, unsigned reg, unsigned field)
{
	const struct suppliers *all = s->store == NULL ? NULL :
	    suppliers_of(s, reg);
	bool found = false;

	for (size_t i = 0; all != NULL && i < all->n; i++)
		found = found || all->item[i].field[field] == SUPPLY_GIVEN;
	return found;
}

int
session_register(const struct session *s, const char *name, struct err *e)
{
	int reg = standard_register(&s->std, str_of(name));
	struct buf want, have;

	if (reg >= 0)
		return reg;
	buf_init(&want, BUF_MAX_DEFAULT);
	buf_init(&have, BUF_MAX_DEFAULT);
	fold_header(&want, str_of(name));
	for (size_t i = 0; reg < 0 && i < s->std.nregisters; i++) {
		buf_reset(&have);
		fold_header(&have, str_of(s->std.reg[i].title));
		if (str_eq(buf_view(&want), buf_view(&have)))
			reg = (int)i;
	}
	buf_fini(&want);
	buf_fini(&have);
	if (reg >= 0)
		return reg;
	return err_set(e, ERR_USAGE, "there is no register %s%s "
	    "(preaudit-import registers lists them)", name,
	    str_near(str_of(name), standard_register_name, &s->std,
	    NEAR_PLAIN).text);
}

void
session_leave_out(struct session *s, const char *file, const char *sheet,
    const char *why)
{
	s->left_out = mem_grow(s->left_out, &s->cap_left_out, s->nleft_out,
	    sizeof(*s->left_out));
	s->left_out[s->nleft_out++] = (struct left_out){ mem_strdup(file),
		sheet == NULL ? NULL : mem_strdup(sheet), mem_strdup(why) };
}

uint64_t
session_next_index(const struct session *s)
{
	uint64_t n = 0;

	if (s->has_txn)
		return store_txn_index(&s->txn);
	for (size_t i = 0; i < s->njobs; i++)
		n += s->job[i].outcome == JOB_BATCH;
	return s->store->head.size + n;
}
