// Verdicts by Publicodes, a language in which rules of French social law are
// written. It computes numbers and truths of one case and has no lists to ask
// "is there some", so what the record holds becomes one long rule for each
// thing that is asked of a State on a day, made here from facts.json; the rules
// at the end of `written` are those that a person would write. Each side of the
// disputes about statehood is a case of its own, put together in JavaScript.
//
//   node judged.mjs PUBLICODES FOLDER
//
// reads facts.json and rows.json in FOLDER, and prints seconds of the processor, then for each
// row its conclusion and reason. No is 0, perhaps 1, yes 2; -1 is nobody.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [library, folder] = process.argv.slice(2);
const { default: Engine } = await import(pathToFileURL(`${library}/dist/index.js`));
const facts = JSON.parse(readFileSync(`${folder}/facts.json`, 'utf8'));
const rows = JSON.parse(readFileSync(`${folder}/rows.json`, 'utf8'));

const all = (...conditions) => ({ 'toutes ces conditions': conditions });
const any = (...conditions) => ({ 'une de ces conditions': conditions });
const least = (...values) => ({ 'le minimum de': values });
const greatest = (...values) => ({ 'le maximum de': values });
// [[condition, value]..., otherwise]
const choose = (...cases) => ({
  variations: cases.map((each) => (Array.isArray(each) ? { si: each[0], alors: each[1] } : { sinon: each })),
});
const during = (from, until) => [`day >= ${from}`, `day < ${until}`];
// The value of the period that holds, of a list.
const found = (list, condition, value, otherwise = 0) =>
  list.length === 0
    ? { valeur: otherwise }
    : choose(...list.map((each) => [all(...condition(each), ...during(each.from, each.until)), value(each)]), otherwise);

function rulesOfRecord() {
  const ofState = (whose) => (each) => [`${whose} = ${each.state}`, `palestine >= ${each.doubted ?? 0}`];
  const rules = {
    soil: found(
      facts.land,
      (l) => [`place = ${l.place}`, `palestine >= ${l.p}`, `kosovo >= ${l.k_from}`, `kosovo <= ${l.k_to}`],
      (l) => l.state,
      -1,
    ),
    whole: found(
      facts.parts,
      (p) => [`suspect = ${p.state}`, `kosovo >= ${p.k_from}`],
      (p) => p.whole,
      'suspect',
    ),
    'crime begins': choose(...facts.crimes.map((c) => [`crime = ${c.crime}`, c.begins]), 0),
    'crime is war': any(...facts.crimes.filter((c) => c.war).map((c) => `crime = ${c.crime}`)),
    'crime added': choose(...facts.crimes.map((c) => [`crime = ${c.crime}`, c.added]), 0),
    referral: found(facts.referrals, (r) => [`place = ${r.place}`], (r) => r.reach),
    'soil specially': found(
      facts.acceptances,
      (a) => [...ofState('soil')(a), `place = ${a.place}`],
      (a) => a.reach,
    ),
    'soil open': found(facts.open, (a) => [`place = ${a.place}`], () => 1),
    'suspect abroad': found(facts.abroad, ofState('suspect'), () => 2),
    'suspect declined': found(facts.declined, ofState('suspect'), (d) => d.reach),
    'some opt out': found(facts.opt_outs, () => [], () => 1),
    'soil gives': found(
      facts.agreements,
      (a) => [`soil = ${a.state}`],
      (a) => choose([`suspect = ${a.about}`, 2], ['suspect = -1', 1], 0),
    ),
  };
  for (const [name, whose, member] of [['soil', 'soil', 'soil'], ['suspect', 'suspect', 'whole']]) {
    // 2 for a Party, 1 for one that left: what then survives is in `kept`.
    rules[`${name} party`] = found(facts.members, ofState(member), (m) => (m.over ? 1 : 2));
    rules[`${name} kept`] = found(facts.kept, (k) => [`${member} = ${k.state}`, `place = ${k.place}`], () => 1);
    rules[`${name} opt out`] = found(facts.opt_outs, ofState(whose), (o) => (o.half ? 1 : 2));
    rules[`${name} agreed`] = found(
      facts.consents,
      (c) => [`${whose} = ${c.state}`, `crime = ${c.crime}`],
      (c) => c.sure + 1,
    );
  }
  return rules;
}

