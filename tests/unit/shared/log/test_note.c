/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Signed notes, verifier keys, keys.txt and checkpoints: the published
 * vectors and the strict grammar.
 */
#include <stdlib.h>

#include <check.h>

#include "shared/base/enc.h"
#include "shared/log/note.h"
#include "tests/lib/unit.h"

#define DASH "\xe2\x80\x94 "
#define FOO "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
#define FOO_TEXT "This is an example message.\n"
#define FOO_SIG "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM="
#define FOO_LINE DASH "example.com/foo " FOO_SIG "\n"
#define PETER "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
#define PETER_TEXT "If you think cryptography is the answer to your problem,\n" \
    "then you don't know what your problem is.\n"
#define PETER_SIG "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
#define PETER_LINE DASH "PeterNeumann " PETER_SIG "\n"
/* A stranger's line: well formed, no key of ours. */
#define OTHER(name) DASH name " AAAAAAAA\n"
#define SIGSUM_ORIGIN "sigsum.org/v1/tree/" \
    "e796172b92befd62d9dc67e41c2f5bc9d3100a3023b20b1ca40288dd1c679e69"
#define SIGSUM_TEXT SIGSUM_ORIGIN \
    "\n10\nHA5HAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
#define SIGSUM_SIG "gJ2ho0n8F8olcerUF1FFdv235A/5as/coWrpLrtE7ovMeP5whgwouYExowG/lTznxu6OUGjjt5yJQ6bXtTcf718MqAQ="
#define SIGSUM_PUB \
    "66e0b858e462a609e66fe71370c816d8846ff103d5499a22a7fec37fdbc424a7"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void
key_of(struct vkeys *k, const char *text)
{
	struct err e = { 0 };

	ck_assert_msg(vkey_parse(&k->key[k->n], str_of(text), &e) == 0, "%s",
	    e.msg);
	k->n++;
}

static enum note_answer
open_note(struct str note, const struct vkeys *known)
{
	const struct vkey *by;
	struct str text;
	enum note_answer a = note_open(note, known, &text, &by);

	ck_assert((a == NOTE_OK) == (by != NULL));
	ck_assert((a == NOTE_MALFORMED) == (text.p == NULL));
	return a;
}

/* ---- verifier keys ---- */

static const struct {
	const char *vkey, *name;
	uint32_t id;
} vkeys[] = {
	{ FOO, "example.com/foo", 0x530d903a },
	{ PETER, "PeterNeumann", 0xc74f20a3 },
};

START_TEST(test_vkey)
{
	struct err e = { 0 };
	struct vkey k, made;
	char finger[VKEY_FINGERPRINT_TEXT], hex[SHA256_HEX + 1];
	uint8_t digest[SHA256_BYTES];
	struct buf b;

	ck_assert(vkey_parse(&k, str_of(vkeys[_i].vkey), &e) == 0);
	ck_assert_str_eq(k.name, vkeys[_i].name);
	ck_assert_uint_eq(k.id, vkeys[_i].id);
	buf_init(&b, 512);
	vkey_format(&b, &k);
	ck_assert_str_eq(buf_cstr(&b), vkeys[_i].vkey);
	buf_fini(&b);
	vkey_make(&made, str_of(k.name), k.pub);
	ck_assert_uint_eq(made.id, k.id);
	ck_assert_str_eq(made.name, k.name);
	ck_assert_mem_eq(made.pub, k.pub, sizeof(k.pub));

	sha256_of(digest, vkeys[_i].vkey, strlen(vkeys[_i].vkey));
	hex_format(hex, digest, SHA256_BYTES);
	vkey_fingerprint(finger, &k);
	ck_assert_uint_eq(strlen(finger), VKEY_FINGERPRINT_TEXT - 1);
	for (size_t i = 0; i < 8; i++) {
		ck_assert(strncmp(finger + 5 * i, hex + 4 * i, 4) == 0);
		ck_assert(i == 7 || finger[5 * i + 4] == ' ');
	}
}
END_TEST

