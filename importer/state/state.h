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

#define SALT_CHARS 22 /* of a salt in a line: 16 bytes in base64url */

/*
 * A place: the offset of a line's first byte, then the number of the data file
 * (state.part) or, with ENTRY_SOURCE, of the job; then flags.
 */
#define PLACE_OFFSET(p) ((p) & (((uint64_t)1 << 38) - 1))
#define PLACE_PART(p) (((p) >> 38) & (((uint64_t)1 << 18) - 1))
#define PLACE_MAKE(part, offset) ((uint64_t)(part) << 38 | (uint64_t)(offset))
/* The place is in a file of this call. */
#define ENTRY_SOURCE ((uint64_t)1 << 56)
/* Not in the register, or not any more. */
#define ENTRY_GONE ((uint64_t)1 << 57)
/* A file of this call has the key; the present file has it. */
#define ENTRY_SEEN ((uint64_t)1 << 58)
#define ENTRY_SEEN_HERE ((uint64_t)1 << 59)

/* A record that is or was in the register: its key's hash, where it stands. */
struct state_entry {
	uint64_t hash;
	uint64_t place;
};

/* How the lines of one data file are laid out. */
struct state_part {
	/* The header is the one that would be written now. */
	bool same_header;
	/* Columns, and the key's place among them from 0. */
	size_t ncolumns, key_column;
	/* Per field of the schema: its column, or -1. */
	int *column;
};

/* The register as it stands; who plans changes entries and counts. */
struct state {
	const struct schema *schema;
	/* The header record that would be written now. */
	struct buf header;
	/* The last whole register and the changes since, oldest first. */
	struct store_part *part;
	struct state_part *layout;
	size_t nparts;
	/* Some file of them has another header than would be written now. */
	bool any_other_header;
	/* In the order of first appearance. */
	struct state_entry *entry;
	size_t n, cap;
	/* A hash table over them, a power of two in size. */
	struct state_slot {
		uint32_t entry; /* from 1; 0: free */
		uint32_t tag;   /* upper half of the hash */
	} *slot;
	size_t nslots;
	/* Where the last search that found nothing ended, and for what. */
	size_t last_slot;
	uint64_t last_hash;
	/* Of the hash; keys come from outside. */
	uint8_t key[16];
	/* Bit n: some key of n bytes, up to 31, begins with a zero. */
	uint32_t padded;
	/* Some import of it counts: not all are undone. */
	bool supplied;
	/* Where the store has what a file of this call replaced, per entry; 0:
	 * nowhere. Only once a file came without a column (rows_carry.c). */
	uint64_t *was;
	size_t nwas;
	/* Records in the register, now and before this call. */
	uint64_t live, before;
	/* Lines in files of changes since the last whole register. */
	uint64_t since_state;
	/* Is it the key of the row at a place in a file of this call? */
	bool (*source_key)(void *ctx, uint64_t place, struct str key);
	void *source_ctx;
};

/*
 * Reads what makes up the register of `schema` at the store's head; both must
 * outlive it. ERR_INTEGRITY names the data file that is not what was signed or
 * not canonical; ERR_CONFIG: one lacks the key; ERR_LIMIT: too many files. To
 * be freed also after an error.
 */
int state_load(struct state *s, const struct store *st,
    const struct schema *schema, struct err *e);
/* Frees what it holds and empties it; also after a load that failed. */
void state_free(struct state *s);

/* The hash of a key in canonical form, with its quotes if it has any. */
uint64_t state_hash(const struct state *s, struct str key);
/*
 * Hides the wait for memory: step 0 asks for the slot of a hash, step 1 for the
 * entry, step 2 for the line; other work goes on between.
 */
void state_prefetch(const struct state *s, uint64_t hash, unsigned step);
/*
 * The entry of a key (canonical form) with that hash, gone or not; NULL: none.
 * Good until state_add.
 */
struct state_entry *state_find(struct state *s, struct str key, uint64_t hash);
/*
 * The record whose key is this one with zeros before it, of which a spreadsheet
 * makes a number; NULL when there is none. `padded` becomes its key.
 */
struct state_entry *state_find_padded(struct state *s, struct str key,
    struct buf *padded);
/*
 * Makes room for n more records, so that the table is not rebuilt on the way.
 * Pointers to entries become stale.
 */
void state_expect(struct state *s, size_t n);
/* Adds one; the key must not be there. Pointers to entries become stale. */
struct state_entry *state_add(struct state *s, uint64_t hash, uint64_t place);

/*
 * Is the line at this place the same record? `fields` is the record in
 * canonical form, fields in schema order, without what stands before and
 * behind. Lists compare as sets.
 */
bool state_same(const struct state *s, uint64_t place, struct str fields);
/*
 * The whole line at a place of the store, with its CR LF; false when it is not
 * canonical. It lives as long as the state.
 */
bool state_line(const struct state *s, uint64_t place, struct str *line);
/*
 * The index of the batch that wrote the line at a place of the store; flags of
 * the place do not count.
 */
uint64_t state_batch(const struct state *s, uint64_t place);
/*
 * The fields of the line at a place of the store, raw, in schema order, into
 * raw, which has room for all; empty where the file has no such column. False
 * when it is not canonical.
 */
bool state_raw(const struct state *s, uint64_t place, struct str *raw);
/*
 * Appends the text of a field of the line, without quotes; nothing where the
 * file has no such column.
 */
void state_text(const struct state *s, uint64_t place, unsigned field,
    struct buf *out);

/*
 * Are two texts of a field one value? Lists compare as sets; such of more than
 * 500 items as they stand.
 */
bool state_same_text(const struct field *f, struct str a, struct str b);

/*
 * The first field of a canonical record or of the rest of one, raw: with its
 * quotes. *rest is what stands behind its comma; empty at the record's end.
 */
struct str state_next_field(struct str *rest);

#endif