const unknown = 'suspect = -1';
const written = {
  // Article 124.
  'soil out wide': choose([all('crime is war', 'soil opt out = 2'), 2], 0),
  'soil out': choose(
    [all('crime is war', 'soil opt out = 2'), 2],
    [all('crime is war', 'soil opt out = 1', 'suspect = soil'), 2],
    [all('crime is war', 'soil opt out = 1', unknown), 1],
    0,
  ),
  'suspect out wide': choose([all('crime is war', 'suspect opt out = 2'), 2], 0),
  'suspect out': choose(
    [all('crime is war', 'suspect opt out > 0'), 2],
    [all('crime is war', unknown, 'some opt out = 1'), 1],
    0,
  ),
  // Article 12, on the widest and on the narrowest reading.
  'by territory wide': choose(['soil party > 0', '2 - soil out wide'], 0),
  'by territory': choose(
    [any('soil party = 2', all('soil party = 1', 'soil kept = 1')), least('2 - soil out', '2 - soil gives', '2 - suspect out')],
    0,
  ),
  'by nationality wide': choose([unknown, 1], ['suspect party > 0', '2 - suspect out wide'], 0),
  'by nationality': choose(
    [unknown, least(1, '2 - soil out')],
    [any('suspect party = 2', all('suspect party = 1', 'suspect kept = 1')), least('2 - suspect out', '2 - soil out')],
    0,
  ),
  'by acceptance': choose(
    ['suspect = soil', least('soil specially', '2 - soil out', '2 - soil gives')],
    least('soil specially', '2 - soil out', '2 - soil gives', '2 - suspect out'),
  ),
  'by acceptance abroad': least('suspect abroad', '2 - suspect out'),
  'consent wide': greatest('by territory wide', 'by nationality wide', 'soil specially', 'suspect abroad'),
  consent: greatest('by territory', 'by nationality', 'by acceptance', 'by acceptance abroad'),
  // Articles 121(5), 15 bis, 15 ter.
  early: 'day < crime begins',
  'holdout wide': greatest(
    choose([all('soil party > 0', 'soil agreed = 0'), 2], 0),
    choose([unknown, 1], [all('suspect party > 0', 'suspect agreed = 0'), 2], 0),
  ),
  holdout: greatest(
    choose([all('soil party > 0', 'soil agreed < 2'), 2], 0),
    choose([unknown, 1], [all('suspect party > 0', 'suspect agreed < 2'), 2], 0),
  ),
  'aggression barred wide': choose(
    [all('soil >= 0', 'soil party = 0'), 2],
    [unknown, 1],
    ['suspect party = 0', 2],
    [all(any('soil < 0', 'soil agreed = 0'), 'suspect agreed = 0'), 2],
    'suspect declined',
  ),
  'aggression barred': choose(
    [all('soil >= 0', any('soil party = 0', 'soil agreed < 2')), 2],
    [unknown, 1],
    [any('suspect party = 0', 'suspect agreed < 2'), 2],
    'suspect declined',
  ),
  'barred wide': choose(
    ['crime added = 0', 0],
    ['early', 2],
    ['crime added = 1', 'aggression barred wide'],
    'holdout wide',
  ),
  barred: choose(
    ['crime added = 0', 0],
    ['early', 2],
    ['crime added = 1', 'aggression barred'],
    greatest('holdout', choose([unknown, 1], ['suspect party = 0', 2], 0)),
  ),
  'council barred wide': choose([all('crime added > 0', 'early'), 2], 0),
  'council barred': choose(
    ['crime added = 0', 0],
    ['early', 2],
    ['crime added = 1', 0],
    'holdout',
  ),
  // Article 13.
  'consented wide': choose(['trigger = 2', 0], least('consent wide', '2 - barred wide')),
  consented: choose(['trigger = 2', 0], least('consent', '2 - barred')),
  'referred wide': choose(['trigger < 2', 0], least('referral', '2 - council barred wide')),
  referred: choose(['trigger < 2', 0], least('referral', '2 - council barred')),
  // Articles 11 and 12: what comes of it.
  wide: choose([`day < ${facts.entry}`, 0], greatest('consented wide', 'referred wide')),
  narrow: choose([`day < ${facts.entry}`, 0], greatest('consented', 'referred')),
  reason: choose(
    ['consented wide < 2', 4 * 65536 + 65535],
    ['by territory wide = 2', '65536 + soil'],
    ['by nationality wide = 2', '131072 + suspect'],
    ['soil specially = 2', '196608 + soil'],
    '196608 + suspect',
  ),
  unsettled: all('crime is war', 'soil open = 1', 'suspect opt out > 0'),
};

