/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Key files: made, opened, refused; and that plain openssl reads what we
 * write and we read what it writes. Every refusal names file and remedy.
 */
#include <fcntl.h>
#include <grp.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <check.h>

#include "shared/file/fileio.h"
#include "shared/log/key.h"
#include "tests/lib/unit.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define NOBODY 65534

static void
put(const char *path, const char *text, mode_t mode)
{
	FILE *f = fopen(path, "w");

	ck_assert(f != NULL && fputs(text, f) >= 0 && fclose(f) == 0);
	ck_assert(chmod(path, mode) == 0);
}

static void
sh(const char *command)
{
	ck_assert_msg(system(command) == 0, "%s", command);
}

static mode_t
mode_of(const char *path)
{
	struct stat st;

	ck_assert(stat(path, &st) == 0);
	return st.st_mode & 07777;
}

static void
create(const char *path, const char *passphrase_file)
{
	struct err e = { 0 };

	ck_assert_msg(key_create(path, passphrase_file, &e) == 0, "%s", e.msg);
}

static struct signkey *
open_key(const char *path, const char *passphrase_file)
{
	struct err e = { 0 };
	struct signkey *k;

	ck_assert_msg(key_open(&k, path, passphrase_file, &e) == 0, "%s",
	    e.msg);
	return k;
}

/* It must be refused as a fault of the key file, saying both texts. */
static void
refuse_open(const char *path, const char *passphrase_file, const char *says,
    const char *remedy)
{
	struct err e = { 0 };
	struct signkey *k;

	ck_assert(key_open(&k, path, passphrase_file, &e) == -1);
	ck_assert_ptr_null(k);
	ck_assert_int_eq(e.code, ERR_CONFIG);
	ck_assert_msg(strstr(e.msg, says) != NULL && strstr(e.msg, remedy) !=
	    NULL, "%s", e.msg);
	ck_assert_msg(strstr(e.msg, path) != NULL || (passphrase_file != NULL
	    && strstr(e.msg, passphrase_file) != NULL), "%s", e.msg);
}

/* The public key as `openssl pkey` prints it: the last 32 bytes of the DER. */
static void
assert_openssl_agrees(const char *command, const struct signkey *k)
{
	uint8_t pub[ED25519_PUBLIC_BYTES];
	struct err e = { 0 };
	struct buf der;

	sh(command);
	buf_init(&der, 4096);
	ck_assert(file_read("pub.der", &der, &e) == 0);
	ck_assert_uint_eq(der.n, 12 + sizeof(pub));
	key_public(k, pub);
	ck_assert_mem_eq(der.p + 12, pub, sizeof(pub));
	buf_fini(&der);
}

START_TEST(test_plain)
{
	uint8_t a[ED25519_PUBLIC_BYTES], b[ED25519_PUBLIC_BYTES];
	struct err e = { 0 };
	struct signkey *k;
	bool encrypted = true;

	create("k.key", NULL);
	ck_assert_uint_eq(mode_of("k.key"), 0600);
	ck_assert(key_is_encrypted("k.key", &encrypted, &e) == 0);
	ck_assert(!encrypted);
	k = open_key("k.key", NULL);
	key_public(k, a);
	assert_openssl_agrees("openssl pkey -in k.key -pubout -outform DER "
	    "-out pub.der", k);
	key_close(k);
	/* A passphrase that is not needed is not even looked for. */
	k = open_key("k.key", "none");
	key_close(k);
	create("l.key", NULL);
	k = open_key("l.key", NULL);
	key_public(k, b);
	ck_assert(memcmp(a, b, sizeof(a)) != 0);
	key_close(k);
	ck_assert(chmod("k.key", 0400) == 0);
	key_close(open_key("k.key", NULL));
}
END_TEST

