import { Link } from 'react-router';
import { useText } from '../text/Language';
import type { ServiceReport } from './report';

/** What the digital human did not know. */
export function Gaps({ gaps }: { gaps: ServiceReport['gaps'] }) {
  const words = useText().report;
  return (
    <section aria-labelledby="unanswered">
      <h2 id="unanswered">{words.gaps}</h2>
      {gaps.length === 0 && <p className="quiet">{words.noGaps}</p>}
      <ol className="unanswered">
        {gaps.map((gap) => (
          <li key={`${gap.last_at}${gap.question}`}>
            {gap.question ? <q>{gap.question}</q> : <Link to="/items/gaps">{words.gapHidden}</Link>}
            <span className="quiet">{words.gap(gap.calls)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
