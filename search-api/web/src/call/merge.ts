import type { CallDetail, CallDocument, SegmentDocument } from '../api/documents';

/** Any final beats any interim; then the higher revision wins, and an equal one repeats. */
function supersedes(next: SegmentDocument, known: SegmentDocument): boolean {
  if (next.final !== known.final) return next.final;
  return next.revision >= known.revision;
}

/** The call with one more, or one newer, segment; in the order in which things were said. */
export function withSegment(detail: CallDetail, next: SegmentDocument): CallDetail {
  const known = detail.segments.find((segment) => segment.segment === next.segment);
  if (known && !supersedes(next, known)) return detail;
  const others = detail.segments.filter((segment) => segment.segment !== next.segment);
  return { ...detail, segments: inOrder([...others, next]) };
}

export function withCall(detail: CallDetail, call: CallDocument): CallDetail {
  return { ...detail, call: { ...detail.call, ...call } };
}

/** A freshly read call, without falling behind what events have brought meanwhile. */
export function caughtUp(read: CallDetail, known: CallDetail | undefined): CallDetail {
  const ordered = { ...read, segments: inOrder(read.segments) };
  return read.call.state === 'running' && known ? known.segments.reduce(withSegment, ordered) : ordered;
}

function inOrder(segments: readonly SegmentDocument[]): SegmentDocument[] {
  return [...segments].sort((a, b) => a.start_ms - b.start_ms || a.segment.localeCompare(b.segment));
}
