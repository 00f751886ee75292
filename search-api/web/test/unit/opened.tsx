import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter } from 'react-router';
import { vi } from 'vitest';
import { App } from '../../src/app/App';
import { newQueryClient } from '../../src/app/queries';
import { ROUTES } from '../../src/app/routes';
import { FakeApi, type FakeAnswer } from '../fake/api';
import { callId } from '../fake/documents';

/** A Wednesday morning in the offices. */
export const NOW = new Date('2026-11-25T10:00:00+08:00');

/** Lets the pages reach the fake without a network; cookies are the document's. */
function connect(api: FakeApi): void {
  vi.stubGlobal('fetch', (input: string, init: RequestInit = {}): Promise<Response> => {
    const answer: FakeAnswer = api.handle({
      method: init.method ?? 'GET',
      url: new URL(input, 'http://localhost'),
      headers: {
        cookie: document.cookie,
        ...Object.fromEntries([...new Headers(init.headers)].map(([name, value]) => [name, value])),
      },
      body: typeof init.body === 'string' ? init.body : '',
    });
    const { 'set-cookie': cookies, ...headers } = answer.headers;
    // The real session cookie is out of reach of scripts; here there is no other jar.
    cookies?.split('\n').forEach((cookie) => (document.cookie = cookie.replace('; HttpOnly', '')));
    const empty = answer.status === 204;
    return Promise.resolve(new Response(empty ? null : (answer.body as string), { status: answer.status, headers }));
  });
}

/** A call's address by its title. */
export function callPath(title: string): string {
  return `/calls/${callId(title)}`;
}

/** Opens the whole user interface at an address, signed in unless told otherwise. */
export function open(path: string, { signedIn = true, api = new FakeApi(NOW) } = {}) {
  document.cookie = 'WENZHENG=; Max-Age=0';
  document.cookie = 'XSRF-TOKEN=; Max-Age=0';
  if (signedIn) api.signedIn().split('; ').forEach((cookie) => (document.cookie = cookie));
  connect(api);
  const router = createMemoryRouter(ROUTES, { initialEntries: [path] });
  const user = userEvent.setup();
  const page = render(<App router={router} queries={newQueryClient()} clock={{ now: () => NOW }} />);
  return { api, router, user, page };
}
