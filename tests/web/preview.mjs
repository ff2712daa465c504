// Starts `newsroom serve` on a small site, opens it in Chromium, and sees pages follow what is saved, without a hand on them.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { CHROMIUM, CHROMIUM_FLAGS } from './lib/chromium.mjs';
import { Report } from './lib/report.mjs';

const USAGE = 'usage: node preview.mjs NEWSROOM   (the program)';
/** Longer than any machine takes; what comes late is not what this looks at. */
const PATIENCE = 20_000;
/** For what must not happen, or will not. */
const PAUSE = 1_000;

const FAIR = 'content/2025/fair.zh.md';
const SITE = {
  'content/site.yaml': `title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: https://example.org/news/
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
`,
  'content/topics.yaml': 'employment: {zh: 就业, en: Employment}\n',
  [FAIR]: `---
title: 春季招聘会
date: 2025-03-05
topics: [employment]
translation: none
---
招聘会三月五日举行。
`,
};

/** The program on a site of its own, until `close`. */
async function startPreview(program) {
  const root = mkdtempSync(path.join(tmpdir(), 'newsroom-preview-'));
  const write = (file, text) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  for (const [file, text] of Object.entries(SITE)) write(file, text);
  const server = spawn(program, ['serve', '--root', root, '--port', '0'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const close = () => {
    server.kill();
    rmSync(root, { recursive: true, force: true });
  };
  const address = await new Promise((resolve, reject) => {
    let said = '';
    server.on('error', reject);
    server.on('exit', () => reject(new Error(`the preview has ended: ${said}`)));
    server.stderr.setEncoding('utf8').on('data', (text) => {
      said += text;
      const found = said.match(/http:\/\/\S+\//);
      if (found) resolve(found[0]);
    });
  }).catch((error) => {
    close();
    throw error;
  });
  return { root, write, address, close };
}

/** What is done to the site, and how the page must look then, by itself. */
async function follow(page, preview, report, patience) {
  const article = `${preview.address}zh/2025/03/05/fair/`;
  const text = SITE[FAIR];
  const rule = (words) => report.rule('preview', words);
  const comes = (waiting) => waiting.then(() => true, () => false);
  const shows = async (one, selector, words) => {
    const found = await comes(page.locator(selector, { hasText: words }).first().waitFor({ timeout: patience }));
    one.check(found, selector, `never shows ${words}`);
  };

  await page.goto(article);
  preview.write(FAIR, text.replace('春季招聘会', '夏季招聘会'));
  await shows(rule('a saved change is seen without a hand on the page'), 'h1', '夏季招聘会');

  const replaced = rule('so is a file that an editor puts in the place of the old one');
  preview.write('content/2025/.fair.zh.md.new', text.replace('春季招聘会', '秋季招聘会'));
  renameSync(path.join(preview.root, 'content/2025/.fair.zh.md.new'), path.join(preview.root, FAIR));
  await shows(replaced, 'h1', '秋季招聘会');

  const mistaken = rule('a mistake is shown in the page, over that of before');
  preview.write(FAIR, text.replace('date: 2025-03-05', 'date: 三月五日'));
  await shows(mistaken, 'body > aside', `${FAIR}:3:7`);
  await shows(mistaken, 'h1', '秋季招聘会');

  const mended = rule('mended, the page comes back');
  preview.write(FAIR, text.replace('春季招聘会', '冬季招聘会'));
  await shows(mended, 'h1', '冬季招聘会');
  mended.check(await comes(page.locator('body > aside').waitFor({ state: 'detached', timeout: patience })), 'aside', 'does not go');

  const themed = rule('a theme that comes while the page is open is seen');
  preview.write('themes/default/style.css', 'h1 { color: rgb(0, 128, 128) }');
  const isTeal = () => getComputedStyle(document.querySelector('h1')).color === 'rgb(0, 128, 128)';
  themed.check(await comes(page.waitForFunction(isTeal, null, { timeout: patience })), 'h1', 'is not coloured');
}

/** What editors and builds leave behind is no reason to load a page again. */
async function stay(page, preview, report) {
  const rule = report.rule('preview', 'a page of which nothing changes is not loaded again');
  await page.goto(preview.address);
  let loads = 0;
  page.on('load', () => { loads += 1; });
  preview.write('content/2025/.fair.zh.md.swp', 'x');
  preview.write('public/index.html', 'x');
  await page.waitForTimeout(PAUSE);
  rule.check(loads === 0, page.url(), `was loaded ${loads} times`);
}

/** What `steps` find in a page that runs `spoil` first, if anything. */
async function examine(program, spoil, steps) {
  const preview = await startPreview(program);
  try {
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS });
    try {
      const page = await browser.newPage();
      if (spoil) await page.addInitScript(spoil);
      const report = new Report();
      const silent = report.rule('preview', 'no script of a page fails');
      page.on('pageerror', (error) => silent.fail(page.url(), error.message));
      page.on('load', () => silent.pass());
      await steps(page, preview, report);
      return report;
    } finally {
      await browser.close();
    }
  } finally {
    preview.close();
  }
}

/** Demands that each rule fails in a page with a fault: one that hears nothing, and one that is loaded again and again. */
async function testRules(program) {
  const deaf = 'window.EventSource = class {}';
  const restless = `setTimeout(() => location.reload(), ${PAUSE / 5})`;
  const faulty = [
    await examine(program, deaf, (page, preview, report) => follow(page, preview, report, PAUSE)),
    await examine(program, restless, stay),
    await examine(program, 'throw new Error("a fault")', (page, preview) => page.goto(preview.address)),
  ];
  const failed = new Set(faulty.flatMap((report) => report.failed.map(({ text }) => text)));
  return (rule) => failed.has(rule.text);
}

async function main() {
  const [program, ...others] = process.argv.slice(2);
  if (!program || others.length > 0) {
    console.error(USAGE);
    return 2;
  }
  const findsFault = await testRules(program);
  const report = await examine(program, null, async (page, preview, report) => {
    await follow(page, preview, report, PATIENCE);
    await stay(page, preview, report);
  });
  for (const rule of report.rules) {
    if (!findsFault(rule)) throw new Error(`"${rule.text}" does not find its fault`);
  }
  report.print();
  return report.failed.length === 0 ? 0 : 1;
}

process.exitCode = await main().catch((error) => {
  console.error(error.message);
  return 2;
});
