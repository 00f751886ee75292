import { isTrackReference, useTracks, VideoTrack, type TrackReferenceOrPlaceholder } from '@livekit/components-react';
import { Track } from 'livekit-client';
import { useText } from '../text/Language';
import { useSpeakerName } from './useSpeakerName';

function Tile({ of, large }: { of: TrackReferenceOrPlaceholder; large: boolean }) {
  const text = useText().live;
  const name = useSpeakerName()(of.participant.identity);
  const shared = of.source === Track.Source.ScreenShare;
  const seen = isTrackReference(of) && !of.publication.isMuted;
  return (
    <figure className={`tile${large ? ' tile-large' : ''}${of.participant.isLocal && !shared ? ' tile-mirrored' : ''}`}>
      {seen ? <VideoTrack trackRef={of} /> : <p>{text.noCamera}</p>}
      <figcaption>
        {shared ? text.screenOf(name) : name}
        {of.participant.isSpeaking && <span className="speaking">{text.speaking}</span>}
      </figcaption>
    </figure>
  );
}

/** Pictures of everybody: a shared screen, or else the others, large; oneself small. */
export function Stage({ waiting }: { waiting: string }) {
  const tracks = useTracks(
    [
      { source: Track.Source.Camera, withPlaceholder: true },
      { source: Track.Source.ScreenShare, withPlaceholder: false },
    ],
    { onlySubscribed: false },
  );
  const screens = tracks.filter(({ source }) => source === Track.Source.ScreenShare);
  const others = tracks.filter(({ source, participant }) => source === Track.Source.Camera && !participant.isLocal);
  const own = tracks.filter(({ source, participant }) => source === Track.Source.Camera && participant.isLocal);
  const large = screens.length ? screens : others;
  const small = screens.length ? [...others, ...own] : own;
  const key = (of: TrackReferenceOrPlaceholder) => `${of.participant.identity}/${of.source}`;
  return (
    <div className="stage">
      <div className="stage-main">
        {large.map((of) => (
          <Tile key={key(of)} of={of} large />
        ))}
        {large.length === 0 && (
          <p className="stage-waiting" role="status">
            {waiting}
          </p>
        )}
      </div>
      <div className="stage-side">
        {small.map((of) => (
          <Tile key={key(of)} of={of} large={false} />
        ))}
      </div>
    </div>
  );
}
