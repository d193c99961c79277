import type { Hazard, Tells } from '../adapter.js';
import type { KeyRules } from './normalize.js';
import type { Pages } from './reads.js';
import type { Page } from './remedies.js';

/** HTX, or a brand that runs its software. */
export interface Site extends KeyRules {
  readonly id: string;
  readonly host: string;
  readonly documentation: Pages;
  readonly page: Page;
  readonly hazards: readonly Hazard[];
  readonly tells: Tells;
  /** Whether the site documents that it answers these calls. Where it does not, a refusal says nothing of the key. */
  readonly isDocumented: boolean;
}

const docs = 'https://www.htx.com/en-us/opend/newApiPages/?id=';

export const htxSite: Site = {
  id: 'htx',
  name: 'HTX',
  host: 'api.huobi.pro',
  documentation: {
    uid: 'https://huobiapi.github.io/docs/spot/v1/en/#get-uid',
    keys: `${docs}7ec52c92-7773-11ed-9966-0242ac110003`,
    subUsers: 'https://huobiapi.github.io/docs/spot/v1/en/#get-sub-user-39-s-list',
    addresses: `${docs}7ec50654-7773-11ed-9966-0242ac110003`,
  },
  page: { website: 'www.htx.com', url: 'https://www.htx.com/apikey/', way: 'open its page of API keys' },
  hazards: [
    {
      name: 'idle-timer',
      what:
        'HTX switches a key that can trade or withdraw and has no IP addresses off once it was not used for 90 ' +
        'days; an audit may count as a use, and start the 90 days again.',
      handling: 'inherent',
      how:
        'Bots and funds are not touched by it, but a forgotten key may live on for as long as it is audited. ' +
        'Keys with IP addresses do not end.',
    },
  ],
  tells: {
    permissions: 'yes',
    ipList: 'yes',
    created: 'yes',
    modified: 'yes',
    expires: 'partly',
    lastUsed: 'no',
    siblings: 'yes',
    subAccounts: 'yes',
    safety: 'partly',
  },
  isDocumented: true,
  explainsTrade: true,
};

/** BitTrade, formerly Huobi Japan: ccxt knows the calls, BitTrade's own documentation does not show them. */
export const bittradeSite: Site = {
  id: 'bittrade',
  name: 'BitTrade',
  host: 'api-cloud.bittrade.co.jp',
  documentation: {
    uid: 'https://huobiapi.github.io/docs/spot/v1/en/#get-uid',
    keys: 'https://huobiapi.github.io/docs/spot/v1/en/#api-key-query',
    subUsers: 'https://huobiapi.github.io/docs/spot/v1/en/#get-sub-user-39-s-list',
    addresses: 'https://huobiapi.github.io/docs/spot/v1/en/#query-withdraw-address',
  },
  page: {
    website: 'www.bittrade.co.jp',
    url: 'https://www.bittrade.co.jp/',
    way: 'go to マイページ (my page) → API',
  },
  hazards: [],
  tells: {
    permissions: 'partly',
    ipList: 'partly',
    created: 'partly',
    modified: 'partly',
    expires: 'partly',
    lastUsed: 'no',
    siblings: 'partly',
    subAccounts: 'partly',
    safety: 'no',
  },
  isDocumented: false,
  explainsTrade: false,
};
