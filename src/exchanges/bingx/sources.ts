import { anyOf, type Fact, known, mapFact, type Unknown, unknown } from '../../model/fact.js';
import type { Grant, IpRestriction, Permission } from '../../model/key-facts.js';
import { flagsOn } from '../flags.js';
import { readWordList } from '../permission-words.js';
import {
  absent,
  anyIp,
  asObject,
  type Body,
  commaWords,
  epoch,
  flag,
  label,
  restrictedTo,
  texts,
} from '../readers.js';
import { flagVocabulary, flagWords, vocabulary, wordOf } from './words.js';

/** The rights that BingX has words for; there is none for managing keys. */
export type Right = Exclude<Permission, 'manage'>;

/** What one answer tells of a key. What its form has no field for is not exposed. */
export interface Source {
  readonly rights: Readonly<Record<Right, Fact<boolean>>>;
  readonly grants: Fact<readonly Grant[]>;
  readonly ipRestriction: Fact<IpRestriction>;
  readonly label: Fact<string | null>;
  readonly createdAt: Fact<Date>;
  readonly modifiedAt: Fact<Date>;
}

export const silent = (what: string) => unknown('not-exposed', `BingX's answer has no field for ${what}`);

/** A source that tells nothing, for one reason. */
export function mute(why: Unknown): Source {
  return {
    rights: { read: why, trade: why, transfer: why, withdraw: why },
    grants: why,
    ipRestriction: why,
    label: why,
    createdAt: why,
    modifiedAt: why,
  };
}

/** What an answer about the calling key tells: it comes in either of two forms. Empty where it has neither. */
export function sourcesIn(body: Body): readonly Source[] {
  const hasCodes = body.permissions !== undefined;
  const hasFlags = Object.keys(flagWords).some((name) => body[name] !== undefined);
  return [...(hasCodes ? [ofCodes(body)] : []), ...(hasFlags ? [ofFlags(body)] : [])];
}

/** Whether an answer leaves nothing for the second call to tell. */
export function isWhole(body: Body): boolean {
  return body.enableWithdrawals !== undefined;
}

/** `{apiKey, permissions, ipAddresses, note}` of `GET /openApi/v1/account/apiPermissions`. */
function ofCodes(body: Body): Source {
  const entries = Array.isArray(body.permissions) ? body.permissions.map(wordOf) : body.permissions;
  const { grants, held } = readWordList(entries, 'permissions', vocabulary);
  return {
    rights: {
      read: held('read'),
      trade: held('trade'),
      transfer: held('transfer'),
      withdraw: held('withdraw'),
    },
    grants,
    ipRestriction: readIps(body.ipAddresses),
    // Every form of the answer with such a list has a note.
    label: absent(body.note) ? unknown('malformed', 'note is missing') : label(body.note, 'note'),
    createdAt: silent('the creation time'),
    modifiedAt: silent('the time of the last change'),
  };
}

/** A row of `GET /openApi/account/v1/apiKey/query`: the same, and times. */
export function ofRow(row: Body): Source {
  return {
    ...ofCodes(row),
    createdAt: epoch(row.createTime, 1, 'createTime'),
    // One official description of the list leaves it out.
    modifiedAt: absent(row.updateTime)
      ? unknown('not-exposed', 'updateTime is not in the answer')
      : epoch(row.updateTime, 1, 'updateTime'),
  };
}

/** Beside a list of numbers as well, which is no flag. */
function ofFlags({ permissions: _, ...body }: Body): Source {
  const held = (scope: Right) =>
    anyOf(
      Object.entries(flagWords)
        .filter(([, word]) => word.scope === scope)
        .map(([name, { promised }]) =>
          body[name] === undefined && !promised
            ? unknown('not-exposed', `${name} is not in the answer`)
            : flag(body[name], name),
        ),
    );
  return {
    rights: {
      read: held('read'),
      trade: held('trade'),
      transfer: held('transfer'),
      withdraw: held('withdraw'),
    },
    grants: known(flagsOn(body, flagVocabulary)),
    ipRestriction: mapFact(
      flag(body.ipRestrict, 'ipRestrict'),
      (restricted): IpRestriction => (restricted ? { restricted, allowed: silent('the IP list') } : anyIp),
    ),
    label: silent('the label'),
    createdAt: epoch(body.createTime, 1, 'createTime'),
    modifiedAt: silent('the time of the last change'),
  };
}

/** A key without addresses has an empty list in one example, and a list with an empty text in another. */
function readIps(value: unknown): Fact<IpRestriction> {
  const list = typeof value === 'string' && value.trim() !== '' ? commaWords(value) : texts(value);
  if (list === undefined) {
    return unknown('malformed', `ipAddresses is ${absent(value) ? 'missing' : 'not a list of addresses'}`);
  }
  const entries = list.map((entry) => entry.trim()).filter((entry) => entry !== '');
  return entries.length === 0 ? known(anyIp) : restrictedTo(entries, 'ipAddresses');
}

/** An answer's own object: some come in an envelope `{code, data}`, and some of the same calls come bare. */
export function unwrapped(answer: unknown): Body | undefined {
  const body = asObject(answer);
  return asObject(body?.data) ?? body;
}
