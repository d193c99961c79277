import { createInterface } from 'node:readline/promises';
import type { Io } from './io.js';

/** Asks a person at a terminal. */
export interface Prompt {
  text(question: string): Promise<string>;
  /** One of a few words; null for none of them. */
  choose<Word extends string>(question: string, words: readonly Word[]): Promise<Word | null>;
  /** One of many words; asked again until it is one. */
  pick(question: string, words: readonly string[]): Promise<string>;
  confirm(question: string): Promise<boolean>;
  close(): void;
}

/** Questions go to stderr. null where nobody is there to be asked: then nothing must wait for an answer. */
export function createPrompt({ stdin, stderr, signal }: Io): Prompt | null {
  if (stdin?.isTTY !== true || stderr.isTTY !== true) return null;
  const lines = createInterface({ input: stdin });
  const text = async (question: string) => {
    stderr.write(`${question}: `);
    return (await lines.question('', { signal })).trim();
  };
  const pick = async (question: string, words: readonly string[]): Promise<string> => {
    const answer = await text(question);
    if (words.includes(answer)) return answer;
    stderr.write(`  ${answer === '' ? 'nothing' : answer} is not one of them.\n`);
    return await pick(question, words);
  };
  return {
    text,
    pick,
    choose: async (question, words) => {
      const answer = await text(`${question} (${words.join(', ')}; Enter for none)`);
      return words.find((word) => word === answer) ?? null;
    },
    confirm: async (question) => /^y(es)?$/i.test(await text(`${question} (y/N)`)),
    close: () => lines.close(),
  };
}
