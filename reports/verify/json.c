/* SPDX-License-Identifier: Apache-2.0 */
/* Answers as verify/1 (docs/verify-json.md): null for what is not known. */
#include "reports/verify/internal.h"

#include "reports/verify/folder.h"
#include "shared/text/date.h"

/* A text of a stranger's as a member; NULL and "" are null. */
static void
put_text(struct json_writer *w, const char *name, const char *z)
{
	struct buf fit;

	buf_init(&fit, BUF_MAX_DEFAULT);
	verify_put_fit(&fit, z == NULL ? "" : z, false);
	json_add_values(w, VALUES(name, fit.n == 0 ? NULL : buf_cstr(&fit)));
	buf_fini(&fit);
}

/* A number where it is known, else null. */
static struct value
number(bool known, uint64_t n)
{
	return known ? value_count(n) : NO_VALUE;
}

/* Yes, no, or null where that is not known. */
static struct value
truth(bool known, bool yes)
{
	return known ? value_flag(yes) : NO_VALUE;
}

/* The name of the answer to a question. */
static const char *
answer(const struct verify_answer *a, enum verdict_question q)
{
	return verdict_answer_name(q, a->is.to[q]);
}

void
verify_json_begin(struct json_writer *w, const struct verify_request *q,
    struct buf *b)
{
	char now[TIME_TEXT];

	time_format(now, q->now_s);
	json_writer_init(w, b, false);
	json_put_open(w, '{');
	json_add_values(w, VALUES("preaudit", "verify/1", "checked_at", now));
	if (q->keys_file == NULL) {
		json_add_values(w, VALUES("keys_file", NO_VALUE));
	} else {
		json_add_open(w, "keys_file", '{');
		put_text(w, "name", q->keys_file);
		json_add_values(w, VALUES("sha256", q->keys_sha256));
		json_put_close(w, '}');
	}
	json_add_open(w, "files", '[');
}

/* What was read of the report and its record. */
static void
put_report(struct json_writer *w, const struct verify_answer *a)
{
	json_add_values(w, VALUES("output", a->output, "report", a->report,
	    "as_of", a->as_of, "issued", a->issued,
	    "forecast", truth(a->has_record, a->forecast),
	    "organisation", a->organisation, "origin", a->origin));
	put_text(w, "clock", a->clock);
	json_add_values(w, VALUES("index", number(a->has_record, a->index),
	    "size", number(a->has_record, a->size)));
}

/* Whose rules the report was judged by; null: it does not say, or is another. */
static void
put_rules(struct json_writer *w, const struct verify_answer *a)
{
	if (a->rules.digest == NULL) {
		json_add_values(w, VALUES("rules", NO_VALUE));
		return;
	}
	json_add_open(w, "rules", '{');
	put_text(w, "said", a->rules.sentence);
	put_text(w, "digest", a->rules.digest);
	json_add_values(w, VALUES("published_with", a->rules_release));
	json_put_close(w, '}');
}

/* Between which times the record came into the log; null: nothing tells. */
static void
put_anchored(struct json_writer *w, const struct verify_answer *a)
{
	if (a->not_before == NULL && a->not_after == NULL) {
		json_add_values(w, VALUES("anchored", NO_VALUE));
		return;
	}
	json_add_open(w, "anchored", '{');
	json_add_values(w, VALUES("not_before", a->not_before,
	    "not_after", a->not_after));
	json_put_close(w, '}');
}

void
verify_json_file(struct json_writer *w, const struct verify_request *q,
    const struct verify_answer *a)
{
	unsigned withdrawn = a->is.to[VERDICT_WITHDRAWN];
	unsigned superseded = a->is.to[VERDICT_SUPERSEDED];
	struct buf why;

	json_put_open(w, '{');
	put_text(w, "file", q->name == NULL ? q->file : q->name);
	json_add_values(w, VALUES("sha256", a->sha256,
	    "verdict", verdict_name(a->verdict), "status", a->status,
	    "file_is", answer(a, VERDICT_FILE)));
	put_report(w, a);
	json_add_values(w, VALUES("proof", answer(a, VERDICT_PROOF),
	    "signature", answer(a, VERDICT_SIGNATURE),
	    "key", a->key[0] == '\0' ? NULL : a->key,
	    "history", answer(a, VERDICT_HISTORY),
	    "store", answer(a, VERDICT_STORE)));
	json_add_values(w, VALUES("withdrawn", truth(withdrawn !=
	    VERDICT_WITHDRAWN_NOT_KNOWN, withdrawn == VERDICT_WITHDRAWN_YES),
	    "superseded", truth(superseded != VERDICT_SUPERSEDED_NOT_KNOWN,
	    superseded == VERDICT_SUPERSEDED_YES),
	    "superseded_by", a->superseded_by,
	    "later", a->later, "later_as_of", a->later_as_of));
	put_anchored(w, a);
	put_rules(w, a);
	put_text(w, "evidence", a->evidence);
	buf_init(&why, BUF_MAX_DEFAULT);
	buf_str(&why, buf_view(&a->why));
	put_text(w, "why", buf_cstr(&why));
	buf_fini(&why);
	json_put_close(w, '}');
}

void
verify_json_end(struct json_writer *w, const struct verify_folder *folder,
    size_t n, int status)
{
	json_put_close(w, ']');
	json_add_open(w, "folders", '[');
	for (size_t i = 0; i < n; i++)
		verify_folder_json(&folder[i], w);
	json_put_close(w, ']');
	json_add_values(w, VALUES("status", status));
	json_put_close(w, '}');
	buf_putc(w->out, '\n');
}
