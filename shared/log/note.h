/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Signed notes (C2SP signed-note v1.0.0), verifier keys, checkpoints (C2SP
 * tlog-checkpoint) and proof files (tlog-proof v1, docs/store-format.md 6). Strict grammar:
 * what is not exactly so is refused.
 */
#ifndef PREAUDIT_NOTE_H
#define PREAUDIT_NOTE_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/base/buf.h"
#include "shared/base/err.h"
#include "shared/log/merkle.h"

#define ED25519_PUBLIC_BYTES 32
#define ED25519_SIGNATURE_BYTES 64
#define NOTE_MAX_NAME 255
#define NOTE_MAX_KEYS 16

/* A verifier key: name+<8 hex id>+base64(01||pub32). */
struct vkey {
	char name[NOTE_MAX_NAME + 1];
	uint32_t id;
	uint8_t pub[ED25519_PUBLIC_BYTES];
};

struct vkeys {
	struct vkey key[NOTE_MAX_KEYS];
	size_t n;
};

/* True when the text may be an origin and key name (3.1, 3.2: no space, no '+'). */
bool vkey_name_ok(struct str name);
void vkey_make(struct vkey *k, struct str name,
    const uint8_t pub[ED25519_PUBLIC_BYTES]);
int vkey_parse(struct vkey *k, struct str text, struct err *e);
void vkey_format(struct buf *b, const struct vkey *k);
/* SHA-256 of the vkey line, first 16 bytes, eight groups of four hex digits. */
#define VKEY_FINGERPRINT_TEXT 40
void vkey_fingerprint(char out[VKEY_FINGERPRINT_TEXT], const struct vkey *k);

/*
 * keys.txt: a C2SP tlog-policy file. Lines "log <vkey> [<url>]", "witness
 * <name> <vkey>", "group ...", "quorum none", comments with '#', blank lines.
 * A bare vkey line is accepted as a log key. Refused, with the line's number:
 * a key twice, control characters, and a quorum of witnesses, which is not
 * checked yet.
 */
int keys_parse(struct vkeys *logs, struct str text, const char *label,
    struct err *e);
/* The same from a file of at most 64 KiB. */
int keys_read(struct vkeys *logs, const char *path, struct err *e);
void keys_format(struct buf *b, const struct vkeys *logs);

/* Ed25519 over the note text. */
bool note_verify_raw(const struct vkey *k, struct str text,
    const uint8_t sig[ED25519_SIGNATURE_BYTES]);
/* Appends "— name base64 LF" for a signature made elsewhere. */
void note_put_signature(struct buf *b, const struct vkey *k,
    const uint8_t sig[ED25519_SIGNATURE_BYTES]);

enum note_answer {
	NOTE_OK,          /* a known key's signature verifies and none of a known key fails */
	NOTE_UNKNOWN_KEY, /* well formed, but no line of a known key */
	NOTE_BAD_SIGNATURE,
	NOTE_MALFORMED
};
/*
 * *text is the signed text (with its last LF), none when malformed; *by the
 * first key that verified, NULL unless NOTE_OK. The worst line decides.
 */
enum note_answer note_open(struct str note, const struct vkeys *known,
    struct str *text, const struct vkey **by);
const char *note_answer_text(enum note_answer a);

struct checkpoint {
	char origin[NOTE_MAX_NAME + 1];
	uint64_t size;
	struct merkle_hash root;
};

/* The unsigned text of a checkpoint: three lines. */
void checkpoint_format(struct buf *b, const struct checkpoint *c);
/* Reads the text part (no extension lines). */
int checkpoint_parse(struct checkpoint *c, struct str text, struct err *e);

/* tlog-proof v1 with our `extra` (docs/store-format.md 7). Slices point into the file. */
struct proof_file {
	struct str leaf;            /* the log line with its LF, from extra */
	uint64_t head_size;         /* from extra: the data head's size */
	struct merkle_proof consistency; /* head -> checkpoint */
	uint64_t index;
	struct merkle_proof inclusion;
	struct str checkpoint;      /* verbatim signed note */
};

void proof_file_format(struct buf *b, const struct proof_file *p);
/* `scratch` keeps what `leaf` points to. */
int proof_file_parse(struct proof_file *p, struct str text, struct buf *scratch,
    struct err *e);

/* Consistency receipt: "old <m> LF" hashes LF checkpoint (3.4). */
void consistency_file_format(struct buf *b, uint64_t old,
    const struct merkle_proof *p, struct str checkpoint);

#endif
