/* SPDX-License-Identifier: Apache-2.0 */
/* Is it one history? See compare.h. */
#include "reports/verify/kept/compare.h"

#include <stdlib.h>

#include "shared/base/enc.h"
#include "shared/text/answer.h"

enum compare_msg {
	MSG_ONE, MSG_ONE_UNSIGNED, MSG_TWO, MSG_TWO_UNSIGNED, MSG_TWO_WHERE,
	MSG_SINGLE, MSG_SAME, MSG_KEYS, MSG_LOGS, MSG_OPEN, MSG_ITEM, MSG__MAX
};

#define TEXT(args, text) { NULL, 0, (args), text }
static const struct message compare_message[MSG__MAX] = {
	[MSG_ONE] = TEXT("ns", "one history: {1} {1?checkpoint|checkpoints} of "
	    "{2}, signed with your key; what was recorded at the smallest was "
	    "only added to\n"),
	[MSG_ONE_UNSIGNED] = TEXT("ns", "one history: {1} "
	    "{1?checkpoint|checkpoints} of {2}; by whom they are signed was "
	    "not confirmed: give the key you hold with --keys\n"),
	[MSG_TWO] = TEXT("sss", "TWO HISTORIES of {1}, signed with one key: "
	    "{2} and {3} cannot both be true\n"),
	[MSG_TWO_UNSIGNED] = TEXT("sss", "two histories of {1}: {2} and {3} "
	    "cannot both be true; by whom they are signed was not confirmed, "
	    "so this is no evidence yet: give the key you hold with --keys\n"),
	[MSG_TWO_WHERE] = TEXT("s", "Both are written to {1}: keep it, and ask "
	    "the organisation\n"),
	[MSG_SINGLE] = TEXT("ns", "one checkpoint, of {1} {1?record|records} "
	    "of {2}, and nothing to compare it with\n"),
	[MSG_SAME] = TEXT("nns", "one checkpoint: all {1} are of {2} "
	    "{2?record|records} of {3}; that it was only added to since, only "
	    "one of another size can show\n"),
	[MSG_KEYS] = TEXT("s", "not comparable: they are signed with different "
	    "keys, so they are of two logs, though both are called {1}\n"),
	[MSG_LOGS] = TEXT("n", "not comparable: they are of {1} logs; compare "
	    "those of one log at a time\n"),
	[MSG_OPEN] = TEXT("s", "not comparable: nothing at hand leads from "
	    "each of these checkpoints of {1} to the next; add history.txt of "
	    "the newest report, a consistency file, or --store\n"),
	[MSG_ITEM] = TEXT("nsss", "  {1} {1?record|records}  {2}  {3}  {4}\n"),
};

/* What is found out of the list. */
struct finding {
	struct kept kept;
	size_t given;  /* of the list's items: those that were named */
	bool firm;     /* each of those is signed with a key of the verifier's */
	bool forked;
	struct kept_fork fork;
	size_t logs;   /* of different names, among those that were named */
	bool one;      /* all that were named are of one history */
	bool same;     /* and of one size */
	bool keys;     /* they are signed with different keys */
	char *evidence; /* where the fork was written to; NULL: nowhere */
};

static const char *
signature_of(const struct compare_request *q, const struct kept_item *item)
{
	static const char *const name[] = {
		[NOTE_OK] = "ok",
		[NOTE_UNKNOWN_KEY] = "unknown key",
		[NOTE_BAD_SIGNATURE] = "failed",
		[NOTE_MALFORMED] = "failed",
	};
	const struct vkey *by;

	if (q->keys == NULL || q->keys->n == 0)
		return "no key given";
	return name[kept_signed(item, q->keys, &by)];
}

/* A signature of a key at hand that does not fit its text is damage. */
static int
refuse_failed(const struct compare_request *q, const struct kept *k,
    struct err *e)
{
	for (size_t i = 0; i < k->n; i++)
		if (strcmp(signature_of(q, &k->item[i]), "failed") == 0)
			return err_set(e, ERR_INTEGRITY, "%s line %zu: the "
			    "signature of this checkpoint does not fit its "
			    "text: the file was altered or damaged; ask for it "
			    "again", k->item[i].file, k->item[i].line);
	return 0;
}

static int
add_store(struct finding *f, const struct store *s, struct err *e)
{
	const struct kept_item item = { .at = s->head,
		.note = buf_view(&s->note), .file = s->dir, .leaf = s->hash };

	return kept_add(&f->kept, &item, e);
}

/* Who signed each, where a key at hand did. */
static void
set_keys(const struct compare_request *q, struct kept *k)
{
	for (size_t i = 0; i < k->n; i++)
		(void)kept_signed(&k->item[i], q->keys, &k->item[i].by);
}

static size_t
count_logs(const struct finding *f)
{
	size_t n = 0;

	for (size_t i = 0; i < f->given; i++) {
		size_t k = 0;

		while (strcmp(f->kept.item[k].at.origin,
		    f->kept.item[i].at.origin) != 0)
			k++;
		n += k == i;
	}
	return n;
}

