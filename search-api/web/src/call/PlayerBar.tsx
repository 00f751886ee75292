import { Button } from 'antd';
import { useId, useSyncExternalStore } from 'react';
import type { Speaker } from '../api/documents';
import { ApiProblem } from '../api/problem';
import { troubleText } from '../app/TroubleNote';
import { useText } from '../text/Language';
import type { Dictionary } from '../text/zh';
import { position } from '../text/times';
import { MIXED, type CallAudio } from './CallAudio';
import { useAudioState } from './useCallAudio';
import { SKIP_MS } from './usePlayerKeys';

const SPEEDS = [0.75, 1, 1.25, 1.5, 2];

function voices(speakers: readonly Speaker[], text: Dictionary): { track: string; name: string }[] {
  return speakers.map(({ role, track }) => {
    const alike = speakers.filter((other) => other.role === role);
    const name = text.role[role] ?? text.role.guest;
    const number = alike.findIndex((other) => other.track === track) + 1;
    return { track, name: alike.length > 1 ? `${name} ${number}` : name };
  });
}

function failureText(failure: unknown, text: Dictionary): string {
  if (failure instanceof ApiProblem && failure.type === 'media') return text.player.failed;
  if (failure instanceof ApiProblem && failure.trouble === 'not-found') return text.player.gone;
  return troubleText(failure, text);
}

function Position({ audio, durationMs }: { audio: CallAudio; durationMs: number }) {
  const text = useText();
  const { clock } = audio;
  const seconds = useSyncExternalStore(clock.subscribe, () => Math.floor(Math.max(0, clock.ms) / 250) / 4);
  const at = position(seconds * 1000);
  const all = position(durationMs);
  return (
    <>
      <input
        type="range"
        className="position"
        aria-label={text.player.position}
        aria-valuetext={text.player.positionText(at, all)}
        min={0}
        max={Math.max(1, durationMs / 1000)}
        step={0.25}
        value={seconds}
        onChange={(event) => audio.seek(Number(event.target.value) * 1000)}
      />
      <span className="clock" aria-hidden>
        {at} / {all}
      </span>
    </>
  );
}

/** The controls of the audio: each has a word. */
export function PlayerBar({ audio, speakers }: { audio: CallAudio; speakers: readonly Speaker[] }) {
  const text = useText();
  const state = useAudioState(audio);
  const id = useId();
  const skip = SKIP_MS;
  return (
    <section className="player" aria-label={text.player.label}>
      <div className="player-line">
        <Button type="primary" className="player-play" onClick={audio.toggle}>
          {state.playing ? text.player.pause : text.player.play}
        </Button>
        <Position audio={audio} durationMs={state.durationMs} />
      </div>
      <div className="player-line player-choices">
        <Button size="small" onClick={() => audio.skip(-skip)}>
          {text.player.back}
        </Button>
        <Button size="small" onClick={() => audio.skip(skip)}>
          {text.player.forward}
        </Button>
        <label htmlFor={`${id}-voice`}>{text.player.voice}</label>
        <select id={`${id}-voice`} value={state.speaker} onChange={(event) => audio.setSpeaker(event.target.value)}>
          <option value={MIXED}>{text.player.mixed}</option>
          {voices(speakers, text).map(({ track, name }) => (
            <option key={track} value={track}>
              {name}
            </option>
          ))}
        </select>
        <label htmlFor={`${id}-speed`}>{text.player.speed}</label>
        <select id={`${id}-speed`} value={state.speed} onChange={(event) => audio.setSpeed(Number(event.target.value))}>
          {SPEEDS.map((times) => (
            <option key={times} value={times}>
              {text.player.speedTimes(times)}
            </option>
          ))}
        </select>
        {state.purpose && (
          <span className="player-purpose">
            {text.player.purpose} {state.purpose}
            <Button type="link" size="small" onClick={audio.ask}>
              {text.player.changePurpose}
            </Button>
          </span>
        )}
      </div>
      <p className={state.loading ? 'player-status quiet' : 'player-status player-keys quiet'} role="status">
        {state.loading ? text.player.loading : text.player.keys}
      </p>
      {Boolean(state.failure) && (
        <p className="player-failure" role="alert">
          {failureText(state.failure, text)}
          <Button size="small" onClick={() => audio.play()}>
            {text.player.retry}
          </Button>
        </p>
      )}
    </section>
  );
}
