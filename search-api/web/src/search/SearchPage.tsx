import { Button } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { TroubleNote } from '../app/TroubleNote';
import { useTitle } from '../app/useTitle';
import { useText } from '../text/Language';
import { Filters } from './Filters';
import { filterCount, fromAddress, toAddress, type SearchQuery } from './query';
import { DemoNote } from './DemoNote';
import { Results } from './Results';
import { SearchForm } from './SearchForm';
import { isGrowing, useDemoProgress, useSearch } from './useSearch';

export function SearchPage() {
  const text = useText();
  const [params, setParams] = useSearchParams();
  const query = useMemo(() => fromAddress(params), [params]);
  useTitle(query.q || text.titles.search);
  const change = useCallback((next: SearchQuery) => setParams(toAddress(next)), [setParams]);
  const [open, setOpen] = useState(false);

  const { data: demo } = useDemoProgress();
  const search = useSearch(query, isGrowing(demo));
  const { data, error } = search;
  const facets = data?.pages[0]?.facets ?? {};
  const chosen = filterCount(query);

  return (
    <>
      <h1 className="unseen">{text.titles.search}</h1>
      <SearchForm
        q={query.q}
        mode={query.mode}
        onSearch={(q) => {
          if (q === query.q) void search.refetch();
          else change({ ...query, q });
        }}
        onMode={(mode) => change({ ...query, mode })}
      />
      <DemoNote demo={demo} />
      <div className="search-body">
        <aside aria-label={text.search.filters}>
          <Button className="filters-open" aria-expanded={open} aria-controls="filters" onClick={() => setOpen(!open)}>
            {open ? text.search.closeFilters : text.search.openFilters(chosen)}
          </Button>
          <div id="filters" className={open ? 'filters filters-shown' : 'filters'}>
            <Filters query={query} facets={facets} onChange={change} />
          </div>
        </aside>
        <section aria-label={text.search.everything} aria-busy={search.isFetching}>
          {error && <TroubleNote failure={error} onRetry={() => void search.refetch()} />}
          <Results query={query} search={search} onChange={change} />
        </section>
      </div>
    </>
  );
}
