import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { checks } from '../../src/checks/index.ts';
import { type DriftCheck, driftChecks, isDrift } from '../../src/model/history.ts';
import type { Report } from '../../src/model/report.ts';
import { folder, keyaudit } from '../helpers/process.ts';
import { repository } from '../helpers/repository.ts';
import { type ConfiguredAccount, simulated } from '../helpers/simulated.ts';
import { testSite } from '../helpers/test-site.ts';

/** An account that a check finds fault with: a fixture, and what the configuration must say beside it. */
type Row = Omit<ConfiguredAccount, 'name' | 'answers'> & {
  /** The case under fixtures/exchanges/. Its times are relative to the clock, or in the past for good. */
  readonly case: string;
};

/** A file that a check finds fault with: the variable that names it, its mode, and what it is called. */
interface FileRow {
  readonly mode: number;
  readonly folder: 'plain' | 'repository';
}

/** By check of files; the weakly encrypted one is a fixture's. */
const fileRows: Readonly<Record<string, FileRow>> = {
  'secret-in-repository': { mode: 0o600, folder: 'repository' },
  'readable-by-others': { mode: 0o644, folder: 'plain' },
  'plaintext-secret': { mode: 0o600, folder: 'plain' },
};

const wellKept: Row = { exchange: 'bybit', case: 'well-kept' };
/** The exchange lists keys by their names: the calling one must be in the list. */
const listed = (exchange: string, name: string): Row => ({
  exchange,
  case: name,
  apiKey: `invented-${exchange}-${name}-key`,
});

/** Derive's simulated gate compares it with the address in the request. */
const ownersAddress = '0xd0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d00004';

/** By check. */
const rows: Readonly<Record<string, Row>> = {
  'credentials-refused': { exchange: 'binance', case: 'wrong-key-or-ip' },
  'excess-permission': { exchange: 'binance', case: 'documented', more: '    purpose: tracker\n' },
  expired: { exchange: 'bybit', case: 'addresses-refused' },
  'expires-soon': {
    exchange: 'hyperliquid',
    case: 'address-alone',
    apiKey: '0xc0ffee0000000000000000000000000000000003',
  },
  'key-age': { exchange: 'bybit', case: 'documented' },
  /** Of its siblings, one is switched off, which another account is configured with. */
  'key-disabled': listed('bitmex', 'siblings'),
  'live-key-in-test': { ...wellKept, more: '    environment: test\n' },
  'manage-enabled': { exchange: 'bybit', case: 'before-fiat-groups' },
  'master-account-key': { ...wellKept, more: '    purpose: bot\n' },
  'master-key-in-use': {
    exchange: 'derive',
    case: 'owners-key',
    apiKey: ownersAddress,
    walletAddress: ownersAddress,
    privateKey: `0x${'1'.repeat(64)}`,
  },
  'missing-permission': { exchange: 'binance', case: 'tracker', more: '    purpose: bot\n' },
  'no-expiry': { ...wellKept, more: '    purpose: treasury\n' },
  'predates-breach': { exchange: 'binance', case: 'documented' },
  'recently-modified': { exchange: 'kraken', case: 'widened' },
  'shared-key': { ...wellKept, apiKey: 'invented-key-of-two' },
  'test-key': { exchange: 'binance', case: 'tracker' },
  'trade-without-ip': { exchange: 'binance', case: 'documented' },
  'transfer-enabled': { exchange: 'binance', case: 'connector-example' },
  'unexpected-ip': { ...wellKept, more: '    expect: { ips: [203.0.113.7] }\n' },
  'unknown-withdrawal-address': { exchange: 'bybit', case: 'address-saved-yesterday' },
  'unlisted-key': listed('gate', 'in-the-list'),
  'unrecognized-permission': { exchange: 'binance', case: 'strings-and-new-right' },
  'unrestricted-ip': { exchange: 'binance', case: 'key-alone' },
  'unused-key': { exchange: 'kraken', case: 'documented' },
  'weak-key-type': wellKept,
  'wide-ip-range': { exchange: 'kraken', case: 'tracker' },
  'withdrawal-enabled': { exchange: 'kraken', case: 'widened' },
  'withdrawal-whitelist-off': listed('bitmex', 'safety-off'),
};

/** Binance's documented example was made on the 30th of October 2023. */
const policy = 'policy: { breaches: [{ vendor: Invented, date: 2023-11-01 }] }\n';

it('every check of keys and accounts finds something in some fixture, by the command and over HTTP', async () => {
  const ofKeys = checks.filter(({ id, subject }) => subject !== 'file' && !isDrift(id));
  expect(Object.keys(rows).toSorted()).toEqual(ofKeys.map(({ id }) => id).toSorted());
  const accounts = Object.entries(rows).map(([name, { case: answers, ...row }]) => ({
    ...row,
    name,
    answers,
  }));
  const second = { ...wellKept, name: 'second', answers: 'well-kept', apiKey: 'invented-key-of-two' };
  const off = { exchange: 'bitmex', name: 'off', answers: 'wrong-key', apiKey: 'INVENTED-sibling-one' };
  const { url, config, env } = await simulated([...accounts, second, off]);
  const site = await testSite('testnet.binance.vision', url);
  const plain = `- name: test-key\n    exchange: binance\n    baseUrl: ${url}\n`;
  const atTestSite = `- name: test-key\n    exchange: binance\n    baseUrl: ${site.baseUrl}\n    proxy: ${site.proxy}\n`;
  const cwd = folder({ 'keyaudit.config.yaml': config.replace(plain, atTestSite) + policy });
  const scan = await keyaudit(['scan', '--format', 'json'], { cwd, env: { ...env, ...site.env } });
  expect([scan.code, scan.stderr]).toEqual([1, '']);
  const { findings } = JSON.parse(scan.stdout) as Report;
  const unreached = Object.keys(rows).filter(
    (id) =>
      !findings.some(({ check, account, outcome }) => check === id && account === id && outcome === 'fail'),
  );
  expect(unreached).toEqual([]);
});

