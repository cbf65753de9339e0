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

struct signkey; /* an opened private key */

/*
 * Makes a new key file (must not exist: ERR_CONFIG), whole or not at all,
 * 0600, fsynced. passphrase_file NULL: plain. The passphrase is the file's
 * first line; the file must not be readable by others, but may be a service
 * manager's credential (root's, 0440); empty is refused.
 */
int key_create(const char *path, const char *passphrase_file, struct err *e);
/*
 * Opens. Every error names the file and the remedy: missing, wrong mode or
 * owner, not a key, encrypted without passphrase file, wrong passphrase.
 */
int key_open(struct signkey **k, const char *path, const char *passphrase_file,
    struct err *e);
void key_close(struct signkey *k); /* wipes */
void key_public(const struct signkey *k, uint8_t pub[ED25519_PUBLIC_BYTES]);
/* True when the file holds an encrypted key (no passphrase needed to tell). */
int key_is_encrypted(const char *path, bool *encrypted, struct err *e);

/*
 * The signer's memory: origin, size and root last signed, in `<key>.state`.
 * 1 read, 0 there is none, -1 error (a malformed state is ERR_INTEGRITY).
 */
int signer_state_read(const char *key_path, struct checkpoint *c,
    struct err *e);
int signer_state_write(const char *key_path, const struct checkpoint *c,
    struct err *e);

/*
 * Signs a checkpoint of the log whose leaf hashes are leaf[0..size): checks
 * the state (same origin, size not smaller, same root for the same size, and
 * the recomputed root of the first state.size leaves equal to state.root),
 * writes the new state durably, then signs. Appends the signed note to `note`;
 * *signed_as is what it says.
 * Refusals are ERR_INTEGRITY: smaller tree, second tree of a size, history
 * rewritten, state missing while `must_have_state`, state of another origin.
 */
int signer_sign(const struct signkey *k, const char *key_path,
    const char *origin, const struct merkle_hash *leaf, uint64_t size,
    bool must_have_state, struct checkpoint *signed_as, struct buf *note,
    struct err *e);

#endif
