// Has axe-core look at the pages, light and dark, on a phone and at a desk.
import axe from 'axe-core';
import { DESK, openPage, PHONE, withChromium } from '../lib/chromium.mjs';
import { pickPages } from '../lib/kinds.mjs';

const OPTIONS = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
};

export async function checkAccessibility(site, report) {
  const rules = {
    light: report.rule('accessibility', 'axe-core finds no violation'),
    dark: report.rule('accessibility', 'axe-core finds no violation on dark pages'),
  };
  const samples = pickPages(site);
  await withChromium(site, ({ browser, local }) => Promise.all([PHONE, DESK].map(async (window) => {
    const page = await openPage(browser, window, { javaScriptEnabled: true });
    for (const { file } of samples) {
      await page.emulateMedia({ colorScheme: 'light' });
      await page.goto(local(file), { waitUntil: 'load' });
      await page.evaluate(axe.source);
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        const { violations } = await page.evaluate((options) => window.axe.run(document, options), OPTIONS);
        for (const { id, help, nodes } of violations) {
          for (const { target, html } of nodes) rules[colorScheme].fail(`${file} at ${window.width}px`, `${id}: ${help} — ${target.join(' ')} ${html.slice(0, 120)}`);
        }
        rules[colorScheme].pass();
      }
    }
  })));
}