START_TEST(test_encrypted)
{
	struct err e = { 0 };
	struct signkey *k;
	bool encrypted = false;

	put("pass", "correct horse \xc3\xa4\nsecond line\n", 0600);
	create("k.key", "pass");
	ck_assert_uint_eq(mode_of("k.key"), 0600);
	ck_assert(key_is_encrypted("k.key", &encrypted, &e) == 0);
	ck_assert(encrypted);
	k = open_key("k.key", "pass");
	assert_openssl_agrees("openssl pkey -in k.key -passin file:pass "
	    "-pubout -outform DER -out pub.der", k);
	key_close(k);
	sh("! openssl pkey -in k.key -passin pass:wrong -out x 2>/dev/null");
	/* PBES2 with AES-256-CBC, PBKDF2, 600,000 (0x0927C0) rounds, SHA-256 */
	sh("openssl asn1parse -in k.key >asn1");
	sh("grep -q ':PBES2$' asn1 && grep -q ':PBKDF2$' asn1");
	sh("grep -q 'INTEGER *:0927C0$' asn1");
	sh("grep -q ':hmacWithSHA256$' asn1 && grep -q ':aes-256-cbc$' asn1");
	/* Windows line ends and a missing one do not change the passphrase. */
	put("crlf", "correct horse \xc3\xa4\r\n", 0600);
	key_close(open_key("k.key", "crlf"));
	put("bare", "correct horse \xc3\xa4", 0400);
	key_close(open_key("k.key", "bare"));
}
END_TEST

START_TEST(test_openssls_keys)
{
	struct signkey *k;

	umask(077);
	sh("openssl genpkey -algorithm ed25519 -out plain.key");
	k = open_key("plain.key", NULL);
	assert_openssl_agrees("openssl pkey -in plain.key -pubout -outform DER "
	    "-out pub.der", k);
	key_close(k);
	put("pass", "secret\n", 0600);
	sh("openssl pkcs8 -topk8 -in plain.key -v2 aes-256-cbc -v2prf "
	    "hmacWithSHA256 -iter 600000 -passout file:pass -out enc.key");
	key_close(open_key("enc.key", "pass"));
	sh("openssl pkcs8 -topk8 -in plain.key -scrypt -passout file:pass "
	    "-out scrypt.key");
	key_close(open_key("scrypt.key", "pass"));
	sh("openssl genpkey -algorithm rsa -pkeyopt rsa_keygen_bits:2048 "
	    "-out rsa.key 2>/dev/null");
	refuse_open("rsa.key", NULL, "is not an Ed25519 key", "--key");
	sh("openssl genpkey -algorithm x25519 -out x.key");
	refuse_open("x.key", NULL, "is not an Ed25519 key", "--key");
	sh("openssl pkey -in plain.key -pubout -out pub.pem");
	refuse_open("pub.pem", NULL, "is not a private key", "--key");
}
END_TEST

START_TEST(test_not_keys)
{
	struct err e = { 0 };
	FILE *f;

	refuse_open("none.key", NULL, "there is no key", "--key");
	put("empty", "", 0600);
	refuse_open("empty", NULL, "is not a private key", "--key");
	put("text", "my key\n", 0600);
	refuse_open("text", NULL, "is not a private key", "backup");
	put("half", "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2Vw\n", 0600);
	refuse_open("half", NULL, "is not a private key", "backup");
	put("junk", "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n"
	    "-----END ENCRYPTED PRIVATE KEY-----\n", 0600);
	put("pass", "secret\n", 0600);
	refuse_open("junk", "pass", "does not open", "backup");
	ck_assert(mkdir("dir", 0700) == 0);
	refuse_open("dir", NULL, "is not a regular file", "key");
	/* A pipe without a writer must not make us wait. */
	ck_assert(mkfifo("pipe", 0600) == 0);
	refuse_open("pipe", NULL, "is not a regular file", "key");
	f = fopen("big", "w");
	ck_assert(f != NULL);
	for (unsigned i = 0; i < 20000; i++)
		putc('x', f);
	ck_assert(fclose(f) == 0 && chmod("big", 0600) == 0);
	refuse_open("big", NULL, "is longer than", "bytes");
	ck_assert(key_create("no/such/folder.key", NULL, &e) == -1);
	ck_assert_int_eq(e.code, ERR_SYS);
	ck_assert(strstr(e.msg, "no/such/folder.key") != NULL);
}
END_TEST

