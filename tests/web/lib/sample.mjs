// A faultless bilingual site of a few pages, written by hand, for the self-test to put faults into.
import { Buffer } from 'node:buffer';

const BASE = 'https://example.org/news/';
const TAGS = { zh: 'zh-Hans', en: 'en' };
const DAY = '2023/04/14/';
const PUBLISHED = '2023-04-14T10:00:00+08:00';
const FIRST = `${DAY}briefing/`;
const SECOND = `${DAY}picture/`;
// One grey point.
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==';

/** All files of the site, by path; its base address is `SAMPLE_BASE`. */
export function sampleSite() {
  const files = { 'picture.png': Buffer.from(PNG, 'base64'), 'robots.txt': `User-agent: *\nAllow: /\n\nSitemap: ${BASE}sitemap.xml\n` };
  const listed = [];
  const add = (address, lang, title, main, options = {}) => {
    files[`${address}index.html`] = page(address, lang, title, main, options);
    listed.push({ address, versions: versionsOf(address) });
  };

  add('', 'zh', 'Press Office', `<ul>${Object.keys(TAGS).map((lang) => `<li><a href="/news/${lang}/" hreflang="${TAGS[lang]}" lang="${TAGS[lang]}">${lang}</a></li>`).join('')}</ul>`);
  for (const lang of Object.keys(TAGS)) {
    const home = `${lang}/`;
    const latest = links([`${home}${FIRST}`, `${home}${SECOND}`]);
    add(home, lang, 'Home', latest + links([`${home}2023/`, `${home}topics/`, `${home}series/plan/`]));
    add(`${home}2023/`, lang, '2023', links([`${home}2023/04/`]));
    add(`${home}2023/04/`, lang, 'April', links([`${home}${DAY}`]));
    add(`${home}${DAY}`, lang, '14 April', latest);
    add(`${home}topics/`, lang, 'Topics', links([`${home}topics/health/`]));
    add(`${home}topics/health/`, lang, 'Health', latest + links([`${home}topics/health/2023/`]));
    add(`${home}topics/health/2023/`, lang, 'Health in 2023', latest);
    add(`${home}series/plan/`, lang, 'Plan', latest);
    add(`${home}${FIRST}`, lang, 'Briefing', '<p id="text">Text. <a href="#text">Up</a></p>', { announcement: true });
    add(`${home}${SECOND}`, lang, 'Picture', '<p><img src="/news/picture.png" width="1" height="1" alt="A point"></p>', { announcement: true });
    files[`${home}feed.xml`] = atom(lang);
    files[`${home}feed.json`] = jsonFeed(lang);
  }
  files['404.html'] = page(null, 'zh', 'Not found', links(['zh/', 'en/']));
  files['old/index.html'] = `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Moved</title><meta http-equiv="refresh" content="0; url=${BASE}en/"><link rel="canonical" href="${BASE}en/"></head><body><p><a href="/news/en/">Moved</a></p></body></html>\n`;
  files['sitemap.xml'] = `<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>${BASE}sitemap/all.xml</loc></sitemap></sitemapindex>\n`;
  files['sitemap/all.xml'] = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">${listed.map(({ address, versions }) => `\n<url><loc>${BASE}${address}</loc>${versions.map(({ tag, href }) => `<xhtml:link rel="alternate" hreflang="${tag}" href="${href}"/>`).join('')}</url>`).join('')}\n</urlset>\n`;
  return files;
}

export { BASE as SAMPLE_BASE };

function versionsOf(address) {
  const rest = address.replace(/^(zh|en)\//, '');
  // The front page stands above the languages' home pages.
  const versions = Object.entries(TAGS).map(([lang, tag]) => ({ tag, href: `${BASE}${lang}/${rest}` }));
  return rest === '' ? [...versions, { tag: 'x-default', href: BASE }] : versions;
}

// Text of 18px, links of 44px, and nothing else than a reader needs.
const CSS = `:root { color-scheme: light dark }
body { margin: 0; padding: 0 1rem; font: 1.125rem/1.6 sans-serif; overflow-wrap: anywhere; background: #fff; color: #111 }
a { display: inline-block; padding: .5rem 0; color: #00c }
p a { display: inline; padding: 0 }
.skip { position: absolute; left: -99em }
.skip:focus { left: 0 }
.address { display: none }
@media screen and (prefers-color-scheme: dark) { body { background: #111; color: #eee } a { color: #9cf } }
@media print { nav, .skip { display: none } .address { display: block } }`;

function page(address, lang, title, main, { announcement = false } = {}) {
  const versions = address === null ? [] : versionsOf(address);
  const addresses = address === null ? '' : `<link rel="canonical" href="${BASE}${address}">
${versions.map(({ tag, href }) => `<link rel="alternate" hreflang="${tag}" href="${href}">`).join('\n')}
<meta property="og:url" content="${BASE}${address}">
<link rel="alternate" type="application/atom+xml" title="Feed" href="/news/${lang}/feed.xml">`;
  const others = versions.filter(({ tag }) => tag !== TAGS[lang] && tag !== 'x-default');
  return `<!doctype html>
<html lang="${TAGS[lang]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="About ${title}">
<meta property="og:site_name" content="Press Office">
<link rel="icon" href="/news/picture.png">
${addresses}
<style>${CSS}</style>
${announcement ? `<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"${PUBLISHED}"}</script>` : ''}
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header>
<p>Press Office</p>
<nav aria-label="Language">${others.map(({ tag, href }) => `<a hreflang="${tag}" href="${new URL(href).pathname}">${tag}</a>`).join(' ')}</nav>
<p class="address">${address === null ? '' : BASE + address}</p>
</header>
<main id="main">
${announcement ? article(lang, title, main) : `<h1>${title}</h1>\n${main}`}
</main>
</body>
</html>
`;
}

function article(lang, title, text) {
  return `<nav aria-label="You are here"><ol><li><a href="/news/${lang}/">Home</a></li></ol></nav>
<article>
<header>
<h1>${title}</h1>
<dl>
<div><dt>Published</dt><dd><time datetime="${PUBLISHED}">14 April 2023, 10:00</time></dd></div>
<div><dt>Source</dt><dd>Press Office</dd></div>
</dl>
</header>
${text}
</article>`;
}

function links(addresses) {
  return `<ul>${addresses.map((address) => `<li><a href="/news/${address}">${address}</a></li>`).join('')}</ul>`;
}

function announcements(lang) {
  return [FIRST, SECOND].map((address) => ({ title: address, url: `${BASE}${lang}/${address}`, id: `tag:example.org,2023:${address}` }));
}

function atom(lang) {
  const entries = announcements(lang).map(({ title, url, id }) => `
<entry><id>${id}</id><title>${title}</title><updated>${PUBLISHED}</updated><link href="${url}"/><content type="html">&lt;p&gt;&lt;a href="${url}"&gt;Text&lt;/a&gt;&lt;/p&gt;</content></entry>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${TAGS[lang]}">
<id>tag:example.org,2023:${lang}</id><title>Feed</title><updated>${PUBLISHED}</updated><author><name>Press Office</name></author>
<link rel="self" href="${BASE}${lang}/feed.xml"/><link href="${BASE}${lang}/"/>${entries.join('')}
</feed>
`;
}

function jsonFeed(lang) {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Feed',
    language: TAGS[lang],
    home_page_url: `${BASE}${lang}/`,
    feed_url: `${BASE}${lang}/feed.json`,
    items: announcements(lang).map((item) => ({ ...item, date_published: PUBLISHED, content_html: `<p><a href="${item.url}">Text</a></p>` })),
  });
}
