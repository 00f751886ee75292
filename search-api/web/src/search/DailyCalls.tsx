import { lazy, Suspense } from 'react';
import type { FacetValue } from '../api/documents';
import { useClock } from '../app/Clock';
import { useLanguage } from '../text/Language';
import { dayName } from '../text/times';
import { busiest, everyDay } from './days';

const DailyChart = lazy(async () => ({ default: (await import('./DailyChart')).DailyChart }));

/** Calls a day: a sentence first, then bars; the same numbers as a list for who hears the page. */
export function DailyCalls({ values, onDay }: { values: readonly FacetValue[]; onDay: (key: string) => void }) {
  const { text, language } = useLanguage();
  const now = useClock().now();
  const days = everyDay(values);
  const most = busiest(days);
  if (!most || days.length < 2) return null;
  const named = days.map((day) => ({ ...day, name: dayName(day.key, language, now) }));
  return (
    <figure className="daily">
      <figcaption>
        <span>{text.search.daily}</span>
        <span className="quiet">
          {text.search.dailySummary(days.length, dayName(most.key, language, now), most.calls)}
        </span>
      </figcaption>
      <div className="daily-chart" aria-hidden>
        <Suspense fallback={null}>
          <DailyChart days={named} describe={text.search.dayCalls} onDay={onDay} />
        </Suspense>
      </div>
      <ul className="unseen">
        {named.map((day) => (
          <li key={day.key}>{text.search.dayCalls(day.name, day.calls)}</li>
        ))}
      </ul>
    </figure>
  );
}
