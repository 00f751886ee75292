import { useRoomContext } from '@livekit/components-react';
import { useEffect, useRef } from 'react';
import { useText } from '../text/Language';
import { useCaptions } from './captions';
import { useSpeakerName } from './useSpeakerName';

/** The words of the call while they are said. */
export function Captions({ wanted }: { wanted: boolean }) {
  const text = useText().live.captions;
  const captions = useCaptions(useRoomContext());
  const name = useSpeakerName();
  const end = useRef<HTMLLIElement>(null);
  const last = captions.at(-1);
  useEffect(() => {
    void end.current?.scrollIntoView({ block: 'nearest' });
  }, [last]);
  return (
    <section className="captions" aria-label={text.label}>
      <h2>{text.label}</h2>
      {!wanted && <p className="quiet">{text.refused}</p>}
      {wanted && captions.length === 0 && <p className="quiet">{text.none}</p>}
      {/* Finished turns alone are told to a screen reader. */}
      <ol>
        {captions.map(({ segment, identity, role, text: words, final }) => (
          <li key={segment} className={final ? undefined : 'caption-interim'} aria-hidden={!final}>
            <span className="who">{name(identity, role)}</span>
            <span aria-live={final ? 'polite' : 'off'}>{words}</span>
          </li>
        ))}
        <li ref={end} aria-hidden />
      </ol>
    </section>
  );
}
