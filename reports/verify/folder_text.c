/* SPDX-License-Identifier: Apache-2.0 */
/* What is said of a folder, as text and within verify/1. */
#include "reports/verify/folder.h"

#include "reports/verify/internal.h"

/* "ok", for programs, and what a person reads: file, kind, reason. */
static const struct {
	const char *name;
	struct message words;
} states[] = {
	[COMPANION_OK] = { "ok", { NULL, 0, "s-s",
	    "{1}: ok: it is as the record has it{3}\n" } },
	[COMPANION_NOT_USED] = { "not used", { NULL, 0, "ss-",
	    "{1}: not used: it is {2}\n" } },
	[COMPANION_NOT_CHECKED] = { "not checked", { NULL, 0, "s-s",
	    "{1}: not checked: {3}\n" } },
	[COMPANION_DIFFERS] = { "differs", { NULL, 0, "s-s",
	    "{1}: DIFFERS from what the record makes it: {3}\n" } },
};

/* Of the whole folder: its path. */
static const struct message not_here = { NULL, 0, "ss",
	"{1}: the {2} of the report is not in it\n" };
static const struct message no_file = { NULL, 0, "s",
	"{1}: no file of a report is in it\n" };
static const struct message whole[] = {
	{ NULL, 0, "s", "{1}: every file in it is accounted for\n" },
	{ NULL, 0, "s", "{1}: NOT every file in it is confirmed\n" },
	{ NULL, 0, "s", "{1}: something in it is NOT what was issued\n" },
};

/* Where nothing in it is known to be other than it says. */
static const struct message unchecked = { NULL, 0, "ss", "{1}: {2}\n" };
static const struct message unproven = { NULL, 0, "s",
	"{1}: nothing shows that all that is in it was issued\n" };

/* A path as one line, whatever its name holds. */
static void
put_path(struct buf *b, const char *path)
{
	buf_init(b, BUF_MAX_DEFAULT);
	verify_put_fit(b, path, true);
}

static void
put_companion(const struct companion_answer *c, struct buf *b)
{
	struct buf path, why;

	put_path(&path, c->file);
	buf_init(&why, BUF_MAX_DEFAULT);
	if (c->why != NULL && c->state == COMPANION_OK)
		buf_puts(&why, "; ");
	if (c->why != NULL)
		verify_put_fit(&why, c->why, true);
	message_put(b, &states[c->state].words, VALUES(buf_view(&path),
	    companion_words(c->is), buf_view(&why)));
	buf_fini(&path);
	buf_fini(&why);
}

void
verify_folder_text(const struct verify_folder *f, struct buf *b)
{
	struct buf path;

	for (size_t i = 0; i < f->ncompanions; i++)
		put_companion(&f->companion[i], b);
	put_path(&path, f->path);
	for (size_t i = 0; i < f->nnot_here; i++)
		message_put(b, &not_here, VALUES(buf_view(&path),
		    f->not_here[i]));
	if (f->nfiles == 0)
		message_put(b, &no_file, VALUES(buf_view(&path)));
	if (f->status == 4 && !f->accused && f->unchecked != NULL)
		message_put(b, &unchecked, VALUES(buf_view(&path),
		    f->unchecked));
	else
		message_put(b, f->status == 4 && !f->accused ? &unproven :
		    &whole[f->status == 0 ? 0 : f->status - 2],
		    VALUES(buf_view(&path)));
	buf_fini(&path);
}

static void
put_text(struct json_writer *w, const char *name, const char *z)
{
	struct buf fit;

	buf_init(&fit, BUF_MAX_DEFAULT);
	verify_put_fit(&fit, z, false);
	json_add_values(w, VALUES(name, buf_cstr(&fit)));
	buf_fini(&fit);
}

void
verify_folder_json(const struct verify_folder *f, struct json_writer *w)
{
	json_put_open(w, '{');
	put_text(w, "folder", f->path);
	json_add_values(w, VALUES("status", f->status, "report", f->report));
	json_add_open(w, "companions", '[');
	for (size_t i = 0; i < f->ncompanions; i++) {
		const struct companion_answer *c = &f->companion[i];

		json_put_open(w, '{');
		put_text(w, "file", c->file);
		json_add_values(w, VALUES("is", companion_name(c->is),
		    "state", states[c->state].name, "why", c->why));
		json_put_close(w, '}');
	}
	json_put_close(w, ']');
	json_add_open(w, "not_here", '[');
	for (size_t i = 0; i < f->nnot_here; i++)
		json_put_str(w, str_of(f->not_here[i]));
	json_put_close(w, ']');
	json_put_close(w, '}');
}
