import type { CredentialFormat } from './format.js';

/** Every format, loaded when it is asked for; the order is that in which a file of unknown format is tried. */
export const loadFormats: Readonly<Record<string, () => Promise<CredentialFormat>>> = {
  ccxt: async () => (await import('./ccxt.js')).ccxt,
  hummingbot: async () => (await import('./hummingbot.js')).hummingbot,
  octobot: async () => (await import('./octobot.js')).octobot,
};

/** The words of the configuration. */
export const formatIds: readonly string[] = Object.keys(loadFormats);

export async function allFormats(): Promise<readonly CredentialFormat[]> {
  return await Promise.all(Object.values(loadFormats).map((load) => load()));
}
