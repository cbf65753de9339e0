/* SPDX-License-Identifier: Apache-2.0 */
/* Verifier keys and keys.txt; see note.h. */
#include "shared/log/note.h"

#include <assert.h>
#include <errno.h>

#include "shared/base/enc.h"
#include "shared/file/fileio.h"
#include "shared/log/transport.h"

#define TYPE_ED25519 1
#define KEYS_MAX_BYTES ((size_t)1 << 16)
#define CARD_TITLE_WITHIN 8 /* lines, for the head of the HTML card */

bool
vkey_name_ok(struct str name)
{
	if (name.n == 0 || name.n > NOTE_MAX_NAME)
		return false;
	for (size_t i = 0; i < name.n; i++) {
		unsigned char c = (unsigned char)name.p[i];

		/* Printable ASCII only: that leaves no Unicode space. */
		if (c <= ' ' || c >= 0x7f || c == '+')
			return false;
	}
	return true;
}

void
vkey_make(struct vkey *k, struct str name,
    const uint8_t pub[ED25519_PUBLIC_BYTES])
{
	uint8_t digest[SHA256_BYTES];
	struct buf b;

	assert(name.n <= NOTE_MAX_NAME);
	*k = (struct vkey){ 0 };
	memcpy(k->name, name.p, name.n);
	memcpy(k->pub, pub, ED25519_PUBLIC_BYTES);
	buf_init(&b, 512);
	buf_str(&b, name);
	buf_putc(&b, '\n');
	buf_putc(&b, TYPE_ED25519);
	buf_put(&b, pub, ED25519_PUBLIC_BYTES);
	sha256_of(digest, b.p, b.n);
	buf_fini(&b);
	k->id = (uint32_t)digest[0] << 24 | (uint32_t)digest[1] << 16 |
	    (uint32_t)digest[2] << 8 | digest[3];
}

int
vkey_parse(struct vkey *k, struct str text, struct err *e)
{
	size_t plus = str_find(text, '+', 0), second, n;
	uint8_t id[4], raw[1 + ED25519_PUBLIC_BYTES];
	struct str name = { text.p, plus };

	if (plus == text.n || !vkey_name_ok(name))
		return err_set(e, ERR_CONFIG, "\"%.*s\" is not a verifier key "
		    "(name+id+key)", STR_ARG(text));
	second = str_find(text, '+', plus + 1);
	if (second == text.n || !hex_parse(id, 4, str_range(text.p + plus + 1,
	    text.p + second)))
		return err_set(e, ERR_CONFIG, "the key of %.*s has no key id "
		    "of 8 hex digits", STR_ARG(name));
	if (!base64_parse(raw, sizeof(raw), &n, str_range(text.p + second + 1,
	    text.p + text.n)) || n != sizeof(raw) || raw[0] != TYPE_ED25519)
		return err_set(e, ERR_CONFIG, "the key of %.*s is not an "
		    "Ed25519 key", STR_ARG(name));
	vkey_make(k, name, raw + 1);
	if (k->id != ((uint32_t)id[0] << 24 | (uint32_t)id[1] << 16 |
	    (uint32_t)id[2] << 8 | id[3]))
		return err_set(e, ERR_CONFIG, "the key id of %.*s does not "
		    "belong to its key; was it copied whole?", STR_ARG(name));
	return 0;
}

void
vkey_format(struct buf *b, const struct vkey *k)
{
	uint8_t raw[1 + ED25519_PUBLIC_BYTES] = { TYPE_ED25519 };

	memcpy(raw + 1, k->pub, ED25519_PUBLIC_BYTES);
	buf_printf(b, "%s+%08x+", k->name, k->id);
	base64_put(b, raw, sizeof(raw));
}

void
vkey_fingerprint(char out[VKEY_FINGERPRINT_TEXT], const struct vkey *k)
{
	uint8_t digest[SHA256_BYTES];
	char hex[33];
	struct buf b;

	buf_init(&b, 1024);
	vkey_format(&b, k);
	sha256_of(digest, b.p, b.n);
	buf_fini(&b);
	hex_format(hex, digest, 16);
	for (size_t i = 0; i < 8; i++) {
		memcpy(out + 5 * i, hex + 4 * i, 4);
		out[5 * i + 4] = i == 7 ? '\0' : ' ';
	}
}

