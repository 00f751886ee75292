import { useEffect } from 'react';
import type { CallAudio } from './CallAudio';

export const SKIP_MS = 5000;

/** Whether this key already means something where the focus is. */
function isTaken(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('select, textarea, [contenteditable], [role="dialog"], [role="radiogroup"]')) return true;
  if (target instanceof HTMLInputElement) return target.type !== 'range';
  return key === ' ' && target.closest('button, a, summary') !== null;
}

/** Space plays and pauses, left and right move by five seconds. */
export function usePlayerKeys(audio: CallAudio, enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return undefined;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (isTaken(event.target, event.key)) return;
      if (event.key === ' ') audio.toggle();
      else if (event.key === 'ArrowLeft') audio.skip(-SKIP_MS);
      else if (event.key === 'ArrowRight') audio.skip(SKIP_MS);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [audio, enabled]);
}
