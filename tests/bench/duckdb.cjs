// SPDX-License-Identifier: Apache-2.0
// duckdb.cjs DIR QUESTIONS: CPU seconds of loading training.csv and people.csv
// of DIR into memory, and of the questions over them, on one thread. Wants the
// npm package @duckdb/node-api on NODE_PATH.
const fs = require('fs')
const { DuckDBInstance } = require('@duckdb/node-api')

function cpu() {
	const u = process.cpuUsage()
	return (u.user + u.system) / 1e6
}

async function main(dir, questions) {
	const db = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
	const from = cpu()
	for (const t of ['training', 'people'])
		await db.run(`CREATE TABLE ${t} AS SELECT * FROM read_csv('${dir}/${t}.csv', header = true, all_varchar = true, nullstr = '\u0001')`)
	const loaded = cpu()
	const sql = fs.readFileSync(questions, 'utf8').split('\n').filter(l => l !== '' && !l.startsWith('--'))
	for (const q of sql)
		console.log('answer ' + JSON.stringify((await db.runAndReadAll(q)).getRows().map(r => r.map(String))))
	console.log(`load ${(loaded - from).toFixed(3)}\nevaluate ${(cpu() - loaded).toFixed(3)}`)
}

main(process.argv[2], process.argv[3]).catch(e => { console.error(e.message); process.exit(1) })
