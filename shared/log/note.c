/* SPDX-License-Identifier: Apache-2.0 */
/* Signed notes and checkpoints; see note.h. */
#include "shared/log/note.h"

#include <openssl/err.h>
#include <openssl/evp.h>

#include "shared/base/enc.h"
#include "shared/base/num.h"
#include "shared/base/utf8.h"

#define DASH "\xe2\x80\x94 "
#define MAX_SIGNATURES 64
#define MAX_BLOB 4096
#define MAX_INT 9007199254740991ULL

bool
note_verify_raw(const struct vkey *k, struct str text,
    const uint8_t sig[ED25519_SIGNATURE_BYTES])
{
	EVP_MD_CTX *ctx;
	EVP_PKEY *key;
	bool ok;

	crypto_init();
	key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, k->pub,
	    ED25519_PUBLIC_BYTES);
	ctx = EVP_MD_CTX_new();
	ok = key != NULL && ctx != NULL &&
	    EVP_DigestVerifyInit(ctx, NULL, NULL, NULL, key) == 1 &&
	    EVP_DigestVerify(ctx, sig, ED25519_SIGNATURE_BYTES,
	    (const unsigned char *)text.p, text.n) == 1;

	EVP_MD_CTX_free(ctx);
	EVP_PKEY_free(key);
	ERR_clear_error();
	return ok;
}

void
note_put_signature(struct buf *b, const struct vkey *k,
    const uint8_t sig[ED25519_SIGNATURE_BYTES])
{
	uint8_t blob[4 + ED25519_SIGNATURE_BYTES] = { (uint8_t)(k->id >> 24),
		(uint8_t)(k->id >> 16), (uint8_t)(k->id >> 8),
		(uint8_t)k->id };

	memcpy(blob + 4, sig, ED25519_SIGNATURE_BYTES);
	buf_puts(b, DASH);
	buf_puts(b, k->name);
	buf_putc(b, ' ');
	base64_put(b, blob, sizeof(blob));
	buf_putc(b, '\n');
}

static bool
characters_ok(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (((unsigned char)s.p[i] < 0x20 && s.p[i] != '\n') ||
		    s.p[i] == 0x7f)
			return false;
	return utf8_valid(s) == s.n;
}

/* Text and signature lines part at the last empty line. */
static bool
part(struct str note, struct str *text, struct str *lines)
{
	for (size_t i = note.n; i-- > 1;)
		if (note.p[i] == '\n' && note.p[i - 1] == '\n') {
			*text = (struct str){ note.p, i };
			*lines = str_range(note.p + i + 1, note.p + note.n);
			return lines->n > 0 &&
			    lines->p[lines->n - 1] == '\n';
		}
	return false;
}

struct signature {
	struct str name;
	uint32_t id;
	uint8_t blob[MAX_BLOB];
	size_t n; /* of blob, the id included */
};

/*
 * Other people's names follow the note's own rule, which is wider than that
 * of our origins: any UTF-8 but '+' and white space.
 */
static bool
signer_name_ok(struct str name)
{
	static const char *const spaces[] = { "\xc2\x85", "\xc2\xa0",
		"\xe1\x9a\x80", "\xe2\x80\xa8", "\xe2\x80\xa9",
		"\xe2\x80\xaf", "\xe2\x81\x9f", "\xe3\x80\x80" };

	if (name.n == 0 || str_find(name, '+', 0) != name.n)
		return false;
	for (size_t i = 0; i < name.n; i++) {
		struct str rest = { name.p + i, name.n - i };

		for (size_t k = 0; k < sizeof(spaces) / sizeof(spaces[0]); k++)
			if (str_starts(rest, str_of(spaces[k])))
				return false;
		/* U+2000 to U+200A */
		if (str_starts(rest, STR("\xe2\x80")) &&
		    (unsigned char)rest.p[2] <= 0x8a)
			return false;
	}
	return true;
}

static bool
parse_line(struct str line, struct signature *s)
{
	size_t blank;

	if (!str_starts(line, STR(DASH)))
		return false;
	line = (struct str){ line.p + sizeof(DASH) - 1,
		line.n - (sizeof(DASH) - 1) };
	blank = str_find(line, ' ', 0);
	s->name = (struct str){ line.p, blank };
	if (blank == line.n || !signer_name_ok(s->name) ||
	    !base64_parse(s->blob, sizeof(s->blob), &s->n,
	    str_range(line.p + blank + 1, line.p + line.n)) || s->n < 5)
		return false;
	s->id = (uint32_t)s->blob[0] << 24 | (uint32_t)s->blob[1] << 16 |
	    (uint32_t)s->blob[2] << 8 | s->blob[3];
	return true;
}

