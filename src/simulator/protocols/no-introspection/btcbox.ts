import { createHash, createHmac } from 'node:crypto';
import { gate, inParameter } from '../no-introspection.js';

const signature = inParameter('signature');
const nonce = inParameter('nonce');

const error = (code: string) => ({ status: 200, body: { result: false, code } });

/** blog.btcbox.jp/en/archives/8762: signed with the MD5 of the secret. */
export const btcbox = gate({
  paths: ['/api/v1/balance'],
  key: inParameter('key'),
  signed: [signature, nonce],
  isSignedBy: (request, { secret }) =>
    signature(request) ===
    createHmac('sha256', createHash('md5').update(secret).digest('hex'))
      .update(request.body.replace(/&signature=.*$/, ''))
      .digest('hex'),
  refused: error('104'),
  nonce: { part: nonce, refused: error('106') },
});
