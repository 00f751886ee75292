import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { get } from '../api/client';
import { EmptyNote } from '../app/EmptyNote';
import { TroubleNote } from '../app/TroubleNote';
import { useTitle } from '../app/useTitle';
import { Waiting } from '../app/Waiting';
import { proposesItems, seesGaps } from '../session/roles';
import { useSession } from '../session/useSession';
import { useText } from '../text/Language';
import type { ItemSummary } from './item';
import './items.css';

function matches(item: ItemSummary, words: string): boolean {
  return [item.code, item.name, item.category, item.department].some((text) => text?.includes(words));
}

/** What the digital human answers from, those that wait for a second person first. */
export function ItemsPage() {
  const { items: text, titles } = useText();
  useTitle(titles.items);
  const { data: session } = useSession();
  const [words, setWords] = useState('');
  const { data, error, refetch } = useQuery({
    queryKey: ['items'],
    queryFn: ({ signal }) => get<readonly ItemSummary[]>('/items', {}, signal),
  });
  const shown = (data ?? [])
    .filter((item) => matches(item, words.trim()))
    .sort((a, b) => Number(Boolean(b.proposed_by)) - Number(Boolean(a.proposed_by)));
  return (
    <>
      <h1 className="page-title">
        {titles.items}
        {data && <span className="quiet">{text.total(data.length)}</span>}
      </h1>
      <p className="quiet">{text.what}</p>
      <div className="items-head">
        <Input aria-label={text.filter} placeholder={text.filter} value={words} onChange={(event) => setWords(event.target.value)} />
        <span className="items-links">
          {seesGaps(session) && <Link to="/items/gaps">{text.gaps}</Link>}
          {proposesItems(session) && <Link to="/items/new">{text.create}</Link>}
        </span>
      </div>
      {error && <TroubleNote failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <Waiting for="items" />}
      {data && shown.length === 0 && <EmptyNote why={data.length ? text.noneMatches : text.none} />}
      {shown.length > 0 && (
        <table className="calls items">
          <thead>
            <tr>
              {[text.column.name, text.column.category, text.column.department, text.column.version, text.column.state].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((item) => (
              <tr key={item.code}>
                <th scope="row">
                  <Link to={`/items/${encodeURIComponent(item.code)}`}>{item.name}</Link>
                  <span className="quiet item-code" lang="en">
                    {item.code}
                  </span>
                </th>
                <td data-column={text.column.category}>{item.category}</td>
                <td data-column={text.column.department}>{item.department}</td>
                <td data-column={text.column.version}>{item.version || text.noVersion}</td>
                <td data-column={text.column.state}>
                  <span className={item.state === 'in_force' ? undefined : 'item-off'}>{text.state[item.state]}</span>
                  {item.proposed_by && <strong className="item-waits">{text.waits}</strong>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