static const char *const bad_vkeys[] = {
	"",
	"+",
	"++",
	"PeterNeumann",
	"PeterNeumann+c74f20a3",
	"PeterNeumann+c74f20a3+",
	"+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
	/* length */
	"PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
	"PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWAAAA",
	"PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy",
	/* type */
	"PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
	"PeterNeumann+c74f20a3+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
	/* id of another key, in capitals, short, long */
	"PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
	"PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
	"PeterNeumann+c74f20a+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
	"PeterNeumann+0c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
	/* one letter of the key */
	"PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TX",
	/* the name */
	"Peterneumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
	"Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
	/* around it */
	PETER "\n", " " PETER, PETER " ", PETER "=", PETER "+",
};

START_TEST(test_bad_vkey)
{
	struct err e = { 0 };
	struct vkey k;

	ck_assert(vkey_parse(&k, str_of(bad_vkeys[_i]), &e) == -1);
	ck_assert_int_eq(e.code, ERR_CONFIG);
	ck_assert_str_ne(e.msg, "");
}
END_TEST

/* A key that ends in zeros is not the key that was cut before them. */
START_TEST(test_cut_vkey)
{
	uint8_t pub[ED25519_PUBLIC_BYTES] = { 7 };
	struct err e = { 0 };
	struct vkey k;
	struct buf b;

	buf_init(&b, 512);
	vkey_make(&k, STR("log.example"), pub);
	vkey_format(&b, &k);
	ck_assert(vkey_parse(&k, buf_view(&b), &e) == 0);
	ck_assert(vkey_parse(&k, (struct str){ b.p, b.n - 4 }, &e) == -1);
	buf_fini(&b);
}
END_TEST

START_TEST(test_names)
{
	static const char *const bad[] = { "", "a b", "a+b", "a\tb", "a\nb",
		"a\x7f", "caf\xc3\xa9", "a\xc2\xa0" "b", "\xff" };
	char name[NOTE_MAX_NAME + 1];

	ck_assert(vkey_name_ok(STR("registers.example/store-1")));
	for (size_t i = 0; i < COUNT(bad); i++)
		ck_assert(!vkey_name_ok(str_of(bad[i])));
	memset(name, 'a', sizeof(name));
	ck_assert(vkey_name_ok((struct str){ name, NOTE_MAX_NAME }));
	ck_assert(!vkey_name_ok((struct str){ name, NOTE_MAX_NAME + 1 }));
	ck_assert(!vkey_name_ok((struct str){ "a\0b", 3 }));
}
END_TEST

/* ---- keys.txt ---- */

static const struct {
	const char *text;
	size_t n;
} good_keys[] = {
	{ "log " FOO "\nquorum none\n", 1 },
	{ FOO, 1 },
	{ FOO "\n" PETER "\n", 2 },
	{ "# ours\n\n\tlog\t" FOO " \r\n log " PETER " https://log.example\n"
	  "   # end\nquorum none", 2 },
	{ "log " FOO "\nwitness w1 " PETER "\ngroup g any w1\nquorum none\n",
	  1 },
	/* a key card, as text and as a page */
	{ "KEY CARD\n========\n\nOrganisation   A\n\nThe key itself:\n\nlog "
	  FOO "\n\nTo check a report:\n\n  preaudit verify --keys\n", 1 },
	{ "<!DOCTYPE html>\n<html>\n<pre>\nKEY CARD\n========\n\nStore  A&amp;B\n"
	  "log " FOO "\n</pre>\n", 1 },
};

