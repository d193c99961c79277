import { expect, it } from 'vitest';
import { connectionFailure } from './connection-failure.ts';

const failed = (code: string) => connectionFailure(Object.assign(new Error('CANARY'), { code })).why;

// https://nodejs.org/api/tls.html#x509-certificate-error-codes.
it.each([
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_SSL_CERTIFICATE_VERIFY_FAILED',
])('%s is a certificate that is not trusted', (code) => {
  expect(failed(code)).toContain('certificate is not trusted');
  expect(failed(code)).toContain(code);
});

it.each(['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG'])(
  '%s is no word about a certificate',
  (code) => {
    expect(failed(code)).toMatch(/TLS/);
    expect(failed(code)).not.toContain('certificate');
  },
);
