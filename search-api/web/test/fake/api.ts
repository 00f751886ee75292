import type { CallDetail, SegmentDocument } from '../../src/api/documents';
import type { Queued } from '../../src/calls/QueuePanel';
import type { Emerging, Trends } from '../../src/insight/InsightPage';
import type { Gap } from '../../src/items/GapsPage';
import type { ItemDetail } from '../../src/items/item';
import type { ReportedCalls } from '../../src/report/ReportedCallsPage';
import type { ServiceReport } from '../../src/report/report';
import { allCalls } from './documents';
import { itemDetail, ITEMS } from './items';
import { REPORT, REPORTED } from './reports';
import { search, TOPICS } from './searching';
import { wav } from './wav';

export interface FakeRequest {
  method: string;
  url: URL;
  /** Names in lower case. */
  headers: Record<string, string | undefined>;
  body: string;
}

export interface FakeAnswer {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array | AsyncIterable<string>;
}

export const ACCOUNT = 'admin';
export const PASSWORD = 'first-password-1';

/** The REST contract in memory. A test changes its fields to make things happen. */
export class FakeApi {
  calls: CallDetail[];
  demo = { done: 0, total: 0 };
  /** Who waits for window staff. */
  queue: readonly Queued[] = [];
  /** The one item that can be opened. */
  item: ItemDetail = itemDetail('钱编辑');
  gaps: readonly Gap[] = [];
  emerging: Emerging = { from: '', to: '', calls: 0, calls_before: 0, matters: [] };
  trends: Trends = { from: '2026-11-18T02:00:00Z', to: '2026-11-25T02:00:00Z', calls: 0, calls_before: 0, topics: [] };
  report: ServiceReport = REPORT;
  reportedCalls: ReportedCalls = REPORTED;
  /** Why a proposal is refused. */
  itemRefusal: string | undefined;
  /** Method, path and body of what changed items. */
  readonly itemWrites: string[] = [];
  password = PASSWORD;
  passwordChangeRequired = false;
  /** Of whoever signs in. */
  role = 'administrator';
  /** Answers every read of calls and searches with this status. */
  broken: number | undefined;
  /** Purposes as they were stated. */
  readonly purposes: string[] = [];
  private readonly sessions = new Set<string>();
  private readonly listenings = new Map<string, string>();
  private readonly streams = new Set<(event: string) => void>();

  constructor(now: Date) {
    this.calls = allCalls(now);
  }

  /** A cookie of somebody who is signed in already. */
  signedIn(): string {
    const id = `session-${this.sessions.size + 1}`;
    this.sessions.add(id);
    return `WENZHENG=${id}; XSRF-TOKEN=token`;
  }

  endSessions(): void {
    this.sessions.clear();
  }

  /** Sends an event to every open stream, after writing it into the call. */
  say(id: string, segment: SegmentDocument): void {
    const detail = this.calls.find((each) => each.call.call === id);
    if (!detail) throw new Error(`no call ${id}`);
    detail.segments = [...detail.segments.filter((each) => each.segment !== segment.segment), segment];
    detail.call = { ...detail.call, segments: detail.segments.length, duration_ms: segment.end_ms };
    this.emit('segment', segment);
    this.emit('call', detail.call);
  }

  end(id: string): void {
    const detail = this.calls.find((each) => each.call.call === id);
    if (!detail) throw new Error(`no call ${id}`);
    detail.call = { ...detail.call, state: 'ended', recorded: true };
    detail.media = true;
    this.emit('call', detail.call);
  }