START_TEST(test_keys)
{
	struct vkeys k, again;
	struct err e = { 0 };
	struct buf b;

	ck_assert_msg(keys_parse(&k, str_of(good_keys[_i].text), "keys.txt",
	    &e) == 0, "%s", e.msg);
	ck_assert_uint_eq(k.n, good_keys[_i].n);
	ck_assert_str_eq(k.key[0].name, "example.com/foo");
	buf_init(&b, 4096);
	keys_format(&b, &k);
	ck_assert(keys_parse(&again, buf_view(&b), "keys.txt", &e) == 0);
	ck_assert_uint_eq(again.n, k.n);
	for (size_t i = 0; i < k.n; i++)
		ck_assert_mem_eq(again.key[i].pub, k.key[i].pub, 32);
	buf_fini(&b);
}
END_TEST

/* The message must name the line. */
static const struct {
	const char *text, *says;
} bad_keys[] = {
	{ "", "keys.txt holds no log key" },
	{ "# nothing\nquorum none\n", "keys.txt holds no log key" },
	{ "log " FOO "\nlog nonsense\n", "keys.txt line 2" },
	{ "log " FOO "\n" FOO "\n", "keys.txt line 2" },
	{ "log " FOO "\nquorum w1\n", "keys.txt line 2" },
	{ "quorum none\nlog " FOO "\nquorum none\n",
	  "keys.txt line 3: a second quorum" },
	{ "log " FOO "\nquorum\n", "keys.txt line 2" },
	{ "log " FOO "\nquorum none none\n", "keys.txt line 2" },
	{ "log\n", "keys.txt line 1" },
	{ "log " FOO " https://log.example and more\n", "keys.txt line 1" },
	{ FOO " x\n", "keys.txt line 1" },
	{ "\x1b[2J" FOO "\n", "keys.txt line 1" },
	{ "logs " FOO "\n", "keys.txt line 1" },
	{ "KEY CARD\n\n" FOO "\n", "keys.txt holds no log key" },
	{ "KEY CARD\n\nlog " FOO "x\n", "keys.txt line 3" },
};

START_TEST(test_bad_keys)
{
	struct err e = { 0 };
	struct vkeys k;

	ck_assert(keys_parse(&k, str_of(bad_keys[_i].text), "keys.txt", &e) ==
	    -1);
	ck_assert_int_eq(e.code, ERR_CONFIG);
	ck_assert_msg(strstr(e.msg, bad_keys[_i].says) != NULL, "%s", e.msg);
	ck_assert(strchr(e.msg, '\x1b') == NULL);
}
END_TEST

START_TEST(test_too_many_keys)
{
	struct err e = { 0 };
	struct vkeys k;
	struct buf b;

	buf_init(&b, 8192);
	for (unsigned i = 0; i <= NOTE_MAX_KEYS; i++) {
		uint8_t pub[ED25519_PUBLIC_BYTES] = { (uint8_t)i };
		struct vkey one;

		vkey_make(&one, STR("log.example"), pub);
		vkey_format(&b, &one);
		buf_putc(&b, '\n');
		ck_assert(keys_parse(&k, buf_view(&b), "keys.txt", &e) ==
		    (i < NOTE_MAX_KEYS ? 0 : -1));
	}
	ck_assert(strstr(e.msg, "line 33") != NULL);
	buf_fini(&b);
}
END_TEST

/* ---- notes ---- */

static const struct {
	const char *vkey, *text, *line;
} notes[] = {
	{ FOO, FOO_TEXT, FOO_LINE },
	{ PETER, PETER_TEXT, PETER_LINE },
};

START_TEST(test_note)
{
	struct vkeys known = { .n = 0 }, none = { .n = 0 };
	const struct vkey *by;
	struct str text, note;
	struct buf b;

	key_of(&known, notes[1 - _i].vkey);
	key_of(&known, notes[_i].vkey);
	buf_init(&b, 4096);
	buf_puts(&b, notes[_i].text);
	buf_putc(&b, '\n');
	buf_puts(&b, notes[_i].line);
	note = buf_view(&b);
	ck_assert_int_eq(note_open(note, &known, &text, &by), NOTE_OK);
	ck_assert(str_is(text, notes[_i].text));
	ck_assert_ptr_eq(by, &known.key[1]);
	known.n = 1;
	ck_assert_int_eq(open_note(note, &known), NOTE_UNKNOWN_KEY);
	ck_assert_int_eq(open_note(note, &none), NOTE_UNKNOWN_KEY);
	ck_assert_int_eq(open_note(note, NULL), NOTE_UNKNOWN_KEY);
	buf_fini(&b);
}
END_TEST

