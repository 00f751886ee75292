import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { FakeApi } from './api';

/** What search-api sends with every page. */
export const CONTENT_SECURITY_POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;" +
  " media-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

export function newFake(now = new Date()): FakeApi {
  return new FakeApi(now);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

async function answer(api: FakeApi, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status, headers, body } = api.handle({
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', 'http://127.0.0.1'),
    headers: request.headers as Record<string, string | undefined>,
    body: await bodyOf(request),
  });
  const { 'set-cookie': cookies, ...rest } = headers;
  if (cookies) response.setHeader('set-cookie', cookies.split('\n'));
  response.writeHead(status, rest);
  if (typeof body === 'string' || body instanceof Uint8Array) {
    response.end(body);
    return;
  }
  const events = body[Symbol.asyncIterator]();
  request.on('close', () => void events.return?.(undefined));
  response.on('close', () => void events.return?.(undefined));
  for (let next = await events.next(); !next.done && !response.closed; next = await events.next()) response.write(next.value);
  response.end();
}

/** Answers `/api/…` and passes everything else on. */
export function middleware(api: FakeApi) {
  return (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    if (request.url?.startsWith('/api/')) void answer(api, request, response);
    else next();
  };
}

/** Serves the built pages as search-api does: its policy, and index.html at every page's address. */
export async function serve(api: FakeApi, folder: string, port: number): Promise<Server> {
  const pages = async (request: IncomingMessage, response: ServerResponse) => {
    const path = normalize(new URL(request.url ?? '/', 'http://127.0.0.1').pathname);
    const file = extname(path) ? path : '/index.html';
    response.setHeader('content-security-policy', CONTENT_SECURITY_POLICY);
    try {
      const bytes = await readFile(join(folder, file));
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  };
  const api_ = middleware(api);
  const server = createServer((request, response) => api_(request, response, () => void pages(request, response)));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return server;
}
