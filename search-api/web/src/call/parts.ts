import type { SegmentDocument } from '../api/documents';
import { pieces } from '../text/pieces';

/** Below this a word may well be wrong, and is marked. */
export const LOW_CONFIDENCE = 0.5;

/** A stretch of a turn that is shown alike; a word knows its times. */
export type Part =
  | { kind: 'word'; text: string; index: number; startMs: number; low: boolean }
  | { kind: 'plain'; text: string }
  | { kind: 'hidden'; text: string; redaction?: string }
  | { kind: 'unheard' };

interface Span {
  start: number;
  end: number;
  part: Part;
}

/** Cuts a turn into words with times, hidden details, unheard stretches and what lies between. Nothing is lost or doubled. */
export function partsOf({ text, words, redactions }: Pick<SegmentDocument, 'text' | 'words' | 'redactions'>): Part[] {
  const taken: Span[] = redactions.map((redaction) => ({
    start: redaction.start_char,
    end: redaction.end_char,
    part: { kind: 'hidden', text: text.slice(redaction.start_char, redaction.end_char), redaction: redaction.kind },
  }));
  let at = 0;
  for (const piece of pieces(text, [])) {
    const end = at + (piece.kind === 'spoken' ? piece.text.length : piece.text.length + 2);
    if (piece.kind === 'unheard') add({ start: at, end, part: { kind: 'unheard' } });
    if (piece.kind === 'hidden') add({ start: at, end, part: { kind: 'hidden', text: piece.text } });
    at = end;
  }
  words.forEach((word, index) => {
    const [start, end] = [word.start_char, word.end_char];
    const low = word.confidence < LOW_CONFIDENCE;
    add({ start, end, part: { kind: 'word', text: text.slice(start, end), index, startMs: word.start_ms, low } });
  });
  return withGaps(text, taken);

  function add(span: Span): void {
    const free = !taken.some((other) => other.start < span.end && span.start < other.end);
    if (free && span.start >= 0 && span.start < span.end && span.end <= text.length) taken.push(span);
  }
}

function withGaps(text: string, spans: Span[]): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const { start, end, part } of spans.sort((a, b) => a.start - b.start)) {
    if (start > at) parts.push({ kind: 'plain', text: text.slice(at, start) });
    parts.push(part);
    at = Math.max(at, end);
  }
  if (at < text.length) parts.push({ kind: 'plain', text: text.slice(at) });
  return parts;
}

/** The turn is not being said at this time. */
export const NOT_NOW = -2;
/** It is, but no word of it yet. */
export const NO_WORD = -1;

/** Index of the word that is being said, {@link NO_WORD} or {@link NOT_NOW}. */
export function wordAt({ start_ms, end_ms, words }: Pick<SegmentDocument, 'start_ms' | 'end_ms' | 'words'>, ms: number): number {
  if (ms < start_ms || ms >= end_ms) return NOT_NOW;
  let found = NO_WORD;
  for (let index = 0; index < words.length && (words[index]?.start_ms ?? Infinity) <= ms; index++) found = index;
  return found;
}
