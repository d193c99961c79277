import { createHmac } from 'node:crypto';
import type { Read, Signed, Unsigned } from '../adapter.js';
import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'Independent Reserve';

const accounts: Read = {
  method: 'POST',
  host: 'api.independentreserve.com',
  path: '/Private/GetAccounts',
  ccxt: { api: 'private', path: 'GetAccounts' },
  needs: 'Read-only',
  tells: 'that the key works: the balances come',
  documentation: 'https://www.independentreserve.com/API#GetAccounts',
  // Its limit is not known; ccxt asks once a second.
  rate: { requests: 1, seconds: 2, per: 'key' },
};

export const independentreserve = withoutIntrospection({
  id: 'independentreserve',
  name,
  credentials: ['apiKey', 'secret'],
  note: 'A key has one of several levels of access, from Read-only to Full access; which, is not told.',
  aliveness: accounts,
  hazards: [
    {
      name: 'nonce',
      what: 'A nonce that is far above those of a bot with the same key could have its calls refused.',
      handling: 'avoided',
      how: 'Requests can have a time at which they end in place of a nonce, and those of keyaudit do.',
    },
  ],
  sign,
  isAnswer: (body) =>
    Array.isArray(body) &&
    body.length > 0 &&
    body.every((row) => typeof asObject(row)?.CurrencyCode === 'string'),
  failureCode: (body) => idText(asObject(body)?.ErrorCode),
  // An error is {"Message": "…"}, and its texts are documented nowhere.
  failures: { 'HTTP 401': { kind: 'invalid-credentials' } },
  remedies: generalRemedies({
    name,
    url: 'https://portal.independentreserve.com/settings/api-keys',
    open: 'Type independentreserve.com into the browser yourself, sign in, and open Settings → API Keys.',
  }),
});

/**
 * The address and the parameters, in their order, are signed. The official client knows two ways to keep a request
 * from being sent again: a nonce that grows, or `expiry`, in seconds (independentreserve/dotNetApiClient, Client.cs).
 */
function sign({ apiKey, secret, nowMs }: Unsigned): Signed {
  const expiry = String(Math.floor(nowMs / 1000) + 30);
  const message = [`https://${accounts.host}${accounts.path}`, `apiKey=${apiKey}`, `expiry=${expiry}`].join(
    ',',
  );
  const signature = createHmac('sha256', secret).update(message).digest('hex').toUpperCase();
  return {
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ apiKey, expiry, signature }),
  };
}
