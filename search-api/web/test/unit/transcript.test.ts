import { describe, expect, it } from 'vitest';
import { caughtUp, withSegment } from '../../src/call/merge';
import { NO_WORD, NOT_NOW, partsOf, wordAt } from '../../src/call/parts';
import { byCall } from '../../src/search/groups';
import { everyDay, isChosen } from '../../src/search/days';
import { fromAddress, rangeDays, rangeName, toAddress } from '../../src/search/query';
import { pieces } from '../../src/text/pieces';
import { instantName, position } from '../../src/text/times';
import { zh } from '../../src/text/zh';
import { allCalls, hitOf } from '../fake/documents';
import { NOW } from './opened';

const CALLS = allCalls(NOW);
const CALL = CALLS.find((detail) => detail.call.title.startsWith('居住证'))!;

describe('a turn', () => {
  it('is cut without losing or doubling a character', () => {
    for (const segment of CALLS.flatMap((detail) => detail.segments)) {
      const shown = partsOf(segment).map((part) => (part.kind === 'unheard' ? '〔听不清〕' : part.text)).join('');
      expect(shown).toBe(segment.text);
    }
  });

  it('shows no word below a hidden detail, whatever the spans say', () => {
    const word = (start_char: number, end_char: number) => ({ start_char, end_char, start_ms: 0, end_ms: 9, confidence: 0.9 });
    const parts = partsOf({
      text: '电话〔手机号〕对',
      words: [word(0, 2), word(3, 5), word(7, 8), word(7, 80)],
      redactions: [{ kind: 'mobile', start_char: 2, end_char: 7, start_ms: 0, end_ms: 9 }],
    });
    expect(parts.map((part) => part.kind)).toEqual(['word', 'hidden', 'word']);
  });

  it('knows the word at a time', () => {
    const segment = CALL.segments[1]!;
    expect(wordAt(segment, segment.start_ms - 1)).toBe(NOT_NOW);
    expect(wordAt(segment, segment.end_ms)).toBe(NOT_NOW);
    expect(wordAt(segment, segment.words[2]!.start_ms)).toBe(2);
    expect(wordAt({ ...segment, words: [] }, segment.start_ms)).toBe(NO_WORD);
  });
});

describe('segments that come in', () => {
  const first = CALL.segments[0]!;
  const text = (detail: typeof CALL) => detail.segments.find((segment) => segment.segment === first.segment)!.text;

  it('never go back from final to interim, nor to an older revision', () => {
    expect(text(withSegment(CALL, { ...first, text: '旧', final: false, revision: 99 }))).toBe(first.text);
    expect(text(withSegment(CALL, { ...first, text: '旧', revision: 0 }))).toBe(first.text);
    expect(text(withSegment(CALL, { ...first, text: '新', revision: 2 }))).toBe('新');
  });

  it('outlive a reading of the call that began before them', () => {
    const running = { ...CALL, call: { ...CALL.call, state: 'running' as const } };
    const known = withSegment(running, { ...first, text: '新', revision: 2 });
    expect(text(caughtUp(running, known))).toBe('新');
  });
});

describe('what is found', () => {
  it('is marked beside place holders, never inside them', () => {
    expect(pieces('打〔手机号〕找我', [[0, 3], [7, 8]]).map((piece) => [piece.text, piece.kind, piece.marked])).toEqual([
      ['打', 'spoken', true],
      ['手机号', 'hidden', false],
      ['找', 'spoken', false],
      ['我', 'spoken', true],
    ]);
    expect(pieces('听〔听不清〕', [])[1]!.kind).toBe('unheard');
  });

  it('is grouped by call, best call first, in the order of speech', () => {
    const [a, b] = CALLS as [typeof CALL, typeof CALL];
    const hits = [hitOf(b, b.segments[2]!, []), hitOf(a, a.segments[1]!, []), hitOf(b, b.segments[0]!, [])];
    const groups = byCall([...hits, hits[0]!]);
    expect(groups.map((group) => group.call)).toEqual([b.call.call, a.call.call]);
    expect(groups[0]!.hits.map((hit) => hit.segment)).toEqual([b.segments[0]!.segment, b.segments[2]!.segment]);
  });

  it('has a bar for every day, the empty ones too', () => {
    const day = (key: string, calls: number) => ({ key, name: key, calls });
    const any = { from: '', to: '' };
    expect(everyDay([day('2026-11-30', 2), day('2026-12-02', 1)], any).map((each) => each.calls)).toEqual([2, 0, 1]);
    expect(everyDay([], any)).toEqual([]);
  });

  it('keeps chosen days in sight, however old', () => {
    const values = ['2026-01-05', '2026-03-09', '2026-11-30'].map((key) => ({ key, name: key, calls: 1 }));
    expect(everyDay(values, { from: '', to: '' })[0]?.key).toBe('2026-09-30');
    const chosen = { from: '2026-03-09', to: '2026-03-09' };
    const days = everyDay(values, chosen);
    expect([days[0]?.key, days.at(-1)?.key]).toEqual(['2026-01-07', '2026-03-09']);
    expect(days.filter((each) => isChosen(each.key, chosen)).map((each) => each.key)).toEqual(['2026-03-09']);
    expect(isChosen('2026-03-09', { from: '', to: '' })).toBe(false);
  });
});

describe('a search', () => {
  it('stands whole in the address', () => {
    const address = 'q=%E6%B0%B4&mode=phrase&topic=a&topic=b&role=citizen&from=2026-11-01&to=2026-11-02';
    expect(toAddress(fromAddress(new URLSearchParams(address))).toString()).toBe(address);
    expect(toAddress(fromAddress(new URLSearchParams('mode=odd&from=yesterday&topic='))).toString()).toBe('');
  });

  it('knows its named range', () => {
    const query = { ...fromAddress(new URLSearchParams()), ...rangeDays('week', '2026-12-03') };
    expect(query.from).toBe('2026-11-27');
    expect(rangeName(query, '2026-12-03')).toBe('week');
    expect(rangeName(query, '2026-12-04')).toBe('own');
  });
});

describe('times', () => {
  it('are the offices’, whatever the machine’s', () => {
    expect(instantName('2026-11-25T01:42:00Z', zh, 'zh', NOW)).toBe('今天 09:42');
    expect(instantName('2026-11-23T16:30:00Z', zh, 'zh', NOW)).toBe('昨天 00:30');
    expect(instantName('2025-11-01T01:00:00Z', zh, 'zh', NOW)).toBe('2025年11月1日 09:00');
  });

  it('read as a player’s', () => {
    expect([0, 61_900, 3_723_000].map(position)).toEqual(['00:00', '01:01', '1:02:03']);
  });
});
