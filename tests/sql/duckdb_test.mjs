// The extension in a DuckDB of Node's, as a user loads it.
//
//   node duckdb_test.mjs EXTENSION ROWS
//
// ROWS is a folder that rows.py wrote. Packages are those of
// scripts/fetch_duckdb_node; RATIONE_HOME names the law.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { test } from 'node:test';

const [extension, folder] = process.argv.slice(2);
const require = createRequire(new URL('../../build/deps/duckdb_node/', import.meta.url));
const { DuckDBInstance } = require('@duckdb/node-api');

async function connect(settings = {}) {
  const instance = await DuckDBInstance.create(':memory:', {
    allow_unsigned_extensions: 'true',
    ...settings,
  });
  const connection = await instance.connect();
  await connection.run(`LOAD '${extension}'`);
  return connection;
}

const connection = await connect();

async function rows(sql, of = connection) {
  return (await of.runAndReadAll(sql)).getRowsJson();
}
async function value(sql) {
  return (await rows(sql))[0][0];
}
async function refused(sql, says, of = connection) {
  await assert.rejects(rows(sql, of), (error) => {
    assert.match(error.message, says);
    return true;
  });
}

const crimea = "'2014-03-18', 'Crimea', 'Russia', 'war_crimes', NULL, NULL, NULL";

test('an answer is what was known on its day', async () => {
  assert.equal(await value(`SELECT ratione_conclusion(${crimea}, DATE '2015-09-07')`), 'no');
  assert.equal(await value(`SELECT ratione_conclusion(${crimea}, '2016-11-14')`), 'yes');
  assert.equal(await value(`SELECT ratione_basis(${crimea}, DATE '2016-11-14')`), 'acceptance');
  assert.match(await value(`SELECT ratione_reason(${crimea}, DATE '2016-11-14')`), /^12\(3\) /);
  assert.equal(await value(`SELECT ratione_basis(${crimea}, DATE '2015-09-07')`), null);
});

test('every length of the arguments is taken, from the right', async () => {
  const more = ["'Russia'", "'war_crimes'", "'state_referral'", "'none'", '30', "DATE '2016-11-14'"];
  for (const place of ["'Crimea'", '44.95, 34.10']) {
    for (let n = 0; n <= more.length; n++) {
      const list = ["DATE '2014-03-18'", place, ...more.slice(0, n)].join(', ');
      assert.match(await value(`SELECT ratione_conclusion(${list})`), /^(yes|undetermined)$/, list);
      assert.match(await value(`SELECT (ratione_answer(${list})).territory`), /^crimea$/i, list);
    }
  }
});

test('a date is a DATE, a TIMESTAMP or text', async () => {
  const at = (date) => value(`SELECT ratione_conclusion(${date}, 'CAF', 'CAF', 'genocide')`);
  for (const [before, on] of [
    ["DATE '2002-06-30'", "DATE '2002-07-01'"],
    ["TIMESTAMP '2002-06-30 23:59:59'", "TIMESTAMP '2002-07-01 00:00:00'"],
    ["TIMESTAMP_NS '2002-06-30 23:59:59.999'", "TIMESTAMP_NS '2002-07-01 00:00:00'"],
    ["TIMESTAMP_MS '2002-06-30 23:59:59'", "TIMESTAMP_MS '2002-07-01 00:00:00'"],
    ["TIMESTAMP_S '2002-06-30 23:59:59'", "TIMESTAMP_S '2002-07-01 00:00:00'"],
    ["'2002-06-30'", "'2002-07-01'"],
    ["'2002-06-01/2002-06-30'", "'2002-06-01/2002-07-01'"],
  ]) {
    assert.equal(await at(before), 'no', before);
    assert.equal(await at(on), 'yes', on);
  }
  // Before 1970, a time of day must not round towards it.
  const reason = await value("SELECT ratione_reason(TIMESTAMP '1969-12-31 23:00:00', 'CAF')");
  assert.equal(await value("SELECT ratione_reason(DATE '1969-12-31', 'CAF')"), reason);
  for (const date of ["'infinity'::DATE", "'-infinity'::TIMESTAMP", "DATE '20000-01-01'", 'NULL',
    'NULL::DATE', "DATE '0044-03-15 (BC)'", "'2016-02-30'"]) {
    assert.match(await value(`SELECT ratione_reason(${date}, 'CAF')`), /^unreadable: date: /, date);
    assert.equal(await at(date), 'undetermined', date);
  }
  await refused("SELECT ratione_conclusion(3.5, 'CAF')", /date is neither a DATE/);
  await refused("SELECT ratione_conclusion(TIMESTAMPTZ '2002-07-01 00:00:00+00', 'CAF')",
    /date is neither a DATE/);
});

