// Runs functions inside an open page, with what several of them need to look at its elements.

/** Calls `look(tools)` in the page, also in one without JavaScript, and returns what it returns. */
export function inPage(page, look) {
  return page.evaluate(withTools(look));
}

/** The same as source text, for a page to run before anything else. */
export function withTools(look) {
  return `(${look})((${tools})())`;
}

function tools() {
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const known = new Map();
  /** Red, green, blue and alpha, 0 to 1; a canvas understands all ways to write a colour. */
  const colour = (css) => {
    if (!known.has(css)) {
      context.clearRect(0, 0, 1, 1);
      context.fillStyle = css;
      context.fillRect(0, 0, 1, 1);
      known.set(css, [...context.getImageData(0, 0, 1, 1).data].map((part) => part / 255));
    }
    return known.get(css);
  };
  return {
    colour,
    /** 0 to 1, and null for what is transparent. */
    lightness: (css) => {
      const [red, green, blue, alpha] = colour(css);
      return alpha === 0 ? null : (red + green + blue) / 3;
    },
    name: (element) => {
      const classes = [...element.classList].map((name) => `.${name}`).join('');
      return `${element.tagName.toLowerCase()}${classes} "${element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40)}"`;
    },
    shown: (element) => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }),
    /** What readers click, touch, or stop at with the Tab key. */
    controls: 'a[href], area[href], button, input, select, textarea, summary, iframe, [tabindex]:not([tabindex="-1"])',
    /** The texts that are not only space, each with the element around it. */
    texts: () => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found = [];
      while (walker.nextNode()) {
        const text = walker.currentNode;
        if (text.data.trim() !== '') found.push({ text, element: text.parentElement });
      }
      return found;
    },
  };
}
