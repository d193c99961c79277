import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * Builds what git does not have. npm calls this where keyaudit is installed from its folder or from git. Installing
 * globally from git, npm leaves out what builds, and takes every npm that is called from here for a global one.
 */
const { npm_config_global: _, npm_config_location: __, ...env } = process.env;
const run = (command) => execSync(command, { stdio: 'inherit', env });

if (!existsSync('node_modules/typescript')) run('npm ci --ignore-scripts --no-audit --no-fund');
run('npm run build');
