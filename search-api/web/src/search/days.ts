import type { FacetValue } from '../api/documents';
import { dayAfter } from '../text/times';

/** Wider than this, bars would be hairs: the last days are shown. */
const MOST_DAYS = 62;

export interface Day {
  key: string;
  calls: number;
}

/** Every day between the first and the last, those without calls too. */
export function everyDay(values: readonly FacetValue[]): Day[] {
  const calls = new Map(values.map((value) => [value.key, value.calls]));
  const keys = [...calls.keys()].sort();
  const last = keys.at(-1);
  let key = keys[0];
  if (!last || !key) return [];
  const earliest = dayAfter(last, 1 - MOST_DAYS);
  if (key < earliest) key = earliest;
  const days: Day[] = [];
  for (; key <= last; key = dayAfter(key, 1)) days.push({ key, calls: calls.get(key) ?? 0 });
  return days;
}

/** The day with most calls; the latest of equals. */
export function busiest(days: readonly Day[]): Day | undefined {
  return days.reduce<Day | undefined>((most, day) => (!most || day.calls >= most.calls ? day : most), undefined);
}
