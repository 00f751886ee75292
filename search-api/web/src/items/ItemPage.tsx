import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { get } from '../api/client';
import { TroubleNote } from '../app/TroubleNote';
import { useTitle } from '../app/useTitle';
import { Waiting } from '../app/Waiting';
import { proposesItems } from '../session/roles';
import { useSession } from '../session/useSession';
import { useText } from '../text/Language';
import { FIELDS, NOTHING, shown, type ItemDetail } from './item';
import { ItemForm } from './ItemForm';
import { Proposal } from './Proposal';
import { Versions } from './Versions';
import './items.css';

/** One item: what is in force, what is proposed, and what it was. */
export function ItemPage() {
  const { code = '' } = useParams();
  const { items: text, titles } = useText();
  const { data: session } = useSession();
  const queries = useQueryClient();
  const [edits, setEdits] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['items', code],
    queryFn: ({ signal }) => get<ItemDetail>(`/items/${encodeURIComponent(code)}`, {}, signal),
  });
  const proposal = data?.versions.find((version) => version.state === 'proposed');
  const item = data?.item;
  const name = item?.name ?? proposal?.item.name ?? data?.versions[0]?.item.name ?? titles.items;
  useTitle(name);
  const changed = () => {
    setEdits(false);
    void queries.invalidateQueries({ queryKey: ['items'] });
  };
  if (error) return <TroubleNote failure={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting for="items" />;
  return (
    <>
      <p>
        <Link to="/items">{text.back}</Link>
      </p>
      <h1 className="page-title">
        {name}
        <span className="quiet">{data.state ? text.version(item?.version ?? 0, text.state[data.state]) : text.state.new}</span>
      </h1>
      {proposal && <Proposal proposal={proposal} before={item} onDecided={changed} />}
      {edits ? (
        <ItemForm item={proposal?.item ?? item ?? NOTHING} isNew={false} onSent={changed} onCancel={() => setEdits(false)} />
      ) : (
        <>
          {proposesItems(session) && <Button onClick={() => setEdits(true)}>{proposal ? text.editProposal : text.edit}</Button>}
          {item && (
            <dl className="item-facts">
              {FIELDS.filter((field) => shown(item, field).length > 0).map((field) => (
                <div key={field}>
                  <dt>{text.field[field]}</dt>
                  <dd>
                    {shown(item, field).map((line) => (
                      <p key={line}>{line}</p>
                    ))}
                  </dd>
                </div>
              ))}
              {item.slots.map((slot) => (
                <div key={slot.key}>
                  <dt>{text.asks}</dt>
                  <dd>{`${slot.ask}（${Object.keys(slot.choices).join('、')}）`}</dd>
                </div>
              ))}
            </dl>
          )}
        </>
      )}
      <Versions code={code} current={item?.version} versions={data.versions} onRolledBack={changed} />
    </>
  );
}
