import { defineCheck, fail, lacking, notApplicable, pass } from '../model/check.js';
import type { RepositoryState } from '../model/key-file.js';
import type { Severity } from '../model/severity.js';

export const secretInRepository = defineCheck({
  id: 'secret-in-repository',
  subject: 'file',
  title: 'The file with the key is in a git repository',
  severity: 'critical',
  severityRules: [
    'critical where git tracks the file',
    'high where it is staged for the next commit',
    'medium where a commit had it, or where it lies in a work tree and is not ignored',
    'one step milder where a password guards the key in the file',
    'not asked of a file that is encrypted for somebody (age)',
  ],
  rationale:
    'A repository is copied whole, to servers, colleagues and forks, and its history keeps what a later commit takes ' +
    'out. Thieves search public repositories for keys within minutes.',
  remedy: 'take-out-of-repository',
  references: ['OWASP NHI2:2025', 'CWE-312'],
  needs: [],
  wants: ['file.repository', 'file.protection', 'file.accounts'],
  judge: (_, { 'file.repository': repository, 'file.protection': protection }) => {
    if (protection.known && protection.value === 'encrypted') return notApplicable;
    if (!repository.known) return lacking('file.repository');
    const said = verdicts[repository.value];
    if (said === null) return pass;
    const isGuarded = protection.known && protection.value === 'password';
    return fail(isGuarded ? milder[said.severity] : said.severity, said.detail);
  },
});

interface Said {
  readonly severity: 'critical' | 'high' | 'medium';
  readonly detail: string;
}

const verdicts: Readonly<Record<RepositoryState, Said | null>> = {
  tracked: {
    severity: 'critical',
    detail: 'Git tracks it: whoever has the repository has the key, and its history keeps it.',
  },
  staged: { severity: 'high', detail: 'It is staged: the next commit takes the key in, for good.' },
  'in-history': {
    severity: 'medium',
    detail: 'Git does not track it any more, but a commit has a file of this name, maybe with the key.',
  },
  'not-ignored': {
    severity: 'medium',
    detail: 'It lies in a work tree, and git does not ignore it: `git add .` takes the key in.',
  },
  ignored: null,
  none: null,
};

const milder = { critical: 'high', high: 'medium', medium: 'low' } as const satisfies Record<
  string,
  Severity
>;
