/** What went wrong, in terms a page can put into a sentence. */
export type Trouble =
  | 'offline'
  | 'sign-in-required'
  | 'wrong-credentials'
  | 'password-change-required'
  | 'password-refused'
  | 'too-many-attempts'
  | 'query-too-long'
  | 'meaning-unavailable'
  | 'calls-unavailable'
  | 'call-over'
  | 'not-found'
  | 'not-allowed'
  | 'bad-request'
  | 'unavailable'
  | 'broken';

/** A failed request. `detail` is for programs and logs; pages say their own sentence for `trouble`. */
export class ApiProblem extends Error {
  constructor(
    readonly trouble: Trouble,
    readonly status: number,
    readonly type: string,
    readonly detail: string,
    readonly retryAfterSeconds?: number,
  ) {
    super(`${status} ${type}`);
    this.name = 'ApiProblem';
  }

  /** Whether the same request may pass later. */
  get passing(): boolean {
    return this.trouble === 'offline' || this.trouble === 'unavailable' || this.trouble === 'calls-unavailable';
  }
}

const BY_TYPE: readonly Trouble[] = [
  'wrong-credentials',
  'password-change-required',
  'password-refused',
  'too-many-attempts',
  'query-too-long',
  'meaning-unavailable',
  'calls-unavailable',
  'call-over',
];

function troubleOf(status: number, type: string): Trouble {
  const named = BY_TYPE.find((name) => name === type);
  if (named) return named;
  switch (status) {
    case 400:
    case 413:
    case 414:
    case 422:
      return 'bad-request';
    case 401:
      return 'sign-in-required';
    case 403:
      return 'not-allowed';
    case 404:
    case 410:
      return 'not-found';
    case 429:
      return 'too-many-attempts';
    case 502:
    case 503:
    case 504:
      return 'unavailable';
    default:
      return 'broken';
  }
}

/** Reads an RFC 9457 answer; any other body counts by its status. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const body = (await response.json().catch(() => ({}))) as { type?: string; detail?: string };
  const type = body.type?.split(':').pop() ?? '';
  const retryAfter = Number(response.headers.get('Retry-After') ?? NaN);
  return new ApiProblem(
    troubleOf(response.status, type),
    response.status,
    type,
    body.detail ?? '',
    Number.isFinite(retryAfter) ? retryAfter : undefined,
  );
}

export function offline(): ApiProblem {
  return new ApiProblem('offline', 0, '', '');
}
