// A web server for a folder, as a basemap needs it: it answers requests for a range of bytes.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { basename, join } from "node:path";

/** Serves the files of `folder` on a port of its own. */
export async function serve(folder) {
  const server = createServer((request, response) => {
    const name = basename(new URL(request.url, "http://localhost").pathname);
    let bytes;
    try {
      bytes = readFileSync(join(folder, name));
    } catch {
      response.writeHead(404).end();
      return;
    }
    const type = name.endsWith(".html") ? "text/html" : "application/octet-stream";
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
    if (!range) {
      response.writeHead(200, { "content-type": type }).end(bytes);
      return;
    }
    const from = Number(range[1]);
    const to = Math.min(bytes.length - 1, range[2] ? Number(range[2]) : bytes.length - 1);
    const headers = {
      "content-type": type,
      "content-range": `bytes ${from}-${to}/${bytes.length}`,
    };
    response.writeHead(206, headers).end(bytes.subarray(from, to + 1));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { address: `http://127.0.0.1:${server.address().port}`, close };
}
