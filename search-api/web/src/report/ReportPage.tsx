import { Segmented } from 'antd';
import { Link } from 'react-router';
import { useClock } from '../app/Clock';
import { EmptyNote } from '../app/EmptyNote';
import { TroubleNote } from '../app/TroubleNote';
import { useTitle } from '../app/useTitle';
import { Waiting } from '../app/Waiting';
import { useLanguage } from '../text/Language';
import { dayName } from '../text/times';
import { Findings } from './Findings';
import { Gaps } from './Gaps';
import { changeName, PERIODS, sentence, useReport, useScope, valueName, type Figure, type Row, type ServiceReport } from './report';
import './report.css';

const HEADLINE = ['calls', 'connected', 'contained', 'greeted', 'forbidden', 'heard'];

function Card({ figure, search }: { figure: Figure; search: string }) {
  const { text } = useLanguage();
  const words = text.report;
  return (
    <li>
      <span>{words.metric[figure.id]?.[0]}</span>
      <strong>
        {figure.n > 0 ? (
          <Link to={`/report/calls?metric=${figure.id}&${search}`}>{valueName(figure, figure.value, text)}</Link>
        ) : (
          words.unknown
        )}
      </strong>
      <span className="quiet">
        {figure.id !== 'calls' && figure.n > 0 && `${words.n(figure.n)} · `}
        {changeName(figure, text)}
      </span>
    </li>
  );
}

function Figures({ report, search }: { report: ServiceReport; search: string }) {
  const { text } = useLanguage();
  const words = text.report;
  const column = words.column;
  return (
    <section aria-labelledby="numbers">
      <h2 id="numbers">{words.numbers}</h2>
      <table className="calls figures">
        <thead>
          <tr>
            {[column.metric, column.value, column.n, column.change, words.definitions].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...report.metrics].sort((one, other) => Number(one.unit === 'missing') - Number(other.unit === 'missing')).map((figure) => (
            <tr key={figure.id}>
              <th scope="row">
                {figure.n > 0 ? (
                  <Link to={`/report/calls?metric=${figure.id}&${search}`}>{words.metric[figure.id]?.[0]}</Link>
                ) : (
                  words.metric[figure.id]?.[0]
                )}
              </th>
              <td data-column={column.value}>{valueName(figure, figure.value, text)}</td>
              <td data-column={column.n}>{figure.n > 0 ? words.n(figure.n) : ''}</td>
              <td data-column={column.change}>{changeName(figure, text)}</td>
              <td data-column={words.definitions} className="quiet">
                {words.metric[figure.id]?.[1]}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Rows({ id, heading, rows, onChoose }: { id: string; heading: string; rows: readonly Row[]; onChoose: (name: string) => void }) {
  const { text } = useLanguage();
  const column = text.report.column;
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      <table className="calls figures">
        <thead>
          <tr>
            {[column.name, column.calls, column.greeted, column.forbidden, column.heard].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">
                <button type="button" className="as-link" onClick={() => onChoose(row.name)} lang={/^[\x20-\x7e]+$/.test(row.name) ? 'en' : undefined}>
                  {row.name}
                </button>
              </th>
              <td data-column={column.calls}>{row.calls}</td>
              <td data-column={column.greeted}>{valueName({ unit: 'share' }, row.greeted, text)}</td>
              <td data-column={column.forbidden}>{valueName({ unit: 'share' }, row.forbidden, text)}</td>
              <td data-column={column.heard}>{valueName({ unit: 'part' }, row.heard, text)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** How service went: one sentence, six numbers, what to listen to, and every figure with what it is of. */
export function ReportPage() {
  const { text, language } = useLanguage();
  const words = text.report;
  const now = useClock().now();
  const { period, scope, search, change } = useScope();
  const { data, error, refetch } = useReport(scope);
  useTitle(text.titles.report);
  const offices = [scope.office, ...(data?.offices ?? []).map((row) => row.name)].filter((name, at, all) => name && all.indexOf(name) === at);
  return (
    <>
      <div className="insight-head">
        <h1 className="page-title">{words.heading}</h1>
        <Segmented
          aria-label={words.period}
          value={period}
          options={PERIODS.map((value) => ({ value, label: words.periods[value] }))}
          onChange={(value) => change('period', value === 'yesterday' ? '' : value)}
        />
        <select aria-label={words.office} className="report-office" value={scope.office} onChange={(event) => change('office', event.target.value)}>
          <option value="">{words.allOffices}</option>
          {offices.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
        <Link to={`/report/print?${search}`}>{words.print}</Link>
      </div>
      <p className="quiet">
        {words.of(dayName(scope.from, language, now), dayName(scope.to, language, now))}
        {scope.staff && (
          <>
            {' · '}
            <span lang="en">{scope.staff}</span>
            <button type="button" className="as-link" onClick={() => change('staff', '')}>
              {words.everybody}
            </button>
          </>
        )}
        {(data?.demo ?? 0) > 0 && <span className="tag">{words.demo}</span>}
      </p>
      {error && <TroubleNote failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <Waiting for="insight" />}
      {data?.calls === 0 && (
        <EmptyNote why={words.empty}>
          <button type="button" className="as-link" onClick={() => change('period', 'month')}>
            {words.emptyDo}
          </button>
        </EmptyNote>
      )}
      {data && data.calls > 0 && (
        <div className="report">
          <p className="report-sentence">{sentence(data, text)}</p>
          <ul className="report-cards">
            {HEADLINE.map((id) => data.metrics.find((figure) => figure.id === id)).map(
              (figure) => figure && <Card key={figure.id} figure={figure} search={search} />,
            )}
          </ul>
          <Findings findings={data.findings} />
          <Figures report={data} search={search} />
          <Rows id="offices" heading={words.offices} rows={data.offices} onChoose={(name) => change('office', name)} />
          <Rows id="members" heading={words.members} rows={data.staff} onChoose={(name) => change('staff', name)} />
          <Gaps gaps={data.gaps} />
        </div>
      )}
    </>
  );
}
