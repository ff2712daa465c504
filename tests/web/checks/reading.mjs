// Reads the pages as people set up their browsers: in the dark, with large text, with wide spacing, and with a thumb.
import path from 'node:path';
import { DESK, openPage, PHONE, WINDOWS, withChromium } from '../lib/chromium.mjs';
import { inPage } from '../lib/in-page.mjs';
import { pickPages } from '../lib/kinds.mjs';
import { checkLayout, layoutRules } from '../lib/layout.mjs';

// Of GB/T 37668-2019 and the rules for elder-friendly sites, in CSS pixels.
const LEAST_TEXT = 18;
const LEAST_LINE_SPACING = 1.3;
export const LEAST_TARGET = 44;

/** The browser's font size that a reader chooses, not a rule of a style sheet: queries in em follow it as they do at home. */
const DOUBLED = { standard: 32, fixed: 26 };
/** https://www.w3.org/TR/WCAG22/#text-spacing */
const WIDE_SPACING = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }';

export async function checkReading(site, report, { screenshots = null } = {}) {
  const rules = {
    dark: report.rule('reading', 'dark pages are dark, others light'),
    text: report.rule('reading', `text has ${LEAST_TEXT}px on phones, running text everywhere`),
    lines: report.rule('reading', `lines are ${LEAST_LINE_SPACING} times as high as their text`),
    targets: report.rule('reading', `links outside of sentences are ${LEAST_TARGET}px high on phones`),
    doubled: layoutRules(report, 'reading', 'with text of 200 %: '),
    spaced: layoutRules(report, 'reading', 'with wide spacing: '),
  };
  const samples = pickPages(site);
  await withChromium(site, ({ browser, local }) => Promise.all(WINDOWS.map(async (window) => {
    const [light, dark, doubled] = await Promise.all([{}, { colorScheme: 'dark' }, {}].map((options) => openPage(browser, window, options)));
    await (await doubled.context().newCDPSession(doubled)).send('Page.setFontSizes', { fontSizes: DOUBLED });
    for (const { name, file } of samples) {
      const where = `${file} at ${window.width}px`;
      const open = (page) => page.goto(local(file), { waitUntil: 'load' });

      await open(light);
      await checkScheme(light, where, rules.dark, { dark: false });
      await checkText(light, where, rules, { phone: window.width <= PHONE.width });
      if (window.width <= PHONE.width) await checkTargets(light, where, rules.targets);
      await addStyle(light, WIDE_SPACING);
      await checkLayout(light, where, rules.spaced);

      await open(doubled);
      await checkLayout(doubled, where, rules.doubled);

      if (window !== PHONE && window !== DESK) continue;
      await open(dark);
      await checkScheme(dark, where, rules.dark, { dark: true });
      if (screenshots) await dark.screenshot({ path: path.join(screenshots, `${window.width}-dark`, `${name}.png`), fullPage: true });
    }
  })));
}

/** Playwright's own way waits for an event, and without JavaScript pages hear of none. */
function addStyle(page, css) {
  return page.evaluate((text) => document.head.append(Object.assign(document.createElement('style'), { textContent: text })), css);
}

/** The paper's and the ink's lightness, and whether the browser's own parts (scroll bars, fields) follow. */
async function checkScheme(page, where, rule, { dark }) {
  const { paper, ink, scheme } = await inPage(page, ({ lightness }) => {
    const style = (element) => getComputedStyle(element);
    const [root, body] = [document.documentElement, document.body];
    const paper = lightness(style(root).backgroundColor) ?? lightness(style(body).backgroundColor) ?? lightness('Canvas');
    return { paper, ink: lightness(style(body).color), scheme: style(root).colorScheme };
  });
  const is = dark ? 'dark' : 'light';
  rule.check(dark ? paper < 0.25 && ink > 0.7 : paper > 0.9 && ink < 0.3, where, `paper ${paper.toFixed(2)} and ink ${ink.toFixed(2)} for a reader who wants ${is} pages`);
  rule.check(/\bdark\b/.test(scheme), where, `color-scheme is ${scheme}: the browser's own parts stay light`);
}

async function checkText(page, where, rules, { phone }) {
  const found = await inPage(page, ({ name, shown, texts }) => texts()
    // Marks of footnotes and powers are as small as typography wants them, and add nothing to the line.
    .filter(({ element }) => !element.closest('sup, sub') && shown(element))
    .map(({ element }) => {
      const { fontSize, lineHeight } = getComputedStyle(element);
      const size = parseFloat(fontSize);
      return {
        size,
        // `normal` is what the font says, and Latin ones say less than 1.3.
        spacing: lineHeight === 'normal' ? 1.2 : parseFloat(lineHeight) / size,
        // The date beside a note is no part of its sentences.
        running: Boolean(element.closest('article p, article li')) && element.closest('p, li').textContent.length > 80 && !element.closest('time'),
        what: name(element),
      };
    }));
  for (const { size, spacing, running, what } of found) {
    if (phone || running) rules.text.check(size >= LEAST_TEXT, where, `${what} has ${size}px`);
    rules.lines.check(spacing >= LEAST_LINE_SPACING - 0.001, where, `${what} has a line height of ${spacing.toFixed(2)}`);
  }
}

/** WCAG 2.2, 2.5.8: targets in a sentence are exempt, and what another target covers does not count. */
async function checkTargets(page, where, rule) {
  const targets = await inPage(page, ({ controls, name, shown }) => {
    const inSentence = (target) => {
      const sentence = target.closest('p, li, dd, td, th, figcaption, blockquote');
      if (!sentence || getComputedStyle(target).display !== 'inline') return false;
      const around = sentence.cloneNode(true);
      for (const link of around.querySelectorAll('a')) link.remove();
      return /\p{L}/u.test(around.textContent);
    };
    const found = [...document.querySelectorAll(controls)]
      .filter((target) => shown(target) && !inSentence(target))
      .map((target) => ({ target, box: target.getBoundingClientRect() }))
      .filter(({ box }) => box.right > 0 && box.width > 0);
    return found.map(({ target, box }) => {
      const others = found.filter((other) => other.target !== target && !other.target.contains(target) && !target.contains(other.target));
      const covers = ({ box: other }) => other.left < box.right - 1 && box.left < other.right - 1 && other.top < box.bottom && box.top < other.bottom;
      // The later of two is the upper one.
      const upper = others.filter((other) => target.compareDocumentPosition(other.target) & Node.DOCUMENT_POSITION_FOLLOWING).filter(covers);
      const covered = Math.max(0, ...upper.map(({ box: other }) => Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top)));
      return { height: box.height - covered, what: name(target), by: upper.map((other) => name(other.target)).join(', ') };
    });
  });
  for (const { height, what, by } of targets) {
    rule.check(height >= LEAST_TARGET - 0.5, where, `${what} is ${Math.round(height * 10) / 10}px high${by && `, what ${by} covers not counted`}`);
  }
}
