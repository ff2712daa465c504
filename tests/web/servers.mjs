// Starts Debian's nginx, Caddy and Apache with the configurations that newsroom prints, and asks them as readers would.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { Report } from './lib/report.mjs';

const NOW = '2026-01-01T00:00:00Z';
const USAGE = 'usage: node servers.mjs NEWSROOM [SERVER…]   (the program; nginx, caddy and apache, or some of them)';

/** Addresses that a configuration must not mistake for its own syntax, each as a browser sends it. */
const ODD_ALIASES = {
  '/old/fair/': '/old/fair/',
  '/旧 站/招聘"会"/': '/%E6%97%A7%20%E7%AB%99/%E6%8B%9B%E8%81%98%22%E4%BC%9A%22/',
  "/a+(b)*[c]/d'e.html": "/a+(b)*[c]/d'e.html",
  '/x$1/$uri;/': '/x$1/$uri;/',
  '/100%25/': '/100%25/',
  '/OLD/fair/': '/OLD/fair/',
  '/old/feed.xml': '/old/feed.xml',
  '/old/map.svg': '/old/map.svg',
};
/** Those that Caddy or Apache cannot state are left to their pages. */
const LEFT_ALIASES = { '/{path}/': '/%7Bpath%7D/', '/${HOME}/': '/$%7BHOME%7D/' };
/** Enough for Apache to pass over blocks. */
const MANY = 300;

const ACTIVE_SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>document.title="script ran"</script><rect width="9" height="9"/></svg>\n';
const ACTIVE_HTML = '<!doctype html><title>quiet</title><script>document.title="script ran"</script><p>Table\n';