test('a place is left out, a point is not', async () => {
  assert.equal(await value("SELECT ratione_reason(DATE '2016-01-01', NULL::VARCHAR)"),
    'unreadable: place: it is empty');
  assert.equal(await value("SELECT ratione_reason(DATE '2016-01-01', NULL::DOUBLE, 3)"),
    'unreadable: latitude: it is empty and the longitude is not');
  assert.match(await value("SELECT ratione_reason(DATE '2016-01-01', 95, 3)"),
    /^unreadable: latitude: /);
  assert.match(await value("SELECT ratione_reason(DATE '2016-01-01', 'nan'::DOUBLE, 3)"),
    /^unreadable: latitude: /);
  assert.match(await value(`SELECT ratione_reason(${crimea}, NULL)`), /^unreadable: known: /);
});

test('where a point lies', async () => {
  assert.equal(await value("SELECT ratione_territory(44.95, 34.10, DATE '2016-02-29')"), 'crimea');
  assert.equal(await value("SELECT ratione_territory(95, 34.10, DATE '2016-02-29')"), null);
  assert.equal(await value("SELECT ratione_territory(44.95, 34.10, NULL)"), null);
});

test('status and acts', async () => {
  const status = (list) => value(`SELECT ratione_status(${list})`);
  assert.equal(await status("'rome-statute', 'Burundi', DATE '2017-10-26'"), 'party_withdrawing');
  assert.equal(await status("'rome-statute', 'Burundi', DATE '2017-10-27'"), 'former_party');
  assert.equal(await status("'rome-statute', 'Burundi', '2017-10-27', DATE '2016-10-01'"), 'party');
  assert.equal(await status("'rome-statute', NULL"), null);
  assert.match(await status("'rome-statute', 'Atlantis'"), /^unreadable: state: /);
  const acts = await rows(`SELECT deposited::DATE, effective FROM ratione_acts('rome-statute')
                           WHERE state = 'BDI' AND kind = 'withdrawal_notice'`);
  assert.deepEqual(acts, [['2016-10-27', '2017-10-27']]);
  assert.equal(await value("SELECT count(*) FROM ratione_acts('rome-statute', known := '1998-07-16') WHERE kind = 'signature'"), '0');
  await refused("FROM ratione_acts('atlantis-accord')", /ratione_acts: .*atlantis-accord/);
  await refused('FROM ratione_acts(NULL)', /NULL/);
  await refused("FROM ratione_acts('rome-statute', known := '2016-02-30')", /is not a day/);
});

test('constant, dictionary and flat columns, filters and NULLs between them', async () => {
  await connection.run(`CREATE OR REPLACE TABLE many AS SELECT
    DATE '2002-06-01' + (i % 60)::INTEGER AS date,
    ['CAF', 'UKR', NULL, 'Crimea'][1 + i % 4] AS place,
    CASE WHEN i % 7 = 0 THEN NULL ELSE 'RUS' END AS suspect FROM range(20000) AS r(i)`);
  const sql = (table) => `SELECT date, place, ratione_conclusion(date, place, suspect) AS c,
    count(*) FROM ${table} GROUP BY ALL ORDER BY ALL`;
  const flat = await rows(sql('many'));
  assert.ok(flat.length >= 60);
  await connection.run("COPY many TO '" + folder + "/many.parquet' (FORMAT parquet)");
  assert.deepEqual(await rows(sql(`'${folder}/many.parquet'`)), flat);
  const one = await rows(`SELECT ratione_conclusion(DATE '2002-07-10', 'CAF', 'CAF', 'genocide'), count(*)
                          FROM many GROUP BY ALL`);
  assert.deepEqual(one, [['yes', '20000']]);
  const place = await rows(`SELECT DISTINCT place FROM many
    WHERE ratione_conclusion(date, place, place, 'genocide') = 'yes' ORDER BY ALL`);
  assert.deepEqual(place, [['CAF']]);
  const single = await connect({ threads: '1' });
  const four = await connect({ threads: '4' });
  for (const of of [single, four]) {
    assert.deepEqual(await rows(sql(`'${folder}/many.parquet'`), of), flat);
  }
});

