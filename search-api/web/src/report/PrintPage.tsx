import { Button } from 'antd';
import { Link } from 'react-router';
import { TroubleNote } from '../app/TroubleNote';
import { useTitle } from '../app/useTitle';
import { Waiting } from '../app/Waiting';
import { useLanguage } from '../text/Language';
import { dayName, instantName } from '../text/times';
import { EvidenceLink } from './Findings';
import { changeName, sentence, useReport, useScope, valueName } from './report';
import './print.css';

const SIX = ['calls', 'connected', 'handling', 'greeted', 'forbidden', 'heard'];
const THREE = 3;
/** Paper is read later: its days have a year and are never today. */
const LONG_AGO = new Date(0);

/** The report on one page of A4, to print or to keep. */
export function PrintPage() {
  const { text, language } = useLanguage();
  const words = text.report;
  const { scope, search } = useScope();
  const { data, error, refetch } = useReport(scope);
  useTitle(text.titles.report);
  if (!data) {
    return <main className="page">{error ? <TroubleNote failure={error} onRetry={() => void refetch()} /> : <Waiting for="insight" />}</main>;
  }
  return (
    <main className="print">
      <p className="print-tools">
        <Link to={`/report?${search}`}>{words.back}</Link>
        <Button type="primary" onClick={() => window.print()}>
          {words.printNow}
        </Button>
      </p>
      <article className="sheet">
        <header>
          <h1>{words.heading}</h1>
          <p>
            {scope.office || words.allOffices}
            {scope.staff && (
              <>
                {' · '}
                <span lang="en">{scope.staff}</span>
              </>
            )}
            {' · '}
            {words.of(dayName(scope.from, language, LONG_AGO), dayName(scope.to, language, LONG_AGO))}
          </p>
        </header>
        <p className="sheet-sentence">{data.calls > 0 ? sentence(data, text) : words.empty}</p>
        <ul className="sheet-numbers">
          {SIX.map((id) => data.metrics.find((figure) => figure.id === id)).map(
            (figure) =>
              figure && (
                <li key={figure.id}>
                  <span>{words.metric[figure.id]?.[0]}</span>
                  <strong>{valueName(figure, figure.value, text)}</strong>
                  <span>
                    {figure.n > 0 && figure.id !== 'calls' && `${words.column.n} ${words.n(figure.n)} · `}
                    {changeName(figure, text)}
                  </span>
                </li>
              ),
          )}
        </ul>
        <h2>{words.findings}</h2>
        <ol>
          {data.findings.slice(0, THREE).map((found) => (
            <li key={found.kind}>
              {words.kind[found.kind]}：{words.kindCalls(found.calls)}
              {found.evidence.slice(0, 1).map((evidence) => (
                <span key={evidence.segment}>
                  {' · '}
                  {evidence.title}
                  {evidence.phrase && <q>{evidence.phrase}</q>} {words.evidence} ▶ <EvidenceLink evidence={evidence} />
                </span>
              ))}
            </li>
          ))}
          {data.findings.length === 0 && <li>{words.sentence.fine}</li>}
        </ol>
        <h2>{words.gaps}</h2>
        <ol>
          {data.gaps.map((gap) => (
            <li key={`${gap.last_at}${gap.question}`}>
              {gap.question || words.gapHidden} {words.gap(gap.calls)}
            </li>
          ))}
        </ol>
        {data.gaps.length === 0 && <p>{words.noGaps}</p>}
        <h2>{words.advice}</h2>
        <div className="sheet-advice" />
        <p className="sheet-sign">
          <span>{words.signature}</span>
          <span>{words.date}</span>
        </p>
        <footer>
          {words.footer}
          {SIX.slice(1).map((id) => ` ${words.metric[id]?.[0]}：${words.metric[id]?.[1]}`)}{' '}
          {words.made(instantName(data.made_at, text, language, LONG_AGO))}
          {data.demo > 0 && <strong> {words.demo}</strong>}
        </footer>
      </article>
    </main>
  );
}