START_TEST(test_links)
{
	struct err e = { 0 };
	bool encrypted;

	put("pass", "secret\n", 0600);
	create("k.key", NULL);
	create("e.key", "pass");
	ck_assert(symlink("k.key", "link.key") == 0);
	ck_assert(symlink("pass", "link.pass") == 0);
	ck_assert(symlink("nowhere", "dangling.key") == 0);
	refuse_open("link.key", NULL, "is a symbolic link", "name the file");
	refuse_open("e.key", "link.pass", "is a symbolic link",
	    "name the file");
	ck_assert(key_is_encrypted("link.key", &encrypted, &e) == -1);
	/* Nothing is made through a link. */
	ck_assert(key_create("dangling.key", NULL, &e) == -1);
	ck_assert(access("nowhere", F_OK) == -1);
}
END_TEST

/* A key is made whole or not at all, and never over another file. */
START_TEST(test_never_over)
{
	struct err e = { 0 };
	struct buf before, after;

	create("k.key", NULL);
	buf_init(&before, 4096);
	buf_init(&after, 4096);
	ck_assert(file_read("k.key", &before, &e) == 0);
	ck_assert(key_create("k.key", NULL, &e) == -1);
	ck_assert_int_eq(e.code, ERR_CONFIG);
	ck_assert_msg(strstr(e.msg, "k.key is there already") != NULL, "%s",
	    e.msg);
	ck_assert(file_read("k.key", &after, &e) == 0);
	ck_assert(str_eq(buf_view(&before), buf_view(&after)));
	/* and no other file beside it */
	sh("test \"$(ls -A)\" = k.key");
	buf_fini(&before);
	buf_fini(&after);
}
END_TEST

static const mode_t open_modes[] = { 0640, 0604, 0620, 0602, 0660, 0644, 0666,
	0777, 0610, 0601 };

START_TEST(test_modes)
{
	struct err e = { 0 };
	bool encrypted;

	put("pass", "secret\n", 0600);
	create("k.key", "pass");
	ck_assert(chmod("k.key", open_modes[_i]) == 0);
	refuse_open("k.key", "pass", "open to others", "chmod 600 k.key");
	ck_assert(key_is_encrypted("k.key", &encrypted, &e) == -1);
	ck_assert(chmod("k.key", 0600) == 0);
	ck_assert(chmod("pass", open_modes[_i]) == 0);
	refuse_open("k.key", "pass", "passphrase file pass is open to others",
	    "chmod 600 pass");
	ck_assert(key_create("l.key", "pass", &e) == -1);
	ck_assert(access("l.key", F_OK) == -1);
}
END_TEST

START_TEST(test_passphrases)
{
	static const char *const empty[] = { "", "\n", "\r\n", "\nsecret\n" };
	char long_line[1200];
	struct err e = { 0 };

	put("pass", "secret\n", 0600);
	put("wrong", "Secret\n", 0600);
	put("blank", "secret \n", 0600);
	create("k.key", "pass");
	refuse_open("k.key", NULL, "is encrypted", "--passphrase-file");
	refuse_open("k.key", "wrong", "passphrase in wrong does not open",
	    "--passphrase-file");
	refuse_open("k.key", "blank", "does not open", "--passphrase-file");
	refuse_open("k.key", "missing", "there is no passphrase file missing",
	    "--passphrase-file");
	for (size_t i = 0; i < COUNT(empty); i++) {
		put("empty", empty[i], 0600);
		refuse_open("k.key", "empty", "passphrase file empty is empty",
		    "first line");
		ck_assert(key_create("l.key", "empty", &e) == -1);
		ck_assert_int_eq(e.code, ERR_CONFIG);
		ck_assert(access("l.key", F_OK) == -1);
	}
	memset(long_line, 'x', sizeof(long_line) - 1);
	long_line[sizeof(long_line) - 1] = '\0';
	put("long", long_line, 0600);
	ck_assert(key_create("l.key", "long", &e) == -1);
	ck_assert(strstr(e.msg, "long is longer than") != NULL);
	long_line[1024] = '\0';
	put("long", long_line, 0600);
	create("l.key", "long");
	key_close(open_key("l.key", "long"));
	/* No message gives a passphrase away. */
	ck_assert(strstr(e.msg, "xxx") == NULL);
}
END_TEST

/* Becomes an ordinary user; only root can, others have tested themselves. */
static bool
become_nobody(gid_t group)
{
	if (geteuid() != 0)
		return false;
	ck_assert(chmod(".", 0777) == 0);
	ck_assert(setgroups(0, NULL) == 0 && setresgid(group, group, group) ==
	    0 && setresuid(NOBODY, NOBODY, 0) == 0);
	return true;
}