static const struct vkey *
known_key(const struct vkeys *known, const struct signature *s)
{
	for (size_t i = 0; known != NULL && i < known->n; i++)
		if (known->key[i].id == s->id &&
		    str_is(s->name, known->key[i].name))
			return &known->key[i];
	return NULL;
}

/* One signature line; *k is the known key that it is of, or NULL. */
static enum note_answer
judge_line(struct str line, struct str text, const struct vkeys *known,
    const struct vkey **k)
{
	struct signature s;

	*k = NULL;
	if (!parse_line(line, &s))
		return NOTE_MALFORMED;
	*k = known_key(known, &s);
	if (*k == NULL)
		return NOTE_UNKNOWN_KEY;
	if (s.n != 4 + ED25519_SIGNATURE_BYTES ||
	    !note_verify_raw(*k, text, s.blob + 4))
		return NOTE_BAD_SIGNATURE;
	return NOTE_OK;
}

enum note_answer
note_open(struct str note, const struct vkeys *known, struct str *text,
    const struct vkey **by)
{
	enum note_answer answer = NOTE_UNKNOWN_KEY, one;
	const struct vkey *k, *first = NULL;
	struct str body, lines, line;
	size_t count = 0;

	*text = (struct str){ NULL, 0 };
	*by = NULL;
	if (!characters_ok(note) || !part(note, &body, &lines))
		return NOTE_MALFORMED;
	lines.n--; /* the last LF ends, it does not begin, a line */
	while (str_next(&lines, '\n', &line)) {
		if (++count > MAX_SIGNATURES)
			return NOTE_MALFORMED;
		one = judge_line(line, body, known, &k);
		/* The worst line decides, wherever it stands. */
		if (one == NOTE_MALFORMED)
			return one;
		if (one == NOTE_BAD_SIGNATURE)
			answer = one;
		if (one == NOTE_OK && answer == NOTE_UNKNOWN_KEY) {
			answer = one;
			first = k;
		}
	}
	if (answer == NOTE_OK)
		*by = first;
	*text = body;
	return answer;
}

enum note_answer
note_signed(struct str note, const char *origin, const struct vkeys *keys,
    const struct vkey **by)
{
	enum note_answer worst = NOTE_UNKNOWN_KEY;
	struct str text;

	for (size_t i = 0; keys != NULL && i < keys->n; i++) {
		struct vkeys one = { .n = 1, .key = { keys->key[i] } };
		enum note_answer a;

		if (strcmp(keys->key[i].name, origin) != 0)
			continue;
		a = note_open(note, &one, &text, by);
		if (a == NOTE_OK) {
			*by = &keys->key[i];
			return a;
		}
		if (a != NOTE_UNKNOWN_KEY)
			worst = a;
	}
	*by = NULL;
	return worst;
}

const char *
note_answer_text(enum note_answer a)
{
	static const char *const text[] = {
		[NOTE_OK] = "signed by a known key",
		[NOTE_UNKNOWN_KEY] = "not signed by any known key",
		[NOTE_BAD_SIGNATURE] = "the signature does not fit the text",
		[NOTE_MALFORMED] = "not a signed note",
	};

	return text[a];
}

void
checkpoint_format(struct buf *b, const struct checkpoint *c)
{
	buf_puts(b, c->origin);
	buf_putc(b, '\n');
	buf_u64(b, c->size);
	buf_putc(b, '\n');
	base64_put(b, c->root.b, SHA256_BYTES);
	buf_putc(b, '\n');
}

int
checkpoint_parse(struct checkpoint *c, struct str text, struct err *e)
{
	struct str rest = text, origin, size, root, last;
	size_t n;

	*c = (struct checkpoint){ .size = 0 };
	if (!str_next(&rest, '\n', &origin) || !vkey_name_ok(origin))
		return err_set(e, ERR_INTEGRITY,
		    "the checkpoint's first line is not an origin");
	memcpy(c->origin, origin.p, origin.n);
	if (!str_next(&rest, '\n', &size) ||
	    !num_parse_u64(size, MAX_INT, &c->size))
		return err_set(e, ERR_INTEGRITY,
		    "the checkpoint's second line is not a size");
	if (!str_next(&rest, '\n', &root) || !base64_parse(c->root.b,
	    SHA256_BYTES, &n, root) || n != SHA256_BYTES)
		return err_set(e, ERR_INTEGRITY,
		    "the checkpoint's third line is not a root hash");
	if (!str_next(&rest, '\n', &last) || last.n != 0 || rest.p != NULL)
		return err_set(e, ERR_INTEGRITY,
		    "the checkpoint does not have exactly three lines");
	return 0;
}
