/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Signed notes (C2SP signed-note v1.0.0), verifier keys, checkpoints (C2SP
 * tlog-checkpoint) and proof files (tlog-proof v1); docs/store-format.md 6 and
 * 7. Strict grammar: what is not exactly so is refused. Slices that are given
 * back point into the text that was given; nothing is on the heap.
 */
#ifndef PREAUDIT_NOTE_H
#define PREAUDIT_NOTE_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/base/buf.h"
#include "shared/base/err.h"
#include "shared/log/merkle.h"

/* Of a raw public key and of a signature (RFC 8032). */
#define ED25519_PUBLIC_BYTES 32
#define ED25519_SIGNATURE_BYTES 64
/*
 * Bytes of an origin or key name of ours; the keys that one file of verifier
 * keys may hold.
 */
#define NOTE_MAX_NAME 255
#define NOTE_MAX_KEYS 32

/* A verifier key: as text name+<8 hex id>+base64(01||pub32). */
struct vkey {
	/* printable ASCII without '+': the origin of the log that it signs */
	char name[NOTE_MAX_NAME + 1];
	/* the first 4 bytes of SHA-256 over name LF 01 pub */
	uint32_t id;
	/* raw Ed25519 */
	uint8_t pub[ED25519_PUBLIC_BYTES];
};

/* The keys of one keys.txt, in its order. */
struct vkeys {
	struct vkey key[NOTE_MAX_KEYS];
	size_t n; /* keys set */
};

/*
 * May the text be an origin and key name? 1 to 255 bytes of printable ASCII, no
 * blank and no '+'.
 */
bool vkey_name_ok(struct str name);
/*
 * Makes a key of a name that is ok (more than 255 bytes end the program) and 32
 * raw bytes; reckons its id.
 */
void vkey_make(struct vkey *k, struct str name,
    const uint8_t pub[ED25519_PUBLIC_BYTES]);
/*
 * Reads one key as text. ERR_CONFIG says what part is wrong, also when the id
 * does not belong to the key.
 */
int vkey_parse(struct vkey *k, struct str text, struct err *e);
/* Appends the key as text, without a line feed. */
void vkey_format(struct buf *b, const struct vkey *k);
#define VKEY_FINGERPRINT_TEXT 40 /* bytes, with the NUL */
/*
 * What people compare: the first 16 bytes of SHA-256 over the key as text, in
 * eight groups of four hexadecimal digits.
 */
void vkey_fingerprint(char out[VKEY_FINGERPRINT_TEXT], const struct vkey *k);

/*
 * keys.txt: a C2SP tlog-policy file. Lines "log <vkey> [<url>]", "witness
 * <name> <vkey>", "group ...", "quorum none", comments with '#', blank lines.
 * A bare vkey line is accepted as a log key. Of a key card (shared/store/
 * key_card.h; text or HTML) its "log" lines. Refused, with the line's number:
 * a key or quorum twice, control characters, and a quorum of witnesses, which is not
 * checked yet. ERR_CONFIG begins with `label`, the file's name.
 */
int keys_parse(struct vkeys *logs, struct str text, const char *label,
    struct err *e);
/*
 * The same from a file of at most 64 KiB, as mail may have changed it. Its
 * errors, and those of reading the file.
 */
int keys_read(struct vkeys *logs, const char *path, struct err *e);
/* Appends the keys.txt that holds these keys and no quorum. */
void keys_format(struct buf *b, const struct vkeys *logs);

/* Is it the key's Ed25519 signature over the text? */
bool note_verify_raw(const struct vkey *k, struct str text,
    const uint8_t sig[ED25519_SIGNATURE_BYTES]);
/* Appends "— name base64 LF" for a signature made elsewhere. */
void note_put_signature(struct buf *b, const struct vkey *k,
    const uint8_t sig[ED25519_SIGNATURE_BYTES]);

enum note_answer {
	/* a known key's signature verifies, and none of a known key fails */
	NOTE_OK,
	NOTE_UNKNOWN_KEY, /* well formed, but no line of a known key */
	NOTE_BAD_SIGNATURE,
	NOTE_MALFORMED
};
/*
 * Checks all signature lines of a note against the known keys (NULL: none).
 * *text is the signed text (with its last LF) and points into note, none when
 * malformed; *by the first key that verified, in `known`, NULL unless NOTE_OK.
 * The worst line decides; more than 64 lines, control characters and what is
 * not UTF-8 are malformed.
 */
enum note_answer note_open(struct str note, const struct vkeys *known,
    struct str *text, const struct vkey **by);
/*
 * The same for the log `origin`: only keys that bear its name count, so that
 * with keys of several logs at hand none of them speaks for another. *by: the
 * first that verified, in `keys` (NULL: none); NULL unless NOTE_OK.
 */
enum note_answer note_signed(struct str note, const char *origin,
    const struct vkeys *keys, const struct vkey **by);
/* The answer as part of a sentence, for people. */
const char *note_answer_text(enum note_answer a);

/* What a signed note says of a log. */
struct checkpoint {
	char origin[NOTE_MAX_NAME + 1]; /* which log */
	uint64_t size; /* so many records, at most 2^53 - 1 */
	struct merkle_hash root;        /* over them */
};

/* Appends the unsigned text of a checkpoint: three lines. */
void checkpoint_format(struct buf *b, const struct checkpoint *c);
/*
 * Reads the text that note_open gives; ERR_INTEGRITY, with the line, for
 * anything but the three lines, so for extension lines too. *c may hold a part
 * then.
 */
int checkpoint_parse(struct checkpoint *c, struct str text, struct err *e);

/* A proof.txt: tlog-proof v1 with our `extra` (docs/store-format.md 7). */
struct proof_file {
	/* from extra: the report's line of the log, with its LF */
	struct str leaf;
	/* from extra: size of the data head that the report was made from */
	uint64_t head_size;
	/* from extra: that the data head is the start of the checkpoint */
	struct merkle_proof consistency;
	/* of the line in the log */
	uint64_t index;
	/* that the line is in the log of the checkpoint */
	struct merkle_proof inclusion;
	/* the signed note, verbatim */
	struct str checkpoint;
};

/* Appends the file. */
void proof_file_format(struct buf *b, const struct proof_file *p);
/*
 * Reads a file; proves nothing yet. `scratch` is appended to and keeps what
 * `leaf` points to: nothing may be put to it while that is used. ERR_INTEGRITY
 * says what is not as it must be; *p may hold a part then.
 */
int proof_file_parse(struct proof_file *p, struct str text, struct buf *scratch,
    struct err *e);

/*
 * Appends the receipt that a log of `old` records is the start of that of a
 * checkpoint (a signed note): "old <m> LF", hashes, LF, checkpoint.
 */
void consistency_file_format(struct buf *b, uint64_t old,
    const struct merkle_proof *p, struct str checkpoint);

#endif
