import type { Read } from '../adapter.js';

const host = 'api.pacifica.fi';

/** Both calls are signed, and only read, though they are POSTs. An address has 100 credits a minute, a call costs one. */
export const agents: Read = {
  method: 'POST',
  host,
  path: '/api/v1/agent/list',
  ccxt: { api: 'private', path: 'agent/list' },
  needs: "the account's own key; whether an agent is told is not documented",
  tells: 'the agents that may sign for the account',
  documentation: 'https://docs.pacifica.fi/api-documentation/api/signing/api-agent-keys',
  rate: { requests: 10, seconds: 60, per: 'address' },
};

export const addresses: Read = {
  method: 'POST',
  host,
  path: '/api/v1/agent/ip_whitelist/list',
  ccxt: { api: 'private', path: 'agent/ip_whitelist/list' },
  needs: 'the same',
  tells: "an agent's IP whitelist",
  documentation: 'https://github.com/pacifica-fi/python-sdk/blob/main/rest/api_agent_keys_detailed.py',
  rate: { requests: 40, seconds: 60, per: 'address' },
};
