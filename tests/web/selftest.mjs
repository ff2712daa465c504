// Puts one fault at a time into a faultless site and demands that the right rule finds it, in the right file.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { check, GROUPS } from './check.mjs';
import { SAMPLE_BASE, sampleSite } from './lib/sample.mjs';

const HOME = 'zh/index.html';
const YEAR = 'zh/2023/index.html';
const BRIEFING = 'zh/2023/04/14/briefing/index.html';
const PICTURE = 'zh/2023/04/14/picture/index.html';
const EN_HOME = 'en/index.html';
const EN_YEAR = 'en/2023/index.html';
const EN_BRIEFING = 'en/2023/04/14/briefing/index.html';
const EN_PICTURE = 'en/2023/04/14/picture/index.html';
const MONTH = 'zh/2023/04/index.html';
const EN_MONTH = 'en/2023/04/index.html';
const TOPICS = 'zh/topics/index.html';
const EN_TOPICS = 'en/topics/index.html';
const TOPIC = 'zh/topics/health/index.html';
const EN_TOPIC = 'en/topics/health/index.html';
const TOPIC_YEAR = 'zh/topics/health/2023/index.html';
const EN_TOPIC_YEAR = 'en/topics/health/2023/index.html';
const SERIES = 'zh/series/plan/index.html';
const EN_SERIES = 'en/series/plan/index.html';
const FEED = 'zh/feed.xml';
const JSON_FEED = 'en/feed.json';
const LIST = 'sitemap/all.xml';

const swap = (from, to) => (text) => {
  assert.ok(text.includes(from), `the sample site has no ${from}`);
  return text.replace(from, to);
};
const insert = (html) => swap('</main>', `${html}</main>`);
const style = (css) => swap('</style>', `${css}</style>`);
/** A comment that cannot be compressed to less than half of its length. */
const noise = (length) => swap('<style>', `<!-- ${Array.from({ length: Math.ceil(length / 64) }, (_, index) => createHash('sha256').update(String(index)).digest('hex')).join('')} --><style>`);
const COVERED = '<p style="margin-bottom: -3em">under</p><p>over</p>';
const edit = (change) => (text) => {
  const feed = JSON.parse(text);
  change(feed);
  return JSON.stringify(feed);
};

