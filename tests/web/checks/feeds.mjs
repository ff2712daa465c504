// Reads every feed as a feed reader does, and holds it against RFC 4287 (Atom) and JSON Feed 1.1.
import { parse as parseHtml } from 'parse5';
import { parseAtomFeed, parseJsonFeed } from 'feedsmith';
import { xmlFaults } from '../lib/xmllint.mjs';

const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

export function checkFeeds(site, report) {
  const rules = {
    parses: report.rule('feeds', 'feeds can be read'),
    atom: report.rule('feeds', 'Atom: id, title, updated, author, self, alternate and language'),
    entry: report.rule('feeds', 'Atom: entries have id, title, updated, author and link'),
    json: report.rule('feeds', 'JSON Feed 1.1: version, title, addresses and language'),
    item: report.rule('feeds', 'JSON Feed 1.1: items have id, title, date, address and text'),
    lang: report.rule('feeds', 'a feed has the language of its page'),
    pair: report.rule('feeds', 'Atom and JSON feeds list the same announcements'),
    inside: report.rule('feeds', 'addresses inside the texts are complete and lead to a file', { optional: true }),
  };
  const named = (name) => [...site.files].filter((file) => file === name || file.endsWith(`/${name}`));
  const lists = new Map();

  const atoms = named('feed.xml');
  const malformed = new Map(xmlFaults(site, atoms).map((fault) => [fault.file, fault]));
  for (const file of atoms) {
    const broken = malformed.get(file);
    if (!rules.parses.check(!broken, broken?.where, broken?.what)) continue;
    const feed = attempt(rules.parses, file, () => parseAtomFeed(site.read(file)));
    if (feed) lists.set(file, checkAtom(site, file, feed, rules));
  }
  for (const file of named('feed.json')) {
    attempt(rules.parses, file, () => parseJsonFeed(site.read(file)));
    // The library is lenient and repairs what it reads; the file itself tells what other readers will meet.
    const feed = attempt(rules.parses, file, () => JSON.parse(site.read(file)));
    if (feed) lists.set(file, checkJson(site, file, feed, rules));
  }
  for (const [file, list] of lists) {
    const other = file.replace(/xml$/, 'json');
    if (file === other) continue;
    rules.pair.check(String(list) === String(lists.get(other)), file, `lists ${list}, but ${other} ${lists.get(other) ?? 'nothing'}`);
  }
}

function attempt(rule, file, read) {
  try {
    const feed = read();
    rule.pass();
    return feed;
  } catch (error) {
    rule.fail(file, error.message);
    return null;
  }
}

function checkAtom(site, file, feed, rules) {
  const require = (value, what) => rules.atom.check(value, file, () => `${what} is missing or wrong`);
  require(isUri(feed.id), 'id');
  require(feed.title?.value, 'title');
  require(RFC3339.test(feed.updated), 'updated');
  require(isLanguage(feed.xml?.lang), 'xml:lang');
  require(isUri(feed.id) && related(feed, 'self').length === 1 && related(feed, 'self')[0].href === site.url(file).href, `link rel=self href="${site.url(file)}"`);
  const home = site.target(related(feed, 'alternate')[0]?.href).page;
  require(home, 'link rel=alternate to a page');
  if (home) rules.lang.check(home.lang === feed.xml?.lang, file, `xml:lang is ${feed.xml?.lang}, but ${home.file} has ${home.lang}`);

  const ids = new Set();
  const entries = feed.entries ?? [];
  entries.forEach((entry, index) => {
    const where = `${file} entry ${index + 1}`;
    const require = (value, what) => rules.entry.check(value, where, () => `${what} is missing or wrong`);
    require(isUri(entry.id), 'id');
    require(!ids.has(entry.id), `id (${entry.id} is used twice)`);
    ids.add(entry.id);
    require(entry.title?.value, 'title');
    require(RFC3339.test(entry.updated), 'updated');
    require(entry.published === undefined || RFC3339.test(entry.published), 'published');
    require(hasName(entry.authors) || hasName(feed.authors), 'author');
    require(site.target(related(entry, 'alternate')[0]?.href).page, 'link rel=alternate to a page');
    require(Date.parse(entry.updated) <= Date.parse(feed.updated), `updated (${entry.updated}, after the feed’s own ${feed.updated})`);
    checkText(site, where, entry.content?.type === 'html' || entry.content?.type === 'xhtml' ? entry.content.value : null, rules);
  });
  require(hasName(feed.authors) || (entries.length > 0 && entries.every((entry) => hasName(entry.authors))), 'author');
  return entries.map((entry) => related(entry, 'alternate')[0]?.href);
}

function related(element, relation) {
  return (element.links ?? []).filter(({ rel }) => (rel ?? 'alternate') === relation);
}

function hasName(authors) {
  return authors?.length > 0 && authors.every(({ name }) => name);
}

function checkJson(site, file, feed, rules) {
  const require = (value, what) => rules.json.check(value, file, () => `${what} is missing or wrong`);
  require(feed.version === 'https://jsonfeed.org/version/1.1', 'version');
  require(isText(feed.title), 'title');
  require(feed.feed_url === site.url(file).href, `feed_url "${site.url(file)}"`);
  require(isLanguage(feed.language), 'language');
  require(feed.authors === undefined || hasName(feed.authors), 'authors');
  const home = site.target(feed.home_page_url).page;
  require(home, 'home_page_url');
  if (home) rules.lang.check(home.lang === feed.language, file, `language is ${feed.language}, but ${home.file} has ${home.lang}`);
  if (!require(Array.isArray(feed.items), 'items')) return [];

  const ids = new Set();
  feed.items.forEach((item, index) => {
    const where = `${file} item ${index + 1}`;
    const require = (value, what) => rules.item.check(value, where, () => `${what} is missing or wrong`);
    require(isText(item.id) && !ids.has(item.id), `id (${item.id})`);
    ids.add(item.id);
    require(isText(item.title), 'title');
    require(RFC3339.test(item.date_published), 'date_published');
    require(item.date_modified === undefined || RFC3339.test(item.date_modified), 'date_modified');
    require(isText(item.content_html) || isText(item.content_text), 'content_html or content_text');
    require(site.target(item.url).page, 'url');
    require((item.attachments ?? []).every(({ url, mime_type }) => site.target(url).file && isText(mime_type)), 'attachments');
    require(item.image === undefined || site.target(item.image).file, 'image');
    checkText(site, where, item.content_html, rules);
  });
  return feed.items.map((item) => item.url);
}

/** Feed readers show a text away from the site, where a relative address leads nowhere. */
function checkText(site, where, html, rules) {
  if (!html) return;
  const pending = [parseHtml(html)];
  while (pending.length > 0) {
    const node = pending.pop();
    pending.push(...(node.childNodes ?? []));
    for (const { name, value } of node.attrs ?? []) {
      if (name !== 'href' && name !== 'src') continue;
      const url = URL.canParse(value) ? new URL(value) : null;
      rules.inside.check(url && (!site.owns(url) || site.file(url)), where, `${node.tagName} ${name}="${value}"`);
    }
  }
}

function isText(value) {
  return typeof value === 'string' && value !== '';
}

function isUri(value) {
  return isText(value) && URL.canParse(value);
}

function isLanguage(value) {
  return isText(value) && /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i.test(value);
}
