// Serves simulated Binance keys: `bench-server.js <how many> <delay in ms>`; sends its address to its parent.
import { startSimulator } from '../dist/simulator/server.js';

const [count, delayMs] = process.argv.slice(2).map(Number);
const accounts = Array.from({ length: count }, (_, at) => ({
  exchange: 'binance',
  apiKey: `bench-key-${at}`,
  secret: 'bench-secret',
  answers: [
    {
      method: 'GET',
      path: '/sapi/v1/account/apiRestrictions',
      body: {
        ipRestrict: true,
        createTime: 1698645219000,
        enableReading: true,
        enableWithdrawals: false,
        enableInternalTransfer: false,
        enableMargin: false,
        enableFutures: false,
        permitsUniversalTransfer: false,
        enableSpotAndMarginTrading: true,
      },
    },
  ],
  delayMs,
}));
const { url } = await startSimulator({ accounts });
process.send(url);