static void
become_root(void)
{
	ck_assert(setresuid(0, 0, 0) == 0);
}

START_TEST(test_owner)
{
	create("k.key", NULL);
	create("open.key", NULL);
	ck_assert(chmod("open.key", 0644) == 0);
	if (!become_nobody(NOBODY))
		return;
	refuse_open("open.key", NULL, "belongs to user 0", "its owner");
	refuse_open("k.key", NULL, "may not read key k.key", "its owner");
	create("mine.key", NULL);
	key_close(open_key("mine.key", NULL));
	become_root();
}
END_TEST

/*
 * A service manager's credential: root's, readable by the service's user
 * through an access list, which the mode shows as 0440 (here: the group).
 */
START_TEST(test_credential)
{
	struct err e = { 0 };

	put("cred", "secret\n", 0440);
	put("loose", "secret\n", 0444);
	put("group", "secret\n", 0440);
	if (geteuid() != 0)
		return;
	ck_assert(chown("group", 0, NOBODY) == 0);
	ck_assert(key_create("root.key", "cred", &e) == -1);
	ck_assert(become_nobody(0));
	create("k.key", "cred");
	key_close(open_key("k.key", "cred"));
	refuse_open("k.key", "loose", "belongs to user 0", "its owner");
	become_root();
	ck_assert(become_nobody(NOBODY));
	refuse_open("k.key", "group", "belongs to user 0", "its owner");
	become_root();
}
END_TEST

/* A configuration that takes the algorithms away must not be read. */
START_TEST(test_no_configuration)
{
	put("openssl.cnf", "openssl_conf = c\n[c]\nproviders = p\n[p]\n"
	    "null = n\n[n]\nactivate = 1\n", 0600);
	sh("! OPENSSL_CONF=openssl.cnf openssl dgst -sha256 openssl.cnf "
	    ">out 2>&1");
	ck_assert(setenv("OPENSSL_CONF", "openssl.cnf", 1) == 0);
	put("pass", "secret\n", 0600);
	create("k.key", "pass");
	key_close(open_key("k.key", "pass"));
}
END_TEST

static bool
is_closed(void)
{
	struct rlimit core;

	ck_assert_int_eq(getrlimit(RLIMIT_CORE, &core), 0);
	return core.rlim_max == 0 && prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0;
}

/* Whoever makes or opens a key leaves no core, and is seen by no debugger. */
START_TEST(test_no_core)
{
	struct signkey *k;
	struct err e;
	bool encrypted;

	ck_assert(!is_closed());
	put("pass", "secret\n", 0600);
	if (_i == 0) {
		ck_assert_int_eq(key_create("k", NULL, &e), 0);
	} else {
		sh("openssl genpkey -algorithm ed25519 -out k 2>/dev/null && "
		    "chmod 600 k");
		if (_i == 1)
			ck_assert_int_eq(key_is_encrypted("k", &encrypted,
			    &e), 0);
		else
			ck_assert_int_eq(key_open(&k, "k", NULL, &e), 0);
		if (_i == 2)
			key_close(k);
	}
	ck_assert(is_closed());
}
END_TEST

START_TEST(test_close_nothing)
{
	key_close(NULL);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("key");
	TCase *t = tcase_create("key");

	tcase_add_checked_fixture(t, unit_enter, unit_leave);
	tcase_add_test(t, test_plain);
	tcase_add_test(t, test_encrypted);
	tcase_add_test(t, test_openssls_keys);
	tcase_add_test(t, test_not_keys);
	tcase_add_test(t, test_links);
	tcase_add_test(t, test_never_over);
	tcase_add_loop_test(t, test_modes, 0, COUNT(open_modes));
	tcase_add_test(t, test_passphrases);
	tcase_add_test(t, test_owner);
	tcase_add_test(t, test_credential);
	tcase_add_test(t, test_no_configuration);
	tcase_add_loop_test(t, test_no_core, 0, 3);
	tcase_add_test(t, test_close_nothing);
	suite_add_tcase(s, t);
	return unit_run(s);
}
