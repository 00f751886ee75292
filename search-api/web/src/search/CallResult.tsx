import { Link } from 'react-router';
import type { Hit } from '../api/documents';
import { useClock } from '../app/Clock';
import { useLanguage, useText } from '../text/Language';
import { Mood, OriginMarks } from '../text/Marks';
import { callTitle } from '../text/names';
import { pieces } from '../text/pieces';
import { instantName, position } from '../text/times';
import type { CallHits } from './groups';

const URGENT = 0.6;

function Spoken({ hit }: { hit: Hit }) {
  const text = useText();
  return (
    <p className="spoken">
      {pieces(hit.text, hit.highlights).map((piece, index) => {
        if (piece.kind === 'hidden') return <span key={index} className="hidden-detail">{piece.text}</span>;
        if (piece.kind === 'unheard') return <span key={index} className="unheard">〔{text.call.unheard}〕</span>;
        return piece.marked ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>;
      })}
    </p>
  );
}

function Place({ hit }: { hit: Hit }) {
  const text = useText();
  const at = position(hit.start_ms);
  return (
    <li className="place">
      <Link className="play-link" to={`/calls/${hit.call}?t=${hit.start_ms / 1000}`} aria-label={text.search.playFrom(at)}>
        <span aria-hidden className="triangle" />
        {text.search.play} {at}
      </Link>
      <div>
        <p className="place-who">
          <span className="who">{text.role[hit.role] ?? text.role.guest}</span>
          <Mood sentiment={hit.sentiment} />
          {hit.urgency >= URGENT && <span className="mood mood-negative">{text.urgent}</span>}
        </p>
        <Spoken hit={hit} />
      </div>
    </li>
  );
}

/** One call that was found, with every place in it. */
export function CallResult({ group }: { group: CallHits }) {
  const { text, language } = useLanguage();
  const now = useClock().now();
  const { first, hits } = group;
  return (
    <article className="result" aria-label={callTitle(first, text)}>
      <header>
        <h3>
          <Link to={`/calls/${group.call}`}>{callTitle(first, text)}</Link>
        </h3>
        <p className="result-facts">
          {first.office && <span>{first.office}</span>}
          <span>{instantName(first.started_at, text, language, now)}</span>
          {first.call_state === 'running' && <span className="tag tag-live">{text.state.running}</span>}
          <OriginMarks of={first} />
        </p>
      </header>
      <ol>
        {hits.map((hit) => (
          <Place key={hit.segment} hit={hit} />
        ))}
      </ol>
    </article>
  );
}
