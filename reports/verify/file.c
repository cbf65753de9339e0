/* SPDX-License-Identifier: Apache-2.0 */
/* What a file is: an output that the record names, its content, or neither. */
#include "reports/verify/internal.h"

#include "reports/render/read_back.h"
#include "shared/rules/whose.h"

const char *
verify_content(const struct verify_request *q, struct evidence *v)
{
	struct buf content;
	struct err e = { 0 };

	if (v->content_read || !v->is_zip)
		return v->content;
	v->content_read = true;
	buf_init(&content, BUF_MAX_DEFAULT);
	if (xlsx_content(q->file, &content, &e) == 0)
		sha256_hex(v->content, buf_view(&content));
	else
		buf_puts(&v->content_fault, e.msg);
	buf_fini(&content);
	return v->content;
}

/* The output of these bytes: "xlsx"; NULL when the record names none. */
static const char *
output_of(const struct leaf_report *l, const char *sha256)
{
	for (size_t i = 0; i < l->noutputs; i++)
		if (strcmp(l->output[i].sha256, sha256) == 0)
			return l->output[i].format;
	return NULL;
}

/* Does a name end so, in letters of either case? */
static bool
ends_in(const char *dot, const char *format)
{
	size_t i = 0;

	while (format[i] != '\0' && ascii_lower(dot[1 + i]) == format[i])
		i++;
	/* .htm is .html too */
	return dot[1 + i] == '\0' && (format[i] == '\0' ||
	    strcmp(format + i, "l") == 0);
}

/* Says so where a name promises another output than the bytes are. */
static void
compare_name(const struct verify_request *q, struct verify_answer *a)
{
	const char *name = path_base(q->name == NULL ? q->file : q->name);
	const char *dot = strrchr(name, '.');

	if (dot != NULL && dot[1] != '\0' && !ends_in(dot, a->output))
		verify_why(a, VERIFY_MSG_NAMED_OTHERWISE, VALUES(a->output,
		    dot));
}

/* A workbook of other bytes with the content of the report. */
static enum verdict_file
same_content(const struct verify_request *q, struct evidence *v,
    struct verify_answer *a)
{
	char why[600];

	if (xlsx_verify_sheet_is(q->file, evidence_report(v),
	    a->origin == NULL ? "" : a->origin, a->key, why, sizeof(why)))
		return verify_look(q, v, a);
	verify_why(a, VERIFY_MSG_VERIFY_SHEET, MSG_NONE);
	return VERDICT_FILE_ALTERED;
}

/* It says that it is the report of the proof, and is not. */
static enum verdict_file
is_altered(const struct evidence *v, struct verify_answer *a)
{
	const char *id = evidence_report(v)->id;

	if (v->is_zip && v->content[0] == '\0')
		verify_why(a, VERIFY_MSG_WORKBOOK_UNREADABLE,
		    VALUES(buf_view(&v->content_fault)));
	else
		verify_why(a, v->is_zip ? VERIFY_MSG_CONTENT_DIFFERS :
		    VERIFY_MSG_HASH_DIFFERS, VALUES(id));
	return VERDICT_FILE_ALTERED;
}

/* A report of the store that names these bytes; NULL when there is none. */
static const struct leaf_report *
other_report(const struct store *s, const char *sha256)
{
	for (uint64_t i = s == NULL ? 0 : s->head.size; i-- > 0;)
		if (s->leaf[i].type == LEAF_REPORT &&
		    output_of(&s->leaf[i].u.report, sha256) != NULL)
			return &s->leaf[i].u.report;
	return NULL;
}

/* It is not this report's, and perhaps it can be told whose it is. */
static enum verdict_file
is_other(const struct verify_request *q, const struct evidence *v,
    struct verify_answer *a)
{
	const struct leaf_report *other = other_report(q->store, a->sha256);
	const char *id = evidence_report(v)->id;

	if (other != NULL)
		verify_why(a, VERIFY_MSG_FILE_OF_OTHER, VALUES(output_of(other,
		    a->sha256), other->id, id));
	else if (v->says != NULL)
		verify_why(a, VERIFY_MSG_SAYS_OTHER, VALUES(v->says, id));
	else if (v->companion == COMPANION_NONE)
		verify_why(a, VERIFY_MSG_SAYS_NONE, VALUES(id));
	return VERDICT_FILE_OTHER;
}

/* What its content says of the rules; the digest is looked up here. */
static void
read_rules(const struct verify_request *q, const struct evidence *v,
    struct verify_answer *a)
{
	struct buf content;
	struct str release;
	struct err ignored = { 0 };

	buf_init(&content, BUF_MAX_DEFAULT);
	if (v->is_zip && xlsx_content(q->file, &content, &ignored) == 0)
		a->rules = rules_said_csv(buf_view(&content), &a->arena);
	else if (strcmp(a->output, "html") == 0)
		a->rules = rules_said_html(map_view(&v->map), &a->arena);
	else if (!v->is_zip)
		a->rules = rules_said_csv(map_view(&v->map), &a->arena);
	buf_fini(&content);
	if (a->rules.digest == NULL)
		return;
	release = whose_release(a->rules.digest);
	if (release.p != NULL)
		a->rules_release = arena_memdup(&a->arena, release.p,
		    release.n);
}

void
verify_what_file(const struct verify_request *q, struct evidence *v,
    struct verify_answer *a)
{
	const struct leaf_report *l = evidence_report(v);
	enum verdict_file is;

	a->output = output_of(l, a->sha256);
	if (a->output != NULL) {
		is = VERDICT_FILE_EXACT;
		compare_name(q, a);
	} else if (strcmp(verify_content(q, v), l->content_sha256) == 0) {
		a->output = "xlsx";
		is = same_content(q, v, a);
	} else if (v->says != NULL && strcmp(v->says, l->id) == 0) {
		is = is_altered(v, a);
	} else {
		is = is_other(q, v, a);
	}
	a->is.to[VERDICT_FILE] = (unsigned char)is;
	if (is == VERDICT_FILE_EXACT || is == VERDICT_FILE_SHOWN ||
	    is == VERDICT_FILE_OTHERWISE || is == VERDICT_FILE_NOT_LOOKED)
		read_rules(q, v, a);
}
