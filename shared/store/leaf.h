/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Log lines (docs/store-format.md 3): typed structures to canonical JSON and back. What
 * is read is checked strictly: member types, ranges, path grammar; a line that
 * is not exactly what we would write is malformed (hash bytes, not values).
 */
#ifndef PREAUDIT_LEAF_H
#define PREAUDIT_LEAF_H

#include "shared/base/mem.h"
#include "shared/log/note.h"

#define LEAF_MAX_BYTES 16384

enum leaf_type {
	LEAF_GENESIS, LEAF_STANDARD, LEAF_BATCH, LEAF_REPORT, LEAF_VOID,
	LEAF_KEY, LEAF_ANCHOR, LEAF_ERASURE, LEAF__MAX
};
const char *leaf_type_name(enum leaf_type t);

/* A file by content. Hashes here are lower-case hex, NUL-terminated. */
struct leaf_file {
	const char *name, *sha256;
	uint64_t bytes;
};

struct leaf_genesis {
	const char *created, *log_key, *organisation, *origin, *timezone;
	/* succeeds: origin NULL when absent */
	const char *succeeds_origin, *succeeds_reason, *succeeds_root;
	uint64_t succeeds_size;
};

struct leaf_parameter {
	const char *name;
	int64_t value;
};

struct leaf_standard {
	const char *adopted, *edition, *name;
	struct leaf_file *file; /* name = path in the folder, ascending */
	size_t nfiles;
	struct leaf_parameter *parameter; /* ascending by name */
	size_t nparameters;
};

struct leaf_counts {
	uint64_t read, new, changed, unchanged, retired, refused;
};

struct leaf_column {
	const char *field, *header;
};

struct leaf_set {
	const char *field, *value;
};

struct leaf_batch {
	uint64_t bytes;
	struct leaf_counts counts;
	const char *imported; /* UTC time */
	bool is_state;        /* kind: state, else changes */
	bool is_full;         /* mode: full, else changes */
	const char *path, *program;
	/* read_as */
	struct leaf_column *column;
	size_t ncolumns;
	uint64_t header_row;
	const char *dates, *delimiter, *encoding;    /* NULL when absent */
	const char **ignored;
	size_t nignored;
	struct leaf_set *set;
	size_t nset;
	/* */
	const char *reg; /* "register" */
	uint64_t rows;
	const char *rows_root, *schema_sha256, *sha256;
	struct leaf_file source;
	const char *source_path, *source_sheet, *source_system; /* or NULL */
	/* optional */
	const char *by, *extracted, *mapping_sha256, *note;
	const char *findings_path, *findings_sha256;
	uint64_t findings_bytes, findings_rows;
	bool has_undoes;
	uint64_t undoes;
	uint64_t unresolved; /* references kept as written; 0 when absent */
};

struct leaf_output {
	const char *format, *sha256;
	uint64_t bytes;
};

struct leaf_report {
	const char *as_of, *content_sha256, *id, *issued, *profile,
	    *profile_sha256, *program, *supersedes; /* supersedes may be NULL */
	const char *head_root; /* hex */
	uint64_t head_size;
	struct leaf_output *output; /* ascending by format */
	size_t noutputs;
};

struct leaf_void {
	uint64_t index;
	const char *reason, *when;
};

struct leaf {
	enum leaf_type type;
	union {
		struct leaf_genesis genesis;
		struct leaf_standard standard;
		struct leaf_batch batch;
		struct leaf_report report;
		struct leaf_void voided;
	} u; /* key, anchor and erasure leaves are recognised, not taken apart */
};

/* Appends the line with its LF; ERR_LIMIT when it is longer than allowed. */
int leaf_format(struct buf *b, const struct leaf *l, struct err *e);
/* `line` with its LF; strings go to the arena. ERR_INTEGRITY when malformed. */
int leaf_parse(struct leaf *l, struct str line, struct arena *a, struct err *e);

#endif
