// A page for each command, made from the command's own definition: all that `--help` says.
import { existsSync } from 'node:fs';

const intro = {
  title: '# Commands',
  text: 'What `keyaudit <command> --help` prints, a page for each command. `keyaudit help` lists them.',
};

/** The pages by their path. @param table draws a table of Markdown from its head and rows */
export function commandPages(program, table) {
  const commands = below(program);
  const rows = commands.map((command) => [
    `[\`${nameOf(command)}\`](${fileOf(command)})`,
    escaped(command.description().split('\n')[0]),
  ]);
  const index = [
    intro.title,
    intro.text,
    table(['command', 'what it does'], rows),
    ...optionsPart(program, table),
  ];
  return Object.fromEntries([
    ['docs/commands/README.md', page(index)],
    ...commands.map((command) => [`docs/commands/${fileOf(command)}`, page(parts(command, table))]),
  ]);
}

function below(command) {
  const children = visible(command);
  return children.flatMap((child) => [child, ...below(child)]);
}

/** Without `help`, which has nothing to say of itself. */
function visible(command) {
  return command
    .createHelp()
    .visibleCommands(command)
    .filter((child) => child.name() !== 'help');
}

function nameOf(command) {
  return command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`;
}

/** `keys-add.md` */
function fileOf(command) {
  return `${nameOf(command).split(' ').slice(1).join('-')}.md`;
}

function parts(command, table) {
  const children = visible(command);
  const rows = children.map((child) => [
    `[\`${nameOf(child)}\`](${fileOf(child)})`,
    escaped(child.description()),
  ]);
  return [
    `# ${nameOf(command)}`,
    sentence(command.description()),
    ...picture(command),
    block(command.createHelp().commandUsage(command)),
    ...(rows.length > 0 ? ['## Commands', table(['command', 'what it does'], rows)] : []),
    ...argumentsPart(command, table),
    ...optionsPart(command, table),
    ...afterHelp(command),
  ];
}

/** What it looks like, where `npm run picture` draws it. */
function picture(command) {
  const name = `${command.name()}.svg`;
  if (!existsSync(new URL(`../docs/${name}`, import.meta.url))) return [];
  return [`![What \`${nameOf(command)}\` prints](../${name})`];
}

function argumentsPart(command, table) {
  const help = command.createHelp();
  const rows = help
    .visibleArguments(command)
    .map((argument) => [`\`${help.argumentTerm(argument)}\``, escaped(help.argumentDescription(argument))]);
  return rows.length > 0 ? ['## Arguments', table(['argument', 'what it is'], rows)] : [];
}

/** Each with its choices and its default, as `--help` gives them. */
function optionsPart(command, table) {
  const help = command.createHelp();
  const rows = help
    .visibleOptions(command)
    .map((option) => [`\`${help.optionTerm(option)}\``, escaped(help.optionDescription(option))]);
  return rows.length > 0 ? ['## Options', table(['option', 'what it does'], rows)] : [];
}

/** What `--help` says at its end, such as exit codes and examples, each under a heading. */
function afterHelp(command) {
  let text = '';
  const write = (more) => {
    text += more;
  };
  command.emit('afterHelp', { error: false, command, write });
  return text
    .trim()
    .split('\n\n')
    .flatMap((part) => {
      // `Examples:`, and what is below it.
      const [, heading, rest] = /^([\w ]+):\n((?: {2}.*(?:\n|$))+)$/.exec(part) ?? [];
      if (heading !== undefined) return [`## ${heading}`, block(rest.trimEnd().replace(/^ {2}/gm, ''))];
      if (part === '') return [];
      return /^ {2}/m.test(part) ? [block(part)] : [escaped(part)];
    });
}

function block(text) {
  return `\`\`\`text\n${text}\n\`\`\``;
}

function sentence(text) {
  return `${text.charAt(0).toUpperCase()}${escaped(text.slice(1))}${text.endsWith('.') ? '' : '.'}`;
}

/** Words of a description are no markup, and end no cell. */
function escaped(text) {
  return text.replace(/[\\`*_<>|[\]]/g, '\\$&');
}

function page(texts) {
  return `${texts.join('\n\n')}\n`;
}
