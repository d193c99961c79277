const redacted = '[redacted]';

/**
 * A text that must not be seen: an API key, its secret, a passphrase. Printing, inspecting, serializing
 * or interpolating it gives `[redacted]`; the text is private to the class, so that no walk over an
 * object's properties finds it. It is opened with `reveal` in few places only: where a request is signed
 * (exchanges/client.ts), where a key is given a name for reports (exchanges/identity.ts), where it is handed to what
 * keeps it (credentials/entry.ts, credentials/age-format.ts), a bot's password, where the bot's file is decrypted
 * (credentials/formats/hummingbot/keyfile.ts), and what a message to somebody is sent or signed with
 * (notifiers/sealed.ts).
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  equals(other: Secret): boolean {
    return this.#text === other.#text;
  }

  /** The given text with this secret blotted out, should somebody else (an exchange, an error) have put it there. */
  redactFrom(text: string): string {
    return this.#text.length < 4 ? text : text.replaceAll(this.#text, redacted);
  }

  toString(): string {
    return redacted;
  }

  toJSON(): string {
    return redacted;
  }

  [Symbol.toPrimitive](): string {
    return redacted;
  }

  /** What `console.log` and `util.inspect` show. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return redacted;
  }
}
