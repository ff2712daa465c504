// Picks the pages to look at: one of every kind in each language.

/**
 * Of every kind the heaviest page that is not picked yet, as `{ name, kind, language, file }`: if one of a kind is too wide,
 * it is most likely that one.
 */
export function pickPages(site, rule = null) {
  const samples = [];
  const add = (language, kind, matches, required) => {
    const name = language ? `${language}-${kind}` : kind;
    const heaviest = pagesWhere(site, matches).sort((a, b) => b.bytes - a.bytes || (a.file < b.file ? -1 : 1));
    const fresh = heaviest.find(({ file }) => samples.every((sample) => sample.file !== file)) ?? (required ? heaviest[0] : null);
    if (required) rule?.check(fresh, name, 'the site has no such page');
    if (fresh) samples.push({ name, kind, language, file: fresh.file });
  };
  add(null, 'front', ({ file }) => file === 'index.html', site.languages.length > 1);
  add(null, 'not-found', ({ file }) => file === '404.html', true);
  for (const code of site.languages) {
    const kind = (name, pattern, { required = true, having = () => true } = {}) => {
      const whole = pathPattern(code, pattern);
      add(code, name, (page) => whole.test(page.file) && having(page), required);
    };
    kind('home', '');
    kind('year', '\\d{4}/');
    kind('month', '\\d{4}/\\d\\d/');
    kind('day', '\\d{4}/\\d\\d/\\d\\d/');
    for (const element of ['img', 'table', 'pre']) {
      kind(`announcement-${element}`, ANNOUNCEMENT, { required: false, having: ({ elements }) => elements.has(element) });
    }
    kind('announcement', ANNOUNCEMENT);
    kind('topics', 'topics/', { required: false });
    kind('topic', 'topics/[^/]+/', { required: false });
    kind('topic-year', 'topics/[^/]+/\\d{4}/', { required: false });
    kind('series', 'series/[^/]+/', { required: false });
    kind('search', 'search/', { required: false });
  }
  return samples;
}

/** The announcements of a language, those that only redirect left out. */
export function announcementsOf(site, language) {
  const whole = announcementPattern(language);
  return pagesWhere(site, ({ file }) => whole.test(file));
}

/** What the file of an announcement in a language looks like. */
export function announcementPattern(language) {
  return pathPattern(language, ANNOUNCEMENT);
}

const ANNOUNCEMENT = '\\d{4}/\\d\\d/\\d\\d/[^/]+/';

function pathPattern(language, pattern) {
  return new RegExp(`^${escape(language)}/${pattern}index\\.html$`);
}

function pagesWhere(site, matches) {
  return [...site.pages.values()].filter((page) => page.redirect === null && matches(page));
}

function escape(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
