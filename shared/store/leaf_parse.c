/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Structures from log lines. First the line must be in canonical form; then
 * members are taken by name and type; in the end the structure is written
 * again and must give the very bytes that were read, so that nothing unknown,
 * doubled, misplaced or loosely spelt passes.
 */
#include "shared/base/enc.h"
#include "shared/base/num.h"
#include "shared/store/store_internal.h"
#include "shared/text/date.h"
#include "shared/text/json.h"

struct take {
	struct arena *a;
	struct err *e;
	bool bad; /* something was missing or of another type */
};

static const char *
text(struct take *t, const struct json *o, const char *name)
{
	const struct json *j = json_get(o, name);
	struct str s = json_str(j);

	if (!json_is_string(j) || memchr(s.p, '\0', s.n) != NULL) {
		if (!t->bad)
			err_set(t->e, ERR_INTEGRITY,
			    "its member \"%s\" is missing or no text", name);
		t->bad = true;
		return "";
	}
	return arena_memdup(t->a, s.p, s.n);
}

static const char *
maybe(struct take *t, const struct json *o, const char *name)
{
	return json_get(o, name) == NULL ? NULL : text(t, o, name);
}

static uint64_t
number(struct take *t, const struct json *o, const char *name)
{
	const struct json *j = json_get(o, name);
	int64_t v = json_int(j, -1);

	if (!json_is_int(j) || v < 0) {
		if (!t->bad)
			err_set(t->e, ERR_INTEGRITY, "its member \"%s\" is "
			    "missing or no count", name);
		t->bad = true;
		return 0;
	}
	return (uint64_t)v;
}

static void
refuse(struct take *t, const char *name, const char *is_not)
{
	if (!t->bad)
		err_set(t->e, ERR_INTEGRITY, "its member \"%s\" is not %s",
		    name, is_not);
	t->bad = true;
}

static const char *
hash(struct take *t, const struct json *o, const char *name)
{
	const char *z = text(t, o, name);
	uint8_t digest[SHA256_BYTES];

	if (!hex_parse(digest, SHA256_BYTES, str_of(z)))
		refuse(t, name, "a SHA-256");
	return z;
}

/* YYYY-MM-DDTHH:MM:SSZ */
static const char *
moment(struct take *t, const struct json *o, const char *name)
{
	const char *z = text(t, o, name), *c = z + 11;
	int32_t day;

	if (strlen(z) != TIME_TEXT - 1 || z[10] != 'T' || z[13] != ':' ||
	    z[16] != ':' || z[19] != 'Z' ||
	    !date_parse_iso((struct str){ z, 10 }, &day) ||
	    !ascii_is_digit(c[0]) || !ascii_is_digit(c[1]) ||
	    !ascii_is_digit(c[3]) || !ascii_is_digit(c[4]) ||
	    !ascii_is_digit(c[6]) || !ascii_is_digit(c[7]) ||
	    memcmp(c, "24", 2) >= 0 || c[3] > '5' || c[6] > '5')
		refuse(t, name, "a time in UTC");
	return z;
}

static const char *
day(struct take *t, const struct json *o, const char *name)
{
	const char *z = text(t, o, name);
	int32_t d;

	if (!date_parse_iso(str_of(z), &d))
		refuse(t, name, "a date");
	return z;
}

/* [a-z][a-z0-9_]*, as registers and their fields are called. */
static const char *
word(struct take *t, const struct json *o, const char *name)
{
	const char *z = text(t, o, name);
	bool ok = z[0] >= 'a' && z[0] <= 'z' && strlen(z) <= 100;

	for (const char *c = z; ok && *c != '\0'; c++)
		ok = (*c >= 'a' && *c <= 'z') || ascii_is_digit(*c) ||
		    *c == '_';
	if (!ok)
		refuse(t, name, "a name in lower-case letters, digits and _");
	return z;
}

/* <folder>/[a-z0-9][a-z0-9._-]{0,120} */
static const char *
path(struct take *t, const struct json *o, const char *name,
    enum store_folder in)
{
	const char *z = text(t, o, name);
	struct str rest = str_of(z), folder;
	bool ok = str_next(&rest, '/', &folder) &&
	    str_is(folder, store_folder[in]) && rest.n >= 1 && rest.n <= 121 &&
	    rest.p[0] != '.' && rest.p[0] != '_' && rest.p[0] != '-';

	for (size_t i = 0; ok && i < rest.n; i++)
		ok = ascii_is_digit(rest.p[i]) || (rest.p[i] >= 'a' &&
		    rest.p[i] <= 'z') || (rest.p[i] != '\0' &&
		    strchr("._-", rest.p[i]) != NULL);
	if (!t->bad && !ok) {
		err_set(t->e, ERR_INTEGRITY, "its path \"%.80s\" is not one "
		    "in the folder %s of a store", z, store_folder[in]);
		t->bad = true;
	}
	return z;
}

