/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The signing key and the signer: the key file (PKCS#8 PEM, plain 0600 or
 * encrypted with PBES2 AES-256-CBC, PBKDF2-HMAC-SHA256, 600,000 iterations) and
 * the signer's state beside it (docs/store-format.md 6). Key files are opened
 * with O_NOFOLLOW, must belong to the user and be 0600 (or 0400). Secrets are
 * wiped after use and never formatted.
 */
#ifndef PREAUDIT_KEY_H
#define PREAUDIT_KEY_H

#include "shared/log/note.h"

/* An opened private key; made by key_open, ended by key_close. */
struct signkey; /* an opened private key */

/*
 * Makes a new key file (must not exist: ERR_CONFIG), whole or not at all,
 * 0600, fsynced. passphrase_file NULL: plain. The passphrase is the file's
 * first line; the file must not be readable by others, but may be a service
 * manager's credential (root's, 0440); empty is refused.
 */
int key_create(const char *path, const char *passphrase_file, struct err *e);
/*
 * Opens a key file into *k, on the heap, for key_close; `passphrase_file` is
 * read only when the key is encrypted and may be NULL otherwise. Every error
 * names the file and the remedy, ERR_CONFIG: missing, wrong mode or owner, not
 * a key, not Ed25519, encrypted without passphrase file, wrong passphrase;
 * ERR_SYS when it cannot be read. *k is then NULL.
 */
int key_open(struct signkey **k, const char *path, const char *passphrase_file,
    struct err *e);
/* Wipes the secret and frees the key; NULL is accepted. */
void key_close(struct signkey *k); /* wipes */
/* Copies the public half out. */
void key_public(const struct signkey *k, uint8_t pub[ED25519_PUBLIC_BYTES]);
/*
 * Sets *encrypted by the file's PEM label; no passphrase is needed to tell.
 * Errors as key_open has them for the file itself; *encrypted is then
 * unchanged.
 */
int key_is_encrypted(const char *path, bool *encrypted, struct err *e);

/*
 * The signer's memory: origin, size and root last signed, in `<key>.state`. 1
 * read, 0 there is none, -1 error (a malformed state is ERR_INTEGRITY); only
 * after 1 is *c of use.
 */
int signer_state_read(const char *key_path, struct checkpoint *c,
    struct err *e);
/*
 * Replaces that memory by c, whole or not at all, 0600. On an error the old one
 * stands, unless only the disk's promise to keep the new one failed.
 */
int signer_state_write(const char *key_path, const struct checkpoint *c,
    struct err *e);

/* What is to be signed, and by which key. All of it is the caller's. */
struct signer_request {
	const struct signkey *key;
	const char *key_path;  /* its file: the signer's memory is beside it */
	const char *origin;    /* of the log: at most NOTE_MAX_NAME bytes */
	const struct merkle_hash *leaf; /* of each record, `size` of them */
	uint64_t size;         /* records of the log */
	bool must_have_state;  /* a new log may do without the memory */
};
/*
 * Signs a checkpoint of the log whose leaf hashes are leaf[0..size): checks
 * the state (same origin, size not smaller, same root for the same size, and
 * the recomputed root of the first state.size leaves equal to state.root),
 * writes the new state durably, then signs. Appends the signed note to `note`;
 * *signed_as is what it says.
 * Refusals are ERR_INTEGRITY: smaller tree, second tree of a size, history
 * rewritten, state missing while `must_have_state`, state of another origin.
 */
int signer_sign(const struct signer_request *r, struct checkpoint *signed_as,
    struct buf *note, struct err *e);

#endif
