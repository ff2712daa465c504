// Follows every address that a page mentions: it leads somewhere, nothing is loaded from elsewhere, every page is reached.

export function checkLinks(site, report) {
  const rules = {
    file: report.rule('links', 'internal addresses lead to a file'),
    fragment: report.rule('links', 'fragments name an element', { optional: true }),
    absolute: report.rule('links', 'canonical, hreflang and Open Graph addresses are complete'),
    host: report.rule('links', 'nothing is loaded from another host'),
    active: report.rule('links', 'no scripts, event handlers or javascript: links'),
    data: report.rule('links', 'JSON-LD is JSON', { optional: true }),
    depth: report.rule('links', 'links of 404.html work at any depth', { optional: true }),
    redirect: report.rule('links', 'redirects lead straight to a page', { optional: true }),
  };
  for (const page of site.pages.values()) {
    for (const reference of page.references) checkReference(site, page, reference, rules);
    // Counts pages, as a light site may well load nothing at all.
    rules.host.pass();
    rules.active.check(page.active.length === 0, page.active[0]?.where, () => page.active.map(({ what }) => what).join(', '));
    for (const { where, text } of page.jsonLd) {
      let fault = null;
      try { JSON.parse(text); } catch (error) { fault = error; }
      rules.data.check(!fault, where, () => fault.message);
    }
  }
  checkLanguages(site, report);
  checkReach(site, report);
}

function checkReference(site, page, { kind, what, value, where }, rules) {
  const shown = `${what}="${value}"`;
  if (!URL.canParse(value, page.url)) return rules.file.fail(where, `${shown} is no address`);
  const url = new URL(value, page.url);
  const complete = /^[a-z][a-z0-9+.-]*:/i.test(value);

  if (/^(link rel=canonical|link hreflang|meta )/.test(what) && kind === 'name') {
    rules.absolute.check(complete, where, `${shown} is relative`);
  }
  if (page.file === '404.html') {
    // The server shows this page in place of any other, at that other page's address.
    rules.depth.check(complete || value.startsWith('/') || value.startsWith('#'), where, `${shown} is relative to the page`);
  }
  if (kind === 'load') {
    if (url.protocol === 'data:') return;
    if (url.origin !== site.base.origin) return rules.host.fail(where, shown);
  }
  if (url.origin !== site.base.origin) {
    // `javascript:` is reported by its own rule.
    if (kind === 'link' && /^(https?|mailto|tel|javascript):$/.test(url.protocol)) return;
    return rules.file.fail(where, `${shown} leads to another host`);
  }
  // The same host may well have other sites beside this one; only a complete address can mean them.
  if (!site.owns(url) && kind === 'link' && complete) return;
  if (!rules.file.check(site.owns(url), where, `${shown} leads out of ${site.base}`)) return;
  const { file, page: target } = site.target(url.href);
  if (!rules.file.check(file, where, `${shown} leads to no file`)) return;
  if (url.hash.length > 1 && target) {
    const id = decodeURIComponent(url.hash.slice(1));
    rules.fragment.check(target.ids.has(id) || id === 'top', where, `${shown}: ${file} has no id "${id}"`);
  }
  if (kind === 'redirect') {
    rules.redirect.check(target && target.redirect === null && target !== page, where, `${shown} leads to ${target ? 'another redirect' : 'a file'}`);
  }
}

function checkLanguages(site, report) {
  const lang = report.rule('links', 'pages state their language');
  const canonical = report.rule('links', 'pages state one canonical address');
  const versions = report.rule('links', 'hreflang names all versions, itself included, both ways');
  const language = report.rule('links', 'hreflang is the language of the page it leads to');

  for (const page of site.pages.values()) {
    lang.check(isLanguageTag(page.lang), page.file, `html lang=${JSON.stringify(page.lang)}`);
    // 404.html is shown at addresses that are not its own.
    if (page.file !== '404.html') canonical.check(page.canonicals.length === 1, page.file, `${page.canonicals.length} canonical addresses`);

    const listed = list(page);
    if (page.alternates.length > 0) {
      versions.check(page.alternates.some(({ href }) => href === page.url.href), page.file, `does not name itself: ${listed}`);
      const tags = page.alternates.map(({ tag }) => tag);
      versions.check(new Set(tags).size === tags.length, page.file, `names one language twice: ${listed}`);
    }
    for (const { tag, href } of page.alternates) {
      const { page: target } = site.target(href);
      if (!versions.check(target && target.redirect === null, page.file, `${tag} ${href} is no page`)) continue;
      versions.check(list(target) === listed, page.file, `names ${listed}, but ${target.file} names ${list(target) || 'none'}`);
      if (tag !== 'x-default') language.check(target.lang === tag, page.file, `${href} has hreflang ${tag}, but lang ${target.lang}`);
    }
    for (const { kind, value, where, hreflang } of page.references) {
      if (kind !== 'link' || !hreflang || !URL.canParse(value, page.url)) continue;
      const { page: target } = site.target(new URL(value, page.url).href);
      if (target) language.check(target.lang === hreflang, where, `${value} has hreflang ${hreflang}, but lang ${target.lang}`);
    }
  }
}

function list(page) {
  return page.alternates.map(({ tag, href }) => `${tag} ${href}`).sort().join(', ');
}

function isLanguageTag(tag) {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

function checkReach(site, report) {
  const reach = report.rule('links', 'every page is reached from /');
  const reached = new Set(['index.html']);
  for (const file of reached) {
    const page = site.pages.get(file);
    for (const { kind, value } of page?.references ?? []) {
      if (!['link', 'redirect'].includes(kind) || !URL.canParse(value, page.url)) continue;
      const target = site.file(new URL(value, page.url));
      if (site.pages.has(target)) reached.add(target);
    }
  }
  for (const page of site.pages.values()) {
    // Nobody links to the error page, nor to an address that has moved, nor to the notice of what was removed.
    if (page.file === '404.html' || page.redirect !== null || page.noindex) continue;
    reach.check(reached.has(page.file), page.file, 'no chain of links leads here');
  }
}