/* Any one bit flipped anywhere, and it is not accepted. */
START_TEST(test_every_bit)
{
	char note[] = FOO_TEXT "\n" FOO_LINE;
	size_t n = sizeof(note) - 1;
	struct vkeys known = { .n = 0 };

	key_of(&known, FOO);
	ck_assert_int_eq(open_note((struct str){ note, n }, &known), NOTE_OK);
	for (size_t i = 0; i < n; i++)
		for (unsigned bit = 0; bit < 8; bit++) {
			note[i] = (char)(note[i] ^ 1 << bit);
			ck_assert_msg(open_note((struct str){ note, n },
			    &known) != NOTE_OK, "byte %zu bit %u", i, bit);
			note[i] = (char)(note[i] ^ 1 << bit);
		}
	for (size_t i = 0; i < n; i++)
		ck_assert(open_note((struct str){ note, i }, &known) !=
		    NOTE_OK);
}
END_TEST

#define Z(lit) { (lit), sizeof(lit) - 1 }

static const struct {
	struct str note;
	enum note_answer answer;
} forms[] = {
	{ Z(FOO_TEXT "\n" FOO_LINE OTHER("witness.example/w1")), NOTE_OK },
	{ Z(FOO_TEXT "\n" OTHER("witness.example/w1") FOO_LINE), NOTE_OK },
	/* The same key once more: still that key's signature. */
	{ Z(FOO_TEXT "\n" FOO_LINE FOO_LINE), NOTE_OK },
	/* Others' names have the note's own rule; markup is only a name. */
	{ Z(FOO_TEXT "\n" OTHER("zeug\xc3\xa9.example") FOO_LINE), NOTE_OK },
	{ Z(FOO_TEXT "\n" OTHER("--><h1>signed</h1>") FOO_LINE), NOTE_OK },
	{ Z(FOO_TEXT "\n" FOO_LINE OTHER("a+b")), NOTE_MALFORMED },
	{ Z(FOO_TEXT "\n" FOO_LINE OTHER("a\xc2\xa0" "b")), NOTE_MALFORMED },
	{ Z(FOO_TEXT "\n" FOO_LINE OTHER("a\xe2\x80\x83")), NOTE_MALFORMED },
	{ Z(FOO_TEXT "\n" FOO_LINE OTHER("\xe3\x80\x80")), NOTE_MALFORMED },
	/* U+2000 and U+200A, the first and the last of their row. */
	{ Z(FOO_TEXT "\n" FOO_LINE OTHER("a\xe2\x80\x80")), NOTE_MALFORMED },
	{ Z(FOO_TEXT "\n" FOO_LINE OTHER("a\xe2\x80\x8a")), NOTE_MALFORMED },
	{ Z(FOO_TEXT "\n" FOO_LINE OTHER("a\xe2\x80\x8b")), NOTE_OK },
	{ Z(FOO_TEXT "\n" FOO_LINE OTHER("a\xff")), NOTE_MALFORMED },
	{ Z(FOO_TEXT "\n" FOO_LINE OTHER("")), NOTE_MALFORMED },
	/* A line of a known key that fails spoils the note, where it stands. */
	{ Z(FOO_TEXT "\n" FOO_LINE PETER_LINE), NOTE_BAD_SIGNATURE },
	{ Z(FOO_TEXT "\n" PETER_LINE FOO_LINE), NOTE_BAD_SIGNATURE },
	{ Z(PETER_TEXT "\n" FOO_LINE), NOTE_BAD_SIGNATURE },
	{ Z(FOO_TEXT "\n" DASH "example.com/foo Uw2QOkk=\n"),
	  NOTE_BAD_SIGNATURE },
	/* The key's id under another name, and its name with another id. */
	{ Z(FOO_TEXT "\n" DASH "example.com/fop " FOO_SIG "\n"),
	  NOTE_UNKNOWN_KEY },
	{ Z(FOO_TEXT "\n" DASH "example.com/foo " PETER_SIG "\n"),
	  NOTE_UNKNOWN_KEY },
	/* The last empty line parts: what stood before it is text. */
	{ Z(FOO_TEXT "\n" FOO_LINE "\n" FOO_LINE), NOTE_BAD_SIGNATURE },
	{ Z(FOO_TEXT "\n" FOO_LINE "\n" OTHER("x")), NOTE_UNKNOWN_KEY },
	{ Z(""), NOTE_MALFORMED },
	{ Z("\n"), NOTE_MALFORMED },
	{ Z("\n\n"), NOTE_MALFORMED },
	{ Z(FOO_TEXT), NOTE_MALFORMED },
	{ Z(FOO_TEXT "\n"), NOTE_MALFORMED },
	{ Z(FOO_TEXT FOO_LINE), NOTE_MALFORMED },
	{ Z("\n" FOO_LINE), NOTE_MALFORMED },
	{ Z(FOO_TEXT "\n" FOO_LINE "\n"), NOTE_MALFORMED },
	{ Z(FOO_TEXT "\n" FOO_LINE "x"), NOTE_MALFORMED },
	{ Z(FOO_TEXT "\n" FOO_LINE "x\n"), NOTE_MALFORMED },
	{ Z(FOO_TEXT "\n" FOO_LINE "\0"), NOTE_MALFORMED },
	{ Z(FOO_TEXT "\n" DASH "example.com/foo " FOO_SIG), NOTE_MALFORMED },
	{ Z(FOO_TEXT "\n" DASH "example.com/foo " FOO_SIG " \n"),
	  NOTE_MALFORMED },
	{ Z(FOO_TEXT "\n" DASH "example.com/foo  " FOO_SIG "\n"),
	  NOTE_MALFORMED },
	{ Z(FOO_TEXT "\n" DASH "example.com/foo\n"), NOTE_MALFORMED },
	{ Z(FOO_TEXT "\n" DASH "example.com/foo \n"), NOTE_MALFORMED },
	{ Z(FOO_TEXT "\n- example.com/foo " FOO_SIG "\n"), NOTE_MALFORMED },
	{ Z(FOO_TEXT "\n\xe2\x80\x94" "example.com/foo " FOO_SIG "\n"),
	  NOTE_MALFORMED },
	/* base64: white space, no padding, url alphabet, bits beyond the end */
	{ Z(FOO_TEXT "\n" FOO_LINE DASH "x AAAA AAAA\n"), NOTE_MALFORMED },
	{ Z(FOO_TEXT "\n" FOO_LINE DASH "x AAAAAA\n"), NOTE_MALFORMED },
	{ Z(FOO_TEXT "\n" FOO_LINE DASH "x AAAA_-==\n"), NOTE_MALFORMED },
	{ Z(FOO_TEXT "\n" FOO_LINE DASH "x AAAAAB==\n"), NOTE_MALFORMED },
	/* an id and nothing behind it */
	{ Z(FOO_TEXT "\n" FOO_LINE DASH "x AAAAAA==\n"), NOTE_MALFORMED },
	/* characters */
	{ Z("a\tb\n\n" FOO_LINE), NOTE_MALFORMED },
	{ Z("a\r\n\n" FOO_LINE), NOTE_MALFORMED },
	{ Z("a\x1b[2J\n\n" FOO_LINE), NOTE_MALFORMED },
	{ Z("a\0b\n\n" FOO_LINE), NOTE_MALFORMED },
	{ Z("a\xff\n\n" FOO_LINE), NOTE_MALFORMED },
	{ Z("a\xc0\xaf\n\n" FOO_LINE), NOTE_MALFORMED },
};

