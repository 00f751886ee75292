import { useEffect, useState, useSyncExternalStore } from 'react';
import { CallAudio, type AudioState } from './CallAudio';

/** The audio of one call for as long as its page is open. A running call grows; its audio is made once. */
export function useCallAudio(call: string, durationMs: number): CallAudio {
  const [audio] = useState(() => new CallAudio(call, durationMs));
  useEffect(() => audio.open(), [audio]);
  return audio;
}

export function useAudioState(audio: CallAudio): AudioState {
  return useSyncExternalStore(audio.subscribe, audio.state);
}
