// Reads a built site: its files, their addresses, and what each page says and refers to.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'parse5';

export class Site {
  /** @param folder where the site was built  @param base the address at which readers find it */
  constructor(folder, base) {
    this.folder = path.resolve(folder);
    this.base = new URL(base);
    if (!this.base.pathname.endsWith('/')) throw new Error(`${base}: a base address ends in "/"`);
    if (!existsSync(this.folder)) throw new Error(`${folder}: no such folder`);
    this.files = new Set(
      readdirSync(this.folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        // Node before 20.12 calls it `path`.
        .map((entry) => path.relative(this.folder, path.join(entry.parentPath ?? entry.path, entry.name)))
        .map((file) => file.split(path.sep).join('/'))
        .sort(),
    );
    this.pages = new Map();
    for (const file of this.files) {
      if (file.endsWith('.html')) this.pages.set(file, readPage(this, file));
    }
  }

  read(file) {
    return this.bytes(file).toString('utf8');
  }

  bytes(file) {
    return readFileSync(path.join(this.folder, file));
  }

  /** The address of a file: `zh/index.html` is at `…/zh/`. */
  url(file) {
    const address = file.replace(/(^|\/)index\.html$/, '$1');
    return new URL(address.split('/').map(encodeURIComponent).join('/'), this.base);
  }

  /** The file at an address of this site, or null where there is none. A folder has only an address that ends in "/". */
  file(url) {
    if (!this.owns(url)) return null;
    let file;
    try {
      file = decodeURIComponent(url.pathname.slice(this.base.pathname.length));
    } catch {
      return null;
    }
    if (file === '' || file.endsWith('/')) file += 'index.html';
    return this.files.has(file) ? file : null;
  }

  owns(url) {
    return url.origin === this.base.origin && url.pathname.startsWith(this.base.pathname);
  }

  /** Where a complete address leads, as `{ page, file }`; both are null for one that is broken, incomplete or elsewhere. */
  target(address) {
    const file = URL.canParse(address) ? this.file(new URL(address)) : null;
    return { file, page: this.pages.get(file) ?? null };
  }

  /** The languages' folders: those at the top that have a home page and a feed. */
  get languages() {
    return [...this.files]
      .map((file) => /^([^/]+)\/feed\.xml$/.exec(file)?.[1])
      .filter((code) => code && this.files.has(`${code}/index.html`));
  }
}

/** Every `step`-th of them, so that about `most` remain; the same ones each time. */
export function sample(items, most) {
  const step = most > 0 ? Math.max(1, Math.ceil(items.length / most)) : 1;
  return items.filter((_, index) => index % step === 0);
}

// What makes a browser fetch something without being asked to.
const LOADS = {
  img: ['src', 'srcset'], source: ['src', 'srcset'], script: ['src'], iframe: ['src'], frame: ['src'], embed: ['src'],
  object: ['data'], video: ['src', 'poster'], audio: ['src'], track: ['src'], input: ['src'], image: ['href'], use: ['href'],
  body: ['background'],
};
// `link` relations that only name another page. All others make a browser fetch or connect.
const NAMING = new Set(['canonical', 'alternate', 'author', 'help', 'license', 'next', 'prev', 'search', 'me', 'up', 'bookmark']);
const ADDRESS_PROPERTIES = /^(og:(url|image|video|audio)(:url|:secure_url)?|twitter:image|twitter:url)$/i;

/** The facts that rules are about; the parsed tree itself would not fit in memory for a site of tens of thousands of pages. */
function readPage(site, file) {
  const html = site.read(file);
  const page = {
    file,
    url: site.url(file),
    bytes: Buffer.byteLength(html),
    lang: null,
    ids: new Set(),
    elements: new Set(),
    /** `{ kind: link | load | name, what, value, where, hreflang }` for each address that the page mentions. */
    references: [],
    canonicals: [],
    alternates: [],
    redirect: null,
    noindex: false,
    /** `{ where, what }` for what needs JavaScript. */
    active: [],
    jsonLd: [],
  };
  const document = parse(html, { sourceCodeLocationInfo: true });
  const pending = [document];
  while (pending.length > 0) {
    const node = pending.pop();
    if (node.tagName) readElement(page, node);
    const children = node.content?.childNodes ?? node.childNodes ?? [];
    for (let index = children.length - 1; index >= 0; index -= 1) pending.push(children[index]);
  }
  return page;
}

function readElement(page, node) {
  const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
  const tag = node.tagName;
  const place = node.sourceCodeLocation;
  const where = place ? `${page.file}:${place.startLine}:${place.startCol}` : page.file;
  const refer = (kind, what, value) => page.references.push({ kind, what, value: value.trim(), where, hreflang: attributes.hreflang });
  const text = () => node.childNodes.map((child) => child.value ?? '').join('');

  page.elements.add(tag);
  if (attributes.id) page.ids.add(attributes.id);
  if (tag === 'a' && attributes.name) page.ids.add(attributes.name);
  for (const [name, value] of Object.entries(attributes)) {
    if (/^on/i.test(name)) page.active.push({ where, what: `${tag} ${name}="${value}"` });
    if (/^\s*javascript:/i.test(value)) page.active.push({ where, what: `${tag} ${name}="${value}"` });
  }
  if (attributes.style) readStyle(attributes.style, (value) => refer('load', `${tag} style`, value));
  for (const name of LOADS[tag] ?? []) {
    if (attributes[name] === undefined) continue;
    const values = name === 'srcset' ? attributes[name].split(/,\s+/).map((each) => each.trim().split(/\s+/)[0]) : [attributes[name]];
    for (const value of values) refer('load', `${tag} ${name}`, value);
  }

  switch (tag) {
    case 'html':
      page.lang = attributes.lang ?? null;
      break;
    case 'a': case 'area':
      if (attributes.href !== undefined) refer('link', `${tag} href`, attributes.href);
      break;
    case 'form':
      if (attributes.action !== undefined) refer('link', 'form action', attributes.action);
      break;
    case 'link': {
      const relations = (attributes.rel ?? '').toLowerCase().split(/\s+/);
      const href = attributes.href ?? '';
      const naming = relations.some((relation) => NAMING.has(relation)) && !relations.includes('stylesheet');
      const version = relations.includes('alternate') && attributes.hreflang;
      refer(naming ? 'name' : 'load', version ? `link hreflang=${attributes.hreflang} href` : `link rel=${attributes.rel} href`, href);
      if (relations.includes('canonical')) page.canonicals.push(href);
      if (version) page.alternates.push({ tag: attributes.hreflang, href });
      break;
    }
    case 'meta': {
      const name = attributes.property ?? attributes.name ?? '';
      if (ADDRESS_PROPERTIES.test(name)) refer('name', `meta ${name}`, attributes.content ?? '');
      if (/^robots$/i.test(name) && /noindex/i.test(attributes.content ?? '')) page.noindex = true;
      if (/^refresh$/i.test(attributes['http-equiv'] ?? '')) {
        page.redirect = /url\s*=\s*['"]?([^'"]*)/i.exec(attributes.content ?? '')?.[1] ?? '';
        refer('redirect', 'meta refresh', page.redirect);
      }
      break;
    }
    case 'script':
      if (attributes.type === 'application/ld+json') page.jsonLd.push({ where, text: text() });
      else page.active.push({ where, what: `script ${attributes.src ?? ''}`.trim() });
      break;
    case 'style':
      readStyle(text(), (value) => refer('load', 'style', value));
      break;
  }
}

function readStyle(css, found) {
  for (const match of css.matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^)'"]*))\s*\)|@import\s+["']([^"']+)["']/gi)) {
    const value = match[1] ?? match[2] ?? match[3] ?? match[4];
    if (!value.startsWith('#')) found(value);
  }
}
