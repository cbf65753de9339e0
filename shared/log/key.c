/* SPDX-License-Identifier: Apache-2.0 */
/* Key files; see key.h. */
#include "shared/log/key_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/stat.h>

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

#include "shared/base/fileio.h"

#define KEY_MAX_BYTES 16384
#define PASSPHRASE_MAX_BYTES 1024
#define PBKDF2_ITERATIONS 600000

/* A secret text: wiped when it is let go. */
struct secret {
	char p[PASSPHRASE_MAX_BYTES + 1];
	size_t n;
};

static void
wipe(void *p, size_t n)
{
	OPENSSL_cleanse(p, n);
}

/*
 * Opens a file that only its owner may read: no link followed, our own, no
 * bits for others. `what` names it in errors.
 */
static int
open_private(const char *path, const char *what, struct err *e)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY);

	if (fd == -1) {
		if (errno == ELOOP)
			return err_set(e, ERR_CONFIG, "%s %s is a symbolic "
			    "link; name the file itself", what, path);
		if (errno == ENOENT)
			return err_set(e, ERR_CONFIG, "there is no %s %s; name "
			    "it with --%s", what, path,
			    what[0] == 'k' ? "key FILE, or restore it from "
			    "the backup" : "passphrase-file FILE");
		return err_sys(e, "open", path);
	}
	if (fstat(fd, &st) == -1) {
		err_sys(e, "examine", path);
	} else if (!S_ISREG(st.st_mode)) {
		err_set(e, ERR_CONFIG, "%s %s is not a regular file", what,
		    path);
	} else if (st.st_uid != geteuid() && geteuid() != 0) {
		err_set(e, ERR_CONFIG, "%s %s belongs to user %u, not to you; "
		    "run as its owner", what, path, (unsigned)st.st_uid);
	} else if ((st.st_mode & 077) != 0) {
		err_set(e, ERR_CONFIG, "%s %s may be read by others (mode "
		    "%04o); mend it with: chmod 600 %s", what, path,
		    (unsigned)st.st_mode & 07777, path);
	} else {
		return fd;
	}
	close(fd);
	return -1;
}

/* All bytes of a private file, at most cap; the length, or -1. */
static ssize_t
read_private(const char *path, const char *what, char *out, size_t cap,
    struct err *e)
{
	int fd = open_private(path, what, e);
	size_t have = 0;
	ssize_t n = 0;

	if (fd == -1)
		return -1;
	while (have < cap && (n = read(fd, out + have, cap - have)) > 0)
		have += (size_t)n;
	close(fd);
	if (n == -1)
		return err_sys(e, "read", path);
	if (have == cap)
		return err_set(e, ERR_CONFIG, "%s %s is longer than %zu bytes",
		    what, path, cap - 1);
	return (ssize_t)have;
}

/* The first line of the file. */
static int
read_passphrase(const char *path, struct secret *s, struct err *e)
{
	ssize_t n = read_private(path, "passphrase file", s->p,
	    sizeof(s->p), e);

	if (n == -1)
		return -1;
	s->n = str_find((struct str){ s->p, (size_t)n }, '\n', 0);
	if (s->n > 0 && s->p[s->n - 1] == '\r')
		s->n--;
	if (s->n == 0)
		return err_set(e, ERR_CONFIG, "the first line of passphrase "
		    "file %s is empty", path);
	s->p[s->n] = '\0';
	return 0;
}

/* ---- making ---- */

/* PKCS#8 encrypted with PBES2: AES-256-CBC, PBKDF2 with HMAC-SHA256. */
static bool
put_encrypted(BIO *out, EVP_PKEY *key, const struct secret *s)
{
	PKCS8_PRIV_KEY_INFO *plain = EVP_PKEY2PKCS8(key);
	X509_ALGOR *how = PKCS5_pbe2_set_iv(EVP_aes_256_cbc(),
	    PBKDF2_ITERATIONS, NULL, 0, NULL, NID_hmacWithSHA256);
	X509_SIG *sealed = NULL;
	bool ok = false;

	if (plain != NULL && how != NULL)
		sealed = PKCS8_set0_pbe(s->p, (int)s->n, plain, how);
	if (sealed != NULL) {
		how = NULL; /* belongs to sealed now */
		ok = PEM_write_bio_PKCS8(out, sealed) == 1;
	}
	X509_SIG_free(sealed);
	X509_ALGOR_free(how);
	PKCS8_PRIV_KEY_INFO_free(plain);
	return ok;
}

static int
write_key(const char *path, BIO *pem, struct err *e)
{
	struct str text;
	char *p;
	long n = BIO_get_mem_data(pem, &p);
	int fd, status;

	text = (struct str){ p, (size_t)n };
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	    0600);
	if (fd == -1)
		return err_sys(e, "create the key file", path);
	status = fd_write(fd, text.p, text.n, path, e);
	if (status == 0)
		status = fd_sync(fd, path, e);
	if (fd_close(fd, path, e) == -1)
		status = -1;
	if (status == 0) {
		char *dir = path_dir(path);

		status = dir_sync(dir, e);
		free(dir);
	}
	if (status == -1)
		(void)unlink(path);
	return status;
}