// Group, rule, the file to spoil (null as the new content removes it), how, and the file to be named if it is another.
const FAULTS = [
  ['links', 'internal addresses lead to a file', YEAR, insert('<a href="/news/zh/2022/">2022</a>')],
  ['links', 'internal addresses lead to a file', YEAR, insert('<a href="/news/zh/2023">no slash</a>')],
  ['links', 'internal addresses lead to a file', YEAR, insert('<a href="/zh/2023/">not below the base address</a>')],
  ['links', 'internal addresses lead to a file', YEAR, insert('<img srcset="/news/picture.png 1x, /news/lost.png 2x" alt="">')],
  ['links', 'internal addresses lead to a file', YEAR, swap('zh/feed.xml"', 'zh/lost.xml"')],
  ['links', 'internal addresses lead to a file', YEAR, insert('<p style="background: url(lost.png)"></p>')],
  ['links', 'fragments name an element', YEAR, insert(`<a href="/news/${BRIEFING.replace('index.html', '')}#lost">lost</a>`)],
  ['links', 'canonical, hreflang and Open Graph addresses are complete', YEAR, swap(`rel="canonical" href="${SAMPLE_BASE}`, 'rel="canonical" href="/news/')],
  ['links', 'nothing is loaded from another host', YEAR, insert('<img src="https://images.example.net/a.png" alt="">')],
  ['links', 'nothing is loaded from another host', YEAR, swap('</head>', '<link rel="stylesheet" href="https://fonts.example.net/a.css"></head>')],
  ['links', 'nothing is loaded from another host', YEAR, swap('<style>', '<style>@import "https://fonts.example.net/a.css";')],
  ['links', 'no scripts, event handlers or javascript: links', YEAR, insert('<script>1</script>')],
  ['links', 'no scripts, event handlers or javascript: links', YEAR, insert('<p onclick="1">x</p>')],
  ['links', 'no scripts, event handlers or javascript: links', YEAR, insert('<a href="javascript:1">x</a>')],
  ['links', 'JSON-LD is JSON', BRIEFING, swap('{"@type"', '{@type')],
  ['links', 'links of 404.html work at any depth', '404.html', swap('"/news/zh/"', '"zh/"')],
  ['links', 'redirects lead straight to a page', 'old/index.html', swap(`url=${SAMPLE_BASE}en/`, `url=${SAMPLE_BASE}old/`)],
  ['links', 'pages state their language', YEAR, swap(' lang="zh-Hans"', '')],
  ['links', 'pages state one canonical address', YEAR, swap('rel="canonical"', 'rel="prev"')],
  ['links', 'hreflang names all versions, itself included, both ways', YEAR, swap(`<link rel="alternate" hreflang="zh-Hans" href="${SAMPLE_BASE}zh/2023/">`, '')],
  ['links', 'hreflang names all versions, itself included, both ways', YEAR, (text) => text.replace(/<link rel="alternate" hreflang.*>/g, ''), 'en/2023/index.html'],
  ['links', 'hreflang is the language of the page it leads to', HOME, insert('<a hreflang="en" href="/news/zh/topics/">English</a>')],
  ['links', 'every page is reached from /', 'zh/lost/index.html', () => sampleSite()['404.html']],
  ['html', 'pages are valid HTML and CSS', YEAR, insert('<p>stray</section>')],
  ['html', 'pages are valid HTML and CSS', HOME, insert('<p style="widht: 1px">x</p>')],
  ['html', 'pages give no cause for warnings', BRIEFING, insert('<section><p>no heading</p></section>')],
  ['feeds', 'feeds can be read', FEED, swap('</title>', '')],
  ['feeds', 'feeds can be read', JSON_FEED, swap('{', '')],
  ['feeds', 'Atom: id, title, updated, author, self, alternate and language', FEED, swap('<author><name>Press Office</name></author>', '')],
  ['feeds', 'Atom: id, title, updated, author, self, alternate and language', FEED, swap('zh/feed.xml"', 'en/feed.xml"')],
  ['feeds', 'Atom: id, title, updated, author, self, alternate and language', FEED, swap(' xml:lang="zh-Hans"', '')],
  ['feeds', 'Atom: entries have id, title, updated, author and link', FEED, swap('<entry><id>', '<entry><id></id><id>')],
  ['feeds', 'Atom: entries have id, title, updated, author and link', FEED, (text) => text.replace(/(<entry>.*?)T10:00:00\+08:00/s, '$1')],
  ['feeds', 'Atom: entries have id, title, updated, author and link', FEED, swap('briefing/"/>', 'lost/"/>')],
  ['feeds', 'JSON Feed 1.1: version, title, addresses and language', JSON_FEED, edit((feed) => { feed.version = '1.1'; })],
  ['feeds', 'JSON Feed 1.1: version, title, addresses and language', JSON_FEED, edit((feed) => { delete feed.language; })],
  ['feeds', 'JSON Feed 1.1: items have id, title, date, address and text', JSON_FEED, edit((feed) => { feed.items[0].id = 1; })],
  ['feeds', 'JSON Feed 1.1: items have id, title, date, address and text', JSON_FEED, edit((feed) => { delete feed.items[0].content_html; })],
  ['feeds', 'a feed has the language of its page', FEED, swap('xml:lang="zh-Hans"', 'xml:lang="en"')],
  ['feeds', 'Atom and JSON feeds list the same announcements', JSON_FEED, edit((feed) => { feed.items.pop(); }), 'en/feed.xml'],
  ['feeds', 'addresses inside the texts are complete and lead to a file', FEED, (text) => text.replace(/(&lt;a href=")[^"]*/, '$1/news/')],
  ['sitemap', '/sitemap.xml is an index, its parts lists of addresses', 'sitemap.xml', null],
  ['sitemap', '/sitemap.xml is an index, its parts lists of addresses', 'sitemap.xml', swap('all.xml', 'lost.xml')],
  ['sitemap', 'index and parts follow the protocol’s schema', LIST, swap('</loc>', '</loc><changefreq>often</changefreq>')],
  ['sitemap', 'index and parts follow the protocol’s schema', LIST, swap('hreflang="zh-Hans" ', '')],
  ['sitemap', 'index and parts follow the protocol’s schema', 'sitemap.xml', swap('</loc>', '</loc><priority>1</priority>')],
  ['sitemap', 'no part has more than 50,000 addresses or 50 MB', LIST, swap('</urlset>', `${`<url><loc>${SAMPLE_BASE}zh/</loc></url>`.repeat(50_000)}</urlset>`)],
  ['sitemap', 'every address is that of a page that search engines may list', LIST, swap(`<loc>${SAMPLE_BASE}zh/2023/</loc>`, `<loc>${SAMPLE_BASE}zh/2022/</loc>`)],
  ['sitemap', 'every address is that of a page that search engines may list', LIST, swap('</urlset>', `<url><loc>${SAMPLE_BASE}old/</loc></url></urlset>`)],
  ['sitemap', 'no address is listed twice', LIST, swap('</urlset>', `<url><loc>${SAMPLE_BASE}zh/</loc></url></urlset>`)],
  ['sitemap', 'every such page is listed', LIST, (text) => text.replace(/\n<url><loc>[^<]*zh\/2023\/<.*/, ''), YEAR],
  ['sitemap', 'the versions named are those that the page names', LIST, swap(`hreflang="en" href="${SAMPLE_BASE}en/2023/"`, `hreflang="en" href="${SAMPLE_BASE}en/"`)],
  ['sitemap', '/robots.txt names the sitemap', 'robots.txt', swap('Sitemap:', '# Sitemap:')],
  ['browser', 'there is a page of every kind', 'zh/2023/04/index.html', null, 'zh-month'],
  ['browser', 'no page scrolls sideways', YEAR, insert('<div style="width: 700px">wide</div>')],
  ['browser', 'nothing sticks out of the window or is cut off', 'en/2023/index.html', insert('<div style="overflow: hidden"><div style="width: 700px">cut off</div></div>')],
  ['browser', 'no text covers another', SERIES, insert(COVERED)],
  ['browser', 'every request succeeds', 'zh/topics/index.html', insert('<img src="/news/lost.png" alt="">'), '/news/zh/topics/'],
  ['browser', 'the console stays silent', 'en/topics/index.html', insert('<img src="/news/lost.png" alt="">'), '/news/en/topics/'],
  ['browser', 'no request goes to another host', 'en/series/plan/index.html', insert('<img src="https://images.example.net/a.png" alt="">'), '/news/en/series/plan/'],
  ['browser', 'redirects arrive', 'old/index.html', swap('content="0;', 'content="600;')],
  ['browser', 'readers get from / to an announcement and back', 'index.html', (text) => text.replaceAll('"/news/en/"', '"/news/zh/"')],
  ['browser', 'readers get from / to an announcement and back', BRIEFING, swap('<nav aria-label="You are here"', '<nav hidden')],
  ['browser', 'readers get to the other language', BRIEFING, swap('<a hreflang="en"', '<a hidden')],
  ['reading', 'dark pages are dark, others light', TOPICS, swap('@media screen and (prefers-color-scheme: dark)', '@media not all')],
  ['reading', 'dark pages are dark, others light', EN_TOPICS, swap('color-scheme: light dark', '')],
  ['reading', 'text has 18px on phones, running text everywhere', YEAR, insert('<p style="font-size: 17px">small</p>')],
  ['reading', 'text has 18px on phones, running text everywhere', BRIEFING, swap('<p id="text">', `<p id="text" style="font-size: clamp(16px, 30px - 1.1vw, 20px)">${'Small at a desk. '.repeat(20)}`)],
  ['reading', 'lines are 1.3 times as high as their text', EN_YEAR, insert('<p style="line-height: 1.2">tight</p>')],
  ['reading', 'links outside of sentences are 44px high on phones', TOPIC, insert('<ul><li><a href="/news/zh/" style="padding: 0">low</a></li></ul>')],
  ['reading', 'links outside of sentences are 44px high on phones', EN_TOPIC, insert('<ul><li><a href="/news/en/">under</a><br><a href="/news/en/" style="margin-top: -2em">over</a></li></ul>')],
  ['reading', 'with text of 200 %: no page scrolls sideways', SERIES, insert('<p style="white-space: nowrap">as long as a small phone</p>')],
  ['reading', 'with text of 200 %: nothing sticks out of the window or is cut off', EN_SERIES, insert('<div style="overflow: hidden; height: 40px">one line</div>')],
  ['reading', 'with text of 200 %: no text covers another', TOPIC_YEAR, insert('<div style="height: 20px">one line</div><p style="margin: 0">next</p>')],
  ['reading', 'with wide spacing: no page scrolls sideways', EN_TOPIC_YEAR, insert('<p style="white-space: nowrap">as long as a small phone is wide</p>')],
  ['reading', 'with wide spacing: nothing sticks out of the window or is cut off', MONTH, insert('<div style="overflow: hidden; line-height: 1.3; height: 1.3em">one line</div>')],
  ['reading', 'with wide spacing: no text covers another', EN_MONTH, insert('<div style="display: flex"><span style="width: 4em; white-space: nowrap">Friday 14 April</span><span>next</span></div>')],
  ['keyboard', 'the first stop is a visible link to the content', HOME, swap('<a class="skip" href="#main">Skip to content</a>', '')],
  ['keyboard', 'the first stop is a visible link to the content', EN_HOME, swap('.skip:focus { left: 0 }', '')],
  ['keyboard', 'that link leads past the navigation', EN_YEAR, swap('<a class="skip"', '<a onclick="return false" class="skip"')],
  ['keyboard', 'Tab stops at every link, in the order of the page', TOPICS, swap('<a hreflang', '<a tabindex="-1" hreflang')],
  ['keyboard', 'Tab stops at every link, in the order of the page', EN_TOPICS, insert('<a href="/news/en/" tabindex="2">first</a>')],
  ['keyboard', 'Tab leads out of the page', TOPIC, insert('<input onkeydown="event.preventDefault()">')],
  ['keyboard', 'what has the focus is outlined', EN_TOPIC, style('a:focus { outline: none }')],
  ['keyboard', 'what has the focus is outlined', SERIES, style('a:focus { outline: 2px solid #eee }')],
  ['keyboard', 'what has the focus can be seen', EN_SERIES, insert('<a href="/news/en/" style="position: absolute; left: -99em">lost</a>')],
  ['keyboard', 'what has the focus can be seen', YEAR, swap('<header>', '<header style="position: fixed; inset: 0; background: #fff">')],
  ['print', 'navigation is not printed', YEAR, swap('nav, .skip { display: none }', '.skip { display: none }')],
  ['print', 'readers with dark pages print black on white', EN_YEAR, swap('@media screen and', '@media')],
  ['print', 'a printed announcement names the site once', PICTURE, swap('<p>Press Office</p>', '')],
  ['print', 'a printed announcement says once when it was published', EN_PICTURE, (text) => text.replace(/<div><dt>Published.*<\/div>/, '$&$&')],
  ['print', 'a printed announcement names its source once', BRIEFING, swap('<dt>Source</dt>', '<dt>Place</dt>')],
  ['print', 'a printed announcement says once where it stands', EN_BRIEFING, swap('.address { display: block }', '')],
  ['print', 'on paper: no page scrolls sideways', TOPICS, insert('<div style="width: 700px">wide</div>')],
  ['print', 'on paper: nothing sticks out of the window or is cut off', EN_TOPICS, insert('<div style="overflow: hidden"><div style="width: 700px">cut off</div></div>')],
  ['print', 'on paper: no text covers another', SERIES, insert(COVERED)],
  ['accessibility', 'axe-core finds no violation', YEAR, insert('<p style="color: #999">pale</p>')],
  ['accessibility', 'axe-core finds no violation on dark pages', EN_YEAR, insert('<p style="color: #555">dark on dark</p>')],
  ['lighthouse', 'Lighthouse gives 100 points for accessibility', HOME, insert('<img src="/news/picture.png" width="1" height="1">')],
  ['lighthouse', 'Lighthouse gives 100 points for best-practices', EN_HOME, insert('<script>missing()</script>')],
  ['lighthouse', 'Lighthouse gives 100 points for seo', MONTH, (text) => text.replace(/<meta name="description".*>/, '')],
  ['slow-line', 'every page has 14600 bytes or less, compressed', TOPICS, noise(40_000)],
  ['slow-line', 'half of the announcements have 9000 bytes or less, compressed', BRIEFING, noise(20_000), 'zh/'],
  ['slow-line', 'home pages have 8000 bytes or less, compressed', EN_HOME, noise(18_000)],
  ['slow-line', 'over slow 3G something is read after 2.5 seconds', HOME, noise(200_000)],
  ['slow-line', 'nothing moves while the page loads', EN_TOPICS, insert('<img src="/news/picture.png?late" alt="" style="width: 200px"><p>below</p>')],
  ['slow-line', 'no request delays the first paint', TOPIC, swap('<style>', '<link rel="stylesheet" href="/news/robots.txt"><style>')],
  ['slow-line', 'no font is loaded', EN_TOPIC, style('@font-face { font-family: Own; src: url(/news/picture.png) }')],
];

