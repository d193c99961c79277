// Lays out an exchange: `npm run new:exchange <ccxt id> <Name>`. Code, gate, case and test compile, and the
// contract suite fails at each place that is still to be filled in. docs/adding-an-exchange.md says how.
// An exchange that was one of those without introspection is taken from them.
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const [id, name] = process.argv.slice(2);
const root = new URL('../', import.meta.url);
const path = (file) => fileURLToPath(new URL(file, root));

if (!/^[a-z][a-z0-9]*$/.test(id ?? '') || !name)
  fail('Usage: npm run new:exchange <ccxt id> <Name>, as in: bitso Bitso');
if (!existsSync(path(`node_modules/ccxt/js/src/${id}.js`))) fail(`ccxt knows no exchange ${id}.`);
if (existsSync(path(`src/exchanges/${id}`))) fail(`src/exchanges/${id} is there already.`);
if (existsSync(path(`src/exchanges/no-introspection/${id}.ts`))) takeFromThoseWithout();

/** The comment above those without introspection; what is new goes before it. */
const others = '  // Those that tell nothing of their keys.';
for (const [file, text] of Object.entries(files())) {
  mkdirSync(dirname(path(file)), { recursive: true });
  writeFileSync(path(file), text);
  console.log(`made      ${file}`);
}
edit(
  'src/exchanges/index.ts',
  others,
  `  ['${id}', async () => (await import('./${id}/index.js')).${id}],\n${others}`,
);
edit('src/simulator/protocols/index.ts', /\n\n/, `\nimport { ${id} } from './${id}.js';\n\n`);
edit('src/simulator/protocols/index.ts', others, `  ${id},\n${others}`);
appendFileSync(
  path('docs/exchanges.md'),
  `\n## ${name}\n\n<!-- generated: ${id} -->\n<!-- end of generated: ${id} -->\n`,
);
console.log(
  `appended  docs/exchanges.md\n\nNow: npx biome check --write, then npx vitest run test/contract/exchanges.test.ts -t ${id}`,
);

/** Its card, gate and cases, and the lines that register them. */
function takeFromThoseWithout() {
  edit('src/exchanges/index.ts', line(`\\['${id}', .*/no-introspection/.*`), '');
  edit('src/simulator/protocols/index.ts', line(`import \\{ ${id} \\} from .*/no-introspection/.*`), '');
  edit('src/simulator/protocols/index.ts', line(`${id},`), '');
  for (const gone of [
    `src/exchanges/no-introspection/${id}.ts`,
    `src/simulator/protocols/no-introspection/${id}.ts`,
    `fixtures/exchanges/${id}`,
  ]) {
    rmSync(path(gone), { recursive: true });
    console.log(`removed   ${gone}`);
  }
}

function line(expression) {
  return new RegExp(`^ *${expression}\\n`, 'm');
}

function edit(file, place, text) {
  const before = readFileSync(path(file), 'utf8');
  const after = before.replace(place, () => text);
  if (after === before) fail(`${file} is not as expected; register ${id} there by hand.`);
  writeFileSync(path(file), after);
  console.log(`edited    ${file}`);
}

function fail(message) {
  console.error(message);
  process.exit(2);
}

function files() {
  return {
    [`src/exchanges/${id}/reads.ts`]: `import type { Read } from '../adapter.js';

export const keyInfo: Read = {
  method: 'GET',
  host: '',
  path: '/',
  ccxt: { api: 'private', path: '' },
  needs: '',
  tells: '',
  documentation: '',
  // The documented limit, of which keyaudit takes at most half.
  rate: { requests: 1, seconds: 1, per: 'key' },
};
`,
    [`src/exchanges/${id}/failures.ts`]: `import type { Failure } from '../adapter.js';

/** ${name}'s error codes, by the page that documents them. */
export const failures: Readonly<Record<string, Failure>> = {};
`,
    [`src/exchanges/${id}/normalize.ts`]: `import { known, unknown } from '../../model/fact.js';
import { type KeyDescription, unknownDescription } from '../../model/key-facts.js';
import { asObject, unexpected } from '../readers.js';

/** The answer of the call that describes the calling key. Throws where nothing is as documented. */
export function describeCallingKey(answer: unknown): KeyDescription {
  const body = asObject(answer);
  if (body === undefined) throw unexpected('${name}', 'not with the documented object');
  return {
    ...unknownDescription(unknown('not-exposed', '${name} does not tell it')),
    // It has just answered.
    enabled: known(true),
  };
}
`,
    [`src/exchanges/${id}/remedies.ts`]: `import type { Remedies, Remedy } from '../../model/remedy.js';

const remedy: Remedy = { summary: '', steps: [], url: '' };

/** In ${name}'s own words where a source has them; else the summary says that the steps are general. */
export const remedies: Remedies = {
  'disable-withdrawals': remedy,
  'disable-transfers': remedy,
  'restrict-ips': remedy,
  'confirm-change': remedy,
  'review-permission': remedy,
  'replace-key': remedy,
  'look-up-key': remedy,
};
`,
    [`src/exchanges/${id}/index.ts`]: `import type { ExchangeAdapter } from '../adapter.js';
import { asObject, idText } from '../readers.js';
import { failures } from './failures.js';
import { describeCallingKey } from './normalize.js';
import { keyInfo } from './reads.js';
import { remedies } from './remedies.js';

/** What ${name} tells, in a sentence. */
export const ${id}: ExchangeAdapter = {
  id: '${id}',
  name: '${name}',
  credentials: ['apiKey', 'secret'],
  reads: [keyInfo],
  hazards: [],
  tells: {
    permissions: 'no',
    ipList: 'no',
    created: 'no',
    modified: 'no',
    expires: 'no',
    lastUsed: 'no',
    siblings: 'no',
    subAccounts: 'no',
    safety: 'no',
  },
  failures,
  remedies,
  failureCode: (body) => idText(asObject(body)?.code),
  collect: async (client) => ({
    calling: describeCallingKey(await client.read(keyInfo)),
    others: [],
    refused: [],
  }),
};
`,
    [`src/exchanges/${id}/${id}.test.ts`]: `import { expect, it } from 'vitest';
import { describeFailure } from '../failures.ts';
import { ${id} } from './index.ts';

it.each<[code: string, kind: string]>([
  // One row for each documented error.
  ['the code of a key that does not exist', 'invalid-credentials'],
])('${id}: %s is %s', (code, kind) => {
  const refusal = { code: ${id}.failureCode({ code }), status: 400, ccxtClasses: [] };
  expect(describeFailure(${id}, refusal, null).kind).toBe(kind);
});
`,
    [`src/simulator/protocols/${id}.ts`]: `import { header, type Protocol } from '../protocol.js';

const keyHeader = 'x-${id}-apikey';

/** ${name}'s documentation of authentication and errors. */
export const ${id}: Protocol = {
  owns: (request) => header(request, keyHeader) !== undefined,
  apiKeyOf: (request) => header(request, keyHeader),
  unknownKey: () => ({ status: 401, body: {} }),
  refusal: () => ({ status: 401, body: {} }),
  notFound: { status: 404, body: {} },
};
`,
    [`fixtures/exchanges/${id}/documented/answers.json`]: json({
      source: '',
      answers: [{ method: 'GET', path: '/', body: {} }],
    }),
    [`fixtures/exchanges/${id}/documented/expected.json`]: json({ status: 'audited', error: null, keys: [] }),
  };
}

function json(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}
