import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { get } from '../api/client';
import { useClock } from '../app/Clock';
import type { Dictionary } from '../text/zh';
import { dayAfter, dayKey, duration } from '../text/times';

/** A figure with what it is of; no value where nothing is known. */
export interface Figure {
  id: string;
  unit: 'calls' | 'share' | 'part' | 'milliseconds' | 'a_minute' | 'a_call' | 'missing';
  value?: number | null;
  n: number;
  before?: number | null;
  n_before: number;
}

export interface Evidence {
  call: string;
  title: string;
  started_at: string;
  segment: string;
  start_ms: number;
  phrase: string;
  confidence: number;
}

export interface Row {
  name: string;
  calls: number;
  greeted?: number | null;
  forbidden?: number | null;
  heard?: number | null;
}

export interface ServiceReport {
  from: string;
  to: string;
  made_at: string;
  office?: string | null;
  calls: number;
  demo: number;
  metrics: readonly Figure[];
  findings: readonly { kind: string; calls: number; evidence: readonly Evidence[] }[];
  offices: readonly Row[];
  staff: readonly Row[];
  gaps: readonly { question: string; calls: number; last_at: string; places: readonly { call: string; start_ms: number }[] }[];
}

const DAYS = { today: 1, yesterday: 1, week: 7, month: 30 } as const;
export type Period = keyof typeof DAYS;
export const PERIODS = Object.keys(DAYS) as Period[];
const REFRESH_MS = 30_000;
const SURE = 0.75;

/** Whether a finding needs no second ear. */
export function sure(evidence: Evidence): boolean {
  return evidence.confidence >= SURE;
}

/** What the address asks for: a period, an office, a person. */
export function useScope() {
  const [params, setParams] = useSearchParams();
  const today = dayKey(useClock().now());
  const named = params.get('period') as Period | null;
  const period: Period = named && named in DAYS ? named : 'yesterday';
  const to = period === 'today' ? today : dayAfter(today, -1);
  const scope = {
    from: dayAfter(to, 1 - DAYS[period]),
    to,
    office: params.get('office') ?? '',
    staff: params.get('staff') ?? '',
  };
  const change = (name: string, value: string) =>
    setParams((before) => {
      const next = new URLSearchParams(before);
      if (value) next.set(name, value);
      else next.delete(name);
      return next;
    });
  return { period, scope, search: params.toString(), change };
}

/** The report of a scope, read again while calls end. */
export function useReport(scope: { from: string; to: string; office: string; staff: string }) {
  return useQuery({
    queryKey: ['report', scope],
    queryFn: ({ signal }) => get<ServiceReport>('/reports/service', scope, signal),
    refetchInterval: REFRESH_MS,
  });
}

function rounded(value: number, digits: number): string {
  return value.toFixed(digits).replace(/\.0+$/, '');
}

/** A value in words with its unit. */
export function valueName(figure: Pick<Figure, 'unit'>, value: number | null | undefined, text: Dictionary): string {
  const words = text.report;
  if (value === null || value === undefined) return words.unknown;
  switch (figure.unit) {
    case 'calls':
      return words.calls(value);
    case 'share':
    case 'part':
      return words.percent(rounded(100 * value, value > 0 && value < 0.1 ? 1 : 0));
    case 'milliseconds':
      return value >= 60_000 ? duration(value, text) : words.seconds(rounded(value / 1000, 1));
    case 'a_minute':
      return words.aMinute(rounded(value, 0));
    case 'a_call':
      return words.aCall(rounded(value, 1));
    case 'missing':
      return words.unknown;
  }
}

function amountName(figure: Figure, more: number, shown: string, text: Dictionary): string {
  switch (figure.unit) {
    case 'share':
    case 'part':
      return text.report.points(shown);
    case 'a_minute':
      return text.report.characters(shown);
    case 'a_call':
      return text.report.times(shown);
    default:
      return valueName(figure, more, text);
  }
}

/** How a figure differs from the period before, in words. */
export function changeName(figure: Figure, text: Dictionary): string {
  const words = text.report;
  if (figure.value === null || figure.value === undefined) return '';
  if (figure.before === null || figure.before === undefined) return words.noBefore;
  const more = figure.value - figure.before;
  const isShare = figure.unit === 'share' || figure.unit === 'part';
  const size = Math.abs(isShare ? 100 * more : figure.unit === 'milliseconds' ? more / 1000 : more);
  const digits = isShare || figure.unit === 'calls' || figure.unit === 'a_minute' ? 0 : 1;
  const shown = rounded(size, digits);
  if (Number(shown) === 0) return words.same;
  const amount = amountName(figure, Math.abs(more), shown, text);
  return more > 0 ? words.more(amount) : words.less(amount);
}

/** The report in one sentence: what there is to listen to first, or that nothing was found. */
export function sentence(report: ServiceReport, text: Dictionary): string {
  const words = text.report.sentence;
  const calls = report.metrics.find((figure) => figure.id === 'calls');
  const first = report.findings.find((found) => ['forbidden', 'interruption', 'no_greeting'].includes(found.kind));
  const told = first ? words[first.kind as 'forbidden' | 'interruption' | 'no_greeting'](first.calls) : words.fine;
  return `${words.more(report.calls, report.calls - (calls?.before ?? 0))}${told}`;
}