// So slow that the pages without a fault stand for the faultless site: there, these rules must find none.
const SLOW = ['reading', 'keyboard', 'print', 'accessibility', 'lighthouse', 'slow-line'];
// Java and Chromium take seconds to start: faults for them share a site, as long as they are in different files.
const SHARED = ['html', 'browser', ...SLOW];

const root = mkdtempSync(path.join(tmpdir(), 'newsroom-selftest-'));
try {
  const quick = GROUPS.filter((group) => !SLOW.includes(group));
  const { report } = await checkSample(sampleSite(), quick);
  assert.deepEqual(report.failed.map(({ text, faults }) => ({ text, faults })), [], 'the sample site is faultless');

  const rules = new Map(report.rules.map((rule) => [ruleName(rule), rule]));
  for (const batch of batches()) {
    const files = sampleSite();
    for (const { file, change } of batch) {
      if (change) files[file] = change(files[file]);
      else delete files[file];
    }
    const { group } = batch[0];
    const { report } = await checkSample(files, [group]);
    for (const { text, file, change, place } of batch) {
      const faults = report.rules.find((rule) => rule.text === text)?.faults ?? [];
      assert.ok(faults.some(({ where }) => where.startsWith(place)), `"${text}" did not find the fault in ${file}: ${change}\nIt found ${JSON.stringify(faults)}`);
    }
    if (!SLOW.includes(group)) continue;
    const spoiled = ({ where }) => batch.some(({ file, place }) => where.startsWith(file) || where.startsWith(place));
    assert.deepEqual(report.rules.flatMap(({ text, faults }) => faults.filter((fault) => !spoiled(fault)).map((fault) => ({ text, ...fault }))), [], 'the rest of the sample site is faultless');
    for (const rule of report.rules) rules.set(ruleName(rule), rule);
  }
  const untested = [...rules.keys()].filter((name) => !FAULTS.some(([group, text]) => name === ruleName({ group, text })));
  assert.deepEqual(untested, [], 'every rule has a fault to find');
  console.log(`all ${rules.size} rules found their faults, ${FAULTS.length} in all`);
} finally {
  rmSync(root, { recursive: true, force: true });
}

function ruleName({ group, text }) {
  return `${group}: ${text}`;
}

function batches() {
  const batches = [];
  for (const [group, text, file, change, place = file] of FAULTS) {
    const open = batches.at(-1);
    const shares = SHARED.includes(group) && open?.[0].group === group && open.every((fault) => fault.file !== file);
    if (!shares) batches.push([]);
    batches.at(-1).push({ group, text, file, change, place });
  }
  return batches;
}

function checkSample(files, only) {
  rmSync(root, { recursive: true, force: true });
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  }
  return check(root, SAMPLE_BASE, { only, performance: false });
}