static void
take_genesis(struct take *t, const struct json *o, struct leaf_genesis *g)
{
	const struct json *s = json_get(o, "succeeds");

	g->created = moment(t, o, "created");
	g->log_key = text(t, o, "log_key");
	g->organisation = text(t, o, "organisation");
	g->origin = text(t, o, "origin");
	g->timezone = text(t, o, "timezone");
	if (s != NULL) {
		g->succeeds_origin = text(t, s, "origin");
		g->succeeds_reason = text(t, s, "reason");
		g->succeeds_root = hash(t, s, "root");
		g->succeeds_size = number(t, s, "size");
	}
}

static void
take_standard(struct take *t, const struct json *o, struct leaf_standard *s)
{
	const struct json *files = json_get(o, "files"), *value;
	const struct json *parameters = json_get(o, "parameters");
	const char *name;

	s->adopted = moment(t, o, "adopted");
	s->edition = text(t, o, "edition");
	s->name = text(t, o, "name");
	s->nfiles = json_len(files);
	s->file = ARENA_ARRAY(t->a, s->nfiles, struct leaf_file);
	for (size_t i = 0; i < s->nfiles; i++) {
		const struct json *f = json_at(files, i);

		s->file[i].bytes = number(t, f, "bytes");
		s->file[i].name = text(t, f, "name");
		s->file[i].sha256 = hash(t, f, "sha256");
	}
	s->nparameters = json_len(parameters);
	s->parameter = ARENA_ARRAY(t->a, s->nparameters,
	    struct leaf_parameter);
	for (size_t i = 0; json_member(parameters, i, &name, &value); i++)
		s->parameter[i] = (struct leaf_parameter){
			arena_memdup(t->a, name, strlen(name)),
			json_int(value, 0) };
}

static void
take_read_as(struct take *t, const struct json *o, struct leaf_batch *b)
{
	const struct json *columns = json_get(o, "columns");
	const struct json *ignored = json_get(o, "ignored");
	const struct json *set = json_get(o, "set");

	b->ncolumns = json_len(columns);
	b->column = ARENA_ARRAY(t->a, b->ncolumns, struct leaf_column);
	for (size_t i = 0; i < b->ncolumns; i++) {
		b->column[i].field = text(t, json_at(columns, i), "field");
		b->column[i].header = text(t, json_at(columns, i), "header");
	}
	b->dates = maybe(t, o, "dates");
	b->delimiter = maybe(t, o, "delimiter");
	b->encoding = maybe(t, o, "encoding");
	b->header_row = number(t, o, "header_row");
	b->nignored = json_len(ignored);
	b->ignored = ARENA_ARRAY(t->a, b->nignored, const char *);
	for (size_t i = 0; i < b->nignored; i++) {
		struct str s = json_str(json_at(ignored, i));

		b->ignored[i] = arena_memdup(t->a, s.p, s.n);
	}
	b->nset = json_len(set);
	b->set = ARENA_ARRAY(t->a, b->nset, struct leaf_set);
	for (size_t i = 0; i < b->nset; i++) {
		b->set[i].field = text(t, json_at(set, i), "field");
		b->set[i].value = text(t, json_at(set, i), "value");
	}
}

static void
take_counts(struct take *t, const struct json *o, struct leaf_counts *c)
{
	c->read = number(t, o, "read");
	c->new = number(t, o, "new");
	c->changed = number(t, o, "changed");
	c->unchanged = number(t, o, "unchanged");
	c->retired = number(t, o, "retired");
	c->refused = number(t, o, "refused");
}

static void
take_batch(struct take *t, const struct json *o, struct leaf_batch *b)
{
	const struct json *source = json_get(o, "source");
	const struct json *findings = json_get(o, "findings");

	b->bytes = number(t, o, "bytes");
	take_counts(t, json_get(o, "counts"), &b->counts);
	b->imported = moment(t, o, "imported");
	b->is_state = strcmp(text(t, o, "kind"), "state") == 0;
	b->is_full = strcmp(text(t, o, "mode"), "full") == 0;
	b->path = path(t, o, "path", STORE_DATA);
	b->program = text(t, o, "program");
	take_read_as(t, json_get(o, "read_as"), b);
	b->reg = word(t, o, "register");
	b->rows = number(t, o, "rows");
	b->rows_root = hash(t, o, "rows_root");
	b->schema_sha256 = hash(t, o, "schema_sha256");
	b->sha256 = hash(t, o, "sha256");
	b->source.bytes = number(t, source, "bytes");
	b->source.name = text(t, source, "name");
	b->source.sha256 = hash(t, source, "sha256");
	if (json_get(source, "path") != NULL)
		b->source_path = path(t, source, "path", STORE_ORIGINALS);
	b->source_sheet = maybe(t, source, "sheet");
	b->source_system = maybe(t, source, "system");
	b->by = maybe(t, o, "by");
	if (json_get(o, "extracted") != NULL)
		b->extracted = day(t, o, "extracted");
	if (json_get(o, "mapping_sha256") != NULL)
		b->mapping_sha256 = hash(t, o, "mapping_sha256");
	b->note = maybe(t, o, "note");
	if (findings != NULL) {
		b->findings_bytes = number(t, findings, "bytes");
		b->findings_path = path(t, findings, "path", STORE_FINDINGS);
		b->findings_rows = number(t, findings, "rows");
		b->findings_sha256 = hash(t, findings, "sha256");
	}
	b->has_undoes = json_get(o, "undoes") != NULL;
	if (b->has_undoes)
		b->undoes = number(t, o, "undoes");
	if (json_get(o, "unresolved") != NULL)
		b->unresolved = number(t, o, "unresolved");
}

