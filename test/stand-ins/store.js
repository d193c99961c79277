/** What the stand-ins for password managers have stored: one key, which the test invents. */
export const key = process.env.INVENTED_KEY ?? '';
export const secret = process.env.INVENTED_SECRET ?? '';

/** As ccxt calls them. */
export const credentials = { apiKey: key, secret };

/** As ccxt calls their variables. */
export const variables = { BINANCE_APIKEY: key, BINANCE_SECRET: secret };

/** @returns {never} */
export function fail(message, exitCode = 1) {
  process.stderr.write(`${message}\n`);
  process.exit(exitCode);
}
