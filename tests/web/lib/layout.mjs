// Measures how an open page is laid out: what is too wide, cut off, or printed over something else.
import { inPage } from './in-page.mjs';

/** Examines `{ width, cut, overlap }`, three rules, on the open page. */
export async function checkLayout(page, where, rules) {
  const { scroll, client, outside, clipped, overlaps } = await inPage(page, measure);
  rules.width.check(scroll <= client, where, `is ${scroll}px wide in a window of ${client}px`);
  rules.cut.check(outside.length + clipped.length === 0, where, [...outside, ...clipped].join('; '));
  rules.overlap.check(overlaps.length === 0, where, overlaps.join('; '));
}

/** The three rules; `condition` says in which circumstances they are examined. */
export function layoutRules(report, group, condition = '') {
  return {
    width: report.rule(group, `${condition}no page scrolls sideways`),
    cut: report.rule(group, `${condition}nothing sticks out of the window or is cut off`),
    overlap: report.rule(group, `${condition}no text covers another`),
  };
}

/** Runs in the page. */
function measure({ name, shown, texts }) {
  const root = document.documentElement;
  // The innermost are the cause, what is around them only follows.
  const innermost = (elements) => elements.filter((element) => !elements.some((other) => other !== element && element.contains(other)));
  // What scrolls by itself is neither outside nor cut off.
  const scrolls = (element) => {
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
      if (['auto', 'scroll'].includes(getComputedStyle(at).overflowX)) return true;
    }
    return false;
  };

  const elements = [...document.body.querySelectorAll('*')].filter(shown);
  const outside = elements.filter((element) => {
    const { right, width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && right > root.clientWidth + 1 && !scrolls(element);
  });
  const clipped = elements.filter((element) => {
    const { overflowX, overflowY, display } = getComputedStyle(element);
    const hides = (overflow) => overflow === 'hidden' || overflow === 'clip';
    return display !== 'inline' && ((hides(overflowX) && element.scrollWidth > element.clientWidth + 1) || (hides(overflowY) && element.scrollHeight > element.clientHeight + 1));
  });

  // A glyph fills less than the box of its line, and boxes of tight lines may touch: the middle of each is compared.
  const boxes = [];
  const range = document.createRange();
  const beginnings = [];
  for (const { text, element } of texts()) {
    if (!shown(element)) continue;
    range.selectNodeContents(text);
    const size = parseFloat(getComputedStyle(element).fontSize);
    const inside = scrolls(element);
    for (const { left, right, top, bottom } of range.getClientRects()) {
      // Outside to the left is where pages hide what appears on focus, whole; what begins there and ends inside is cut off.
      if (right <= 0 || right - left < 2) continue;
      if (left < -1 && !inside) beginnings.push(element);
      const middle = (top + bottom) / 2;
      boxes.push({ element, left: left + 1, right: right - 1, top: middle - size * 0.35, bottom: middle + size * 0.35 });
    }
  }
  boxes.sort((a, b) => a.top - b.top);
  const overlaps = new Set();
  for (const [index, box] of boxes.entries()) {
    for (let next = index + 1; next < boxes.length && boxes[next].top < box.bottom; next += 1) {
      const other = boxes[next];
      if (other.left < box.right && box.left < other.right) overlaps.add(`${name(other.element)} covers ${name(box.element)}`);
    }
  }
  return {
    scroll: root.scrollWidth,
    client: root.clientWidth,
    outside: innermost(outside).map((element) => `${name(element)} reaches ${Math.round(element.getBoundingClientRect().right)}px`),
    clipped: [...innermost(clipped), ...beginnings].map((element) => `${name(element)} is cut off`),
    overlaps: [...overlaps],
  };
}
