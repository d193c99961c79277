import { createHmac } from 'node:crypto';
import type { Protocol, SimulatedAnswer, SimulatedRequest } from '../protocol.js';

/** The older form of an error, which is what the gate in front of all calls answers. */
function error(message: string, code = 'api-signature-not-valid', status = 200): SimulatedAnswer {
  const body = {
    status: 'error',
    'err-code': code,
    'err-msg': `Signature not valid: ${message}`,
    data: null,
  };
  return { status, body };
}

const param = ({ query }: SimulatedRequest, name: string) =>
  new URLSearchParams(query).get(name) ?? undefined;

/**
 * www.htx.com/en-us/opend/newApiPages, "Authentication", HmacSHA256; errors as in huobiapi/docs, v1_en.
 * @param host the one that is signed, whatever address was asked
 */
function gateAt(host: string): Protocol {
  return {
    owns: (request) =>
      (param(request, 'AccessKeyId') !== undefined && param(request, 'SignatureVersion') !== undefined) ||
      /^\/v2\/(user\/(uid|api-key)|sub-user\/user-list)$/.test(request.path),
    apiKeyOf: (request) => param(request, 'AccessKeyId'),
    unknownKey: (request) =>
      param(request, 'AccessKeyId') === undefined
        ? error('Login required', 'login-required')
        : error('Incorrect Access key [Access key错误]'),
    refusal: (request, { secret }, now) => {
      const { method, path, query } = request;
      const timestamp = param(request, 'Timestamp');
      const signature = param(request, 'Signature');
      if (timestamp === undefined || signature === undefined)
        return error('Login required', 'login-required');
      const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(timestamp) ? Date.parse(`${timestamp}Z`) : 0;
      if (Math.abs(now.getTime() - time) > 300_000) return error('Invalid timestamp');
      if (param(request, 'SignatureMethod') !== 'HmacSHA256' || param(request, 'SignatureVersion') !== '2') {
        return error('Incorrect signature method');
      }
      // Sorted by their encoded text, in the order of ASCII.
      const params = query.split('&').filter((pair) => !pair.startsWith('Signature='));
      const signed = [method, host, path, params.toSorted().join('&')].join('\n');
      const expected = createHmac('sha256', secret).update(signed).digest('base64');
      return signature === expected
        ? undefined
        : { status: 200, body: { code: 1003, message: 'invalid signature' } };
    },
    notFound: error('Not found', 'method-not-allowed', 405),
  };
}

export const htx = gateAt('api.huobi.pro');
export const bittrade = gateAt('api-cloud.bittrade.co.jp');