test('texts of any length and letters', async () => {
  for (const text of ["repeat('x', 2000000)", "repeat(' ', 2000000)", "repeat(';', 3000)",
    "'a' || chr(0) || 'b'", "chr(1114111)", "repeat('é', 1001)", "'RUS;' || repeat('RUS;', 80)"]) {
    for (const list of [`${text}, 'CAF'`, `DATE '2016-01-01', ${text}`,
      `DATE '2016-01-01', 'CAF', 'RUS', ${text}`, `DATE '2016-01-01', 'CAF', 'RUS', NULL, ${text}`]) {
      const reason = await value(`SELECT ratione_reason(${list})`);
      const left_out = text.includes("' '") && list.includes("'CAF', ");
      if (!left_out) assert.match(reason, /^unreadable: /, list);
      assert.ok(reason.length < 500);
    }
    assert.match(await value(`SELECT ratione_status('rome-statute', ${text})`), /^unreadable: /);
  }
});

// As a table is read, and what `screen` said of the same rows.
const columns = {
  place: ['date', 'place'],
  point: ['date', 'latitude', 'longitude'],
  interval: ["coalesce(date_start, '') || '/' || coalesce(date_end, '')", 'place'],
  gold: ["date_start || '/' || date_end", 'place'],
};
const more = ['suspect', 'crime', 'trigger', 'registered_in', 'age::INTEGER', 'known'];
const number = (name) => ['latitude', 'longitude'].includes(name) ? `${name}::DOUBLE` : name;

for (const [name, first] of Object.entries(columns)) {
  test(`the same answers as screen: ${name}`, async () => {
    const list = [...first.map(number), ...more].join(', ');
    const read = (file) => `read_csv('${folder}/${file}', all_varchar = true, header = true,
      delim = ',', quote = '"', escape = '"', allow_quoted_nulls = true, nullstr = '')`;
    const added = ['territory', 'attribution', 'near_border', 'conclusion', 'basis', 'state',
      'citation', 'residual', 'reason'];
    const differ = await rows(`SELECT n, answer, e FROM (
        SELECT n, ratione_answer(${list}) AS answer, ratione_conclusion(${list}) AS conclusion,
          ratione_basis(${list}) AS basis, ratione_reason(${list}) AS reason
        FROM ${read(name + '.csv')}) AS asked
      FULL JOIN ${read(name + '.expected.csv')} AS e USING (n)
      WHERE ${added.map((c) => `answer.${c} IS DISTINCT FROM e.${c}`).join(' OR ')}
        OR asked.conclusion IS DISTINCT FROM e.conclusion OR asked.basis IS DISTINCT FROM e.basis
        OR asked.reason IS DISTINCT FROM e.reason`);
    assert.deepEqual(differ.slice(0, 3), []);
    const kinds = await rows(`SELECT conclusion, count(*) FROM ${read(name + '.expected.csv')}
                              GROUP BY ALL ORDER BY ALL`);
    console.log(name, kinds.map(([c, n]) => `${c} ${n}`).join(', '));
    assert.ok(kinds.length >= 3, 'rows of one kind alone tell nothing');
  });
}

test('a home that is none is said when the law is asked', () => {
  const script = `
    const { DuckDBInstance } = require('@duckdb/node-api');
    (async () => {
      const db = await DuckDBInstance.create(':memory:', { allow_unsigned_extensions: 'true' });
      const c = await db.connect();
      await c.run("LOAD '${extension}'");
      try { await c.run("SELECT ratione_conclusion('2016-01-01', 'CAF')"); }
      catch (error) { console.log(error.message); }
    })();`;
  const ran = spawnSync(process.execPath, ['-e', script], {
    cwd: new URL('../../build/deps/duckdb_node/', import.meta.url),
    env: { ...process.env, RATIONE_HOME: '/nowhere' },
    encoding: 'utf8',
  });
  assert.match(ran.stdout, /RATIONE_HOME "\/nowhere" has no folder law\//);
});
