import { createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer } from '../protocol.js';

/** Which codes Deepcoin gives is published nowhere: the gate has one of its own. */
const refused: SimulatedAnswer = {
  status: 401,
  body: { code: '1', msg: 'not as documented at deepcoin.com/docs/authentication', data: null },
};

/** deepcoin.com/docs/authentication: HMAC-SHA256 in base64 over ISO time, method, path with query, and body. */
export const deepcoin: Protocol = {
  owns: (request) => header(request, 'dc-access-key') !== undefined,
  apiKeyOf: (request) => header(request, 'dc-access-key'),
  unknownKey: () => refused,
  refusal: (request, { secret, password }) => {
    const timestamp = header(request, 'dc-access-timestamp') ?? '';
    if (header(request, 'dc-access-passphrase') !== password || Number.isNaN(Date.parse(timestamp))) {
      return refused;
    }
    const { method, path, query, body } = request;
    const signed = `${timestamp}${method}${path}${query === '' ? '' : `?${query}`}${body}`;
    const expected = createHmac('sha256', secret).update(signed).digest('base64');
    return header(request, 'dc-access-sign') === expected ? undefined : refused;
  },
  notFound: { status: 404, body: '404 page not found' },
};
