import { createHmac } from 'node:crypto';
import { gate, inHeader, inParameter } from '../no-introspection.js';

const signature = inHeader('TAPI-MAC');
const nonce = inParameter('tapi_nonce');

const error = (code: number) => ({ status: 200, body: { status_code: code, error_message: 'invented' } });

/** www.mercadobitcoin.com.br/trade-api, "Autenticação". Codes and text of the refusals are invented. */
export const mercado = gate({
  paths: ['/tapi/v3/'],
  key: inHeader('TAPI-ID'),
  signed: [signature, nonce],
  isSignedBy: (request, { secret }) =>
    signature(request) ===
    createHmac('sha512', secret).update(`${request.path}?${request.body}`).digest('hex'),
  refused: error(999),
  nonce: { part: nonce, refused: error(998) },
});
