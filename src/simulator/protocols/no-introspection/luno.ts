import { gate, inHeader, type Part, within } from '../no-introspection.js';

const basic = within(inHeader('authorization'), /^Basic ([\w+/]+={0,2})$/);

const parts: (at: 0 | 1) => Part = (at) => (request) =>
  Buffer.from(basic(request) ?? '', 'base64')
    .toString()
    .split(':')[at] || undefined;

const secretOf = parts(1);

/** www.luno.com/en/developers/api, "Authentication": key and secret, as name and password. */
export const luno = gate({
  paths: ['/api/1/balance'],
  key: parts(0),
  signed: [secretOf],
  isSignedBy: (request, { secret }) => secretOf(request) === secret,
  refused: {
    status: 401,
    body: { error: 'You are not authorised to access this route.', error_code: 'ErrUnauthorised' },
  },
});
