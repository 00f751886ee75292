import { offline, problemOf } from './problem';

/** Values of one query parameter; empty ones are left out. */
export type QueryValues = Record<string, string | number | undefined | readonly string[]>;

const CSRF_COOKIE = 'XSRF-TOKEN';

/** `/api/v1` + path + query. */
export function address(path: string, values: QueryValues = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== '') query.append(name, String(one));
    }
  }
  const text = query.toString();
  return `/api/v1${path}${text ? `?${text}` : ''}`;
}

function csrfToken(): string | undefined {
  const cookie = document.cookie.split('; ').find((each) => each.startsWith(`${CSRF_COOKIE}=`));
  return cookie && decodeURIComponent(cookie.slice(CSRF_COOKIE.length + 1));
}

async function send(
  method: string,
  url: string,
  body: unknown,
  signal?: AbortSignal,
  bearer?: string,
): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (bearer) headers.Authorization = `Bearer ${bearer}`;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const token = method === 'GET' ? undefined : csrfToken();
  if (token) headers['X-XSRF-TOKEN'] = token;
  try {
    return await fetch(url, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
      // Hanging up must get through though the page closes.
      ...(bearer ? { keepalive: true } : {}),
    });
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') throw failure;
    throw offline();
  }
}

async function request<T>(method: string, url: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  let response = await send(method, url, body, signal);
  if (response.status === 403 && method !== 'GET') {
    const problem = await problemOf(response);
    if (problem.type !== 'csrf-token-missing') throw problem;
    // The cookie was lost or is older than the session: reading the session sets a new one.
    await send('GET', address('/session'), undefined, signal);
    response = await send(method, url, body, signal);
  }
  if (!response.ok) throw await problemOf(response);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** @throws ApiProblem for any answer but 2xx, and when there is none */
export function get<T>(path: string, values?: QueryValues, signal?: AbortSignal): Promise<T> {
  return request<T>('GET', address(path, values), undefined, signal);
}

/** @throws ApiProblem for any answer but 2xx, and when there is none */
export function write<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T> {
  return request<T>(method, address(path), body);
}

/**
 * What a citizen may do by a call's token.
 *
 * @throws ApiProblem for any answer but 2xx, and when there is none
 */
export async function sendWith<T>(token: string, method: 'GET' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const response = await send(method, address(path), body, undefined, token);
  if (!response.ok) throw await problemOf(response);
  return (response.status === 204 ? undefined : await response.json()) as T;
}
