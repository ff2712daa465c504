// Serves a built site on this machine as a plain static server would, compressed, under the path of its base address.
import { createServer } from 'node:http';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml', '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png', '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg', '.gif': 'image/gif', '.webp': 'image/webp', '.avif': 'image/avif', '.ico': 'image/x-icon', '.pdf': 'application/pdf',
};
const TEXT = /^text\/|xml|json/;

/** Starts a server; `origin` is where it listens. Close it with `close()`. */
export async function serve(site) {
  const server = createServer((request, response) => {
    const file = site.file(new URL(request.url, site.base));
    const shown = file ?? (site.files.has('404.html') ? '404.html' : null);
    const type = TYPES[path.extname(shown ?? '')] ?? 'application/octet-stream';
    const headers = { 'content-type': type };
    let body = shown ? site.bytes(shown) : '';
    if (TEXT.test(type) && /\bbr\b/.test(request.headers['accept-encoding'])) {
      Object.assign(headers, { 'content-encoding': 'br', vary: 'accept-encoding' });
      body = brotli(body);
    }
    response.writeHead(file ? 200 : 404, headers);
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections?.();
    }),
  };
}

/** As nginx compresses while it sends; files that were compressed in advance are a little smaller. */
export function brotli(bytes) {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } });
}
