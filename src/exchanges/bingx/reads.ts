import type { Read } from '../adapter.js';

const host = 'open-api.bingx.com';
const docs = 'https://bingx-api.github.io/docs-v3/#/en/Account%20and%20Wallet/Sub-account%20Management';
const skills = 'https://github.com/BingX-API/api-ai-skills/blob/main/skills/sub-account/api-reference.md';
const account = ['account', 'v1', 'private'];

export const apiPermissions: Read = {
  method: 'GET',
  host,
  path: '/openApi/v1/account/apiPermissions',
  ccxt: { api: account, path: 'account/apiPermissions' },
  needs: 'Read',
  tells: 'permissions, IP list and label of the calling key',
  documentation: `${docs}/%20Query%20API%20KEY%20Permissions`,
  // 2 or 5 a second and user; the sources differ.
  rate: { requests: 1, seconds: 1, per: 'key' },
};

export const apiRestrictions: Read = {
  method: 'GET',
  host,
  path: '/openApi/v1/account/apiRestrictions',
  ccxt: { api: account, path: 'account/apiRestrictions' },
  needs: 'Read',
  tells: 'creation time of the calling key, whether addresses are restricted, and some permissions again',
  documentation: skills,
  // 5 a second and user; the limit of the call above in case it is one with it.
  rate: { requests: 1, seconds: 1, per: 'key' },
};

export const accountUid: Read = {
  method: 'GET',
  host,
  path: '/openApi/account/v1/uid',
  ccxt: { api: account, path: 'uid' },
  needs: 'Read',
  tells: "the account's UID, which lists of keys are asked for by",
  documentation: `${docs}/%20Query%20Account%20UID`,
  // 5 or 10 a second and user.
  rate: { requests: 2, seconds: 1, per: 'key' },
};

export const apiKeys: Read = {
  method: 'GET',
  host,
  path: '/openApi/account/v1/apiKey/query',
  ccxt: { api: account, path: 'apiKey/query' },
  needs: "Read, on a main account's key",
  tells:
    "permissions, IP list, label and times of creation and last change of an account's or a sub-account's keys",
  documentation: `${docs}/%20Query%20API%20Key%20Information`,
  // 5 a second and user.
  rate: { requests: 2, seconds: 1, per: 'key' },
};

export const subAccounts: Read = {
  method: 'GET',
  host,
  path: '/openApi/subAccount/v1/list',
  ccxt: { api: ['subAccount', 'v1', 'private'], path: 'list' },
  needs: "Read, on a main account's key",
  tells: 'the sub-accounts, by UID, and whether they are frozen',
  documentation: `${docs}/%20Query%20Sub-account%20List`,
  // 1 or 5 a second and user; the sources differ.
  rate: { requests: 1, seconds: 2, per: 'key' },
};