static int
add_key(struct vkeys *logs, struct str text, struct err *e)
{
	struct vkey *k = &logs->key[logs->n];

	if (logs->n == NOTE_MAX_KEYS)
		return err_set(e, ERR_CONFIG, "more than %d keys",
		    NOTE_MAX_KEYS);
	if (vkey_parse(k, text, e) == -1)
		return -1;
	for (size_t i = 0; i < logs->n; i++)
		if (memcmp(logs->key[i].pub, k->pub, sizeof(k->pub)) == 0)
			return err_set(e, ERR_CONFIG, "the key of %s stands "
			    "here a second time; remove one of the lines",
			    k->name);
	logs->n++;
	return 0;
}

/* Takes the next word off *rest; none left is empty. */
static struct str
word(struct str *rest)
{
	struct str w;
	size_t n = 0;

	*rest = str_trim(*rest);
	while (n < rest->n && rest->p[n] != ' ' && rest->p[n] != '\t')
		n++;
	w = (struct str){ rest->p, n };
	*rest = (struct str){ rest->p + n, rest->n - n };
	return w;
}

/*
 * Witnesses and groups matter to a quorum only. A quorum that asks for some
 * cannot be checked yet, so it is refused and not passed over.
 */
static int
parse_line(struct vkeys *logs, struct str line, struct err *e)
{
	struct str rest = line, first = word(&rest);

	for (size_t i = 0; i < line.n; i++)
		if (((unsigned char)line.p[i] < 0x20 && line.p[i] != '\t') ||
		    line.p[i] == 0x7f)
			return err_set(e, ERR_CONFIG,
			    "a control character is not allowed here");
	if (first.n == 0 || first.p[0] == '#' || str_is(first, "witness") ||
	    str_is(first, "group"))
		return 0;
	if (str_is(first, "quorum")) {
		if (!str_is(word(&rest), "none") || word(&rest).n > 0)
			return err_set(e, ERR_CONFIG, "this version checks no "
			    "witnesses; the line must read: quorum none");
		return 0;
	}
	if (str_is(first, "log")) {
		first = word(&rest);
		(void)word(&rest); /* where the log is served, if said */
	}
	if (word(&rest).n > 0)
		return err_set(e, ERR_CONFIG, "there is more on the line than "
		    "a key; a line reads: log name+id+key");
	return add_key(logs, first, e);
}

/* A key card is prose for people; its "log" lines are what keys.txt holds. */
static bool
is_key_card(struct str text)
{
	struct str rest = text, line;
	size_t number = 0;

	while (number++ < CARD_TITLE_WITHIN && str_next(&rest, '\n', &line))
		if (str_is(str_trim(line), "KEY CARD"))
			return true;
	return false;
}

int
keys_parse(struct vkeys *logs, struct str text, const char *label,
    struct err *e)
{
	bool card = is_key_card(text), quorum = false;
	struct str rest = text, line;
	size_t number = 0;

	logs->n = 0;
	while (str_next(&rest, '\n', &line)) {
		number++;
		line = str_trim(line);
		if (!card && quorum && str_starts(line, STR("quorum")))
			return err_set(e, ERR_CONFIG, "%s line %zu: a second "
			    "quorum; there is one in a file", label, number);
		quorum = quorum || str_starts(line, STR("quorum"));
		if ((!card || str_starts(line, STR("log "))) &&
		    parse_line(logs, line, e) == -1)
			return err_ctx(e, "%s line %zu", label, number);
	}
	if (logs->n == 0)
		return err_set(e, ERR_CONFIG, "%s holds no log key; a line "
		    "reads: log name+id+key", label);
	return 0;
}

int
keys_read(struct vkeys *logs, const char *path, struct err *e)
{
	struct buf b;
	int status = -1;

	buf_init(&b, KEYS_MAX_BYTES);
	if (file_read(path, &b, e) == 0) {
		transport_undo(&b);
		status = keys_parse(logs, buf_view(&b), path, e);
	} else if (e->code == ERR_LIMIT) {
		err_set(e, ERR_CONFIG, "%s holds no log key: it is larger than "
		    "any keys.txt or key card", path);
	} else if (e->sys == EISDIR) {
		err_set(e, ERR_CONFIG, "%s holds no log key: it is a folder; "
		    "name the keys.txt or key card in it", path);
	}
	buf_fini(&b);
	return status;
}

void
keys_format(struct buf *b, const struct vkeys *logs)
{
	for (size_t i = 0; i < logs->n; i++) {
		buf_puts(b, "log ");
		vkey_format(b, &logs->key[i]);
		buf_putc(b, '\n');
	}
	buf_puts(b, "quorum none\n");
}