START_TEST(test_forms)
{
	struct vkeys known = { .n = 0 };

	key_of(&known, FOO);
	key_of(&known, PETER);
	ck_assert_int_eq(open_note(forms[_i].note, &known), forms[_i].answer);
	ck_assert_str_ne(note_answer_text(forms[_i].answer), "");
}
END_TEST

/* At least 16 lines are taken; a flood of them is not. */
START_TEST(test_many_lines)
{
	struct vkeys known = { .n = 0 };
	struct buf b;

	key_of(&known, FOO);
	buf_init(&b, 1 << 20);
	buf_puts(&b, FOO_TEXT "\n");
	for (unsigned i = 0; i < 40; i++)
		buf_puts(&b, OTHER("witness.example"));
	buf_puts(&b, FOO_LINE);
	ck_assert_int_eq(open_note(buf_view(&b), &known), NOTE_OK);
	for (unsigned i = 0; i < 1000; i++)
		buf_puts(&b, OTHER("witness.example"));
	ck_assert_int_eq(open_note(buf_view(&b), &known), NOTE_MALFORMED);
	buf_fini(&b);
}
END_TEST

START_TEST(test_put_signature)
{
	uint8_t blob[68];
	struct err e = { 0 };
	struct vkey k;
	struct buf b;
	size_t n;

	ck_assert(vkey_parse(&k, STR(FOO), &e) == 0);
	ck_assert(base64_parse(blob, sizeof(blob), &n, STR(FOO_SIG)));
	ck_assert_uint_eq(n, 68);
	ck_assert(note_verify_raw(&k, STR(FOO_TEXT), blob + 4));
	buf_init(&b, 512);
	note_put_signature(&b, &k, blob + 4);
	ck_assert_str_eq(buf_cstr(&b), FOO_LINE);
	buf_fini(&b);
	/* S + L is another number for the same point: refused (RFC 8032). */
	static const uint8_t order[32] = { 0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63,
		0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
		[31] = 0x10 };
	unsigned carry = 0;

	for (size_t i = 0; i < 32; i++) {
		carry += (unsigned)blob[36 + i] + order[i];
		blob[36 + i] = (uint8_t)carry;
		carry >>= 8;
	}
	ck_assert(!note_verify_raw(&k, STR(FOO_TEXT), blob + 4));
}
END_TEST

