import { known } from '../../src/model/fact.ts';
import type { KeyFile } from '../../src/model/key-file.ts';

/** A bot's file that nobody else can read, in no repository. */
export function keyFile(overrides: Partial<KeyFile> = {}): KeyFile {
  return {
    path: 'bot/keys.json',
    isLink: false,
    isMounted: false,
    isMovable: false,
    protection: known('none'),
    readableBy: known([]),
    isFolderClosed: known(false),
    repository: known('none'),
    ...overrides,
  };
}
