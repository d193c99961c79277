import { createInterface } from 'node:readline/promises';
import { didYouMean } from '../config/nearest.js';
import { UserError } from '../model/user-error.js';
import type { Io } from './io.js';

/** Asks a person at a terminal; what is no answer is asked again. The answers end with Ctrl-D: then all reject. */
export interface Prompt {
  /** @param problemOf null where the answer will do, else what is wrong with it, as a sentence */
  text(question: string, problemOf: (answer: string) => string | null): Promise<string>;
  /** One of a few words; null for none of them. */
  choose<Word extends string>(question: string, words: readonly Word[]): Promise<Word | null>;
  /** One of many words. `none`: what is said of another, without a full stop; `help`: what lists them, where none is near. */
  pick(question: string, words: readonly string[], none: string, help: string): Promise<string>;
  confirm(question: string): Promise<boolean>;
  close(): void;
}

/** Questions go to stderr. null where nobody is there to be asked: then nothing must wait for an answer. */
export function createPrompt({ stdin, stderr, signal }: Io): Prompt | null {
  if (stdin?.isTTY !== true || stderr.isTTY !== true) return null;
  const lines = createInterface({ input: stdin, signal });
  // Its own queue: a line that comes before its question is not lost.
  const answers = lines[Symbol.asyncIterator]();
  const ask = async (question: string): Promise<string> => {
    stderr.write(`${question}: `);
    const { value, done } = await answers.next();
    if (done !== true) return value.trim();
    stderr.write('\n');
    signal.throwIfAborted();
    throw new UserError('the answers ended before the questions did; nothing was written.');
  };
  /** Asks until `understand` makes something of the answer; a string that it gives instead is what is wrong with it. */
  const until = async <Answer>(
    question: string,
    understand: (answer: string) => { readonly answer: Answer } | string,
  ): Promise<Answer> => {
    for (;;) {
      const understood = understand(await ask(question));
      if (typeof understood !== 'string') return understood.answer;
      stderr.write(`  ${understood}\n`);
    }
  };
  return {
    text: async (question, problemOf) => await until(question, (answer) => problemOf(answer) ?? { answer }),
    choose: async (question, words) =>
      await until(`${question} (${words.join(', ')}; Enter for none)`, (answer) => {
        const word = oneOf(words, answer);
        if (word !== null || answer === '') return { answer: word };
        return `It must be one of ${words.join(', ')}${nearest(answer, words) || '.'}`;
      }),
    pick: async (question, words, none, help) =>
      await until(question, (answer) => {
        const word = oneOf(words, answer);
        if (word !== null) return { answer: word };
        return `${none}${nearest(answer, words) || `. ${help}`}`;
      }),
    confirm: async (question) =>
      await until(`${question} (y/N)`, (answer) => {
        if (/^y(es)?$/i.test(answer)) return { answer: true };
        return /^(no?)?$/i.test(answer) ? { answer: false } : 'Answer y or n.';
      }),
    close: () => lines.close(),
  };
}

function oneOf<Word extends string>(words: readonly Word[], answer: string): Word | null {
  return words.find((word) => word === answer.toLowerCase()) ?? null;
}

/** To an empty answer, any short word would be near. */
function nearest(answer: string, words: readonly string[]): string {
  return answer === '' ? '' : didYouMean(answer, words);
}
