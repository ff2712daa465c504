// Reads the sitemap as a search engine does: the index, its parts, and whether they tell the truth about the pages.
import { XMLParser } from 'fast-xml-parser';
import { fileURLToPath } from 'node:url';
import { xmlFaults } from '../lib/xmllint.mjs';

const SCHEMA = fileURLToPath(new URL('../schemas/sitemap.xsd', import.meta.url));
const MOST_ADDRESSES = 50_000;
const MOST_BYTES = 50 * 1024 * 1024;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  isArray: (name) => ['sitemap', 'url', 'xhtml:link'].includes(name),
});

export function checkSitemap(site, report) {
  const rules = {
    index: report.rule('sitemap', '/sitemap.xml is an index, its parts lists of addresses'),
    schema: report.rule('sitemap', 'index and parts follow the protocol’s schema'),
    size: report.rule('sitemap', 'no part has more than 50,000 addresses or 50 MB'),
    exists: report.rule('sitemap', 'every address is that of a page that search engines may list'),
    twice: report.rule('sitemap', 'no address is listed twice'),
    complete: report.rule('sitemap', 'every such page is listed'),
    versions: report.rule('sitemap', 'the versions named are those that the page names'),
    robots: report.rule('sitemap', '/robots.txt names the sitemap'),
  };
  const address = new URL('sitemap.xml', site.base).href;
  const lines = site.files.has('robots.txt') ? site.read('robots.txt').split(/\r?\n/) : [];
  rules.robots.check(lines.includes(`Sitemap: ${address}`), 'robots.txt', `has no line "Sitemap: ${address}"`);
  if (!rules.index.check(site.files.has('sitemap.xml'), 'sitemap.xml', 'is missing')) return;

  const index = parser.parse(site.read('sitemap.xml')).sitemapindex;
  if (!rules.index.check(index, 'sitemap.xml', 'is not a sitemap index')) return;
  const parts = [];
  for (const { loc } of index.sitemap ?? []) {
    const { file } = site.target(loc);
    if (rules.index.check(file, 'sitemap.xml', `${loc} leads to no file`)) parts.push(file);
  }
  const documents = ['sitemap.xml', ...parts];
  const faults = xmlFaults(site, documents, SCHEMA);
  for (const { where, what } of faults) rules.schema.fail(where, what);
  rules.schema.pass(documents.length - new Set(faults.map(({ file }) => file)).size);

  const listed = new Set();
  for (const part of parts) checkPart(site, part, listed, rules);
  for (const page of site.pages.values()) {
    if (mayBeListed(page)) rules.complete.check(listed.has(page.file), page.file, 'is in no part of the sitemap');
  }
}

function checkPart(site, part, listed, rules) {
  const text = site.read(part);
  const urlset = parser.parse(text).urlset;
  if (!rules.index.check(urlset !== undefined, part, 'is not a list of addresses')) return;
  const urls = urlset.url ?? [];
  rules.size.check(urls.length <= MOST_ADDRESSES && Buffer.byteLength(text) <= MOST_BYTES, part, `has ${urls.length} addresses`);
  for (const url of urls) {
    const { page } = site.target(url.loc);
    if (!rules.exists.check(page && page.url.href === url.loc, part, `${url.loc} is no page`)) continue;
    rules.exists.check(mayBeListed(page), part, `${url.loc} is a redirect, is not to be indexed, or names another address as canonical`);
    rules.twice.check(!listed.has(page.file), part, url.loc);
    listed.add(page.file);
    const versions = (links) => links.map(({ hreflang, tag, href }) => `${hreflang ?? tag} ${href}`).sort().join(', ');
    const [here, there] = [versions(url['xhtml:link'] ?? []), versions(page.alternates)];
    rules.versions.check(here === there, part, `${url.loc}: names ${here || 'none'}, but the page ${there || 'none'}`);
  }
}

function mayBeListed(page) {
  return page.file !== '404.html' && page.redirect === null && !page.noindex && page.canonicals[0] === page.url.href;
}
