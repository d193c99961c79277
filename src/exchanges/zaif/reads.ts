import type { Read } from '../adapter.js';

export const rights: Read = {
  // It changes nothing but the key's highest nonce, as all of Zaif's private calls do.
  method: 'POST',
  host: 'api.zaif.jp',
  path: '/tapi',
  // One address answers everything, and trades and withdraws too: the method is part of what is declared.
  fixed: { method: 'get_info2' },
  ccxt: { api: 'private', path: 'get_info2' },
  needs: 'info',
  tells: 'the rights of the calling key',
  documentation: 'https://zaif-api-document.readthedocs.io/ja/latest/TradingAPI.html',
  // 20 in 10 seconds.
  rate: { requests: 10, seconds: 10, per: 'key' },
};
