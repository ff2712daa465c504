// Checks built sites from outside, as browsers, feed readers and search engines see them.
import { realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkAccessibility } from './checks/accessibility.mjs';
import { checkBrowser } from './checks/browser.mjs';
import { checkFeeds } from './checks/feeds.mjs';
import { checkHtml } from './checks/html.mjs';
import { checkKeyboard } from './checks/keyboard.mjs';
import { checkLighthouse } from './checks/lighthouse.mjs';
import { checkLinks } from './checks/links.mjs';
import { checkPrint } from './checks/print.mjs';
import { checkReading } from './checks/reading.mjs';
import { checkSitemap } from './checks/sitemap.mjs';
import { checkSlowLine } from './checks/slow-line.mjs';
import { Report } from './lib/report.mjs';
import { Site } from './lib/site.mjs';

const CHECKS = {
  links: checkLinks,
  html: checkHtml,
  feeds: checkFeeds,
  sitemap: checkSitemap,
  browser: checkBrowser,
  reading: checkReading,
  keyboard: checkKeyboard,
  print: checkPrint,
  accessibility: checkAccessibility,
  lighthouse: checkLighthouse,
  'slow-line': checkSlowLine,
};

export const GROUPS = Object.keys(CHECKS);

const USAGE = `usage: node check.mjs [--only GROUP,…] [--sample N] [--screenshots DIR] FOLDER BASE_URL [FOLDER BASE_URL]…

  --only GROUP,…     run some of the groups of rules: ${GROUPS.join(', ')}
  --sample N         have the Nu HTML checker read about N pages of each site instead of all, and weigh as many
  --screenshots DIR  keep a picture of each page that the browser opens, and its print as PDF`;

/** Runs all checks, or those of some groups, on one site. */
export async function check(folder, base, { only = null, ...options } = {}) {
  const report = new Report();
  const site = new Site(folder, base);
  for (const [group, run] of Object.entries(CHECKS)) {
    if (!only || only.includes(group)) await run(site, report, options);
  }
  return { site, report };
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { only: { type: 'string' }, sample: { type: 'string' }, screenshots: { type: 'string' } },
  });
  const only = values.only?.split(',') ?? null;
  const known = !only || only.every((group) => GROUPS.includes(group));
  if (!known || positionals.length === 0 || positionals.length % 2 === 1 || (values.sample && !/^[1-9]\d*$/.test(values.sample))) {
    console.error(USAGE);
    return 2;
  }
  let passed = 0;
  let failed = 0;
  for (let index = 0; index < positionals.length; index += 2) {
    const [folder, base] = positionals.slice(index, index + 2);
    const screenshots = values.screenshots && path.join(values.screenshots, base.replace(/^\w+:\/\//, '').replace(/\W+/g, '-').replace(/-$/, ''));
    if (screenshots) rmSync(screenshots, { recursive: true, force: true });
    const { site, report } = await check(folder, base, { only, sample: Number(values.sample ?? 0), screenshots });
    console.log(`${base} (${site.files.size} files, ${site.pages.size} pages in ${folder})`);
    report.print();
    console.log('');
    failed += report.failed.length;
    passed += report.rules.length - report.failed.length;
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = await main().catch((error) => {
    console.error(error.message);
    return 2;
  });
}
