// Reports ten thousand keys with some 30,000 findings in one format: `bench-report.js <format>`, or `json-there-and-back`
// for what plain JSON takes. Sends its parent the time in milliseconds, and the peak memory in megabytes.
import { readFileSync } from 'node:fs';
import { reporters } from '../dist/reporters/index.js';

const copies = 2000;
const options = { width: 80, color: true, unicode: true, failOn: 'high', show: 'info' };

const [format] = process.argv.slice(2);
const report = large(
  JSON.parse(readFileSync(new URL('../fixtures/reports/demo/report.json', import.meta.url))),
);
const draw = format === 'json-there-and-back' ? thereAndBack : await drawn(format);
const started = performance.now();
// As they go to stdout or a file.
for (const text of draw(report, options)) Buffer.from(text);
const ms = performance.now() - started;
process.send({ ms, megabytes: process.resourceUsage().maxRSS / 1000 });

function* thereAndBack(value) {
  const text = JSON.stringify(value);
  JSON.parse(text);
  yield text;
}

async function drawn(name) {
  const { render, pieces } = await reporters[name].load();
  return pieces ?? ((...all) => [render(...all)]);
}

/** The demo's report many times over. As in an audit, findings share their remediations, and nothing else. */
function large(demo) {
  const shared = new Map();
  const remedy = (remediation) => {
    const text = JSON.stringify(remediation);
    if (!shared.has(text)) shared.set(text, remediation);
    return shared.get(text);
  };
  const ofDemo = demo.findings.map((finding) => ({ ...finding, remediation: remedy(finding.remediation) }));
  const numbers = Array.from({ length: copies }, (_, at) => at);
  const print = (key, at) => key && `sha256:${String(at).padStart(8, '0')}${key.slice('sha256:'.length + 8)}`;
  return {
    ...demo,
    accounts: numbers.flatMap((at) => demo.accounts.map((each) => ({ ...each, name: `${each.name}-${at}` }))),
    keys: numbers.flatMap((at) =>
      demo.keys.map((key) => ({
        ...structuredClone(key),
        account: `${key.account}-${at}`,
        fingerprint: print(key.fingerprint, at),
        label: `${key.label} ${at}`,
      })),
    ),
    findings: numbers.flatMap((at) =>
      ofDemo.map((finding) => ({
        ...finding,
        id: `${finding.id}${at}`,
        account: `${finding.account}-${at}`,
        key: print(finding.key, at),
        detail: `${finding.detail} (${at % 500} days ago)`,
      })),
    ),
  };
}
