// Counts what each rule has examined and keeps every fault with its place.

export class Report {
  rules = [];
  #notes = [];

  /** A rule. One that finds nothing to examine has failed, unless a site may well have none of it (`optional`). */
  rule(group, text, { optional = false } = {}) {
    const rule = new Rule(group, text, optional);
    this.rules.push(rule);
    return rule;
  }

  /** A figure to print, of which nothing is demanded. */
  note(text) {
    this.#notes.push(text);
  }

  get failed() {
    return this.rules.filter((rule) => !rule.passed);
  }

  print() {
    const width = Math.max(...this.rules.map((rule) => rule.text.length));
    let group = '';
    for (const rule of this.rules) {
      const faults = rule.faults.length > 0 ? `  ${rule.faults.length} FAILED` : '';
      const shown = rule.group === group ? '' : rule.group;
      console.log(`  ${shown.padEnd(14)} ${rule.text.padEnd(width)} ${String(rule.examined).padStart(7)}${faults}`);
      group = rule.group;
    }
    for (const note of this.#notes) console.log(`  ${note}`);
    for (const rule of this.failed) {
      console.log(`\n  FAILED ${rule.group}: ${rule.text}`);
      // A fault of the theme is in every page; it is told once, with all its places.
      const places = new Map();
      for (const { where, what } of rule.faults) places.set(what, [...(places.get(what) ?? []), where]);
      for (const [what, [first, ...others]] of places) {
        console.log(`    ${first}: ${what}`);
        if (others.length > 0) console.log(`      and ${others.length} more: ${others.join(' ')}`);
      }
    }
  }
}

class Rule {
  examined = 0;
  #faults = [];

  constructor(group, text, optional) {
    Object.assign(this, { group, text, optional });
  }

  /** Examines one thing: `holds`, or `what` is wrong at `where`. Returns `holds`. */
  check(holds, where, what) {
    this.examined += 1;
    if (!holds) this.#faults.push({ where, what: typeof what === 'function' ? what() : what });
    return Boolean(holds);
  }

  fail(where, what) {
    return this.check(false, where, what);
  }

  pass(count = 1) {
    this.examined += count;
  }

  get faults() {
    const nothing = this.examined === 0 && !this.optional;
    return nothing ? [{ where: '/', what: 'the site has nothing that this rule could examine' }] : this.#faults;
  }

  get passed() {
    return this.faults.length === 0;
  }
}
