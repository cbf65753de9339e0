/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A register's schema, read from its Table Schema file (Frictionless 2.0, our
 * own keys under "preaudit"; the shape is described in
 * docs/standard-format.md).
 */
#ifndef PREAUDIT_SCHEMA_H
#define PREAUDIT_SCHEMA_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/base/err.h"
#include "shared/base/mem.h"
#include "shared/base/str.h"

enum field_type {
	FIELD_ID,      /* text that names things; leading zeros matter */
	FIELD_TEXT, /* any text */
	FIELD_NUMBER, /* canonical decimal, see num.h */
	FIELD_PERCENT, /* 95 is 95 % */
	FIELD_DATE, /* a day, YYYY-MM-DD */
	FIELD_YESNO, /* yes or no */
	FIELD_WORD,    /* one of the field's known words */
	FIELD_REF,     /* the key of a record of `ref` */
	/* a clause number of the standard, "8.5", "4-10", "all" */
	FIELD_CLAUSE,
	/* standards a record belongs to, by their titles in writing.json */
	FIELD_STANDARD,
	FIELD__MAX
};
/* The type as a register file names it ("yes-no"); constant. */
const char *field_type_name(enum field_type t);

/* What a field is expected to hold; only keys are demanded on import. */
enum field_need { NEED_OPTIONAL, NEED_CONDITIONAL, NEED_REQUIRED };

/* A known word of a field, or a spelling of yes or no. */
struct field_word {
	const char *word;       /* canonical, snake_case */
	/* as seen in exports; the word itself is not repeated */
	const char **alias;
	size_t naliases;
};

enum alias_kind {
	ALIAS_PLAIN,
	ALIAS_REVERSED,         /* of a yes-no field: its yes means no */
	ALIAS_JOINED            /* "First name + Last name": columns in turn */
};

/* A header that exports in a language use for a field. */
struct field_alias {
	const char *lang;       /* "en" */
	const char *header; /* as it is written; compared folded */
};

/*
 * Headers that mean the field only beside one of `with` (when there are any)
 * and none of `without`. Each of these is a field of the register, for any
 * column that means it beyond doubt, or else a header.
 */
struct field_context {
	const char **header, **with, **without;
	size_t nheaders, nwith, nwithout;
};

/* A header "Time (minutes)" of a field in hours: its numbers by 60. */
struct field_unit {
	const char *hint; /* what stands in the parenthesis */
	unsigned divisor; /* 2 to 1000000 */
};

/*
 * A field of a register, a column of its data files. Everything in it lives in
 * the arena that was given to schema_parse.
 */
struct field {
	const char *name, *title, *note; /* note: "" when there is none */
	enum field_type type;
	bool list;              /* many values, joined with ';' */
	/* an empty list or reference stands for every record */
	bool empty_means_all;
	/* never supplied, it is empty: always, or beside one of these fields */
	bool absent_means_empty;
	unsigned *beside;
	size_t nbeside;
	bool is_key;            /* part of the primary key */
	enum field_need need;
	const char *ref;        /* FIELD_REF: register name */
	const char *ref_key;    /* its key field as foreignKeys says, or NULL */
	/* its index in the standard, set by standard_load */
	int ref_register;
	/* of a yes-no field: spellings of yes and no */
	struct field_word *word;
	size_t nwords; /* at most 2000 */
	struct field_alias *alias; /* plain ones, then reversed, then joined */
	size_t naliases, nreversed, njoined; /* all; of these */
	const char *joined_with; /* between joined texts */
	struct field_context *context;
	size_t ncontexts; /* at most 1000 */
	struct field_unit *unit; /* FIELD_NUMBER */
	size_t nunits;
	/* of several columns the earliest alias counts */
	bool choose_first;
};

/* One part of a derived key: the first of these fields that is given. */
struct derive_part {
	unsigned field[4]; /* indices into the schema's fields */
	size_t n; /* 1 to 4 */
};

/*
 * One register. Everything in it lives in the arena that was given to
 * schema_parse; a copy of the struct points to the same.
 */
struct schema {
	const char *name, *title, *purpose;
	/* a file is the whole register: default --full */
	bool is_list;
	/* records carry salts, originals are not kept */
	bool personal;
	struct field *field;
	size_t nfields; /* 1 to 200 */
	unsigned key;           /* index of the (single) primary key field */
	struct derive_part derive[6];
	size_t nderive;         /* 0: the key must be in the file */
	/* other unique fields by which references find a record */
	unsigned lookup[4];
	size_t nlookup; /* 0 to 4 */
	struct field_alias *unused; /* headers of exports that no field takes */
	size_t nunused; /* at most 1000 */
	char sha256[65];        /* of the schema file's bytes */
};

/* Which kind f->alias[alias] is, by its place; alias < f->naliases. */
enum alias_kind field_alias_kind(const struct field *f, size_t alias);
/*
 * Parses one register file; `label` names it in errors. Lives in the arena, all
 * but s itself. ERR_CONFIG, with the member, for anything that
 * docs/standard-format.md does not describe; *s is of no use then. References
 * are still by name: standard_load sets ref_register, -1 until then.
 */
int schema_parse(struct schema *s, struct str text, const char *label,
    struct arena *a, struct err *e);
/* True when records may belong to other standards: a field says to which. */
bool schema_divides(const struct schema *s);
/* Index of a field by its exact name, or -1. */
int schema_field(const struct schema *s, struct str name);
/*
 * Index of a known word of a field by canonical word, or -1; spellings do not
 * count.
 */
int field_word_index(const struct field *f, struct str word);
/*
 * The names of a schema's fields and the words of a field, by index, NULL
 * behind the last: `next` of str_suggest, with the schema or field as ctx.
 */
const char *schema_field_name(const void *schema, size_t i);
const char *field_word_name(const void *field, size_t i);

#endif
