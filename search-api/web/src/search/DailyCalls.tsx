import { lazy, Suspense } from 'react';
import type { FacetValue } from '../api/documents';
import { useClock } from '../app/Clock';
import { useLanguage } from '../text/Language';
import { dayName } from '../text/times';
import { busiest, everyDay, isChosen, type DayRange } from './days';

const DailyChart = lazy(async () => ({ default: (await import('./DailyChart')).DailyChart }));

interface DailyCallsProps {
  values: readonly FacetValue[];
  chosen: DayRange;
  onDay: (key: string) => void;
}

/**
 * Calls a day: a sentence first, then bars; the same numbers as a list for who hears the page. Days that are not chosen
 * stay, so that a click leads to another one.
 */
export function DailyCalls({ values, chosen, onDay }: DailyCallsProps) {
  const { text, language } = useLanguage();
  const now = useClock().now();
  const days = everyDay(values, chosen);
  const [most, another] = busiest(days);
  if (!most || days.length < 2) return null;
  const named = days.map((day) => ({ ...day, name: dayName(day.key, language, now), chosen: isChosen(day.key, chosen) }));
  return (
    <figure className="daily">
      <figcaption>
        <span>{text.search.daily}</span>
        <span className="quiet">
          {another
            ? text.search.dailyEven(days.length, most.calls)
            : text.search.dailySummary(days.length, dayName(most.key, language, now), most.calls)}
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
