// SPDX-License-Identifier: Apache-2.0
// Verifier keys, signed notes and checkpoints (docs/store-format.md 6): what is not exactly so is refused.

const NAME = /^[!-*,-~]{1,255}$/; // printable ASCII, no blank and no "+"

// What is said of a text that cannot be read: one sentence without a full stop.
class Fault extends Error {}

function keyId(name, pub) {
	return hexOf(sha256(joined(bytesOf(name + "\n"), Uint8Array.of(1), pub)).subarray(0, 4));
}

// A key as { name, id, pub, text, fingerprint }.
function readKey(text) {
	const part = text.split("+");
	const name = part[0], id = part[1], raw = base64Bytes(part.slice(2).join("+"));
	if (part.length < 2 || !NAME.test(name))
		throw new Fault("\"" + text.slice(0, 100) + "\" is not a verifier key (name+id+key)");
	if (part.length < 3 || !/^[0-9a-f]{8}$/.test(id))
		throw new Fault("the key of " + name + " has no key id of 8 hex digits");
	if (raw === null || raw.length !== 33 || raw[0] !== 1)
		throw new Fault("the key of " + name + " is not an Ed25519 key");
	const pub = raw.subarray(1);
	if (keyId(name, pub) !== id)
		throw new Fault("the key id of " + name + " does not belong to its key; was it copied whole?");
	const digits = hexOf(sha256(bytesOf(text)).subarray(0, 16));
	return { name, id, pub, text, fingerprint: digits.match(/.{4}/g).join(" ") };
}

function isKeyCard(lines) {
	return lines.slice(0, 8).some((line) => line.trim() === "KEY CARD");
}

// The key of one line of keys.txt; null for a line that holds none.
function readKeyLine(line) {
	const words = line.split(/[ \t]+/);
	if (/[\x00-\x08\x0a-\x1f\x7f]/.test(line))
		throw new Fault("a control character is not allowed here");
	if (line === "" || line[0] === "#" || words[0] === "witness" || words[0] === "group")
		return null;
	if (words[0] === "quorum") {
		if (words[1] !== "none" || words.length !== 2)
			throw new Fault("no witnesses are checked; the line must read: quorum none");
		return null;
	}
	if (words.length > (words[0] === "log" ? 3 : 1))
		throw new Fault("there is more on the line than a key; a line reads: log name+id+key");
	return readKey(words[0] === "log" ? words[1] || "" : words[0]);
}

// The keys of keys.txt, a key card or a bare key; at least one.
function readKeys(text) {
	const lines = text.split("\n"), keys = [];
	const card = isKeyCard(lines);
	lines.forEach((raw, i) => {
		const line = raw.trim();
		if (card && !line.startsWith("log "))
			return;
		try {
			const key = readKeyLine(line);
			if (key !== null && keys.some((k) => sameBytes(k.pub, key.pub)))
				throw new Fault("the key of " + key.name + " stands here a second time");
			if (key !== null)
				keys.push(key);
		} catch (e) {
			if (!(e instanceof Fault))
				throw e;
			throw new Fault("line " + (i + 1) + ": " + e.message);
		}
	});
	if (keys.length === 0 || keys.length > 16)
		throw new Fault(keys.length === 0 ? "it holds no key; a line reads: log name+id+key" : "more than 16 keys");
	return keys;
}

const DASH = "\u2014 ";
// Names of others: any but "+" and white space.
const SIGNER = /^[^+\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/;

// One signature line as { name, id, blob }; null when it is none.
function readSignature(line) {
	const blank = line.indexOf(" ", DASH.length);
	const name = line.slice(DASH.length, blank);
	const blob = blank === -1 ? null : base64Bytes(line.slice(blank + 1));
	if (!line.startsWith(DASH) || !SIGNER.test(name) || blob === null || blob.length < 5 || blob.length > 4096)
		return null;
	return { name, id: hexOf(blob.subarray(0, 4)), blob };
}

// A note's text and signatures; null when it is no signed note.
function partNote(note) {
	const end = note.lastIndexOf("\n\n");
	const lines = note.slice(end + 2);
	if (end === -1 || !lines.endsWith("\n") || /[\x00-\x09\x0b-\x1f\x7f]/.test(note))
		return null;
	const signatures = lines.slice(0, -1).split("\n").map(readSignature);
	if (signatures.length > 64 || signatures.includes(null))
		return null;
	return { text: note.slice(0, end + 1), signatures };
}

// "ok" with the key, "unknown key", "failed", "malformed": the worst line decides.
async function openNote(note, keys) {
	const part = partNote(note);
	let answer = "unknown key", by = null;
	if (part === null)
		return { answer: "malformed", by };
	for (const s of part.signatures) {
		const key = keys.find((k) => k.id === s.id && k.name === s.name);
		if (key === undefined)
			continue;
		if (s.blob.length !== 68 || !await ed25519(key.pub, bytesOf(part.text), s.blob.subarray(4)))
			answer = "failed";
		else if (answer === "unknown key")
			[answer, by] = ["ok", key];
	}
	return { answer, by: answer === "ok" ? by : null };
}

// The three lines of a checkpoint as { origin, size, root, note }.
function readCheckpoint(note) {
	const part = partNote(note);
	if (part === null)
		throw new Fault("what begins here is not a signed checkpoint");
	const lines = part.text.split("\n");
	if (!NAME.test(lines[0]))
		throw new Fault("the checkpoint's first line is not an origin");
	const size = countOf(lines[1] || ""), root = hashOf(lines[2] || "");
	if (size === null)
		throw new Fault("the checkpoint's second line is not a size");
	if (root === null)
		throw new Fault("the checkpoint's third line is not a root hash");
	if (lines.length !== 4 || lines[3] !== "")
		throw new Fault("the checkpoint does not have exactly three lines");
	return { origin: lines[0], size, root, note };
}

// Which key of the checkpoint's own log signed it, and whether that holds.
async function signerOf(at, keys) {
	let worst = { answer: "unknown key", by: null };
	for (const key of keys.filter((k) => k.name === at.origin)) {
		const one = await openNote(at.note, [key]);
		if (one.answer === "ok")
			return one;
		if (one.answer !== "unknown key")
			worst = one;
	}
	return worst;
}
