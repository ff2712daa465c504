// Opens the site in Chromium without JavaScript, on a small phone, a phone and a desk, and goes a reader's way through it.
import path from 'node:path';
import { openPage, PHONE, WINDOWS, withChromium } from '../lib/chromium.mjs';
import { announcementPattern, pickPages } from '../lib/kinds.mjs';
import { checkLayout, layoutRules } from '../lib/layout.mjs';

export async function checkBrowser(site, report, { screenshots = null } = {}) {
  const rules = {
    kinds: report.rule('browser', 'there is a page of every kind'),
    ...layoutRules(report, 'browser'),
    requests: report.rule('browser', 'every request succeeds'),
    host: report.rule('browser', 'no request goes to another host'),
    console: report.rule('browser', 'the console stays silent'),
    redirects: report.rule('browser', 'redirects arrive', { optional: true }),
    walk: report.rule('browser', 'readers get from / to an announcement and back'),
    switch: report.rule('browser', 'readers get to the other language', { optional: site.languages.length < 2 }),
  };
  const samples = pickPages(site, rules.kinds);
  await withChromium(site, async ({ browser, server, local }) => {
    await Promise.all(WINDOWS.map(async (window) => {
      const page = await openWatched(browser, window, site, server, rules);
      for (const { name, file } of samples) {
        await page.goto(local(file), { waitUntil: 'load' });
        await checkLayout(page, `${file} at ${window.width}px`, rules);
        if (screenshots) await page.screenshot({ path: path.join(screenshots, `${window.width}`, `${name}.png`), fullPage: true });
      }
      await page.context().close();
    }));
    const page = await openWatched(browser, PHONE, site, server, rules);
    await followRedirects(page, site, local, rules.redirects);
    for (const language of site.languages) await walk(page, site, language, local, rules);
  });
}

async function openWatched(browser, viewport, site, server, rules) {
  const page = await openPage(browser, viewport);
  const here = () => `${page.url().replace(server.origin, '')} at ${viewport.width}px`;
  await page.route('**/*', async (route) => {
    const request = route.request();
    const url = new URL(request.url());
    if (rules.host.check(url.origin === server.origin || site.owns(url), here(), request.url())) {
      // What is addressed in full is on this machine too.
      if (url.origin === server.origin) return route.continue();
      return route.fulfill({ response: await route.fetch({ url: server.origin + url.pathname }) });
    }
    return route.abort();
  });
  page.on('response', (response) => rules.requests.check(response.ok(), here(), () => `${response.status()} ${response.url()}`));
  page.on('requestfailed', (request) => {
    // Chromium itself drops what is still on its way, often the icon, when the reader goes on to the next page.
    const reason = request.failure()?.errorText;
    if (reason !== 'net::ERR_ABORTED') rules.requests.fail(here(), `${reason} ${request.url()}`);
  });
  page.on('console', (message) => {
    if (message.type() === 'error') rules.console.fail(here(), message.text());
  });
  page.on('pageerror', (error) => rules.console.fail(here(), error.message));
  page.on('load', () => rules.console.pass());
  return page;
}

async function followRedirects(page, site, local, rule) {
  const stubs = [...site.pages.values()].filter(({ redirect }) => redirect !== null).slice(0, 5);
  for (const stub of stubs) {
    const target = new URL(stub.redirect, stub.url);
    await page.goto(local(stub.file));
    const arrived = await page.waitForURL((url) => url.pathname === target.pathname, { timeout: 5_000 }).then(() => true, () => false);
    rule.check(arrived, stub.file, `does not lead to ${target}`);
  }
}

/** From the front page to the language's home, to an announcement, to its other language, and back up. */
async function walk(page, site, language, local, rules) {
  const home = site.pages.get(`${language}/index.html`);
  const isAnnouncement = announcementPattern(language);
  const current = () => site.pages.get(site.file(new URL(new URL(page.url()).pathname, site.base)));
  const follow = (selector, wanted) => followLink(page, site, selector, wanted);

  await page.goto(local('index.html'), { waitUntil: 'load' });
  if (current() !== home && site.pages.get('index.html').redirect === null) {
    if (!rules.walk.check(await follow('a', (file) => file === home.file), 'index.html', `has no link to ${home.file}`)) return;
  }
  const versions = (file) => site.pages.get(file)?.alternates.length ?? 0;
  const reached = (await follow('main a', (file) => isAnnouncement.test(file) && versions(file) > 1))
    || (await follow('main a', (file) => isAnnouncement.test(file)));
  if (!rules.walk.check(reached, home.file, 'has no link to an announcement')) return;
  const announcement = current();
  rules.walk.check((await page.locator('main h1').innerText().catch(() => '')).trim() !== '', announcement.file, 'has no headline');

  const others = announcement.alternates.filter(({ tag }) => tag !== announcement.lang && tag !== 'x-default');
  for (const { tag, href } of others) {
    const switched = await follow('header a[hreflang], nav a[hreflang]', (file) => file === site.target(href).file);
    rules.switch.check(switched && current().lang === tag, announcement.file, `has no link to its version in ${tag}`);
    if (switched) await page.goBack({ waitUntil: 'load' });
  }

  const parent = (file) => file !== announcement.file && announcement.file.startsWith(file.replace(/index\.html$/, ''));
  const up = await follow('nav ol a', parent);
  rules.walk.check(up, announcement.file, 'has no breadcrumb to a page above it');
}

/** Clicks the first link that leads to a wanted file; false if there is none, or if it does not lead there. */
async function followLink(page, site, selector, wanted) {
  const links = page.locator(selector);
  const paths = await links.evaluateAll((elements) => elements.map((element) => new URL(element.href).pathname));
  const files = paths.map((pathname) => site.file(new URL(pathname, site.base)));
  const index = files.findIndex((file) => file !== null && wanted(file));
  if (index < 0) return false;
  try {
    await links.nth(index).click({ timeout: 5_000 });
    await page.waitForURL((url) => url.pathname === paths[index], { timeout: 5_000 });
    return true;
  } catch {
    return false;
  }
}
