/* SPDX-License-Identifier: Apache-2.0 */
/* Key files made and opened; see key.h. */
#include "shared/log/key_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

#include "shared/base/enc.h"
#include "shared/file/fileio.h"

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

/* The first line of the file. */
static int
read_passphrase(const char *path, struct secret *s, struct err *e)
{
	ssize_t n = private_read(path, PRIVATE_PASSPHRASE, s->p,
	    sizeof(s->p), e);

	if (n == -1)
		return -1;
	s->n = str_find((struct str){ s->p, (size_t)n }, '\n', 0);
	if (s->n > 0 && s->p[s->n - 1] == '\r')
		s->n--;
	if (s->n == 0)
		return err_set(e, ERR_CONFIG, "passphrase file %s is "
		    "empty; its first line must be the passphrase", path);
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

/* Gives the finished file its name, unless that is taken. */
static int
name_key(const char *tmp, const char *path, struct err *e)
{
	int named = file_name_new(tmp, path, e);

	if (named == 0)
		return err_set(e, ERR_CONFIG, "%s is there already; a key is "
		    "never written over", path);
	return named == 1 ? 0 : -1;
}

/* Whole or not at all, so that a crash leaves no half key in the way. */
static int
write_key(const char *path, BIO *pem, struct err *e)
{
	char *p, *tmp, *dir = path_dir(path);
	long n = BIO_get_mem_data(pem, &p);
	size_t room = strlen(path) + 24;
	uint8_t noise[8];
	int fd, status;

	/* Under a name that nobody else has. */
	random_bytes(noise, sizeof(noise));
	tmp = mem_alloc(room);
	snprintf(tmp, room, "%s.", path);
	hex_format(tmp + strlen(tmp), noise, sizeof(noise));
	fd = open(tmp, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	    0600);
	if (fd == -1) {
		status = err_sys(e, "create the key file", path);
	} else {
		/* Whole and on disk before it has its own name. */
		status = fd_write(fd, p, (size_t)n, path, e);
		if (status == 0)
			status = fd_sync(fd, path, e);
		if (status == 0)
			status = fd_close(fd, path, e);
		else
			close(fd);
		if (status == 0)
			status = name_key(tmp, path, e);
		if (status == 0)
			status = dir_sync(dir, e);
		else
			(void)unlink(tmp);
	}
	free(tmp);
	free(dir);
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
	private_closed();
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
	ssize_t n = private_read(path, PRIVATE_KEY, text, sizeof(text), e);

	if (n != -1)
		*encrypted = looks_encrypted(text, (size_t)n);
	wipe(text, sizeof(text));
	return n == -1 ? -1 : 0;
}

static int
parse_key(struct signkey *k, const char *path, struct str text,
    const struct secret *s, const char *passphrase_file, struct err *e)
{
	BIO *pem = BIO_new_mem_buf(text.p, (int)text.n);
	size_t len = ED25519_PUBLIC_BYTES;

	k->pkey = pem == NULL ? NULL : PEM_read_bio_PrivateKey(pem, NULL,
	    give_passphrase, (void *)(uintptr_t)s);
	BIO_free(pem);
	ERR_clear_error();
	if (k->pkey == NULL && s != NULL)
		return err_set(e, ERR_CONFIG, "the passphrase in %s does not "
		    "open key %s; name the right one with --passphrase-file, "
		    "or restore the key from the backup", passphrase_file,
		    path);
	if (k->pkey == NULL)
		return err_set(e, ERR_CONFIG, "%s is not a private key (PKCS#8 "
		    "PEM); name the right file with --key, or restore it from "
		    "the backup", path);
	if (EVP_PKEY_get_base_id(k->pkey) != EVP_PKEY_ED25519 ||
	    EVP_PKEY_get_raw_public_key(k->pkey, k->pub, &len) != 1)
		return err_set(e, ERR_CONFIG, "%s is not an Ed25519 key; name "
		    "the store's own key with --key", path);
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
	n = private_read(path, PRIVATE_KEY, text, sizeof(text), e);
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
	status = parse_key(*k, path, (struct str){ text, (size_t)n },
	    encrypted ? &s : NULL, passphrase_file, e);
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
	ERR_clear_error();
	if (!ok)
		return err_set(e, ERR_SYS, "the key could not sign");
	return 0;
}
