// Goes through the pages with the Tab and Enter keys alone, as those do who cannot use a mouse or a finger.
import { DESK, openPage, PHONE, withChromium } from '../lib/chromium.mjs';
import { withTools } from '../lib/in-page.mjs';
import { pickPages } from '../lib/kinds.mjs';
import { LEAST_TARGET } from './reading.mjs';

/** WCAG 2.2, 1.4.11: what shows the focus stands out from its surroundings. */
const LEAST_CONTRAST = 3;
const MOST_SCROLLING = 20;

export async function checkKeyboard(site, report) {
  const rules = {
    skip: report.rule('keyboard', 'the first stop is a visible link to the content'),
    enter: report.rule('keyboard', 'that link leads past the navigation'),
    order: report.rule('keyboard', 'Tab stops at every link, in the order of the page'),
    trap: report.rule('keyboard', 'Tab leads out of the page'),
    outline: report.rule('keyboard', 'what has the focus is outlined'),
    seen: report.rule('keyboard', 'what has the focus can be seen'),
  };
  const samples = pickPages(site);
  await withChromium(site, ({ browser, local }) => Promise.all([PHONE, DESK].map(async (window) => {
    // The page itself records each stop, which needs JavaScript: to ask it after every key would take a minute.
    const page = await openPage(browser, window, { javaScriptEnabled: true });
    await page.addInitScript(withTools(recordStops));
    const keys = await page.context().newCDPSession(page);
    for (const { file } of samples) {
      const where = `${file} at ${window.width}px`;
      await page.goto(local(file), { waitUntil: 'load' });
      await checkStops(page, keys, where, rules);
      await page.goto(local(file), { waitUntil: 'load' });
      await checkSkip(page, where, rules);
    }
  })));
}

/** Runs in the page before anything else: when a key is pressed, the element that has the focus until then is looked at. */
function recordStops({ colour, controls, name, shown }) {
  const luminance = (css) => colour(css).slice(0, 3)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  // An outline is drawn outside of its element, on what lies behind.
  const behind = (element) => {
    for (let at = element.parentElement; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (colour(backgroundColor)[3] > 0) return backgroundColor;
    }
    return 'Canvas';
  };

  window.stops = [];
  window.describeStop = name;
  window.reachable = () => [...document.querySelectorAll(controls)].filter((element) => !element.disabled && shown(element));
  window.lookAtStop = () => {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return null;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    const [box] = element.getClientRects();
    const seen = box !== undefined && box.left >= 0 && box.top >= 0 && box.right <= innerWidth + 1 && box.top < innerHeight
      && element.contains(document.elementFromPoint(box.left + box.width / 2, Math.min(box.top + box.height / 2, innerHeight - 1)));
    return {
      element,
      name: name(element),
      outlined: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1,
      // The browser's own ring has two colours, and one of them is always seen.
      contrast: outlineStyle === 'auto' ? Infinity : contrast(outlineColor, behind(element)),
      seen,
      height: box?.height ?? 0,
      hash: element.hash ?? '',
      inContent: Boolean(element.closest('main')),
      afterContent: Boolean(document.querySelector('main')?.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING),
    };
  };
  addEventListener('keydown', () => window.stops.push(window.lookAtStop()), true);
}

async function checkStops(page, keys, where, rules) {
  const count = await page.evaluate(() => {
    window.expected = window.reachable();
    return window.expected.length;
  });
  // What scrolls by itself is one more stop in Chromium.
  await pressTab(keys, count + 1);
  const goesOn = () => window.lookAtStop() !== null && !window.stops.some((stop) => stop?.element === document.activeElement);
  for (let more = 0; more < MOST_SCROLLING && await page.evaluate(goesOn); more += 1) await pressTab(keys, 1);
  const { stops, missed, disorder, trapped } = await page.evaluate(() => {
    const reached = window.stops.filter(Boolean);
    // Chromium goes from the last element to the first where there is no other window part to go to.
    const out = window.lookAtStop() === null || document.activeElement === reached[0]?.element;
    const elements = reached.map(({ element }) => element);
    const late = elements.filter((element, index) => index > 0 && elements[index - 1].compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING);
    return {
      stops: reached.map(({ element, ...facts }) => facts),
      missed: window.expected.filter((element) => !elements.includes(element)).map(window.describeStop),
      disorder: late.map(window.describeStop),
      trapped: out ? null : window.describeStop(document.activeElement),
    };
  });
  rules.order.check(missed.length === 0, where, `Tab never reaches ${missed.join(', ')}`);
  rules.order.check(disorder.length === 0, where, `Tab comes out of order to ${disorder.join(', ')}`);
  rules.trap.check(trapped === null, where, `Tab does not get on from ${trapped}`);
  for (const stop of stops) {
    rules.outline.check(stop.outlined, where, `${stop.name} has no outline`);
    if (stop.outlined) rules.outline.check(stop.contrast >= LEAST_CONTRAST, where, `${stop.name} has an outline with a contrast of ${stop.contrast.toFixed(1)} to 1`);
    rules.seen.check(stop.seen, where, `${stop.name} is outside of the window or under something else`);
  }
}

/** All at once: to wait for the screen after each key would take minutes. */
function pressTab(keys, times) {
  const press = () => keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 });
  return Promise.all(Array.from({ length: times }, press));
}

/** From the top, Tab and Enter lead to the content: the next stop is in it, or behind it where it has none. */
async function checkSkip(page, where, rules) {
  const stop = () => page.evaluate(() => {
    const { element, ...facts } = window.lookAtStop() ?? {};
    return facts;
  });
  await page.keyboard.press('Tab');
  const first = await stop();
  const leadsToContent = await page.evaluate((hash) => hash && document.getElementById(hash.slice(1))?.closest('main') !== null, first.hash);
  if (!rules.skip.check(leadsToContent, where, `the first stop is ${first.name ?? 'nothing'}`)) return;
  rules.skip.check(first.seen && first.height >= LEAST_TARGET, where, () => `${first.name} is ${first.seen ? `${first.height}px high` : 'not seen'}`);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const next = await stop();
  rules.enter.check(next.inContent || next.afterContent, where, `the next stop is ${next.name ?? 'nothing'}`);
}