/** What BitMEX lists to the key of an account: that key, with these rights, and others of these names. */
function bitmexList(account: string, permissions: readonly string[], ...others: readonly string[]) {
  const body = [`invented-key-of-${account}`, ...others].map((id) => ({
    ...{ id, name: '', cidr: '203.0.113.7/32', cidrs: ['203.0.113.7/32'], permissions, enabled: true },
    ...{ targetAccountId: null, userId: 700001, created: '2025-03-02T09:15:07.139Z' },
  }));
  return [{ method: 'GET', path: '/api/v1/apiKey', body }];
}

/** By check of changes: what an exchange answers at one scan, and at the next. */
const changes: Readonly<
  Record<
    DriftCheck,
    Pick<ConfiguredAccount, 'exchange' | 'answers'> & { later: ConfiguredAccount['answers'] }
  >
> = {
  'permission-widened': { exchange: 'binance', answers: 'tracker', later: 'documented' },
  'ip-widened': { exchange: 'kraken', answers: 'snake-case-restricted', later: 'snake-case' },
  'expiry-removed': { exchange: 'kraken', answers: 'snake-case-restricted', later: 'snake-case' },
  'key-appeared': {
    exchange: 'bitmex',
    answers: bitmexList('key-appeared', ['order']),
    later: bitmexList('key-appeared', ['order'], 'INVENTED-that-came'),
  },
  'key-vanished': {
    exchange: 'bitmex',
    answers: bitmexList('key-vanished', ['order'], 'INVENTED-that-went'),
    later: bitmexList('key-vanished', ['order']),
  },
  // With the right to withdraw, BitMEX does not tell any more whether the key may transfer.
  'known-became-unknown': {
    exchange: 'bitmex',
    answers: bitmexList('known-became-unknown', ['order']),
    later: bitmexList('known-became-unknown', ['order', 'withdraw']),
  },
};

it('every check of changes finds something between two scans, by the command and over HTTP', async () => {
  expect(Object.keys(changes).toSorted()).toEqual(driftChecks.toSorted());
  const accounts = Object.entries(changes).map(([name, account]) => ({ name, ...account }));
  const { config, env, change } = await simulated(accounts);
  const cwd = folder({ 'keyaudit.config.yaml': config });
  const scan = async () => {
    const { stdout } = await keyaudit(['scan', '--format', 'json'], {
      cwd,
      env: { ...env, XDG_STATE_HOME: cwd },
    });
    const { findings } = JSON.parse(stdout) as Report;
    return driftChecks.filter((id) =>
      findings.some(({ check, account, outcome }) => check === id && account === id && outcome === 'fail'),
    );
  };
  expect(await scan()).toEqual([]);
  for (const { name, later } of accounts) change(name, later);
  expect(await scan()).toEqual(driftChecks);
});

it('every check of files finds something in a real file, by the command', async () => {
  const ofFiles = checks.filter(({ id, subject }) => subject === 'file' && id !== 'weak-encryption');
  expect(Object.keys(fileRows).toSorted()).toEqual(ofFiles.map(({ id }) => id).toSorted());
  const folders = { plain: folder(), repository: repository().path };
  for (const path of Object.values(folders)) chmodSync(path, 0o755);
  const accounts = Object.entries(fileRows).map(([check, { mode, folder: where }]) => {
    const path = join(folders[where], check);
    writeFileSync(path, 'invented');
    chmodSync(path, mode);
    return { check, variable: check.toUpperCase().replaceAll('-', '_'), path };
  });
  const config = accounts.map(
    ({ check, variable }) =>
      `  - name: ${check}\n    exchange: kraken\n    credentials: { env: { apiKey: NONE, secret: ${variable} } }\n`,
  );
  const env = {
    // A session, in which the keychain could hold a key.
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent',
    ...Object.fromEntries(accounts.map(({ variable, path }) => [`${variable}_FILE`, path])),
  };
  const cwd = folder({ 'keyaudit.config.yaml': `accounts:\n${config.join('')}` });
  const scan = await keyaudit(['scan', '--offline', '--format', 'json'], { cwd, env });
  const { findings } = JSON.parse(scan.stdout) as Report;
  const found = (check: string) =>
    findings.some(
      (finding) => finding.check === check && finding.account === check && finding.outcome === 'fail',
    );
  expect(Object.keys(fileRows).filter((check) => !found(check))).toEqual([]);
});

it.each([
  ['octobot/encrypted/user/config.json', 'kucoin', 'weak', ['weak-encryption']],
  // A password guards it, which can be guessed at.
  ['hummingbot/binance/conf/connectors/binance.yml', 'binance', 'password', []],
])('how %s is encrypted is known without opening it', async (name, exchange, protection, expected) => {
  const fixture = new URL(`../../fixtures/credentials/${name}`, import.meta.url);
  const file = basename(name);
  const cwd = folder({
    [file]: readFileSync(fixture, 'utf8'),
    'keyaudit.config.yaml': `accounts:\n  - { name: bot, exchange: ${exchange}, credentials: { file: ./${file} } }\n`,
  });
  chmodSync(join(cwd, file), 0o600);
  const scan = await keyaudit(['scan', '--offline', '--format', 'json'], { cwd });
  const { accounts, findings } = JSON.parse(scan.stdout) as Report;
  expect([scan.code, scan.stderr]).toEqual([0, '']);
  expect(accounts[0]?.storage).toMatchObject([{ path: file, protection, readableBy: [] }]);
  expect(findings.map(({ check }) => check)).toEqual(expected);
});
