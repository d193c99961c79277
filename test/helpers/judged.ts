import type { Finding, Report } from '../../src/model/report.ts';
import { folder, keyaudit } from './process.ts';
import { simulated } from './simulated.ts';
import type { Situation } from './situations.ts';
import { testSite } from './test-site.ts';

/**
 * What must be found, beside what is found of every such key: "check severity", with what is told within it after a
 * colon, and a question mark where it cannot be verified. Anything more is noise, and fails as well.
 */
export type Row = readonly [name: string, findings: string, situation: Situation, more?: string];

export const tracker = 'purpose: tracker';
export const bot = 'purpose: bot';
export const treasury = 'purpose: treasury';
export const exactly = (...permissions: string[]) => `expect: { permissions: [${permissions}] }`;
export const from = (...ips: string[]) => `expect: { ips: ["${ips.join('", "')}"] }`;
export const policy = (text: string) => `policy: { ${text} }`;

interface ScanOptions {
  readonly args?: readonly string[];
  /** What follows the accounts in the configuration. */
  readonly rest?: string;
  readonly files?: Readonly<Record<string, string>>;
}

/** All rows in one scan by the real command, and what was found of each. Rows of test keys ask a test site. */
export async function scanRows(rows: readonly Row[], { args = [], rest = '', files = {} }: ScanOptions = {}) {
  const accounts = rows.map(([, , { always: _, ...account }, more = ''], index) => ({
    ...account,
    name: `a${index}`,
    more: more
      .split(/, (?=purpose)/)
      .map((line) => (line === '' ? '' : `    ${line}\n`))
      .join(''),
  }));
  const { url, config, env } = await simulated(accounts);
  const isAtTestSite = ([name]: Row) => name.startsWith('test key');
  const site = rows.some(isAtTestSite) ? await testSite('testnet.binance.vision', url) : undefined;
  const text = rows.reduce((each, row, index) => {
    const head = `name: a${index}\n    exchange: binance\n    baseUrl: `;
    return site !== undefined && isAtTestSite(row)
      ? each.replace(`${head}${url}`, `${head}${site.baseUrl}\n    proxy: ${site.proxy}`)
      : each;
  }, config);
  const cwd = folder({ 'keyaudit.config.yaml': text + rest, ...files });
  const scan = await keyaudit(['scan', '--format', 'json', ...args], {
    cwd,
    env: { ...env, ...site?.env },
  });
  const report = JSON.parse(scan.stdout) as Report;
  const of = (account: string) => report.findings.filter((finding) => finding.account === account);
  return {
    ...scan,
    report,
    found: rows.map(([name], index) => [name, of(`a${index}`).map(written).toSorted()] as const),
  };
}

/** What `found` must be of a row. */
export function expectedOf([name, findings, { always }]: Row) {
  const own = findings.split('; ').filter((each) => each !== '');
  return [name, [...own, ...always].toSorted()] as const;
}

/** Each finding as rows write it; those within it by name. */
function written({ check, severity, outcome, includes }: Finding): string {
  const parts = includes.map((part) => part.check).toSorted();
  const sure = outcome === 'fail' ? '' : '?';
  return `${check} ${severity}${sure}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`;
}
