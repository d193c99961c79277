import type { Collected, ExchangeAdapter, Read } from '../adapter.js';
import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, unexpected } from '../readers.js';
import { collectSafety } from '../safety.js';
import { codeOf, failures } from './failures.js';
import { tradesBy } from './safety.js';

const name = 'Binance.US';
const at = {
  method: 'GET',
  host: 'api.binance.us',
  // The dearer of the two weighs 10 of 1,200 a minute and address: together they take half.
  rate: { requests: 50, seconds: 60, per: 'address' },
} as const;

const account: Read = {
  ...at,
  path: '/api/v3/account',
  ccxt: { api: 'private', path: 'account' },
  needs: 'Reading',
  tells: "that the key works and may read; what its answer says of trading and withdrawing is the account's",
  documentation: 'https://docs.binance.us/#get-user-account-information-user_data',
};

const apiTradingStatus: Read = {
  ...at,
  path: '/sapi/v3/apiTradingStatus',
  ccxt: { api: 'sapiV3', path: 'apiTradingStatus' },
  needs: 'not documented',
  tells: 'whether Binance.US has locked trading through the API',
  documentation: 'https://docs.binance.us/#get-user-api-trading-status',
};

const silent = withoutIntrospection({
  id: 'binanceus',
  name,
  credentials: ['apiKey', 'secret'],
  aliveness: account,
  isAnswer: (body) => Array.isArray(asObject(body)?.balances),
  // docs.binance.us and binance-us/binance-us-api-docs, errors.md: the codes of Binance.
  failures: {
    ...failures,
    '-2015': {
      kind: 'invalid-credentials',
      hint:
        "Binance.US says the same for a wrong or deleted key, for an IP address that is not on the key's list, for a " +
        'key without the right to read, and for one of binance.com (exchange: binance).',
    },
  },
  failureCode: codeOf,
  remedies: generalRemedies({
    name,
    url: 'https://www.binance.us/settings/api-management',
    open: 'Type binance.us into the browser yourself, sign in, and open API Management.',
  }),
});

/**
 * Another company with Binance's software. None of its pages has a call that tells of a key
 * (`apiRestrictions` is HTTP 404 there: decred/dcrdex issue 2897), and `canTrade`, `canWithdraw` and
 * `permissions` of its account answer are the account's.
 */
export const binanceus: ExchangeAdapter = {
  ...silent,
  reads: [...silent.reads, apiTradingStatus],
  tells: { ...silent.tells, safety: 'partly' },
  collect: async (client, depth): Promise<Collected> => {
    const collected = await silent.collect(client, depth);
    if (depth === 'key') return collected;
    const trading = async () => ({ trading: tradingOf(await client.read(apiTradingStatus)) });
    return { ...collected, ...(await collectSafety([{ facts: ['trading'], ask: trading }])) };
  },
};

/** The answer is `{success, status: {isLocked, …}}`. */
function tradingOf(answer: unknown) {
  const status = asObject(asObject(answer)?.status);
  if (status === undefined) throw unexpected(name, 'its trading status is not the documented object');
  return tradesBy(status);
}
