// Writes what is generated from the code and committed beside it: a whole file, or the blocks that a text
// keeps between `<!-- generated: name -->` and `<!-- end of generated: name -->`.
// With --check it writes nothing, names what is out of date, and fails. Run `npm run build` first.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import ccxt from 'ccxt';
import { fileRemedies } from '../dist/audit/file-remedies.js';
import { checks } from '../dist/checks/index.js';
import { createProgram } from '../dist/cli/program.js';
import { tellsNothing } from '../dist/exchanges/adapter.js';
import { generalRemedies } from '../dist/exchanges/general-remedies.js';
import { loadExchanges } from '../dist/exchanges/index.js';
import { reportJsonSchema } from '../dist/schema/report.js';
import { commandPages } from './command-pages.js';

const all = [...(await loadExchanges()).values()];
const silent = all.filter(tellsNothing);
const adapters = all.filter((adapter) => !silent.includes(adapter));
const root = new URL('../', import.meta.url);
const handlings = {
  avoided: 'avoided',
  inherent: 'comes with every call',
  asks: 'not run unless `acceptHazards` names it',
};

const subjects = {
  key: 'each key',
  account: 'each account of which the exchange tells more than its keys',
  file: 'each file in which a key lies',
};

const files = {
  'schema/report.schema.json': reportJsonSchema(),
  'README.md': withBlocks('README.md', { checks: checksTable(), coverage: coverage() }),
  'src/reporters/html/assets.ts': htmlAssets(),
  'docs/exchanges.md': withBlocks('docs/exchanges.md', {
    coverage: coverage(),
    exchanges: tellsTable(),
    'no-introspection': silentTable(),
    ...Object.fromEntries(adapters.map((adapter) => [adapter.id, declarations(adapter)])),
  }),
};

for (const check of checks) files[`docs/checks/${check.id}.md`] = checkPage(check);
files['docs/checks/README.md'] = checksIndex();
Object.assign(
  files,
  commandPages(
    createProgram({}, () => {}),
    table,
  ),
);

const isCheck = process.argv.includes('--check');
for (const folder of ['docs/checks/', 'docs/commands/']) {
  mkdirSync(new URL(folder, root), { recursive: true });
  const stale = readdirSync(new URL(folder, root)).filter((name) => !files[folder + name]);
  for (const name of stale) files[folder + name] = null;
}
for (const [path, text] of Object.entries(files)) {
  const file = new URL(path, root);
  if (text === (existsSync(file) ? readFileSync(file, 'utf8') : null)) continue;
  if (isCheck) {
    console.log(`${path} is not what the code says: npm run generate`);
    process.exitCode = 1;
  } else if (text === null) {
    rmSync(file);
  } else {
    writeFileSync(file, text);
  }
}

/** The file's text with these blocks in it; a block that the file lacks, or has beside these, is an error. */
function withBlocks(path, blocks) {
  const seen = new Set();
  const text = readFileSync(new URL(path, root), 'utf8').replaceAll(
    /(<!-- generated: (\S+) -->\n).*?(<!-- end of generated: \2 -->)/gs,
    (_, begin, name, end) => {
      if (blocks[name] === undefined) throw new Error(`${path} has a block that nobody writes: ${name}`);
      seen.add(name);
      return `${begin}\n${blocks[name]}\n\n${end}`;
    },
  );
  const missing = Object.keys(blocks).filter((name) => !seen.has(name));
  if (missing.length > 0) throw new Error(`${path} has no place for: ${missing.join(', ')}`);
  return text;
}