int
key_create(const char *path, const char *passphrase_file, struct err *e)
{
	struct secret s = { .n = 0 };
	EVP_PKEY *key = NULL;
	BIO *pem = NULL;
	bool ok;
	int status = -1;

	crypto_init();
	if (passphrase_file != NULL &&
	    read_passphrase(passphrase_file, &s, e) == -1)
		goto out;
	key = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
	pem = BIO_new(BIO_s_secmem());
	ok = key != NULL && pem != NULL && (passphrase_file == NULL ?
	    PEM_write_bio_PKCS8PrivateKey(pem, key, NULL, NULL, 0, NULL,
	    NULL) == 1 : put_encrypted(pem, key, &s));
	if (!ok)
		err_set(e, ERR_SYS, "cannot make a key for %s", path);
	else
		status = write_key(path, pem, e);
out:
	wipe(&s, sizeof(s));
	BIO_free_all(pem);
	EVP_PKEY_free(key);
	ERR_clear_error();
	return status;
}

/* ---- opening ---- */

static int
give_passphrase(char *out, int cap, int writing, void *ctx)
{
	const struct secret *s = ctx;

	(void)writing;
	if (s == NULL || s->n > (size_t)cap)
		return -1;
	memcpy(out, s->p, s->n);
	return (int)s->n;
}

static bool
looks_encrypted(const char *text, size_t n)
{
	static const char mark[] = "-----BEGIN ENCRYPTED PRIVATE KEY-----";

	return memmem(text, n, mark, sizeof(mark) - 1) != NULL;
}

int
key_is_encrypted(const char *path, bool *encrypted, struct err *e)
{
	char text[KEY_MAX_BYTES];
	ssize_t n = read_private(path, "key", text, sizeof(text), e);

	if (n != -1)
		*encrypted = looks_encrypted(text, (size_t)n);
	wipe(text, sizeof(text));
	return n == -1 ? -1 : 0;
}

static int
parse_key(struct signkey *k, const char *path, const char *text, size_t n,
    const struct secret *s, struct err *e)
{
	BIO *pem = BIO_new_mem_buf(text, (int)n);
	size_t len = ED25519_PUBLIC_BYTES;

	k->pkey = pem == NULL ? NULL : PEM_read_bio_PrivateKey(pem, NULL,
	    give_passphrase, (void *)(uintptr_t)s);
	BIO_free(pem);
	ERR_clear_error();
	if (k->pkey == NULL)
		return err_set(e, ERR_CONFIG, s != NULL ? "the passphrase does "
		    "not open key %s" : "%s is not a private key (PKCS#8 PEM)",
		    path);
	if (EVP_PKEY_get_base_id(k->pkey) != EVP_PKEY_ED25519 ||
	    EVP_PKEY_get_raw_public_key(k->pkey, k->pub, &len) != 1)
		return err_set(e, ERR_CONFIG, "%s is not an Ed25519 key",
		    path);
	return 0;
}

int
key_open(struct signkey **k, const char *path, const char *passphrase_file,
    struct err *e)
{
	struct secret s = { .n = 0 };
	char text[KEY_MAX_BYTES];
	bool encrypted;
	ssize_t n;
	int status = -1;

	*k = NULL;
	crypto_init();
	n = read_private(path, "key", text, sizeof(text), e);
	if (n == -1)
		goto out;
	encrypted = looks_encrypted(text, (size_t)n);
	if (encrypted && passphrase_file == NULL) {
		err_set(e, ERR_CONFIG, "key %s is encrypted; name the file "
		    "that holds its passphrase with --passphrase-file", path);
		goto out;
	}
	if (encrypted && read_passphrase(passphrase_file, &s, e) == -1)
		goto out;
	*k = mem_calloc(1, sizeof(**k));
	status = parse_key(*k, path, text, (size_t)n, encrypted ? &s : NULL,
	    e);
out:
	wipe(&s, sizeof(s));
	wipe(text, sizeof(text));
	if (status == -1) {
		key_close(*k);
		*k = NULL;
	}
	return status;
}

void
key_close(struct signkey *k)
{
	if (k == NULL)
		return;
	EVP_PKEY_free(k->pkey); /* OpenSSL wipes the secret */
	free(k);
}

void
key_public(const struct signkey *k, uint8_t pub[ED25519_PUBLIC_BYTES])
{
	memcpy(pub, k->pub, ED25519_PUBLIC_BYTES);
}

int
key_sign(const struct signkey *k, struct str text,
    uint8_t sig[ED25519_SIGNATURE_BYTES], struct err *e)
{
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	size_t n = ED25519_SIGNATURE_BYTES;
	bool ok = ctx != NULL &&
	    EVP_DigestSignInit(ctx, NULL, NULL, NULL, k->pkey) == 1 &&
	    EVP_DigestSign(ctx, sig, &n, (const unsigned char *)text.p,
	    text.n) == 1 && n == ED25519_SIGNATURE_BYTES;

	EVP_MD_CTX_free(ctx);
	if (!ok)
		return err_set(e, ERR_SYS, "the key could not sign");
	return 0;
}
