import { Button } from 'antd';
import { Waiting } from '../app/Waiting';
import { useText } from '../text/Language';
import { CallResult } from './CallResult';
import { DailyCalls } from './DailyCalls';
import { byCall } from './groups';
import { NothingFound } from './NothingFound';
import { filterCount, toAddress, type SearchQuery } from './query';
import type { useSearch } from './useSearch';

interface ResultsProps {
  query: SearchQuery;
  search: ReturnType<typeof useSearch>;
  onChange: (query: SearchQuery) => void;
}

/** What was found: how many calls, on which days, and the places call by call. */
export function Results({ query, search, onChange }: ResultsProps) {
  const text = useText();
  const { data, error, isPlaceholderData, isFetchingNextPage } = search;
  const first = data?.pages[0];
  if (!first) return error ? null : <Waiting for="search" />;
  // Older hits beside the sentence of a failed search would pass for its answer.
  if (error && isPlaceholderData) return null;
  if (first.total_segments === 0 && !isPlaceholderData) return <NothingFound query={query} onChange={onChange} />;

  const hits = data.pages.flatMap((page) => page.hits);
  const all = !query.q && filterCount(query) === 0;
  const { total_calls: calls, total_segments: places } = first;
  return (
    <div className={isPlaceholderData ? 'older' : ''}>
      {error && <p className="quiet">{text.stale}</p>}
      <div className="found-head">
        <h2 className="found" aria-live="polite">
          {all ? `${text.search.everything} ${text.calls.total(calls)}` : text.search.found(calls)}
          <span className="quiet">{text.search.places(places)}</span>
        </h2>
        <a className="export" href={`/api/v1/search/export?${toAddress(query).toString()}`} download>
          {text.search.export}
        </a>
      </div>
      {query.mode === 'fused' && first.mode === 'words' && query.q && <p className="quiet">{text.search.wordsOnly}</p>}
      <DailyCalls values={first.facets.day ?? []} chosen={query} onDay={(key) => onChange({ ...query, from: key, to: key })} />
      {byCall(hits).map((group) => (
        <CallResult key={group.call} group={group} />
      ))}
      <div className="more">
        <span className="quiet">{text.search.shown(hits.length, places)}</span>
        {search.hasNextPage && (
          <Button disabled={isFetchingNextPage} onClick={() => void search.fetchNextPage()}>
            {isFetchingNextPage ? text.search.moreLoading : text.search.more}
          </Button>
        )}
      </div>
    </div>
  );
}
