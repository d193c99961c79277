import { didYouMean } from '../config/nearest.js';
import { AccountError } from '../model/account-error.js';
import type { Io } from './io.js';
import { openTerminal } from './terminal-lines.js';

/** Asks a person at a terminal; what is no answer is asked again. The answers end with Ctrl-D: then all reject. */
export interface Prompt {
  /** @param problemOf null where the answer will do, else what is wrong with it, as a sentence */
  text(question: string, problemOf: (answer: string) => string | null): Promise<string>;
  /** One of a few words; null for none of them. */
  choose<Word extends string>(question: string, words: readonly Word[]): Promise<Word | null>;
  /** One of many words. `none`: what is said of another, without a full stop; `help`: what lists them, where none is near. */
  pick(question: string, words: readonly string[], none: string, help: string): Promise<string>;
  confirm(question: string): Promise<boolean>;
  /** @param read throws an AccountError that says what is wrong with the answer, which is then asked for again */
  shown<Answer>(question: string, read: (answer: string) => Answer): Promise<Answer>;
  /**
   * What must not be seen: nothing of it is shown while it is typed. A private key in PEM may have many lines.
   * @param read throws an AccountError that says what is wrong with the answer, which is then asked for again
   */
  secret<Answer>(question: string, read: (answer: string) => Answer): Promise<Answer>;
  close(): void;
}

/** Questions go to stderr. null where nobody is there to be asked: then nothing must wait for an answer. */
export function createPrompt(io: Io): Prompt | null {
  const { stdin, stderr } = io;
  if (stdin?.isTTY !== true || stderr.isTTY !== true) return null;
  const lines = openTerminal(stdin, io);
  /** Asks until `understand` makes something of the answer; a string that it gives instead is what is wrong with it. */
  const until = async <Answer>(
    question: string,
    understand: (answer: string) => { readonly answer: Answer } | string,
    ask = lines.ask,
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
    shown: async (question, read) => await until(question, (answer) => understood(read, answer)),
    secret: async (question, read) =>
      await until(question, (answer) => understood(read, answer), lines.askHidden),
    close: lines.close,
  };
}

function understood<Answer>(
  read: (answer: string) => Answer,
  answer: string,
): { readonly answer: Answer } | string {
  try {
    return { answer: read(answer) };
  } catch (error) {
    if (error instanceof AccountError) return error.message;
    throw error;
  }
}

function oneOf<Word extends string>(words: readonly Word[], answer: string): Word | null {
  return words.find((word) => word === answer.toLowerCase()) ?? null;
}

/** To an empty answer, any short word would be near. */
function nearest(answer: string, words: readonly string[]): string {
  return answer === '' ? '' : didYouMean(answer, words);
}
