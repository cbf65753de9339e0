/* SPDX-License-Identifier: Apache-2.0 */
/* Style sheet and marks; see html_style.h. */
#include "reports/render/html_style.h"

#include "reports/render/mark.h"
#include "shared/base/enc.h"
#include "shared/base/hash.h"

/* In pieces: ISO C promises 4095 bytes for one literal only. */
static const char *const style[] = {
    ":root{--ink:#1b2430;--soft:#4a5665;--line:#d5dbe3;--paper:#fff;"
    "--tint:#f4f6f9;--accent:#1f4e79;--good:#1b6e3c;--warn:#8a5300;"
    "--bad:#a61b1b;--note:#1f4e79;--none:#4a5665;color-scheme:light dark}\n",
    "@media(prefers-color-scheme:dark){:root{--ink:#e8ecf1;--soft:#b4bfcb;"
    "--line:#3a4654;--paper:#141a21;--tint:#1d252f;--accent:#8fc1f0;"
    "--good:#7fd6a0;--warn:#f2bd6b;--bad:#ff9d9d;--note:#8fc1f0;"
    "--none:#b4bfcb}}\n",
    "*{box-sizing:border-box}\n",
    "html{font-size:100%;scroll-behavior:smooth}\n",
    "@media(prefers-reduced-motion:reduce){html{scroll-behavior:auto}}\n",
    "body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 "
    "system-ui,-apple-system,'Segoe UI',Roboto,'Liberation Sans',Arial,"
    "sans-serif}\n",
    ".wrap{max-width:76rem;margin:0 auto;padding:0 1.25rem}\n",
    ".skip{position:absolute;left:-999rem}.skip:focus{position:static;"
    "display:block;padding:.75rem 1.25rem}\n",
    "a{color:var(--accent)}\n",
    ":focus-visible{outline:3px solid var(--accent);outline-offset:2px}\n",
    "header.top{background:var(--tint);border-bottom:1px solid var(--line);"
    "padding:2rem 0 1.5rem}\n",
    ".org{margin:0;color:var(--soft);font-weight:600;letter-spacing:.02em}\n",
    "h1{margin:.1rem 0 .4rem;font-size:2rem;line-height:1.2}\n",
    "h2{margin:3rem 0 .75rem;padding-bottom:.3rem;border-bottom:2px solid "
    "var(--line);font-size:1.4rem;line-height:1.3}\n",
    ".disclaimer{margin:.2rem 0 1rem;color:var(--soft);max-width:60rem}\n",
    ".headline{display:flex;gap:1rem;align-items:flex-start;margin:1rem 0;"
    "padding:1rem 1.25rem;background:var(--paper);border:1px solid "
    "var(--line);border-left:.5rem solid var(--none);border-radius:.4rem;"
    "font-size:1.1rem}\n",
    ".headline p{margin:0}\n",
    ".headline-good{border-left-color:var(--good)}"
    ".headline-warn{border-left-color:var(--warn)}"
    ".headline-bad{border-left-color:var(--bad)}\n",
    "dl.facts{display:flex;flex-wrap:wrap;gap:.5rem 2rem;margin:1rem 0 0}"
    "dl.facts div{min-width:9rem}dt{color:var(--soft);font-size:.85rem}"
    "dd{margin:0;font-weight:600;overflow-wrap:anywhere}\n",
    ".toc-title{margin:0;font-weight:600}nav.toc{margin:1.5rem 0}nav.toc ol{columns:2 18rem;margin:.3rem 0;"
    "padding-left:1.4rem}nav.toc li{padding:.15rem 0}\n",
    "main p{max-width:60rem}\n",
    ".note{padding:.6rem 1rem;background:var(--tint);border-left:.3rem solid "
    "var(--note);border-radius:.2rem}\n",
    ".scroll{overflow-x:auto;margin:1rem 0}\n",
    "table{border-collapse:collapse;width:100%;font-size:.92rem;"
    "line-height:1.4}\n",
    "caption{text-align:left;font-weight:600;padding:.4rem 0;font-size:1rem}"
    "caption small,summary small{font-weight:400;color:var(--soft)}\n",
    "th,td{padding:.42rem .6rem;text-align:left;vertical-align:top;"
    "border-bottom:1px solid var(--line);overflow-wrap:anywhere;"
    "min-width:4.5rem}\n",
    "thead th{background:var(--tint);border-bottom:2px solid var(--line);"
    "position:sticky;top:0;font-size:.85rem}\n",
    "tbody th{font-weight:inherit;unicode-bidi:isolate}"
    "td{unicode-bidi:isolate}\n",
    /* Where the page is wide, headers stick to it, not to a scrolling box. */
    "@media(max-width:64rem){.w,.i{min-width:7rem}}\n",
    "@media(min-width:64rem){main>section>.scroll,main details>.scroll{"
    "overflow-x:visible}}\n",
    ".n.pc:not(:empty)::after{content:'\\00A0%'}\n",
    "td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;"
    "overflow-wrap:normal}.i{font-variant-numeric:tabular-nums}"
    ".d{white-space:nowrap}.w{white-space:pre-wrap}\n",
    "tbody tr:hover{background:var(--tint)}\n",
    ".empty{color:var(--soft);font-style:italic}\n",
    "details{margin:1rem 0;border:1px solid var(--line);border-radius:.4rem;"
    "padding:0 1rem}summary{padding:.7rem 0;font-weight:600;cursor:pointer}\n",
    ".mark{font-weight:600;white-space:nowrap}.mark::before{content:'\\25CB"
    "\\00A0'}.mark-good{color:var(--good)}.mark-good::before{content:"
    "'\\2714\\FE0E\\00A0'}.mark-warn{color:var(--warn)}.mark-warn::before{"
    "content:'\\25B2\\00A0'}.mark-bad{color:var(--bad)}.mark-bad::before{"
    "content:'\\25A0\\00A0'}.mark-note{color:var(--note)}.mark-note::before"
    "{content:'\\25C6\\00A0'}.mark-none{color:var(--none)}\n",
    "code,pre{font-family:ui-monospace,'Liberation Mono',Consolas,monospace;"
    "font-size:.9em}pre{padding:.8rem 1rem;background:var(--tint);"
    "border-radius:.3rem;overflow-x:auto}\n",
    "svg.chart{display:block;max-width:52rem;width:100%;height:auto;margin:"
    "1rem 0}svg.chart text{fill:var(--ink);font-size:11px}svg.chart .line{"
    "fill:none;stroke:var(--accent);stroke-width:2}svg.chart .rule{fill:"
    "none;stroke:var(--line)}\n",
    "footer{margin:4rem 0 2rem;padding-top:1rem;border-top:1px solid "
    "var(--line);color:var(--soft);font-size:.85rem;overflow-wrap:anywhere}\n",
    "form{margin:1rem 0}label{display:block;font-weight:600;margin:.6rem 0 "
    ".2rem}input{font:inherit;padding:.4rem .6rem;min-height:2.2rem;"
    "border:1px solid var(--soft);border-radius:.3rem;background:var(--paper)"
    ";color:var(--ink);max-width:100%}button{font:inherit;font-weight:600;"
    "padding:.5rem 1.2rem;min-height:2.4rem;margin-top:.8rem;border:0;"
    "border-radius:.3rem;background:var(--accent);color:var(--paper);"
    "cursor:pointer}\n",
    "nav.site{display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;padding:.8rem 0;"
    "font-weight:600}\n",
    "@media(max-width:40rem){h1{font-size:1.6rem}.headline{flex-direction:"
    "column;gap:.3rem}}\n",
    "@media print{:root{--ink:#000;--soft:#333;--line:#999;--paper:#fff;"
    "--tint:#f2f2f2;--accent:#000;--good:#000;--warn:#000;--bad:#000;"
    "--note:#000;--none:#333}body{font-size:9.5pt}.wrap{max-width:none;"
    "padding:0}nav.toc,nav.site,.skip{display:none}thead{display:"
    "table-header-group}thead th{position:static}tr{break-inside:avoid}"
    "h2{break-after:avoid}.scroll{overflow:visible}details{border:0;"
    "padding:0}details::details-content{content-visibility:visible;"
    "display:block}a{text-decoration:none}table{font-size:8pt}"
    "th,td{padding:.2rem .3rem;min-width:0}}\n",
};

void
html_style_put(struct buf *b)
{
	for (size_t i = 0; i < sizeof(style) / sizeof(style[0]); i++)
		buf_puts(b, style[i]);
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
