import { memo, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { SegmentDocument } from '../api/documents';
import { useText } from '../text/Language';
import { Mood } from '../text/Marks';
import { position } from '../text/times';
import { NOT_NOW, partsOf, wordAt, type Part } from './parts';
import type { PlaybackClock } from './PlaybackClock';

interface TurnProps {
  segment: SegmentDocument;
  clock: PlaybackClock;
  /** Absent where there is nothing to play. */
  onPlay: ((ms: number) => void) | undefined;
  target: boolean;
  onNow: (turn: HTMLElement) => void;
}

function Shown({ part, now, playable }: { part: Part; now: boolean; playable: boolean }) {
  const text = useText();
  switch (part.kind) {
    case 'plain':
      return <>{part.text}</>;
    case 'unheard':
      return <span className="unheard">〔{text.call.unheard}〕</span>;
    case 'hidden': {
      const names: Record<string, string> = text.redaction;
      const name = part.redaction === undefined ? part.text : (names[part.redaction] ?? text.redaction.other);
      return <span className="hidden-detail">{name}</span>;
    }
    case 'word': {
      const look = ['word', playable && 'word-plays', part.low && 'word-low', now && 'word-now'].filter(Boolean).join(' ');
      return (
        <span className={look} data-start={part.startMs} {...(part.low ? { title: text.call.lowWord } : {})}>
          {part.text}
        </span>
      );
    }
  }
}

/** One turn: when, who, the mood, and the words, which follow the audio and play it. */
export const Turn = memo(function Turn({ segment, clock, onPlay, target, onNow }: TurnProps) {
  const text = useText();
  const row = useRef<HTMLLIElement>(null);
  const word = useSyncExternalStore(clock.subscribe, () => wordAt(segment, clock.ms));
  const parts = useMemo(() => partsOf(segment), [segment]);
  const now = word !== NOT_NOW;
  useEffect(() => {
    if (now && row.current) onNow(row.current);
  }, [now, onNow]);
  const at = position(segment.start_ms);

  const clicked = (event: React.MouseEvent) => {
    const start = event.target instanceof HTMLElement ? event.target.dataset.start : undefined;
    // Someone who selects words to copy them does not want to hear them.
    if (start !== undefined && onPlay && !window.getSelection()?.toString()) onPlay(Number(start));
  };

  const look = ['turn', `turn-${segment.role}`, now && 'turn-now', target && 'turn-target', !segment.final && 'turn-interim'];
  return (
    <li ref={row} className={look.filter(Boolean).join(' ')} {...(now ? { 'aria-current': 'true' as const } : {})}>
      <div className="turn-head">
        {onPlay ? (
          <button type="button" className="turn-time" aria-label={text.call.playFrom(at)} onClick={() => onPlay(segment.start_ms)}>
            {at}
          </button>
        ) : (
          <span className="turn-time">{at}</span>
        )}
        <span className="who">{text.role[segment.role] ?? text.role.guest}</span>
        {segment.final ? !segment.unheard && <Mood sentiment={segment.sentiment} /> : <span className="quiet">{text.call.interim}</span>}
      </div>
      {/* The time above is the same action for the keyboard; a thousand stops of Tab would help nobody. */}
      {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions */}
      <p className="turn-text" onClick={clicked}>
        {parts.map((part, index) => (
          <Shown key={index} part={part} now={part.kind === 'word' && part.index === word} playable={onPlay !== undefined} />
        ))}
      </p>
    </li>
  );
});