/* Another project's log and its checkpoint. */
START_TEST(test_sigsum)
{
	uint8_t pub[ED25519_PUBLIC_BYTES];
	struct vkeys known = { .n = 1 };
	struct checkpoint c;
	struct err e = { 0 };
	const struct vkey *by;
	struct str text;

	ck_assert(hex_parse(pub, sizeof(pub), STR(SIGSUM_PUB)));
	vkey_make(&known.key[0], STR(SIGSUM_ORIGIN), pub);
	ck_assert_int_eq(note_open(STR(SIGSUM_TEXT "\n" DASH SIGSUM_ORIGIN " "
	    SIGSUM_SIG "\n"), &known, &text, &by), NOTE_OK);
	ck_assert(checkpoint_parse(&c, text, &e) == 0);
	ck_assert_str_eq(c.origin, SIGSUM_ORIGIN);
	ck_assert_uint_eq(c.size, 10);
	ck_assert_uint_eq(c.root.b[0], 0x1c);
	ck_assert_uint_eq(c.root.b[2], 0x47);
	ck_assert_uint_eq(c.root.b[3], 0);
}
END_TEST

/* ---- checkpoints ---- */

#define ROOT "i+hSDZsT7fEgJy6NVmmgrz5v4zgMch7gDvEfgGbhTYA="

