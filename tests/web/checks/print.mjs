// Prints the pages and reads the paper: no navigation, and an announcement says once whose it is, of when, and where it stands.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openPage, withChromium } from '../lib/chromium.mjs';
import { inPage } from '../lib/in-page.mjs';
import { pickPages } from '../lib/kinds.mjs';
import { checkLayout, layoutRules } from '../lib/layout.mjs';
import { pdfText } from '../lib/pdf.mjs';

const MARGIN_MM = 15;
const PIXELS_PER_MM = 96 / 25.4;
/** A4 between its margins. */
const PAPER = { width: Math.round((210 - 2 * MARGIN_MM) * PIXELS_PER_MM), height: Math.round((297 - 2 * MARGIN_MM) * PIXELS_PER_MM) };
const PDF = { format: 'A4', margin: Object.fromEntries(['top', 'right', 'bottom', 'left'].map((side) => [side, `${MARGIN_MM}mm`])) };

export async function checkPrint(site, report, { screenshots = null } = {}) {
  const rules = {
    navigation: report.rule('print', 'navigation is not printed'),
    light: report.rule('print', 'readers with dark pages print black on white'),
    once: {
      name: report.rule('print', 'a printed announcement names the site once'),
      date: report.rule('print', 'a printed announcement says once when it was published'),
      source: report.rule('print', 'a printed announcement names its source once'),
      address: report.rule('print', 'a printed announcement says once where it stands'),
    },
    layout: layoutRules(report, 'print', 'on paper: '),
  };
  const samples = pickPages(site);
  if (screenshots) mkdirSync(path.join(screenshots, 'print'), { recursive: true });
  await withChromium(site, async ({ browser, local }) => {
    const page = await openPage(browser, PAPER, { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    for (const { name, kind, file } of samples) {
      await page.goto(local(file), { waitUntil: 'load' });
      await checkLayout(page, `${file} on paper`, rules.layout);
      const { navigation, ink, stated } = await inPage(page, readPage);
      rules.navigation.check(navigation.length === 0, file, `prints ${navigation.join('; ')}`);
      rules.light.check(ink.length === 0, file, `prints ${ink.join('; ')}`);
      const pdf = await page.pdf(PDF);
      if (screenshots) writeFileSync(path.join(screenshots, 'print', `${name}.pdf`), pdf);
      if (kind.startsWith('announcement')) checkStated(pdfText(pdf), stated, file, rules.once);
    }
  });
}

/** What an announcement says about itself stands once on the paper, besides where its own text says the same. */
function checkStated(text, stated, file, rules) {
  const printed = plain(text);
  for (const [what, rule] of Object.entries(rules)) {
    const { wanted, elsewhere } = stated[what];
    if (!rule.check(wanted, file, `does not state its ${what}`)) continue;
    const times = count(printed, plain(wanted)) - count(plain(elsewhere), plain(wanted));
    rule.check(times === 1, file, `prints “${wanted}” ${times} times`);
  }
}

/** Without spaces, as lines break anywhere, and with the usual character where a PDF has a variant of a Han character's shape. */
function plain(text) {
  return text.normalize('NFKC').replace(/\s+/g, '');
}

function count(text, wanted) {
  return text.split(wanted).length - 1;
}

/** Runs in the page. */
function readPage({ lightness, name, shown, texts }) {
  const navigation = [...document.querySelectorAll('nav, a[href^="#main"], body > footer')].filter(shown);

  const writers = new Set(texts().map(({ element }) => element));
  const ink = [document.documentElement, document.body, ...document.body.querySelectorAll('*')].filter(shown).filter((element) => {
    const { color, backgroundColor } = getComputedStyle(element);
    return (writers.has(element) && lightness(color) > 0.6) || (lightness(backgroundColor) ?? 1) < 0.6;
  });

  const squeeze = (elements) => [...elements].map((element) => element?.textContent ?? '').join(' ');
  const article = document.querySelector('main article') ?? document.querySelector('main');
  const published = JSON.parse(document.querySelector('script[type="application/ld+json"]')?.textContent ?? '{}').datePublished;
  // A row of what is stated: a name and its values.
  const rows = [...article.querySelectorAll('dt')].map((term) => ({ term, row: term.parentElement.matches('div') ? squeeze([term.parentElement]) : squeeze([term, term.nextElementSibling]) }));
  const row = (matches) => rows.find(({ term }) => matches(term))?.row;
  const text = squeeze(article.querySelectorAll(':scope > :not(header, footer)'));
  return {
    navigation: navigation.map(name),
    ink: ink.map((element) => `${name(element)} in ${getComputedStyle(element).color} on ${getComputedStyle(element).backgroundColor}`),
    stated: {
      name: { wanted: document.querySelector('meta[property="og:site_name"]')?.content, elsewhere: squeeze([article]) },
      date: { wanted: row((term) => [...term.parentElement.querySelectorAll('time')].some(({ dateTime }) => published?.startsWith(dateTime))), elsewhere: text },
      source: { wanted: row((term) => /^(source|信息来源|資料來源)/i.test(term.textContent.trim())), elsewhere: text },
      address: { wanted: document.querySelector('meta[property="og:url"]')?.content, elsewhere: squeeze([article]) },
    },
  };
}
