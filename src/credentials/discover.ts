import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AccountError } from '../model/account-error.js';
import { type Credentials, credentialNames, type NamedPath } from '../model/credentials.js';
import { type FileTools, type ReadFile, readCredentialFile } from './credential-file.js';
import type { CredentialFormat } from './formats/format.js';
import { allFormats } from './formats/index.js';
import { looksLikeKey } from './key-like.js';
import { maxFileBytes, readText } from './read-text.js';
import { credentialError } from './secret-text.js';
import type { StoredKey } from './stored-key.js';

/** A bot's file that was found, with its keys. */
export type FoundFile = NamedPath & ReadFile;

/** What a search came to. */
export interface Discovery {
  /** In the order of their paths. */
  readonly files: readonly FoundFile[];
  /** Sentences about what is called like a bot's file and could not be read, and about what was not looked at. */
  readonly notices: readonly string[];
  /** Whether all was read that the search came upon; its depth is no gap. */
  readonly isWhole: boolean;
}

/** How far a search goes. */
export interface SearchLimits {
  /** Folders below the one that is searched. */
  readonly depth: number;
  /** Names of files and folders that are looked at. */
  readonly entries: number;
}

/** Bots lie a few folders below a home directory; a home directory has some hundred thousand files. */
const usualLimits: SearchLimits = { depth: 6, entries: 200_000 };

/** Folders of programs and their caches: large, and nobody's own files. */
const passedOver: ReadonlySet<string> = new Set([
  'node_modules',
  'bower_components',
  'vendor',
  'site-packages',
  'dist-packages',
  '__pycache__',
  'venv',
  'target',
  '.git',
  '.hg',
  '.svn',
  '.venv',
  '.tox',
  '.cache',
  '.npm',
  '.cargo',
  '.rustup',
  '.conda',
]);

/**
 * Looks for bots' files in a folder and below. Opens only files that are called like one of a bot; follows no link to
 * a folder, so that it comes to an end.
 *
 * @throws AccountError of kind `credential-source` where the folder itself cannot be read
 */
export async function discover(
  root: NamedPath,
  tools: FileTools,
  limits: SearchLimits = usualLimits,
): Promise<Discovery> {
  const formats = await allFormats();
  const { candidates, gaps, ends } = await findCandidates(root, formats, limits);
  const files: FoundFile[] = [];
  for (const { likely, ...place } of candidates) {
    try {
      const read = await readCredentialFile(place, likely, tools);
      const keys = read?.keys.filter(({ names }) => names.length > 0) ?? [];
      if (read !== null && keys.length > 0) files.push({ ...place, ...read, keys });
      if (read === null && (await mayHoldKey(place, likely, tools)))
        gaps.push(
          `${place.shown} seems to hold a key, in a shape that keyaudit does not know. It was not read.`,
        );
    } catch (error) {
      if (!(error instanceof AccountError)) throw error;
      gaps.push(error.message);
    }
  }
  const taken = await Promise.all(files.map(async (file) => await isTakenIn(file, files)));
  return {
    files: files.filter((_, at) => !taken[at]),
    notices: [...gaps, ...ends],
    isWhole: gaps.length === 0,
  };
}

/**
 * Whether another file takes this one in, with all its keys: that is read there, as its bot reads it. A key over which
 * the other file's own wins is one more.
 */
async function isTakenIn(file: FoundFile, files: readonly FoundFile[]): Promise<boolean> {
  const takers = files.filter(({ format, takesIn }) => format === file.format && takesIn.includes(file.path));
  if (takers.length === 0) return false;
  const wholes = await Promise.all(takers.flatMap(({ keys }) => keys.map(openAll)));
  const parts = await Promise.all(file.keys.map(openAll));
  return parts.every((part) => wholes.some((whole) => isPartOf(part, whole)));
}

/** null for a key that cannot be right. */
async function openAll({ names, open }: StoredKey): Promise<Credentials | null> {
  return await open(names).catch((error: unknown) => {
    if (error instanceof AccountError) return null;
    throw error;
  });
}

function isPartOf(part: Credentials | null, whole: Credentials | null): boolean {
  if (part === null || whole === null) return false;
  return credentialNames.every((name) => {
    const [own, other] = [part[name], whole[name]];
    return own === undefined || (other !== undefined && own.equals(other));
  });
}

/** What other programs call their files too is not looked into: it mostly has secrets that are no exchange's. */
const onlyBots = ['ccxt', 'hummingbot', 'jesse', 'passivbot'];

async function mayHoldKey(
  { path, shown }: NamedPath,
  likely: readonly CredentialFormat[],
  { signal }: FileTools,
): Promise<boolean> {
  if (!likely.some(({ id }) => onlyBots.includes(id))) return false;
  return looksLikeKey(await readText(path, shown, maxFileBytes, { signal }));
}

interface Candidate extends NamedPath {
  readonly likely: readonly CredentialFormat[];
}

async function findCandidates(root: NamedPath, formats: readonly CredentialFormat[], limits: SearchLimits) {
  const candidates: Candidate[] = [];
  const [gaps, ends]: [string[], string[]] = [[], []];
  for await (const { path, shown, entry } of filesBelow(root, limits, gaps, ends)) {
    const slashed = path.replaceAll('\\', '/');
    const likely = formats.filter(({ isNamedLike }) => isNamedLike(slashed));
    if (likely.length > 0 && (await isFile({ path, shown }, entry, gaps)))
      candidates.push({ path, shown, likely });
  }
  return { candidates: candidates.toSorted((one, other) => (one.path < other.path ? -1 : 1)), gaps, ends };
}

/** Level by level: where it ends early, the nearest files have been seen. */
async function* filesBelow(
  root: NamedPath,
  { depth, entries: mostEntries }: SearchLimits,
  gaps: string[],
  ends: string[],
) {
  let level: readonly NamedPath[] = [root];
  let seen = 0;
  for (let below = 0; level.length > 0; below += 1) {
    if (below > depth) {
      ends.push(`What lies more than ${depth} folders below ${root.shown} was not searched.`);
      return;
    }
    const next: NamedPath[] = [];
    for (const folder of level) {
      for (const entry of await entriesOf(folder, root, gaps)) {
        seen += 1;
        if (seen > mostEntries) {
          gaps.push(`${root.shown} holds more than ${mostEntries} files; the rest was not searched.`);
          return;
        }
        const place = { path: join(folder.path, entry.name), shown: join(folder.shown, entry.name) };
        if (!entry.isDirectory()) yield { ...place, entry };
        else if (!passedOver.has(entry.name)) next.push(place);
      }
    }
    level = next;
  }
}

async function entriesOf(folder: NamedPath, root: NamedPath, gaps: string[]): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder.path, { withFileTypes: true });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    const problem = `${folder.shown} ${reasons[code] ?? `could not be searched (${code})`}`;
    if (folder === root) throw credentialError(problem);
    gaps.push(`${problem}.`);
    return [];
  }
}

const reasons: Readonly<Partial<Record<string, string>>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'is no folder',
  EACCES: 'may not be read by this user',
};

/** A link to a file is what its bot reads; a device or a pipe is nobody's. */
async function isFile({ path, shown }: NamedPath, entry: Dirent, gaps: string[]): Promise<boolean> {
  if (entry.isFile()) return true;
  if (!entry.isSymbolicLink()) return false;
  const target = await stat(path).catch(() => null);
  if (target === null) gaps.push(`${shown} is a link that leads nowhere.`);
  return target?.isFile() === true;
}
