/** A stretch of text that looks alike: marked or plain, spoken or a place holder in 〔〕. */
export interface Piece {
  text: string;
  kind: 'spoken' | 'hidden' | 'unheard';
  marked: boolean;
}

const HOLDER = /〔[^〔〕]{1,12}〕/gu;
const UNHEARD = '〔听不清〕';

/** Cuts a turn at place holders and at the ends of what was found; ranges are UTF-16, [start, end). */
export function pieces(text: string, found: readonly (readonly [number, number])[]): Piece[] {
  const cuts = new Set([0, text.length]);
  const holders = [...text.matchAll(HOLDER)].map((match) => ({ start: match.index, text: match[0] }));
  for (const { start, text: holder } of holders) cuts.add(start).add(start + holder.length);
  const inHolder = (at: number) => holders.some(({ start, text: holder }) => start < at && at < start + holder.length);
  for (const edge of found.flat()) if (edge > 0 && edge < text.length && !inHolder(edge)) cuts.add(edge);
  const edges = [...cuts].sort((a, b) => a - b);
  return edges.slice(1).flatMap((end, index): Piece[] => {
    const start = edges[index] ?? 0;
    const holder = holders.find((each) => each.start === start);
    const marked = found.some(([from, to]) => from < end && start < to);
    if (end <= start) return [];
    if (!holder) return [{ text: text.slice(start, end), kind: 'spoken', marked }];
    const kind = holder.text === UNHEARD ? 'unheard' : 'hidden';
    return [{ text: holder.text.slice(1, -1), kind, marked: false }];
  });
}
