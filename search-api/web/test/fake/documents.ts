import { createHash } from 'node:crypto';
import type { CallDetail, CallDocument, Hit, RedactedSpan, SegmentDocument, WordSpan } from '../../src/api/documents';
import { SCRIPTS, type Line, type Script } from './scripts';

const CHARACTER_MS = 190;
const PAUSE_MS = 600;
const KINDS: Record<string, string> = { 手机号: 'mobile', 身份证号: 'id_card', 住址: 'address' };
const TOKEN = /〔([^〕]+)〕|\*([^*]+)\*|[，。？！、]|[^〔*，。？！、]{1,2}/gu;

/** 26 characters, the same for the same title. */
export function callId(title: string): string {
  const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const bytes = createHash('sha256').update(title).digest();
  return '01' + [...bytes.subarray(0, 24)].map((byte) => letters[byte % 32]).join('');
}

/** Words, hidden details and times of one written line. */
function spoken(line: Line, startMs: number): Pick<SegmentDocument, 'text' | 'words' | 'redactions' | 'start_ms' | 'end_ms'> {
  let text = '';
  let ms = startMs;
  const words: WordSpan[] = [];
  const redactions: RedactedSpan[] = [];
  for (const [token, holder, doubtful] of line.text.matchAll(TOKEN)) {
    const start = text.length;
    text += doubtful ?? token;
    const span = { start_char: start, end_char: text.length, start_ms: ms };
    ms += (holder ? 11 : (doubtful ?? token).length) * CHARACTER_MS;
    if (holder === '听不清') continue;
    if (holder) redactions.push({ kind: KINDS[holder] ?? 'name', ...span, end_ms: ms });
    else if (!/^[，。？！、]$/u.test(token)) words.push({ ...span, end_ms: ms, confidence: doubtful ? 0.31 : 0.94 });
  }
  return { text, words, redactions, start_ms: startMs, end_ms: ms };
}

function startOf(script: Script, now: Date): Date {
  const day = new Date(now.getTime() + 8 * 3_600_000 - script.daysAgo * 86_400_000).toISOString().slice(0, 10);
  return new Date(`${day}T${script.clock}:00+08:00`);
}

/** A call and its turns as the API would give them. */
export function detailOf(script: Script, now: Date): CallDetail {
  const call = callId(script.title);
  const startedAt = startOf(script, now);
  let ms = 800;
  const segments = script.lines.map((line): SegmentDocument => {
    const words = spoken(line, ms);
    ms = words.end_ms + PAUSE_MS;
    const track = `${line.role}-audio`;
    return {
      call,
      segment: `${call}:${track}:${Math.round(words.start_ms / 20)}`,
      track,
      participant: line.role,
      role: line.role,
      origin: script.origin,
      synthetic_speech: script.synthetic,
      ...words,
      confidence: words.words.length ? 0.9 : 0.2,
      unheard: words.text === '〔听不清〕',
      final: true,
      revision: 1,
      sentiment: line.mood ?? 'neutral',
      urgency: line.urgency ?? 0,
      topics: line.role === 'citizen' ? script.topics : [],
    };
  });
  const state = script.state ?? 'ended';
  const document: CallDocument = {
    call,
    title: script.title,
    origin: script.origin,
    synthetic_speech: script.synthetic,
    office: script.office,
    district: '澄湖区',
    department: script.department,
    matter: script.matter,
    started_at: startedAt.toISOString(),
    ...(state === 'ended' ? { ended_at: new Date(startedAt.getTime() + ms).toISOString() } : {}),
    duration_ms: ms,
    state,
    recorded: script.recorded ?? true,
    segments: segments.length,
    topics: script.topics,
    sentiment: script.mood,
    urgency: Math.max(...segments.map((segment) => segment.urgency)),
  };
  const speakers = (['citizen', 'staff'] as const).map((role) => ({ participant: role, role, track: `${role}-audio` }));
  return { call: document, speakers, segments, media: document.recorded };
}

/** All calls, the newest first. */
export function allCalls(now: Date): CallDetail[] {
  return SCRIPTS.map((script) => detailOf(script, now)).sort((a, b) =>
    b.call.started_at.localeCompare(a.call.started_at),
  );
}

export function hitOf({ call }: CallDetail, segment: SegmentDocument, highlights: [number, number][]): Hit {
  const { title, office, department, started_at, synthetic_speech, origin } = call;
  const { start_ms, end_ms, role, text, sentiment, urgency, topics, confidence, unheard } = segment;
  return {
    call: call.call,
    segment: segment.segment,
    title,
    office,
    department,
    started_at,
    at: new Date(Date.parse(started_at) + start_ms).toISOString(),
    start_ms,
    end_ms,
    role,
    text,
    highlights,
    sentiment,
    urgency,
    topics,
    confidence,
    unheard,
    synthetic_speech,
    origin,
    call_state: call.state,
  };
}
