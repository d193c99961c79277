import type { Argument, Command, Option } from 'commander';

/** What may stand for a placeholder of the command line, such as `<check>`; only what begins as `typed` is offered. */
export type Values = (placeholder: string, typed: Typed) => Promise<readonly string[]>;

/** What a placeholder's values may depend on. */
export interface Typed {
  /** What there is of the word so far. */
  readonly word: string;
  /** The file of `--config`, where one is given. */
  readonly config: string | null;
}

export interface Candidate {
  readonly value: string;
  /** Empty where the value says it. */
  readonly description: string;
}

/** Names of files are the shell's to offer. */
export const files = 'files';

/**
 * What can stand in the place of the last word.
 * @param words those after `keyaudit`, up to the cursor; the last is the one that is being typed, and may be empty
 */
export async function complete(
  program: Command,
  words: readonly string[],
  values: Values,
): Promise<readonly Candidate[] | typeof files> {
  const typed = words.at(-1) ?? '';
  const { command, operands, pending, config } = walk(program, words.slice(0, -1));
  const [, long, equals, value = ''] = /^(--[\w-]+)(=)(.*)$/s.exec(typed) ?? [];
  if (equals !== undefined) {
    const option = optionOf(command, long ?? '');
    const found = option === undefined ? [] : await valuesOf(option, { word: value, config }, values);
    return found === files ? files : found.map((text) => candidate(`${long}=${text}`));
  }
  if (typed.startsWith('-') && pending?.isVariadic !== false) return beginning(typed, optionsOf(command));
  const subject = pending?.option ?? argumentAt(command, operands.length);
  const found = subject === undefined ? [] : await valuesOf(subject, { word: typed, config }, values);
  if (found === files) return files;
  const commands = pending === null && operands.length === 0 ? commandsOf(command) : [];
  return beginning(typed, [...commands, ...found.map(candidate)]);
}

interface Place {
  readonly command: Command;
  /** What is given beside options and the names of commands. */
  readonly operands: readonly string[];
  /** The option whose value is being typed. `isVariadic`: another option may stand there instead. */
  readonly pending: { readonly option: Option; readonly isVariadic: boolean } | null;
  readonly config: string | null;
}

/** Where the words lead: the command, and what is expected next. */
function walk(program: Command, words: readonly string[]): Place {
  let place: Place = { command: program, operands: [], pending: null, config: null };
  for (const word of words) place = step(place, word);
  return place;
}

function step(place: Place, word: string): Place {
  const { command, operands, pending } = place;
  if (pending !== null && !(pending.isVariadic && word.startsWith('-'))) {
    const config = pending.option.long === '--config' ? word : place.config;
    // Once the first value is there, others may follow; or an option.
    const next = pending.option.variadic ? { ...pending, isVariadic: true } : null;
    return { ...place, pending: next, config };
  }
  if (word.startsWith('-')) {
    const [name = '', value] = word.split('=', 2);
    const option = optionOf(command, name);
    const config = option?.long === '--config' && value !== undefined ? value : place.config;
    const takesValue = option !== undefined && value === undefined && (option.required || option.optional);
    return { ...place, config, pending: takesValue ? { option, isVariadic: option.optional } : null };
  }
  const child = operands.length === 0 ? command.commands.find((each) => isCalled(each, word)) : undefined;
  if (child !== undefined) return { ...place, command: child, pending: null };
  // `keyaudit help scan`
  if (command.parent === null && word === 'help') return { ...place, pending: null };
  return { ...place, operands: [...operands, word], pending: null };
}

function isCalled(command: Command, word: string): boolean {
  return command.name() === word || command.aliases().includes(word);
}

function optionOf(command: Command, flag: string): Option | undefined {
  return command.options.find(({ long, short }) => long === flag || short === flag);
}

function optionsOf(command: Command): readonly Candidate[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .map(({ long, short, description }) => ({ value: long ?? short ?? '', description }));
}

function commandsOf(command: Command): readonly Candidate[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .map((each) => ({ value: each.name(), description: each.description() }));
}

function argumentAt(command: Command, at: number): Argument | undefined {
  const last = command.registeredArguments.at(-1);
  return command.registeredArguments[at] ?? (last?.variadic === true ? last : undefined);
}

/** The placeholder is the name of an argument, and what stands in an option's flags: `--config <file>`. */
async function valuesOf(
  subject: Option | Argument,
  typed: Typed,
  values: Values,
): Promise<readonly string[] | typeof files> {
  if (subject.argChoices !== undefined)
    return subject.argChoices.filter((text) => text.startsWith(typed.word));
  const shown = 'flags' in subject ? subject.flags : `<${subject.name()}>`;
  const placeholder = /[<[]([\w-]+)/.exec(shown)?.[1] ?? '';
  if (/^(file|folder|report|path|directory)$/.test(placeholder)) return files;
  return (await values(placeholder, typed)).filter((text) => text.startsWith(typed.word));
}

function candidate(value: string): Candidate {
  return { value, description: '' };
}

function beginning(typed: string, candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.filter(({ value }) => value.startsWith(typed));
}