/** A site with everything that rules are about. */
function writeSite(root, base, precompress) {
  const aliases = [...Object.keys(ODD_ALIASES), ...Object.keys(LEFT_ALIASES)];
  for (let number = 0; number < MANY; number += 1) aliases.push(`/cms/${number % 3}/${number}${'x'.repeat(number % 7)}.asp`);
  const files = {
    'content/site.yaml': `title: {zh: 千山市新闻办, en: Qianshan Press Office}
base_url: ${base}
timezone: Asia/Shanghai
languages: [{code: zh, tag: zh-Hans}, {code: en, tag: en}]
${precompress ? 'precompress: [br, gzip]\n' : ''}`,
    'content/topics.yaml': 'employment: {zh: 就业, en: Employment}\n',
    'content/2025/fair.zh.md': `---
title: 云溪区召开春季招聘会
date: 2025-03-05
summary: ${'招聘会三月五日举行，地点为云溪区市民广场。'.repeat(15)}
topics: [employment]
aliases: ${JSON.stringify(aliases)}
attachments: [{src: jobs.csv}, {src: plan.pdf}, {src: map.svg}, {src: table.html}, {src: photo.0123456789abcdef.png}]
---
${'招聘会三月五日举行，地点为云溪区市民广场。'.repeat(40)}
`,
    'content/2025/fair.en.md': '---\ntitle: Spring job fair in Yunxi\n---\nThe fair takes place on 5 March.\n',
    'content/2025/copy.zh.md': '---\ntitle: 云溪区召开春季招聘会（重发）\ndate: 2025-03-06\nduplicate_of: 2025/fair\ntranslation: none\n---\n招聘会三月五日举行。\n',
    'content/2025/error.zh.md': `---
title: 云溪区停水通知
date: 2025-03-07
aliases: [/old/error/]
withdrawn: {date: 2025-03-08, text: removed, reason: {zh: 通知有误，已由供水公司更正。, en: Published in error; the water company has corrected it.}}
---
${'三月九日云溪区停水一天。'.repeat(40)}
`,
    'content/2025/error.en.md': `---\ntitle: Water supply interrupted in Yunxi\n---\n${'No water in Yunxi on 9 March. '.repeat(40)}\n`,
    'content/2025/jobs.csv': '岗位,人数\n'.repeat(300),
    'content/2025/plan.pdf': '%PDF-1.4\n'.repeat(300),
    'content/2025/map.svg': ACTIVE_SVG,
    'content/2025/table.html': ACTIVE_HTML,
    'content/2025/photo.0123456789abcdef.png': Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==', 'base64'),
    'content/static/favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
    'content/static/notes.txt': '千山\n',
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
}

/** Whether a redirect leads to a path of the same host, as the reader has it. */
function leadsTo(site, { headers }, wanted) {
  const origin = `http://127.0.0.1:${site.port}`;
  return headers.location !== undefined && decodeURI(new URL(headers.location, origin).href) === decodeURI(origin + wanted);
}

function run(command, options = {}) {
  const [program, ...rest] = command;
  const result = spawnSync(program, rest, { encoding: 'utf8', ...options });
  if (result.status !== 0) throw new Error(`${command.join(' ')}: ${result.error ?? result.stderr}`);
  return result.stdout;
}

function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** What each server needs around the printed configuration: a place for its files, and a port of its own. */
const SERVERS = {
  nginx: {
    files: (folder, printed) => ({
      'nginx.conf': `${existsSync('/usr/lib/nginx/modules/ngx_http_brotli_static_module.so') ? 'load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;\n' : ''}pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
worker_processes 1;
daemon off;
events { }
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
  include ${folder}/newsroom.conf;
}
`,
      'newsroom.conf': printed,
    }),
    command: (folder) => ['nginx', '-e', `${folder}/error.log`, '-p', folder, '-c', `${folder}/nginx.conf`],
    check: (folder) => ['nginx', '-t', '-e', `${folder}/error.log`, '-p', folder, '-c', `${folder}/nginx.conf`],
    left: [],
  },
  caddy: {
    files: (folder, printed) => ({ Caddyfile: `{\n\tadmin off\n}\n${printed}` }),
    command: (folder) => ['caddy', 'run', '--config', `${folder}/Caddyfile`, '--adapter', 'caddyfile'],
    check: (folder) => ['caddy', 'validate', '--config', `${folder}/Caddyfile`, '--adapter', 'caddyfile'],
    left: ['/{path}/', '/${HOME}/'],
  },
  apache: {
    files: (folder, printed, port) => ({
      'httpd.conf': `ServerRoot ${folder}
ServerName 127.0.0.1
PidFile ${folder}/httpd.pid
ErrorLog ${folder}/error.log
DefaultRuntimeDir ${folder}
Listen 127.0.0.1:${port}
${process.getuid() === 0 ? 'User www-data\nGroup www-data\n' : ''}${['mpm_event', 'authz_core', 'dir', 'mime', 'headers', 'rewrite', 'filter', 'deflate', 'alias'].map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so\n`).join('')}<Directory "/">
  Require all denied
</Directory>
# As Debian has it.
TypesConfig /etc/mime.types
AddType application/x-gzip .gz .tgz
AddLanguage br .br
AddLanguage en .en
Include ${folder}/newsroom.conf
`,
      'newsroom.conf': printed,
    }),
    command: (folder) => ['apache2', '-f', `${folder}/httpd.conf`, '-D', 'FOREGROUND'],
    check: (folder) => ['apache2', '-f', `${folder}/httpd.conf`, '-t'],
    left: ['/${HOME}/'],
  },
};

/** Starts a server, which is stopped by the function that this returns. */
async function start(name, folder, printed, port) {
  const server = SERVERS[name];
  for (const [file, text] of Object.entries(server.files(folder, printed, port))) writeFileSync(path.join(folder, file), text);
  const environment = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  run(server.check(folder), { env: environment });
  const [program, ...rest] = server.command(folder);
  let output = '';
  const child = spawn(program, rest, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.on('data', (data) => { output += data; });
  child.stderr.on('data', (data) => { output += data; });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (child.exitCode !== null) break;
    const open = await new Promise((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => socket.end(() => resolve(true)));
      socket.on('error', () => resolve(false));
    });
    if (open) {
      return async () => {
        child.kill('SIGTERM');
        await ended;
      };
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`${name} does not start: ${output}`);
}

/** One request whose path is sent as it is written here. */
function ask(port, address, headers = {}, method = 'GET') {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port, path: address, method, headers, agent: false }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }));
    });
    request.on('error', reject);
    request.end();
  });
}

async function checkServer(newsroom, name, base, precompress, report) {
  const rule = (text, options) => report.rule(name, text, options);
  const rules = {
    pages: rule('pages and files arrive as they are, with their type'),
    copies: rule(precompress ? 'compressed copies are sent to those who take them' : 'text is compressed on the way'),
    redirects: rule('former addresses lead on with 301'),
    gone: rule('a removed announcement is 410 with its notice'),
    slash: rule('a missing last slash is added'),
    missing: rule('what is not there is a 404 page'),
    headers: rule('headers are those of the kind of file'),
    languages: rule('/ chooses a language'),
    browser: rule('a browser shows pages without a complaint and runs nothing of attachments'),
  };
  const root = mkdtempSync(path.join(tmpdir(), `newsroom-${name}-`));
  // A server that started as root reads as somebody else.
  chmodSync(root, 0o755);
  const port = await freePort();
  const address = `http://127.0.0.1:${port}${base}`;
  const host = path.join(root, 'host');
  let stop = async () => {};
  try {
    writeSite(root, address, precompress);
    const output = path.join(host, decodeURIComponent(base));
    run([newsroom, 'build', '--root', root, '--now', NOW, '--output', output]);
    const printed = run([newsroom, 'hosting', name, '--root', root, '--now', NOW, '--document-root', host]);
    const folder = path.join(root, 'server');
    mkdirSync(folder);
    stop = await start(name, folder, printed, port);
    const site = {
      port,
      base,
      precompress,
      address,
      get: (where, headers) => ask(port, base + where.slice(1), headers),
      read: (file) => readFileSync(path.join(output, file)),
      left: SERVERS[name].left,
    };
    await checkPages(site, rules.pages);
    await checkCopies(site, rules.copies);
    await checkRedirects(site, rules.redirects);
    await checkGone(site, rules.gone);
    await checkSlash(site, rules.slash);
    await checkMissing(site, rules.missing);
    await checkHeaders(site, rules.headers);
    await checkLanguages(site, rules.languages);
    await checkBrowser(site, rules.browser);
  } finally {
    await stop();
    rmSync(root, { recursive: true, force: true });
  }
}

const ARTICLE = '/zh/2025/03/05/fair/';
const PAGES = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/zh/': ['zh/index.html', 'text/html; charset=utf-8'],
  [ARTICLE]: ['zh/2025/03/05/fair/index.html', 'text/html; charset=utf-8'],
  '/zh/feed.xml': ['zh/feed.xml', 'application/xml'],
  '/zh/topics/employment/feed.xml': ['zh/topics/employment/feed.xml', 'application/xml'],
  '/en/feed.json': ['en/feed.json', 'application/feed+json'],
  '/sitemap.xml': ['sitemap.xml', 'application/xml'],
  '/robots.txt': ['robots.txt', 'text/plain; charset=utf-8'],
  '/notes.txt': ['notes.txt', 'text/plain; charset=utf-8'],
  '/SHA256SUMS': ['SHA256SUMS', 'text/plain; charset=utf-8'],
  '/favicon.svg': ['favicon.svg', 'image/svg+xml'],
  [`${ARTICLE}jobs.csv`]: ['zh/2025/03/05/fair/jobs.csv', 'text/csv; charset=utf-8'],
  [`${ARTICLE}plan.pdf`]: ['zh/2025/03/05/fair/plan.pdf', 'application/pdf'],
  [`${ARTICLE}photo.0123456789abcdef.png`]: ['zh/2025/03/05/fair/photo.0123456789abcdef.png', 'image/png'],
};

async function checkPages(site, rule) {
  for (const [where, [file, type]] of Object.entries(PAGES)) {
    const { status, headers, body } = await site.get(where);
    rule.check(status === 200, where, `status ${status}`);
    rule.check(headers['content-type'] === type, where, `Content-Type ${headers['content-type']}, not ${type}`);
    rule.check(body.equals(site.read(file)), where, 'the bytes are others');
    rule.check(!headers['content-encoding'] && !headers['content-language'], where, () => JSON.stringify(headers));
    if (file !== 'index.html') {
      const again = await site.get(where, { 'if-none-match': headers.etag ?? '' });
      rule.check(headers.etag && again.status === 304, where, `asked again with ${headers.etag}: ${again.status}`);
    }
  }
}

const COPIES = { br: ['br', brotliDecompressSync], gzip: ['gz', gunzipSync] };

async function checkCopies(site, rule) {
  const files = { [ARTICLE]: 'text/html; charset=utf-8', '/zh/feed.xml': 'application/xml', [`${ARTICLE}jobs.csv`]: 'text/csv; charset=utf-8' };
  const accepted = site.precompress
    ? { br: 'br', gzip: 'gzip', 'gzip, deflate, br': 'br', 'gzip;q=1.0, br;q=0.9': null, 'gzip, br;q=0': 'gzip', identity: '' }
    : { gzip: 'gzip', identity: '' };
  for (const [where, type] of Object.entries(files)) {
    const [file] = PAGES[where];
    for (const [accept, wanted] of Object.entries(accepted)) {
      const { status, headers, body } = await site.get(where, { 'accept-encoding': accept });
      const encoding = headers['content-encoding'] ?? '';
      const place = `${where} for ${accept}`;
      rule.check(status === 200 && (wanted === null ? encoding !== '' : encoding === wanted), place, `status ${status}, Content-Encoding "${encoding}"`);
      rule.check(headers['content-type'] === type, place, `Content-Type ${headers['content-type']}`);
      rule.check(/accept-encoding/i.test(headers.vary ?? ''), place, `Vary ${headers.vary}`);
      if (!encoding) {
        rule.check(body.equals(site.read(file)), place, 'the bytes are others');
        continue;
      }
      const [ending, unpack] = COPIES[encoding];
      rule.check(unpack(body).equals(site.read(file)), place, 'the unpacked bytes are others');
      if (site.precompress) rule.check(body.equals(site.read(`${file}.${ending}`)), place, 'is not the copy beside the file');
    }
  }
  const small = await site.get('/notes.txt', { 'accept-encoding': 'gzip, br' });
  rule.check(small.body.equals(site.read('notes.txt')), '/notes.txt', 'what is smaller than a packet is not as it is');
}

async function checkRedirects(site, rule) {
  const target = `${site.base}zh/2025/03/05/fair/`;
  const leads = async (where, status, wanted) => {
    const response = await site.get(where);
    rule.check(response.status === status && leadsTo(site, response, wanted), where, `status ${response.status}, Location ${response.headers.location}`);
  };
  for (const sent of Object.values(ODD_ALIASES)) await leads(sent, 301, target);
  for (const [alias, sent] of Object.entries(LEFT_ALIASES)) {
    if (!site.left.includes(alias)) {
      await leads(sent, 301, target);
      continue;
    }
    const { status, body } = await site.get(sent);
    rule.check(status === 200 && body.includes('http-equiv'), sent, `has no page that leads on: ${status}`);
  }
  for (let number = 0; number < MANY; number += 1) await leads(`/cms/${number % 3}/${number}${'x'.repeat(number % 7)}.asp`, 301, target);
  await leads('/zh/2025/03/06/copy/', 301, target);
  // Not what only begins or ends like one, and not another's upper and lower case, where two differ by that.
  for (const where of ['/old/fair/more/', '/Old/fair/', '/cms/0/00.asp', '/cms/1/1x.asp/']) {
    const { status } = await site.get(where);
    rule.check(status === 404, where, `status ${status}`);
  }
}

async function checkGone(site, rule) {
  for (const [lang, reason] of Object.entries({ zh: '通知有误', en: 'Published in error' })) {
    const where = `/${lang}/2025/03/07/error/`;
    const file = `${lang}/2025/03/07/error/index.html`;
    // nginx itself compresses no answer but 200, 403 and 404, and Apache none of an error.
    for (const accept of site.precompress ? ['', 'gzip', 'br'] : ['']) {
      const { status, headers, body } = await site.get(where, accept ? { 'accept-encoding': accept } : {});
      const place = `${where} for "${accept}"`;
      rule.check(status === 410, place, `status ${status}`);
      const encoding = headers['content-encoding'] ?? '';
      rule.check(encoding === accept, place, `Content-Encoding "${encoding}"`);
      const text = encoding ? COPIES[encoding][1](body) : body;
      rule.check(text.equals(site.read(file)) && text.includes(reason), place, () => `is not the notice: ${text.subarray(0, 200)}`);
      rule.check(headers['content-type'] === 'text/html; charset=utf-8', place, `Content-Type ${headers['content-type']}`);
      rule.check(headers['cache-control'] === 'public, max-age=300', place, `Cache-Control ${headers['cache-control']}`);
      rule.check(headers['content-security-policy']?.includes("'sha256-"), place, `policy ${headers['content-security-policy']}`);
      rule.check(headers['x-content-type-options'] === 'nosniff', place, 'no nosniff');
    }
    const response = await site.get(where.slice(0, -1));
    rule.check(response.status === 301 && leadsTo(site, response, `${site.base}${where.slice(1)}`), where.slice(0, -1), `status ${response.status}`);
    const below = await site.get(`${where}plan.pdf`);
    rule.check(below.status === 404, `${where}plan.pdf`, `status ${below.status}`);
  }
  const former = await site.get('/old/error/');
  rule.check(former.status === 301 && leadsTo(site, former, `${site.base}zh/2025/03/07/error/`), '/old/error/', `status ${former.status}, Location ${former.headers.location}`);
}

async function checkSlash(site, rule) {
  for (const where of ['/zh', '/zh/2025/03/05/fair', '/en/topics']) {
    const response = await site.get(where);
    rule.check(response.status === 301 && leadsTo(site, response, `${site.base}${where.slice(1)}/`), where, `status ${response.status}, Location ${response.headers.location}`);
  }
  if (site.base !== '/') {
    const response = await ask(site.port, site.base.slice(0, -1));
    rule.check(response.status === 301 && leadsTo(site, response, site.base), site.base, `status ${response.status}, Location ${response.headers.location}`);
  }
}

async function checkMissing(site, rule) {
  for (const where of ['/nothing/', '/zh/nothing.html', '/zh/2025/99', '/sitemap/', '/robots.txt/', `${ARTICLE}../secret`]) {
    const { status, headers, body } = await site.get(where);
    rule.check(status === 404, where, `status ${status}`);
    rule.check(body.equals(site.read('404.html')), where, 'is not the page 404.html');
    rule.check(headers['content-type'] === 'text/html; charset=utf-8', where, `Content-Type ${headers['content-type']}`);
    rule.check(headers['cache-control'] === 'public, max-age=300', where, `Cache-Control ${headers['cache-control']}`);
    rule.check(headers['content-security-policy']?.includes("'sha256-"), where, `policy ${headers['content-security-policy']}`);
    rule.check(headers['x-content-type-options'] === 'nosniff', where, 'no nosniff');
  }
  const outside = site.base === '/' ? null : await ask(site.port, '/elsewhere/');
  if (outside) rule.check(!outside.body.equals(site.read('404.html')), '/elsewhere/', 'another part of the host has the page of this site');
}

async function checkHeaders(site, rule) {
  const keeps = (file) => {
    if (/\.[0-9a-f]{16}\./.test(file)) return 'public, max-age=31536000, immutable';
    return /\.(?:csv|pdf|png|svg)$/.test(file) ? 'public, max-age=86400' : 'public, max-age=300';
  };
  for (const [where, [file]] of Object.entries({ ...PAGES, [`${ARTICLE}map.svg`]: ['map.svg'], [`${ARTICLE}table.html`]: ['table.html'] })) {
    for (const accept of ['', 'gzip', 'gzip, br']) {
      const { headers } = await site.get(where, accept ? { 'accept-encoding': accept } : {});
      const wanted = keeps(file);
      rule.check(headers['cache-control'] === wanted, where, `Cache-Control ${headers['cache-control']}, not ${wanted}`);
      rule.check(headers['x-content-type-options'] === 'nosniff' && headers['referrer-policy'] && headers['permissions-policy'], where, () => JSON.stringify(headers));
      const policy = headers['content-security-policy'] ?? '';
      if (where.endsWith('/')) {
        const style = /<style>(.*?)<\/style>/s.exec(site.read(file).toString())[1];
        const hash = createHash('sha256').update(style).digest('base64');
        rule.check(policy.includes(`'sha256-${hash}'`) && policy.startsWith("default-src 'none'") && !policy.includes('unsafe'), where, `policy ${policy}`);
      } else if (/\.(?:svg|html|xml)$/.test(where)) {
        rule.check(policy.startsWith("sandbox; default-src 'none'"), where, `policy ${policy}`);
      } else if (where !== '/SHA256SUMS') {
        rule.check(policy === '', where, `policy ${policy}`);
      }
    }
  }
}

async function checkLanguages(site, rule) {
  const choices = {
    '': null, '*': null, 'ja, zh;q=0.5': null, zhx: null,
    zh: 'zh', 'zh-CN,zh;q=0.9,en;q=0.8': 'zh', 'ZH-tw': 'zh', 'en-GB,en;q=0.9,zh;q=0.8': 'en', 'en;q=0.9': 'en',
  };
  for (const [accept, wanted] of Object.entries(choices)) {
    const response = await site.get('/', accept ? { 'accept-language': accept } : {});
    const { status, headers, body } = response;
    const place = `/ for "${accept}"`;
    rule.check(/accept-language/i.test(headers.vary ?? ''), place, `Vary ${headers.vary}`);
    if (wanted) {
      rule.check(status === 302 && leadsTo(site, response, `${site.base}${wanted}/`), place, `status ${status}, Location ${headers.location}`);
      rule.check(headers['cache-control'] === 'no-store', place, `Cache-Control ${headers['cache-control']}`);
    } else {
      rule.check(status === 200 && body.equals(site.read('index.html')), place, `status ${status}`);
    }
  }
  const inside = await site.get('/', { 'accept-language': 'zh', referer: `${site.address}zh/`, host: `127.0.0.1:${site.port}` });
  rule.check(inside.status === 200, '/ from a page of the site', `status ${inside.status}`);
  const outside = await site.get('/', { 'accept-language': 'zh', referer: 'https://search.example/' });
  rule.check(outside.status === 302, '/ from another site', `status ${outside.status}`);
  const other = await site.get('/zh/', { 'accept-language': 'en' });
  rule.check(other.status === 200 && !/accept-language/i.test(other.headers.vary ?? ''), '/zh/', 'a page of one language depends on the header');
}

async function checkBrowser(site, rule) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    // Chromium refuses to run as root inside its sandbox; it opens nothing here but our own pages.
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  try {
    const context = await browser.newContext({ locale: 'ja-JP' });
    const page = await context.newPage();
    const complaints = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    for (const where of ['/', '/zh/', '/en/', ARTICLE, '/en/topics/employment/', '/zh/2025/', '/nothing/']) {
      complaints.length = 0;
      await page.goto(site.address + where.slice(1), { waitUntil: 'load' });
      // The only complaint about a page that is not there is that it is not.
      const others = complaints.filter((text) => where !== '/nothing/' || !text.includes('404'));
      rule.check(others.length === 0, where, () => others.join('; '));
      const margin = await page.evaluate(() => getComputedStyle(document.body).marginTop);
      rule.check(margin === '0px', where, 'has no style');
    }
    for (const name of ['map.svg', 'table.html']) {
      await page.goto(`${site.address}${ARTICLE.slice(1)}${name}`, { waitUntil: 'load' });
      rule.check(await page.title() !== 'script ran', name, 'a script of an attachment runs');
    }
    await context.close();
    const chinese = await browser.newContext({ locale: 'zh-CN' });
    const reader = await chinese.newPage();
    await reader.goto(site.address, { waitUntil: 'load' });
    rule.check(reader.url() === `${site.address}zh/`, '/', `a Chinese browser is at ${reader.url()}`);
    await chinese.close();
  } finally {
    await browser.close();
  }
}

const [newsroom, ...names] = process.argv.slice(2);
if (!newsroom || names.some((name) => !SERVERS[name])) {
  console.error(USAGE);
  process.exit(2);
}
let failed = 0;
for (const name of names.length > 0 ? names : Object.keys(SERVERS)) {
  for (const [base, precompress] of [['/', true], ['/%E6%96%B0%20a/n.e+ws/', true], ['/', false]]) {
    const report = new Report();
    await checkServer(path.resolve(newsroom), name, base, precompress, report);
    console.log(`${name} at ${base}${precompress ? '' : ' without compressed copies'}`);
    report.print();
    failed += report.failed.length;
  }
}
process.exitCode = failed === 0 ? 0 : 1;
