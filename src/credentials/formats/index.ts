import { credentialFormats } from '../../model/credentials.js';
import type { CredentialFormat } from './format.js';

const loaders: Readonly<Record<(typeof credentialFormats)[number], () => Promise<CredentialFormat>>> = {
  passivbot: async () => (await import('./passivbot.js')).passivbot,
  freqtrade: async () => (await import('./freqtrade.js')).freqtrade,
  jesse: async () => (await import('./jesse.js')).jesse,
  ccxt: async () => (await import('./ccxt.js')).ccxt,
  hummingbot: async () => (await import('./hummingbot.js')).hummingbot,
  octobot: async () => (await import('./octobot.js')).octobot,
  env: async () => (await import('./env-file.js')).envFile,
};

/** Every format by its word in the configuration, loaded when it is asked for. */
export const loadFormats: Readonly<Record<string, () => Promise<CredentialFormat>>> = loaders;

export async function allFormats(): Promise<readonly CredentialFormat[]> {
  return await Promise.all(credentialFormats.map((format) => loaders[format]()));
}
