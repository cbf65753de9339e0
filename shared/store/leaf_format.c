/* SPDX-License-Identifier: Apache-2.0 */
/* Log lines from structures: canonical JSON, members in bytewise order. */
#include "shared/base/utf8.h"
#include "shared/store/leaf.h"
#include "shared/text/json.h"

const char *
leaf_type_name(enum leaf_type t)
{
	static const char *const name[] = {
		[LEAF_GENESIS] = "genesis",
		[LEAF_STANDARD] = "standard",
		[LEAF_BATCH] = "batch",
		[LEAF_REPORT] = "report",
		[LEAF_VOID] = "void",
		[LEAF_KEY] = "key",
		[LEAF_ANCHOR] = "anchor",
		[LEAF_ERASURE] = "erasure",
	};

	_Static_assert(sizeof(name) / sizeof(name[0]) == LEAF__MAX,
	    "every type has a name");
	return name[t];
}

/* A member that is left out when it has no value. */
static void
maybe(struct jw *w, const char *name, const char *value)
{
	if (value != NULL)
		jw_kcstr(w, name, value);
}

static void
put_int(struct jw *w, const char *name, uint64_t v)
{
	jw_kint(w, name, (int64_t)v);
}

static void
put_genesis(struct jw *w, const struct leaf_genesis *g)
{
	jw_kcstr(w, "created", g->created);
	jw_kcstr(w, "format", "preaudit/1");
	jw_kcstr(w, "log_key", g->log_key);
	jw_kcstr(w, "organisation", g->organisation);
	jw_kcstr(w, "origin", g->origin);
	if (g->succeeds_origin != NULL) {
		jw_key(w, "succeeds");
		jw_open(w, '{');
		jw_kcstr(w, "origin", g->succeeds_origin);
		jw_kcstr(w, "reason", g->succeeds_reason);
		jw_kcstr(w, "root", g->succeeds_root);
		put_int(w, "size", g->succeeds_size);
		jw_close(w, '}');
	}
	jw_kcstr(w, "timezone", g->timezone);
}

static void
put_standard(struct jw *w, const struct leaf_standard *s)
{
	jw_kcstr(w, "adopted", s->adopted);
	jw_kcstr(w, "edition", s->edition);
	jw_key(w, "files");
	jw_open(w, '[');
	for (size_t i = 0; i < s->nfiles; i++) {
		jw_open(w, '{');
		put_int(w, "bytes", s->file[i].bytes);
		jw_kcstr(w, "name", s->file[i].name);
		jw_kcstr(w, "sha256", s->file[i].sha256);
		jw_close(w, '}');
	}
	jw_close(w, ']');
	jw_kcstr(w, "name", s->name);
	jw_key(w, "parameters");
	jw_open(w, '{');
	for (size_t i = 0; i < s->nparameters; i++)
		jw_kint(w, s->parameter[i].name, s->parameter[i].value);
	jw_close(w, '}');
}

static void
put_counts(struct jw *w, const struct leaf_counts *c)
{
	jw_key(w, "counts");
	jw_open(w, '{');
	put_int(w, "changed", c->changed);
	put_int(w, "new", c->new);
	put_int(w, "read", c->read);
	put_int(w, "refused", c->refused);
	put_int(w, "retired", c->retired);
	put_int(w, "unchanged", c->unchanged);
	jw_close(w, '}');
}

static void
put_read_as(struct jw *w, const struct leaf_batch *b)
{
	jw_key(w, "read_as");
	jw_open(w, '{');
	jw_key(w, "columns");
	jw_open(w, '[');
	for (size_t i = 0; i < b->ncolumns; i++) {
		jw_open(w, '{');
		jw_kcstr(w, "field", b->column[i].field);
		jw_kcstr(w, "header", b->column[i].header);
		jw_close(w, '}');
	}
	jw_close(w, ']');
	maybe(w, "dates", b->dates);
	maybe(w, "delimiter", b->delimiter);
	maybe(w, "encoding", b->encoding);
	put_int(w, "header_row", b->header_row);
	if (b->nignored > 0) {
		jw_key(w, "ignored");
		jw_open(w, '[');
		for (size_t i = 0; i < b->nignored; i++)
			jw_str(w, str_of(b->ignored[i]));
		jw_close(w, ']');
	}
	if (b->nset > 0) {
		jw_key(w, "set");
		jw_open(w, '[');
		for (size_t i = 0; i < b->nset; i++) {
			jw_open(w, '{');
			jw_kcstr(w, "field", b->set[i].field);
			jw_kcstr(w, "value", b->set[i].value);
			jw_close(w, '}');
		}
		jw_close(w, ']');
	}
	jw_close(w, '}');
}

static void
put_source(struct jw *w, const struct leaf_batch *b)
{
	jw_key(w, "source");
	jw_open(w, '{');
	put_int(w, "bytes", b->source.bytes);
	jw_kcstr(w, "name", b->source.name);
	maybe(w, "path", b->source_path);
	jw_kcstr(w, "sha256", b->source.sha256);
	maybe(w, "sheet", b->source_sheet);
	maybe(w, "system", b->source_system);
	jw_close(w, '}');
}

