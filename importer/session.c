/* SPDX-License-Identifier: Apache-2.0 */
/* Opening and closing a call; see session.h. */
#include "importer/session.h"

#include <stdlib.h>
#include <time.h>

#include "importer/rows.h"
#include "shared/base/mem.h"

static int
read_blob(void *ctx, const char *sha256, struct buf *b, struct err *e)
{
	return store_blob(ctx, sha256, b, e);
}

/* The rules in force, with the store's own parameters. */
static int
load_adopted(struct session *s, const struct store *st, struct err *e)
{
	const struct leaf_standard *l;
	struct standard_ref *ref;
	uint64_t index;
	int status;

	l = store_standard(st, st->head.size, &index);
	if (l == NULL)
		return err_set(e, ERR_CONFIG, "%s has adopted no standard; "
		    "run: preaudit-store adopt DIR", st->dir);
	ref = mem_calloc(l->nfiles, sizeof(*ref));
	for (size_t i = 0; i < l->nfiles; i++)
		ref[i] = (struct standard_ref){ l->file[i].name,
			l->file[i].sha256 };
	status = standard_load(&s->std, ref, l->nfiles, read_blob,
	    (void *)(uintptr_t)st, e);
	free(ref);
	s->has_std = status == 0;
	for (size_t i = 0; status == 0 && i < l->nparameters; i++)
		status = standard_set(&s->std, str_of(l->parameter[i].name),
		    l->parameter[i].value, e);
	return status;
}

static int
open_store(struct session *s, struct err *e)
{
	const struct import_opts *o = s->o;
	char *key = NULL;
	int status;

	if (o->dry_run) {
		status = store_open(&s->reading, o->store, e);
		s->has_reading = status == 0;
		s->store = &s->reading;
		return status;
	}
	if (o->key == NULL && getenv("PREAUDIT_KEY") == NULL) {
		struct buf b;
		struct str dir = str_of(o->store);

		while (dir.n > 1 && dir.p[dir.n - 1] == '/')
			dir.n--;
		buf_init(&b, 65536);
		buf_str(&b, dir);
		buf_puts(&b, ".key");
		key = mem_strdup(buf_cstr(&b));
		buf_fini(&b);
	} else {
		key = mem_strdup(o->key != NULL ? o->key :
		    getenv("PREAUDIT_KEY"));
	}
	status = store_begin(&s->txn, o->store, key, o->passphrase_file,
	    (unsigned)o->wait * 1000, &s->said, e);
	free(key);
	s->has_txn = status == 0;
	s->store = &s->txn.store;
	return status;
}

static void
prepare(struct session *s, const struct import_opts *o)
{
	*s = (struct session){ .o = o };
	finding_init(&s->findings);
	buf_init(&s->said, BUF_MAX_DEFAULT);
	s->now_s = (int64_t)time(NULL);
}

int
session_open(struct session *s, const struct import_opts *o, struct err *e)
{
	prepare(s, o);
	if (open_store(s, e) == -1 || load_adopted(s, s->store, e) == -1 ||
	    time_day_in_zone(s->now_s, store_genesis(s->store)->timezone,
	    &s->today, e) == -1)
		return -1;
	s->headers = headers_new(&s->std);
	s->refs = refs_new(&s->std);
	s->state = mem_calloc(s->std.nregisters, sizeof(*s->state));
	return 0;
}

int
session_load_rules(struct session *s, const struct import_opts *o,
    struct err *e)
{
	prepare(s, o);
	if (o->standard != NULL) {
		int status = standard_load_dir(&s->std, o->standard, e);

		s->has_std = status == 0;
		return status;
	}
	if (store_open(&s->reading, o->store, e) == -1) {
		if (e->code == ERR_NOT_FOUND)
			err_ctx(e, "no rules to describe (name a folder with "
			    "--standard DIR)");
		return -1;
	}
	s->has_reading = true;
	return load_adopted(s, &s->reading, e);
}

static void
job_free(struct job *j)
{
	if (j->rows != NULL)
		rows_fini(j->rows);
	free(j->rows);
	if (j->has_map)
		map_fini(&j->map);
	if (j->has_source)
		source_close(&j->source);
	buf_fini(&j->notes);
}

void
session_close(struct session *s)
{
	for (size_t i = 0; i < s->njobs; i++)
		job_free(&s->job[i]);
	free(s->job);
	for (size_t i = 0; i < s->nskipped; i++)
		free(s->skipped[i]);
	free(s->skipped);
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
	if (s->has_txn)
		store_end(&s->txn);
	if (s->has_reading)
		store_close(&s->reading);
	finding_fini(&s->findings);
	buf_fini(&s->said);
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

static const char *
register_name(const void *ctx, size_t i)
{
	const struct standard *std = ctx;

	return i < std->nregisters ? std->reg[i].name : NULL;
}

int
session_register(const struct session *s, const char *name, struct err *e)
{
	int reg = standard_register(&s->std, str_of(name));
	struct buf want, have;
	const char *near;

	if (reg >= 0)
		return reg;
	buf_init(&want, BUF_MAX_DEFAULT);
	buf_init(&have, BUF_MAX_DEFAULT);
	header_fold(&want, str_of(name));
	for (size_t i = 0; reg < 0 && i < s->std.nregisters; i++) {
		buf_reset(&have);
		header_fold(&have, str_of(s->std.reg[i].title));
		if (str_eq(buf_view(&want), buf_view(&have)))
			reg = (int)i;
	}
	buf_fini(&want);
	buf_fini(&have);
	if (reg >= 0)
		return reg;
	near = str_suggest(str_of(name), register_name, &s->std);
	err_set(e, ERR_USAGE, "there is no register %s%s%s%s (preaudit-import "
	    "registers lists them)", name, near == NULL ? "" :
	    "; did you mean ", near == NULL ? "" : near,
	    near == NULL ? "" : "?");
	return -1;
}

struct finding
session_finding(const struct session *s, const struct job *j)
{
	(void)s;
	return (struct finding){ .job = j->number, .level = LEVEL_ERROR,
		.code = "", .file = str_of(j->source.name),
		.reg = j->schema == NULL ? STR("") : str_of(j->schema->name),
		.header = STR(""), .field = STR(""), .value = STR("") };
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
