/** What GitHub's runner takes for a command at the start of a line. An IP address that begins so has no such word. */
const atLineStart = /^([^\S\n]*):(?=:[\w-]+(?: [^\n]*?)?::)/gm;
/** What began a command in its first version, and still does, anywhere in a line. */
const anywhere = /#(?=#\[)/g;

/**
 * The text without what a runner of GitHub's would obey, should it come to stand in the log of a workflow: labels are
 * other people's texts. As wide as before. The rules are those of `ActionCommand.cs` in actions/runner.
 */
export function withoutCommands(text: string): string {
  return text.replace(atLineStart, '$1\\').replace(anywhere, '\\');
}
