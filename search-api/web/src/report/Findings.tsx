import { Link } from 'react-router';
import { useClock } from '../app/Clock';
import { useLanguage } from '../text/Language';
import { instantName, position } from '../text/times';
import { sure, type Evidence, type ServiceReport } from './report';

/** A place to listen to: when, where, what was said. */
export function EvidenceLink({ evidence }: { evidence: Evidence }) {
  const { text } = useLanguage();
  return (
    <Link to={`/calls/${evidence.call}?t=${evidence.start_ms / 1000}`}>{text.report.listen(position(evidence.start_ms))}</Link>
  );
}

/** What a manager may want to hear, kind by kind, each with its evidence. */
export function Findings({ findings }: { findings: ServiceReport['findings'] }) {
  const { text, language } = useLanguage();
  const words = text.report;
  const now = useClock().now();
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">{words.findings}</h2>
      {findings.length === 0 && <p className="quiet">{words.sentence.fine}</p>}
      <div className="findings">
        {findings.map((found) => (
          <section key={found.kind} className={found.kind === 'forbidden' ? 'finding finding-grave' : 'finding'}>
            <h3>
              {words.kind[found.kind] ?? found.kind}
              <span className="quiet">{words.kindCalls(found.calls)}</span>
            </h3>
            <ul>
              {found.evidence.slice(0, 5).map((evidence) => (
                <li key={`${evidence.segment}-${evidence.start_ms}`}>
                  <EvidenceLink evidence={evidence} />
                  {evidence.phrase && <q>{evidence.phrase}</q>}
                  <span>{evidence.title}</span>
                  <time dateTime={evidence.started_at}>{instantName(evidence.started_at, text, language, now)}</time>
                  {!sure(evidence) && <span className="tag tag-warn">{words.checkByEar}</span>}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </section>
  );
}