/** The style sheet and the script of the HTML report, and the hashes by which its policy lets them run. */
function htmlAssets() {
  const sheets = [
    'colours',
    'page',
    'verdict',
    'way',
    'signs',
    'keys',
    'keys-narrow',
    'findings',
    'timeline',
    'media',
    'print',
  ];
  const constants = { style: sheets.map((name) => `${name}.css`), script: ['report.js'] };
  const lines = Object.entries(constants).flatMap(([name, sources]) => {
    const read = (source) => readFileSync(new URL(`src/reporters/html/${source}`, root), 'utf8');
    const text = sources.map(read).join('');
    const hash = createHash('sha256').update(text).digest('base64');
    const quoted = text.replace(/[\\`]|\$(?=\{)/g, '\\$&');
    return [`export const ${name} = html\`${quoted}\`;`, `export const ${name}Hash = 'sha256-${hash}';`, ''];
  });
  const note = '// Written by `npm run generate`, from the style sheets and the script beside this file.';
  return [note, "import { html } from './markup.js';", '', ...lines].join('\n');
}

function checksTable() {
  const rows = checks.map(({ id, title, severity }) => [
    `[\`${id}\`](docs/checks/${id}.md)`,
    title,
    severity,
  ]);
  return table(['check', 'what it finds', 'at its gravest'], rows);
}

/** A page for each check, with all that the check itself declares. */
function checkPage({
  id,
  title,
  severity,
  severityRules,
  rationale,
  subject,
  needs,
  wants,
  partOf = [],
  references,
  remedy,
}) {
  const link = (other) => `[\`${other}\`](${other}.md)`;
  const parts = checks.filter((other) => other.partOf?.includes(id)).map((other) => link(other.id));
  const about = subject === 'file' ? 'file' : 'key';
  const looks = [
    ...needs.map((name) => `- \`${name}\`: without it the check is unverifiable`),
    ...wants.map((name) => `- \`${name}\``),
  ];
  const folding = [
    ...(partOf.length > 0
      ? [
          `Where ${partOf.map(link).join(', ')} fails for the same ${about}, no less grave, this is told as a part of it.`,
        ]
      : []),
    ...(parts.length > 0 ? [`It takes in what these say of the same ${about}: ${parts.join(', ')}.`] : []),
  ];
  return `${[
    `# ${title}`,
    `\`${id}\` is asked of ${subjects[subject]}. At its gravest it is **${severity}**.`,
    rationale,
    '## How grave',
    severityRules.map((rule) => `- ${rule}`).join('\n'),
    '## What it looks at',
    looks.join('\n'),
    ...(folding.length > 0 ? ['## One cause, one finding', folding.join('\n\n')] : []),
    '## What to do',
    ...(subject === 'file' ? whatToDoAboutFile(remedy) : whatToDoAtExchange(remedy)),
    '## Fits',
    references.map((reference) => `- ${reference}`).join('\n'),
    `Switch it off, or give it a severity, with \`policy.checks.${id}\`; accept a finding for a time with a waiver.`,
  ].join('\n\n')}\n`;
}

function whatToDoAtExchange(remedy) {
  const { summary } = generalRemedies({ name: 'the exchange', url: '', open: '' })[remedy];
  return [
    `${summary.replace(' (general steps)', '')} A report gives the steps for the exchange.`,
    'Open the exchange by typing its address. Nobody from its support ever asks for a change of API settings.',
  ];
}

/** The steps for a file that others can read and that git tracks; a report has those for the file as it is. */
function whatToDoAboutFile(remedy) {
  const file = {
    path: 'bot/keys.json',
    isLink: false,
    isMounted: false,
    readableBy: { known: true, value: ['everybody'] },
    repository: { known: true, value: 'tracked' },
  };
  const exchange = { id: 'kraken', name: 'Kraken' };
  const { summary, steps } = fileRemedies(file, ['grid-bot'], exchange)[remedy];
  return [
    `${summary} For the account grid-bot, whose key lies in bot/keys.json, a report says:`,
    steps.map((step, at) => `${at + 1}. ${step}`).join('\n'),
  ];
}

function checksIndex() {
  const rows = checks.map(({ id, title, severity }) => [`[\`${id}\`](${id}.md)`, title, severity]);
  return `# Checks\n\nWhat keyaudit asks of each key, of each account, and of each file in which a key lies, and how grave the answer can be.\n\n${table(['check', 'what it finds', 'at its gravest'], rows)}\n`;
}

