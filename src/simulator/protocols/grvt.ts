import { header, type Protocol, parametersOf, type SimulatedAnswer } from '../protocol.js';

const login = '/auth/api_key/login';

function error(code: number, message: string, status: number): SimulatedAnswer {
  return { status, body: { code, message, status } };
}

/** api-docs.grvt.io, "API Key Login": the key alone, in JSON, with the cookie that asks for another. */
export const grvt: Protocol = {
  owns: ({ method, path }) => method === 'POST' && path === login,
  apiKeyOf: (request) => parametersOf(request).get('api_key') ?? undefined,
  unknownKey: () => error(1000, 'You need to authenticate prior to using this functionality', 401),
  refusal: (request) => {
    const isLogin =
      header(request, 'content-type') === 'application/json' &&
      header(request, 'cookie') === 'rm=true;' &&
      [...parametersOf(request).keys()].join() === 'api_key';
    return isLogin ? undefined : error(1003, 'Request could not be processed due to malformed syntax', 400);
  },
  notFound: error(1004, 'Data Not Found', 404),
};