static void
put_batch(struct jw *w, const struct leaf_batch *b)
{
	maybe(w, "by", b->by);
	put_int(w, "bytes", b->bytes);
	put_counts(w, &b->counts);
	maybe(w, "extracted", b->extracted);
	if (b->findings_path != NULL) {
		jw_key(w, "findings");
		jw_open(w, '{');
		put_int(w, "bytes", b->findings_bytes);
		jw_kcstr(w, "path", b->findings_path);
		put_int(w, "rows", b->findings_rows);
		jw_kcstr(w, "sha256", b->findings_sha256);
		jw_close(w, '}');
	}
	jw_kcstr(w, "imported", b->imported);
	jw_kcstr(w, "kind", b->is_state ? "state" : "changes");
	maybe(w, "mapping_sha256", b->mapping_sha256);
	jw_kcstr(w, "mode", b->is_full ? "full" : "changes");
	maybe(w, "note", b->note);
	jw_kcstr(w, "path", b->path);
	jw_kcstr(w, "program", b->program);
	put_read_as(w, b);
	jw_kcstr(w, "register", b->reg);
	put_int(w, "rows", b->rows);
	jw_kcstr(w, "rows_root", b->rows_root);
	jw_kcstr(w, "schema_sha256", b->schema_sha256);
	jw_kcstr(w, "sha256", b->sha256);
	put_source(w, b);
}

/* "type" stands between "source" and the last members. */
static void
put_batch_tail(struct jw *w, const struct leaf_batch *b)
{
	if (b->has_undoes)
		put_int(w, "undoes", b->undoes);
	if (b->unresolved > 0)
		put_int(w, "unresolved", b->unresolved);
}

static void
put_report(struct jw *w, const struct leaf_report *r)
{
	jw_kcstr(w, "as_of", r->as_of);
	jw_kcstr(w, "content_sha256", r->content_sha256);
	jw_key(w, "head");
	jw_open(w, '{');
	jw_kcstr(w, "root", r->head_root);
	put_int(w, "size", r->head_size);
	jw_close(w, '}');
	jw_kcstr(w, "id", r->id);
	jw_kcstr(w, "issued", r->issued);
	jw_key(w, "outputs");
	jw_open(w, '[');
	for (size_t i = 0; i < r->noutputs; i++) {
		jw_open(w, '{');
		put_int(w, "bytes", r->output[i].bytes);
		jw_kcstr(w, "format", r->output[i].format);
		jw_kcstr(w, "sha256", r->output[i].sha256);
		jw_close(w, '}');
	}
	jw_close(w, ']');
	jw_kcstr(w, "profile", r->profile);
	jw_kcstr(w, "profile_sha256", r->profile_sha256);
	jw_kcstr(w, "program", r->program);
	maybe(w, "supersedes", r->supersedes);
}

int
leaf_format(struct buf *b, const struct leaf *l, struct err *e)
{
	size_t from = b->n;
	struct str line;
	struct jw w;

	jw_init(&w, b, true);
	jw_open(&w, '{');
	switch (l->type) {
	case LEAF_GENESIS:
		put_genesis(&w, &l->u.genesis);
		break;
	case LEAF_STANDARD:
		put_standard(&w, &l->u.standard);
		break;
	case LEAF_BATCH:
		put_batch(&w, &l->u.batch);
		break;
	case LEAF_REPORT:
		put_report(&w, &l->u.report);
		break;
	case LEAF_VOID:
		put_int(&w, "index", l->u.voided.index);
		jw_kcstr(&w, "reason", l->u.voided.reason);
		break;
	default:
		b->n = from;
		return err_set(e, ERR_CONFIG,
		    "this program does not write %s records",
		    leaf_type_name(l->type));
	}
	jw_kcstr(&w, "type", leaf_type_name(l->type));
	if (l->type == LEAF_BATCH)
		put_batch_tail(&w, &l->u.batch);
	else if (l->type == LEAF_VOID)
		jw_kcstr(&w, "when", l->u.voided.when);
	jw_close(&w, '}');
	buf_putc(b, '\n');
	line = (struct str){ b->p + from, b->n - from };
	if (buf_ok(b) && line.n <= LEAF_MAX_BYTES &&
	    utf8_valid(line) == line.n)
		return 0;
	/* Nothing of it stays, so that the buffer holds whole lines only. */
	b->n = from;
	if (buf_ok(b) && line.n <= LEAF_MAX_BYTES)
		return err_set(e, ERR_USAGE, "a text for a %s record is not "
		    "UTF-8", leaf_type_name(l->type));
	return err_set(e, ERR_LIMIT, "a %s record would be %zu bytes long; a "
	    "line of the log has at most %d", leaf_type_name(l->type), line.n,
	    LEAF_MAX_BYTES);
}
