/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Registers in memory: one typed column per field, for the criteria and the
 * reports. Loaded from a store at a log size; references are resolved by the
 * rule of docs/standard-format.md on every load, so the order of imports does
 * not matter.
 */
#ifndef PREAUDIT_TABLE_H
#define PREAUDIT_TABLE_H

#include "shared/model/standard.h"
#include "shared/store/store.h"
#include "shared/text/date.h"

#define ROW_NONE UINT32_MAX     /* empty reference */
/* flag: not resolved, the rest is a text offset */
#define REF_TEXT 0x80000000u
#define WORD_NONE UINT16_MAX
/* A cell of a yes-no field. */
enum yesno { YESNO_EMPTY, YESNO_NO, YESNO_YES };

/*
 * A column. Exactly the member that fits field type and `list` is set; all are
 * NULL when no record has a value (absent column): every cell is empty.
 */
struct column {
	/* FIELD_ID, TEXT, CLAUSE: offset into arena, 0 is empty */
	uint32_t *text;
	int32_t *date;     /* DATE_NONE is empty */
	double *number;    /* NUMBER, PERCENT: NaN is empty */
	uint8_t *yesno;    /* enum yesno */
	uint16_t *word;    /* index of the field's word, WORD_NONE is empty */
	/* row of the other table, ROW_NONE, or REF_TEXT | offset */
	uint32_t *ref;
	uint32_t *start;   /* list: n + 1 offsets into item */
	/* list items, in the form of text, word (as uint32_t) or ref */
	uint32_t *item;
	/*
	 * A bit per record: an empty cell says nothing, for the record's system
	 * never supplied the field, or withdrew it (supply.h). NULL: of none.
	 * The dataset's.
	 */
	const uint64_t *unsaid;
	bool withdrawn; /* of some, because it was withdrawn */
};

/* Does an empty cell of the record say nothing? */
static inline bool
column_is_unsaid(const struct column *c, uint32_t record)
{
	return c->unsaid != NULL && (c->unsaid[record / 64] >> (record % 64) &
	    1) != 0;
}

/*
 * True when no record has a value, or the field was not wanted: all members that
 * hold cells are NULL.
 */
bool column_is_absent(const struct column *c);

/* A record of another standard, and the titles of the standards it names. */
struct apart_of {
	uint32_t record;
	char standard[120];
};

/* One register at a log size; part of a dataset, which owns all of it. */
struct table {
	const struct schema *schema; /* the standard's */
	/* some import of the register counts at this log size */
	bool supplied;
	uint32_t n;        /* live records */
	/*
	 * Of these the last, in order, that belong to other standards than the
	 * one that is judged: no population has them, and references lead there.
	 */
	struct apart_of *apart;
	uint32_t napart;
	struct column *column; /* one per schema field */
	/* per record: leaf index and row of its present value */
	uint32_t *batch;
	uint32_t *row; /* both NULL when n is 0 */
	char *arena;       /* NUL-terminated texts; offset 0 is "" */
	size_t arena_n; /* bytes used, at most 0x7fffffff */
	uint32_t *key_slot; /* hash index on the key, see table_find */
	size_t key_slots; /* a power of two; 0: no records were ever there */
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
	uint64_t index; /* of its leaf in the log */
	const struct leaf_batch *leaf; /* the store's */
	int32_t imported, extracted; /* days in the store's zone */
};

/* All registers at a log size; begun by dataset_load, ended by dataset_free. */
struct dataset {
	const struct standard *standard;
	struct table *table;         /* one per register of the standard */
	/* all batch leaves below size, not undone */
	struct batch_info *batch;
	size_t nbatches; /* ascending by index */
	uint64_t size;               /* log size these records are known at */
	/*
	 * A forecast judges lapses and due dates later than the data, but its
	 * age and what nil returns cover on the day it is of. Set by whoever
	 * asks for one, after loading.
	 */
	bool forecast;
	int32_t judged_on; /* the day the data is of, where `forecast` */
	/* Per register: its other unique fields, or NULL; made on loading. */
	struct resolver **lookup;
	struct arena mem; /* columns' heads, tables, batches */
};

/*
 * Which fields to load; a table's key always is, and what resolves the
 * references wanted. NULL want: everything.
 */
struct dataset_want {
	/* per register: nfields flags, or NULL for none but the key */
	bool *field[64];
};

/*
 * Loads every register as of the log size `size`. Data files are verified on
 * the way (ERR_INTEGRITY). ERR_USAGE for a size beyond the store's, ERR_CONFIG
 * for a file without the key of the standard, ERR_LIMIT for too many records;
 * nothing is left to free then. The dataset keeps pointers into store and
 * standard, which must outlive it; `want` is not kept.
 */
int dataset_load(struct dataset *d, const struct store *s,
    const struct standard *std, uint64_t size, const struct dataset_want *want,
    struct err *e);
/* Frees all of it; *d is empty, and may be freed again. */
void dataset_free(struct dataset *d);
/*
 * Fills the days of a batch, whose `leaf` and `index` are set, from its leaf,
 * in the zone of that name. ERR_INTEGRITY when the leaf has no valid time or
 * date, ERR_CONFIG when the system lacks the zone.
 */
int dataset_batch_days(struct batch_info *b, const char *zone, struct err *e);
/*
 * The batches below d->size that are not undone, into d->batch; dataset_load
 * does it. For those who need no records: set size, call, arena_fini(&d->mem).
 */
int dataset_batches(struct dataset *d, const struct store *s, struct err *e);

/* How many records, the first ones, belong to the standard that is judged. */
static inline uint32_t
table_own(const struct table *t)
{
	return t->n - t->napart;
}

/* The text at an offset, NUL-ended, in the table's arena. */
static inline const char *
table_text(const struct table *t, uint32_t offset)
{
	return t->arena + offset;
}
/* The record with exactly this key, or ROW_NONE. */
uint32_t table_find(const struct table *t, struct str key);
/* The key of a record below n; points into the table's arena. */
struct str table_key(const struct table *t, uint32_t record);
/*
 * A cell as canonical text (docs/store-format.md 2), appended; references as
 * the key of the record they resolve to, or as written.
 */
void table_cell(const struct dataset *d, const struct table *t, uint32_t record,
    unsigned field, struct buf *out);

/*
 * Finds records by key or by another unique field (reference resolution,
 * docs/standard-format.md). Made from tables here, and from keys and lookups by
 * the importer.
 */
struct resolver;
/* An empty one, on the heap, for resolver_free. */
struct resolver *resolver_new(void);
/* Frees it; NULL is accepted. */
void resolver_free(struct resolver *r);
/*
 * One with the other unique fields of a table, without its keys; for
 * resolver_free. Fields that were not loaded are not in it.
 */
struct resolver *table_lookup(const struct table *t);
/*
 * Adds a record's key (text compared exactly), which is copied; an empty one is
 * not added. A key of two records is ambiguous.
 */
void resolver_add_key(struct resolver *r, struct str key, uint32_t record);
/*
 * Adds another unique field's value; compared folded; two records make it
 * ambiguous. Copied; an empty one is not added.
 */
void resolver_add_lookup(struct resolver *r, struct str value, uint32_t record);
/* What a text means: one record, none, or more than one. */
enum resolved { RESOLVED, RESOLVE_UNKNOWN, RESOLVE_AMBIGUOUS };
/*
 * Finds the record by its key, else by a lookup value; *record is set only when
 * RESOLVED.
 */
enum resolved resolver_find(struct resolver *r, struct str text,
    uint32_t *record);

#endif
