/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Structures from log lines. First the line must be in canonical form; then
 * members are read by name and kind as leaf_members.c has them; in the end the
 * structure is written again and must give the very bytes that were read, so
 * that nothing unknown, doubled, misplaced or loosely spelt passes.
 */
#include "shared/base/enc.h"
#include "shared/base/num.h"
#include "shared/store/leaf/leaf_members.h"
#include "shared/text/date.h"
#include "shared/text/json.h"

#define WORD_MAX_BYTES 100
#define PATH_MAX_BYTES 121 /* behind the folder */
#define LETTERS "abcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"

struct reading {
	struct arena *a; /* gets the texts */
	struct err *e;
};

static int read_members(const struct reading *r, const struct json *o,
    const struct leaf_member *m, char *to);

/* ---- what a text must be ---- */

static bool
is_hash(const char *z)
{
	uint8_t digest[SHA256_BYTES];

	return hex_parse(digest, SHA256_BYTES, str_of(z));
}

static bool
is_day(const char *z)
{
	int32_t day;

	return date_parse_iso(str_of(z), &day);
}

static bool
is_moment(const char *z)
{
	int64_t at_s;

	return time_parse(str_of(z), &at_s);
}

static bool
is_word(const char *z)
{
	size_t n = strlen(z);

	return z[0] >= 'a' && z[0] <= 'z' && n <= WORD_MAX_BYTES &&
	    strspn(z, LETTERS DIGITS "_") == n;
}

static bool
is_report_id(const char *z)
{
	size_t n = LEAF_REPORT_ID - 1;

	return strlen(z) == n && strncmp(z, "R-", 2) == 0 &&
	    strspn(z + 2, DIGITS "abcdef") == n - 2;
}

static bool
is_key(const char *z)
{
	struct err ignored;
	struct vkey key;

	return vkey_parse(&key, str_of(z), &ignored) == 0;
}

/* <folder>/[a-z0-9][a-z0-9._-]{0,120} */
static bool
is_path(const char *z, enum store_folder in)
{
	size_t folder = strlen(store_folder[in]);
	const char *name = z + folder + 1;
	size_t n;

	if (strncmp(z, store_folder[in], folder) != 0 || z[folder] != '/')
		return false;
	n = strlen(name);
	return n >= 1 && n <= PATH_MAX_BYTES &&
	    strchr("._-", name[0]) == NULL &&
	    strspn(name, LETTERS DIGITS "._-") == n;
}

static bool
is_erasable(const char *z)
{
	return is_path(z, STORE_DATA) || is_path(z, STORE_FINDINGS) ||
	    is_path(z, STORE_ORIGINALS);
}

static const struct {
	bool (*fits)(const char *z);
	const char *what;
} forms[MEMBER_KINDS] = {
	[MEMBER_HASH] = { is_hash, "a SHA-256" },
	[MEMBER_MOMENT] = { is_moment, "a time in UTC" },
	[MEMBER_DAY] = { is_day, "a date" },
	[MEMBER_WORD] = { is_word,
	    "a name in lower-case letters, digits and _" },
	[MEMBER_REPORT_ID] = { is_report_id, "the id of a report" },
	[MEMBER_KEY] = { is_key, "a verifier key" },
	[MEMBER_ERASED] = { is_erasable,
	    "the path of a file in data, findings or orig" },
};

static bool
is_one_of(const char *z, const char *const *word)
{
	while (*word != NULL && strcmp(*word, z) != 0)
		word++;
	return *word != NULL;
}

/* ---- values ---- */

static int
read_text(const struct reading *r, const struct json *j,
    const struct leaf_member *m, const char **to)
{
	struct str s = json_str(j);

	if (!json_is_string(j) || memchr(s.p, '\0', s.n) != NULL)
		return err_set(r->e, ERR_INTEGRITY,
		    "its member \"%s\" is missing or no text", m->name);
	*to = arena_memdup(r->a, s.p, s.n);
	if (m->kind == MEMBER_PATH && !is_path(*to, m->in))
		return err_set(r->e, ERR_INTEGRITY, "its path \"%.80s\" is "
		    "not one in the folder %s of a store", *to,
		    store_folder[m->in]);
	if (forms[m->kind].fits != NULL && !forms[m->kind].fits(*to))
		return err_set(r->e, ERR_INTEGRITY, "its member \"%s\" is not "
		    "%s", m->name, forms[m->kind].what);
	if (m->kind == MEMBER_ONE_OF && !is_one_of(*to, m->word))
		return err_set(r->e, ERR_INTEGRITY, "its member \"%s\" is "
		    "none of the words that it may be", m->name);
	return 0;
}

static int
read_count(const struct reading *r, const struct json *j,
    const struct leaf_member *m, uint64_t *to)
{
	int64_t v = json_int(j, -1);

	if (v < 0)
		return err_set(r->e, ERR_INTEGRITY, "its member \"%s\" is "
		    "missing or no count", m->name);
	*to = (uint64_t)v;
	return 0;
}

/* A word that is not one of the two shows when the record is written again. */
static int
read_choice(const struct reading *r, const struct json *j,
    const struct leaf_member *m, bool *to)
{
	const char *word;

	if (read_text(r, j, m, &word) == -1)
		return -1;
	*to = strcmp(word, m->word[1]) == 0;
	return 0;
}

