import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CredentialName } from '../../src/model/credentials.ts';

const root = new URL('../../fixtures/credentials/', import.meta.url);

/** What a bot's file must come to, worked out by hand from what the bot documents. */
export interface CredentialCase {
  readonly name: string;
  /** The case's folder. */
  readonly folder: string;
  /** The document that it follows. */
  readonly source: string;
  /** The file that is read; others beside it may belong to it. */
  readonly file: string;
  /** What the process gets; without it, nothing. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The exchange that the configuration says, where the file says none. */
  readonly scanAs?: string;
  /** false where nothing can be signed with what is in it. */
  readonly scan?: boolean;
  readonly keys: readonly ExpectedKey[];
}

export interface ExpectedKey {
  readonly account: string | null;
  readonly exchange: string | null;
  /** All that must be read, as it must be read. */
  readonly credentials: Readonly<Partial<Record<CredentialName, string>>>;
}

/** Formats that have a folder of cases. */
export function formatsWithCases(): readonly string[] {
  return foldersIn(root);
}

export function credentialCases(format: string): readonly CredentialCase[] {
  const folder = new URL(`${format}/`, root);
  return foldersIn(folder).map((name) => {
    const place = new URL(`${name}/`, folder);
    const expected = JSON.parse(readFileSync(new URL('expected.json', place), 'utf8'));
    return { ...expected, name, folder: fileURLToPath(place) };
  });
}

function foldersIn(place: URL): readonly string[] {
  return readdirSync(place, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}