// A rule holds one computation; what is nested becomes a rule of its own.
function flat(rules) {
  const out = {};
  const nested = (definition) => typeof definition === 'object' && !('toutes ces conditions' in definition || 'une de ces conditions' in definition);
  const hoist = (name, definition) => {
    if (!nested(definition)) return definition;
    out[name] = lay(name, definition);
    return name;
  };
  const lay = (name, definition) => {
    let parts = 0;
    const inner = (each) => hoist(`${name} part ${String.fromCharCode(97 + parts++)}`, each);
    if (definition.variations) {
      return { variations: definition.variations.map((each) => ('si' in each ? { si: each.si, alors: inner(each.alors) } : { sinon: inner(each.sinon) })) };
    }
    for (const mechanism of ['le minimum de', 'le maximum de']) {
      if (definition[mechanism]) return { [mechanism]: definition[mechanism].map(inner) };
    }
    return definition;
  };
  for (const [name, definition] of Object.entries(rules)) out[name] = typeof definition === 'object' ? lay(name, definition) : definition;
  return out;
}

const asked = Object.fromEntries(
  ['day', 'place', 'suspect', 'crime', 'trigger', 'palestine', 'kosovo'].map((name) => [name, { 'par défaut': 0 }]),
);
const engine = new Engine({ ...asked, ...flat({ ...rulesOfRecord(), ...written }) }, { logger: { log() {}, warn() {}, error: console.error } });
const twoSided = new Set(facts.two_sided);

function judge([day, place, suspect, crime, trigger]) {
  const sides = twoSided.has(place) || twoSided.has(suspect) ? [[1, 0], [1, 1], [0, 0], [0, 1]] : [[1, 0]];
  let wide = 0, narrow = 2, reason = 0, unsettled = false;
  for (const [palestine, kosovo] of sides) {
    engine.setSituation({ day, place, suspect, crime, trigger, palestine, kosovo });
    const value = (name) => engine.evaluate(name).nodeValue;
    wide = Math.max(wide, value('wide'));
    narrow = Math.min(narrow, value('narrow'));
    if (palestine === 1 && kosovo === 0 && value('wide') === 2) reason = value('reason');
    unsettled ||= value('unsettled') === true;
  }
  if (wide === narrow) return wide === 2 ? [0, reason] : [wide === 0 ? 1 : 2, 0];
  return [wide === 2 && narrow === 0 && !unsettled ? 3 : 2, 0];
}

if (rows.length > 0) judge(rows[0]); // it parses lazily
const before = process.cpuUsage();
const answers = rows.map(judge);
const used = process.cpuUsage(before);
const seconds = (used.user + used.system) / 1e6;
process.stdout.write([seconds, ...answers.map((each) => each.join(' '))].join('\n') + '\n');
