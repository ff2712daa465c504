// Runs xmllint, the XML parser and schema validator that shares no code with the site's generator.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const FILES_A_RUN = 5_000;

/** The faults of XML files, as `{ file, where, what }`; `schema` is the schema that they should follow, if any. */
export function xmlFaults(site, files, schema = null) {
  const faults = [];
  const options = ['--noout', '--nonet', ...(schema ? ['--schema', schema] : [])];
  for (let start = 0; start < files.length; start += FILES_A_RUN) {
    const paths = files.slice(start, start + FILES_A_RUN).map((file) => path.join(site.folder, file));
    const run = spawnSync('xmllint', [...options, ...paths], { encoding: 'utf8', maxBuffer: 1 << 30 });
    if (run.error) throw new Error(`xmllint did not run: ${run.error.message}`);
    const before = faults.length;
    for (const line of run.stderr.split('\n')) {
      const [, place, number, what] = /^(.+?):(\d+): (.*)$/.exec(line) ?? [];
      if (!place) continue;
      const file = path.relative(site.folder, place);
      faults.push({ file, where: `${file}:${number}`, what });
    }
    if (run.status !== 0 && faults.length === before) throw new Error(`xmllint failed: ${run.stderr}`);
  }
  return faults;
}
