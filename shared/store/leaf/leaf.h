/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Log lines (docs/store-format.md 3): typed structures to canonical JSON and
 * back. What is read is checked strictly: member types, ranges, path grammar; a
 * line that is not exactly what we would write is malformed, because bytes are
 * hashed and not values. What each member means stands in that document, in the
 * order of the structures here.
 *
 * Texts are NUL-ended UTF-8 of whoever made the structure; those of a structure
 * that was read belong to the arena. NULL is an optional member that is not
 * there. Hashes and roots are 64 lower-case hexadecimal digits, times UTC as
 * YYYY-MM-DDTHH:MM:SSZ, days YYYY-MM-DD, sizes bytes.
 */
#ifndef PREAUDIT_LEAF_H
#define PREAUDIT_LEAF_H

#include "shared/base/mem.h"
#include "shared/log/note.h"

#define LEAF_MAX_BYTES 16384 /* of a line, with its LF */

enum leaf_type {
	LEAF_GENESIS, LEAF_STANDARD, LEAF_BATCH, LEAF_REPORT, LEAF_VOID,
	LEAF_KEY, LEAF_ANCHOR, LEAF_ERASURE, LEAF_RECIPE, LEAF_DISCLOSURE,
	LEAF_GRANT, LEAF_TOOL,
	LEAF_LATER, /* of a type that this version does not know */
	LEAF__MAX
};

/* A file by content. */
struct leaf_file {
	/* of a standard: its path in the folder; of a source: as handed in */
	const char *name;
	const char *sha256;
	uint64_t bytes;
};

/* Record 0. */
struct leaf_genesis {
	const char *created;      /* time */
	const char *log_key;      /* the verifier key of the log, see note.h */
	const char *organisation; /* whose store */
	const char *origin;       /* its name, and that of its key */
	const char *timezone;     /* decides what "today" is */
	/* The log before, after a lost key or a restored backup; else NULL. */
	const char *succeeds_origin, *succeeds_reason, *succeeds_root;
	uint64_t succeeds_size;   /* its records */
};

/* A number that the standard leaves to the organisation. */
struct leaf_parameter {
	const char *name;
	int64_t value;
};

/* A rule set adopted. */
struct leaf_standard {
	const char *adopted;       /* time */
	const char *edition, *name;
	struct leaf_file *file;    /* ascending by name */
	size_t nfiles;
	struct leaf_parameter *parameter; /* ascending by name, all of them */
	size_t nparameters;
};

/* Rows of an input; read = new + changed + unchanged + refused. */
struct leaf_counts {
	uint64_t read, new, changed, unchanged;
	uint64_t retired; /* records that the input no longer has */
	uint64_t refused;
};

/* A column of the input, and the field that it was read as. */
struct leaf_column {
	const char *field, *header;
};

/* A field that had one value in every row. */
struct leaf_set {
	const char *field, *value;
};

/* One register from one table of an input. */
struct leaf_batch {
	uint64_t bytes;       /* of the data file at `path` */
	struct leaf_counts counts;
	const char *imported; /* time */
	/* what the data file holds: the whole register, else changes */
	bool is_state;
	/* what the input was: full, so that what it lacks is retired */
	bool is_full;
	const char *path;     /* of the data file, inside the store */
	const char *program;  /* name and version of what imported it */
	/* how the input was read, in the order of its columns */
	struct leaf_column *column;
	size_t ncolumns;
	uint64_t header_row;  /* where its headers stand, from 1 */
	const char *dates, *delimiter, *encoding; /* where they apply */
	const char **ignored; /* headers of columns that no field has */
	size_t nignored;
	struct leaf_set *set;
	size_t nset;
	const char **withdrawn; /* fields no longer kept, whose values go */
	size_t nwithdrawn;
	const char *reg;      /* the register */
	uint64_t rows;        /* records in the data file */
	const char *rows_root;     /* over its lines */
	const char *schema_sha256; /* of the schema it was read with */
	const char *sha256;        /* of the data file */
	struct leaf_file source;   /* the input */
	/* where it is kept; which sheet; the system it is from: or NULL */
	const char *source_path, *source_sheet, *source_system;
	const char *by;             /* a function, not a person; or NULL */
	const char *extracted;      /* day to which the data are true; or NULL */
	const char *mapping_sha256; /* of the mapping file; or NULL */
	const char *note;           /* what was left out or chosen; or NULL */
	/* the findings file; both NULL when there were none */
	const char *findings_path, *findings_sha256;
	uint64_t findings_bytes, findings_rows;
	bool has_undoes;      /* it takes another batch back: */
	uint64_t undoes;      /* the index of that one's record */
	uint64_t unresolved;  /* references kept as written; 0 when absent */
};

/* One output of a report. */
struct leaf_output {
	const char *format; /* csv, html, xlsx */
	const char *sha256;
	uint64_t bytes;
};

/* Bytes of a report's id, R- and 32 hexadecimal digits, with the NUL. */
#define LEAF_REPORT_ID 35

