import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { get } from '../api/client';
import type { CallList } from '../api/documents';
import { EmptyNote } from '../app/EmptyNote';
import { REFRESH_MS } from '../app/queries';
import { TroubleNote } from '../app/TroubleNote';
import { useTitle } from '../app/useTitle';
import { Waiting } from '../app/Waiting';
import { DemoNote } from '../search/DemoNote';
import { isGrowing, useDemoProgress } from '../search/useSearch';
import { useText } from '../text/Language';
import { CallRow } from './CallRow';
import { QueuePanel } from './QueuePanel';

const PAGE_SIZE = 20;

/** Recent calls, the newest first. */
export function CallsPage() {
  const text = useText();
  useTitle(text.titles.calls);
  const [params, setParams] = useSearchParams();
  const page = Math.max(1, Math.floor(Number(params.get('page')) || 1));
  const { data: demo } = useDemoProgress();
  const { data, error, refetch } = useQuery({
    queryKey: ['calls', page],
    queryFn: ({ signal }) => get<CallList>('/calls', { page, size: PAGE_SIZE }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      isGrowing(demo) || state.data?.calls.some((call) => call.state === 'running') ? REFRESH_MS : false,
  });
  const column = text.calls.column;
  const pages = Math.ceil((data?.total ?? 0) / PAGE_SIZE);
  const open = (next: number) => setParams(next === 1 ? {} : { page: String(next) });
  return (
    <>
      <h1 className="page-title">
        {text.calls.heading}
        {data && <span className="quiet">{text.calls.total(data.total)}</span>}
      </h1>
      <QueuePanel />
      <DemoNote demo={demo} />
      {error && <TroubleNote failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <Waiting for="calls" />}
      {data?.calls.length === 0 && (
        <EmptyNote why={text.calls.empty}>
          <Link to="/">{text.calls.emptyDo}</Link>
        </EmptyNote>
      )}
      {data && data.calls.length > 0 && (
        <table className="calls">
          <thead>
            <tr>
              {[column.title, column.office, column.started, column.duration, column.topics, column.mood, column.state].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.calls.map((call) => (
              <CallRow key={call.call} call={call} />
            ))}
          </tbody>
        </table>
      )}
      {data && data.total > PAGE_SIZE && (
        <nav className="pages" aria-label={text.calls.pages}>
          <Button disabled={page <= 1} onClick={() => open(page - 1)}>
            {text.calls.newer}
          </Button>
          <span>{text.calls.page(page, pages)}</span>
          <Button disabled={page >= pages} onClick={() => open(page + 1)}>
            {text.calls.older}
          </Button>
        </nav>
      )}
    </>
  );
}
