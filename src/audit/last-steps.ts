import { isDrift } from '../model/history.js';
import type { Remedy } from '../model/remedy.js';
import type { Finding } from '../model/report.js';

/**
 * What a finding's remedy ends with, once for all that is told with it. About a change: how to say that it is well.
 * About anything at an exchange: a warning, for who reads it may have the scammer on the phone.
 */
export function withLastSteps(finding: Finding, exchange: string): Finding {
  const { remediation, includes, check, outcome, file } = finding;
  // About a file there is nothing to do at the exchange; where there is, its remedy says so.
  if (file !== null) return finding;
  const isChange = outcome === 'fail' && isDrift(check);
  const warned = withWarning(remediation, exchange);
  const extended = isChange ? withAcknowledgement(warned) : warned;
  return {
    ...finding,
    remediation: extended,
    includes: includes.map((part) => ({
      ...part,
      // Where one remedy is for both, it stays the same.
      remediation: part.remediation === remediation ? extended : part.remediation,
    })),
  };
}

const isWarning = (step: string) => step.startsWith('Nobody from ');

function withWarning(remedy: Remedy, exchange: string): Remedy {
  if (remedy.steps.some(isWarning)) return remedy;
  const warning = `Nobody from ${exchange} ever asks for a change of API settings: whoever does is not from ${exchange}.`;
  return { ...remedy, steps: [...remedy.steps, warning] };
}

/** Without the finding's id, so that many keys with one change have one remedy; the list has the ids. */
function withAcknowledgement(remedy: Remedy): Remedy {
  const step =
    'If the change is your own, say so: keyaudit ack <finding> --reason "…" ' +
    '(keyaudit ack --list has the findings). Until then scans tell of it.';
  const rest = remedy.steps.filter((each) => !isWarning(each));
  return { ...remedy, steps: [...rest, step, ...remedy.steps.filter(isWarning)] };
}
