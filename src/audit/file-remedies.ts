import type { KeyFile } from '../model/key-file.js';
import type { FileRemedyId, Remedy } from '../model/remedy.js';
import { ignoreLine, shellWord } from './shell.js';

/** A file, and what is known of it that makes a difference to what is to be done. */
type About = Pick<KeyFile, 'path' | 'isLink' | 'isMounted' | 'readableBy' | 'repository'>;

/**
 * What to do about a file, as commands to run in the working directory.
 * @param users the accounts whose keys lie in it
 * @param exchange of the one that tells of it: its id, and as people call it
 */
export function fileRemedies(
  file: About,
  users: readonly string[],
  exchange: { readonly id: string; readonly name: string },
): Readonly<Record<FileRemedyId, Remedy>> {
  const path = shellWord(file.path);
  const { folder, name } = split(file.path);
  return {
    'close-file': file.isMounted ? closeMount : closeFile(file, path),
    'take-out-of-repository': takeOut(file, users, exchange.name),
    'treat-as-plain': remedy(
      'Treat the file as if the key stood in it in plain text.',
      `Let nobody but yourself read it: ${command(`chmod 600 ${path}`)}`,
      'Keep it out of backups, shared folders and repositories.',
      'Give the key only the rights that the bot needs, never withdrawals, and an IP list.',
    ),
    'move-to-keychain': remedy(
      'Move the key to the keychain.',
      `Store it there: ${command(`keyaudit keys add ${shellWord(users[0] ?? 'NAME')} --exchange ${exchange.id}`)}`,
      "Take the account's `credentials` out of the configuration, or name the entry: `credentials: { keychain: … }`.",
      `Scan once, and delete the file: ${command(`rm ${path}`)}`,
    ),
    'look-at-file': remedy(
      'Look by hand how the file is kept.',
      `Who can read it: ${command(`ls -lL ${path}`)}`,
      `Whether it is in a repository: ${command(`${git(folder)} status --short --ignored -- ${name}`)}`,
    ),
  };
}

function remedy(summary: string, ...steps: readonly string[]): Remedy {
  return { summary, steps, url: '' };
}

function command(text: string): string {
  return `\`${text}\``;
}

const closeMount = remedy(
  'Have the file mounted for the one user who needs it.',
  'Kubernetes: set `defaultMode: 0400` at the volume of the secret, and `fsGroup` or `runAsUser` of the pod to match.',
  'Docker and Compose: set `mode: 0400` and `uid` where the service names the secret.',
);

function closeFile({ readableBy }: About, path: string): Remedy {
  const isForeign = readableBy.known && readableBy.value.includes('owner');
  return remedy(
    'Let nobody but yourself read the file.',
    ...(isForeign ? [`Make it yours: ${command(`sudo chown "$(id -un)" ${path}`)}`] : []),
    `Close it: ${command(`chmod 600 ${path}`)}`,
    'If a program of another user needs it, run that program and keep the file under one user.',
    'If others may have read it, replace the key at its exchange.',
  );
}

function takeOut(file: About, users: readonly string[], exchange: string): Remedy {
  const { folder, name } = split(file.path);
  const state = file.repository.known ? file.repository.value : 'tracked';
  const isIndexed = state === 'tracked' || state === 'staged';
  const line = ignoreLine(split(file.path).rawName);
  const ignore =
    line === null
      ? 'Move the file out of the work tree: no line of a .gitignore can name it.'
      : `Have git ignore it: add the line ${command(line)} to the file .gitignore beside it.`;
  const steps = [
    ...(state === 'tracked' || state === 'in-history' ? replaceKey(users, exchange) : []),
    ...(file.isLink ? ['The path is a link: do the rest in the folder of the file that it leads to.'] : []),
    ...(isIndexed
      ? [`Take it out, and keep it on the disk: ${command(`${git(folder)} rm --cached -- ${name}`)}`]
      : []),
    ignore,
    ...(state === 'tracked'
      ? ['Commit both. The history keeps the old key, which is why it must be replaced.']
      : []),
  ];
  return remedy(summaries[state] ?? summaries.tracked, ...steps);
}

const summaries: Readonly<Record<string, string>> & { readonly tracked: string } = {
  tracked: 'Replace the key, then take the file out of the repository.',
  'in-history': 'Replace the key, unless you know that no commit has it.',
  staged: 'Take the file out of the next commit.',
  'not-ignored': 'Have git ignore the file, or keep it somewhere else.',
};

function replaceKey(names: readonly string[], exchange: string): readonly string[] {
  const [whose, make] =
    names.length === 1
      ? [exchange, `${exchange} into the browser yourself, and make a new key for ${names[0]}; give it`]
      : [
          'an exchange',
          `each exchange into the browser yourself, and make new keys for ${listed(names)}; give them`,
        ];
  return [
    `Type the address of ${make} to your program, and delete what it replaces.`,
    `Nobody from ${whose} ever asks you to make a key: whoever called you was not from there.`,
  ];
}

const mostNames = 5;

function listed(names: readonly string[]): string {
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : '';
  return names.slice(0, mostNames).join(', ') + more;
}

/** The folder and the name, each as a word of a command line; the folder is empty for the working directory. */
function split(path: string): { readonly folder: string; readonly name: string; readonly rawName: string } {
  const isWindows = /^([A-Za-z]:|\\\\)/.test(path);
  const end = Math.max(path.lastIndexOf('/'), isWindows ? path.lastIndexOf('\\') : -1);
  const rawName = path.slice(end + 1);
  const folder = end === -1 ? '' : shellWord(path.slice(0, Math.max(end, 1)));
  // After `--` it is a name, whatever it begins with.
  return { folder, name: shellWord(rawName).replace(/^\.\//, ''), rawName };
}

function git(folder: string): string {
  return folder === '' ? 'git' : `git -C ${folder}`;
}
