/** Where the audio is. Turns listen to it, so that only the turn that is being said is drawn anew. */
export class PlaybackClock {
  private readonly listeners = new Set<() => void>();
  private at = -1;

  /** Milliseconds from the call's start; negative before anything was played. */
  get ms(): number {
    return this.at;
  }

  move(ms: number): void {
    if (ms === this.at) return;
    this.at = ms;
    this.listeners.forEach((listener) => listener());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}
