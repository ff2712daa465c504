// Has Lighthouse judge the pages that most readers come to, as a phone of average speed shows them.
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { CHROMIUM, CHROMIUM_FLAGS, localAddress } from '../lib/chromium.mjs';
import { pickPages } from '../lib/kinds.mjs';
import { serve } from '../lib/server.mjs';

const KINDS = ['home', 'month', 'topic', 'announcement'];

// Lighthouse's own phone and line. Without scripts nothing comes after the page has loaded: the seconds for which Lighthouse
// would wait to see whether something does are left out, except for what it needs to see the last picture painted.
const SETTINGS = {
  output: 'json', logLevel: 'error', disableFullPageScreenshot: true,
  pauseAfterFcpMs: 0, pauseAfterLoadMs: 500, networkQuietThresholdMs: 0, cpuQuietThresholdMs: 0,
};

/** All audits apply to a server on this machine: browsers trust a loopback address like https, and nothing redirects to it. */
export async function checkLighthouse(site, report, { performance = true } = {}) {
  // The points for speed depend on the machine, and are printed only.
  const rules = Object.fromEntries(['accessibility', 'best-practices', 'seo']
    .map((category) => [category, report.rule('lighthouse', `Lighthouse gives 100 points for ${category}`)]));
  const onlyCategories = [...Object.keys(rules), ...(performance ? ['performance'] : [])];
  const samples = pickPages(site).filter(({ kind }) => KINDS.includes(kind));
  const server = await serve(site);
  const chrome = await launch({ chromePath: CHROMIUM, chromeFlags: ['--headless=new', ...CHROMIUM_FLAGS], logLevel: 'error' });
  try {
    const speed = [];
    for (const { name, file } of samples) {
      const { lhr } = await lighthouse(localAddress(site, server)(file), { ...SETTINGS, port: chrome.port, onlyCategories });
      if (lhr.runtimeError) throw new Error(`Lighthouse did not run: ${lhr.runtimeError.message}`);
      for (const [category, rule] of Object.entries(rules)) {
        const { score, auditRefs } = lhr.categories[category];
        rule.check(score === 1, file, () => `${points(score)} points: ${failedAudits(auditRefs, lhr.audits).join('; ')}`);
      }
      if (performance) speed.push(`${name} ${points(lhr.categories.performance.score)}`);
    }
    if (performance) report.note(`Lighthouse’s points for speed: ${speed.join(', ')}`);
  } finally {
    chrome.kill();
    await server.close();
  }
}

function points(score) {
  return score === null ? 'no' : String(Math.round(score * 100));
}

function failedAudits(references, audits) {
  return references
    .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
    .map(({ id }) => `${id}: ${audits[id].title} ${(audits[id].details?.items ?? []).slice(0, 3).map(({ node }) => node?.snippet ?? '').join(' ')}`.trim());
}
