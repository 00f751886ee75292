import { Radio } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useClock } from '../app/Clock';
import { useText } from '../text/Language';
import { dayKey } from '../text/times';
import { rangeDays, rangeName, RANGES, type RangeName, type SearchQuery } from './query';

// The calendar is a third of the page's weight, and few open it.
const OwnDates = lazy(async () => ({ default: (await import('./OwnDates')).OwnDates }));

interface TimeRangeProps {
  query: SearchQuery;
  onChange: (days: { from: string; to: string }) => void;
}

/** When the words were said: a named range up to today, or days of one's own. */
export function TimeRange({ query, onChange }: TimeRangeProps) {
  const text = useText();
  const today = dayKey(useClock().now());
  const [own, setOwn] = useState(false);
  const current = rangeName(query, today);
  const value: RangeName = own ? 'own' : current;
  const choose = (name: RangeName) => {
    setOwn(name === 'own');
    if (name === 'any') onChange({ from: '', to: '' });
    else if (name !== 'own') onChange(rangeDays(name, today));
  };
  const names: RangeName[] = ['any', ...(Object.keys(RANGES) as RangeName[]), 'own'];
  return (
    <fieldset className="facet">
      <legend>{text.search.facet.day}</legend>
      <Radio.Group value={value} onChange={(event) => choose(event.target.value as RangeName)} className="facet-radios">
        {names.map((name) => (
          <Radio key={name} value={name}>
            {text.search.range[name]}
          </Radio>
        ))}
      </Radio.Group>
      {value === 'own' && (
        <Suspense fallback={null}>
          <OwnDates from={query.from} to={query.to} onChange={onChange} />
        </Suspense>
      )}
    </fieldset>
  );
}
