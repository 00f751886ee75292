import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get } from '../api/client';
import type { CallDocument } from '../api/documents';
import { useClock } from '../app/Clock';
import type { ItemSummary } from '../items/item';
import { useLanguage } from '../text/Language';
import { Mood, OriginMarks } from '../text/Marks';
import { callTitle, useTopicName } from '../text/names';
import { duration, instantName } from '../text/times';

/** Names of items, each leading to it; codes until they are known. */
function ItemNames({ codes }: { codes: readonly string[] }) {
  const { data } = useQuery({
    queryKey: ['items'],
    queryFn: ({ signal }) => get<readonly ItemSummary[]>('/items', {}, signal),
    staleTime: 60_000,
  });
  return codes.map((code) => (
    <Link key={code} className="item-name" to={`/items/${encodeURIComponent(code)}`}>
      {data?.find((item) => item.code === code)?.name ?? code}
    </Link>
  ));
}

/** What the call is, in facts. */
export function CallHeader({ call }: { call: CallDocument }) {
  const { text, language } = useLanguage();
  const topicName = useTopicName();
  const now = useClock().now();
  const topics = call.topics.map(topicName).filter(Boolean);
  const facts: [string, React.ReactNode][] = [
    [text.call.office, call.office],
    [text.call.department, call.department],
    [text.call.matter, call.matter],
    [text.call.started, instantName(call.started_at, text, language, now)],
    [text.call.duration, duration(call.duration_ms, text)],
    [text.call.topics, topics.length ? topics.join(language === 'zh' ? '、' : ', ') : text.call.noTopics],
    [text.call.outcome, call.outcome && call.state !== 'running' && text.outcome[call.outcome]],
    [text.call.items, call.items && <ItemNames key="items" codes={call.items} />],
    [text.call.mood, <Mood key="mood" sentiment={call.sentiment} />],
  ];
  return (
    <header className="call-header">
      <div className="call-title">
        <h1>{callTitle(call, text)}</h1>
        {call.state !== 'ended' && (
          <span className={call.state === 'running' ? 'tag tag-live' : 'tag tag-warn'}>{text.state[call.state]}</span>
        )}
        <OriginMarks of={call} />
        {call.state === 'running' && call.origin === 'live' && (
          <Link className="join" to={`/calls/${call.call}/live`}>
            {text.live.join}
          </Link>
        )}
      </div>
      <dl className="facts">
        {facts.map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </header>
  );
}
