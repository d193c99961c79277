import { gate, inHeader } from '../no-introspection.js';

/** api.blockchain.com/v3: the key itself is sent. */
export const blockchaincom = gate({
  paths: ['/v3/exchange/accounts'],
  key: inHeader('X-API-Token'),
  signed: [],
  refused: {
    status: 401,
    body: {
      timestamp: '2021-10-21T15:13:58.837+00:00',
      status: 401,
      error: 'Unauthorized',
      message: '',
      path: '/accounts',
    },
  },
});
