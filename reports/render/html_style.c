/* SPDX-License-Identifier: Apache-2.0 */
/* Style sheet and marks; see html_style.h. */
#include "reports/render/html_style.h"

#include "reports/render/mark.h"
#include "shared/base/enc.h"
#include "shared/base/hash.h"

/* style.css as it stands, with a NUL behind it. */
__asm__(".section .rodata\n"
    "html_style_sheet: .incbin \"reports/render/style.css\"\n"
    ".byte 0\n"
    ".previous\n");
extern const char html_style_sheet[];

void
html_style_put(struct buf *b)
{
	buf_puts(b, html_style_sheet);
}

void
html_state(struct html *h, struct str word)
{
	if (word.n == 0)
		return;
	html_format(h, "<span class=\"mark mark-%s\">", mark_of(word));
	html_str(h, word);
	html_format(h, "</span>");
}

void
html_style_hash(struct buf *b, struct str css)
{
	uint8_t digest[SHA256_BYTES];

	sha256_of(digest, css.p, css.n);
	buf_puts(b, "'sha256-");
	base64_put(b, digest, sizeof(digest));
	buf_puts(b, "'");
}
