import type { CallDocument, Hit, Origin, Sentiment } from '../api/documents';
import { useText } from './Language';

/** 负面, 中性, 正面, 说不准: a word, never a colour alone. */
export function Mood({ sentiment }: { sentiment: Sentiment }) {
  const text = useText();
  return <span className={`mood mood-${sentiment}`}>{text.sentiment[sentiment] ?? text.sentiment.unsure}</span>;
}

/** What a reader must know of where the speech comes from. */
export function OriginMarks({ of }: { of: Pick<CallDocument | Hit, 'synthetic_speech'> & { origin: Origin } }) {
  const text = useText();
  return (
    <>
      {of.origin !== 'live' && <span className="tag">{text.origin[of.origin]}</span>}
      {of.synthetic_speech && (
        <span className="tag" title={text.syntheticNote}>
          {text.synthetic}
        </span>
      )}
    </>
  );
}
