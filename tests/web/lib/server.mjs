// Serves a built site on this machine as a plain static server would, under the path of its base address.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml', '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png', '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg', '.gif': 'image/gif', '.webp': 'image/webp', '.avif': 'image/avif', '.ico': 'image/x-icon', '.pdf': 'application/pdf',
};

/** Starts a server; `origin` is where it listens. Close it with `close()`. */
export async function serve(site) {
  const server = createServer(async (request, response) => {
    const file = site.file(new URL(request.url, site.base));
    const shown = file ?? (site.files.has('404.html') ? '404.html' : null);
    response.writeHead(file ? 200 : 404, { 'content-type': TYPES[path.extname(shown ?? '')] ?? 'application/octet-stream' });
    response.end(shown ? await readFile(path.join(site.folder, shown)) : '');
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
