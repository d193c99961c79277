import type { Read } from '../adapter.js';

/** The calls, at the host of HTX or of a brand that runs its software. */
export interface HtxReads {
  readonly uid: Read;
  readonly keys: Read;
  readonly subUsers: Read;
  readonly addresses: Read;
}

export interface Pages {
  readonly uid: string;
  readonly keys: string;
  readonly subUsers: string;
  readonly addresses: string;
}

export function readsAt(host: string, documentation: Pages): HtxReads {
  // "Each API Key is limited to 10 times per second" (huobiapi/docs, v1_en), where a call has no limit of its own.
  const common = { method: 'GET', host, rate: { requests: 5, seconds: 1, per: 'key' } } as const;
  return {
    uid: {
      ...common,
      path: '/v2/user/uid',
      ccxt: { api: 'v2Private', path: 'user/uid' },
      needs: 'Read',
      tells: 'the UID whose keys are asked for',
      documentation: documentation.uid,
    },
    keys: {
      ...common,
      path: '/v2/user/api-key',
      ccxt: { api: 'v2Private', path: 'user/api-key' },
      needs: "Read, on a parent user's key",
      tells: 'permissions, IP list, label, state and times of every key of a UID, the calling one among them',
      documentation: documentation.keys,
    },
    subUsers: {
      ...common,
      path: '/v2/sub-user/user-list',
      ccxt: { api: 'v2Private', path: 'sub-user/user-list' },
      needs: "Read, on a parent user's key",
      tells: 'the sub-users, by UID, and whether they are locked',
      documentation: documentation.subUsers,
    },
    addresses: {
      ...common,
      path: '/v2/account/withdraw/address',
      ccxt: { api: 'v2Private', path: 'account/withdraw/address' },
      needs: "Read, on a parent user's key",
      tells: 'how many withdrawal addresses are saved, and whether they are on the whitelist',
      documentation: documentation.addresses,
    },
  };
}
