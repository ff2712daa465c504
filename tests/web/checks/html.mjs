// Has the Nu HTML checker read the pages, in as few runs of Java as the length of a command line allows.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sample } from '../lib/site.mjs';

const JAR = createRequire(import.meta.url)('vnu-jar');
const FILES_A_RUN = 5_000;

// What the checker says without being right, word for word, each with the reason why it is left alone.
const ALLOWED = new Set([
  // CSS Text Decoration has since made the second word optional: `under` is `under right`, and browsers know it.
  'CSS: “text-emphasis-position”: “under” is not a “text-emphasis-position” value.',
]);

export function checkHtml(site, report, { sample: most = 0 } = {}) {
  const errors = report.rule('html', 'pages are valid HTML and CSS');
  const warnings = report.rule('html', 'pages give no cause for warnings');

  const files = sample([...site.pages.keys()], most);
  const faulty = { error: new Set(), warning: new Set() };
  for (let start = 0; start < files.length; start += FILES_A_RUN) {
    for (const message of validate(site, files.slice(start, start + FILES_A_RUN))) {
      if (ALLOWED.has(message.message)) continue;
      const file = message.url ? path.relative(site.folder, fileURLToPath(message.url)) : '/';
      const where = message.lastLine ? `${file}:${message.lastLine}:${message.firstColumn ?? message.lastColumn}` : file;
      const what = message.message + (message.extract ? ` — ${message.extract.replace(/\s+/g, ' ').trim()}` : '');
      const [rule, found] = message.type === 'info' ? [warnings, faulty.warning] : [errors, faulty.error];
      rule.fail(where, what);
      found.add(file);
    }
  }
  errors.pass(files.length - faulty.error.size);
  warnings.pass(files.length - faulty.warning.size);
}

function validate(site, files) {
  const paths = files.map((file) => path.join(site.folder, file));
  const run = spawnSync('java', ['-jar', JAR, '--format', 'json', '--stdout', '--exit-zero-always', ...paths], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  // A checker that did not run must not look like one that found nothing.
  if (run.error || run.status !== 0) throw new Error(`the Nu HTML checker did not run: ${run.error?.message ?? run.stderr}`);
  return JSON.parse(run.stdout).messages;
}
