import { expect, it } from 'vitest';
import { checks } from '../../src/checks/index.ts';
import type { Report } from '../../src/model/report.ts';
import { folder, keyaudit } from '../helpers/process.ts';
import { type ConfiguredAccount, simulated } from '../helpers/simulated.ts';
import { testSite } from '../helpers/test-site.ts';

/** An account that a check finds fault with: a fixture, and what the configuration must say beside it. */
type Row = Omit<ConfiguredAccount, 'name' | 'answers'> & {
  /** The case under fixtures/exchanges/. Its times are relative to the clock, or in the past for good. */
  readonly case: string;
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

it('every check finds something in some fixture, by the command and over HTTP', async () => {
  expect(Object.keys(rows).toSorted()).toEqual(checks.map(({ id }) => id).toSorted());
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
