import type { AccountReport, Finding, WaiverReport } from '../model/report.js';
import { idleWaiver, unaudited } from './finding-words.js';

/** The same over runs, and another for each check, key and account: all keys of an account have one place. A file is one for all. */
export function printOf({ id, account, file }: Finding): string {
  return file === null ? `${id}:${account}` : id;
}

/** The same for an account that was not wholly audited. */
export function unauditedPrint({ exchange, name }: AccountReport): string {
  return `${unaudited.id}:${exchange}:${name}`;
}

/** The same for a waiver without effect: several for one thing differ by their days. */
export function idleWaiverPrint({ check, account, key, expires }: WaiverReport): string {
  return [idleWaiver.id, check, account, key, expires].join(':');
}
