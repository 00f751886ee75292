import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { get } from '../api/client';
import { useClock } from '../app/Clock';
import { EmptyNote } from '../app/EmptyNote';
import { TroubleNote } from '../app/TroubleNote';
import { useTitle } from '../app/useTitle';
import { Waiting } from '../app/Waiting';
import { useLanguage } from '../text/Language';
import { useTopicName } from '../text/names';
import { instantName } from '../text/times';
import './insight.css';

/** A matter that was asked about far more than before. */
export interface Matter {
  topic?: string;
  label: string;
  calls: number;
  calls_before: number;
  negative: number;
  quotes: readonly { call: string; segment: string; start_ms: number; at: string; text: string }[];
}

export interface Emerging {
  from: string;
  to: string;
  calls: number;
  calls_before: number;
  matters: readonly Matter[];
}

/** A topic's calls in a period and in the one before it. */
export interface Trend {
  topic: string;
  name: string;
  calls: number;
  calls_before: number;
  negative: number;
  not_known: number;
}

export interface Trends {
  from: string;
  to: string;
  calls: number;
  calls_before: number;
  topics: readonly Trend[];
}

const PERIODS = [1, 7, 14, 30];
const USUAL = 7;
const REFRESH_MS = 30_000;

function EmergingMatters() {
  const { text: dictionary, language } = useLanguage();
  const text = dictionary.insight;
  const topicName = useTopicName();
  const now = useClock().now();
  const { data, error, refetch } = useQuery({
    queryKey: ['emerging'],
    queryFn: ({ signal }) => get<Emerging>('/insight/emerging', {}, signal),
    refetchInterval: REFRESH_MS,
  });
  return (
    <section aria-labelledby="emerging">
      <h2 id="emerging">{text.emerging}</h2>
      <p className="quiet">{text.emergingWhat}</p>
      {error && <TroubleNote failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <Waiting for="insight" />}
      {data?.matters.length === 0 && <EmptyNote why={data.calls_before === 0 ? text.noHistory : text.nothingNew} />}
      <ul className="matters">
        {(data?.matters ?? []).map((matter) => (
          <li key={matter.label}>
            <h3>
              <Link to={`/?q=${encodeURIComponent(matter.label)}`}>{matter.label}</Link>
              {matter.topic && <span className="matter-topic">{topicName(matter.topic)}</span>}
            </h3>
            <p>
              {text.matterCalls(matter.calls, matter.calls_before)}
              {matter.negative > 0 && <span className="matter-mood">{text.matterMood(matter.negative)}</span>}
            </p>
            {matter.quotes.length === 0 && <p className="quiet">{text.tooFew}</p>}
            {matter.quotes.map((quote) => (
              <blockquote key={quote.segment}>
                <Link to={`/calls/${quote.call}?t=${quote.start_ms / 1000}`}>{text.listen}</Link>
                <span>{quote.text}</span>
                <time dateTime={quote.at}>{instantName(quote.at, dictionary, language, now)}</time>
              </blockquote>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

function TopicTable() {
  const { text: dictionary } = useLanguage();
  const text = dictionary.insight;
  const topicName = useTopicName();
  const [params, setParams] = useSearchParams();
  const wanted = Number(params.get('days'));
  const days = PERIODS.includes(wanted) ? wanted : USUAL;
  const { data, error, refetch } = useQuery({
    queryKey: ['trends', days],
    queryFn: ({ signal }) => get<Trends>('/insight/topics', { days }, signal),
    refetchInterval: REFRESH_MS,
  });
  const column = text.column;
  return (
    <section aria-labelledby="trends">
      <div className="insight-head">
        <h2 id="trends">{text.trends}</h2>
        <a className="export" href={`/api/v1/insight/brief?days=${days}`} download>
          {text.brief}
        </a>
        <Segmented
          aria-label={text.period}
          value={days}
          options={PERIODS.map((value) => ({ value, label: text.days(value) }))}
          onChange={(value) => setParams(value === USUAL ? {} : { days: String(value) })}
        />
      </div>
      {error && <TroubleNote failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <Waiting for="insight" />}
      {data && <p>{text.all(data.calls, data.calls - data.calls_before)}</p>}
      {data?.topics.length === 0 && <EmptyNote why={text.noTopics} />}
      {data && data.topics.length > 0 && (
        <table className="calls trends">
          <thead>
            <tr>
              {[column.topic, column.calls, column.before, column.change, column.negative, column.notKnown].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.topics.map((trend) => (
              <tr key={trend.topic}>
                <th scope="row">
                  <Link to={`/?topic=${encodeURIComponent(trend.topic)}&from=${data.from.slice(0, 10)}`}>
                    {topicName(trend.topic) || trend.name}
                  </Link>
                </th>
                <td data-column={column.calls}>{trend.calls}</td>
                <td data-column={column.before}>{trend.calls_before}</td>
                <td data-column={column.change}>{text.change(trend.calls - trend.calls_before)}</td>
                <td data-column={column.negative}>{text.share(trend.negative, trend.calls)}</td>
                <td data-column={column.notKnown}>{trend.not_known}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="quiet">{text.definition}</p>
    </section>
  );
}

/** What people come with: what is new, and topics against the period before. */
export function InsightPage() {
  const { text } = useLanguage();
  useTitle(text.titles.insight);
  return (
    <>
      <h1 className="page-title">{text.titles.insight}</h1>
      <EmergingMatters />
      <TopicTable />
    </>
  );
}
