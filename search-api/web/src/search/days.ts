import type { FacetValue } from '../api/documents';
import { dayAfter } from '../text/times';

/** Wider than this, bars would be hairs: the last days are shown, or those up to the chosen ones. */
const MOST_DAYS = 62;

/** Days that a person chose, both included; empty: open. */
export interface DayRange {
  from: string;
  to: string;
}

export interface Day {
  key: string;
  calls: number;
}

/** Whether days are chosen and this is one of them. */
export function isChosen(key: string, { from, to }: DayRange): boolean {
  return Boolean(from || to) && key >= from && (!to || key <= to);
}

/** Every day between the first and the last, those without calls too. Chosen days are in sight however old they are. */
export function everyDay(values: readonly FacetValue[], chosen: DayRange): Day[] {
  const calls = new Map(values.map((value) => [value.key, value.calls]));
  const keys = [...calls.keys()].sort();
  let last = keys.at(-1);
  let key = keys[0];
  if (!last || !key) return [];
  let earliest = dayAfter(last, 1 - MOST_DAYS);
  if (chosen.to && chosen.to < earliest && chosen.to >= key) {
    last = chosen.to;
    earliest = dayAfter(last, 1 - MOST_DAYS);
  }
  if (key < earliest) key = earliest;
  const days: Day[] = [];
  for (; key <= last; key = dayAfter(key, 1)) days.push({ key, calls: calls.get(key) ?? 0 });
  return days;
}

/** The days with most calls: several where they are equal. */
export function busiest(days: readonly Day[]): Day[] {
  const most = Math.max(...days.map((day) => day.calls));
  return days.filter((day) => day.calls === most);
}
