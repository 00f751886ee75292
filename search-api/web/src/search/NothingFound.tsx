import { Button } from 'antd';
import { Link } from 'react-router';
import { EmptyNote } from '../app/EmptyNote';
import { useText } from '../text/Language';
import { filterCount, withoutFilters, type SearchQuery } from './query';

/** Why nothing was found, and the one thing that helps most. */
export function NothingFound({ query, onChange }: { query: SearchQuery; onChange: (query: SearchQuery) => void }) {
  const text = useText().search;
  if (filterCount(query) > 0) {
    return (
      <EmptyNote why={text.emptyFiltered}>
        <Button onClick={() => onChange(withoutFilters(query))}>{text.emptyFilteredDo}</Button>
      </EmptyNote>
    );
  }
  if (!query.q) {
    return (
      <EmptyNote why={text.emptyNothing}>
        <Link to="/calls">{text.emptyNothingDo}</Link>
      </EmptyNote>
    );
  }
  return query.mode === 'words' || query.mode === 'phrase' ? (
    <EmptyNote why={text.emptyWords}>
      <Button onClick={() => onChange({ ...query, mode: 'meaning' })}>{text.emptyWordsDo}</Button>
    </EmptyNote>
  ) : (
    <EmptyNote why={text.emptyMeaning}>
      <Button onClick={() => onChange({ ...query, q: '', mode: 'fused' })}>{text.emptyMeaningDo}</Button>
    </EmptyNote>
  );
}
