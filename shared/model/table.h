/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Registers in memory: one typed column per field, for the criteria and the
 * reports. Loaded from a store at a log size; references are resolved by the
 * rule of docs/standard-format.md on every load, so the order of imports does not matter.
 */
#ifndef PREAUDIT_TABLE_H
#define PREAUDIT_TABLE_H

#include "shared/model/standard.h"
#include "shared/store/store.h"
#include "shared/text/date.h"

#define ROW_NONE UINT32_MAX     /* empty reference */
#define REF_TEXT 0x80000000u    /* flag: not resolved, the rest is a text offset */
#define WORD_NONE UINT16_MAX
enum yesno { YESNO_EMPTY, YESNO_NO, YESNO_YES };

/*
 * A column. Exactly the member that fits field type and `list` is set; all are
 * NULL when no record has a value (absent column): everything reads as empty.
 */
struct column {
	uint32_t *text;    /* FIELD_ID, TEXT, CLAUSE: offset into arena, 0 is empty */
	int32_t *date;     /* DATE_NONE is empty */
	double *number;    /* NUMBER, PERCENT: NaN is empty */
	uint8_t *yesno;    /* enum yesno */
	uint16_t *word;    /* index of the field's word, WORD_NONE is empty */
	uint32_t *ref;     /* row of the other table, ROW_NONE, or REF_TEXT | offset */
	uint32_t *start;   /* list: n + 1 offsets into item */
	uint32_t *item;    /* list items, in the form of text, word (as uint32_t) or ref */
};

/* No record has a value. */
bool column_is_absent(const struct column *c);

struct table {
	const struct schema *schema;
	bool supplied;     /* some import of the register counts at this log size */
	uint32_t n;        /* live records */
	struct column *column; /* one per schema field */
	uint32_t *batch;   /* per record: leaf index and row of its present value */
	uint32_t *row;
	char *arena;       /* NUL-terminated texts; offset 0 is "" */
	size_t arena_n;
	uint32_t *key_slot; /* hash index on the key, see table_find */
	size_t key_slots;
	uint8_t hash_key[16]; /* of the index: keys come from outside */
	/*
	 * Record numbers in ascending bytewise key order; NULL when the records
	 * stand in that order themselves (always so for n < 2).
	 */
	uint32_t *by_key;
	/*
	 * Latest extraction day of its batches from the last whole import on
	 * (mode full), undone and undoing batches left out; DATE_NONE.
	 */
	int32_t extracted;
	uint64_t refused;  /* rows refused in the newest of these batches */
};

/* What the store says about one batch that is part of the present state. */
struct batch_info {
	uint64_t index;
	const struct leaf_batch *leaf;
	int32_t imported, extracted; /* days in the store's zone */
};

struct dataset {
	const struct standard *standard;
	struct table *table;         /* one per register of the standard */
	struct batch_info *batch;    /* all batch leaves below size, not undone */
	size_t nbatches;
	uint64_t size;               /* log size these records are known at */
	/*
	 * A forecast judges lapses and due dates later than the data, but its
	 * age and what nil returns cover on the day it is of. Set by whoever
	 * asks for one, after loading.
	 */
	bool forecast;
	int32_t judged_on;
	/* Per register: its other unique fields, or NULL; made on loading. */
	struct resolver **lookup;
	struct arena mem;
};

/* Which fields to load; a table's key always is. NULL want: everything. */
struct dataset_want {
	bool *field[64];             /* per register: nfields flags, or NULL for none but the key */
};

/*
 * Loads every register at a log size. Data files are verified on the way
 * (ERR_INTEGRITY). The dataset keeps pointers into store and standard.
 */
int dataset_load(struct dataset *d, const struct store *s,
    const struct standard *std, uint64_t size, const struct dataset_want *want,
    struct err *e);
void dataset_free(struct dataset *d);
/* Fills the days of a batch from its leaf; ERR_INTEGRITY when it has none. */
int batch_days(struct batch_info *b, const char *zone, struct err *e);
/*
 * The batches below d->size that are not undone, into d->batch; dataset_load
 * does it. For those who need no records: set size, call, arena_fini(&d->mem).
 */
int dataset_batches(struct dataset *d, const struct store *s, struct err *e);

static inline const char *
table_text(const struct table *t, uint32_t offset)
{
	return t->arena + offset;
}
/* Record by key, or ROW_NONE. */
uint32_t table_find(const struct table *t, struct str key);
struct str table_key(const struct table *t, uint32_t record);
/*
 * A cell as canonical text (docs/store-format.md 2), appended; references as the key of
 * the record they resolve to, or as written.
 */
void table_cell(const struct dataset *d, const struct table *t, uint32_t record,
    unsigned field, struct buf *out);

/*
 * Finds records by key or by another unique field (reference resolution,
 * docs/standard-format.md). Made from tables here, and from keys and lookups by the importer.
 */
struct resolver;
struct resolver *resolver_new(void);
void resolver_free(struct resolver *r);
/* One with the other unique fields of a table, without its keys. */
struct resolver *table_lookup(const struct table *t);
/* A record's key (text compared exactly). */
void resolver_add_key(struct resolver *r, struct str key, uint32_t record);
/* Another unique field's value; compared folded; two records make it ambiguous. */
void resolver_add_lookup(struct resolver *r, struct str value, uint32_t record);
enum resolved { RESOLVED, RESOLVE_UNKNOWN, RESOLVE_AMBIGUOUS };
enum resolved resolver_find(struct resolver *r, struct str text,
    uint32_t *record);

#endif
