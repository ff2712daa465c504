// Loads the pages as they come to a slow phone: how much, how soon something is read, and that nothing moves from then on.
import { DESK, openPage, PHONE, withChromium } from '../lib/chromium.mjs';
import { announcementsOf, pickPages } from '../lib/kinds.mjs';
import { brotli } from '../lib/server.mjs';
import { sample } from '../lib/site.mjs';

/** What a server sends before the first answer of the reader's device: 10 segments (RFC 6928). */
const FIRST_FLIGHT = 14_600;
const TYPICAL_ANNOUNCEMENT = 9_000;
const HOME = 8_000;

const LINES = [
  { name: '3G', kilobits: 400, latency: 400, slowest: 2.5 },
  // So slow that nothing is demanded of it.
  { name: '2G', kilobits: 280, latency: 800, slowest: Infinity },
];
/** A first visit begins with DNS, TCP and TLS, a round trip each, which Chromium's emulation leaves out. */
const HANDSHAKES = 3;
const MOST_VISITS = 3;
const VISITED = ['home', 'announcement', 'announcement-img'];
const IMAGE_DELAY_MS = 150;
const IMAGE = /\.(avif|gif|jpe?g|png|svg|webp)(\?|$)/;

export async function checkSlowLine(site, report, { sample: most = 0 } = {}) {
  const rules = {
    flight: report.rule('slow-line', `every page has ${FIRST_FLIGHT} bytes or less, compressed`),
    announcement: report.rule('slow-line', `half of the announcements have ${TYPICAL_ANNOUNCEMENT} bytes or less, compressed`),
    home: report.rule('slow-line', `home pages have ${HOME} bytes or less, compressed`),
    paint: report.rule('slow-line', `over slow 3G something is read after ${LINES[0].slowest} seconds`),
    shift: report.rule('slow-line', 'nothing moves while the page loads'),
    blocking: report.rule('slow-line', 'no request delays the first paint'),
    font: report.rule('slow-line', 'no font is loaded'),
  };
  const samples = pickPages(site);
  checkSizes(site, rules, most);
  await withChromium(site, async ({ browser, local }) => {
    // Each page has a line of its own, so that they do not wait for one another.
    const visited = samples.filter(({ kind }) => VISITED.includes(kind));
    const notes = await Promise.all(visited.map(async ({ name, file }) => {
      const { document, all } = await load(browser, local(file), null);
      const times = [];
      for (const line of LINES) {
        // A machine that is busy does not make pages slower: the best visit counts, and the first that is quick enough is it.
        let seconds = Infinity;
        for (let visit = 0; visit < MOST_VISITS && (visit === 0 || seconds > line.slowest); visit += 1) {
          seconds = Math.min(seconds, (await load(browser, local(file), line)).paint);
        }
        rules.paint.check(seconds <= line.slowest, file, `took ${seconds.toFixed(1)} s over ${line.name}`);
        times.push(`${seconds.toFixed(1)} s over ${line.name} (${line.kilobits} kbit/s, ${line.latency} ms)`);
      }
      return `${name}: page ${document} bytes on the line, with its images ${all}; first text after ${times.join(', ')}`;
    }));
    for (const note of notes) report.note(note);
    await Promise.all([PHONE, DESK].map((window) => watchLoading(browser, window, samples, local, rules)));
  });
}

function checkSizes(site, rules, most) {
  const size = (file) => brotli(site.bytes(file)).length;
  for (const file of sample([...site.pages.keys()], most)) {
    const bytes = size(file);
    rules.flight.check(bytes <= FIRST_FLIGHT, file, `has ${bytes} bytes`);
  }
  for (const language of site.languages) {
    const sizes = sample(announcementsOf(site, language), most).map(({ file }) => size(file)).sort((a, b) => a - b);
    const typical = sizes[Math.floor(sizes.length / 2)];
    if (typical) rules.announcement.check(typical <= TYPICAL_ANNOUNCEMENT, `${language}/`, `a typical one has ${typical} bytes`);
    const home = `${language}/index.html`;
    rules.home.check(size(home) <= HOME, home, `has ${size(home)} bytes`);
  }
}

/** A first visit: seconds until the first text, over a slow line or an ideal one, and bytes on the line. */
async function load(browser, address, line) {
  const page = await openPage(browser, PHONE, { javaScriptEnabled: true });
  const network = await page.context().newCDPSession(page);
  let all = 0;
  network.on('Network.loadingFinished', ({ encodedDataLength }) => { all += encodedDataLength; });
  await network.send('Network.enable');
  if (line) {
    const throughput = (line.kilobits * 1000) / 8;
    await network.send('Network.emulateNetworkConditions', { offline: false, latency: line.latency, downloadThroughput: throughput, uploadThroughput: throughput });
  }
  // Images are waited for only where their bytes count.
  await page.goto(address, { waitUntil: line ? 'domcontentloaded' : 'networkidle' });
  const { paint, document } = await page.evaluate(async () => {
    const first = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
    while (first() === undefined) await new Promise(requestAnimationFrame);
    return { paint: first(), document: performance.getEntriesByType('navigation')[0].encodedBodySize };
  });
  await page.context().close();
  return { paint: (paint + HANDSHAKES * (line?.latency ?? 0)) / 1000, document, all };
}

/** Images come late, as they do on a slow line: where no room is kept for them, the text moves. Scripts are a matter of `links`. */
async function watchLoading(browser, window, samples, local, rules) {
  const page = await openPage(browser, window, { javaScriptEnabled: true });
  await page.route(IMAGE, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, IMAGE_DELAY_MS));
    await route.continue();
  });
  await page.addInitScript(() => {
    window.shifts = [];
    new PerformanceObserver((list) => window.shifts.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true });
  });
  for (const { file } of samples) {
    const where = `${file} at ${window.width}px`;
    await page.goto(local(file), { waitUntil: 'load' });
    const { shifts, blocking, fonts } = await page.evaluate(async () => {
      // What was loaded last is painted in the next frame, and told in the one after.
      for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
      const name = (node) => node?.nodeName.toLowerCase() ?? 'something';
      const resources = performance.getEntriesByType('resource');
      return {
        // The page comes in pieces: a piece that ends inside the language switch moves its first word by less than this, which
        // no tool that rounds to two or three digits shows.
        shifts: window.shifts.filter(({ value }) => value >= 0.001).map(({ value, sources }) => `${sources.map(({ node }) => name(node)).join(', ')} by ${value.toFixed(4)}`),
        blocking: resources.filter(({ renderBlockingStatus }) => renderBlockingStatus === 'blocking').map((entry) => entry.name),
        fonts: [...document.fonts].map(({ family }) => family),
      };
    });
    rules.shift.check(shifts.length === 0, where, `moves ${shifts.join('; ')}`);
    rules.blocking.check(blocking.length === 0, where, `waits for ${blocking.join(', ')}`);
    rules.font.check(fonts.length === 0, where, `asks for ${fonts.join(', ')}`);
  }
}
