// Opens a built site in Debian's Chromium, served from this machine, in the windows and with the settings of its readers.
import { chromium } from 'playwright-core';
import { serve } from './server.mjs';

export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** Chromium refuses to run as root inside its sandbox; it opens nothing here but our own pages. */
export const CHROMIUM_FLAGS = ['--no-sandbox', '--disable-dev-shm-usage'];

export const SMALL_PHONE = { width: 320, height: 640 };
export const PHONE = { width: 360, height: 640 };
export const DESK = { width: 1280, height: 900 };
export const WINDOWS = [SMALL_PHONE, PHONE, DESK];

/** Serves the site and starts Chromium for as long as `use({ browser, server, local })` takes; `local` gives a file's address. */
export async function withChromium(site, use) {
  const server = await serve(site);
  try {
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS });
    try {
      return await use({ browser, server, local: localAddress(site, server) });
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
}

export function localAddress(site, server) {
  return (file) => server.origin + site.url(file).pathname;
}

/** A page without JavaScript, as most rules want it; what `page.evaluate` runs is not stopped by that. */
export async function openPage(browser, viewport, options = {}) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport, ...options });
  return context.newPage();
}
