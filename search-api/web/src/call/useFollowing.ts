import { useCallback, useEffect, useRef, useState } from 'react';

/** Room that the player takes at the top of the window. */
const TOP = 184;
const BOTTOM = 64;

function bringIntoSight(turn: Element): void {
  const { top, bottom } = turn.getBoundingClientRect();
  if (top < TOP || bottom > window.innerHeight - BOTTOM) turn.scrollIntoView({ block: 'center', behavior: 'auto' });
}

/** Keeps the turn that plays in sight, until the reader scrolls away by hand. */
export function useFollowing(playing: boolean, toTarget: boolean) {
  const list = useRef<HTMLOListElement>(null);
  const current = useRef<HTMLElement>(undefined);
  const arrived = useRef(false);
  const [following, setFollowing] = useState(true);
  const [wasPlaying, setWasPlaying] = useState(playing);
  // Whoever starts the audio anew wants to see where it is.
  if (playing !== wasPlaying) {
    setWasPlaying(playing);
    if (playing) setFollowing(true);
  }

  const onNow = useCallback(
    (turn: HTMLElement) => {
      current.current = turn;
      if (following && playing) bringIntoSight(turn);
    },
    [following, playing],
  );

  const follow = useCallback(() => {
    setFollowing(true);
    if (current.current) bringIntoSight(current.current);
  }, []);

  useEffect(() => {
    if (!playing) return undefined;
    const away = () => setFollowing(false);
    window.addEventListener('wheel', away, { passive: true });
    window.addEventListener('touchmove', away, { passive: true });
    return () => {
      window.removeEventListener('wheel', away);
      window.removeEventListener('touchmove', away);
    };
  }, [playing]);

  // Once: to the turn that the address names.
  useEffect(() => {
    const target = list.current?.querySelector('.turn-target');
    if (!toTarget || arrived.current || !target) return;
    arrived.current = true;
    bringIntoSight(target);
  });

  return { list, following, follow, onNow };
}
