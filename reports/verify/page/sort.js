// SPDX-License-Identifier: Apache-2.0
// What each file is, by its content: a report to check, what came with it, or what was kept earlier.

const HEAD = 2048; // bytes that tell a file's kind
const NOTES_MAX = 1 << 20; // no text with notes is longer

// Kinds, each by how it begins or by the name we give it; the first that fits.
const KINDS = [
	["proof", /^c2sp\.org\/tlog-proof@v1\r?\n/, /^proof\.txt$/i],
	["disclosure", /^preaudit-disclosure\//, /^disclosure\.txt$/i],
	["history", /^preaudit-history\//, /^history\.txt$/i],
	["consistency", /^old [0-9]+\r?\n/, null],
	["receipt", /^RECEIPT FOR THE AUDITOR/, /^receipt\.txt$/i],
	["keys", /^log |^(?:[^\n]*\n){0,7}\s*KEY CARD\s*\n|^[!-*,-~]+\+[0-9a-f]{8}\+[A-Za-z0-9+\/=]+\s*$/, /^keys\.txt$/i],
	["sums", /^[0-9a-f]{64} [ *]/, null],
];
const KIND_WORDS = {
	report: "a file to check",
	proof: "a proof (proof.txt): it shows that a report is a record of the log",
	disclosure: "records drawn from a register (disclosure.txt), to be checked",
	history: "a history (history.txt): with it an earlier receipt is compared",
	consistency: "a consistency file: it leads from an earlier checkpoint to a later one",
	receipt: "a receipt: its checkpoint is compared with the log",
	checkpoint: "a checkpoint of a log, to be compared with it",
	keys: "a key; one that arrives with a report proves nothing, so it counts only if you type its fingerprint " +
	    "from the key card that you hold",
	sums: "a list of hashes (SHA256SUMS); it is not looked at",
};
const READ = {
	proof: (text) => [{ proof: readProof(text) }],
	disclosure: (text) => [readDisclosure(text)],
	history: (text) => [readHistory(text)],
	consistency: (text) => [readConsistency(text)],
	receipt: readNotes,
	checkpoint: readNotes,
	keys: (text) => [{ keys: readKeys(text) }],
	sums: () => [],
};

function isZip(bytes) {
	return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

function kindOf(name, bytes) {
	const head = new TextDecoder().decode(bytes.subarray(0, HEAD));
	if (isZip(bytes))
		return "report";
	for (const [kind, begins, called] of KINDS)
		if (begins.test(head) || (called !== null && called.test(name)))
			return kind;
	if (bytes.length > NOTES_MAX || /^(<|section,table,row,)/.test(head))
		return "report";
	return new TextDecoder().decode(bytes).includes("\n" + DASH) ? "checkpoint" : "report";
}

// A file as { name, bytes, kind, items, fault }: what it holds, or why it cannot be used.
function sortOut(name, bytes) {
	const kind = kindOf(name, bytes);
	const f = { name, bytes, kind, items: [], fault: null };
	if (kind === "report")
		return f;
	const text = textOf(undoTransport(bytes));
	try {
		if (text === null)
			throw new Fault("it is not UTF-8");
		f.items = READ[kind](text);
		if (kind === "proof")
			f.items[0].record = readRecord(f.items[0].proof.line);
		if (kind === "receipt" && f.items.length === 0)
			throw new Fault("it holds no checkpoint");
	} catch (e) {
		if (!(e instanceof Fault))
			throw e;
		f.fault = e.message;
	}
	if (kind === "checkpoint" && f.fault === null && f.items.length === 0)
		f.kind = "report";
	return f;
}

// The report that a file says it is, from where our own outputs say so; null when it says none.
function saysReport(bytes) {
	const text = isZip(bytes) ? "" : new TextDecoder("latin1").decode(bytes);
	for (const before of ["<dt>Report</dt><dd>", "<th scope=\"row\">Report</th><td>"]) {
		const at = text.indexOf(before);
		const id = at === -1 ? null : /^R-[0-9a-f]{1,62}/.exec(text.substr(at + before.length, 64));
		if (id !== null)
			return id[0];
	}
	const row = /(?:^|\n)identification,[^\n]*?,Report,(R-[0-9a-f]{1,62})/.exec(text);
	return row === null ? null : row[1];
}
