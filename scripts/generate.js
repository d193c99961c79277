// Writes what is generated from the code and committed beside it. Run `npm run build` first; a test compares.
import { writeFileSync } from 'node:fs';
import { reportJsonSchema } from '../dist/schema/report.js';

writeFileSync(new URL('../schema/report.schema.json', import.meta.url), reportJsonSchema());
