/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the store holds of a register, as the plan needs it: for every record a
 * keyed hash of its key and the place of its line. No values are held;
 * equality is checked on the bytes where they stand.
 */
#ifndef PREAUDIT_STATE_H
#define PREAUDIT_STATE_H

#include "shared/model/schema.h"
#include "shared/store/store.h"

#define SALT_CHARS 22

/* entry.place: offset, then number of the part or file, then flags. */
#define PLACE_OFFSET(p) ((p) & (((uint64_t)1 << 38) - 1))
#define PLACE_PART(p) (((p) >> 38) & (((uint64_t)1 << 18) - 1))
#define PLACE_MAKE(part, offset) ((uint64_t)(part) << 38 | (uint64_t)(offset))
#define ENTRY_SOURCE ((uint64_t)1 << 56)    /* the place is in a file of this call */
#define ENTRY_GONE ((uint64_t)1 << 57)      /* not in the register (any more) */
#define ENTRY_SEEN ((uint64_t)1 << 58)      /* a file of this call has the key */
#define ENTRY_SEEN_HERE ((uint64_t)1 << 59) /* the present file has it */
#define ENTRY_FLAGS (~(((uint64_t)1 << 56) - 1))

struct state_entry {
	uint64_t hash;
	uint64_t place;
};

/* How the lines of one data file are laid out. */
struct state_part {
	bool same_header;   /* the header is the one we would write now */
	size_t ncolumns, key_column;
	int *column;        /* per schema field: its column, or -1 */
};

struct state {
	const struct schema *schema;
	struct buf header;  /* the header record we would write now */
	struct store_part *part;
	struct state_part *layout;
	size_t nparts;
	bool any_other_header;
	struct state_entry *entry; /* in the order of first appearance */
	size_t n, cap;
	struct state_slot {
		uint32_t entry; /* from 1; 0: free */
		uint32_t tag;   /* upper half of the hash */
	} *slot;
	size_t nslots;
	size_t last_slot;     /* where the search that found nothing ended */
	uint64_t last_hash;
	uint8_t key[16];
	uint32_t padded;      /* bit n: some key of n bytes begins with a zero */
	bool supplied;        /* an import of it counts (not all are undone) */
	uint64_t live;        /* records in the register */
	uint64_t before;      /* the same before this call */
	uint64_t since_state; /* records in changes since the last state */
	/* Compares a key with the one at a place in a file of this call. */
	bool (*source_key)(void *ctx, uint64_t place, struct str key);
	void *source_ctx;
};

/* Walks the register's files at the store's head. */
int state_load(struct state *s, const struct store *st,
    const struct schema *schema, struct err *e);
void state_free(struct state *s);

/* The hash of a key in canonical form. */
uint64_t state_hash(const struct state *s, struct str key);
/*
 * Hides the wait for memory: step 0 asks for the slot of a hash, step 1 for the
 * entry, step 2 for the line; other work goes on between.
 */
void state_prefetch(const struct state *s, uint64_t hash, unsigned step);
/* Entry of a key (canonical form), or NULL. */
struct state_entry *state_find(struct state *s, struct str key, uint64_t hash);
/*
 * The record whose key is this one with zeros before it, of which a spreadsheet
 * makes a number; NULL when there is none. Its key is appended to `padded`.
 */
struct state_entry *state_find_padded(struct state *s, struct str key,
    struct buf *padded);
/* Room for so many more records, so that the table is not rebuilt on the way. */
void state_expect(struct state *s, size_t n);
/* Adds one; the key must not be there. Pointers to entries become stale. */
struct state_entry *state_add(struct state *s, uint64_t hash, uint64_t place);

/*
 * Is the line at this place the same record? `fields` is the record in
 * canonical form, fields in schema order, without what stands before and
 * behind. Lists compare as sets.
 */
bool state_same(const struct state *s, uint64_t place, struct str fields);
/* The whole line at a place, and its batch; false when it is not canonical. */
bool state_line(const struct state *s, uint64_t place, struct str *line);
uint64_t state_batch(const struct state *s, uint64_t place);
/* The text of a field of the line, appended. */
void state_text(const struct state *s, uint64_t place, unsigned field,
    struct buf *out);

/* Are two texts of a field one value? Lists compare as sets. */
bool state_same_text(const struct field *f, struct str a, struct str b);

/* The end of a raw field in a canonical line: on its comma, CR or the end. */
const char *state_field_end(const char *p, const char *end);

/* "op,batch,row,...[,salt]" CR LF of a schema. */
void state_header(const struct schema *schema, struct buf *out);

#endif
