import { dayAfter } from '../text/times';
import type { QueryValues } from '../api/client';

export const MODES = ['fused', 'words', 'phrase', 'meaning'] as const;
export type Mode = (typeof MODES)[number];

/** Facets whose values a person ticks; the time range is chosen otherwise. */
export const CHOSEN_FACETS = ['topic', 'sentiment', 'role', 'office', 'origin'] as const;
export type ChosenFacet = (typeof CHOSEN_FACETS)[number];

/** What is searched for: the whole of it stands in the page's address. Days are `2026-11-25`, both included. */
export interface SearchQuery {
  q: string;
  mode: Mode;
  chosen: Record<ChosenFacet, string[]>;
  from: string;
  to: string;
}

/** Longer is no question; the server refuses it. */
export const LONGEST_QUERY = 200;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function fromAddress(params: URLSearchParams): SearchQuery {
  const mode = MODES.find((each) => each === params.get('mode')) ?? 'fused';
  const day = (name: string) => {
    const value = params.get(name) ?? '';
    return DAY.test(value) ? value : '';
  };
  const chosen = Object.fromEntries(
    CHOSEN_FACETS.map((facet) => [facet, [...new Set(params.getAll(facet).filter(Boolean))]]),
  ) as Record<ChosenFacet, string[]>;
  return { q: (params.get('q') ?? '').trim(), mode, chosen, from: day('from'), to: day('to') };
}

export function toAddress(query: SearchQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.q) params.set('q', query.q);
  if (query.mode !== 'fused') params.set('mode', query.mode);
  for (const facet of CHOSEN_FACETS) for (const value of query.chosen[facet]) params.append(facet, value);
  if (query.from) params.set('from', query.from);
  if (query.to) params.set('to', query.to);
  return params;
}

export function toRequest(query: SearchQuery, page: number, size: number): QueryValues {
  const { q, mode, chosen, from, to } = query;
  return { q, mode, ...chosen, from, to, page, size };
}

/** How many filters are set; a time range counts as one. */
export function filterCount({ chosen, from, to }: SearchQuery): number {
  return CHOSEN_FACETS.reduce((sum, facet) => sum + chosen[facet].length, 0) + (from || to ? 1 : 0);
}

export function withoutFilters(query: SearchQuery): SearchQuery {
  return { ...fromAddress(new URLSearchParams()), q: query.q, mode: query.mode };
}

export function toggled(query: SearchQuery, facet: ChosenFacet, value: string): SearchQuery {
  const values = query.chosen[facet];
  const next = values.includes(value) ? values.filter((each) => each !== value) : [...values, value];
  return { ...query, chosen: { ...query.chosen, [facet]: next } };
}

export const RANGES = { today: 1, week: 7, fortnight: 14, month: 30 } as const;
export type RangeName = keyof typeof RANGES | 'any' | 'own';

/** Days of a named range that ends today. */
export function rangeDays(name: keyof typeof RANGES, today: string): { from: string; to: string } {
  return { from: dayAfter(today, 1 - RANGES[name]), to: today };
}

/** Which named range the query's days are. */
export function rangeName({ from, to }: SearchQuery, today: string): RangeName {
  if (!from && !to) return 'any';
  const names = Object.keys(RANGES) as (keyof typeof RANGES)[];
  return names.find((name) => rangeDays(name, today).from === from && to === today) ?? 'own';
}
