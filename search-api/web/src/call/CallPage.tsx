import { useEffect, useRef } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { CallDetail } from '../api/documents';
import { ApiProblem } from '../api/problem';
import { EmptyNote } from '../app/EmptyNote';
import { TroubleNote } from '../app/TroubleNote';
import { useTitle } from '../app/useTitle';
import { Waiting } from '../app/Waiting';
import { useText } from '../text/Language';
import { callTitle } from '../text/names';
import type { CallAudio } from './CallAudio';
import { CallHeader } from './CallHeader';
import { PlayerBar } from './PlayerBar';
import { PurposeDialog } from './PurposeDialog';
import { Transcript } from './Transcript';
import { useCall, useCallEvents } from './useCall';
import { useAudioState, useCallAudio } from './useCallAudio';
import { usePlayerKeys } from './usePlayerKeys';

/** Milliseconds of `?t=` in seconds. */
function targetOf(params: URLSearchParams): number | undefined {
  const seconds = Number(params.get('t') ?? NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}

/** What needs the audio: the player, the transcript that follows it, the purpose. */
function Heard({ detail, audio }: { detail: CallDetail; audio: CallAudio }) {
  const [params] = useSearchParams();
  const targetMs = targetOf(params);
  const { segments, speakers, media } = detail;
  const { playing, asking } = useAudioState(audio);
  usePlayerKeys(audio, media && !asking);

  const began = useRef(false);
  useEffect(() => {
    if (targetMs === undefined || !media || began.current) return;
    began.current = true;
    audio.play(targetMs);
  }, [targetMs, media, audio]);

  return (
    <>
      {media && <PlayerBar audio={audio} speakers={speakers} />}
      {segments.length > 0 && (
        <Transcript
          segments={segments}
          clock={audio.clock}
          playing={playing}
          onPlay={media ? audio.play : undefined}
          targetMs={targetMs}
        />
      )}
      <PurposeDialog open={asking} onState={audio.statePurpose} onCancel={audio.cancel} />
    </>
  );
}

function Detail({ detail }: { detail: CallDetail }) {
  const text = useText();
  const { call, segments, media } = detail;
  const running = call.state === 'running';
  const broken = useCallEvents(call.call, running);
  const audio = useCallAudio(call.call, call.duration_ms);
  return (
    <>
      <CallHeader call={call} />
      {running && (
        <p className="live" role="status">
          {broken ? text.call.liveBroken : text.call.live}
          {!media && <span className="quiet">{text.player.noneRunning}</span>}
        </p>
      )}
      {call.state === 'lost' && <p className="live live-lost">{text.call.lost}</p>}
      {!media && !running && <p className="note">{text.player.none}</p>}
      <Heard detail={detail} audio={audio} />
      {segments.length === 0 && (
        <EmptyNote why={running ? text.call.emptyRunning : text.call.empty}>
          {!running && <Link to="/">{text.call.emptyDo}</Link>}
        </EmptyNote>
      )}
    </>
  );
}

export function CallPage() {
  const text = useText();
  const { id = '' } = useParams();
  const { data, error, refetch } = useCall(id);
  useTitle((data && callTitle(data.call, text)) ?? text.titles.call);
  if (error instanceof ApiProblem && error.trouble === 'not-found') {
    return (
      <EmptyNote why={text.call.missing}>
        <Link to="/calls">{text.call.missingDo}</Link>
      </EmptyNote>
    );
  }
  return (
    <>
      {error && <TroubleNote failure={error} onRetry={() => void refetch()} />}
      {data ? <Detail key={id} detail={data} /> : error ? null : <Waiting for="call" />}
    </>
  );
}
