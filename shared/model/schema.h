/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A register's schema, read from its Table Schema file (Frictionless 2.0, our
 * own keys under "preaudit"; the shape is described in docs/standard-format.md).
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
	FIELD_TEXT,
	FIELD_NUMBER,
	FIELD_PERCENT, /* 95 is 95 % */
	FIELD_DATE,
	FIELD_YESNO,
	FIELD_WORD,    /* one of the field's known words */
	FIELD_REF,     /* the key of a record of `ref` */
	FIELD_CLAUSE,  /* a clause number of the standard, "8.5", "4-10", "all" */
	FIELD__MAX
};
const char *field_type_name(enum field_type t);

/* What a field is expected to hold; only keys are demanded on import. */
enum field_need { NEED_OPTIONAL, NEED_CONDITIONAL, NEED_REQUIRED };

struct field_word {
	const char *word;       /* canonical, snake_case */
	const char **alias;     /* as seen in exports; the word itself is not repeated */
	size_t naliases;
};

enum alias_kind {
	ALIAS_PLAIN,
	ALIAS_REVERSED,         /* of a yes-no field: its yes means no */
	ALIAS_JOINED            /* "First name + Last name": columns in turn */
};

struct field_alias {
	const char *lang;       /* "en" */
	const char *header;
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
	const char *hint;
	unsigned divisor;
};

struct field {
	const char *name, *title, *note; /* note: "" when there is none */
	enum field_type type;
	bool list;              /* many values, joined with ';' */
	bool empty_means_all;   /* an empty list or reference stands for every record */
	bool is_key;            /* part of the primary key */
	enum field_need need;
	const char *ref;        /* FIELD_REF: register name */
	const char *ref_key;    /* its key field as foreignKeys says, or NULL */
	int ref_register;       /* its index in the standard, set by standard_load */
	struct field_word *word; /* of a yes-no field: spellings of yes and no */
	size_t nwords;
	struct field_alias *alias; /* plain ones, then reversed, then joined */
	size_t naliases, nreversed, njoined; /* all; of these */
	const char *joined_with; /* between joined texts */
	struct field_context *context;
	size_t ncontexts;
	struct field_unit *unit; /* FIELD_NUMBER */
	size_t nunits;
	bool choose_first;      /* of several columns the earliest alias counts */
};

/* One part of a derived key: the first of these fields that is given. */
struct derive_part {
	unsigned field[4];
	size_t n;
};

struct schema {
	const char *name, *title, *purpose;
	bool is_list;           /* a file is the whole register: default --full */
	bool personal;          /* records carry salts, originals are not kept */
	struct field *field;
	size_t nfields;
	unsigned key;           /* index of the (single) primary key field */
	struct derive_part derive[6];
	size_t nderive;         /* 0: the key must be in the file */
	unsigned lookup[4];     /* other unique fields by which references find a record */
	size_t nlookup;
	struct field_alias *unused; /* headers of exports that no field takes */
	size_t nunused;
	char sha256[65];        /* of the schema file's bytes */
};

enum alias_kind field_alias_kind(const struct field *f, size_t alias);
/* Parses one register file; `label` names it in errors. Lives in the arena. */
int schema_parse(struct schema *s, struct str text, const char *label,
    struct arena *a, struct err *e);
/* Index of a field by name, or -1. */
int schema_field(const struct schema *s, struct str name);
/* Index of a known word of a field by canonical word, or -1. */
int field_word_index(const struct field *f, struct str word);
/* The names of a schema's fields and the words of a field, for str_suggest. */
const char *schema_field_name(const void *schema, size_t i);
const char *field_word_name(const void *field, size_t i);

#endif