static int
read_list(const struct reading *r, const struct json *j,
    const struct leaf_member *m, char **to, size_t *n)
{
	int status = 0;

	*n = json_len(j);
	*to = arena_alloc(r->a, *n, m->size);
	for (size_t i = 0; i < *n && status == 0; i++) {
		const struct json *one = json_at(j, i);
		void *element = *to + i * m->size;

		status = m->members != NULL ?
		    read_members(r, one, m->members, element) :
		    read_text(r, one, m, element);
	}
	return status;
}

static int
read_counts(const struct reading *r, const struct json *j,
    const struct leaf_member *m, uint64_t **to, size_t *n)
{
	int status = 0;

	if (!json_is_array(j))
		return err_set(r->e, ERR_INTEGRITY,
		    "its member \"%s\" is missing or no list", m->name);
	*n = json_len(j);
	*to = ARENA_ARRAY(r->a, *n, uint64_t);
	for (size_t i = 0; i < *n && status == 0; i++)
		status = read_count(r, json_at(j, i), m, &(*to)[i]);
	return status;
}

static int
read_numbers(const struct reading *r, const struct json *j,
    struct leaf_parameter **to, size_t *n)
{
	const struct json *value;
	const char *name;

	*n = json_len(j);
	*to = ARENA_ARRAY(r->a, *n, struct leaf_parameter);
	for (size_t i = 0; json_member(j, i, &name, &value); i++)
		(*to)[i] = (struct leaf_parameter){
			arena_memdup(r->a, name, strlen(name)),
			json_int(value, 0) };
	return 0;
}

static int
read_value(const struct reading *r, const struct json *j,
    const struct leaf_member *m, char *to)
{
	void *value = to + m->at, *also = to + m->also;

	switch (m->kind) {
	case MEMBER_FIXED:
		return 0; /* compared when the record is written again */
	case MEMBER_FLAG:
		*(bool *)value = true; /* the word is compared then too */
		return 0;
	case MEMBER_GIVEN:
		*(bool *)also = true;
		return read_count(r, j, m, value);
	case MEMBER_COUNT:
		return read_count(r, j, m, value);
	case MEMBER_CHOICE:
		return read_choice(r, j, m, value);
	case MEMBER_OBJECT:
		return read_members(r, j, m->members, to);
	case MEMBER_LIST:
		return read_list(r, j, m, value, also);
	case MEMBER_COUNTS:
		return read_counts(r, j, m, value, also);
	case MEMBER_NUMBERS:
		return read_numbers(r, j, value, also);
	default:
		return read_text(r, j, m, value);
	}
}

/* The members of an object into the structure at `to`. */
static int
read_members(const struct reading *r, const struct json *o,
    const struct leaf_member *m, char *to)
{
	int status = 0;

	for (; m->name != NULL && status == 0; m++) {
		const struct json *j = json_get(o, m->name);

		if (j != NULL || !m->optional)
			status = read_value(r, j, m, to);
	}
	return status;
}

/* ---- the record ---- */

/* The type by its name; one that is not known is that of a later version. */
static int
read_type(const struct reading *r, const struct json *o, struct str line,
    struct leaf *l)
{
	static const struct leaf_member member = { "type", MEMBER_WORD,
		.at = 0 };
	const char *name;
	int i = 0;

	if (read_text(r, json_get(o, "type"), &member, &name) == -1)
		return -1;
	while (i < LEAF_LATER && strcmp(name, leaf_shape[i].name) != 0)
		i++;
	l->type = (enum leaf_type)i;
	if (l->type == LEAF_LATER)
		l->u.later = (struct leaf_later){ name,
			{ arena_memdup(r->a, line.p, line.n), line.n } };
	return 0;
}

/* Nothing may stand in the line that the structure has not. */
static int
check_whole(const struct leaf *l, struct str line, struct err *e)
{
	struct buf b;
	int status = -1;

	buf_init(&b, LEAF_MAX_BYTES + 1);
	if (leaf_format(&b, l, e) == -1)
		e->code = ERR_INTEGRITY;
	else if (!str_eq(buf_view(&b), line))
		err_set(e, ERR_INTEGRITY, "it has a member or a word that a %s "
		    "record does not have", leaf_type_name(l));
	else
		status = 0;
	buf_fini(&b);
	return status;
}

int
leaf_parse(struct leaf *l, struct str line, struct arena *a, struct err *e)
{
	const struct reading r = { a, e };
	const struct leaf_member *members = NULL;
	struct json *o;
	int status;

	memset(l, 0, sizeof(*l));
	if (line.n == 0 || line.n > LEAF_MAX_BYTES ||
	    line.p[line.n - 1] != '\n')
		return err_set(e, ERR_INTEGRITY, "it is no line of at most %d "
		    "bytes", LEAF_MAX_BYTES);
	o = json_parse((struct str){ line.p, line.n - 1 }, "record", e);
	if (o == NULL) {
		e->code = ERR_INTEGRITY;
		return -1;
	}
	status = leaf_canonical(o, line, e);
	if (status == 0)
		status = read_type(&r, o, line, l);
	if (status == 0)
		members = leaf_shape[l->type].members;
	if (members != NULL)
		status = read_members(&r, o, members, (char *)l);
	json_free(o);
	return members == NULL || status == -1 ? status :
	    check_whole(l, line, e);
}
