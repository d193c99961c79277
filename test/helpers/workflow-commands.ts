export interface WorkflowCommand {
  readonly command: string;
  readonly title: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: string;
}

/**
 * The commands in a log, read by the rules of the runner (`ActionCommand.TryParseV2` of actions/runner): blanks are
 * trimmed, `::` begins a command, the next `::` ends its properties, which commas part. A line that is no command,
 * or one that makes no annotation, is an error.
 */
export function annotationsIn(log: string): readonly WorkflowCommand[] {
  return log
    .trimEnd()
    .split(/\r\n|\r|\n/)
    .map(parse);
}

function parse(line: string): WorkflowCommand {
  const text = line.trimStart();
  const end = text.indexOf('::', 2);
  if (!text.startsWith('::') || end === -1) throw new Error(`no command: ${line}`);
  const info = text.slice(2, end);
  const space = info.indexOf(' ');
  const command = space === -1 ? info : info.slice(0, space);
  if (!['error', 'warning', 'notice'].includes(command)) throw new Error(`no annotation: ${line}`);
  const properties = info
    .slice(command.length)
    .trim()
    .split(',')
    .filter((pair) => pair.includes('='))
    .map((pair) => [pair.slice(0, pair.indexOf('=')), unescaped(pair.slice(pair.indexOf('=') + 1), true)]);
  return {
    command,
    title: '',
    ...Object.fromEntries(properties),
    message: unescaped(text.slice(end + 2), false),
  };
}

function unescaped(text: string, isProperty: boolean): string {
  const plain = text.replaceAll('%0D', '\r').replaceAll('%0A', '\n');
  return (isProperty ? plain.replaceAll('%3A', ':').replaceAll('%2C', ',') : plain).replaceAll('%25', '%');
}

/**
 * What the runner would obey in a log, by the same rules and those of the commands' first version, `##[…]` anywhere in
 * a line. A word that is registered nowhere is taken for one all the same: it may be somebody's token.
 */
export function commandsIn(log: string): readonly string[] {
  return log.split(/\r\n|\r|\n/).filter((line) => {
    const text = line.trimStart();
    const end = text.indexOf('::', 2);
    const isSecond = text.startsWith('::') && end !== -1 && isWord(text.slice(2, end));
    const start = line.indexOf('##[');
    const close = line.indexOf(']', start);
    return isSecond || (start !== -1 && close !== -1);
  });
}

/** Whether what stands before the properties may be a command's name. */
function isWord(info: string): boolean {
  return /^[\w-]+$/.test(info.split(' ')[0] ?? '');
}
