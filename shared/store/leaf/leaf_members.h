/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The members of each type of record, as docs/store-format.md 3 has them: one
 * description, by which leaf_format.c writes a record and leaf_parse.c reads
 * it. Whoever adds a member adds a row.
 */
#ifndef PREAUDIT_LEAF_MEMBERS_H
#define PREAUDIT_LEAF_MEMBERS_H

#include "shared/store/leaf/leaf.h"
#include "shared/store/leaf/store_folder.h"

enum member_kind {
	/* texts: const char *, absent when NULL */
	MEMBER_TEXT,
	MEMBER_HASH,      /* 64 lower-case hexadecimal digits */
	MEMBER_MOMENT,    /* YYYY-MM-DDTHH:MM:SSZ */
	MEMBER_DAY,       /* YYYY-MM-DD */
	MEMBER_WORD,      /* [a-z][a-z0-9_]*, as registers are called */
	MEMBER_REPORT_ID, /* R- and 32 hexadecimal digits: it names a folder */
	MEMBER_KEY,       /* a verifier key, see note.h */
	MEMBER_ONE_OF,    /* one of the words */
	MEMBER_PATH,      /* of a file in the folder `in` of the store */
	MEMBER_ERASED,    /* of a file in data, findings or orig */
	/* others */
	MEMBER_FIXED,     /* always word[0]; has no value in the structure */
	MEMBER_FLAG,      /* bool: word[0], absent when it is false */
	MEMBER_COUNT,     /* uint64_t from 0 to 2^53-1, absent when 0 */
	MEMBER_GIVEN,     /* the same, absent when the bool at `also` is false */
	MEMBER_CHOICE,    /* bool: word[1] when it is set, else word[0] */
	MEMBER_OBJECT,    /* `members` of the same structure, absent when the
	                   * const char * at `at` is NULL */
	MEMBER_LIST,      /* pointer to elements of `size` bytes, each with
	                   * `members`, or a const char * where these are
	                   * NULL; their number is the size_t at `also`;
	                   * absent when that is 0 */
	MEMBER_COUNTS,    /* array of counts: pointer to uint64_t, `also` as
	                   * above; written when it is empty too */
	MEMBER_NUMBERS,   /* object of names and numbers: pointer to struct
	                   * leaf_parameter, `also` as above */
	MEMBER_KINDS
};

/* One member. A table of them is in bytewise order of the names. */
struct leaf_member {
	const char *name;       /* NULL ends the table */
	enum member_kind kind;
	bool optional;          /* left out when it is absent */
	size_t at;              /* offset of the value, in struct leaf or in
	                         * an element of a list */
	size_t also;            /* offset of what belongs to it, see the kinds */
	size_t size;            /* LIST: bytes of an element */
	const struct leaf_member *members; /* OBJECT and LIST */
	const char *const *word; /* FIXED, FLAG, CHOICE, ONE_OF; NULL ends it */
	enum store_folder in;   /* PATH */
};

/* By type, LEAF_LATER aside: all zero. */
struct leaf_shape {
	const char *name;
	const struct leaf_member *members;
	size_t when; /* offset in struct leaf of the record's own date; 0: none */
};
extern const struct leaf_shape leaf_shape[LEAF__MAX];

/* ERR_INTEGRITY unless the line (with its LF) is `o` in canonical form. */
struct json;
int leaf_canonical(const struct json *o, struct str line, struct err *e);

#endif