  private emit(name: string, data: unknown): void {
    for (const stream of this.streams) stream(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  handle(request: FakeRequest): FakeAnswer {
    const path = request.url.pathname.replace('/api/v1', '');
    const cookies = request.headers.cookie ?? '';
    const session = /WENZHENG=([^;]+)/.exec(cookies)?.[1] ?? '';
    if (path === '/session' && request.method === 'POST') return this.signIn(request);
    // No rooms here: calls are tested against the real server.
    if (path === '/front-desk/calls') return problem(503, 'calls-unavailable');
    if (/^\/front-desk\/calls\/[^/]+\/consents$/.test(path)) return problem(409, 'call-over');
    if (!this.sessions.has(session)) return problem(401, 'sign-in-required');
    if (request.method !== 'GET' && !request.headers['x-xsrf-token']) return problem(403, 'csrf-token-missing');
    if (path === '/session' && request.method === 'GET') return json(this.sessionView());
    if (path === '/session') {
      this.sessions.delete(session);
      return { status: 204, headers: {}, body: '' };
    }
    if (path === '/session/password') return this.changePassword(request);
    if (this.passwordChangeRequired) return problem(403, 'password-change-required');
    if (path === '/topics') return json({ topics: TOPICS });
    if (path === '/demo') return json(this.demo);
    if (path === '/queue') return json(this.queue);
    if (path === '/knowledge-gaps') return json(this.gaps);
    if (path.startsWith('/items')) return this.items(request, path);
    if (this.broken) return problem(this.broken, 'elasticsearch-away');
    if (path === '/insight/emerging') return json(this.emerging);
    if (path === '/insight/topics') return json(this.trends);
    if (path === '/reports/service') return json(this.report);
    if (path === '/reports/service/calls') return json(this.reportedCalls);
    if (path === '/search') return json(search(this.calls, request.url.searchParams));
    if (path === '/calls') return this.list(request.url.searchParams);
    return this.ofCall(request, path);
  }

  private sessionView() {
    return { account: ACCOUNT, roles: [this.role], password_change_required: this.passwordChangeRequired };
  }

  private signIn(request: FakeRequest): FakeAnswer {
    const { account, password } = JSON.parse(request.body) as { account: string; password: string };
    if (account === 'locked') return problem(429, 'too-many-attempts', { 'retry-after': '840' });
    if (account !== ACCOUNT || password !== this.password) return problem(401, 'wrong-credentials');
    const [session, token] = this.signedIn().split('; ');
    // The separator is taken apart again by the adapter, since each cookie needs a line of its own.
    return json(this.sessionView(), { 'set-cookie': `${session}; Path=/; HttpOnly\n${token}; Path=/` });
  }

  private changePassword(request: FakeRequest): FakeAnswer {
    const change = JSON.parse(request.body) as { current: string; new: string };
    if (change.current !== this.password) return problem(401, 'wrong-credentials');
    if (change.new.length < 12) return problem(422, 'password-refused');
    this.password = change.new;
    this.passwordChangeRequired = false;
    return json(this.sessionView());
  }

  private items(request: FakeRequest, path: string): FakeAnswer {
    if (request.method !== 'GET') {
      this.itemWrites.push(`${request.method} ${path} ${request.body}`);
      return this.itemRefusal ? problem(422, 'item-refused', {}, this.itemRefusal) : json(this.item);
    }
    if (path === '/items') return json(ITEMS);
    return path === '/items/JZ-01' ? json(this.item) : problem(404, 'not-found');
  }

  private list(params: URLSearchParams): FakeAnswer {
    const page = Number(params.get('page') ?? 1);
    const size = Number(params.get('size') ?? 20);
    const calls = this.calls.map((detail) => detail.call);
    return json({ total: calls.length, calls: calls.slice((page - 1) * size, page * size) });
  }

  private ofCall(request: FakeRequest, path: string): FakeAnswer {
    const [, id, what] = /^\/calls\/([^/]+)(?:\/(\w+))?$/.exec(path) ?? [];
    const detail = this.calls.find((each) => each.call.call === id);
    if (!detail) return problem(404, 'not-found');
    if (what === undefined) return json(detail);
    if (what === 'events') {
      return { status: 200, headers: { 'content-type': 'text/event-stream' }, body: this.stream() };
    }
    if (!detail.media) return problem(404, 'not-found');
    if (what === 'listenings') {
      const { purpose } = JSON.parse(request.body) as { purpose: string };
      if (!purpose.trim()) return problem(400, 'bad-request');
      this.purposes.push(purpose);
      const listening = `listening-${this.purposes.length}`;
      this.listenings.set(listening, detail.call.call);
      return json({ listening, expires_at: new Date(Date.now() + 3_600_000).toISOString() });
    }
    if (this.listenings.get(request.url.searchParams.get('listening') ?? '') !== id) return problem(403, 'not-allowed');
    return ranged(wav(detail, request.url.searchParams.get('speaker') ?? 'mixed'), request.headers.range);
  }

  private async *stream(): AsyncGenerator<string> {
    const waiting: string[] = [];
    let wake: () => void = () => undefined;
    const add = (event: string) => {
      waiting.push(event);
      wake();
    };
    this.streams.add(add);
    try {
      yield 'event: ping\ndata: {}\n\n';
      for (;;) {
        for (let next = waiting.shift(); next; next = waiting.shift()) yield next;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      this.streams.delete(add);
    }
  }
}

function json(body: unknown, headers: Record<string, string> = {}): FakeAnswer {
  return { status: 200, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

function problem(status: number, name: string, headers: Record<string, string> = {}, detail = 'Do something.'): FakeAnswer {
  return {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
    body: JSON.stringify({ type: `urn:wenzheng:problem:${name}`, title: 'Problem', status, detail }),
  };
}

function ranged(bytes: Uint8Array, range: string | undefined): FakeAnswer {
  const headers = { 'content-type': 'audio/wav', 'accept-ranges': 'bytes' };
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
  if (from === undefined) return { status: 200, headers: { ...headers, 'content-length': String(bytes.length) }, body: bytes };
  const end = Math.min(to ? Number(to) : bytes.length - 1, bytes.length - 1);
  const body = bytes.subarray(Number(from), end + 1);
  return {
    status: 206,
    headers: { ...headers, 'content-length': String(body.length), 'content-range': `bytes ${from}-${end}/${bytes.length}` },
    body,
  };
}
