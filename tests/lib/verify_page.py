# SPDX-License-Identifier: Apache-2.0
"""verify_page.py PAGE CASES PROFILE: what verify.html, a file or address, says of each case, in both crypto paths.

CASES is a file of JSON lines: name, files, key (text), print (fingerprint). Prints per path and case a line of path,
name, verdict, status and what it says of file, proof, signature and history, parted by tabs; at last what was asked of
a network, faults of the page on a narrow screen, what the console said, and what axe-core found, where AXE names its script.
"""
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from browser import Browser

WAIT = """(async (before) => { const a = document.getElementById("answer");
    for (let i = 0; i < 3000; i++) {
        if (Number(a.getAttribute("data-turn") || 0) > before && a.getAttribute("aria-busy") === "false")
            return Number(a.getAttribute("data-turn"));
        await new Promise((r) => setTimeout(r, 10)); }
    return -1; })(%d)"""
READ = """(() => { const e = document.querySelector("article");
    if (e === null) return [document.getElementById("answer").textContent, "", "", "", "", "", ""];
    const q = (n) => e.querySelector("[data-question=" + n + "]").getAttribute("data-answer");
    return [e.getAttribute("data-verdict"), e.getAttribute("data-status"), q("file"), q("proof"), q("signature"),
        q("history"), document.getElementById("by").textContent]; })()"""
# Controls without a name, headings that leave out a level, and elements that only markup of a file could have made.
FAULTS = """(() => { let level = 0; const found = [];
    for (const e of document.querySelectorAll("input, textarea"))
        if (e.labels.length === 0) found.push("no label: " + e.id);
    for (const e of document.querySelectorAll("button"))
        if (e.textContent.trim() === "") found.push("no text: " + e.id);
    for (const e of document.querySelectorAll("h1, h2, h3, h4")) {
        const n = Number(e.tagName[1]);
        if (n > level + 1) found.push("level left out: " + e.textContent);
        level = n; }
    for (const e of document.querySelectorAll("img, b, i, iframe, a, script ~ script"))
        found.push("markup: " + e.outerHTML);
    if (document.documentElement.scrollWidth > innerWidth) found.push("wider than the screen");
    return found; })()"""
AXE = "axe.run(document).then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html).join(' ')))"


def show(browser, case):
    """Puts a case into the page as a person does."""
    turn = browser.run(WAIT % 0)
    browser.run("document.getElementById('again').click()")
    turn = browser.run(WAIT % turn)
    for field in ("key", "print", "seed"):
        browser.run("document.getElementById('%s').value = %s" % (field, json.dumps(case.get(field, ""))))
    browser.choose("#files", case["files"])
    if browser.run(WAIT % turn) == -1:
        raise SystemExit("the page does not answer")
    return browser.run(READ)


def main():
    page, cases, profile = sys.argv[1:4]
    cases = [json.loads(line) for line in open(cases, encoding="utf-8")]
    address = page if page.startswith("http:") else "file://" + os.path.abspath(page)
    browser = Browser(profile)
    requests, faults, axe = [], [], []
    for path in ("", "#own"):
        browser.call("Emulation.setDeviceMetricsOverride", width=360, height=740, deviceScaleFactor=2, mobile=True)
        browser.open(address + path)
        for case in cases:
            print("\t".join([path or "#webcrypto", case["name"]] + show(browser, case)), flush=True)
            faults += browser.run(FAULTS)
        if os.environ.get("AXE"):
            browser.run(open(os.environ["AXE"], encoding="utf-8").read() + ";0")
            for scheme in ("light", "dark"):
                browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
                axe += browser.run(AXE)
        requests += [r for r in browser.requests if r.split("#")[0] != address]
    print("requests\t%d\t%s" % (len(requests), " ".join(requests)))
    print("faults\t%d\t%s" % (len(faults), "; ".join(faults)))
    print("console\t%d\t%s" % (len(browser.console), " ".join(browser.console)))
    if os.environ.get("AXE"):
        print("axe\t%d\t%s" % (len(axe), "; ".join(axe)))
    browser.close()


main()
