import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { get } from '../api/client';
import { useClock } from '../app/Clock';
import { EmptyNote } from '../app/EmptyNote';
import { TroubleNote } from '../app/TroubleNote';
import { useTitle } from '../app/useTitle';
import { Waiting } from '../app/Waiting';
import { useLanguage } from '../text/Language';
import { Mood } from '../text/Marks';
import type { Sentiment } from '../api/documents';
import { duration, instantName, position } from '../text/times';
import { useScope } from './report';
import './report.css';

export interface ReportedCalls {
  total: number;
  calls: readonly {
    call: string;
    title: string;
    office: string;
    started_at: string;
    duration_ms: number;
    sentiment: Sentiment;
    findings: readonly { kind: string; segment: string; start_ms: number; phrase: string; confidence: number }[];
  }[];
}

/** The calls behind a figure, with what was found in each. */
export function ReportedCallsPage() {
  const { text, language } = useLanguage();
  const words = text.report;
  const now = useClock().now();
  const [params] = useSearchParams();
  const metric = params.get('metric') ?? 'calls';
  const { scope, search } = useScope();
  const { data, error, refetch } = useQuery({
    queryKey: ['reported-calls', metric, scope],
    queryFn: ({ signal }) => get<ReportedCalls>('/reports/service/calls', { metric, ...scope }, signal),
  });
  useTitle(text.titles.report);
  const column = text.calls.column;
  return (
    <>
      <p>
        <Link to={`/report?${search.replace(/&?metric=[^&]*/, '')}`}>{words.back}</Link>
      </p>
      <h1 className="page-title">{words.behind(words.metric[metric]?.[0] ?? '')}</h1>
      <p className="quiet">{words.metric[metric]?.[1]}</p>
      {error && <TroubleNote failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <Waiting for="calls" />}
      {data && <p>{words.listed(data.total, data.calls.length)}</p>}
      {data?.total === 0 && <EmptyNote why={words.noneBehind} />}
      {data && data.total > 0 && (
        <table className="calls">
          <thead>
            <tr>
              {[column.title, column.office, column.started, column.duration, column.mood, words.found].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.calls.map((call) => (
              <tr key={call.call}>
                <th scope="row">
                  <Link to={`/calls/${call.call}`}>{call.title || text.untitled}</Link>
                </th>
                <td data-column={column.office}>{call.office}</td>
                <td data-column={column.started}>{instantName(call.started_at, text, language, now)}</td>
                <td data-column={column.duration}>{duration(call.duration_ms, text)}</td>
                <td data-column={column.mood}>
                  <Mood sentiment={call.sentiment} />
                </td>
                <td data-column={words.found}>
                  <ul className="found">
                    {call.findings.map((finding) => (
                      <li key={`${finding.kind}${finding.start_ms}`}>
                        <Link to={`/calls/${call.call}?t=${finding.start_ms / 1000}`}>
                          {words.kind[finding.kind]} {position(finding.start_ms)}
                        </Link>
                      </li>
                    ))}
                  </ul>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
