/* SPDX-License-Identifier: Apache-2.0 */
/* Where the proof of a file is: named, beside it, or in the store. */
#include "reports/verify/internal.h"

#include <stdlib.h>

#include "reports/issue/issue.h"
#include "shared/log/transport.h"

/* Does the record name these bytes, as an output or as the content? */
static bool
names(const struct leaf_report *l, const char *sha256)
{
	for (size_t i = 0; i < l->noutputs; i++)
		if (strcmp(l->output[i].sha256, sha256) == 0)
			return true;
	return strcmp(l->content_sha256, sha256) == 0;
}

/* A proof of the newest report that has these bytes or this content. */
static bool
proof_from_store(const struct store *s, const char *sha256, struct buf *b)
{
	for (uint64_t i = s->head.size; i-- > 0;)
		if (s->leaf[i].type == LEAF_REPORT &&
		    names(&s->leaf[i].u.report, sha256)) {
			issue_proof(s, i, b);
			return true;
		}
	return false;
}

/* Of the report with these bytes, this content, or that the file says it is. */
static bool
search_store(const struct verify_request *q, struct evidence *v,
    struct verify_answer *a)
{
	const char *content;
	int64_t index;

	if (proof_from_store(q->store, a->sha256, &v->text))
		return true;
	content = verify_content(q, v);
	if (content[0] != '\0' &&
	    proof_from_store(q->store, content, &v->text))
		return true;
	index = v->says == NULL ? -1 : issue_find(q->store, v->says);
	if (index == -1)
		return false;
	issue_proof(q->store, (uint64_t)index, &v->text);
	return true;
}

/* proof.txt in the folder of the file; in the arena. */
static const char *
beside(const char *file, struct arena *a)
{
	return arena_printf(a, "%.*sproof.txt", (int)(path_base(file) - file),
	    file);
}

/*
 * What --proof names must be a proof, if a damaged one: begin so, or have the
 * line with the record's number. Anything else was named by mistake.
 */
static int
check_named(const struct verify_request *q, struct str text, struct err *e)
{
	static const char start[] = "c2sp.org/tlog-proof";
	enum companion is = companion_of(text);

	if (q->proof_path == NULL || text.n == 0 ||
	    (is == COMPANION_NONE && (str_starts(text, STR(start)) ||
	    memmem(text.p, text.n, "\nindex ", 7) != NULL)) ||
	    is == COMPANION_PROOF)
		return 0;
	return err_set(e, ERR_USAGE, "%s is no proof: it is %s; name the file "
	    "whose first line is %s@v1, which came with the report",
	    q->proof_path, is == COMPANION_NONE ? "another file" :
	    companion_words(is), start);
}

/* The proof's text, or a reason why there is none. */
static int
find(const struct verify_request *q, struct evidence *v,
    struct verify_answer *a, struct err *e)
{
	int there;

	v->proof_name = q->proof_path != NULL ? q->proof_path :
	    beside(q->file, &a->arena);
	there = file_exists(v->proof_name, e);
	if (there == -1)
		return -1;
	if (there == 1) {
		if (file_read(v->proof_name, &v->text, e) == -1)
			return -1;
		/* What mail and editors do to it is not the sender's doing. */
		transport_undo(&v->text);
		return check_named(q, buf_view(&v->text), e);
	}
	if (q->proof_path != NULL)
		return err_set(e, ERR_USAGE, "there is no proof file %s",
		    q->proof_path);
	if (q->store == NULL) {
		verify_why(a, VERIFY_MSG_NO_PROOF, VALUES(v->proof_name));
		return 0;
	}
	v->proof_name = q->store_path;
	if (search_store(q, v, a))
		return 0;
	if (v->is_zip && v->content[0] == '\0')
		verify_why(a, VERIFY_MSG_WORKBOOK_UNREADABLE,
		    VALUES(buf_view(&v->content_fault)));
	verify_why(a, v->is_zip ? VERIFY_MSG_CONTENT_NOT_IN_STORE :
	    VERIFY_MSG_NOT_IN_STORE, VALUES(q->store_path));
	return 0;
}

int
verify_find_proof(const struct verify_request *q, struct evidence *v,
    struct verify_answer *a, struct err *e)
{
	struct err fault = { 0 };

	if (find(q, v, a, e) == -1)
		return -1;
	if (v->text.n == 0 && a->why.n > 0)
		return 0;
	if (proof_file_parse(&v->proof, buf_view(&v->text), &v->scratch,
	    &fault) == -1 || leaf_parse(&v->leaf, v->proof.leaf, &a->arena,
	    &fault) == -1) {
		a->is.to[VERDICT_PROOF] = VERDICT_PROOF_FAILED;
		verify_why(a, VERIFY_MSG_PROOF_UNREADABLE,
		    VALUES(v->proof_name, fault.msg));
	} else if (v->leaf.type == LEAF_LATER) {
		a->is.to[VERDICT_PROOF] = VERDICT_PROOF_FAILED;
		verify_why(a, VERIFY_MSG_PROOF_OF_LATER, VALUES(v->proof.index,
		    leaf_type_name(&v->leaf)));
	} else if (v->leaf.type != LEAF_REPORT) {
		a->is.to[VERDICT_PROOF] = VERDICT_PROOF_FAILED;
		verify_why(a, VERIFY_MSG_PROOF_OF_OTHER,
		    VALUES(v->proof.index));
	} else {
		v->have = true;
	}
	return 0;
}
