// SPDX-License-Identifier: Apache-2.0
// What a person sees and does. Texts of files are put as text, never as markup.

const byId = (id) => document.getElementById(id);
let held = []; // the files at hand, each as sortOut gives it
let turn = 0;  // of several checks under way only the last one is shown

function element(name, attributes, ...children) {
	const e = document.createElement(name);
	for (const [key, value] of Object.entries(attributes))
		e.setAttribute(key, value);
	e.append(...children);
	return e;
}

// A stranger's text in one line, without what a reader cannot see.
function fit(text) {
	return String(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "?");
}

const TITLES = { file: "File", proof: "Proof", signature: "Signature", history: "History", store: "Store",
	withdrawn: "Withdrawn", superseded: "Superseded" };

function tableRow(title, text, attributes) {
	return element("tr", attributes || {}, element("th", { scope: "row" }, title), element("td", {}, fit(text)));
}

function rowsOfRecord(a) {
	const rows = [tableRow("SHA-256", a.sha256)], r = a.record;
	if (r !== undefined) {
		rows.push(tableRow("Report", r.id + (isForecast(r, r.at) ? ", a forecast for " : ", as of ") + r.as_of + ", issued " + r.issued +
		    (r.at === undefined ? "" : ", of " + r.at.origin)));
		if (r.at !== undefined)
			rows.push(tableRow("Record", r.index + " of a log of " + r.at.size));
	}
	return rows;
}

function showFork(a) {
	return [element("p", {}, "Both checkpoints, to be kept as evidence:"),
		...a.fork.map((note) => element("pre", { tabindex: "0" }, note))];
}

function showAnswer(a) {
	const words = a.words || TABLE.verdicts.find((v) => v.name === a.row.verdict).words;
	const verdict = a.verdict || a.row.verdict;
	const rows = Object.keys(TITLES).map((q) => tableRow(TITLES[q], wordsOf(a, q) +
	    (q === "file" && a.output !== null ? " (" + a.output + ")" : ""), { "data-question": q, "data-answer": a.to[q] }));
	const out = element("article", { class: "s" + a.row.status, "data-verdict": verdict,
		"data-status": a.row.status, "data-file": a.name }, element("h3", {}, fit(a.name)),
	element("p", { class: "verdict" }, verdict), element("p", {}, words),
	element("table", {}, element("caption", {}, "What was asked, and the answers"),
	    element("tbody", {}, ...rowsOfRecord(a), ...rows)));
	if (a.why.length > 0)
		out.append(element("h4", {}, "Why"), element("ul", {}, ...a.why.map((w) => element("li", {}, fit(w)))));
	if (a.lines !== undefined)
		out.append(element("h4", {}, "The records that were drawn"), element("p", {}, fit(a.drawn)),
		    element("pre", { tabindex: "0" }, a.lines.join("\n")));
	if (a.fork !== null && a.to.proof === "ok" && a.to.signature === "ok")
		out.append(...showFork(a));
	return out;
}

function showFiles() {
	byId("list").replaceChildren(...held.map((f) => element("li", {}, element("strong", {}, fit(f.name)), ": " +
	    KIND_WORDS[f.kind] + (f.fault === null ? "" : ", but it cannot be used: " + fit(f.fault)))));
}

// The keys that count, and what is wrong with what was typed.
function readKeyFields() {
	const pasted = byId("key").value.trim(), fault = byId("key-fault");
	let keys = [];
	fault.textContent = "";
	try {
		keys = keysThatCount(pasted === "" ? [] : readKeys(textOf(undoTransport(bytesOf(pasted)))),
		    byId("print").value, held);
		if (byId("print").value.trim() !== "")
			fault.textContent = "The fingerprint is that of the key of " + keys[0].name + ".";
	} catch (e) {
		if (!(e instanceof Fault))
			throw e;
		fault.textContent = "No key is used: " + fit(e.message) + ".";
	}
	fault.className = keys.length > 0 ? "" : "bad";
	return keys;
}

// A fault of this page is no answer: nothing of an earlier one may stand there.
function showFault(e) {
	byId("answer").replaceChildren(element("p", { class: "bad" }, "Nothing was checked: " + fit(e.message) +
	    ". If it stays so, use preaudit verify."));
}

async function check() {
	const mine = ++turn, answer = byId("answer");
	answer.setAttribute("aria-busy", "true");
	try {
		const keys = readKeyFields(), shown = [];
		for (const f of held.filter((one) => one.kind === "report"))
			shown.push(showAnswer(await checkFile(f, held, keys)));
		for (const f of held.filter((one) => one.kind === "disclosure"))
			shown.push(showAnswer(await checkDisclosure(f, held, keys, byId("seed").value)));
		if (shown.length === 0)
			shown.push(element("p", {}, held.length === 0 ? "No file is chosen yet." :
			    "None of these files is a report: add the HTML, CSV or XLSX file that you received."));
		if (mine !== turn)
			return;
		answer.replaceChildren(...shown);
		byId("by").textContent = "Reckoned with: " + ([...crypt.used].sort().join(", ") || "nothing yet") + ".";
	} catch (e) {
		if (mine !== turn)
			return;
		showFault(e);
	}
	answer.setAttribute("aria-busy", "false");
	answer.setAttribute("data-turn", String(mine));
}

// The bytes of a file that was chosen or dropped; a folder has none.
async function read(f) {
	try {
		return new Uint8Array(await f.arrayBuffer());
	} catch (e) {
		throw new Error(f.name + " cannot be read; of a folder, choose the files in it");
	}
}

async function add(files) {
	try {
		for (const f of files) {
			const one = sortOut(f.name, await read(f));
			if (!held.some((h) => h.name === one.name && sameBytes(h.bytes, one.bytes)))
				held.push(one);
		}
	} catch (e) {
		showFault(e);
		return;
	}
	showFiles();
	await check();
}

function begin() {
	const drop = byId("drop");
	byId("files").addEventListener("change", (e) => add([...e.target.files]));
	byId("key").addEventListener("input", check);
	byId("print").addEventListener("input", check);
	byId("seed").addEventListener("input", check);
	byId("again").addEventListener("click", () => {
		held = [];
		for (const id of ["files", "key", "print", "seed"])
			byId(id).value = "";
		showFiles();
		check();
		byId("files").focus();
	});
	for (const type of ["dragenter", "dragover", "dragleave", "drop"])
		document.addEventListener(type, (e) => {
			e.preventDefault();
			drop.classList.toggle("over", type === "dragenter" || type === "dragover");
			if (type === "drop")
				add([...e.dataTransfer.files]);
		});
	check();
}

begin();
