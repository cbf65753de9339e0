// SPDX-License-Identifier: Apache-2.0
// The record of a report (docs/store-format.md 3): one canonical line with just these members, and the id they make.

const LINE_MAX = 16384;
const WORD = /^[a-z][a-z0-9_]{0,99}$/;

function isDay(text) {
	const m = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
	if (m === null || Number(m[1]) < 1900)
		return false;
	const day = new Date(Date.UTC(Number(m[1]), Number(m[2]) - 1, Number(m[3])));
	return day.toISOString().slice(0, 10) === text;
}

function isMoment(text) {
	return /^.{10}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$/.test(text) && isDay(text.slice(0, 10));
}

// Any value of ours in the one form it has; a Fault for one that is not ours.
function canonical(value, depth) {
	if (typeof value === "string" && !/[\u0000\p{Surrogate}]/u.test(value))
		return JSON.stringify(value);
	if (Number.isSafeInteger(value) && value >= 0)
		return String(value);
	if (depth === 8 || value === null || typeof value !== "object")
		throw new Fault("it is not in canonical form");
	if (Array.isArray(value))
		return "[" + value.map((v) => canonical(v, depth + 1)).join(",") + "]";
	return "{" + Object.keys(value).sort().map((name) => {
		if (!/^[a-z0-9_]{1,60}$/.test(name))
			throw new Fault("it is not in canonical form");
		return JSON.stringify(name) + ":" + canonical(value[name], depth + 1);
	}).join(",") + "}";
}

function readLine(line) {
	const text = textOf(line);
	let value;
	if (line.length > LINE_MAX || text === null || !text.endsWith("\n"))
		throw new Fault("it is no line of at most " + LINE_MAX + " bytes");
	try {
		value = JSON.parse(text);
	} catch (e) {
		throw new Fault("its record is not JSON");
	}
	if (value === null || typeof value !== "object" || Array.isArray(value) || canonical(value, 0) + "\n" !== text)
		throw new Fault("it is not in canonical form");
	return value;
}

// Members of a report's record: what each must be; those with "?" may be left out.
const IS = {
	text: [(v) => typeof v === "string", "a text"],
	count: [(v) => Number.isSafeInteger(v), "a count"],
	hash: [(v) => /^[0-9a-f]{64}$/.test(v), "a SHA-256"],
	day: [isDay, "a date"],
	moment: [isMoment, "a time in UTC"],
	word: [(v) => WORD.test(v), "a name in lower-case letters, digits and _"],
	id: [(v) => /^R-[0-9a-f]{32}$/.test(v), "the id of a report"],
};
const OUTPUT = { bytes: "count", format: "text", sha256: "hash" };
const REPORT = { as_of: "day", "clock?": "text", content_sha256: "hash", head: { root: "hash", size: "count" },
	id: "id", issued: "moment", lang: "word", outputs: [OUTPUT], profile: "text", profile_sha256: "hash",
	program: "text", standard: "text", "supersedes?": "text", type: "text" };

function hasOwn(o, name) {
	return Object.prototype.hasOwnProperty.call(o, name);
}

function checkValue(name, value, shape) {
	if (Array.isArray(shape)) {
		if (!Array.isArray(value))
			throw new Fault("its member \"" + name + "\" is missing or no list");
		value.forEach((v) => checkMembers(v, shape[0]));
	} else if (typeof shape === "object") {
		checkMembers(value, shape);
	} else if ((shape === "count") !== (typeof value === "number") || (shape !== "count" &&
	    typeof value !== "string") || !IS[shape][0](value)) {
		throw new Fault("its member \"" + name + "\" is not " + IS[shape][1]);
	}
}

function checkMembers(o, shape) {
	if (o === null || typeof o !== "object" || Array.isArray(o))
		throw new Fault("it has a member that a report record does not have");
	for (const given of Object.keys(shape)) {
		const name = given.replace("?", "");
		if (hasOwn(o, name))
			checkValue(name, o[name], shape[given]);
		else if (name === given)
			throw new Fault("its member \"" + name + "\" is missing");
	}
	for (const name of Object.keys(o))
		if (!hasOwn(shape, name) && !hasOwn(shape, name + "?"))
			throw new Fault("it has a member or a word that a report record does not have");
}

// The record of a report from its line; of another type only { type }.
function readRecord(line) {
	const o = readLine(line);
	if (typeof o.type !== "string" || !WORD.test(o.type))
		throw new Fault("its member \"type\" is missing or no text");
	if (o.type !== "report")
		return { type: o.type };
	checkMembers(o, REPORT);
	return o;
}

function reportId(r, origin, forecast) {
	return "R-" + hexOf(sha256(bytesOf(["preaudit-report/1", origin, r.head.size, base64Of(hexBytes(r.head.root)),
		r.as_of, r.profile_sha256, r.standard, r.lang, r.program, ...(forecast ? ["forecast"] : []), ""]
		.join("\n")))).slice(0, 32);
}

// Known where the checkpoint could be read: the log's name is part of the id.
function isForecast(r, at) {
	return at !== undefined && r.id === reportId(r, at.origin, true);
}

// May the record stand in the log? Why not, as a sentence that begins with "its"; null when it may.
function reportFault(r, origin) {
	const ids = [reportId(r, origin, false), reportId(r, origin, true)];
	const formats = r.outputs.map((o) => o.format);
	const csv = r.outputs.find((o) => o.format === "csv");
	if (!ids.includes(r.id))
		return "its id " + r.id + " is not the one that its members make: " + ids[0] + " (or " + ids[1] +
		    ", were it a forecast)";
	if (formats.some((f, i) => i > 0 && formats[i - 1] >= f))
		return "its outputs are not one of each format, by ascending format";
	if (csv === undefined || csv.sha256 !== r.content_sha256)
		return "its content_sha256 is not the SHA-256 of its csv output";
	return null;
}