/** How many of ccxt's exchanges there are answers for. */
function coverage() {
  const known = new Set(all.map(({ id }) => id));
  const covered = ccxt.exchanges.filter((id) => known.has(id));
  const { version } = JSON.parse(readFileSync(new URL('node_modules/ccxt/package.json', root), 'utf8'));
  const beyond = all.filter(({ id }) => !ccxt.exchanges.includes(id)).map(({ name }) => name);
  return (
    `keyaudit knows ${all.length} exchanges: ${covered.length} of the ${ccxt.exchanges.length} of ccxt ${version}, and ` +
    `${beyond.join(' and ')}, which ccxt has no class of. ${adapters.length} of them tell something of a key or of the account around it; ` +
    `${silent.length} tell nothing.`
  );
}

function tellsTable() {
  const columns = {
    permissions: 'permissions',
    ipList: 'IP list',
    created: 'created',
    modified: 'last change',
    expires: 'expires',
    lastUsed: 'last used',
    siblings: 'other keys',
    subAccounts: "sub-accounts' keys",
    safety: 'the account',
  };
  const rows = adapters.map(({ name, tells }) => [name, ...Object.keys(columns).map((key) => tells[key])]);
  return table(['', ...Object.values(columns)], rows);
}

/** The exchanges that tell nothing of a key: what is asked all the same, where to look, and what to know. */
function silentTable() {
  const rows = silent.map(({ id, name, credentials, reads, hazards, remedies, note = '' }) => [
    `${name} (\`${id}\`)`,
    credentials.map((credential) => `\`${credential}\``).join(', '),
    reads
      .map(({ method, host, path, documentation }) => `[\`${method} ${host}${path}\`](${documentation})`)
      .join(', '),
    `[its site](${remedies['look-up-key'].url})`,
    [note, ...hazards.map(hazardInShort)].filter((text) => text !== '').join(' '),
  ]);
  return table(['', 'a key is made of', 'what is asked', 'where to look', 'what to know'], rows);
}

function hazardInShort({ name, handling }) {
  return `Hazard \`${name}\` (${handlings[handling]}).`;
}

/** What an adapter declares: its credentials, its calls, its hazards. */
function declarations({ credentials, optionalCredentials = [], reads, hazards }) {
  const calls = reads.map(
    ({ method, host, path, needs, tells, documentation, rate }) =>
      `- [\`${method} ${host}${path}\`](${documentation})\n` +
      `  - needs: ${needs}\n  - tells: ${tells}\n  - asked at most: ${atMost(rate)}`,
  );
  const dangers = hazards.map(
    ({ name, what, handling, how }) => `- Hazard \`${name}\` (${handlings[handling]}). ${what} ${how}`,
  );
  return [
    `A key is made of ${credentials.map(code).join(', ')}${beside(optionalCredentials)}. What may be asked:`,
    '',
    ...calls,
    ...(dangers.length > 0 ? ['', 'How asking can hurt:', '', ...dangers] : []),
  ].join('\n');
}

function code(name) {
  return `\`${name}\``;
}

/** What tells more where it is given. */
function beside(names) {
  return names.length === 0 ? '' : `; ${names.map(code).join(', ')} may be given beside`;
}

function atMost({ requests, seconds, per }) {
  const times = `${requests.toLocaleString('en-US')} ${requests === 1 ? 'time' : 'times'}`;
  const span = seconds === 1 ? 'a second' : `in ${seconds} seconds`;
  return `${times} ${span} for ${per === 'key' ? 'a key' : 'all keys together'}`;
}

/** Padded, as the formatter wants it. */
function table(head, rows) {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(3, ...all.map((cells) => cells[column].length)));
  const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
