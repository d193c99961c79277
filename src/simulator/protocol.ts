import type { IncomingHttpHeaders } from 'node:http';

/** A request as an exchange's gate sees it. */
export interface SimulatedRequest {
  readonly method: string;
  readonly path: string;
  /** The text after the question mark, as sent; what is signed is the text, not its meaning. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface SimulatedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** The secrets of a key that the simulator knows. */
export interface SimulatedCredentials {
  readonly apiKey: string;
  readonly secret: string;
  readonly password?: string;
  readonly uid?: string;
  readonly accountId?: string;
  readonly login?: string;
  readonly walletAddress?: string;
  readonly privateKey?: string;
  readonly token?: string;
}

/** What an exchange remembers of a key from one request to the next: its highest nonce. */
export type KeyMemory = Map<string, string>;

/** How one exchange lets requests in, and how it words a refusal. */
export interface Protocol {
  /**
   * How much of a signature is looked at; left out, all of it. `form`: only what every signature looks like, since
   * whose it is takes rare arithmetic; `none`: the questions are public, and nobody signs.
   */
  readonly signatures?: 'form' | 'none';
  /** Whether a request is meant for this exchange. */
  owns(request: SimulatedRequest): boolean;
  /** The API key that a request names, or what stands for one: an address, an account's id. */
  apiKeyOf(request: SimulatedRequest): string | undefined;
  /** The answer to a request without a key, or with one that the exchange does not know. */
  unknownKey(request: SimulatedRequest): SimulatedAnswer;
  /**
   * The exchange's error where the request is not signed as documented; undefined where it is.
   * @param memory the key's own; empty when the simulator starts
   */
  refusal(
    request: SimulatedRequest,
    credentials: SimulatedCredentials,
    now: Date,
    memory: KeyMemory,
  ): SimulatedAnswer | undefined;
  /** The answer to an endpoint that there is not. */
  readonly notFound: SimulatedAnswer;
}

/**
 * The parameters of a request: of its query, or of a body in a form's encoding or in JSON, where they may be in an
 * object of their own.
 */
export function parametersOf({ method, query, body }: SimulatedRequest): URLSearchParams {
  if (method !== 'POST') return new URLSearchParams(query);
  if (!body.startsWith('{')) return new URLSearchParams(body);
  const fields = Object.entries(jsonOf(body)).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value)
      : [[name, value] as const],
  );
  return new URLSearchParams(fields.map(([name, value]): [string, string] => [name, String(value)]));
}

/** What a body in JSON holds; nothing where it is no object, or broken. */
export function jsonOf(body: string): Readonly<Record<string, unknown>> {
  try {
    return body.startsWith('{') ? JSON.parse(body) : {};
  } catch {
    return {};
  }
}

/** A header's text; undefined where it is missing or empty. */
export function header(request: SimulatedRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