/* A report issued. */
struct leaf_report {
	const char *as_of;          /* the day judged */
	const char *content_sha256; /* of content.csv */
	const char *id;             /* names its folder; see leaf_report_id */
	const char *issued;         /* time */
	const char *lang;           /* its language: "en" */
	const char *profile, *profile_sha256, *program; /* what made it */
	const char *standard;       /* name and edition of what it judges by */
	const char *supersedes;     /* the id of an earlier report; or NULL */
	/* the data head that it was made from */
	const char *head_root;
	uint64_t head_size;
	struct leaf_output *output; /* ascending by format */
	size_t noutputs;
};

/* A report withdrawn. */
struct leaf_void {
	uint64_t index;     /* of the report's record */
	const char *reason;
	const char *when;   /* time */
};

/* A key of the log that comes or goes. */
struct leaf_key {
	const char *action; /* add, retire, revoke */
	const char *key;    /* the verifier key */
	const char *proof;  /* of add: that the new key is held; or NULL */
	const char *reason; /* or NULL */
	const char *when;   /* time */
	uint64_t since_size; /* revoked from this size on; 0: not said */
};

/* Evidence from outside of when a head was there. */
struct leaf_anchor {
	const char *kind;   /* rfc3161, cosignature, receipt */
	const char *sha256; /* of the file that holds the evidence */
	const char *time;   /* what the evidence says, not when it came in */
	uint64_t size;      /* of the checkpoint that it is about */
	/* of rfc3161: the certificates that were trusted, and the lists of
	 * revoked ones, in PEM; NULL: not kept, not asked */
	const char *ca_sha256, *crl_sha256;
};

/* Lines of a file made unreadable. */
struct leaf_erasure {
	uint64_t *line;     /* numbers in the file, from 1: its header */
	size_t nlines;
	const char *path;   /* of the file, inside the store */
	const char *reason;
	const char *sha256; /* of the file afterwards */
	const char *when;   /* time */
};

/* A way to read a source, kept under a name. */
struct leaf_recipe {
	const char *name;
	const char *path, *sha256; /* of the mapping file */
	const char *reg;    /* the register */
	const char *when;   /* time */
	bool removed;       /* it is not to be used from here on */
};

/* Records of a register handed out with their proofs. */
struct leaf_disclosure {
	uint64_t count;     /* how many records */
	const char *digest; /* of what was handed out */
	const char *reg;    /* the register */
	const char *seed;   /* that the draw follows from */
	uint64_t size;      /* of the log that was drawn from */
	const char *when;   /* time */
};

/* Who may read a report, for a while. */
struct leaf_grant {
	const char *report;       /* its id */
	const char *token_sha256; /* of what the reader shows */
	const char *until, *when; /* times */
	bool revoked;             /* it ends here */
};

/* A program or page that was handed out. */
struct leaf_tool {
	const char *name, *version;
	const char *sha256; /* of its file */
	const char *when;   /* time */
};

/* A record that only a later version understands. */
struct leaf_later {
	const char *type;
	struct str line; /* with its LF */
};

/* A record. */
struct leaf {
	enum leaf_type type;
	/* why it is dated before the one before it; NULL: it is not */
	const char *clock;
	union {
		struct leaf_genesis genesis;
		struct leaf_standard standard;
		struct leaf_batch batch;
		struct leaf_report report;
		struct leaf_void voided;
		struct leaf_key key;
		struct leaf_anchor anchor;
		struct leaf_erasure erasure;
		struct leaf_recipe recipe;
		struct leaf_disclosure disclosure;
		struct leaf_grant grant;
		struct leaf_tool tool;
		struct leaf_later later;
	} u;
};

/* The member "type": "genesis". Static, or of the leaf. */
const char *leaf_type_name(const struct leaf *l);
/*
 * The time at which the record was made, as its text; NULL for one that has
 * none: an anchor, and a record of a later version.
 */
const char *leaf_when(const struct leaf *l);

/* What a report's record calls a standard: "NAME:EDITION", in the arena. */
const char *leaf_standard_text(struct arena *a, const char *name,
    const char *edition);
/*
 * The id of a report in the log `origin`, derived from its members head_size,
 * head_root, as_of, profile_sha256, standard, lang and program. A forecast for
 * a day has another one than a report of that day.
 */
void leaf_report_id(char id[LEAF_REPORT_ID], const char *origin,
    const struct leaf_report *r, bool forecast);
/* Its id says so. */
bool leaf_report_is_forecast(const struct leaf_report *r, const char *origin);
/*
 * May the record stand in the log `origin`: is its id derived from it, is there
 * one output of each format, is the content that of its csv? ERR_INTEGRITY with
 * the first fault as a sentence that begins with "its".
 */
int leaf_report_check(const struct leaf_report *r, const char *origin,
    struct err *e);

/*
 * Appends the line with its LF. ERR_LIMIT when it is longer than allowed,
 * ERR_USAGE for a text that is not UTF-8, ERR_CONFIG for a record of a later
 * version; b is as it was then. Members that need an order must have it.
 */
int leaf_format(struct buf *b, const struct leaf *l, struct err *e);
/*
 * Reads a line, with its LF, into *l. Texts and arrays go to the arena.
 * ERR_INTEGRITY, the first fault named, when it is malformed; *l is of no use
 * then. One in canonical form whose type is not known here is no fault:
 * LEAF_LATER.
 */
int leaf_parse(struct leaf *l, struct str line, struct arena *a, struct err *e);

#endif
