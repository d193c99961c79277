import { known, unknown } from '../../model/fact.js';
import type { KeyDescription } from '../../model/key-facts.js';
import type { ExchangeAdapter, ExchangeClient, Failure, Read, Signed, Unsigned } from '../adapter.js';
import { newRights } from '../flags.js';
import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const login: Read = {
  method: 'POST',
  host: 'edge.grvt.io',
  path: '/auth/api_key/login',
  ccxt: { api: 'privateEdge', path: 'auth/api_key/login' },
  keyParameter: 'api_key',
  needs: 'any key',
  tells: 'whether the key works, and whether it is that of a trading account',
  documentation: 'https://api-docs.grvt.io/auth/',
  // No limit of signing in is documented. One for each audit is enough.
  rate: { requests: 2, seconds: 60, per: 'key' },
};

/** The codes of ccxt's class, which are those of api-docs.grvt.io; the login's page has none of its own. */
const failures: Readonly<Record<string, Failure>> = {
  'HTTP 401': { kind: 'invalid-credentials' },
  '1000': { kind: 'invalid-credentials' },
  '1001': { kind: 'permission-refused' },
  '1002': { kind: 'unreachable', hint: 'GRVT says that its server failed.' },
  '1003': { kind: 'unexpected-response' },
  '1004': { kind: 'unexpected-response' },
  '1006': { kind: 'rate-limited' },
  '1008': { kind: 'ip-refused' },
  '1009': { kind: 'unreachable', hint: 'GRVT has switched signing in off for a time.' },
};

const untold = unknown(
  'not-exposed',
  'GRVT tells nothing of rights: that a key signs in does not show that it holds View',
);

/**
 * The answer names the sub-account only of a key that was made in a trading account (api-docs.grvt.io, "API Key Login").
 * The rights of such keys are Transfer (to the owner's own accounts), Trade and View: transfers to others are a right
 * of the funding account's keys, and so is all that leads out of GRVT (help.grvt.io, articles 9614688 and 9630031).
 */
function described(calling: KeyDescription, body: unknown): KeyDescription {
  const subAccount = idText(asObject(body)?.sub_account_id) ?? '';
  const permissions = { ...calling.permissions, read: untold };
  // 0 stands for the main account in GRVT's transfers.
  if (!/^[1-9]\d*$/.test(subAccount)) return { ...calling, permissions };
  if (namesRights(body)) {
    const added = unknown('unrecognized', 'the answer names rights, which no page has');
    return { ...calling, owner: known(subAccount), permissions: { ...permissions, withdraw: added } };
  }
  return { ...calling, owner: known(subAccount), permissions: { ...permissions, withdraw: known(false) } };
}

/** Whether an answer names rights, in it or in what it holds. */
function namesRights(answer: unknown, depth = 0): boolean {
  if (typeof answer !== 'object' || answer === null || depth > 4) return false;
  const inside = Object.values(answer).some((part) => namesRights(part, depth + 1));
  return inside || newRights(asObject(answer) ?? {}).length > 0;
}

/** Signs in as the page shows it: ccxt would want the wallet's private key first. */
function sign({ params }: Unsigned): Signed {
  return {
    headers: { 'Content-Type': 'application/json', Cookie: 'rm=true;' },
    body: JSON.stringify(params),
  };
}

/**
 * GRVT's keys tell nothing of themselves but whether they sign in, and of which account they are. The session that
 * this opens is not used.
 */
const adapter = withoutIntrospection({
  id: 'grvt',
  name: 'GRVT',
  credentials: ['apiKey'],
  wallet: true,
  // ccxt's class takes every answer to a sign-in without a cookie for a refused key: an unknown error, a missing page.
  inCcxt: false,
  aliveness: login,
  isAnswer: (body) => asObject(body)?.status === 'success',
  sign,
  failures,
  failureCode: (body) => {
    const code = idText(asObject(body)?.code);
    return code === '0' ? undefined : code;
  },
  hazards: [
    {
      name: 'opens-session',
      what: 'Signing in opens a session with the key, which ends by itself after a day.',
      handling: 'inherent',
      how: 'keyaudit drops its cookie unread and makes no further call; sessions of bots go on beside it.',
    },
    {
      name: 'approves-builder-fee',
      what: "ccxt's own sign-in authorizes a fee for ccxt, with the wallet's key that it is given.",
      handling: 'avoided',
      how: 'keyaudit signs in with the API key alone, and needs no private key.',
    },
  ],
  remedies: generalRemedies({
    name: 'GRVT',
    url: 'https://grvt.io/exchange/account/api-keys',
    open: 'Type grvt.io into the browser yourself, sign in, and open Account → API Keys.',
  }),
});

export const grvt: ExchangeAdapter = {
  ...adapter,
  // ccxt's class would blame the key for every answer without its cookie, and keep the cookie.
  inCcxt: false,
  tells: { ...adapter.tells, permissions: 'partly' },
  collect: async (client, depth) => {
    let body: unknown;
    const read: ExchangeClient['read'] = async (...call) => {
      body = await client.read(...call);
      return body;
    };
    const collected = await adapter.collect({ ...client, read }, depth);
    return { ...collected, calling: described(collected.calling, body) };
  },
};