static void
settle(const struct compare_request *q, struct finding *f)
{
	set_keys(q, &f->kept);
	f->forked = kept_settle(&f->kept, &f->fork);
	f->logs = count_logs(f);
	f->one = !f->forked;
	f->firm = f->same = true;
	for (size_t i = 0; i < f->given; i++) {
		f->one = f->one &&
		    f->kept.item[i].history == f->kept.item[0].history;
		f->firm = f->firm && f->kept.item[i].by != NULL;
		f->same = f->same && f->kept.item[i].at.size ==
		    f->kept.item[0].at.size;
		f->keys = f->keys || (f->kept.item[i].by != NULL &&
		    f->kept.item[0].by != NULL &&
		    f->kept.item[i].by != f->kept.item[0].by);
	}
	if (f->forked)
		f->firm = f->kept.item[f->fork.a].by != NULL &&
		    f->kept.item[f->fork.b].by != NULL;
}

static int
exit_status(const struct finding *f)
{
	if (f->forked && f->firm)
		return 4;
	return f->one && f->firm ? 0 : 3;
}

/* Only what is signed with a key at hand is evidence. */
static int
write_evidence(const struct compare_request *q, struct finding *f,
    struct err *e)
{
	struct merkle_proof proof = { .n = 0 };
	struct fork fork;

	if (!f->forked || !f->firm)
		return 0;
	kept_fork_of(&f->kept, &f->fork, &fork, &proof);
	fork.key = *f->kept.item[f->fork.a].by;
	return fork_write(q->folder, &fork, &f->evidence, e);
}

/* "FILE line N" of an item, for people. */
static const char *
place_of(struct kept *k, size_t i)
{
	const struct kept_item *item = &k->item[i];

	return item->line == 0 ? item->file : arena_printf(&k->arena,
	    "%s line %zu", item->file, item->line);
}

static const char *
verdict_of_all(const struct finding *f)
{
	if (f->forked)
		return "two histories";
	return f->one ? "one history" : "not comparable";
}

static void
say_verdict(const struct compare_request *q, struct answer *a,
    struct finding *f)
{
	const char *origin = f->kept.item[f->fork.a].at.origin;

	if (f->forked)
		answer_say(a, &compare_message[f->firm ? MSG_TWO :
		    MSG_TWO_UNSIGNED], VALUES(origin,
		    place_of(&f->kept, f->fork.a),
		    place_of(&f->kept, f->fork.b)));
	else if (f->one && f->given == 1 && q->store == NULL)
		answer_say(a, &compare_message[MSG_SINGLE], VALUES(
		    f->kept.item[0].at.size, origin));
	else if (f->one && f->same)
		answer_say(a, &compare_message[MSG_SAME],
		    MSG_ARGS(MSG_COUNT(f->given),
		    MSG_COUNT(f->kept.item[0].at.size), MSG_TEXT(origin)));
	else if (f->one)
		answer_say(a, &compare_message[f->firm ? MSG_ONE :
		    MSG_ONE_UNSIGNED], VALUES(f->given,
		    origin));
	else if (f->logs == 1 && f->keys)
		answer_say(a, &compare_message[MSG_KEYS],
		    MSG_ARGS(MSG_TEXT(origin)));
	else if (f->logs > 1)
		answer_say(a, &compare_message[MSG_LOGS], VALUES(f->logs));
	else
		answer_say(a, &compare_message[MSG_OPEN], VALUES(origin));
	if (f->evidence != NULL)
		answer_say(a, &compare_message[MSG_TWO_WHERE],
		    VALUES(f->evidence));
}

static void
put_answer(const struct compare_request *q, struct finding *f,
    struct buf *out)
{
	struct answer a;

	/* What it comes to, and what proves it. */
	answer_begin(&a, out, q->json, "compare/1");
	answer_put(&a, NULL, ANSWER_FIELDS(
	    ANSWER_TEXT("verdict", verdict_of_all(f)),
	    ANSWER_COUNT("status", (uint64_t)exit_status(f)),
	    ANSWER_BOOL("signed", f->firm),
	    ANSWER_TEXT_OR_NULL("evidence", f->evidence)));
	say_verdict(q, &a, f);
	/* Each checkpoint that was given, and where it stands. */
	answer_open(&a, "checkpoints", '[');
	for (size_t i = 0; i < f->given; i++) {
		const struct kept_item *item = &f->kept.item[i];
		char root[SHA256_HEX + 1];

		hex_format(root, item->at.root.b, SHA256_BYTES);
		answer_row(&a, &compare_message[MSG_ITEM], ANSWER_FIELDS(
		    ANSWER_COUNT("size", item->at.size),
		    ANSWER_TEXT("origin", item->at.origin),
		    ANSWER_TEXT("signature", signature_of(q, item)),
		    ANSWER_TEXT(NULL, place_of(&f->kept, i)),
		    ANSWER_TEXT("file", item->file),
		    ANSWER_COUNT("line", item->line),
		    ANSWER_TEXT("root", root),
		    ANSWER_COUNT("history", item->history)));
	}
	answer_close(&a, ']');
	answer_end(&a);
}

int
compare_kept(const struct compare_request *q, struct buf *out, struct err *e)
{
	struct finding f = { .given = 0 };
	int status = 0;

	for (size_t i = 0; status == 0 && i < q->n; i++)
		status = kept_read(&f.kept, q->path[i], e);
	f.given = f.kept.n;
	if (status == 0 && q->store != NULL)
		status = add_store(&f, q->store, e);
	if (status == 0 && refuse_failed(q, &f.kept, e) == 0) {
		settle(q, &f);
		status = write_evidence(q, &f, e);
	} else {
		status = -1;
	}
	if (status == 0) {
		put_answer(q, &f, out);
		status = exit_status(&f);
	}
	free(f.evidence);
	kept_free(&f.kept);
	return status;
}
