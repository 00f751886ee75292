import { FACETS, type CallDetail, type FacetName, type FacetValue, type Hit, type SearchAnswer } from '../../src/api/documents';
import { dayAfter, dayKey } from '../../src/text/times';
import { hitOf } from './documents';

const NAMES: Record<string, string> = {
  residence: '户籍居住证',
  education: '教育入学',
  'social-insurance': '社会保险',
  'medical-insurance': '医疗保障',
  'urban-environment': '城市管理与环境噪声',
  'provident-fund': '住房公积金',
  business: '市场主体与营业执照',
  'elderly-disability': '养老助残与救助',
  utilities: '水电气暖',
};

export const TOPICS = Object.entries(NAMES).map(([id, name]) => ({ id, name, name_en: id.replaceAll('-', ' ') }));

/** Where the query stands in the text. Meaning finds by any pair of its characters. */
function found(text: string, q: string, mode: string): [number, number][] | undefined {
  if (!q) return [];
  const terms = mode === 'phrase' ? [q] : q.split(/\s+/);
  const ranges = terms.flatMap((term): [number, number][] => {
    const at = text.indexOf(term);
    return at < 0 ? [] : [[at, at + term.length]];
  });
  if (ranges.length === terms.length) return ranges;
  if (mode === 'words' || mode === 'phrase') return undefined;
  const pairs = [...q].slice(1).map((character, index) => `${[...q][index]}${character}`);
  return pairs.some((pair) => text.includes(pair)) ? [] : undefined;
}

function count(hits: readonly Hit[], keysOf: (hit: Hit) => readonly string[]): FacetValue[] {
  const calls = new Map<string, Set<string>>();
  for (const hit of hits) for (const key of keysOf(hit)) calls.set(key, (calls.get(key) ?? new Set()).add(hit.call));
  return [...calls]
    .map(([key, set]) => ({ key, name: NAMES[key] ?? key, calls: set.size }))
    .sort((a, b) => b.calls - a.calls || a.key.localeCompare(b.key));
}

/** Searches as the contract says, by plain comparison. */
export function search(calls: readonly CallDetail[], params: URLSearchParams): SearchAnswer {
  const q = params.get('q') ?? '';
  const mode = params.get('mode') ?? 'fused';
  const page = Number(params.get('page') ?? 1);
  const size = Number(params.get('size') ?? 20);
  const to = params.get('to');
  const all = calls.flatMap((detail) =>
    detail.segments
      .filter((segment) => !segment.unheard)
      .flatMap((segment) => {
        const ranges = found(segment.text, q, mode);
        return ranges ? [hitOf(detail, segment, ranges)] : [];
      }),
  );
  const any = (name: string, values: readonly string[]) => {
    const wanted = params.getAll(name);
    return wanted.length === 0 || values.some((value) => wanted.includes(value));
  };
  const filters: Record<FacetName, (hit: Hit) => boolean> = {
    topic: (hit) => any('topic', hit.topics),
    sentiment: (hit) => any('sentiment', [hit.sentiment]),
    role: (hit) => any('role', [hit.role]),
    office: (hit) => any('office', [hit.office]),
    origin: (hit) => any('origin', [hit.origin]),
    day: (hit) =>
      dayKey(new Date(hit.at)) >= (params.get('from') ?? '') && (!to || dayKey(new Date(hit.at)) < dayAfter(to, 1)),
  };
  const hits = all.filter((hit) => FACETS.every((facet) => filters[facet](hit)));
  /** Under every filter but the facet's own. */
  const facet = (name: FacetName, keysOf: (hit: Hit) => readonly string[]) =>
    count(all.filter((hit) => FACETS.every((other) => other === name || filters[other](hit))), keysOf);
  return {
    query: q,
    mode,
    took_ms: 7,
    total_segments: hits.length,
    total_calls: new Set(hits.map((hit) => hit.call)).size,
    hits: hits.slice((page - 1) * size, page * size),
    facets: {
      topic: facet('topic', (hit) => hit.topics),
      sentiment: facet('sentiment', (hit) => [hit.sentiment]),
      role: facet('role', (hit) => [hit.role]),
      office: facet('office', (hit) => [hit.office]),
      origin: facet('origin', (hit) => [hit.origin]),
      day: facet('day', (hit) => [dayKey(new Date(hit.started_at))]).sort((a, b) => a.key.localeCompare(b.key)),
    },
  };
}
