import type { Collected, ExchangeAdapter, ExchangeClient } from '../adapter.js';
import { asObject, idText } from '../readers.js';
import { failures } from './failures.js';
import { describeKey, keyInfoOf } from './normalize.js';
import { keyInfo } from './reads.js';
import { remedies } from './remedies.js';

/** BloFin tells of the calling key alone, and of its rights only whether there are any besides reading. */
export const blofin: ExchangeAdapter = {
  id: 'blofin',
  name: 'BloFin',
  credentials: ['apiKey', 'secret', 'password'],
  reads: [keyInfo],
  hazards: [
    {
      name: 'nonce',
      what:
        'BloFin refuses a nonce that a key has used within 60 seconds; that of keyaudit, as of many bots, is the ' +
        'time in milliseconds, so that of two requests in the same millisecond the later one is refused.',
      handling: 'inherent',
      how:
        'Nonces need not grow, so that nothing but that one request is touched, and there is one call for a key ' +
        'in an audit.',
    },
    {
      name: 'idle-timer',
      what:
        'BloFin ends a key without IP addresses after 90 days; an older version of its documentation says 90 ' +
        'days without use, and then an audit is a use.',
      handling: 'inherent',
      how:
        'Bots and funds are not touched by it, but a forgotten key may live on for as long as it is audited. ' +
        'Keys with IP addresses do not end.',
    },
  ],
  tells: {
    permissions: 'partly',
    ipList: 'yes',
    created: 'yes',
    modified: 'no',
    expires: 'partly',
    lastUsed: 'no',
    siblings: 'no',
    subAccounts: 'no',
    safety: 'no',
  },
  failures,
  remedies,

  failureCode: (body) => {
    const code = idText(asObject(body)?.code);
    return code === '0' ? undefined : code;
  },

  collect: async (client: ExchangeClient): Promise<Collected> => ({
    calling: describeKey(keyInfoOf(await client.read(keyInfo))),
    others: [],
    refused: [],
  }),
};