static void
take_report(struct take *t, const struct json *o, struct leaf_report *r)
{
	const struct json *outputs = json_get(o, "outputs");

	r->as_of = day(t, o, "as_of");
	r->content_sha256 = hash(t, o, "content_sha256");
	r->head_root = hash(t, json_get(o, "head"), "root");
	r->head_size = number(t, json_get(o, "head"), "size");
	r->id = text(t, o, "id");
	r->issued = moment(t, o, "issued");
	r->noutputs = json_len(outputs);
	r->output = ARENA_ARRAY(t->a, r->noutputs, struct leaf_output);
	for (size_t i = 0; i < r->noutputs; i++) {
		const struct json *x = json_at(outputs, i);

		r->output[i].bytes = number(t, x, "bytes");
		r->output[i].format = text(t, x, "format");
		r->output[i].sha256 = hash(t, x, "sha256");
	}
	r->profile = text(t, o, "profile");
	r->profile_sha256 = hash(t, o, "profile_sha256");
	r->program = text(t, o, "program");
	r->supersedes = maybe(t, o, "supersedes");
	/* The id names a folder: nothing else may stand in it. */
	if (!t->bad && (strlen(r->id) != 22 || strncmp(r->id, "R-", 2) != 0 ||
	    strspn(r->id + 2, "0123456789abcdef") != 20)) {
		err_set(t->e, ERR_INTEGRITY, "its report id is malformed");
		t->bad = true;
	}
}

static int
type_of(const char *name)
{
	for (int i = 0; i < LEAF__MAX; i++)
		if (strcmp(name, leaf_type_name((enum leaf_type)i)) == 0)
			return i;
	return -1;
}

/* Nothing may stand in the line that the structure did not take. */
static int
check_whole(const struct leaf *l, struct str line, struct err *e)
{
	struct buf b;
	int status = -1;

	if (l->type == LEAF_KEY || l->type == LEAF_ANCHOR ||
	    l->type == LEAF_ERASURE)
		return 0;
	buf_init(&b, LEAF_MAX_BYTES + 1);
	if (leaf_format(&b, l, e) == -1)
		e->code = ERR_INTEGRITY;
	else if (!str_eq(buf_view(&b), line))
		err_set(e, ERR_INTEGRITY, "it has a member or a word that a %s "
		    "record does not have", leaf_type_name(l->type));
	else
		status = 0;
	buf_fini(&b);
	return status;
}

static void
take_members(struct take *t, const struct json *o, struct leaf *l)
{
	switch (l->type) {
	case LEAF_GENESIS:
		take_genesis(t, o, &l->u.genesis);
		break;
	case LEAF_STANDARD:
		take_standard(t, o, &l->u.standard);
		break;
	case LEAF_BATCH:
		take_batch(t, o, &l->u.batch);
		break;
	case LEAF_REPORT:
		take_report(t, o, &l->u.report);
		break;
	case LEAF_VOID:
		l->u.voided.index = number(t, o, "index");
		l->u.voided.reason = text(t, o, "reason");
		l->u.voided.when = moment(t, o, "when");
		break;
	default:
		break;
	}
}

int
leaf_parse(struct leaf *l, struct str line, struct arena *a, struct err *e)
{
	struct take t = { a, e, false };
	struct json *o;
	int type;

	*l = (struct leaf){ .type = LEAF_VOID };
	if (line.n == 0 || line.n > LEAF_MAX_BYTES ||
	    line.p[line.n - 1] != '\n')
		return err_set(e, ERR_INTEGRITY, "it is no line of at most %d "
		    "bytes", LEAF_MAX_BYTES);
	o = json_parse((struct str){ line.p, line.n - 1 }, "record", e);
	if (o == NULL) {
		e->code = ERR_INTEGRITY;
		return -1;
	}
	t.bad = leaf_canonical(o, line, e) == -1;
	if (!t.bad) {
		type = type_of(text(&t, o, "type"));
		if (type == -1 && !t.bad) {
			err_set(e, ERR_INTEGRITY, "its type is unknown");
			t.bad = true;
		}
		l->type = type == -1 ? LEAF_VOID : (enum leaf_type)type;
	}
	if (!t.bad)
		take_members(&t, o, l);
	json_free(o);
	return t.bad ? -1 : check_whole(l, line, e);
}