static const char *const good_checkpoints[] = {
	"registers.example/store-1\n6\n" ROOT "\n",
	"a\n0\n" ROOT "\n",
	"a\n9007199254740991\n" ROOT "\n",
};

START_TEST(test_checkpoint)
{
	struct checkpoint c;
	struct err e = { 0 };
	struct buf b;

	ck_assert(checkpoint_parse(&c, str_of(good_checkpoints[_i]), &e) == 0);
	buf_init(&b, 512);
	checkpoint_format(&b, &c);
	ck_assert_str_eq(buf_cstr(&b), good_checkpoints[_i]);
	buf_fini(&b);
}
END_TEST

static const struct str bad_checkpoints[] = {
	Z(""), Z("\n"), Z("a"), Z("a\n"), Z("a\n6\n"), Z("a\n6\n" ROOT),
	Z("\n6\n" ROOT "\n"), Z("a b\n6\n" ROOT "\n"), Z("a+b\n6\n" ROOT "\n"),
	Z("a\0\n6\n" ROOT "\n"), Z("a\r\n6\r\n" ROOT "\r\n"),
	Z("a\n06\n" ROOT "\n"), Z("a\n+6\n" ROOT "\n"), Z("a\n 6\n" ROOT "\n"),
	Z("a\n-6\n" ROOT "\n"), Z("a\n6.0\n" ROOT "\n"), Z("a\n\n" ROOT "\n"),
	Z("a\n00\n" ROOT "\n"), Z("a\n0x6\n" ROOT "\n"),
	Z("a\n9007199254740992\n" ROOT "\n"),
	Z("a\n18446744073709551622\n" ROOT "\n"),
	/* base64: cut, long, bits beyond the end, no padding, blank */
	Z("a\n6\n\n"), Z("a\n6\ni+hSDZsT7fEg\n"), Z("a\n6\n" ROOT "AAAA\n"),
	Z("a\n6\ni+hSDZsT7fEgJy6NVmmgrz5v4zgMch7gDvEfgGbhTYB=\n"),
	Z("a\n6\ni+hSDZsT7fEgJy6NVmmgrz5v4zgMch7gDvEfgGbhTYA\n"),
	Z("a\n6\n" ROOT " \n"), Z("a\n6\n " ROOT "\n"),
	/* extension lines, an empty line, anything behind */
	Z("a\n6\n" ROOT "\nmore\n"), Z("a\n6\n" ROOT "\n\n"),
	Z("a\n6\n" ROOT "\nx"),
};

START_TEST(test_bad_checkpoint)
{
	struct checkpoint c;
	struct err e = { 0 };

	ck_assert(checkpoint_parse(&c, bad_checkpoints[_i], &e) == -1);
	ck_assert_int_eq(e.code, ERR_INTEGRITY);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("note");
	TCase *t = tcase_create("note");

	tcase_add_loop_test(t, test_vkey, 0, COUNT(vkeys));
	tcase_add_loop_test(t, test_bad_vkey, 0, COUNT(bad_vkeys));
	tcase_add_test(t, test_cut_vkey);
	tcase_add_test(t, test_names);
	tcase_add_loop_test(t, test_keys, 0, COUNT(good_keys));
	tcase_add_loop_test(t, test_bad_keys, 0, COUNT(bad_keys));
	tcase_add_test(t, test_too_many_keys);
	tcase_add_loop_test(t, test_note, 0, COUNT(notes));
	tcase_add_test(t, test_every_bit);
	tcase_add_loop_test(t, test_forms, 0, COUNT(forms));
	tcase_add_test(t, test_many_lines);
	tcase_add_test(t, test_put_signature);
	tcase_add_test(t, test_sigsum);
	tcase_add_loop_test(t, test_checkpoint, 0, COUNT(good_checkpoints));
	tcase_add_loop_test(t, test_bad_checkpoint, 0, COUNT(bad_checkpoints));
	suite_add_tcase(s, t);
	return unit_run(s);
}
