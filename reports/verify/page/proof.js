// SPDX-License-Identifier: Apache-2.0
// The files that prove (docs/store-format.md 7): proof.txt, history.txt, consistency files, and notes in any text.

const PROOF_HEADER = "c2sp.org/tlog-proof@v1";
const HISTORY_HEADER = "preaudit-history/1";
const MAX_PROOF = 63;

// Takes hashes, a line each, up to an empty line; the lines behind it are the checkpoint.
function readHashes(lines, from, max, what) {
	const hashes = [];
	let i = from;
	for (; i < lines.length && lines[i] !== ""; i++) {
		const h = hashOf(lines[i]);
		if (h === null || hashes.length === max)
			throw new Fault("line " + (i + 1) + ": " + what);
		hashes.push(h);
	}
	const note = lines.slice(i + 1).join("\n");
	if (note === "")
		throw new Fault("it holds no checkpoint");
	return { hashes, note };
}

// What `extra` holds: the record's line, and the way from the data head to the checkpoint.
function readExtra(text) {
	const bytes = base64Bytes(text);
	if (bytes === null)
		throw new Fault("its extra line is not base64");
	const lf = bytes.indexOf(10);
	const rest = textOf(bytes.subarray(lf + 1));
	if (lf === -1)
		throw new Fault("its extra line holds no record");
	if (rest === null || !rest.endsWith("\n"))
		throw new Fault("its extra line is cut off");
	const lines = rest.slice(0, -1).split("\n");
	const old = lines[0].startsWith("old ") ? countOf(lines[0].slice(4)) : null;
	const consistency = lines.slice(1).map(hashOf);
	if (old === null)
		throw new Fault("its extra line names no old size");
	if (consistency.length > MAX_PROOF || consistency.includes(null))
		throw new Fault("a consistency hash is wrong");
	return { line: bytes.subarray(0, lf + 1), old, consistency };
}

// proof.txt as { line, old, consistency, index, inclusion, note }; proves nothing yet.
function readProof(text) {
	const lines = text.split("\n");
	if (lines[0] !== PROOF_HEADER)
		throw new Fault("not a proof file: the first line is not " + PROOF_HEADER);
	if (!(lines[1] || "").startsWith("extra ") || lines[1] === "extra ")
		throw new Fault("not a proof file: the second line is not \"extra\"");
	const extra = readExtra(lines[1].slice(6));
	const index = (lines[2] || "").startsWith("index ") ? countOf(lines[2].slice(6)) : null;
	if (index === null)
		throw new Fault("not a proof file: the third line is not \"index\"");
	const { hashes, note } = readHashes(lines, 3, MAX_PROOF, "an inclusion hash is wrong");
	return { ...extra, index, inclusion: hashes, note };
}

function readAt(note) {
	const at = readCheckpoint(note);
	if (at.size === 0)
		throw new Fault("the checkpoint is of no record");
	return at;
}

// history.txt: it must have the root that its own checkpoint has.
function readHistory(text) {
	const { hashes, note } = readHashes(text.split("\n"), 1, Infinity, "this is not a hash");
	const at = readAt(note);
	if (at.size !== hashes.length || !sameBytes(rootsOf(hashes, [at.size]).get(at.size), at.root))
		throw new Fault("the hashes above are not those of this checkpoint");
	return { at, leaf: hashes };
}

function readConsistency(text) {
	const lines = text.split("\n"), old = countOf(lines[0].slice(4));
	if (old === null)
		throw new Fault("line 1: this is not the size of a log");
	const { hashes, note } = readHashes(lines, 1, MAX_PROOF, "this is not a hash");
	return { at: readAt(note), old, proof: hashes };
}

// Every checkpoint in a text: three lines, an empty one and signature lines.
function readNotes(text) {
	const lines = text.split("\n"), found = [];
	for (let i = 0; i < lines.length; i++) {
		const from = i - 4;
		if (!lines[i].startsWith(DASH) || lines[i - 1] !== "")
			continue;
		if (from < 0)
			throw new Fault("line " + (i + 1) + ": a signature without a checkpoint before it");
		while ((lines[i + 1] || "").startsWith(DASH))
			i++;
		if (i === lines.length - 1)
			throw new Fault("line " + (i + 1) + ": the signature is cut off");
		try {
			found.push({ at: readAt(lines.slice(from, i + 1).join("\n") + "\n") });
		} catch (e) {
			throw e instanceof Fault ? new Fault("line " + (from + 1) + ": " + e.message) : e;
		}
	}
	return found;
}
