import {
  header,
  type Protocol,
  parametersOf,
  type SimulatedAnswer,
  type SimulatedCredentials,
  type SimulatedRequest,
} from '../protocol.js';

/** What is found somewhere in a request; undefined where it is not there, or empty. */
export type Part = (request: SimulatedRequest) => string | undefined;

/** The gate of an exchange that tells nothing of its keys: ccxt signs, so that it looks at little. */
export interface Gate {
  /** The paths that are this exchange's; no other exchange's requests for them have such a key. */
  readonly paths: readonly string[];
  /** Where the request names the key. */
  readonly key: Part;
  /** What must be there beside the key, the signature first. */
  readonly signed: readonly Part[];
  /** Whether the signature is the one of these credentials; left out where only its presence counts. */
  readonly isSignedBy?: (request: SimulatedRequest, credentials: SimulatedCredentials) => boolean;
  /** In the exchange's words, to a key that it does not know, and to a signature that is missing or wrong. */
  readonly refused: SimulatedAnswer;
  /** To a nonce that is not higher than the one before, where they must grow. */
  readonly nonce?: { readonly part: Part; readonly refused: SimulatedAnswer };
}

export function gate({ paths, key, signed, isSignedBy, refused, nonce }: Gate): Protocol {
  return {
    owns: (request) => paths.includes(request.path) && key(request) !== undefined,
    apiKeyOf: key,
    unknownKey: () => refused,
    refusal: (request, credentials, _now, memory) => {
      if (signed.some((part) => part(request) === undefined)) return refused;
      if (isSignedBy?.(request, credentials) === false) return refused;
      if (nonce === undefined) return undefined;
      const count = Number(nonce.part(request) ?? Number.NaN);
      if (!(count > Number(memory.get('nonce') ?? 0))) return nonce.refused;
      memory.set('nonce', String(count));
      return undefined;
    },
    notFound: { status: 404, body: {} },
  };
}

/** A header. */
export function inHeader(name: string): Part {
  return (request) => header(request, name.toLowerCase());
}

/** A parameter: of the query of a GET, of the body (a form's, or JSON) of a POST. */
export function inParameter(name: string): Part {
  return (request) => parametersOf(request).get(name) || undefined;
}

/** What an expression captures of another part: of a header with several things in it. */
export function within(part: Part, expression: RegExp): Part {
  return (request) => expression.exec(part(request) ?? '')?.[1];
}

/** A claim of the JSON Web Token in the Authorization header. */
export function inToken(claim: string): Part {
  const payload = within(inHeader('authorization'), /^Bearer [\w-]+\.([\w-]+)\.[\w-]+$/);
  return (request) => field(payload(request), 'base64url', claim);
}

/** A field of the JSON that another part has in base64. */
export function inPayload(part: Part, name: string): Part {
  return (request) => field(part(request), 'base64', name);
}

function field(text: string | undefined, encoding: 'base64' | 'base64url', name: string): string | undefined {
  try {
    const fields = JSON.parse(Buffer.from(text ?? '', encoding).toString()) as Record<string, unknown>;
    return fields[name] === undefined ? undefined : String(fields[name]);
  } catch {
    return undefined;
  }
}
