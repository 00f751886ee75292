import { Button } from 'antd';
import type { SearchAnswer } from '../api/documents';
import { useText } from '../text/Language';
import { FacetList } from './FacetList';
import { CHOSEN_FACETS, filterCount, toggled, withoutFilters, type SearchQuery } from './query';
import { TimeRange } from './TimeRange';

interface FiltersProps {
  query: SearchQuery;
  facets: SearchAnswer['facets'];
  onChange: (query: SearchQuery) => void;
}

/** All facets, and a way out of them. */
export function Filters({ query, facets, onChange }: FiltersProps) {
  const text = useText();
  return (
    <>
      {filterCount(query) > 0 && (
        <Button className="filters-clear" onClick={() => onChange(withoutFilters(query))}>
          {text.search.clear}
        </Button>
      )}
      <TimeRange query={query} onChange={(days) => onChange({ ...query, ...days })} />
      {CHOSEN_FACETS.map((facet) => (
        <FacetList
          key={facet}
          facet={facet}
          values={facets[facet] ?? []}
          chosen={query.chosen[facet]}
          onToggle={(value) => onChange(toggled(query, facet, value))}
        />
      ))}
    </>
  );
}
