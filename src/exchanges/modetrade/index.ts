import type { Depth } from '../../model/account.js';
import type { Collected, ExchangeAdapter, ExchangeClient } from '../adapter.js';
import { describeOthers, namelessIn } from '../key-lists.js';
import { failureCode, failures } from './failures.js';
import { describeCallingKey, describeKey, keysIn, withPrefix } from './normalize.js';
import { keyInfo } from './reads.js';
import { remediesOf } from './remedies.js';

interface Brand {
  /** ccxt's. */
  readonly id: string;
  readonly name: string;
  readonly site: string;
}

export const modetrade = adapterOf({ id: 'modetrade', name: 'Mode Trade', site: 'trade.mode.network' });
export const woofipro = adapterOf({ id: 'woofipro', name: 'WOOFi Pro', site: 'pro.woofi.com' });

/** Brands of Orderly Network: one API, which lists all keys of an account, the calling one among them. */
function adapterOf({ id, name, site }: Brand): ExchangeAdapter {
  return {
    id,
    name,
    credentials: ['accountId', 'apiKey', 'secret'],
    // The key is the public half; its secret is not needed to know it.
    publicKeyOf: ({ apiKey = '' }) => withPrefix(apiKey),
    reads: [keyInfo],
    hazards: [],
    tells: {
      permissions: 'partly',
      ipList: 'yes',
      created: 'no',
      modified: 'no',
      expires: 'yes',
      lastUsed: 'no',
      siblings: 'yes',
      subAccounts: 'no',
      safety: 'no',
    },
    failures,
    remedies: remediesOf({
      name,
      url: `https://${site}`,
      open: `Type ${site} into the browser yourself, connect the wallet, and open the page of API keys.`,
    }),
    failureCode,
    collect: (client, depth) => collect(client, name, depth),
  };
}

async function collect(client: ExchangeClient, brand: string, depth: Depth): Promise<Collected> {
  const key = client.publicKey ?? '';
  const keys = keysIn(brand, await client.read(keyInfo), key);
  return {
    identity: client.identify(key),
    calling: describeCallingKey(keys),
    others: depth === 'key' ? [] : describeOthers(client, keys, describeKey),
    refused: namelessIn(keys, brand),
  };
}
