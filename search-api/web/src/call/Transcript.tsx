import { Button } from 'antd';
import type { SegmentDocument } from '../api/documents';
import { useText } from '../text/Language';
import { LOW_CONFIDENCE } from './parts';
import type { PlaybackClock } from './PlaybackClock';
import { Turn } from './Turn';
import { useFollowing } from './useFollowing';

interface TranscriptProps {
  segments: readonly SegmentDocument[];
  clock: PlaybackClock;
  playing: boolean;
  onPlay: ((ms: number) => void) | undefined;
  /** The turn that somebody came for. */
  targetMs: number | undefined;
}

/** The turn that is being said at a time, or the last before it. */
function turnAt(segments: readonly SegmentDocument[], ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : segments.findLast((segment) => segment.start_ms <= ms + 1)?.segment;
}

/** Both sides in the order in which they spoke, with what the signs mean. */
export function Transcript({ segments, clock, playing, onPlay, targetMs }: TranscriptProps) {
  const text = useText();
  const { list, following, follow, onNow } = useFollowing(playing, targetMs !== undefined);
  const target = turnAt(segments, targetMs);
  const anyLow = segments.some((segment) => segment.words.some((word) => word.confidence < LOW_CONFIDENCE));
  const anyHidden = segments.some((segment) => segment.redactions.length > 0);
  return (
    <section className="transcript" aria-label={text.call.transcript}>
      <header>
        <h2>
          {text.call.transcript}
          <span className="quiet">{text.call.turns(segments.length)}</span>
        </h2>
        <p className="legend quiet">
          {anyLow && <span className="word-low">{text.call.low}</span>}
          {anyHidden && <span>{text.call.redacted}</span>}
        </p>
      </header>
      <ol ref={list}>
        {segments.map((segment) => (
          <Turn
            key={segment.segment}
            segment={segment}
            clock={clock}
            onPlay={onPlay}
            target={segment.segment === target}
            onNow={onNow}
          />
        ))}
      </ol>
      {playing && !following && (
        <div className="follow">
          <Button onClick={follow}>{text.call.follow}</Button>
        </div>
      )}
    </section>
  );
}
