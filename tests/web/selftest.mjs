// Puts one fault at a time into a faultless site and demands that the right rule finds it, in the right file.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { check } from './check.mjs';
import { SAMPLE_BASE, sampleSite } from './lib/sample.mjs';

const HOME = 'zh/index.html';
const YEAR = 'zh/2023/index.html';
const BRIEFING = 'zh/2023/04/14/briefing/index.html';
const FEED = 'zh/feed.xml';
const JSON_FEED = 'en/feed.json';
const LIST = 'sitemap/all.xml';

const swap = (from, to) => (text) => {
  assert.ok(text.includes(from), `the sample site has no ${from}`);
  return text.replace(from, to);
};
const insert = (html) => swap('</main>', `${html}</main>`);
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
  ['browser', 'nothing sticks out of the window', 'en/2023/index.html', insert('<div style="overflow: hidden"><div style="width: 700px">cut off</div></div>')],
  ['browser', 'every request succeeds', 'zh/topics/index.html', insert('<img src="/news/lost.png" alt="">'), '/news/zh/topics/'],
  ['browser', 'the console stays silent', 'en/topics/index.html', insert('<img src="/news/lost.png" alt="">'), '/news/en/topics/'],
  ['browser', 'no request goes to another host', 'en/series/plan/index.html', insert('<img src="https://images.example.net/a.png" alt="">'), '/news/en/series/plan/'],
  ['browser', 'redirects arrive', 'old/index.html', swap('content="0;', 'content="600;')],
  ['browser', 'readers get from / to an announcement and back', 'index.html', (text) => text.replaceAll('"/news/en/"', '"/news/zh/"')],
  ['browser', 'readers get from / to an announcement and back', BRIEFING, swap('<nav><ol>', '<nav hidden><ol>')],
  ['browser', 'readers get to the other language', BRIEFING, swap('<a hreflang="en"', '<a hidden')],
];

// Java and Chromium take seconds to start: faults for them share a site, as long as they are in different files.
const SHARED = ['html', 'browser'];

const root = mkdtempSync(path.join(tmpdir(), 'newsroom-selftest-'));
try {
  const { report } = await checkSample(sampleSite(), null);
  assert.deepEqual(report.failed.map(({ text, faults }) => ({ text, faults })), [], 'the sample site is faultless');

  for (const batch of batches()) {
    const files = sampleSite();
    for (const { file, change } of batch) {
      if (change) files[file] = change(files[file]);
      else delete files[file];
    }
    const { report } = await checkSample(files, batch[0].group);
    for (const { text, file, change, place } of batch) {
      const faults = report.rules.find((rule) => rule.text === text)?.faults ?? [];
      assert.ok(faults.some(({ where }) => where.startsWith(place)), `"${text}" did not find the fault in ${file}: ${change}\nIt found ${JSON.stringify(faults)}`);
    }
  }
  const untested = report.rules.filter((rule) => !FAULTS.some(([group, text]) => group === rule.group && text === rule.text));
  assert.deepEqual(untested.map(({ text }) => text), [], 'every rule has a fault to find');
  console.log(`all ${report.rules.length} rules found their faults, ${FAULTS.length} in all`);
} finally {
  rmSync(root, { recursive: true, force: true });
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

function checkSample(files, group) {
  rmSync(root, { recursive: true, force: true });
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  }
  return check(root, SAMPLE_BASE, { only: group });
}
